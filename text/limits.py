"""The last day of a limit counted from a day that somebody gives."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from typing import Any

from model.notice import Relative
from text.workdays import NO_TABLES, WorkdayCount, YearDays, shift_workdays


def limit_to_day(
    relative: Relative | Mapping[str, Any], day: dt.date, given: Mapping[int, YearDays] = NO_TABLES
) -> WorkdayCount:
    """The last day of a limit counted from `day`, which itself is not counted (民法典 201, 202).

    relative is the model's or its mapping with the keys value and unit: day, week, workday, month,
    quarter, year, hour or next_month_day (次月N日, the month's last day where it is shorter); a
    negative value counts back. Months and years end on the same day of the month, or its last.
    Hours end on the day their whole days reach: 24 hours on the next day, 12 hours on the day itself.
    A last day that is a holiday is not put off (民法典 203 would): known False only says that a year
    on the way has no published holidays.

    Raises:
        ValueError: a unit that no calendar counts (学期), or a day beyond the years 1 to 9999.

    Example: limit_to_day({'value': 15, 'unit': 'day'}, date(2016, 10, 8)).day == date(2016, 10, 23)
    """
    value, unit = (
        (relative.value, relative.unit)
        if isinstance(relative, Relative)
        else (int(relative['value']), str(relative['unit']))
    )
    try:
        if unit == 'workday':
            return shift_workdays(day, value, given)
        if unit == 'next_month_day':
            following = months_after(day.replace(day=1), 1)
            last = calendar.monthrange(following.year, following.month)[1]
            return WorkdayCount(following.replace(day=min(value, last)), True)
        if unit in _MONTHS:
            return WorkdayCount(months_after(day, value * _MONTHS[unit]), True)
        if unit == 'hour':
            value, unit = int(value / 24), 'day'
        return WorkdayCount(day + dt.timedelta(days=value * _DAYS[unit]), True)
    except (KeyError, OverflowError) as error:
        raise ValueError(f'no day {value} {unit} from {day}') from error


_MONTHS = {'month': 1, 'quarter': 3, 'year': 12}
_DAYS = {'day': 1, 'week': 7}


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months on, or that month's last day; ValueError beyond the years 1 to 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f'no day {months} months from {day}')
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
