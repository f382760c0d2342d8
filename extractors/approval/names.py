"""Names of Party organisations and of the organisations they are for, as sentences print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from model.approval import Form, Level
from text.han import HAN_NUMERALS, han_to_int

_HAN = r'\u4e00-\u9fff'
_IN_NAME = rf'[{_HAN}A-Za-z0-9·（）()“”]'
_ENDS = '支部委员会|总支部委员会|总支委员会|党委|党总支部?|党支部|委员会|总支部?|支部'
_AFTER = (
    r'(?=$|[\s，。；：:、）()（”"」』》;,.]|和|及|与|等|由|并|为|隶属|的|书记|党员|更名|变更|改|撤|换|选|成员'
    r'|班子|委员(?!会)|负责|任|同志|领导|在|进行|按|于|是|名称|升|共|具体|负|直|归|拟|已|自|筹|有|予|依|成立|建立|请示|事宜|[（(])'
)
_BEFORE_END = '(?:临时|联合|功能型?|流动党?员?|第[一二三四五六七八九十0-9]{1,3}|党)*'
_FULL = re.compile(
    rf'(?:中国共产党|中共)(?P<body>{_IN_NAME}(?:{_IN_NAME}|、){{1,80}}?)(?P<end>{_ENDS}){_AFTER}'
)
_SHORT = re.compile(
    rf'(?P<body>(?:{_IN_NAME}|、){{0,60}}?)(?P<end>支部委员会|党总支部?|党支部|党委|(?<=联合)支部|(?<=临时)支部){_AFTER}'
)
_BARE = re.compile(
    rf'(?:中国共产|中共|党的)?{_BEFORE_END}(?P<end>党支部委员会|支部委员会|党总支部?|党支部|党委|总支部?|支部|党的?组织)(?!联建){_AFTER}'
)
_THESE = (
    rf'(?:以下|下列|下述|上述|如下|一批|附件所列)(?:各|[\d{HAN_NUMERALS}]{{1,3}})?[家个]?'
    r'(?:社会组织|单位|社团)?的?(?=(?:临时|联合|功能型)?(?:党|支部|总支))'
)
_LEAD = re.compile(
    rf'(?:了|起)?\s*(?:一个|新的)?(?:{_THESE})?(?:[\d{HAN_NUMERALS}]{{1,3}}个(?=(?:临时|联合|功能型)?(?:党|支部)))?原?\s*[“"「『]?(?=[\u4e00-\u9fff])'
)
_NEXT = re.compile(r'[”"」』]?\s*(?:、|和|与|以?及)\s*[“"「『]?')
_MARKS = re.compile(r'(?:临时|联合|功能型?|流动党?员?|第[一二三四五六七八九十0-9]{1,3}|党总?|总)+$')

_ORG_END = (
    '协会|学会|商会|研究会|促进会|联合会|联谊会|基金会|总会|分会|校友会|同乡会|理事会|俱乐部|中心|服务[站社队]|学校|幼儿园|学院|医院|门诊部|卫生所|养老院'
    '|敬老院|福利院|公寓|研究[院所]|事务所|工作[室站]|[博艺美展纪图文科]\\w{0,4}馆|书院|画院|剧团|[艺乐合]\\w{0,4}团|[总支大中]队|公司|企业|合作社'
    '|(?<!委员)会|(?<!法)院|(?<!厕)所|馆|社|队|园|站|校|团'
)
_ORGANISATION = re.compile(
    rf'(?!各|有关|全[市县省]|上述|以上|[你我贵该本其]|请|同意|由|拟|关于|中共|中国共产党)'
    rf'(?:[{_HAN}A-Za-z0-9·“”]|[（(][{_HAN}A-Za-z0-9·]{{1,15}}[）)]){{2,40}}?'
    rf'(?:{_ORG_END})(?:[（(][{_HAN}]{{2,12}}[）)])?'
)
_NO_ORGANISATION = re.compile(
    r'支部|党委|党组|委员会$|大会$|党员大会|年会$|会议$|^[两\d一二三四五六七八九十]+[家个]|单位$|部门$|的|同意|成立|组建|联合组|任务|登记$|社会$|人民政府|工委$'
    r'|党总支|机关$|^社会组织$|换届|领导小组|报告会|班子'
)
_COUNTED = re.compile(
    rf'(?P<n>[\d{HAN_NUMERALS}]{{1,4}})\s*(?:家|个)\s*(?:社会组织|社团|单位|协会|商会|学会|机构|组织|民办非企业单位|民非|社会团体|企业|社会服务机构|基金会|行业协会商会)'
)
_OTHERS = re.compile(rf'等\s*(?:[\d{HAN_NUMERALS}]{{1,4}}\s*(?:家|个)[{_HAN}]{{0,12}}|单位|社会组织)?$')
_SPOKEN = re.compile('[你贵我本该][会校院所社团园站馆单协学商中基公机们]')
_MANY = re.compile(rf'等\s*(?:[\d{HAN_NUMERALS}]{{1,4}}\s*[家个])?(?:社会组织|单位|社团|协会商会|组织)?$')
_SEAM = re.compile(r'(?:、|；|;|,|，|\s{2,})')
_AND = re.compile(r'以及|和|与|及|同')
_WHO = re.compile(
    r'(?:请|由|将|对|以|在|依托|并|经研究|决定|同意|批准|原则上?|联合(?=[\u4e00-\u9fff]{2,4}[省市县区]))+'
)
NUMBERING = re.compile(
    r'\s*(?:[（(][\d一二三四五六七八九十]{1,3}[)）]\s*[.．、]?|[\d一二三四五六七八九十]{1,3}\s*[.．、)）]'
    r'|\d{1,2}(?=[\s\u4e00-\u9fff])|[①-⑳]|[-•·●])\s*'
)
"""1. or （一） at the start of a line; the 一 of 一心协会 is none."""


@dataclass(frozen=True, slots=True)
class PartyOrg:
    """A Party organisation in a text: name None where only its kind is said (成立党支部).

    body is the name without 中共 and its end: mostly the organisation's own name. start and end are its
    place in the text.
    """

    name: str | None
    body: str
    level: Level | None
    form: Form | None
    start: int
    end: int


def party_org_at(text: str, position: int) -> PartyOrg | None:
    """The Party organisation whose name begins at this place of a sentence, or None.

    >>> party_org_at('成立中共示例协会支部委员会，', 2).name
    '中共示例协会支部委员会'
    """
    lead = _LEAD.match(text, position)
    start = lead.end() if lead else position
    bare = _BARE.match(text, start)
    for pattern in (_FULL, _SHORT):
        found = pattern.match(text, start)
        if found and not (bare and pattern is _SHORT):
            return _to_party_org(found)
    return _bare_party_org(bare) if bare else None


def party_orgs_at(text: str, position: int) -> list[PartyOrg]:
    """The one that begins here, and those that follow it with 、 or 和."""
    found: list[PartyOrg] = []
    one = party_org_at(text, position)
    while one is not None:
        found.append(one)
        following = _NEXT.match(text, one.end)
        one = party_org_at(text, following.end()) if following else None
        one = one if one and (_FULL.match(one.name or '') or is_organisation(one.body)) else None
    return found


def find_party_orgs(text: str) -> list[PartyOrg]:
    """Every one with 中共 before it, in order."""
    return [_to_party_org(found) for found in _FULL.finditer(text)]


def _to_party_org(found: re.Match[str]) -> PartyOrg:
    body, end = found['body'], found['end']
    joined = _without_marks(body)
    if _SPOKEN.match(joined):
        return PartyOrg(None, '', name_to_level(end), name_to_form(body[-12:] + end), *found.span())
    if _MANY.search(joined):
        return PartyOrg(None, joined, name_to_level(end), name_to_form(body[-12:] + end), *found.span())
    return PartyOrg(
        _unquoted(found.group()),
        _unquoted(joined),
        name_to_level(found.group()),
        name_to_form(body[-12:] + end),
        found.start(),
        found.end(),
    )


def _bare_party_org(found: re.Match[str]) -> PartyOrg:
    level = None if '组织' in found['end'] else name_to_level(found.group())
    return PartyOrg(None, '', level, name_to_form(found.group()), found.start(), found.end())


def _unquoted(text: str) -> str:
    return text.strip('“”"「」『』') if text.count('“') != text.count('”') else text


def _without_marks(body: str) -> str:
    """A name's body without 联合, 临时, 第一 and the like at its end."""
    return _MARKS.sub('', body)


def name_to_level(name: str) -> Level | None:
    """党支部, 党总支 or 党委, by the end of a Party organisation's name.

    >>> name_to_level('中共示例协会总支部委员会')
    'general_branch'
    """
    if re.search(r'总支(?:部|委员会|部委员会)?$', name):
        return 'general_branch'
    if re.search(r'支部(?:委员会)?$', name):
        return 'branch'
    return 'committee' if re.search(r'党委$|委员会$', name) else None


def name_to_form(text: str) -> Form | None:
    """联合, 临时 or 功能型, where the words say it; None where they say none of it."""
    if '联合' in text and not re.search(
        r'联合会|联合总会', text.rpartition('联合')[1] + text.rpartition('联合')[2]
    ):
        return 'joint'
    if '临时' in text:
        return 'temporary'
    return 'functional' if '功能' in text else None


def is_organisation(text: str) -> bool:
    """Whether a text is one organisation's name, by how it ends.

    >>> is_organisation('示例市甲一商会'), is_organisation('各县民政局')
    (True, False)
    """
    return len(text) >= 4 and _ORGANISATION.fullmatch(text) is not None and not _NO_ORGANISATION.search(text)


def split_organisations(text: str) -> list[str]:
    """The organisations that a list names; () where a piece of it is none.

    >>> split_organisations('示例市甲一商会、示例市妇女和儿童发展中心和示例市丙学会')
    ['示例市甲一商会', '示例市妇女和儿童发展中心', '示例市丙学会']
    """
    text = _OTHERS.sub('', text.strip().strip('“”"'))
    text = _COUNTED.sub('', text)
    found: list[str] = []
    for piece in (one.strip(' “”"。.') for one in _SEAM.split(text)):
        if piece:
            found.extend(_parted(_WHO.sub('', piece, count=1) if found and _WHO.match(piece) else piece))
    return found


def _parted(piece: str) -> Iterator[str]:
    """A piece of a list as one name, or as two joined by 和 where both are names."""
    for seam in _AND.finditer(piece):
        before, after = piece[: seam.start()], piece[seam.end() :]
        if is_organisation(before) and after and all(map(is_organisation, _parted(after))):
            yield before
            yield from _parted(after)
            return
    yield piece


def listed_organisations(text: str) -> tuple[str, ...]:
    """The organisations of a stretch of text without the words that lead to it; () where it is no list."""
    text = _WHO.sub('', text, count=1) if _WHO.match(text) else text
    found = split_organisations(text)
    return tuple(found) if found and all(map(is_organisation, found)) else ()


def stated_count(text: str) -> int | None:
    """How many organisations a text says there are: 等3家单位.

    >>> stated_count('示例市甲一商会等三家社会组织')
    3
    """
    found = _COUNTED.search(text)
    return han_to_int(found['n']) if found else None


def whole_party_org(text: str) -> tuple[PartyOrg, str] | None:
    """The Party organisation whose name a line is, with what the line says of its organisations.

    >>> whole_party_org('中共示例市联合支部委员会（示例市甲商会、示例市乙学会）')[1]
    '包括示例市甲商会、示例市乙学会'
    """
    org = party_org_at(text, 0)
    if org is None or org.name is None or org.start:
        return None
    if org.level == 'committee' and not is_organisation(org.body):  # 综合委员会, which signs below a list
        return None
    rest = text[org.end :]
    if rest[:1] in '（(' and rest[-1:] in '）)':
        return org, f'包括{rest[1:-1]}' if rest else ''
    return (org, rest) if rest.startswith('，由') else None


def is_listed(text: str) -> bool:
    """Whether an item of a list is nothing but the name of an organisation or of a Party organisation."""
    name = without_numbering(text)
    return is_organisation(name) or whole_party_org(name) is not None


def speaks_to_recipient(text: str) -> bool:
    """Whether 你会, 你单位, 贵会 stands in a text."""
    return (
        re.search(
            r'[你贵](?:会|单位|协会|学会|商会|中心|校|院|所|社|团|园|站|馆|基金会|公司|机构|们|(?:党|总)?支部|党?总支|党委)',
            text,
        )
        is not None
    )


def without_numbering(text: str) -> str:
    """A line without 1. or （一） before it and ；。 behind.

    >>> without_numbering('1.示例市甲一商会；'), without_numbering('一心协会')
    ('示例市甲一商会', '一心协会')
    """
    found = NUMBERING.match(text)
    return text[found.end() if found else 0 :].strip(' ；;。,，')
