"""The case of a decision rule, as a notice words it, to a condition over counts and facts.

Understood means wholly: a word that is left over makes the reading doubtful, so that nothing is
guessed. 以上、以下、以内 include their number, 不满、超过 do not (民法典 art. 1259).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from model.campaign import Comparator, Compare, Condition, Is, PopulationKind
from text.han import HAN_NUMERALS, fold_digits, han_to_int

_NUMBER = rf'(?:\d{{1,5}}|[{HAN_NUMERALS}]{{1,5}})'
_UNIT = '[名个人位]?'
_BELOW, _ABOVE = '不足|不满|不到|少于|低于|未满|未达到', '超过|多于|高于'
_AT_MOST, _AT_LEAST = '不超过|不多于|至多|最多', '不少于|不低于|至少|达到'
_FIRM = '只有|仅有|仅为|仅|有|为|是|在'
_RELATION = f'{_BELOW}|{_AT_MOST}|{_AT_LEAST}|{_ABOVE}|{_FIRM}'
_LIMIT = '及以上|以上|及以下|以下|以内'
_AMOUNT = (
    rf'(?P<r1>{_RELATION}){{0,1}}(?P<n1>{_NUMBER}){_UNIT}(?P<l1>{_LIMIT})?'
    rf'(?:(?:至|到|[-—－~～]{{1,2}})(?P<to>{_NUMBER}){_UNIT})?'
    rf'(?:[、，,但且而]{{0,2}}(?P<r2>{_BELOW}|{_AT_MOST}|{_AT_LEAST}|{_ABOVE})(?P<n2>{_NUMBER}){_UNIT}'
    rf'|[、，,但且而]{{0,2}}(?P<n3>{_NUMBER}){_UNIT}(?P<l3>{_LIMIT}))?'
)
_WHERE = (
    r'(?:(?P<basis>(?:专职(?:和|、)?兼职|[专兼]、?[专兼]职|专职|兼职)(?:工作)?人员'
    r'|(?:从业|工作)人员|职工|员工)(?:中|里|内)?的?)?'
)
_PARTY = r'(?P<adjective>专职|兼职)?(?P<full>正式)?(?:中共)?党员'
_STAFF = r'(?P<staff>(?P<working>专职|兼职)(?:工作)?人员|从业人员|(?:在职)?职工|员工|工作人员)'
_COUNTED = rf'(?:{_PARTY}|{_STAFF})(?:总?人?数量?)?'
_NONE = '(?P<none>(?:暂时?|尚|还)?(?:没有|无))'
_BY_COUNT = re.compile(
    rf'{_WHERE}(?:{_COUNTED}{_AMOUNT})'.replace('(?P<', '(?P<a_')
    + '|'
    + rf'{_WHERE}(?:{_AMOUNT}的?{_COUNTED})'.replace('(?P<', '(?P<b_')
    + '|'
    + rf'{_WHERE}{_NONE}{_PARTY}'.replace('(?P<', '(?P<c_')
)
_BRANCH = '党(?:的)?(?:基层)?组织'
_FACTS: tuple[tuple[re.Pattern[str], Condition], ...] = (
    (
        re.compile('规模(?:比?较)?大(?:[、，,]?(?:从业人员|会员单位|员工|人员|职工)(?:比?较)?多)?'),
        Is('large_scale', (True,)),
    ),
    (re.compile(f'已经?(?:建立|成立|组建|建)了?{_BRANCH}'), Is('established', (True,))),
    (
        re.compile(f'(?:(?:尚|还|暂)?未|没有)(?:建立|成立|组建|建)?起?{_BRANCH}'),
        Is('established', (False,)),
    ),
    (re.compile('社会团体'), Is('type', ('社会团体',))),
    (re.compile('基金会'), Is('type', ('基金会',))),
    (re.compile('民办非企业单位|社会服务机构'), Is('type', ('民办非企业单位', '社会服务机构'))),
)
_FIRMS = re.compile('非公有?制?(?:经济)?(?:企业|组织)|企业')
_NEUTRAL = re.compile(
    '凡是|对于|针对|之间|各类|所有|社会组织|单位|组织|而且|并且|其中|属于|[凡对在有的中里要而且但，,；;。]'
)
_INCLUDED = re.compile(rf'[（(]含(?:本数|{_NUMBER}{_UNIT})?[）)]')


_BARE = re.compile(rf'[凡对在有]?{_AMOUNT}的?(?:社会组织|企业|单位)?')
_NOUN = re.compile(re.sub(r'\?P<\w+>', '?:', f'{_WHERE}{_COUNTED}'))


@dataclass(frozen=True, slots=True)
class CaseRead:
    """A case as understood: conditions that all hold; left are the words that were not.

    basis says whom it counts in the notice's words; carried is the noun that the case leaves out
    and the words before it give. applies_to is empty unless the case names enterprises.
    """

    conditions: tuple[Condition, ...]
    left: str
    basis: str | None = None
    carried: str | None = None
    applies_to: tuple[PopulationKind, ...] = ()


def text_to_case(text: str, before: str = '') -> CaseRead:
    """What a rule's case says; before are the words of its sentence that precede it.

    >>> text_to_case('凡专职工作人员中有3名以上正式党员的').conditions
    (Compare(counts=('full_members_full_time',), comparator='>=', value=3),)
    """
    rest = _INCLUDED.sub('', fold_digits(''.join(text.split())))
    nouns = _NOUN.findall(before) if _BARE.fullmatch(rest) else []
    rest = f'{nouns[-1]}{rest}' if nouns else rest
    conditions: list[Condition] = []
    basis, unread = None, ''
    for match in _BY_COUNT.finditer(rest):
        parts = {key[2:]: held for key, held in match.groupdict().items() if held}
        bounds = [(sign, number) for sign, text in _bounds(parts) if (number := han_to_int(text)) is not None]
        unread += '' if len(bounds) == len(_bounds(parts)) else match.group()
        conditions += [Compare(_counts(parts), sign, number) for sign, number in bounds]
        basis = basis or _basis(parts)
    rest = _BY_COUNT.sub('，', rest)
    for pattern, condition in _FACTS:
        rest, times = pattern.subn('，', rest)
        conditions += [condition] if times else []
    rest, firms = _FIRMS.subn('，', rest)
    left, carried = unread + _NEUTRAL.sub('', rest), nouns[-1] if nouns else None
    return CaseRead(tuple(conditions), left, basis, carried, ('enterprises',) if firms else ())


def _counts(parts: dict[str, str]) -> tuple[str, ...]:
    """The ledger's own names of what is counted."""
    where = ''.join(parts.get(key, '') for key in ('basis', 'adjective', 'working'))
    times = [name for word, name in (('专', 'full_time'), ('兼', 'part_time')) if word in where]
    if 'staff' in parts:
        return tuple(f'staff_{time}' for time in times) or ('staff_total',)
    if 'full' in parts:
        return tuple(f'full_members_{time}' for time in times) or ('full_members',)
    return tuple(f'members_{time}' for time in times) or ('members_total',)


def _basis(parts: dict[str, str]) -> str | None:
    """Whom it counts, in the notice's words; None where it counts staff."""
    if 'staff' in parts:
        return None
    where = f'{parts["basis"]}中的' if 'basis' in parts else parts.get('adjective', '')
    return f'{where}{parts.get("full", "")}党员'


def _bounds(parts: dict[str, str]) -> list[tuple[Comparator, str]]:
    """The comparisons, each with its number as printed; 没有 is = 0."""
    if 'none' in parts:
        return [('=', '0')]
    if 'to' in parts:
        return [('>=', parts['n1']), ('<=', parts['to'])]
    found = [(_sign(parts.get('r1'), parts.get('l1')), parts['n1'])]
    if 'n2' in parts:
        found.append((_sign(parts['r2'], None), parts['n2']))
    if 'n3' in parts:
        found.append((_sign(None, parts['l3']), parts['n3']))
    return found


_SIGNS: tuple[tuple[str, Comparator], ...] = (
    (_BELOW, '<'),
    (_AT_MOST, '<='),
    (_AT_LEAST, '>='),
    (_ABOVE, '>'),
)


def _sign(relation: str | None, limit: str | None) -> Comparator:
    told: tuple[Comparator, ...] = tuple(sign for words, sign in _SIGNS if relation in words.split('|'))
    if told or not limit:
        return told[0] if told else '='
    return '>=' if '上' in limit else '<='
