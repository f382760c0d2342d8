"""Limits counted from an event, and recurrences: the words of date_counts as values of the model."""

from __future__ import annotations

import re

from model.notice import Recurrence, Relative
from text.date_counts import AFTER, AHEAD, ANCHOR, ISSUE, RECEIPT, TIMES
from text.date_patterns import POINT
from text.date_spans import Context, parts_to_span
from text.han import han_to_int
from text.limits import limit_to_day
from text.workdays import WorkdayCount

UNITS = {
    '日': 'day',
    '天': 'day',
    '自然日': 'day',
    '周': 'week',
    '星期': 'week',
    '旬': 'day',
    '月': 'month',
    '月份': 'month',
    '工作日': 'workday',
    '季度': 'quarter',
    '季': 'quarter',
    '年': 'year',
    '年度': 'year',
    '小时': 'hour',
    '学期': 'term',
}

_CLAUSE = re.compile(r'[。；：;:\n]|[，,](?!(?<=[后起].)\s*[于在应须请要需]{0,2}$)')
_AFTER_WORDS = re.compile(r'(?:之日|当日)?(?:之后|以后|起|后|的)?$')
_AND = re.compile('[和及与、]')
_HALVES = {'年': (6, 'month'), '月': (15, 'day'), '日': (1, 'day'), '天': (1, 'day')}
_COUNTED = frozenset({'day', 'workday', 'month', 'year'})


def match_to_relative(match: re.Match[str], anchor: str | None) -> Relative | None:
    """A match of date_counts.RELATIVE as a limit; of 3-6个月 the longer counts, 提前7天 is below zero."""
    if match['word']:
        return to_relative(1 if match['word'] in {'次日', '翌日'} else 0, 'day', anchor)
    if match['day'] or match['end']:
        return to_relative(int(match['day'] or 31), 'next_month_day', anchor)
    ahead = match['n4'] or match['n5'] or match['n6']
    count = ahead or match['n2'] or match['n'] or match['n3'] or match['n7']
    unit = next(match[key] for key in ('unit', 'unit3', 'unit4', 'unit5', 'unit6', 'unit7') if match[key])
    relative = words_to_relative(count, unit, anchor)
    return to_relative(-relative.value, relative.unit, anchor) if relative and ahead else relative


def words_to_relative(count: str, unit: str, anchor: str | None) -> Relative | None:
    """15 个工作日, 半 年, 两 周 as a limit; None for a count or half that is none."""
    unit = unit.removeprefix('个').lstrip()
    if count == '半':
        return to_relative(*_HALVES[unit], anchor) if unit in _HALVES else None
    value = han_to_int(count)
    return None if value is None else to_relative(value, UNITS[unit], anchor)


def to_relative(value: int, unit: str, anchor: str | None) -> Relative:
    """A limit in the model's units: weeks are days, quarters are months."""
    if unit == 'week':
        value, unit = value * 7, 'day'
    if unit == 'quarter':
        value, unit = value * 3, 'month'
    return Relative(value, unit, anchor, value if unit == 'day' else None)


def anchor_before(folded: str, start: int) -> tuple[str | None, int]:
    """What a limit counts from ('issue' for the paper itself) and where those words begin."""
    clause = _clause(folded, start)
    found = ANCHOR.search(clause) or AFTER.search(clause)
    if found is None:
        return None, start
    group = 'lead' if found.re is ANCHOR and found['lead'] else 'event'
    words = _AFTER_WORDS.sub('', found[group].strip())
    begins = start - len(clause) + (found.start(group) if found.re is AFTER else found.start())
    return ('issue' if ISSUE.fullmatch(words) else words or None), begins


def event_before(folded: str, start: int) -> tuple[str | None, int]:
    """What a limit is ahead of, and where its words begin: 任期届满前|3个月, 会议召开|10日前."""
    clause = _clause(folded, start)
    found = AHEAD.search(clause)
    if found is None:
        return None, start
    return found['event'].strip() or None, start - len(clause) + found.start('event')


def _clause(folded: str, start: int) -> str:
    return _CLAUSE.split(folded[max(0, start - 40) : start])[-1]


def count_on(relative: Relative, context: Context) -> tuple[WorkdayCount | None, frozenset[str]]:
    """The last day of a limit counted from its anchor, that day not counted, and the flags of the anchor.

    The anchor is the paper's issue, its receipt, or a day that is written (自3月10日起); None for any
    other, and for a limit of hours.
    """
    words = relative.from_
    if words is None or relative.unit not in _COUNTED:
        return None, frozenset({'anchor_missing'})
    day, flags = context.issued, frozenset[str]()
    if words != 'issue':
        day = context.received if RECEIPT.fullmatch(words) else None
        match = None if day else POINT.fullmatch(words)
        if match and not match['prefix'] and not match['limit']:
            parts = {key[1:]: value for key, value in match.groupdict().items() if value and key[0] == 'a'}
            span = parts_to_span(parts, context)
            day, flags = (span.first, span.flags) if span.first == span.last else (None, flags)
    try:
        found = limit_to_day(relative, day) if day else None
    except ValueError:
        found = None
    return found, flags if found else frozenset({'anchor_missing'})


def match_to_recurrence(match: re.Match[str], folded: str) -> Recurrence:
    """A match of date_counts.RECURRENCE, with the times that follow it in the clause."""
    unit = (
        (match['by'] or match['unit'] or match['unit2'] or match['rule'] or match['unit7'])
        .removeprefix('个')
        .lstrip()
    )
    every = 2 if match['other'] else han_to_int(match['n'] or match['n7'] or '1') or 1
    if '半' in (match['n'] or '') + unit + (match['once'] or ''):
        every, unit = (6, '月') if '年' in unit else (15, '日')
    if unit == '旬':
        every, unit = every * 10, '日'
    if match['many'] or match['n7']:
        return Recurrence(every, UNITS[unit], han_to_int(match['many'] or '1'))
    times = TIMES.match(folded, match.end())
    joined = len(_AND.findall((match['listed'] or match['halves'] or '') + (match['more'] or '')))
    days = joined + 1 if joined else None  # 每年2月8日和8月8日前
    if times is None:
        return Recurrence(every, UNITS[unit], days)
    number = han_to_int(times['n'])
    if number and days and '各' in times.group():  # 每年6月底、12月底前各报一次
        number *= days
    return Recurrence(every, UNITS[unit], number)
