"""主送机关 and 抄送机关: the line of bodies and the bodies it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.notice.lines import Line
from model.notice import Recipients

_DEPARTMENT = r'[局厅部办室署]|委员会|(?<![党工常])委'
_SELF = (
    r'团体|总支|支部|党员|筹备组|工作组|小组|机关|机构|企业|银行|行|公司|学校|学院|中小学|大学|协会|商会|学会|单位|人|职工|中心|[所站园]|党委|党组|工委|党组织|组织|集团|社区|部门'
    r'|人民政府|政府|管委会|支队|总队|军区|医院|会员|居民|家庭|考生|教师|群众|用户|各界|代表'
)
_FEDERATION = '科协|政协|侨联|文联|妇联|残联|工商联|社科联|红十字会|联合会|侨办'
_PERSON = r'主席|同志|代表|委员|先生|女士|书记|省长|市长|县长|局长|厅长|部长|主任'
_BODY = re.compile(
    rf'.*(?:{_DEPARTMENT}|{_SELF}|{_FEDERATION}|{_PERSON}|院|会|处|科|队|馆|社|团|省|市|县|区|州|旗|乡|镇|街道|村|部委|市民|公众|考生|教师|会员|各界|户)'
)
_NO_BODY = re.compile(
    r'如下|以下|下列|通知|现将|为了|要求|时间|地点|方式|附件|联系|电话|主题词|抄送|抄报|[:：。！？]|是$|说明|条件|情况|内容|流程|备注|网址|邮箱|标准'
)
_COMPLETE = re.compile(rf'.*(?:{_DEPARTMENT}|{_SELF}|{_FEDERATION}|{_PERSON}|院|会|处)')
_ENDS_ITSELF = re.compile(rf'.*(?:{_SELF}|{_FEDERATION})')
_FEDERATED = re.compile(rf'.*(?:{_FEDERATION})')
_PLACES_ONLY = re.compile(r'各(?:街道|社区|行政村|乡|镇|村)+')
_PLACE_WITH_BODY = re.compile(r'(?:街道|社区|乡|镇|村)(?=党|人民|办|工|组|综|居|村)')
_SISTERS = re.compile(r'.*(?:社会团体|民办非企业单位|基金会|党委|党组|总支部?|支部)')
_STOPS = re.compile('[。！？]')
_BLANKS = re.compile(r'\s+')
_WIDE_BLANKS = re.compile(r'\s{2,}')
_IN_BRACKETS = re.compile(r'[（(\[〔][^（）()\[\]〔〕]*[）)\]〕]')
_LABEL = re.compile(r'主\s*送\s*(?:机\s*关\s*)?[:：]\s*')
_REGION_NAME = re.compile(r'(?!各|直辖|设区|计划|自治)[\u4e00-\u9fff]{2,}(?:省|市|自治区)')
_GROUP = re.compile(r'各|有关|全[省市县区体]|省|市|县|区|中|驻|在|直|国|自治|开发')
_WITH_BODY = re.compile(
    r'(?P<raw>[^。；:：]{3,300})[:：]\s*(?=为|根据|按照|现将|近日|经|依据|自|当前|遵照|接|最近|你们?|《|据|近年|今年|一、|党的|\d{4}年)'
)
_OPEN, _CLOSE = '（([〔', '）)]〕'
_SHARED = ('各直属机构', '各部门', '直属机构', '各直属单位')


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
        joined += text
        if _STOPS.search(text) and not (end == start + 1 or joined.count('：') + joined.count(':')):
            return None
        if text.endswith((':', '：')):
            raw = _unlabelled(joined[:-1])
            return Addressed(_recipients(raw), start, end, '') if is_recipients(raw) else None
        inside = _WITH_BODY.match(joined)
        if inside and is_recipients(_unlabelled(inside['raw'])):
            return Addressed(_recipients(_unlabelled(inside['raw'])), start, end, joined[inside.end() :])
        if not all(_is_body(part) for part in _split(joined, '，,；;、') if part):
            return None
    return None


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
    return all(_is_body(part) for part in parts)


def split_bodies(raw: str) -> tuple[str, ...]:
    """The bodies of a line: parted at ， and ;, and at 、 where both sides can stand alone.

    各县、区人民政府 is one; 各乡镇党委、市直学校、民办学校 are three.
    """
    parts = [part for part in _split(raw, '，,；;') if part]
    top = len(parts) == 1
    return tuple(body for part in parts for body in _split_part(part, top=top))


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
    pieces = [piece for piece in _split(part, '、') if piece]
    if len(pieces) < 2:
        blanks = _WIDE_BLANKS.split(part)
        return blanks if all(_is_body(piece) for piece in blanks) else [part]
    if _regions_by_name(pieces):
        return pieces
    if all(_is_complete(piece) for piece in pieces) and not _shares_ending(pieces):
        alone = [_stands_alone(piece, top=top) for piece in pieces[1:]]
        if all(alone):
            return pieces
    return [part]


def _is_complete(piece: str) -> bool:
    """Whether a piece names bodies by itself: 各县 before 、区人民政府 does not."""
    bare = _without_brackets(piece)
    return _COMPLETE.fullmatch(bare) is not None and len(bare) > 2


def _stands_alone(piece: str, *, top: bool) -> bool:
    """Whether a later piece needs nothing of the first: a bare 财政局 shares the 各县 before it."""
    bare = _without_brackets(piece)
    if bare in _SHARED:
        return False
    own = _GROUP.match(bare) is not None
    if own or len(bare) > 4:
        return own or _ENDS_ITSELF.fullmatch(bare) is not None
    return top and _ENDS_ITSELF.fullmatch(bare) is not None and not _FEDERATED.fullmatch(bare)


def _shares_ending(pieces: list[str]) -> bool:
    """Whether only the last piece carries the ending of all: 甲企业、乙企业党委, 各社区、镇党委.

    各社会团体、民办非企业单位 share 各.
    """
    if _PLACES_ONLY.fullmatch(_without_brackets(pieces[0])) and any(map(_PLACE_WITH_BODY.match, pieces[1:])):
        return True
    sisters = '各' in pieces[0] and all(map(_SISTERS.fullmatch, pieces))
    if sisters and not any(piece.startswith(('各', '有关')) for piece in pieces[1:]):
        return True
    for ending in ('单位', '企业', '机关', '银行', '学校'):
        last = pieces[-1].find(ending)
        if 0 < last < len(pieces[-1]) - 3 and pieces[-2].endswith((ending, '企业', '单位', '机关')):
            return True
    return False


def _regions_by_name(pieces: list[str]) -> bool:
    """北京市、天津市、…人民政府: every piece but the last is a region's proper name."""
    return len(pieces) > 2 and all(_REGION_NAME.fullmatch(piece) for piece in pieces[:-1])
