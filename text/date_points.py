"""Dates, deadlines and ranges of days: the matches of date_patterns.POINT as time expressions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from text.date_expression import Kind, TimeExpression
from text.date_limits import words_to_relative
from text.date_patterns import JOINED, MONTH, POINT, RUN, fold
from text.date_spans import Context, Parts, Span, number, parts_to_span, second_to_span
from text.limits import limit_to_day, months_after

_MADE_BY = re.compile(r'\s*(?:[^，。；,;、]{0,4})?(?:完成|结束|到位|建成)')
_ENDED = re.compile('结束(?!之?后|以后|时)')
_AND = re.compile(r'\s*(?:和|以?及|与|、|或者?)\s*')
_COMPACT = re.compile(r'((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)')
_BLANKS = re.compile(r'\s+')
_CYCLE = re.compile('[每逐]|按[月季年]')
_PRINTED = re.compile(r'\((?P<m>\d{1,2})月(?P<d>\d{1,2})日\)')
_LONGEST_LINE = 60
_BARE_MONTH = re.compile(r'\d{1,2}月|[一二三四五六七八九十]{1,2}月')
_NEXT_MONTH = re.compile(rf'(?:\s*(?:和|以?及|与|、|或)\s*{MONTH}月){{1,11}}[底末份各]')
"""What makes a bare month one of several: 3月、6月、9月底前."""
_NOT_PARTS = {'atime', 'btime'}


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
    if match is None or match['limit'] or match['prefix'] or match['now']:
        return None
    parts = _groups(match, 'a')
    full = parts.keys() & {'d', 'iy', 'hd'} and parts.keys() & {'y', 'iy'}
    if not full or _groups(match, 'b'):
        return None
    span = parts_to_span(parts, Context(None, None))
    return (span.first, 'repaired' in span.flags) if span.first and span.first == span.last else None


def points(text: str, folded: str, context: Context) -> Iterator[TimeExpression]:
    """Every date, deadline and range of days in a text, in order."""
    running: tuple[int, int] | None = None
    found: list[tuple[TimeExpression, Context]] = []
    for match in POINT.finditer(folded):
        first, second = _groups(match, 'a'), _groups(match, 'b')
        if not _is_date(match, first, second):
            continue
        here = context
        printed = _PRINTED.search(match.group()) if 'week' in first else None
        if printed:  # 本周三（3月20日）
            first = printed.groupdict()
        if running and match.start() < running[1] and running[0] >= (context.year or 0):
            here = context._replace(year=running[0])
        if _turns(first, folded, match.start()):
            here = Context(None, None)
        span = parts_to_span(first, here)
        found.append((_point(text, match, span, (first, second, here)), here))
        if not second:
            found += [(one, here) for one in _joined(text, folded, match, span, here)]
        written = number(second.get('y') or first.get('y') or first.get('iy'))
        running = (written, _sentence_end(folded, match.end())) if written else running
    yield from _sharing_limits(text, found)


def _sentence_end(text: str, start: int) -> int:
    end = text.find('。', start)
    return len(text) if end < 0 else end


def _groups(match: re.Match[str], prefix: str) -> Parts:
    found = match.groupdict()
    return {
        key[1:]: value
        for key, value in found.items()
        if value is not None and key[0] == prefix and key not in _NOT_PARTS
    }


def _turns(first: Parts, folded: str, start: int) -> bool:
    """每月…，当月…; 每年…，次年…: that month or year is another one each time, not the document's."""
    word = first.get('rm') or first.get('ry') or first.get('xry')
    if word not in {'当月', '当年', '次年', '翌年', '上年'}:
        return False
    before = folded[max(0, start - 60) : start].rsplit('。', 1)[-1]
    return _CYCLE.search(before) is not None


def _is_date(match: re.Match[str], first: Parts, second: Parts) -> bool:
    """A month or day alone is a date only where something beside it says so."""
    if first.get('m') and _BARE_MONTH.fullmatch(first['m'] + '月') and len(first) == 1 and not second:
        named = match['limit'] or match['prefix'] or match['now'] or '月份' in match.group()
        named = named or match.string.startswith('各', match.end())  # 4月和10月各一次
        return bool(named or _NEXT_MONTH.match(match.string, match.end()))
    return True


def _point(
    text: str, match: re.Match[str], span: Span, parts: tuple[Parts, Parts, Context]
) -> TimeExpression:
    first, second, context = parts
    start, end = trimmed(text, match.start(), match.end())
    flags = span.flags | ({'repaired'} if match['onedash'] else set())
    last = span
    if second:
        last = second_to_span(second, first, span, context)
        flags |= last.flags
    expression = TimeExpression(
        text=text[start:end],
        start=start,
        end=end,
        kind='range' if second else 'date',
        first=iso(span.first),
        last=iso(last.last),
        time=(match['ctime'] or match['dtime'] or match['btime'] or match['atime'] or '').strip() or None,
        flags=tuple(sorted(flags)),
    )
    run = None if second or match['limit'] or match['prefix'] else RUN.match(match.string, match.end())
    if run and span.first and span.first == span.last:
        return _running(text, expression, run, span.first)
    return _limited(expression, match, last, context)


def _running(text: str, expression: TimeExpression, run: re.Match[str], first: dt.date) -> TimeExpression:
    """8月10日起15天: both ends belong to it."""
    relative = words_to_relative(run['n'], run['unit'], None)
    try:
        last = limit_to_day(relative, first - dt.timedelta(days=1)) if relative and relative.value else None
    except (OverflowError, ValueError):
        last = None
    if last is None:
        return expression
    flags = expression.flags if last.known else _with(expression.flags, 'holidays_unknown')
    return replace(
        expression,
        kind='range',
        last=iso(last.day),
        text=text[expression.start : run.end()],
        end=run.end(),
        flags=flags,
    )


def _limited(
    expression: TimeExpression, match: re.Match[str], span: Span, context: Context
) -> TimeExpression:
    """The same expression as a deadline where 前, 截止, 完成 and the like make it one."""
    limit, prefix = match['limit'] or match['adue'] or '', match['prefix'] or ''
    if limit in {'前后', '左右', '前夕'}:
        return replace(expression, flags=_with(expression.flags, 'fuzzy'))
    if match['now']:
        return _from_now(expression, match, span, context)
    ended = _ENDED.match(match.string, match.end())
    closing = limit or prefix or expression.text.endswith('内') or _MADE_BY.match(match.string, match.end())
    if not closing or (expression.kind == 'range' and not limit and not ended):
        return expression
    if '前' in limit and span.whole and span.first:  # 6月前 ends before June begins
        return _before_all_of_it(expression, span, context)
    last = span.last
    if '不含' in match.group() and last and last > dt.date.min:
        last -= dt.timedelta(days=1)
    first = expression.first if expression.kind == 'range' and ('止' in limit or ended) else None
    return replace(expression, kind='deadline', first=first, last=coming(expression.flags, last, context))


def _from_now(
    expression: TimeExpression, match: re.Match[str], span: Span, context: Context
) -> TimeExpression:
    """即日起至…: from the document's own day; an end without a year that lies before it is next year's."""
    issued = context.received if match['taken'] else context.issued
    last, flags = span.last, expression.flags
    kind: Kind = 'deadline' if match['limit'] and '即日' not in match['now'] else 'range'
    expression = replace(expression, kind=kind, first=None, last=iso(last))
    if issued is None:
        return replace(expression, flags=_with(flags, 'anchor_missing'))
    if last and last < issued and 'year_inferred' in flags and last.year < 9999:
        last = months_after(last, 12)
    if last and last < issued:
        return replace(expression, flags=_with(flags, 'fuzzy'))
    return replace(expression, first=iso(issued), last=iso(last))


def _before_all_of_it(expression: TimeExpression, span: Span, context: Context) -> TimeExpression:
    """6月前, 春节前: the day before it begins, or of a quarter that has begun its end."""
    assert span.first is not None
    day = None if span.first == dt.date.min else span.first - dt.timedelta(days=1)
    begun = day and context.issued and day < context.issued and 'year_inferred' in expression.flags
    if (begun and '季度' in expression.text) or ('含' in expression.text and '不含' not in expression.text):
        day = span.last
    return replace(
        expression, kind='deadline', first=None, last=iso(day), flags=_with(expression.flags, 'fuzzy')
    )


def _joined(
    text: str, folded: str, match: re.Match[str], span: Span, context: Context
) -> Iterator[TimeExpression]:
    """The days that follow a date of the same month: 3月10日、20日前."""
    joined = JOINED.match(folded, match.end()) if span.first and span.first == span.last else None
    inferred = {'year_inferred'} & span.flags
    while joined and span.first:
        days = parts_to_span({'m': str(span.first.month), 'd': joined['d']}, Context(None, span.first.year))
        start, end = trimmed(text, joined.start('d'), joined.end())
        point = TimeExpression(
            text=text[start:end],
            start=start,
            end=end,
            kind='date',
            first=iso(days.first),
            last=iso(days.last),
            time=joined['time'],
            flags=tuple(sorted((days.flags - {'year_inferred'}) | inferred)),
        )
        yield _closed(point, context) if joined['limit'] else point
        joined = JOINED.match(folded, joined.end())


def _sharing_limits(text: str, found: Sequence[tuple[TimeExpression, Context]]) -> Iterator[TimeExpression]:
    """5月15日和11月15日前: the 前 of the last day closes those joined to it as well."""
    following: TimeExpression | None = None
    closing = False
    done: list[TimeExpression] = []
    for point, context in reversed(found):
        joined = closing and following and _AND.fullmatch(text, point.end, following.start)
        following = _closed(point, context) if joined and point.kind == 'date' else point
        closing = following.kind == 'deadline' and (following is not point or '前' in point.text)
        done.append(following)
    yield from reversed(done)


def _closed(point: TimeExpression, context: Context) -> TimeExpression:
    last = dt.date.fromisoformat(point.last) if point.last else None
    return replace(point, kind='deadline', first=None, last=coming(point.flags, last, context))


def coming(flags: tuple[str, ...], last: dt.date | None, context: Context) -> str | None:
    """A deadline without a year that would lie long before its paper falls into the next year."""
    if last and context.issued and 'year_inferred' in flags and (context.issued - last).days > 120:
        last = months_after(last, 12) if last.year < 9999 else last
    return iso(last)


def iso(day: dt.date | None) -> str | None:
    """A day as 'YYYY-MM-DD'."""
    return day.isoformat() if day else None


def _with(flags: tuple[str, ...], flag: str) -> tuple[str, ...]:
    return tuple(sorted({*flags, flag}))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The places of text[start:end] without the blanks at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
