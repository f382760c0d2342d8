"""The days that a written date covers: its missing year, its fuzzy part, its repaired letters."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from text.festivals import festival_to_day
from text.han import han_to_int
from text.limits import months_after


class Context(NamedTuple):
    """What is known outside the words: the document's date, the year for dates without one, the receipt."""

    issued: dt.date | None
    year: int | None
    received: dt.date | None = None


class Span(NamedTuple):
    """The days a date covers; None where year or month is not known. flags as in TimeExpression.

    whole says that a period is named as a whole (6月, 二季度, 春节): what is due 前 it is due before it.
    """

    first: dt.date | None
    last: dt.date | None
    flags: frozenset[str] = frozenset()
    whole: bool = False


Parts = dict[str, str]
"""The groups of a date in date_patterns.POINT without their prefix: y year, m month, d day, part 上旬 ..."""

_UNKNOWN = Span(None, None, frozenset({'anchor_missing'}))
_NO_SUCH_DAY = Span(None, None, frozenset({'fuzzy'}))
_LETTERS = str.maketrans('OolI', '0011', ' \n\t\r\f\v')
_HAN = re.compile('[一二三四五六七八九十]')
_QUARTER = re.compile('[一二三四1-4]')
_ZERO = re.compile('[Oo0]')
_DAYS_OF = {
    '初': (1, 10),
    '上旬': (1, 10),
    '中旬': (11, 20),
    '下旬': (21, 31),
    '上中旬': (1, 20),
    '中下旬': (11, 31),
    '上、中旬': (1, 20),
    '中、下旬': (11, 31),
    '上半月': (1, 15),
    '下半月': (16, 31),
    '底': (31, 31),
    '末': (31, 31),
}
_YEARS_OFF = {'今年': 0, '本年': 0, '当年': 0, '去年': -1, '上年': -1, '明年': 1, '次年': 1, '翌年': 1}
_LONG_AGO = 120
_NEAR = {'今': 0, '明': 1, '后': 2}


def parts_to_span(parts: Parts, context: Context) -> Span:
    """The days of one written date."""
    for y, m, d in (('iy', 'im', 'id'), ('gy', 'gm', 'gd'), ('cy', 'cm', 'cd')):
        if y in parts:
            span = _day_span(number(parts[y]), number(parts[m]), number(parts[d]))
            return _repaired(span) if y == 'gy' else span  # 20206月30日: the 年 is missing
    for m, d in (('hm', 'hd'), ('tm', 'td')):
        if m in parts:  # 1031日: the 月 is missing; 3.31前
            return _repaired(_inferred(_day_span(context.year, number(parts[m]), number(parts[d]))))
    for key, reader in _READERS.items():
        if key in parts:
            return reader(parts, context)
    return _month_span(parts, context) if 'm' in parts else _year_span(parts, context)


def _month_span(parts: Parts, context: Context) -> Span:
    year, inferred = _year_of(parts, context)
    month, day = number(parts['m']), number(parts.get('d') or parts.get('nd') or parts.get('rd'))
    if year is None or month is None:
        return _UNKNOWN
    span = _day_span(year, month, day) if day else _part_span(year, month, parts.get('part'))
    broken = parts.keys() & {'nd', 'mw'} or any(
        _looks_wrong(parts.get(key, '')) for key in ('y', 'm', 'd', 'dw')
    )
    span = _repaired(span) if broken else span
    return _inferred(span) if inferred else span


def _year_of(parts: Parts, context: Context) -> tuple[int | None, bool]:
    """The year and whether it was not written."""
    written = parts.get('y') or parts.get('xy')
    if written:
        return number(written), False
    word = parts.get('ry') or parts.get('xry')
    if word:
        return (None if context.year is None else context.year + _YEARS_OFF[word]), True
    return context.year, True


def _part_span(year: int, month: int, part: str | None) -> Span:
    if not 1 <= month <= 12 or not 1 <= year <= 9998:
        return _UNKNOWN
    end = calendar.monthrange(year, month)[1]
    low, high = _DAYS_OF.get(part or '', (1, end))
    flags = frozenset({'fuzzy'} if part and part not in '底末内' else ())
    return Span(
        dt.date(year, month, min(low, end)), dt.date(year, month, min(high, end)), flags, part is None
    )


def _day_span(year: int | None, month: int | None, day: int | None) -> Span:
    if year is None or month is None or day is None:
        return _UNKNOWN
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return _NO_SUCH_DAY
    return Span(found, found)


def _year_span(parts: Parts, context: Context) -> Span:
    """年底, 2020年内, 上半年, 三季度末; 月底 and 季末 need the document's month."""
    year, inferred = _year_of(parts, context)
    part = parts.get('bare') or parts.get('xyp') or parts.get('yp') or ''
    if part in {'月底', '月末', '月内'}:
        issued = context.issued
        return _inferred(_part_span(issued.year, issued.month, part[-1])) if issued else _UNKNOWN
    if part[:1] == '季':
        return _quarter_span({'rq': '本', 'rqpart': part[-1]}, context)
    if year is None or not 1 <= year <= 9998:
        return _UNKNOWN
    span = _year_part(year, part)
    return _inferred(span) if inferred else span


def _year_part(year: int, part: str) -> Span:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    if '半年' in part:
        half = dt.date(year, 6, 30)
        return Span(first, half) if '上' in part else Span(half + dt.timedelta(days=1), last)
    quarter = _QUARTER.search(part)
    if quarter:
        return _quarter(year, han_to_int(quarter.group()) or 1, part[-1])
    if '初' in part:
        return Span(first, dt.date(year, 1, 31), frozenset({'fuzzy'}))
    if '底' in part or '末' in part:
        return Span(last, last)
    return Span(first, last, whole=not part)


def _quarter(year: int, quarter: int, part: str) -> Span:
    first = dt.date(year, 3 * quarter - 2, 1)
    end = dt.date(year, 3 * quarter, calendar.monthrange(year, 3 * quarter)[1])
    if part == '初':
        return Span(first, first.replace(day=10), frozenset({'fuzzy'}))
    return Span(end if part in '底末' else first, end, whole=part == '度')


def _relative_month(parts: Parts, context: Context) -> Span:
    if context.issued is None:
        return _UNKNOWN
    step = {'下': 1, '上': -1}.get(parts['rm'][0], 0)
    month = _stepped(context.issued, step)
    if month is None:
        return _UNKNOWN
    day = number(parts.get('xd') or parts.get('xnd') or parts.get('xrd'))
    span = (
        _day_span(month.year, month.month, day)
        if day
        else _part_span(month.year, month.month, parts.get('rpart'))
    )
    return _inferred(span)


def _stepped(day: dt.date, months: int) -> dt.date | None:
    try:
        return months_after(day, months)
    except ValueError:
        return None


def _quarter_span(parts: Parts, context: Context) -> Span:
    """本季度末, 下季度初."""
    step = {'下': 3, '上': -3}.get(parts['rq'], 0)
    day = _stepped(context.issued, step) if context.issued else None
    if day is None:
        return _UNKNOWN
    return _inferred(_quarter(day.year, (day.month + 2) // 3, parts['rqpart']))


def _week_span(parts: Parts, context: Context) -> Span:
    """本周五, 下周一, 本周内; 周五 alone is the coming one."""
    issued, word = context.issued, parts['wd']
    if issued is None or not 1 < issued.year < 9999:
        return _UNKNOWN
    monday = issued - dt.timedelta(days=issued.weekday()) + dt.timedelta(days=7 * (parts['week'] == '下周'))
    if word in '内末':
        first = monday + dt.timedelta(days=5 * (word == '末'))
        return _inferred(Span(first, monday + dt.timedelta(days=6), frozenset({'fuzzy'})))
    day = monday + dt.timedelta(days='一二三四五六日天'.index(word) if word != '天' else 6)
    if parts['week'] in {'本周', '下周'}:
        return _inferred(Span(day, day))
    coming = day if day >= issued else day + dt.timedelta(days=7)
    return _inferred(Span(coming, coming, frozenset({'fuzzy'})))


def _near_span(parts: Parts, context: Context) -> Span:
    """今日, 明日, 后天: counted from the document's own day."""
    if context.issued is None or context.issued.year > 9998:
        return _UNKNOWN
    day = context.issued + dt.timedelta(days=_NEAR[parts['near'][0]])
    return _inferred(Span(day, day))


def _lone_day(parts: Parts, context: Context) -> Span:
    """于20日前: that day of the document's month, or of the next where it is over."""
    day, issued = number(parts['ld']), context.issued
    if issued is None or day is None:
        return _UNKNOWN
    month = _stepped(issued.replace(day=1), 1 if day < issued.day else 0)
    span = _day_span(month.year, month.month, day) if month else _UNKNOWN
    return _inferred(span._replace(flags=span.flags | {'fuzzy'}))


def _festival_span(parts: Parts, context: Context) -> Span:
    """春节, 国庆节: of the year that is written, or the next one that something is due before."""
    year, inferred = _year_of(parts, context)
    if year is None:
        return _UNKNOWN
    day = festival_to_day(parts['feast'], year)
    late = (context.issued - day).days if day and context.issued else 0
    if inferred and 'ry' not in parts and late > (0 if 'due' in parts else _LONG_AGO):
        day = festival_to_day(parts['feast'], year + 1)
    span = Span(day, day, frozenset({'fuzzy'}), whole=True)
    return _inferred(span) if inferred else span


_READERS = {
    'feast': _festival_span,
    'rm': _relative_month,
    'rq': _quarter_span,
    'week': _week_span,
    'near': _near_span,
    'ld': _lone_day,
}


def second_to_span(second: Parts, first: Parts, span: Span, context: Context) -> Span:
    """The end of a range takes the year, and where only a day is printed the month, of its start.

    An end before its start is none: without a year of its own it is the next year's, else it stays open.
    """
    start = span.first
    if 'od' in second:
        end = _day_span(start.year, start.month, number(second['od'])) if start else _UNKNOWN
    elif 'op' in second:
        end = _part_span(start.year, start.month, second['op']) if start else _UNKNOWN
    elif 'sm' in second:
        end = _day_span(start.year, number(second['sm']), number(second['sd'])) if start else _UNKNOWN
    else:
        end = parts_to_span(second, context._replace(year=start.year) if start else context)
    elided = not (second.keys() & {'y', 'xy', 'iy', 'od', 'op'})
    if start and end.last and end.last < start and elided and start.year < 9999:
        end = parts_to_span(second, context._replace(year=start.year + 1)) if 'sm' not in second else end
    if start and end.last and end.last < start:
        return _NO_SUCH_DAY
    written = first.keys() & {'y', 'xy', 'iy'}
    return end._replace(flags=end.flags - {'year_inferred'}) if written and start else end


def _looks_wrong(digits: str) -> bool:
    """Whether a scan took a digit or 日 for another letter."""
    return any(letter in digits for letter in 'OolI曰目')


def number(text: str | None) -> int | None:
    """The number that digits, letters a scan took for digits, or Han numerals write."""
    if not text:
        return None
    letters = _ZERO.sub('〇', text) if _HAN.search(text) else text.translate(_LETTERS)
    return han_to_int(letters)


def _repaired(span: Span) -> Span:
    return span._replace(flags=span.flags | {'repaired'})


def _inferred(span: Span) -> Span:
    return span._replace(flags=span.flags | {'year_inferred'}) if span.last else span
