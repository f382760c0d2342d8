"""Months that share what follows the last of them: 分别于3、6、9月底前, 3月、6月的20日前."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from text.date_expression import TimeExpression
from text.date_patterns import BEFORE, DAY, PART, YEAR
from text.date_points import coming, iso, trimmed
from text.date_spans import Context, Span, parts_to_span

_MONTH = r'(?:1[0-2]|0?[1-9])'
_AND = r'\s*(?:、|和|以?及|与)\s*'
_MONTHS = re.compile(
    rf'(?<![\d.、])(?:(?P<y>{YEAR})\s*年\s*)?(?P<months>{_MONTH}(?:\s*月)?(?:{_AND}{_MONTH}(?:\s*月)?){{0,10}}'
    rf'{_AND}{_MONTH}\s*月)(?:份?(?P<of>的))?(?:\s*(?:(?P<d>{DAY})\s*[日号]|(?P<part>{PART}|份)))?\s*(?P<limit>{BEFORE})?'
)
_ONE = re.compile(rf'(?P<m>{_MONTH})\s*(?P<said>月)?')
_NO_ITEM = re.compile('[\u4e00-\u9fff〇]$')
"""What stands before a list of months; elsewhere '2、3月底前' is the second item of another list."""


def listed_months(text: str, folded: str, context: Context) -> Iterator[TimeExpression]:
    """An expression for each month of a list that names 月 once, or its day once after 的."""
    for match in _MONTHS.finditer(folded):
        months = list(_ONE.finditer(folded, *match.span('months')))
        elided = not all(month['said'] for month in months)
        item = (
            elided and len(months) < 3 and not (match['y'] or _NO_ITEM.search(folded[: match.start()][-1:]))
        )
        if item or not (elided or (match['d'] and (match['of'] or len(months) > 2))):
            continue
        shared = {key: match[key] for key in ('y', 'd', 'part') if match[key] not in {None, '份'}}
        for month in months:
            start = match.start() if month is months[0] else month.start()
            end = match.end() if month is months[-1] else month.end()
            start, end = trimmed(text, start, end)
            span = parts_to_span(shared | {'m': month['m']}, context)
            yield _expression(text, (start, end), span, context, closed=bool(match['limit']))


def _expression(
    text: str, place: tuple[int, int], span: Span, context: Context, *, closed: bool
) -> TimeExpression:
    start, end = place
    first, last, flags = span.first, span.last, span.flags
    if closed and span.whole and first:  # 3、6月前 ends before they begin
        last, flags = first - dt.timedelta(days=1), flags | {'fuzzy'}
    kept = tuple(sorted(flags))
    return TimeExpression(
        text=text[start:end],
        start=start,
        end=end,
        kind='deadline' if closed else 'date',
        first=None if closed else iso(first),
        last=coming(kept, last, context) if closed else iso(last),
        flags=kept,
    )
