"""Figures in a clause: shares, counts, ratios, growth and 全覆盖, with the words that compare them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

from text.han import han_to_int

Kind = Literal['share', 'count', 'ratio', 'growth', 'multiple', 'all']


class Figure(NamedTuple):
    """A figure at clause[start:end]; value is an int, a decimal or fraction as printed, or two of them.

    bound is the word before it that compares (不低于, 达到), after the one behind it (以上): None where
    there is none.
    """

    kind: Kind
    start: int
    end: int
    value: Any
    unit: str | None
    comparator: str
    bound: str | None
    after: str | None


_HAN = '零一二两三四五六七八九十百千'
_ARABIC = r'(?<![\d.,:：/])\d{1,3}(?:,\d{3})+(?![\d,])|(?<![\d.])\d{1,12}(?:\.\d{1,6})?'
_NUMBER = rf'(?:{_ARABIC}|(?<![{_HAN}第])[{_HAN}]{{1,6}})'
_DASH = r'\s*(?:[%％]\s*)?(?:-|—{1,2}|－|–|~|～|至|到)\s*'
_COUNTED = (
    r'人次|户次|班次|标准吨|平方米|平方公里|立方米|公里|公顷|公斤|个(?!月|工作日|百分|星期|字)|家|名|人|位|户|期|次|件|篇|份|所|处|场|项|支|对|门'
    r'|个?字(?![号体])|吨|亩|套|座|间|只|台|辆|节|批|条|张床位|张床|床|米|株|株次|头|种|本|册|dpi|DPI|枚|幅|部|款|站|村|例|单'
)
_UNIT = (
    rf'(?P<unit>[%％‰]|个?百分点|[十百千]字|(?:[十百千]?[万亿])?(?:{_COUNTED})|[十百千]?[万亿]元|倍'
    r'|[万亿](?=[左以，。；]|$))'
)
_AFTER = r'(?P<after>\s*(?:[（(]含[）)])?(?:及其?以上|以上|及以下|以下|以内|之内|左右|上下))?'
_FIGURE = re.compile(rf'(?P<low>{_NUMBER})(?:{_DASH}(?P<high>{_NUMBER}))?\s*{_UNIT}{_AFTER}')
_PERCENT = re.compile(rf'百分之(?P<low>[{_HAN}]{{1,5}})(?:点(?P<point>[{_HAN}]{{1,3}}))?{_AFTER}')
_FRACTION = re.compile(
    rf'(?:(?P<low>[二三四五六七八九十]{{1,2}})分之(?P<high>[一二三四五六七八九])|(?P<printed>(?<![\d/])[1-9]/[1-9]\d?)(?![/\d年月])){_AFTER}'
)
_HALF = re.compile(rf'(?P<low>一半|半数|过半){_AFTER}')
_RATIO = re.compile(r'(?<![\d:：∶])(?P<ratio>1\s*[:：∶]\s*\d{1,5}(?:\.\d+)?)(?![\d:：∶])')
_DOUBLED = re.compile(
    r'翻(?P<times>[一两二三]?)番|(?P<half>倍增)(?!计划|工程|行动)|(?:增加|增长|提高|扩大|新增)(?P<one>一|1)倍'
)
_ALL = re.compile(
    r'(?:实现|做到|达到|确保|推动|推进|完成|形成|基本)(?:[^，。；：、“”]|、(?=[^，。；：“”]{1,30}全)){0,40}?全(?:面|员|域|程)?覆盖(?=$|[，。；、！）)])'
    r'|(?:要|应当?|须|确保|均|都)[^，。；：“”]{0,24}全(?:面|员)?覆盖(?=$|[，。；！）)])'
)
_EVERY = re.compile(
    r'(?<!全)全部(?!门)(?:[^，。；：、的“”]{0,10}?)(?:建立|组建|成立|建成|建好|建有|纳入|达标|达到|完成|实现|设立|配备|配齐|整改|覆盖|清零|脱钩|办结'
    r'|落实到位|取得|接入|联网|签订|到位|开展|改造|销号|治理|安装|通过|达成|公开|入网|持证|派驻|选派|上线|公示)'
)
_GAPS = {
    '不低于': 24,
    '不得低于': 24,
    '不少于': 14,
    '不得少于': 14,
    '不超过': 24,
    '不得超过': 24,
    '不高于': 14,
    '不多于': 14,
    '不小于': 6,
    '至少': 14,
    '最多': 10,
    '最少': 10,
    '限报': 6,
    '限推': 6,
    '限额': 4,
    '达到': 10,
    '达': 4,
    '提高到': 4,
    '提高至': 4,
    '提升到': 4,
    '提升至': 4,
    '增加到': 4,
    '增加至': 4,
    '增长到': 4,
    '扩大到': 4,
    '扩大至': 4,
    '稳定在': 4,
    '保持在': 4,
    '维持在': 4,
    '控制在': 10,
    '压缩到': 4,
    '压减到': 4,
    '压减至': 4,
    '降到': 4,
    '降至': 4,
    '下降到': 4,
    '下降至': 4,
    '降低到': 4,
    '降低至': 4,
    '突破': 4,
    '超过': 4,
    '约': 1,
}
"""How many letters may stand between a comparing word and its figure: 不低于总面积的20%."""
_BOUND = re.compile('|'.join(sorted(_GAPS, key=len, reverse=True)))
_AT_MOST = ('限', '不超', '不得超', '不高', '不多', '最多', '控制', '压', '降', '下降')
"""How the words begin that set an upper limit."""
_ENDS = {'以上': '>=', '以下': '<=', '以内': '<=', '之内': '<=', '左右': '≈', '上下': '≈'}
_GROWS = re.compile(
    r'(?:增长|增加|提高|提升|上升|下降|降低|减少|压减|压缩|精简|缩短)(?:幅度|速度)?(?:不低于|不少于|超过|约)?\s*$'
)
_BREAKS = re.compile(r'[\d，。；、]')
_SHARES = frozenset({'%', '‰', '个百分点'})


def clause_to_figures(clause: str) -> list[Figure]:
    """The figures of one clause in order; none of them is judged here.

    >>> [(one.comparator, one.value, one.unit) for one in clause_to_figures('覆盖率达到百分之七十以上')]
    [('>=', 70, '%')]
    """
    found: list[Figure] = []
    taken = bytearray(len(clause))
    for reader in _READERS:
        for figure in reader(clause):
            if not any(taken[figure.start : figure.end]):
                taken[figure.start : figure.end] = b'\1' * (figure.end - figure.start)
                found.append(figure)
    return sorted(found, key=lambda figure: figure.start)


def _ratios(clause: str) -> Iterator[Figure]:
    for match in _RATIO.finditer(clause) if '比' in clause else ():
        value = re.sub(r'\s', '', match['ratio']).replace('：', ':').replace('∶', ':')
        yield _figure('ratio', clause, match, value, None)


def _fractions(clause: str) -> Iterator[Figure]:
    for match in _FRACTION.finditer(clause):
        value = match['printed'] or f'{han_to_int(match["high"])}/{han_to_int(match["low"])}'
        yield _figure('share', clause, match, value, None)
    for match in _HALF.finditer(clause):
        figure = _figure('share', clause, match, '1/2', None)
        yield figure._replace(bound='过半', comparator='>=') if match['low'] == '过半' else figure


def _percents(clause: str) -> Iterator[Figure]:
    for match in _PERCENT.finditer(clause) if '百分之' in clause else ():
        whole = han_to_int(match['low'])
        point = ''.join(str(han_to_int(letter)) for letter in match['point'] or '')
        yield _figure('share', clause, match, f'{whole}.{point}' if point else whole, '%')


def _doublings(clause: str) -> Iterator[Figure]:
    for match in _DOUBLED.finditer(clause):
        times = han_to_int(match['times'] or '一') or 1
        value = 1 if match['one'] else 2**times
        yield Figure('multiple', match.start(), match.end(), value, '倍', '=', None, None)


def _wholes(clause: str) -> Iterator[Figure]:
    for pattern in (_ALL, _EVERY) if '全' in clause else ():
        for match in pattern.finditer(clause):
            yield Figure('all', match.start(), match.end(), 100, '%', '=', None, None)


def _counts(clause: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(clause):
        unit = match['unit'].replace('％', '%')
        unit = {'百分点': '个百分点', '个字': '字'}.get(unit, unit)
        low, high = _number(match['low']), _number(match['high']) if match['high'] else None
        if low is None or (match['high'] and high is None):
            continue
        kind: Kind = 'share' if unit in _SHARES else 'count'
        yield _figure(kind, clause, match, low if high is None else [low, high], unit)


_READERS: tuple[Callable[[str], Iterator[Figure]], ...] = (
    _ratios,
    _fractions,
    _percents,
    _doublings,
    _counts,
    _wholes,
)


def _figure(kind: Kind, clause: str, match: re.Match[str], value: Any, unit: str | None) -> Figure:
    bound = _bound_before(clause, match.start())
    printed = (match.groupdict().get('after') or '').strip()
    after = next((word for word in _ENDS if printed.endswith(word)), None)
    if kind in {'share', 'count'} and _GROWS.search(clause, max(0, match.start() - 12), match.start()):
        kind = 'growth'
    comparator = _comparator(value, bound, after)
    return Figure(kind, match.start(), match.end(), value, unit, comparator, bound, after)


def _bound_before(clause: str, start: int) -> str | None:
    """The last comparing word before a figure, no other figure and no comma between them."""
    for match in reversed(list(_BOUND.finditer(clause, max(0, start - 32), start))):
        between = clause[match.end() : start]
        if len(between) <= _GAPS[match.group()] and not _BREAKS.search(between.replace('、', '')):
            return match.group()
    return None


def _comparator(value: Any, bound: str | None, after: str | None) -> str:
    if isinstance(value, list):
        return 'between'
    if after:
        return _ENDS[after]
    if bound is None or (bound in {'达到', '达'} and value == 100):
        return '='
    return '≈' if bound == '约' else '<=' if bound.startswith(_AT_MOST) else '>='


def _number(text: str) -> int | str | None:
    """An int, or a decimal fraction as printed: figures are never floats here."""
    text = text.replace(',', '')
    return text if '.' in text else han_to_int(text)
