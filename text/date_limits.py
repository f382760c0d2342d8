"""Limits counted from an event, and recurrences: the words of date_patterns as values of the model."""

from __future__ import annotations

import datetime as dt
import re

from model.notice import Recurrence, Relative
from text.date_patterns import AFTER, ANCHOR, ISSUE, TIMES
from text.date_spans import months_after
from text.han import han_to_int
from text.workdays import shift_workdays

UNITS = {
    '日': 'day',
    '天': 'day',
    '自然日': 'day',
    '周': 'week',
    '星期': 'week',
    '旬': 'day',
    '月': 'month',
    '月份': 'month',
}
UNITS |= {
    '工作日': 'workday',
    '季度': 'quarter',
    '季': 'quarter',
    '年': 'year',
    '年度': 'year',
    '小时': 'hour',
    '学期': 'term',
}


_CLAUSE = re.compile(r'[，。；：,;:\n]')
_AFTER_WORDS = re.compile(r'(?:之日|当日)?(?:之后|以后|起|后|的)?$')
_AND = re.compile('[和及与、]')


def match_to_relative(match: re.Match[str], anchor: str | None) -> Relative | None:
    """A match of date_patterns.RELATIVE as a limit; of 3-6个月 the longer counts, 提前7天 is below zero."""
    if match['word']:
        return to_relative(1 if match['word'] in {'次日', '翌日'} else 0, 'day', anchor)
    if match['day']:
        return to_relative(int(match['day']), 'next_month_day', anchor)
    count = match['n2'] or match['n'] or match['n3'] or match['n4']
    unit = (match['unit'] or match['unit3'] or match['unit4']).removeprefix('个')
    if count == '半':
        halves = {'年': (6, 'month'), '月': (15, 'day'), '日': (1, 'day'), '天': (1, 'day')}
        return to_relative(*halves[unit], anchor) if unit in halves else None
    value = han_to_int(count)
    if value is None:
        return None
    return to_relative(-value if match['n4'] else value, UNITS[unit], anchor)


def to_relative(value: int, unit: str, anchor: str | None) -> Relative:
    """A limit in the model's units: weeks are days, quarters are months."""
    if unit == 'week':
        value, unit = value * 7, 'day'
    if unit == 'quarter':
        value, unit = value * 3, 'month'
    return Relative(value, unit, anchor, value if unit == 'day' else None)


def anchor_before(folded: str, start: int) -> tuple[str | None, int]:
    """What a limit counts from ('issue' for the paper itself) and where those words begin."""
    clause = _CLAUSE.split(folded[max(0, start - 40) : start])[-1]
    found = ANCHOR.search(clause) or AFTER.search(clause)
    if found is None:
        return None, start
    group = 'lead' if found.re is ANCHOR and found['lead'] else 'event'
    words = _AFTER_WORDS.sub('', found[group].strip())
    begins = start - len(clause) + (found.start(group) if found.re is AFTER else found.start())
    return ('issue' if ISSUE.fullmatch(words) else words or None), begins


def count_on(relative: Relative, issued: dt.date | None) -> tuple[dt.date | None, bool]:
    """The last day of a limit counted from the issue, that day not counted; False: holidays unknown."""
    if issued is None or relative.from_ != 'issue':
        return None, True
    try:
        if relative.unit == 'workday':
            return shift_workdays(issued, relative.value)
        if relative.unit == 'day':
            return issued + dt.timedelta(days=relative.value), True
        if relative.unit in {'month', 'year'}:
            return months_after(issued, relative.value * (12 if relative.unit == 'year' else 1)), True
    except (OverflowError, ValueError):
        return None, True
    return None, True


def match_to_recurrence(match: re.Match[str], folded: str) -> Recurrence:
    """A match of date_patterns.RECURRENCE, with the times that follow it in the clause."""
    unit = (match['by'] or match['unit']).removeprefix('个')
    every = han_to_int(match['n'] or '1') or 1
    if '半' in (match['n'] or '') + unit:
        every, unit = (6, '月') if unit.endswith('年') else (15, '日')
    if unit == '旬':
        every, unit = 10, '日'
    times = TIMES.match(folded, match.end())
    days = 1 + len(_AND.findall(match['more'])) if match['more'] else None  # 每年2月8日和8月8日前
    return Recurrence(every, UNITS[unit], han_to_int(times['n']) if times else days)
