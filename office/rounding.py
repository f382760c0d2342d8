"""Which round of a campaign a paper is of: by what it says, else by when it came."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from text.dates import expressions
from text.han import han_to_int

BASELINE = 0
"""What came before the campaign or on its first day: 启动摸底."""
NO_ROUND = -1
"""A person said that a paper belongs to no round."""

_ROUND = re.compile(r'第([0-9一二三四五六七八九十]{1,3})[期轮]')
_BASELINE = re.compile('启动摸底|启动期|基期数')
_CORRECTS = re.compile('更正|更新|修改|修订|重报|重新报|补正|勘误')
_CLOCK = re.compile(r'(\d{1,2})[:：时点](\d{2})?')


class Hours(NamedTuple):
    """When the office's day is over: at noon (上午下班) and in the evening (下班)."""

    noon: dt.time = dt.time(12)
    evening: dt.time = dt.time(18)


def deadline_moment(day: dt.date, told: str | None = None, hours: Hours | None = None) -> dt.datetime:
    """The last moment of a deadline: told is its clock as printed (上午下班, 12:00), None: the whole day.

    >>> deadline_moment(dt.date(2026, 3, 13), '上午下班')
    datetime.datetime(2026, 3, 13, 12, 0)
    """
    clock = _CLOCK.search(told or '')
    if clock and int(clock[1]) <= 23 and int(clock[2] or 0) <= 59:
        hour = int(clock[1]) + (12 if '下午' in (told or '') and int(clock[1]) < 12 else 0)
        return dt.datetime.combine(day, dt.time(hour, int(clock[2] or 0)))
    hours = hours or Hours()
    if re.search('上午|中午', told or ''):
        return dt.datetime.combine(day, hours.noon)
    if '下班' in (told or ''):
        return dt.datetime.combine(day, hours.evening)
    return dt.datetime.combine(day, dt.time.max)


def is_late(received: dt.datetime, deadline: dt.datetime | None) -> bool:
    """Whether something came after a deadline; the minute of the deadline itself is in time."""
    return deadline is not None and received.replace(second=0, microsecond=0) > deadline


class Calendar(NamedTuple):
    """When a collection began and the days its rounds fall due; no days: one collection, no rounds.

    clock is how the deadline's hour is printed (上午下班前), None: the whole day.
    """

    start: dt.date | None
    dues: tuple[dt.date, ...]
    clock: str | None = None

    def window(self, day: dt.date) -> int:
        """The round in whose time a day lies; after the last due day the last one."""
        if self.start and day <= self.start:
            return BASELINE
        return min(self.passed(day) + 1, len(self.dues))

    def passed(self, day: dt.date) -> int:
        """How many rounds were due before a day."""
        return sum(due < day for due in self.dues)

    def due(self, number: int | None) -> dt.date | None:
        """The due day of a round; None for the baseline and where there are no rounds."""
        return self.dues[number - 1] if number and 1 <= number <= len(self.dues) else None

    def deadline(self, number: int | None) -> dt.datetime | None:
        """The last moment of a round; None as for its day."""
        due = self.due(number)
        return deadline_moment(due, self.clock) if due else None


def round_told(texts: Sequence[str | None], calendar: Calendar, received: dt.date) -> int | None:
    """The round that a paper's title, file name or date of its figures tells; None where none does."""
    if not calendar.dues:
        return None
    for text in filter(None, texts):
        found = _ROUND.search(text)
        number = _number(found[1]) if found else None
        if number is not None and number <= len(calendar.dues):
            return number
        day = _as_of(text, received)
        if day:
            return calendar.window(day)
        if _BASELINE.search(text):
            return BASELINE
    return None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else han_to_int(text)


def _as_of(text: str, received: dt.date) -> dt.date | None:
    """The day after 截至, its year that of the receipt where it is not told; a bare ISO day as it stands."""
    if re.fullmatch(r'\d{4}-\d{2}-\d{2}', text):
        return dt.date.fromisoformat(text)
    start = re.search('截[至止]', text)
    if start is None:
        return None
    told = next((one for one in expressions(text[start.start() :], received) if one.last or one.first), None)
    return dt.date.fromisoformat(str(told.last or told.first)) if told else None


def says_correction(texts: Sequence[str | None]) -> bool:
    """Whether a title or a file's name calls itself a correction of what came before."""
    return any(_CORRECTS.search(text) for text in texts if text)


def owed_round(calendar: Calendar, received: dt.date, done: set[int], *, corrects: bool = False) -> int:
    """The round of what a unit sent that does not say it itself; done are the rounds it has reported for.

    In the time of a round it is of that round. The first one after a due day belongs to the round that
    is owed; one that corrects, before the unit has reported for the round under way, to the last reported.
    """
    window = calendar.window(received)
    if window == BASELINE or not calendar.dues:
        return window
    owed = calendar.passed(received)
    if owed >= 1 and owed not in done:
        return owed
    if corrects and window not in done and owed in done:
        return owed
    return window
