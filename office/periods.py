"""The words of a recurring duty as a rhythm: which periods, and which days of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from text.date_patterns import fold
from text.dates import expressions
from text.han import han_to_int


class Point(NamedTuple):
    """A day of a period: its month counted from 0 (past the last for 次月), its day clipped to the month.

    With weekday (1 Monday to 7) it is that weekday of the month, the nth or the last (-1); with
    after it is so many days, or working days, after that month's day.
    """

    month: int
    day: int = 31
    weekday: int | None = None
    nth: int = 0
    after: int = 0
    working: bool = False


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often, and on which days.

    unit is day, workday, week or month; a calendar rhythm lies in the calendar's own months,
    quarters, halves and years of `every` months (or in its weeks); any other is counted from a start
    that somebody must know. doubtful: the clause bears another day that was not understood.
    """

    every: int
    unit: str
    points: tuple[Point, ...] = ()
    calendar: bool = False
    doubtful: bool = False


_MONTHS = {'month': 1, 'quarter': 3, 'year': 12}
_PARTS = {'初': 10, '上旬': 10, '中旬': 20, '下旬': 31, '底': 31, '末': 31}
_ORDERS = {'首': 0, '第一': 0, '第1': 0, '第二': 1, '第2': 1, '第三': 2, '第3': 2}
_WEEKDAYS = '一二三四五六日'

_COUNT = r'\d{1,2}|[一二三四五六七八九十]{1,3}'
_MARKER = re.compile(
    rf'(?:每(?:间?隔|逢)?|按|逐|隔)\s*(?:{_COUNT}|半|两)?\s*个?'
    r'(?:工作日|天|日|周|星期|半个?月|月份?|季度|季|半年|年度?|旬|学期)'
    r'|(?:每逢?|逢)?个?[双单偶奇]数?月份?'
)
_EVEN_OR_ODD = re.compile('[双偶单奇]数?月')
_JOIN = re.compile(r'(?:的|在|于|之前|以前|前(?!\s*[\d一二三四五六七八九十])|和|以?及|与|、|当年|当月)+')
_AFTER = re.compile(
    rf'(?:结束|终了|期满|[末底])?(?:之?后|以后)的?第?(?P<n>{_COUNT})个?(?P<unit>工作日|日|天)(?:之?内|以内)?'
)
_NEXT = re.compile(
    rf'(?:次月|次?下一?个?月|[次下]一?个?(?:季度?|半年|年度?)(?:首月|第一个月|1月|一月)|次年(?:1月|一月))'
    rf'(?P<day>{_COUNT})[日号]'
)
_WORKDAY = re.compile(rf'(?:第(?P<n>{_COUNT})个?|(?P<last>最后(?:一个?|1个?)?))工作日')
_FIRST_DAYS = re.compile(rf'前(?P<n>{_COUNT})个?(?P<unit>工作日|日|天)(?:之?内|以内)?')
_NTH = re.compile(
    rf'(?P<last>最后一?个?)?(?:第(?P<n>[一二三四五1-5])个?)?(?:周|星期|礼拜)(?P<day>[{_WEEKDAYS}天])'
)
_YEAR_PART = re.compile(r'(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度[末底]?')
_MONTH = re.compile(
    rf'(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?'
    rf'(?:(?P<day>{_COUNT})[日号]|(?P<part>[初底末]|[上中下]旬))?(?P<before>之前|以前|前)?'
)
_IN_PERIOD = re.compile(
    rf'(?:(?P<order>首|末|最后一?个?|第[一二三123]个?)月)?(?P<part>年?[初底末]|月?[初底末]|[上中下]旬)?'
    rf'(?:(?P<day>{_COUNT})[日号])?'
)
_WEEKDAY = re.compile(
    rf'的?(?:周|星期|礼拜)?(?P<day>[{_WEEKDAYS}天])(?=之?前|以前|[上下中]午|下班|[、和及与]|$|(?<!一)(?![次个期场篇]))'
)
_OTHER_DAY = re.compile(r'^一(?![次个期场篇])|\d[日号]|[月年季][底末初]|旬|(?:周|星期)[一二三四五六日]')
_PERIOD = re.compile(r'^[于在]?(?:季度?|半年|年度?|(?<!\d)月|周|星期)(?=[首末底初第最一二三四五六日天])')
_LONGEST_WORDS = 20
_CLAUSE = re.compile(r'[，。；,;:：\n]')


def duty_to_rhythm(recurrence: Mapping[str, Any], words: str | None, verbatim: str) -> Rhythm | None:
    """The rhythm of a duty from its recurrence, its deadline's words and its sentence.

    None where no calendar knows the period (学期). Without a day in the period the points are empty:
    due at its end.

    >>> duty_to_rhythm({'every': 1, 'unit': 'quarter'}, '每季度末月25日前', '').points
    (Point(month=2, day=25, weekday=None, nth=0, after=0, working=False),)
    """
    every, unit = int(recurrence['every']), str(recurrence['unit'])
    found = list(_markers(every, unit, fold(words or '').replace('元月', '1月')))
    found += _markers(every, unit, fold(verbatim).replace('元月', '1月'))
    markers = {marker for marker, _ in found}
    if every == 10 and any('旬' in marker for marker in markers):
        return Rhythm(1, 'month', (Point(0, 10), Point(0, 20), Point(0)), calendar=True)
    if every == 15 and any('半' in marker for marker in markers):
        return Rhythm(1, 'month', (Point(0, 15), Point(0)), calendar=True)
    if unit in {'day', 'workday'}:
        return Rhythm(every, unit)
    if unit == 'week':
        points, doubtful = _first_named([_week_points(tail) for _, tail in found])
        return Rhythm(every, unit, points, every == 1, doubtful)
    return _months_to_rhythm(every, unit, found) if unit in _MONTHS else None


def _months_to_rhythm(every: int, unit: str, found: list[tuple[str, str]]) -> Rhythm:
    markers = {marker for marker, _ in found}
    phase = next((match[0] for marker in markers if (match := _EVEN_OR_ODD.search(marker))), None)
    if phase and (every, unit) == (2, 'month'):
        return _even_or_odd(found, last=phase[0] in '双偶')
    months = every * _MONTHS[unit]
    calendar = every == 1 or any('半年' in marker for marker in markers)
    points, doubtful = _first_named([_points(tail, months if calendar else 1) for _, tail in found])
    return Rhythm(months, 'month', points, calendar, doubtful)


def _even_or_odd(found: list[tuple[str, str]], *, last: bool) -> Rhythm:
    """双月 and 单月 are the months by their number, whenever the notice was written."""
    points, doubtful = _first_named([_points(tail, 1) for _, tail in found])
    shifted = tuple(point._replace(month=point.month + last) for point in points or (Point(0),))
    return Rhythm(2, 'month', shifted, calendar=True, doubtful=doubtful)


def _markers(every: int, unit: str, text: str) -> Iterator[tuple[str, str]]:
    """The letters that say how often, and those after them to the end of the clause.

    Words that only name the day (次月15日前, 季度末月25日前) have no marker.
    """
    bare = True
    for told in expressions(text):
        if told.recurrence and (told.recurrence.every, told.recurrence.unit) == (every, unit):
            bare = False
            marker = _MARKER.match(text, told.start)
            at = marker.end() if marker else told.end
            yield text[told.start : at], _CLAUSE.split(text[at:], maxsplit=1)[0]
    if bare and len(text) <= _LONGEST_WORDS:
        yield '', _PERIOD.sub('', text)


_Found = tuple[tuple[Point, ...], str]


def _first_named(found: list[_Found]) -> tuple[tuple[Point, ...], bool]:
    """The days of the first place that names any, and whether a day is left that was not understood."""
    points, rest = next((one for one in found if one[0]), found[0] if found else ((), ''))
    return points, _OTHER_DAY.search(rest) is not None


def _week_points(tail: str) -> _Found:
    """每周五, 每周的星期五; in 每周一调度 the 一 may be a count: left for a person."""
    match = _WEEKDAY.match(tail)
    if match is None:
        return (), tail
    return (Point(0, weekday=_weekday(match['day'])),), tail[match.end() :]


def _weekday(letter: str) -> int:
    return _WEEKDAYS.index('日' if letter == '天' else letter) + 1


def _points(tail: str, months: int) -> _Found:
    """The days named one after the other from the start of the tail, and what is left of it."""
    points: list[Point] = []
    while True:
        joined = _JOIN.match(tail)
        start = joined.end() if joined else 0
        found = _point(tail[start:], months)
        if found is None or (
            points and tail.startswith('前')
        ):  # 季度末前5日: before or of, a person must say
            return tuple(points), tail
        points.append(found[0])
        tail = tail[start + found[1] :]


def _point(text: str, months: int) -> tuple[Point, int] | None:
    for pattern, to_point in _READERS:
        match = pattern.match(text)
        point = to_point(match, months) if match and match.end() else None
        if match and point:
            return point, match.end()
    return None


def _after_end(match: re.Match[str], months: int) -> Point | None:
    count = han_to_int(match['n'])
    if count is None:
        return None
    return Point(months - 1, after=count, working=match['unit'] == '工作日')


def _next(match: re.Match[str], months: int) -> Point | None:
    day = han_to_int(match['day'])
    return Point(months, day) if day and day <= 31 else None


def _workday(match: re.Match[str], months: int) -> Point | None:
    if match['last']:
        return Point(months, 1, after=-1, working=True)
    return Point(-1, after=han_to_int(match['n']) or 1, working=True)


def _first_days(match: re.Match[str], _: int) -> Point | None:
    """每月前5个工作日 ends on the fifth."""
    return Point(-1, after=han_to_int(match['n']) or 1, working=match['unit'] == '工作日')


def _nth(match: re.Match[str], months: int) -> Point | None:
    nth = -1 if match['last'] else han_to_int(match['n'] or '')
    return Point(months - 1, weekday=_weekday(match['day']), nth=nth) if nth else None


def _year_part(match: re.Match[str], months: int) -> Point | None:
    if months != 12:
        return None
    if match['half']:
        return Point(5 if match['half'] == '上' else 11)
    return Point(3 * (han_to_int(match['quarter']) or 4) - 1)


def _month(match: re.Match[str], months: int) -> Point | None:
    month = han_to_int(match['m'])
    if months != 12 or month is None:
        return None
    day = han_to_int(match['day'] or '') if match['day'] else _PARTS.get(match['part'] or '')
    if day is None and match['before']:  # 12月前 ends before December begins
        return Point(month - 2) if month > 1 else Point(11)
    return Point(month - 1, day or 31)


def _in_period(match: re.Match[str], months: int) -> Point | None:
    order, part = match['order'] or '', (match['part'] or '').lstrip('年月')
    if not (order or part or match['day']):
        return None
    last = not order or order.startswith(('末', '最'))
    month = months - 1 if last else _ORDERS[order.removesuffix('个')]
    if part == '初' and not order:
        month = 0
    day = han_to_int(match['day']) if match['day'] else _PARTS.get(part, 31)
    if part == '初' and months == 12:
        day = 31  # 年初 is January, as text.dates has it
    return Point(month, day or 31) if month < months else None


_READERS = (
    (_AFTER, _after_end),
    (_NEXT, _next),
    (_WORKDAY, _workday),
    (_FIRST_DAYS, _first_days),
    (_NTH, _nth),
    (_YEAR_PART, _year_part),
    (_MONTH, _month),
    (_IN_PERIOD, _in_period),
)
"""How one day may be written, in order of precedence."""
