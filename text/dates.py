"""Time expressions in official Chinese: what is due when, how often, counted from what (domain.md §1.7).

Nothing here knows today. A year that is not written comes from the document's date or from the caller;
a limit counted from a day that is not known stays open.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from model.notice import Relative
from text.date_counts import DURATION, RECURRENCE, RELATIVE, SPANNED
from text.date_expression import Kind, TimeExpression
from text.date_limits import (
    anchor_before,
    count_on,
    event_before,
    match_to_recurrence,
    match_to_relative,
    words_to_relative,
)
from text.date_lists import listed_months
from text.date_patterns import CLOCK, TORN, fold, mended
from text.date_points import iso, points, trimmed, whole_date
from text.date_spans import Context

__all__ = ['Kind', 'TimeExpression', 'expressions', 'whole_date']


def expressions(
    text: str,
    issued: dt.date | None = None,
    *,
    year: int | None = None,
    received: dt.date | None = None,
) -> list[TimeExpression]:
    """Every time expression in a text, in order and without overlaps; never raises.

    issued is the document's own date, from which relative limits are counted, received the day it
    came in (自收到本通知之日起); year, or else the year of issued, is given to dates printed without
    one. Names such as 百日, counts such as 1-2个 and document numbers are not dates.

    >>> [(found.kind, found.last) for found in expressions('请于8月底前报送', dt.date(2016, 8, 3))]
    [('deadline', '2016-08-31')]
    """
    context = Context(issued, issued.year if issued else year, received)
    torn = {match.start() for match in TORN.finditer(text)} if ' ' in text or '\n' in text else ()
    if not torn:
        return _expressions(text, context)
    places = [place for place in range(len(text)) if place not in torn]
    found = _expressions(''.join(text[place] for place in places), context)
    return [_placed(one, text, places) for one in found]


def _placed(one: TimeExpression, text: str, places: list[int]) -> TimeExpression:
    """An expression of the text without its stray blanks, at its places in the printed text."""
    start, end = places[one.start], places[one.end - 1] + 1
    return replace(one, text=text[start:end], start=start, end=end)


def _expressions(text: str, context: Context) -> list[TimeExpression]:
    plain = fold(text)
    folded = mended(plain)
    taken = bytearray(len(text))
    found = []
    for reader, words in _READERS:
        for expression in reader(text, folded, context) if words.search(folded) else ():
            start, end = expression.start, expression.end
            if not any(taken[start:end]):
                taken[start:end] = b'\1' * (end - start)
                found.append(expression if plain[start:end] == folded[start:end] else _repaired(expression))
    return _whole_recurrences(text, sorted(found, key=lambda expression: expression.start))


def _repaired(one: TimeExpression) -> TimeExpression:
    time = mended(one.time) if one.time else None
    return replace(one, time=time, flags=tuple(sorted({*one.flags, 'repaired'})))


def _whole_recurrences(text: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """每年|“七一”前, 每年|1—3月: the day beside a recurrence is one of each time, not of this year."""
    whole: list[TimeExpression] = []
    for one in found:
        last = whole[-1] if whole else None
        if last and last.kind == 'recurrence' and last.end == one.start and one.kind in _DAYS:
            whole[-1] = replace(last, text=text[last.start : one.end], end=one.end, time=one.time)
        else:
            whole.append(one)
    return whole


_DAYS = frozenset({'date', 'range', 'deadline'})


def _relatives(text: str, folded: str, context: Context) -> Iterator[TimeExpression]:
    for match in RELATIVE.finditer(folded):
        relative, start = _anchored(match, folded)
        if relative is None:
            continue
        last, flags = count_on(relative, context)
        if last and not last.known:
            flags |= {'holidays_unknown'}
        if match['n6'] and match.group().endswith('内'):  # 届满前三个月内: from then on, or by then
            flags |= {'fuzzy'}
        start, end = trimmed(text, start, match.end())
        yield TimeExpression(
            text=text[start:end],
            start=start,
            end=end,
            kind='relative',
            last=iso(last.day if last else None),
            time=match['time'],
            relative=relative,
            flags=tuple(sorted(flags)),
        )


def _anchored(match: re.Match[str], folded: str) -> tuple[Relative | None, int]:
    """A limit with what it is counted from, and where its words begin."""
    if match['n4']:  # 提前7天: the event it is ahead of is seldom named beside it
        return match_to_relative(match, None), match.start()
    if match['n7']:
        spanned = SPANNED.search(folded, max(0, match.start() - 24), match.start())
        anchor, start = (spanned['event'], spanned.start()) if spanned else (None, match.start())
        return (match_to_relative(match, anchor) if spanned else None), start
    look = event_before if match['n5'] or match['n6'] else anchor_before
    anchor, start = look(folded, match.start())
    return match_to_relative(match, anchor), start


def _recurrences(text: str, folded: str, _: Context) -> Iterator[TimeExpression]:
    for match in RECURRENCE.finditer(folded):
        start, end = trimmed(text, *match.span('ruled') if match['ruled'] else match.span())
        later = match['rn']
        yield TimeExpression(
            text=text[start:end],
            start=start,
            end=end,
            kind='recurrence',
            time=match['time'] or match['time2'],
            relative=words_to_relative(later, match['runit'], f'{match["unit"]}结束') if later else None,
            recurrence=match_to_recurrence(match, folded),
        )


def _durations(text: str, folded: str, _: Context) -> Iterator[TimeExpression]:
    for match in DURATION.finditer(folded):
        relative = words_to_relative(match['n'], match['unit'], None)
        start, end = match.span()
        yield TimeExpression(text=text[start:end], start=start, end=end, kind='duration', relative=relative)


def _clocks(text: str, folded: str, _: Context) -> Iterator[TimeExpression]:
    for match in CLOCK.finditer(folded):
        start, end = trimmed(text, match.start(), match.end())
        yield TimeExpression(text=text[start:end], start=start, end=end, kind='time', time=text[start:end])


_Reader = Callable[[str, str, Context], Iterator[TimeExpression]]
_READERS: tuple[tuple[_Reader, re.Pattern[str]], ...] = (
    (
        _recurrences,
        re.compile('[每各按逐隔双]|[一半](?:[年月季周日天旬]|季度)[一两二三四]|[告度报会判查][”"]?制|一次'),
    ),
    (_relatives, re.compile('[内日天月]|超过|多于')),
    (listed_months, re.compile(r'月(?:(?<=[、和及与]\d月)|(?<=[、和及与]\d\d月))')),
    (
        points,
        re.compile(
            r'[月年节周]|国庆|元[旦宵]|清明|端午|中秋|除夕|季度|季[底末]|[七五十八六]一|三八|五四|星期'
            r'|[今明后][日天]|\d[-./日号]|\d\s[-./]|\d{8}|[十一二三四五六七八九]日'
        ),
    ),
    (_durations, re.compile('[用期时战续示延推]')),
    (_clocks, re.compile('[午晨晚早时点班:]')),
)
"""The readers in order of precedence, each with the letters without which it finds nothing."""
