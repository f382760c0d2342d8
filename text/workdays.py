"""Working days of the People's Republic of China, holidays and make-up days included."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple


class WorkdayCount(NamedTuple):
    """A day reached by counting; known is False when a year on the way has no published table."""

    day: dt.date
    known: bool


class YearDays(NamedTuple):
    """The 放假安排 of one year: days off beside the weekends, and weekend days that are worked (调休)."""

    off: frozenset[dt.date]
    on: frozenset[dt.date]


NO_TABLES: Mapping[int, YearDays] = MappingProxyType({})
"""No year's table given: the vendored tables alone count."""


def is_workday(day: dt.date, given: Mapping[int, YearDays] = NO_TABLES) -> WorkdayCount | None:
    """The day itself when it is a working day, else None; years without a table count Mon-Fri.

    given are tables by year that the office was told; a table given goes before the vendored one.
    A day that any of them names counts as named: next year's notice also moves days of December.
    """
    for table in given.values():
        if day in table.on:
            return WorkdayCount(day, True)
        if day in table.off:
            return None
    known = day.year in given
    published = None if known else _published(day)
    if published is not None:
        return WorkdayCount(day, True) if published else None
    return WorkdayCount(day, known) if day.weekday() < 5 else None


@lru_cache(maxsize=4096)  # a board asks for the same days again and again
def _published(day: dt.date) -> bool | None:
    """Whether the vendored table of the year says that a day is worked; None where there is no table."""
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def shift_workdays(day: dt.date, count: int, given: Mapping[int, YearDays] = NO_TABLES) -> WorkdayCount:
    """The working day `count` working days after `day` (before it when negative).

    Raises OverflowError beyond the years 1 to 9999.

    Example: two working days before 2026-03-12 (a Thursday) is 2026-03-10.
    """
    step = 1 if count > 0 else -1
    known = True
    left = abs(count)
    while left:
        day += dt.timedelta(days=step)
        found = is_workday(day, given)
        if found:
            left -= 1
            known = known and found.known
    return WorkdayCount(day, known)


def last_workday_until(day: dt.date, given: Mapping[int, YearDays] = NO_TABLES) -> WorkdayCount:
    """The day itself, or the last working day before it when it is none (G18)."""
    return is_workday(day, given) or shift_workdays(day, -1, given)
