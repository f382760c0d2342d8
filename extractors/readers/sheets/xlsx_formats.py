"""Values of a workbook's cells as the sheet shows them: codes with their zeros, percents, dates."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from typing import Any, NamedTuple

DIGITS_KEPT = 10**15
"""A workbook keeps 15 digits of a number; of a longer one the rest became zeros."""

_SECTION = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|[;]|.', re.DOTALL)
_SCIENTIFIC = re.compile(r'\d(?:\.\d+)?E\+1[4-9]', re.IGNORECASE)
_PLACES = re.compile(r'[0#?]')


class NumberFormat(NamedTuple):
    """One section of a number format, read: what stands around the digits, and how they are set."""

    before: str
    digits: str
    after: str
    is_general: bool


def value_to_text(value: Any, number_format: str) -> str:
    """A cell's value as shown; '' for None, ISO for dates, exact integers.

    Example: (36, '00000') -> '00036'; (0.256, '0.0%') -> '25.6%'; a month alone stays a month.
    """
    if value is None:
        return ''
    if isinstance(value, bool):
        return 'TRUE' if value else 'FALSE'
    if isinstance(value, int | float):
        return _number_to_text(value, number_format or 'General')
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return _moment_to_text(value, number_format)
    return str(value)


def is_destroyed_code(value: Any) -> bool:
    """Whether a code was typed as a number and lost its last digits: over 15, or '5.16E+17'."""
    if isinstance(value, str):
        return bool(_SCIENTIFIC.fullmatch(value.strip()))
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= DIGITS_KEPT


def _moment_to_text(value: dt.datetime | dt.date | dt.time | dt.timedelta, number_format: str) -> str:
    if isinstance(value, dt.time):
        return value.isoformat('minutes' if not value.second else 'seconds')
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f'{minutes // 60}:{minutes % 60:02}' + (f':{seconds:02}' if seconds else '')
    day = value.date() if isinstance(value, dt.datetime) else value
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', '', number_format.lower())
    if isinstance(value, dt.datetime) and value.time() != dt.time() and 'h' in shown:
        return value.isoformat(' ', 'minutes' if not value.second else 'seconds')
    if 'd' not in shown and 'y' in shown:
        return day.strftime('%Y-%m') if 'm' in shown else str(day.year)
    return day.isoformat()


def _number_to_text(value: float, number_format: str) -> str:
    sections = _sections(number_format)
    section = sections[1 if value < 0 else 2] if _own_section(value, len(sections)) else sections[0]
    if section.is_general:
        return section.before + _general(value) + section.after
    if not section.digits:
        return section.before or _general(value)
    sign = '-' if value < 0 and len(sections) == 1 else ''
    number = Decimal(repr(value) if isinstance(value, float) else value).copy_abs()
    return sign + section.before + _set_digits(number, section.digits, section.after) + section.after


def _own_section(value: float, count: int) -> bool:
    """Whether a format has a section of its own for negative numbers, or for nought."""
    return (value < 0 and count > 1) or (value == 0 and count > 2)


def _general(value: float) -> str:
    if is_destroyed_code(value):
        return re.sub(r'\.?0+E', 'E', f'{value:.5E}')
    if isinstance(value, int) or value == int(value):
        return str(int(value))
    return f'{Decimal(f"{value:.15g}"):f}'


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[NumberFormat, ...]:
    """A format's sections (positive; negative; ...), colours, conditions and padding left out."""
    parts: list[list[str]] = [[]]
    for piece in _SECTION.findall(number_format):
        if piece == ';':
            parts.append([])
        elif piece[0] not in '[_*' or piece in '[_*':
            parts[-1].append(piece)
    return tuple(_read_section(part) for part in parts)


def _read_section(pieces: list[str]) -> NumberFormat:
    text = ''.join(pieces)
    if text.strip().lower() in {'general', '@', ''} or 'general' in text.lower():
        before, _, after = text.lower().partition('general')
        return NumberFormat(_plain(before.replace('@', '')), '', _plain(after), is_general=True)
    places = [index for index, piece in enumerate(pieces) if piece in '0#?']
    if '/' in pieces:
        return NumberFormat('', '', '', is_general=True)  # fractions: the decimals say it as well
    if not places:
        return NumberFormat(_plain(text), '', '', is_general=False)
    first, last = places[0], places[-1] + 1
    while last < len(pieces) and pieces[last] in ',.Ee+-0':
        last += 1
    digits = ''.join(pieces[first:last])
    return NumberFormat(
        _plain(''.join(pieces[:first])), digits, _plain(''.join(pieces[last:])), is_general=False
    )


def _plain(text: str) -> str:
    return re.sub(r'"([^"]*)"|\\(.)', lambda match: match[1] or match[2] or '', text)


def _set_digits(number: Decimal, digits: str, after: str) -> str:
    if 'e' in digits.lower():
        decimals = len(_PLACES.findall(digits.lower().partition('e')[0].partition('.')[2]))
        return f'{number:.{decimals}E}'
    whole, point, rest = digits.partition('.')
    number *= 100 ** after.count('%')
    while (whole if not point else rest).endswith(','):
        number /= 1000
        whole, rest = (whole[:-1], rest) if not point else (whole, rest[:-1])
    with localcontext(prec=400):  # the largest float has 309 digits
        number = number.quantize(Decimal(1).scaleb(-len(_PLACES.findall(rest))), rounding=ROUND_HALF_UP)
    left, _, right = f'{number:f}'.partition('.')
    return _set_whole(left, whole) + _set_rest(right, rest)


def _set_whole(left: str, whole: str) -> str:
    """Digits before the point, into a mask with marks between them if there is one: '000-0000'."""
    left = left.zfill(whole.count('0')) if left.strip('0') or '0' in whole else ''
    marks = _plain(re.sub(r'[0#?,]', '', whole))
    if ',' in whole:
        return f'{int(left or 0):,}'
    if not marks:
        return left
    waiting = list(left)
    shown = [
        (waiting.pop() if waiting else '') if piece in '0#?' else _plain(piece)
        for piece in reversed(_SECTION.findall(whole))
    ]
    return ''.join(waiting) + ''.join(reversed(shown))


def _set_rest(right: str, rest: str) -> str:
    needed = rest.count('0')
    right = right[:needed] + right[needed:].rstrip('0')
    return f'.{right}' if right else ''
