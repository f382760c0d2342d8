"""主送机关 and 抄送机关: the line of bodies and the bodies it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.notice.lines import Line
from model.notice import Recipients

_DEPARTMENT = r'[局厅部办室署]|委员会|(?<![党工常])委'
_SELF = (
    r'团体|总支|支部|党员|片区|中心校|筹备组|工作组|小组|机关|机构|企业|银行|行|公司|学校|学院|[中小]学|大学|协会|商会|学会|单位|人|职工|中心|[所站园]|党委|党组|工委|党组织|组织|集团|社区|部门|[库厂]'
    r'|人民政府|政府|管委会|支队|总队|军区|医院|会员|居民|家庭|考生|教师|群众|用户|各界|代表'
)
_FEDERATION = '科协|政协|侨联|文联|妇联|残联|工商联|社科联|红十字会|联合会|侨办'
_PERSON = r'主席|同志|代表|委员|先生|女士|书记|省长|市长|县长|局长|厅长|部长|主任'
_BODY = re.compile(
    rf'.*(?:{_DEPARTMENT}|{_SELF}|{_FEDERATION}|{_PERSON}|院|会|处|科|队|馆|社|团|省|市|县|区|州|旗|乡|镇|街道|村|部委|市民|公众|考生|教师|会员|各界|户)'
)
_NO_BODY = re.compile(
    r'如下|以下|下列|通知|现将|同意|为了|要求|时间|地点|方式|附件|联系|电话|主题词|抄送|抄报|[:：。！？]|是$|说明|条件|情况|内容|流程|备注|网址|邮箱|标准'
)
_COMPLETE = re.compile(rf'.*(?:{_DEPARTMENT}|{_SELF}|{_FEDERATION}|{_PERSON}|院|会|处)')
_ENDS_ITSELF = re.compile(rf'.*(?:{_SELF}|{_FEDERATION})')
_FEDERATED = re.compile(rf'.*(?:{_FEDERATION})')
_PLACES_ONLY = re.compile(r'各(?:街道|社区|行政村|乡|镇|村)+')
_PLACE_WITH_BODY = re.compile(r'(?:街道|社区|乡|镇|村)(?=党|人民|办|工|组|综|居|村)')
_SISTERS = re.compile(r'.*(?:社会团体|民办非企业单位|基金会|党委|党组|总支部?|支部)')
_STOPS = re.compile('[。！？]')
_BLANKS = re.compile(r'\s+')
_IN_BRACKETS = re.compile(r'[（(\[〔][^（）()\[\]〔〕]*[）)\]〕]')
_LABEL = re.compile(r'主\s*送\s*(?:机\s*关\s*)?[:：]\s*')
_REGION_NAME = re.compile(r'(?!各|直辖|设区|计划|自治)[\u4e00-\u9fff]{2,}(?:省|市|自治区)')
_OF_PLACE = re.compile(
    r'(?!各|全)[\u4e00-\u9fff]{1,8}[省市县区旗](?!直|属)[\u4e00-\u9fff]{1,14}(?:[局厅]|人民政府)'
)
_GROUP = re.compile(
    r'各|有关|全[省市县区体]|省|市(?!场)|县|区|中(?=央|直|共)|驻|在|直|国(?=有|务院|家)|自治|开发'
)
_AND_EACH = re.compile(r'(?:以?及|和)(?=各|有关|[省市县区州](?:[直级属]|内各))')
_OTHER_PLACE = re.compile(
    r'[\u4e00-\u9fff]{2,8}?(?:新区|开发区|经开区|高新区|实验区|示范区|园区|矿区|市|县)(?=[\u4e00-\u9fff]{3})'
)
_PARTY_SHARED = re.compile(r'[“"]?[^各省市县区]{0,6}(?:工委|党委|党组)')
_PARTY = re.compile(r'(?:党组织|党委|党组|党工委|党支部|党总支|工委)$')
_GROUP_LINE = re.compile(r'各|有关|全[省市县区]|[省市县区州](?:[直级属]|.{2,20}各)|中央|驻')
_WITH_BODY = re.compile(
    r'(?P<raw>[^。；:：]{3,300})[:：]\s*(?=为|根据|按照|现将|近日|经|依据|自|当前|遵照|接|最近|你们?|《|据|近年|今年|一、|党的|\d{4}年)'
)
_RUN_IN = re.compile(
    r'(?P<raw>[^。；:：]{3,300}?)(?=经[\u4e00-\u9fff]{1,12}(?:同意|批准|研究)|现将|现就|为(?:了|贯彻|做好|进一步|深入|切实|加强|落实)|根据|按照|近日)'
)
_OPEN, _CLOSE = '（([〔', '）)]〕'
LEAST_RUN_IN = 2
LONGEST_CUT, LONGEST_SHORT = 20, 4
_OF_GOVERNMENT = re.compile(r'(?:国务院|政府|[省市县区]委)(?:有关|各)')
_SHARED = re.compile(r'各?直属(?:机构|单位)|各部门')
_EVERY_ONE = re.compile(r'(?:[全校院市县区内属]{2})?各(?:单位|部门)')


@dataclass(frozen=True, slots=True)
class Addressed:
    """The recipients found: lines[start:end] print them; rest is what of the last line is body text."""

    recipients: Recipients
    start: int
    end: int
    rest: str


def recipients_at(lines: Sequence[Line], start: int) -> Addressed | None:
    """The recipients that begin at lines[start], on up to four lines, or None."""
    joined = ''
    for end in range(start + 1, min(start + 5, len(lines) + 1)):
        text = lines[end - 1].text
        joined += f'{_seam(joined, text)}{text}'
        if _STOPS.search(text) and not (end == start + 1 or joined.count('：') + joined.count(':')):
            return None
        closed = text.endswith((':', '：'))
        raw = _unlabelled(joined[:-1]) if closed else ''
        if closed and is_recipients(raw):
            return Addressed(_recipients(raw), start, end, '')
        inside = _WITH_BODY.match(joined)
        if inside and is_recipients(_unlabelled(inside['raw'])):
            return Addressed(_recipients(_unlabelled(inside['raw'])), start, end, joined[inside.end() :])
        if closed or not _may_go_on(joined):
            return None
    return None


def run_in_at(lines: Sequence[Line], index: int) -> Addressed | None:
    """Several bodies that run into the body text without a colon: 各县人民政府,市直各部门经市政府同意,…."""
    match = _RUN_IN.match(lines[index].text)
    raw = match['raw'].strip() if match else ''
    if match is None or not ('各' in raw or '有关' in raw) or len(_split(raw, '，,；;、')) < LEAST_RUN_IN:
        return None
    if not is_recipients(raw):
        return None
    return Addressed(_recipients(raw), index, index + 1, lines[index].text[match.end() :].strip())


def _may_go_on(joined: str) -> bool:
    """Whether a list may end on the next line: of bodies so far, the last of them perhaps cut."""
    parts = [part for part in _split(joined, '，,；;、') if part]
    whole = all(_is_body(part) for part in parts[:-1])
    return (
        bool(parts) and whole and (_is_body(parts[-1]) or (len(parts) > 1 and len(parts[-1]) <= LONGEST_CUT))
    )


def _seam(joined: str, text: str) -> str:
    """A blank where a list has one body a line; nothing where a line's end only cut it."""
    last = _split(joined, '，,；;、')[-1]
    apart = _COMPLETE.fullmatch(_without_brackets(last)) and _GROUP_LINE.match(text)
    return ' ' if apart and joined.count('（') == joined.count('）') else ''


def is_recipients(raw: str) -> bool:
    """Whether a text is a list of bodies and nothing else."""
    if (
        not 2 < len(raw) <= 500
        or _NO_BODY.search(_without_brackets(raw))
        or raw[0] in '一二三四五六七八九十（(0123456789'
    ):
        return False
    parts = [part for part in _split(raw, '，,；;') if part]
    if not all(len(part) <= 60 or '、' in part for part in parts):
        return False
    return bool(parts) and all(_is_body(part) for part in parts)


def split_bodies(raw: str) -> tuple[str, ...]:
    """The bodies of a line: parted at ， and ;, and at 、 where both sides can stand alone.

    各县、区人民政府 is one; 各乡镇党委、市直学校、民办学校 are three.
    """
    parts = [part for part in _split(raw, '，,；;') if part]
    top = len(parts) == 1
    bodies = (body for part in parts for body in _split_part(part, top=top))
    return tuple(_BLANKS.sub('', body) for body in bodies)


def _recipients(raw: str) -> Recipients:
    raw = _BLANKS.sub(' ', raw).strip()
    return Recipients(raw, split_bodies(raw))


def _unlabelled(raw: str) -> str:
    raw = raw.strip()
    label = _LABEL.match(raw)
    return raw[label.end() :] if label else raw


def _is_body(part: str) -> bool:
    bare = _without_brackets(part).strip()
    return bool(bare) and (
        _BODY.fullmatch(bare) is not None or (bare.startswith(('各', '有关')) and len(bare) < 20)
    )


def _without_brackets(text: str) -> str:
    return _IN_BRACKETS.sub('', text)


def _split(text: str, marks: str) -> list[str]:
    """A text parted at marks that stand outside brackets."""
    pieces, depth = [''], 0
    for letter in text:
        depth += (letter in _OPEN) - (letter in _CLOSE)
        if letter in marks and depth <= 0:
            pieces.append('')
        else:
            pieces[-1] += letter
    return [piece.strip() for piece in pieces]


def _split_part(part: str, *, top: bool) -> list[str]:
    """The bodies of a part without ，: each piece that cannot stand alone stays with the one before it."""
    pieces = [_BLANKS.sub('', piece) for each in _apart(part) for piece in _split(each, '、') if piece]
    if len(pieces) < 2 or _regions_by_name(pieces) or all(map(_OF_PLACE.fullmatch, pieces)):
        return pieces
    if _shares_ending(pieces):
        return [part]
    bodies = pieces[:1]
    for piece in pieces[1:]:
        if _is_complete(bodies[-1]) and _is_complete(piece) and _stands_alone(piece, bodies[-1], top=top):
            bodies.append(piece)
        else:
            bodies[-1] += f'、{piece}'
    return bodies


def _apart(part: str) -> list[str]:
    """A part at blanks and at 和 and 及, where bodies stand on both sides."""
    blanks = part.split()
    whole = all(_is_complete(_split(piece, '、')[-1]) for piece in blanks)
    if len(blanks) > 1 and whole and all(_GROUP.match(piece) for piece in blanks[1:]):
        return [piece for blank in blanks for piece in _apart(blank)]
    for match in _AND_EACH.finditer(part):
        left, right = part[: match.start()], part[match.end() :]
        if (
            _is_complete(left)
            and left.count('（') == left.count('）')
            and not _SHARED.fullmatch(right)
            and _is_body(right)
        ):
            return [left, *_apart(right)]
    return [part]


def _is_complete(piece: str) -> bool:
    """Whether a piece names bodies by itself: 各县 before 、区人民政府 does not."""
    return _COMPLETE.fullmatch(_without_brackets(piece)) is not None and len(piece) > 2


def _stands_alone(piece: str, before: str, *, top: bool) -> bool:
    """Whether a later piece needs nothing of those before: a bare 财政局 shares the 各县 before it."""
    bare = _without_brackets(piece)
    if _SHARED.fullmatch(bare) and _OF_GOVERNMENT.search(before):
        return False
    if _EVERY_ONE.fullmatch(bare) and _EVERY_ONE.fullmatch(before):
        return False
    if not top and before.startswith('各') and _PARTY_SHARED.fullmatch(bare):
        return False
    own = _GROUP.match(bare) is not None or (before.startswith('各') and _OTHER_PLACE.match(bare) is not None)
    if own or len(bare) > LONGEST_SHORT:
        return own or _ENDS_ITSELF.fullmatch(bare) is not None
    short = len(bare) < LONGEST_SHORT or _FEDERATED.fullmatch(bare)
    return top and not short and _ENDS_ITSELF.fullmatch(bare) is not None


def _shares_ending(pieces: list[str]) -> bool:
    """Whether only the last piece carries the ending of all: 甲企业、乙企业党委, 各社区、镇党委.

    各社会团体、民办非企业单位 share 各.
    """
    if _PLACES_ONLY.fullmatch(_without_brackets(pieces[0])) and any(map(_PLACE_WITH_BODY.match, pieces[1:])):
        return True
    sisters = '各' in pieces[0] and all(map(_SISTERS.fullmatch, pieces))
    direct = pieces[0].startswith('各') and all(piece.startswith('直属') for piece in pieces[1:])
    if sisters and not direct and not any(piece.startswith(('各', '有关')) for piece in pieces[1:]):
        return True
    party = [_PARTY.search(piece) is not None for piece in pieces]
    if party[-1] and not any(party[:-1]) and not _GROUP.match(pieces[-1]):
        return True
    for ending in ('单位', '企业', '机关', '银行', '学校'):
        last = pieces[-1].find(ending)
        if 0 < last < len(pieces[-1]) - 3 and pieces[-2].endswith((ending, '企业', '单位', '机关')):
            return True
    return False


def _regions_by_name(pieces: list[str]) -> bool:
    """北京市、天津市、…人民政府: every piece but the last is a region's proper name."""
    return len(pieces) > 2 and all(_REGION_NAME.fullmatch(piece) for piece in pieces[:-1])
