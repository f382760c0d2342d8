"""When a campaign's reports fall due."""

from __future__ import annotations

import datetime as dt

from model.campaign import Reporting


def rounds(reporting: Reporting) -> tuple[dt.date, ...]:
    """The due days: every so many days after the start, the end included; the start is none.

    >>> rounds(Reporting(20, dt.date(2026, 2, 21), dt.date(2026, 5, 31)))[:2]
    (datetime.date(2026, 3, 13), datetime.date(2026, 4, 2))
    """
    first = reporting.start.toordinal() + reporting.every_days
    days = range(first, reporting.end.toordinal() + 1, reporting.every_days)
    return tuple(dt.date.fromordinal(day) for day in days)
