"""Dates as written in form cells: 2011.04, 2011年4月8日, 20110408, 二〇一一年四月."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from text.han import han_to_int
from text.numbers import BLANK, DOUBTFUL, NOTED, PLAIN, UNREAD, Reading, is_dash

_HAN_RUN = re.compile(r'[〇○零一二三四五六七八九十]{1,12}(?=[年月日号])')
_SEPARATED = re.compile(
    r'(?P<year>\d{4})(?:[年./-](?P<month>\d{1,2})(?:[月./-](?P<day>\d{1,2}(?!\d*月))?)?)?'
    r'(?P<tail>[年月日号]*)(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?'
)
_COMPACT = re.compile(r'(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})?')
_WITHIN = re.compile(
    r'(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?'
    r'|(?P<year2>(?:19|20)\d{2})[./-](?P<month2>\d{1,2})(?:[./-](?P<day2>\d{1,2}))?'
)
_TEMPLATE = re.compile(r'[年月日_\s/.-]*')
_NO_YEAR = re.compile(r'\d{1,2}[月./-]\d{1,2}日?')
_NONE_WORDS = frozenset({'无', '没有', '暂无', '未定', '待定', '不详'})


def _han_to_digits(text: str) -> str:
    def digits(match: re.Match[str]) -> str:
        number = han_to_int(match[0])
        return match[0] if number is None else str(number)

    return _HAN_RUN.sub(digits, text)


def _iso(year: str, month: str | None, day: str | None) -> str | None:
    """'YYYY-MM-DD', 'YYYY-MM' or 'YYYY'; None when the calendar has no such day."""
    try:
        date = dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return date.isoformat()[: 4 if month is None else 7 if day is None else 10]


def _whole_to_reading(text: str) -> Reading | None:
    match = _SEPARATED.fullmatch(text) or _COMPACT.fullmatch(text)
    if not match:
        return None
    iso = _iso(match['year'], match['month'], match['day'])
    if iso is None or not 1900 <= int(match['year']) <= 2100:
        return Reading(None, UNREAD, (f"填写为“{text}”，没有这一天",))
    if match['month'] is None:
        return Reading(iso, NOTED, (f"填写为“{text}”，只有年份",))
    return Reading(iso, PLAIN)


def _part_to_reading(text: str) -> Reading:
    found = list(_WITHIN.finditer(text))
    if len(found) == 1:
        part = found[0]
        iso = _iso(
            part['year'] or part['year2'], part['month'] or part['month2'], part['day'] or part['day2']
        )
        if iso:
            return Reading(iso, DOUBTFUL, (f"填写为“{text}”，只取其中的日期",))
    if _NO_YEAR.fullmatch(text):
        return Reading(None, UNREAD, (f"填写为“{text}”，缺年份",))
    return Reading(None, UNREAD, (f"填写为“{text}”，不能读成日期",))


_DAY_NUMBER = re.compile(r'(?P<days>[2-6]\d{4})(?:\.\d+)?')
_EPOCH = dt.date(1899, 12, 30)
_SURE_FROM, _SURE_TO = dt.date(1991, 1, 1), dt.date(2035, 12, 31)
"""Days whose number (33239 to 49674) is no year and month run together, as 20193 is for March 2019."""


def is_day_number(raw: str) -> bool:
    """Whether a text is a date as a spreadsheet counts days, from 20000 (1954) to 69999 (2091)."""
    return bool(_DAY_NUMBER.fullmatch(''.join(unicodedata.normalize('NFKC', raw).split())))


def day_number_to_date(raw: str) -> str | None:
    """The day that a spreadsheet's number must be in a column of dates; None where it may be something else.

    Example: day_number_to_date('43525') == '2019-03-01', but '20193' may be March 2019
    """
    found = _DAY_NUMBER.fullmatch(''.join(unicodedata.normalize('NFKC', raw).split()))
    day = _EPOCH + dt.timedelta(days=int(found['days'])) if found else _EPOCH
    return day.isoformat() if _SURE_FROM <= day <= _SURE_TO else None


def _day_number_to_reading(text: str) -> Reading | None:
    found = _DAY_NUMBER.fullmatch(text)
    if not found:
        return None
    day = _EPOCH + dt.timedelta(days=int(found['days']))
    reason = f"填写为“{text}”，像是电子表格里日期的序号（{day.isoformat()}），不能确定"
    return Reading(None, UNREAD, (reason,))


def cell_to_date(raw: str) -> Reading:
    """A date cell as a Reading whose value is an ISO string as exact as the paper, or None.

    '2011年4月8日' is '2011-04-08', '2011.04' is '2011-04', '2011年' is '2011'; an unfilled
    '年　月　日' is blank; a date without a year is None with its reason. Never raises.

    Example: cell_to_date('2011-4-8').value == '2011-04-08'
    """
    text = ''.join(unicodedata.normalize('NFKC', raw).split()).rstrip('。')
    if not text or _TEMPLATE.fullmatch(text):
        return BLANK
    if is_dash(raw) or text in _NONE_WORDS:
        return Reading(None, PLAIN, (f"填写为“{text}”，视为未填",), blank=True)
    text = _han_to_digits(text)
    return _whole_to_reading(text) or _day_number_to_reading(text) or _part_to_reading(text)
