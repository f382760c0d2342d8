"""Time expressions in official Chinese: what is due when, how often, counted from what (domain.md §1.7).

Nothing here knows today. A year that is not written comes from the document's date or from the caller;
a limit counted from a day that is not known stays open.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from model.notice import Recurrence, Relative
from text.date_limits import (
    UNITS,
    anchor_before,
    count_on,
    match_to_recurrence,
    match_to_relative,
    to_relative,
)
from text.date_patterns import CLOCK, DURATION, POINT, RECURRENCE, RELATIVE, fold
from text.date_spans import Context, Parts, Span, months_after, number, parts_to_span, second_to_span
from text.han import han_to_int

Kind = Literal['date', 'range', 'deadline', 'relative', 'recurrence', 'duration', 'time']


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """One expression at text[start:end]; first and last are ISO days, None where open or unknown.

    last is the day a deadline ends on; a deadline's first is None. time is as printed ('18:00',
    '上午下班'). flags: year_inferred, repaired (a letter of the paper was wrong or missing), fuzzy,
    anchor_missing (the day to count from, or the year, is not known), holidays_unknown.
    """

    text: str
    start: int
    end: int
    kind: Kind
    first: str | None = None
    last: str | None = None
    time: str | None = None
    relative: Relative | None = None
    recurrence: Recurrence | None = None
    flags: tuple[str, ...] = ()


_MADE_BY = re.compile(r'\s*(?:[^，。；,;、]{0,4})?(?:完成|结束|到位|建成)')
_AND = re.compile(r'\s*(?:和|以?及|与|、|或者?)\s*')
_COMPACT = re.compile(r'((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)')
_BLANKS = re.compile(r'\s+')
_LONGEST_LINE = 60
_BARE_MONTH = re.compile(r'\d{1,2}月|[一二三四五六七八九十]{1,2}月')


def expressions(text: str, issued: dt.date | None = None, *, year: int | None = None) -> list[TimeExpression]:
    """Every time expression in a text, in order and without overlaps; never raises.

    issued is the document's own date, from which relative limits are counted; year, or else
    the year of issued, is given to dates printed without one. Names such as 百日, counts such
    as 1-2个 and document numbers are not dates.

    >>> [(found.kind, found.last) for found in expressions('请于8月底前报送', dt.date(2016, 8, 3))]
    [('deadline', '2016-08-31')]
    """
    folded = fold(text)
    context = Context(issued, issued.year if issued else year)
    taken = bytearray(len(text))
    found = []
    for reader, words in _READERS:
        for expression in reader(text, folded, context) if words.search(folded) else ():
            if not any(taken[expression.start : expression.end]):
                taken[expression.start : expression.end] = b'\1' * (expression.end - expression.start)
                found.append(expression)
    return sorted(found, key=lambda expression: expression.start)


def whole_date(text: str) -> tuple[dt.date, bool] | None:
    """The one full date that a line is, and whether it had to be repaired; None for anything else.

    >>> whole_date(' 二○一一年三月十八日')
    (datetime.date(2011, 3, 18), False)
    """
    if len(text) > _LONGEST_LINE:
        return None
    line = fold(text).strip().strip('()').strip()
    compact = _COMPACT.fullmatch(line)
    if compact:
        line = '-'.join(compact.groups())
    squeezed = _BLANKS.sub('', line)
    match = POINT.fullmatch(squeezed)
    if (
        match is None
        or match['bm']
        or match['limit']
        or match['prefix']
        or not (match['ad'] or match['aiy'] or match['ahd'])
    ):
        return None
    if not (match['ay'] or match['aiy']):
        return None
    span = parts_to_span(_groups(match, 'a'), Context(None, None))
    return (span.first, 'repaired' in span.flags) if span.first and span.first == span.last else None


# Points and ranges


def _groups(match: re.Match[str], prefix: str) -> Parts:
    found = match.groupdict()
    return {
        key[1:]: value
        for key, value in found.items()
        if value is not None and key[0] == prefix and key not in _WHOLE
    }


_WHOLE = {'atime', 'btime'}


def _points(text: str, folded: str, context: Context) -> Iterator[TimeExpression]:
    running: tuple[int, int] | None = None
    found: list[tuple[TimeExpression, Context]] = []
    for match in POINT.finditer(folded):
        first, second = _groups(match, 'a'), _groups(match, 'b')
        if not _is_date(match, first, second):
            continue
        here = context
        if running and '。' not in folded[running[1] : match.start()] and running[0] >= (context.year or 0):
            here = context._replace(year=running[0])
        found.append((_point(text, match, parts_to_span(first, here), (first, second, here)), here))
        written = number(second.get('y') or first.get('y') or first.get('iy'))
        running = (written, match.end()) if written else running
    yield from _sharing_limits(text, found)


def _sharing_limits(text: str, points: Sequence[tuple[TimeExpression, Context]]) -> Iterator[TimeExpression]:
    """5月15日和11月15日前: the 前 of the last day closes those joined to it as well."""
    following: TimeExpression | None = None
    closing = False
    done: list[TimeExpression] = []
    for point, context in reversed(points):
        joined = closing and following and _AND.fullmatch(text, point.end, following.start)
        following = _closed(point, context) if joined and point.kind == 'date' else point
        closing = following.kind == 'deadline' and (following is not point or '前' in point.text)
        done.append(following)
    yield from reversed(done)


def _closed(point: TimeExpression, context: Context) -> TimeExpression:
    last = dt.date.fromisoformat(point.last) if point.last else None
    return replace(point, kind='deadline', first=None, last=_coming(point.flags, last, context))


def _is_date(match: re.Match[str], first: Parts, second: Parts) -> bool:
    """A month or day alone is a date only where something beside it says so."""
    if first.get('m') and _BARE_MONTH.fullmatch(match.group('am') + '月') and len(first) == 1 and not second:
        return bool(match['limit'] or match['prefix']) or '月份' in match.group()
    return True


def _point(
    text: str, match: re.Match[str], span: Span, parts: tuple[Parts, Parts, Context]
) -> TimeExpression:
    first, second, context = parts
    start, end = _trimmed(text, match.start(), match.end())
    flags = span.flags
    last = span
    if second:
        last = second_to_span(second, first, span, context)
        flags |= last.flags
    expression = TimeExpression(
        text=text[start:end],
        start=start,
        end=end,
        kind='range' if second else 'date',
        first=_iso(span.first),
        last=_iso(last.last),
        time=(match['btime'] or match['atime'] or '').strip() or None,
        flags=tuple(sorted(flags)),
    )
    return _limited(expression, match, last, context)


def _limited(
    expression: TimeExpression, match: re.Match[str], span: Span, context: Context
) -> TimeExpression:
    """The same expression as a deadline where 前, 截止, 完成 and the like make it one."""
    limit, prefix = match['limit'] or '', match['prefix'] or ''
    if limit in {'前后', '左右'}:
        return replace(expression, flags=_with(expression.flags, 'fuzzy'))
    if prefix.startswith('即日起'):
        issued = _iso(context.issued)
        flags = expression.flags if issued else _with(expression.flags, 'anchor_missing')
        return replace(expression, kind='range', first=issued, flags=flags)
    closing = limit or prefix or expression.text.endswith('内') or _MADE_BY.match(match.string, match.end())
    if not closing or (expression.kind == 'range' and not limit):
        return expression
    if span.whole_month and limit and '前' in limit and span.first:  # 6月前 ends before June begins
        day = span.first - dt.timedelta(days=1)
        return replace(
            expression,
            kind='deadline',
            first=None,
            last=day.isoformat(),
            flags=_with(expression.flags, 'fuzzy'),
        )
    return replace(
        expression, kind='deadline', first=None, last=_coming(expression.flags, span.last, context)
    )


def _coming(flags: tuple[str, ...], last: dt.date | None, context: Context) -> str | None:
    """A deadline without a year that would lie long before its paper falls into the next year."""
    if last and context.issued and 'year_inferred' in flags and (context.issued - last).days > 120:
        last = months_after(last, 12) if last.year < 9999 else last
    return _iso(last)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _with(flags: tuple[str, ...], flag: str) -> tuple[str, ...]:
    return tuple(sorted({*flags, flag}))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


# Limits counted from something


def _relatives(text: str, folded: str, context: Context) -> Iterator[TimeExpression]:
    for match in RELATIVE.finditer(folded):
        ahead = match['n4'] is not None  # 提前7天: the event it is ahead of is seldom named beside it
        anchor, start = (None, match.start()) if ahead else anchor_before(folded, match.start())
        relative = match_to_relative(match, anchor)
        if relative is None:
            continue
        last, known = count_on(relative, context.issued)
        flags = ([] if last else ['anchor_missing']) + ([] if known else ['holidays_unknown'])
        start, end = _trimmed(text, start, match.end())
        yield TimeExpression(
            text=text[start:end],
            start=start,
            end=end,
            kind='relative',
            last=_iso(last),
            relative=relative,
            flags=tuple(flags),
        )


# How often, how long, at what hour


def _recurrences(text: str, folded: str, _: Context) -> Iterator[TimeExpression]:
    for match in RECURRENCE.finditer(folded):
        recurrence = match_to_recurrence(match, folded)
        start, end = _trimmed(text, match.start(), match.end())
        yield TimeExpression(
            text=text[start:end], start=start, end=end, kind='recurrence', recurrence=recurrence
        )


def _durations(text: str, folded: str, _: Context) -> Iterator[TimeExpression]:
    for match in DURATION.finditer(folded):
        count = han_to_int(match['n'])
        relative = None if count is None else to_relative(count, UNITS[match['unit']], None)
        start, end = match.span()
        yield TimeExpression(text=text[start:end], start=start, end=end, kind='duration', relative=relative)


def _clocks(text: str, folded: str, _: Context) -> Iterator[TimeExpression]:
    for match in CLOCK.finditer(folded):
        start, end = _trimmed(text, match.start(), match.end())
        yield TimeExpression(text=text[start:end], start=start, end=end, kind='time', time=text[start:end])


_Reader = Callable[[str, str, Context], Iterator[TimeExpression]]
_READERS: tuple[tuple[_Reader, re.Pattern[str]], ...] = (
    (_recurrences, re.compile('[每按逐]')),
    (_relatives, re.compile('[内日天月]|超过|多于')),
    (_points, re.compile(r'[月年庆旦]|季度|[七五十八]一|\d[-./日]')),
    (_durations, re.compile('[用期时战续]')),
    (_clocks, re.compile('[午晨晚早时点班:]')),
)
"""The readers in order of precedence, each with the letters without which it finds nothing."""
