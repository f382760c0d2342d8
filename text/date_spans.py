"""The days that a written date covers: its missing year, its fuzzy part, its repaired letters."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from text.han import han_to_int


class Context(NamedTuple):
    """What is known outside the words: the document's date, and the year for dates without one."""

    issued: dt.date | None
    year: int | None


class Span(NamedTuple):
    """The days a date covers; None where year or month is not known. flags as in TimeExpression."""

    first: dt.date | None
    last: dt.date | None
    flags: frozenset[str] = frozenset()
    whole_month: bool = False


Parts = dict[str, str]
"""The groups of a date in date_patterns.POINT without their prefix: y year, m month, d day, part 上旬 ..."""

_UNKNOWN = Span(None, None, frozenset({'anchor_missing'}))
_LETTERS = str.maketrans('OolI', '0011')
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
}
_DAYS_OF |= {'上半月': (1, 15), '下半月': (16, 31), '底': (31, 31), '末': (31, 31)}
_FEASTS = {
    '七一': (7, 1),
    '五一': (5, 1),
    '十一': (10, 1),
    '八一': (8, 1),
    '国庆': (10, 1),
    '国庆节': (10, 1),
    '元旦': (1, 1),
}
_YEARS_OFF = {'今年': 0, '本年': 0, '当年': 0, '去年': -1, '上年': -1, '明年': 1, '次年': 1, '翌年': 1}


def parts_to_span(parts: Parts, context: Context) -> Span:
    """The days of one written date."""
    for y, m, d in (('iy', 'im', 'id'), ('gy', 'gm', 'gd')):
        if y in parts:
            span = _day_span(number(parts[y]), number(parts[m]), number(parts[d]))
            return _repaired(span) if y == 'gy' else span  # 20206月30日: the 年 is missing
    if 'hm' in parts:  # 1031日: the 月 is missing
        return _repaired(_inferred(_day_span(context.year, number(parts['hm']), number(parts['hd']))))
    feast = parts.get('feast') or parts.get('feast2')
    if feast:
        return _inferred(_day_span(context.year, *_FEASTS[feast]))
    if 'rm' in parts:
        return _relative_month(parts, context)
    if 'bare' in parts or 'm' not in parts:
        return _year_span(parts, context)
    return _month_span(parts, context)


def _month_span(parts: Parts, context: Context) -> Span:
    year, inferred = _year_of(parts, context)
    month, day = number(parts['m']), number(parts.get('d') or parts.get('nd') or parts.get('rd'))
    if year is None or month is None:
        return _UNKNOWN
    span = _day_span(year, month, day) if day else _part_span(year, month, parts.get('part'))
    broken = 'nd' in parts or any(_looks_wrong(parts.get(key, '')) for key in ('y', 'm', 'd', 'dw'))
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
    flags = frozenset({'fuzzy'} if part and part not in '底末' else ())
    return Span(
        dt.date(year, month, min(low, end)), dt.date(year, month, min(high, end)), flags, part is None
    )


def _day_span(year: int | None, month: int | None, day: int | None) -> Span:
    if year is None or month is None or day is None:
        return _UNKNOWN
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return Span(None, None)
    return Span(found, found)


def _year_span(parts: Parts, context: Context) -> Span:
    """年底, 2020年内, 上半年, 三季度末; 月底 needs the document's month."""
    year, inferred = _year_of(parts, context)
    part = parts.get('bare') or parts.get('xyp') or parts.get('yp') or ''
    if part in {'月底', '月末'}:
        issued = context.issued
        return _inferred(_part_span(issued.year, issued.month, '底')) if issued else _UNKNOWN
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
        month = 3 * (han_to_int(quarter.group()) or 1)
        end = dt.date(year, month, calendar.monthrange(year, month)[1])
        return Span(end if part[-1] in '底末' else dt.date(year, month - 2, 1), end)
    if '初' in part:
        return Span(first, dt.date(year, 1, 31), frozenset({'fuzzy'}))
    if '底' in part or '末' in part:
        return Span(last, last)
    return Span(first, last, whole_month=not part)


def _relative_month(parts: Parts, context: Context) -> Span:
    if context.issued is None:
        return _UNKNOWN
    step = {'下': 1, '上': -1}.get(parts['rm'][0], 0)
    index = context.issued.year * 12 + context.issued.month - 1 + step
    day = number(parts.get('xd') or parts.get('xnd') or parts.get('xrd'))
    year, month = divmod(index, 12)
    span = _day_span(year, month + 1, day) if day else _part_span(year, month + 1, parts.get('rpart'))
    return _inferred(span)


def second_to_span(second: Parts, first: Parts, span: Span, context: Context) -> Span:
    """The end of a range takes the year, and where only a day is printed the month, of its start."""
    start = span.first
    if 'od' in second:
        return _day_span(start.year, start.month, number(second['od'])) if start else _UNKNOWN
    end = parts_to_span(second, context._replace(year=start.year) if start else context)
    elided = not (second.keys() & {'y', 'xy', 'iy'})
    if start and end.last and end.last < start and elided:
        end = parts_to_span(second, context._replace(year=start.year + 1))
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


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months on, or that month's last day; ValueError beyond the year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
