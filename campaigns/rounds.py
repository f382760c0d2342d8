"""When a campaign's reports fall due."""

from __future__ import annotations

import calendar
import datetime as dt

from model.campaign import Reporting


def rounds(reporting: Reporting) -> tuple[dt.date, ...]:
    """The due days in order: after the start, the end included; none where the pack does not say from when.

    >>> rounds(Reporting(20, dt.date(2026, 2, 21), dt.date(2026, 5, 31)))[:2]
    (datetime.date(2026, 3, 13), datetime.date(2026, 4, 2))
    >>> rounds(Reporting(None, dt.date(2026, 1, 1), dt.date(2026, 6, 30), every_months=3, day=25))
    (datetime.date(2026, 3, 25), datetime.date(2026, 6, 25))
    """
    if reporting.days:
        return tuple(sorted(reporting.days))
    start, end = reporting.start, reporting.end
    if start is None or end is None:
        return ()
    if reporting.every_days is not None:
        ordinals = range(start.toordinal() + reporting.every_days, end.toordinal() + 1, reporting.every_days)
        return tuple(map(dt.date.fromordinal, ordinals))
    return tuple(day for day in _by_months(reporting, start, end) if start < day <= end)


def _by_months(reporting: Reporting, start: dt.date, end: dt.date) -> list[dt.date]:
    """Start's day of every so many months on; with a day set, that of each month that ends a period."""
    every = reporting.every_months or 1
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    if reporting.day is None:
        months = range(first + every, last + 1, every)
    else:
        months = range(first + (-first - 1) % every, last + 1, every)
    return [_day_in(month, reporting.day or start.day) for month in months]


def _day_in(month: int, day: int) -> dt.date:
    year, index = divmod(month, 12)
    return dt.date(year, index + 1, min(day, calendar.monthrange(year, index + 1)[1]))


def reporting_to_text(reporting: Reporting) -> str:
    """How often, as a clerk says it.

    >>> reporting_to_text(Reporting(every_months=3, day=25))
    '每季度末月25日前'
    """
    if reporting.days:
        return '、'.join(f"{day:%Y-%m-%d}" for day in sorted(reporting.days))
    if reporting.every_days is not None:
        return f"每间隔{reporting.every_days}天"
    every = reporting.every_months or 1
    period = {1: "每月", 3: "每季度", 6: "每半年", 12: "每年"}.get(every, f"每{every}个月")
    if reporting.day is None:
        return period
    return f"{period}{reporting.day}日前" if every == 1 else f"{period}末月{reporting.day}日前"
