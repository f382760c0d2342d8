"""The term of an instructor as a list writes it: 选派日期 and 届满日期, or 选派期 2026.3-2027.3, or 一年."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from campaigns.selection import term_of
from text.cellspans import Days, cell_to_days
from text.han import han_to_int

TERM_MONTHS = 12
_LENGTH = re.compile(
    r'(?:为期|任期|选派期)?(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,2}|半)(?:个)?(?P<unit>年|月)(?P<half>半)?'
)


class Term(NamedTuple):
    """First and last day, None where the list does not say; faults were not read, doubts were."""

    start: dt.date | None
    end: dt.date | None
    faults: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def texts_to_term(texts: Mapping[str, str]) -> Term:
    """The term that the columns start, end and term tell of; a year from the first day if they say no end.

    A term in months begins on the first day of its first month and ends on the last of its last, and a
    person has to look; so has he where start or end and the term disagree. A day that is none, and an
    end before its start, are faults and not read. Never raises.

    >>> texts_to_term({'start': '2026-03-10', 'term': '一年'})[:2]
    (datetime.date(2026, 3, 10), datetime.date(2027, 3, 9))
    """
    faults: list[str] = []
    doubts: list[str] = []
    months = _months(texts.get('term', ''))
    whole = _read(texts, 'term', "选派期", faults, doubts) if months is None else Days(None, None)
    first = _read(texts, 'start', "选派日期", faults, doubts)
    last = _read(texts, 'end', "届满日期", faults, doubts)
    start, end = _start(whole, first, faults), last.last or _end(whole)
    if first.last and first.first != first.last and first.exact and end is None:
        end = first.last  # a whole term in the column of its first day
    if end is None and start and (months or not (texts.get('end', '').strip() or _end(whole))):
        end = term_of(start, months or TERM_MONTHS).end
        if not months:
            doubts.append(f"没有写届满日期，按一年到{end}")
    if whole.last and last.last and whole.last != last.last:
        doubts.append(f"届满日期{last.last}与选派期“{texts['term'].strip()}”不一致，按届满日期")
    if months and start is None:
        doubts.append(f"选派期“{texts['term'].strip()}”没有写从哪天起")
    if start and end and end < start:
        faults.append(f"届满日期{end}在选派日期{start}之前")
        return Term(None, None, tuple(faults), tuple(doubts))
    return Term(start, end, tuple(faults), tuple(doubts))


def _read(texts: Mapping[str, str], key: str, label: str, faults: list[str], doubts: list[str]) -> Days:
    text = texts.get(key, '').strip()
    days = cell_to_days(text)
    if days.reasons:
        (faults if days.first is None else doubts).append(f"{label}{'；'.join(days.reasons)}")
    return days


def _start(whole: Days, first: Days, faults: list[str]) -> dt.date | None:
    if first.first and whole.first and whole.exact and whole.first not in {first.first, whole.last}:
        faults.append(f"选派日期{first.first}与选派期开始的{whole.first}不一致，按选派日期")
    return first.first or whole.first


def _end(whole: Days) -> dt.date | None:
    """The last day of a term that is one; a single day in its column is the first."""
    return whole.last if whole.first != whole.last else None


def _months(text: str) -> int | None:
    """How many months a term lasts: 一年, 12个月, 两年."""
    match = _LENGTH.fullmatch(''.join(unicodedata.normalize('NFKC', text).split()).replace('两', '二'))
    if match is None:
        return None
    if match['count'] == '半':
        return 6 if match['unit'] == '年' else None
    count = int(match['count']) if match['count'].isdecimal() else han_to_int(match['count'])
    if not count:
        return None
    return count * 12 + (6 if match['half'] else 0) if match['unit'] == '年' else count
