"""Working days of the People's Republic of China, holidays and make-up days included."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class WorkdayCount(NamedTuple):
    """A day reached by counting; known is False when a year on the way has no published table."""

    day: dt.date
    known: bool


def is_workday(day: dt.date) -> WorkdayCount | None:
    """The day itself when it is a working day, else None; years without a table count Mon-Fri."""
    import chinese_calendar

    try:
        return WorkdayCount(day, True) if chinese_calendar.is_workday(day) else None
    except NotImplementedError:
        return WorkdayCount(day, False) if day.weekday() < 5 else None


def shift_workdays(day: dt.date, count: int) -> WorkdayCount:
    """The working day `count` working days after `day` (before it when negative).

    Example: two working days before 2026-03-12 (a Thursday) is 2026-03-10.
    """
    step = 1 if count > 0 else -1
    known = True
    left = abs(count)
    while left:
        day += dt.timedelta(days=step)
        found = is_workday(day)
        if found:
            left -= 1
            known = known and found.known
    return WorkdayCount(day, known)


def last_workday_until(day: dt.date) -> WorkdayCount:
    """The day itself, or the last working day before it when it is none (G18)."""
    return is_workday(day) or shift_workdays(day, -1)
