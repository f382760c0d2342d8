"""Inner deadlines: by how many working days a level's day precedes the printed one (G18)."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from model.office import Level, Office
from office.holidays import Holidays
from text.workdays import NO_TABLES, last_workday_until, shift_workdays

BELOW: dict[Level, Level] = {
    'province': 'city',
    'city': 'county',
    'county': 'town',
    'town': 'unit',
    'unit': 'unit',
}


class Inner(NamedTuple):
    """The day told to whoever does the part; note says what is odd about the printed day."""

    day: dt.date | None
    note: str | None


def lead_days(office: Office, ours: Literal['do', 'chase', 'know']) -> int:
    """The lead of our own level, or of the level below where we chase."""
    level = BELOW[office.level] if ours == 'chase' else office.level
    own: int | None = getattr(office.lead_days_of, level)
    return office.lead_days if own is None else own


def inner_deadline(deadline: dt.date | None, lead: int, given: Holidays = NO_TABLES) -> Inner:
    """So many working days before the deadline, or before the last working day until it.

    The printed day stays ours: a rest day is said, with the working day before it (民法典 art. 203
    would put it off, an office does not), and so is a year whose holidays are not published.

    >>> inner_deadline(dt.date(2026, 3, 14), 2).day
    datetime.date(2026, 3, 11)
    """
    if deadline is None:
        return Inner(None, None)
    try:
        workday = last_workday_until(deadline, given)
        inner = shift_workdays(workday.day, -lead, given) if lead else workday
    except OverflowError:
        return Inner(None, None)
    notes = []
    if workday.day != deadline:
        notes.append(f"{month_day(deadline)}不是工作日，建议提前到{month_day(workday.day)}")
    if not (workday.known and inner.known):
        notes.append(f"{deadline.year}年放假安排还没有，按周一至周五计算（可用 shoufa due holidays 导入）")
    return Inner(inner.day, '；'.join(notes) or None)


def month_day(day: dt.date) -> str:
    """3月14日."""
    return f"{day.month}月{day.day}日"
