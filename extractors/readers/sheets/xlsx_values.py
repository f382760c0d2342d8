"""What a workbook stores in a cell, whatever its file format: numbers that are dates, texts as typed."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Any, Literal, NamedTuple

Kind = Literal['text', 'number', 'bool', 'moment', 'undated', 'error', 'picture', 'uncounted']
"""undated: a number that its date format cannot show; uncounted: a formula without a stored result."""

_IGNORED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_MOMENT = re.compile(r'[dmhys]|a{3}', re.IGNORECASE)
_ELAPSED = re.compile(r'\[(?:h+|m+|s+)\]', re.IGNORECASE)
_ESCAPED = re.compile(r'_x([0-9A-Fa-f]{4})_')
_CONTROL = re.compile(r'[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]')
_LINE_END = re.compile(r'\r\n?')
_DAYS_MAX = 2_958_466
"""The day after 9999-12-31 in the 1900 system; later ones are shown as #####."""

_LEAP_BUG_DAY = 60
"""1900-02-29, a day that never was: days before it count one less."""


class Source(NamedTuple):
    """One cell as stored: value is None, text, bool, int, float or a date, as kind tells.

    struck is (place in the text, words) of what is struck out; value is without it.
    """

    value: Any
    kind: Kind
    number_format: str = 'General'
    formula: str | None = None
    struck: tuple[tuple[int, str], ...] = ()


def clean_text(text: str) -> str:
    """A text with one kind of line end, as Linux has it, and without control characters."""
    if text.isprintable():
        return text
    return _CONTROL.sub('', _LINE_END.sub('\n', text))


def unescape(text: str) -> str:
    """A string of a workbook part with its escapes undone, as ST_Xstring (ECMA-376-1 22.9.2.19) has them.

    Example: '甲_x0009_乙' -> '甲', a tab, '乙'.
    """
    if '_x' in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode('utf-16', 'surrogatepass').decode('utf-16', 'replace')
    return clean_text(text)


def number_to_source(
    number: float, number_format: str, formula: str | None = None, *, from_1904: bool = False
) -> Source:
    """A stored number as what its format makes of it: a number, or a date in the book's date system."""
    moment = format_to_moment(number_format)
    if moment is None:
        return Source(number, 'number', number_format, formula)
    value = _elapsed(number) if moment == 'elapsed' else _serial_to_moment(number, from_1904=from_1904)
    if value is None:
        return Source(number, 'undated', 'General', formula)
    return Source(value, 'moment', number_format, formula)


@lru_cache(maxsize=512)
def format_to_moment(number_format: str) -> Literal['moment', 'elapsed'] | None:
    """Whether a number format's first section shows dates or times, or hours gone by ('[h]:mm')."""
    section = number_format.partition(';')[0]
    if _ELAPSED.search(section):
        return 'elapsed'
    return 'moment' if _MOMENT.search(_IGNORED.sub('', section).lower().replace('general', '')) else None


def _elapsed(number: float) -> dt.timedelta | None:
    return dt.timedelta(seconds=round(number * 86400)) if 0 <= number < _DAYS_MAX else None


def _serial_to_moment(number: float, *, from_1904: bool) -> dt.datetime | dt.time | None:
    """A date or a time of day from days since the epoch (ECMA-376-1 18.17.4), None out of their range."""
    if not 0 <= number < _DAYS_MAX - (1462 if from_1904 else 0):
        return None
    seconds = round(number * 86400)
    if seconds < 86400:
        return (dt.datetime(1900, 1, 1) + dt.timedelta(seconds=seconds)).time()  # noqa: DTZ001
    if from_1904:
        return dt.datetime(1904, 1, 1) + dt.timedelta(seconds=seconds)  # noqa: DTZ001  # a sheet has no zone
    days = seconds // 86400
    if days == _LEAP_BUG_DAY:
        return None
    epoch = dt.datetime(1899, 12, 31 if days < _LEAP_BUG_DAY else 30)  # noqa: DTZ001
    return epoch + dt.timedelta(seconds=seconds)
