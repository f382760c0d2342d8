"""The rounds of a recurring duty: its rhythm unrolled from a start, in order, never past its end."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Mapping

from office.periods import Point, Rhythm
from text.limits import months_after
from text.workdays import NO_TABLES, YearDays, shift_workdays

Given = Mapping[int, YearDays]


def unroll(
    rhythm: Rhythm, start: dt.date, end: dt.date | None = None, given: Given = NO_TABLES
) -> Iterator[dt.date]:
    """The due days after `start`, which itself is none, up to `end`, which is one where the rhythm says.

    Ordered and without gaps; endless where end is None (to the year 9999). given are holidays told
    to the office, for rhythms of working days.

    >>> first = unroll(Rhythm(20, 'day'), dt.date(2026, 2, 21), dt.date(2026, 5, 31))
    >>> [day.isoformat() for day in first]
    ['2026-03-13', '2026-04-02', '2026-04-22', '2026-05-12']
    """
    last = start
    try:
        for day in _days(rhythm, start, given):
            if end is not None and day > end:
                return
            if day > last:
                yield day
                last = day
    except (OverflowError, ValueError):  # past the year 9999
        return


def _days(rhythm: Rhythm, start: dt.date, given: Given) -> Iterator[dt.date]:
    if rhythm.unit == 'workday':
        return _repeated(start, lambda day: shift_workdays(day, rhythm.every, given).day)
    if rhythm.unit == 'day':
        return _repeated(start, lambda day: day + dt.timedelta(days=rhythm.every))
    if rhythm.unit == 'week':
        return _weeks(rhythm, start)
    return _calendar_months(rhythm, start, given) if rhythm.calendar else _counted_months(rhythm, start)


def _repeated(start: dt.date, step: Callable[[dt.date], dt.date]) -> Iterator[dt.date]:
    day = start
    while True:
        day = step(day)
        yield day


def _weeks(rhythm: Rhythm, start: dt.date) -> Iterator[dt.date]:
    """A weekday of each week, Sunday where none is named; every second week and so on from the start."""
    if not rhythm.calendar and not rhythm.points:
        yield from _repeated(start, lambda day: day + dt.timedelta(weeks=rhythm.every))
    monday = start - dt.timedelta(days=start.weekday())
    weekday = rhythm.points[0].weekday if rhythm.points else None
    first = monday + dt.timedelta(days=(weekday or 7) - 1)
    if rhythm.calendar:
        yield first
    yield from _repeated(first, lambda day: day + dt.timedelta(weeks=rhythm.every))


def _counted_months(rhythm: Rhythm, start: dt.date) -> Iterator[dt.date]:
    """Every so many months from the start, on its day of the month or on the one that is named."""
    for count in itertools.count(1):
        day = months_after(start, count * rhythm.every)
        if not rhythm.points:
            yield day
        yield from sorted(_in_month(day.year * 12 + day.month - 1, point) for point in rhythm.points)


def _calendar_months(rhythm: Rhythm, start: dt.date, given: Given) -> Iterator[dt.date]:
    """The named days of each period of the calendar, its last day where none is named.

    It begins one period early: 次月 days of the period before may still lie ahead.
    """
    length = rhythm.every
    first = (start.year * 12 + start.month - 1) // length * length - length
    points = rhythm.points or (Point(length - 1),)
    for month in itertools.count(max(first, 12), length):
        yield from sorted(_point_to_day(month, point, given) for point in points)


def _point_to_day(month: int, point: Point, given: Given) -> dt.date:
    day = _in_month(month + point.month, point)
    return shift_workdays(day, point.after, given).day if point.working else day + dt.timedelta(point.after)


def _in_month(index: int, point: Point) -> dt.date:
    """The point's day in the month with this index (year * 12 + month - 1)."""
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    if point.weekday is None:
        return dt.date(year, month + 1, min(point.day, last))
    days = [day for day in range(1, last + 1) if dt.date(year, month + 1, day).isoweekday() == point.weekday]
    return dt.date(year, month + 1, days[-1] if point.nth < 0 else days[min(point.nth, len(days)) - 1])
