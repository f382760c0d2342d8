"""Figures said in running text: which words name them, how the number is written, and of whom and when.

'截至3月31日，全县登记社会组织86家' says a standing total of the unit itself; what is planned, was so last
year, came on top, or is another place's is found too, with why it does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from model.place import Value, Where
from text.han import HAN_NUMERALS, han_to_int
from text.numbers import DOUBTFUL, PLAIN, UNREAD

_BEFORE = '约|近|超过|不足|逾|大约|将近'
_AFTER = '余|多|左右|以上|以内'
_NUMBER = rf'(?P<count>\d[\d,]*(?:\.\d+)?[万千]?|[{HAN_NUMERALS}]{{1,8}})'
_COUNT = (
    rf'(?P<about>{_BEFORE})?{_NUMBER}(?P<to>[-—–~至到]\d[\d,]*)?(?P<odd>{_AFTER})?'
    rf'(?:家|个|名|人|户)(?P<odd2>{_AFTER})?(?!次|月|百分|大|方面|层面|环节|专题)'
)
_LINK = r'(?:总数|总量|数量|人数|数)?(?:为|是|有|达到?|共计|共有|共|计|:)?'
_MADE = r'(?:组建|建立|成立|设立|建)?(?:了)?(?:党组织|党支部|支部)?(?:的)?(?:社会组织)?'
_PARTY = r'(?:基层)?党(?:的)?(?:组织|支部)'
_BARE_END = r'(?=[,，。;；、:()（）]|$)'

_WORDS_FIRST = {
    'total': (
        r'(?:登记|注册|现有|共有|所属|纳入统计|管辖|辖区内?|(?:全|我)[县市区州旗省盟])'
        r'(?:的|在册|各类|共有|共|内|登记|注册|管理|现有){0,3}社会组织|(?:^|(?<=[,，、:;。]))(?:各类)?社会组织'
    ),
    'established': rf'(?:已(?:经)?(?:组建|建立|成立|建)(?:了|起)?(?:各类)?|建有){_PARTY}的?(?:社会组织)?',
    'not_established': (
        rf'(?<!应建)(?:尚?未|没有|暂未)(?:组建|建立|成立|建)(?:起)?(?:{_PARTY})?(?:的)?(?:社会组织)?'
    ),
    'eligible': (
        rf'应建(?!未)(?:立)?(?:{_PARTY})?(?:的)?(?:社会组织)?'
        rf'|(?<!不)(?:符合|具备)(?:组建|建立|成立)?(?:{_PARTY})?条件的?(?:社会组织)?'
    ),
    'independent': rf'(?:单独|独立){_MADE}',
    'joint': rf'联合{_MADE}',
    'attached': rf'挂靠{_MADE}',
    'dispatched': rf'派员{_MADE}',
    'staff_total': r'(?<!专职)(?<!兼职)从业人员',
    'members_total': r'(?<!正式)(?<!预备)(?:中共)?党员',
    'full_members': r'正式党员',
    'probationary_members': r'预备党员',
    'applicants': r'入党申请人|申请入党(?:人员?|的)?',
    'activists': r'(?:入党)?积极分子',
    'development_targets': r'发展对象',
    'instructors': r'(?:党建)?(?:工作)?指导员',
}  # fmt: skip
_TAIL = '(?:总数|总量|数量|人数|家数|个数|单位数|总人数|数)?'
_LABELS = tuple(
    (key, re.compile(rf'(?:其中)?(?:{words}){_TAIL}'))
    for key, words in {
        **_WORDS_FIRST,
        'total': r'(?:登记|注册|现有|在册)?(?:的)?(?:各类)?社会组织',
        'established': rf'(?:已(?:经)?(?:组建|建立|成立|建)|建有)(?:了)?(?:{_PARTY})?(?:的)?(?:社会组织)?',
    }.items()
)
_SENT = r'(?:选派|派出|确定|选配|配备|派驻|落实|共有|现有)(?:了)?'
_NUMBER_FIRST = {
    'total': (
        rf'(?:共有|现有|登记|注册|在册|(?:全|我)[县市区州旗](?:共)?有?){_COUNT}'
        r'(?:登记|注册|在册|的){0,2}社会组织(?![孵党])'
    ),
    'established': rf'{_COUNT}(?:社会组织)?(?:已经?)?(?:建立|成立|组建|建有)(?:了|起)?{_PARTY}',
    'not_established': rf'{_COUNT}(?:社会组织)?(?:尚未|未|没有|暂未)(?:建立|成立|组建)(?:了|起)?{_PARTY}',
    'independent': rf'{_COUNT}(?:社会组织)?(?:单独|独立)(?:建立|组建|成立)',
    'joint': rf'{_COUNT}(?:社会组织)?联合(?:建立|组建|成立)',
    'members_total': rf'(?:共有|现有|在册|有){_COUNT}(?:中共)?党员',
    'staff_total': rf'(?:共有|现有|有){_COUNT}从业人员',
    'instructors': rf'{_SENT}{_COUNT}(?:党建)?(?:工作)?指导员',
}
_BARE = {'established': rf'已(?:经)?(?:组建|建立|建){_LINK}{_COUNT}{_BARE_END}'}
_PATTERNS = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        *((key, rf'(?:{words}){_LINK}{_COUNT}') for key, words in _WORDS_FIRST.items()),
        *_NUMBER_FIRST.items(),
        *_BARE.items(),
    )
)

_LOCAL = re.compile(
    r'(?:新|拟|计划|将|力争|争取|目标|确保|预计|比|较|增|减少|上年|去年|同期|上月|上季|年初|转入|转出|发展|吸收|培养'
    r'|流动|困难|退休|女|青年|优秀|慰问|培训|其余|另|走访|对|撤销|整改)[^,，。;；、:]{0,8}$'
)
_LATER = re.compile(r'^(?:的)?(?:目标|任务|计划)')
_SCOPES = re.compile(
    r'(?P<not>去年|上年|上月|上季度?|年初|同期|往年|计划|下一步|下步|目标|力争|争取|拟|将于|预计|[底末日]前|之前)'
    r'|(?P<now>目前|现有|现共|截[至止]|今年以来|本月|本季)'
    r'|(?P<own>(?:全|我|本)[县市区州旗省盟])'
    r'|(?:^|(?<=[,，、:;；。(（]))(?:其中:?)?(?P<place>[\u4e00-\u9fff]{1,4}?(?<![社地园城辖市全各本景校厂新我该两三数个分他每外多跨郊周])'
    r'(?:县|区|旗|镇|乡|街道|市(?!委|政府|局|级|民政|直|属|里|内|域|场)))(?!民政|委|政府)'
)


class Said(NamedTuple):
    """One figure as said: why_not is '' where it stands for the unit itself and today; date as written.

    sentence is the whole of what it stands in, '' where nobody told.
    """

    field: str
    value: Value
    why_not: str
    date: str | None
    place: str | None
    sentence: str = ''


class _Scope(NamedTuple):
    """Of whom and when a sentence speaks, up to here."""

    standing: bool = True
    place: str | None = None


def _scope_at(sentence: str, end: int) -> _Scope:
    scope = _Scope()
    for found in _SCOPES.finditer(sentence, 0, end):
        if found['not']:
            scope = scope._replace(standing=False)
        elif found['now']:
            scope = scope._replace(standing=True)
        elif found['own']:
            scope = scope._replace(place=None)
        else:
            scope = scope._replace(place=found['place'])
    return scope


def _why_not(sentence: str, found: re.Match[str], scope: _Scope, own: str | None) -> str:
    if scope.place and not (own and (scope.place in own or own in scope.place)):
        return f"是{scope.place}的数"
    if not scope.standing or _LATER.match(sentence, found.end()):
        return "是计划数或以前的数"
    start = found.start('count')
    clause = sentence[: found.start()]
    if _LOCAL.search(clause) or re.search(
        r'(?:增|新|少)[^,，。;；、]{0,3}$', sentence[found.start() : start]
    ):
        return "不是现有总数"
    return ''


def count_to_value(found: re.Match[str], where: Where) -> Value:
    """A matched number as a Value: '1.2万' and '80余' are doubtful, '80-90' is not understood."""
    raw = found[0]
    if found['to']:
        return Value(raw, None, where, UNREAD, (f"文中写为“{raw}”，是范围，不能确定是几",))
    number = _to_int(found['count'])
    if number is None:
        return Value(raw, None, where, UNREAD, (f"文中写为“{raw}”，不能读成数",))
    rounded = found['about'] or found['odd'] or found['odd2'] or found['count'][-1] in '万千'
    reasons = (f"文中写为“{raw}”，是约数",) if rounded else ()
    return Value(raw, number, where, DOUBTFUL if rounded else PLAIN, reasons)


def _to_int(text: str) -> int | None:
    """'1,234' -> 1234; '1.2万' -> 12000; '八十六' -> 86; None for '12.5'."""
    digits = text.replace(',', '')
    factor = {'万': 4, '千': 3}.get(digits[-1], 0) if digits[0].isdigit() else 0
    digits = digits.rstrip('万千') if factor else digits
    whole, dot, fraction = digits.partition('.')
    if not dot and not factor:
        return han_to_int(digits)
    if len(fraction) > factor or not whole.isdecimal():
        return None
    return int(whole + fraction.ljust(factor, '0'))


def sentence_to_said(sentence: str, where: Where, own: str | None, date: str | None) -> Iterator[Said]:
    """Every figure in a sentence, NFKC and without blanks; own is the unit's region, date the last 截至."""
    taken: list[tuple[int, int]] = []
    for key, pattern in _PATTERNS:
        for found in pattern.finditer(sentence):
            span = found.span('count')
            if span in taken:
                continue
            taken.append(span)
            scope = _scope_at(sentence, found.start())
            why_not = _why_not(sentence, found, scope, own)
            yield Said(key, count_to_value(found, where), why_not, date, scope.place)


def label_to_figure(folded: str) -> str | None:
    """The figure that a folded label in a table names: '登记社会组织总数' is total; None for any other."""
    return next((key for key, pattern in _LABELS if pattern.fullmatch(folded)), None)


def places_said(sentence: str) -> list[str]:
    """The regions by name that a sentence speaks of."""
    return [found['place'] for found in _SCOPES.finditer(sentence) if found['place']]
