"""The first and last day that a stage's words give: （3月1日至3月20日）, 1—3月, 5月底前."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from text.dates import TimeExpression, expressions

_DASH = r'\s*(?:-|—{1,2}|－|–|~|～|至|到)\s*'
_MONTHS = re.compile(rf'(?<![\d.])(\d{{1,2}})(?:月份?)?{_DASH}(\d{{1,2}})月份?(?![\d\s]*日|[上中下初底末])')
_MONTH = re.compile(r'(?<![\d.])(\d{1,2})月(?=[^\d上中下初底末份]|$)(?!\s*\d)')
_POINTS = re.compile(rf'(?<![\d.])(\d{{1,2}})\.(\d{{1,2}})(?={_DASH}|$)')
_STARTED = re.compile(r'日起(?=至|到)')
_YEAR = re.compile(r'(?:19|20)\d\d年?')
_NEXT_YEAR = re.compile('次年|明年|翌年')
_COUNTED = re.compile(
    r'(?:用|为期|利用|历时)(?P<count>\d{1,3}|[一二两三四五六七八九十百]{1,3})(?P<unit>天|个月)'
)
_FOLLOWS = 60
"""Days that may lie between two stages: one set back further is a slip of the pen."""
_LIMITS = frozenset({'range', 'date', 'deadline'})


class Span(NamedTuple):
    """ISO days, None where open; start and end are where the words stand in their text."""

    first: str | None
    last: str | None
    start: int
    end: int
    fuzzy: bool = False


def text_to_span(
    text: str, issued: dt.date | None, year: int | None, after: str | None = None
) -> Span | None:
    """The first span of days in a text; None where there is none.

    after is the last day of the stage before: a span without its year that would begin before it is of
    the year after.
    """
    spans = _spans(text, issued, year)
    if not spans:
        return None
    found, begins = spans[0], spans[0].first or spans[0].last or ''
    if after and begins < after and not _YEAR.search(text) and not _NEXT_YEAR.search(text):
        for turn in (int(after[:4]), int(after[:4]) + 1):
            later = _spans(text, None, turn)
            if later and 0 <= _days_between(after, later[0].first or later[0].last) <= _FOLLOWS:
                return later[0]
    return found


def _days_between(after: str, following: str | None) -> int:
    return (dt.date.fromisoformat(following or after) - dt.date.fromisoformat(after)).days


def _spans(text: str, issued: dt.date | None, year: int | None) -> list[Span]:
    plain = _STARTED.sub('日', text)
    plain = _POINTS.sub(r'\1月\2日', plain)
    plain = _MONTHS.sub(r'\1月—\2月', plain)
    plain = _MONTH.sub(r'\1月份', plain) if '—' not in plain and '至' not in plain else plain
    grown = len(plain) - len(text)
    times = expressions(plain, issued, year=year)
    return [_to_span(time, grown) for time in times if time.kind in _LIMITS and time.last]


def _to_span(time: TimeExpression, grown: int) -> Span:
    return Span(time.first, time.last, time.start, max(time.start, time.end - grown), 'fuzzy' in time.flags)


def counted_span(text: str, issued: dt.date | None, year: int | None) -> Span | None:
    """从2月下旬开始，用100天时间: the first day and the last of the count; None for any other."""
    count = _COUNTED.search(text)
    begun = (
        next((span for span in _spans(text[: count.start()], issued, year) if span.first), None)
        if count
        else None
    )
    if count is None or begun is None or begun.first is None:
        return None
    from text.han import han_to_int

    first, number = dt.date.fromisoformat(begun.first), han_to_int(count['count']) or 0
    if not number or number > 400:
        return None
    last = first + dt.timedelta(days=number - 1) if count['unit'] == '天' else _months_on(first, number)
    return Span(first.isoformat(), last.isoformat(), begun.start, count.end(), fuzzy=True)


def _months_on(first: dt.date, months: int) -> dt.date:
    month = first.month - 1 + months
    following = dt.date(first.year + month // 12, month % 12 + 1, min(first.day, 28))
    return following - dt.timedelta(days=1)
