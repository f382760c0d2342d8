"""Days as tables of tasks and terms write them: 2026年6月底前, 6月30日, 2026.3-2027.3, 4月20日完成."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from typing import NamedTuple

from text.celldates import cell_to_date, day_number_to_date
from text.dates import expressions
from text.numbers import DOUBTFUL

_DAY = r'\d{4}[年./-]\d{1,2}(?:[月./-]\d{1,2})?[月日]?'
_PAIR = re.compile(rf'自?(?P<first>{_DAY})起?[-—–~至到]{{1,2}}(?P<last>{_DAY})止?')
_NO_YEAR = re.compile(r'(?P<month>\d{1,2})(?:月|[./-](?=\d))(?:(?P<day>\d{1,2})[日号]?)?')
_AROUND = re.compile(r'[于在自从已经前底止起内完成办结建送报验收()]*')
_MONTHS = re.compile(r'\d{4}[年./-]\d{1,2}[-./]\d{1,2}月')
"""2026年3-6月: months, no day."""
_KINDS = {'date', 'deadline', 'range'}
_ALONE = 10
_LONGEST = 40


class Days(NamedTuple):
    """The first and last day that a cell means, None where it says none; reasons to look at them.

    exact: it names days, not only a month or a year; yearless: the year was given by the caller.
    """

    first: dt.date | None
    last: dt.date | None
    reasons: tuple[str, ...] = ()
    exact: bool = True
    yearless: bool = False


NO_DAYS = Days(None, None)


def cell_to_days(raw: str, year: int | None = None) -> Days:
    """The days of a cell; a date without a year is of this year and says so, or is none where year is None.

    A blank cell has neither days nor reasons; what cannot be read has reasons and no days. Never raises.

    Example: cell_to_days('2026年6月底前').last == dt.date(2026, 6, 30)
    """
    text = ''.join(unicodedata.normalize('NFKC', raw).split()).rstrip('。')
    read = cell_to_date(raw)
    if read.blank or len(text) > _LONGEST:
        return NO_DAYS if read.blank else _unread(raw, "不能读成日期")
    number = day_number_to_date(text)
    if number:
        day = dt.date.fromisoformat(number)
        return Days(day, day, (f"填写为“{raw.strip()}”，按电子表格的日期序号读",))
    if read.value is not None and read.score > DOUBTFUL and not _MONTHS.fullmatch(text):
        return _iso_to_days(read.value, raw)
    return _pair(text, raw) or _yearless(text, raw, year) or _expressed(text, raw, year)


def _unread(raw: str, why: str) -> Days:
    return Days(None, None, (f"填写为“{raw.strip()}”，{why}",))


def _iso_to_days(value: str, raw: str) -> Days:
    if len(value) == _ALONE:
        day = dt.date.fromisoformat(value)
        return Days(day, day)
    year, month = int(value[:4]), int(value[5:7] or 0)
    first, last = dt.date(year, month or 1, 1), _month_end(year, month or 12)
    return Days(first, last, (f"填写为“{raw.strip()}”，没有写到日",), exact=False)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _pair(text: str, raw: str) -> Days | None:
    match = _PAIR.fullmatch(text)
    if match is None:
        return None
    first, last = cell_to_days(match['first']), cell_to_days(match['last'])
    if first.first is None or last.last is None:
        return _unread(raw, "没有这一天")
    exact = first.exact and last.exact
    reasons = () if exact else (f"填写为“{raw.strip()}”，没有写到日",)
    return Days(first.first, last.last, reasons, exact=exact)


def _yearless(text: str, raw: str, year: int | None) -> Days | None:
    match = _NO_YEAR.fullmatch(text)
    if match is None:
        return None
    if year is None:
        return _unread(raw, "缺年份")
    try:
        day = dt.date(year, int(match['month']), int(match['day'] or 1))
    except ValueError:
        return _unread(raw, "没有这一天")
    reason = (f"填写为“{raw.strip()}”，没有写年份，按{year}年",)
    last = day if match['day'] else _month_end(year, day.month)
    return Days(day, last, reason, exact=bool(match['day']), yearless=True)


def _expressed(text: str, raw: str, year: int | None) -> Days:
    found = expressions(text, year=year)
    if len(found) != 1 or found[0].kind not in _KINDS:
        return _unread(raw, "不能读成日期")
    (one,) = found
    rest = text[: one.start] + text[one.end :]
    if 'anchor_missing' in one.flags:
        return _unread(raw, "缺年份")
    if one.last is None or not set(one.flags) <= {'year_inferred'} or not _AROUND.fullmatch(rest):
        return _unread(raw, "不能读成日期")
    last = dt.date.fromisoformat(one.last)
    first = dt.date.fromisoformat(one.first) if one.first else last
    if 'year_inferred' in one.flags:
        return Days(first, last, (f"填写为“{raw.strip()}”，没有写年份，按{year}年",), yearless=True)
    return Days(first, last)
