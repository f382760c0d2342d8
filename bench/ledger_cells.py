"""What a clerk puts into a cell for a value, and what may rightly be read from it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from bench.ledger_people import Facts

Cell = str | int | float | dt.date | None
Truth = dict[str, tuple[Any, ...]]
"""For each field the values that are right; None among them where nothing may be read."""
Write = Callable[[random.Random, Facts], tuple[Cell, Truth]]

_DIGITS = '零一二三四五六七八九十'


class Column(NamedTuple):
    """A column: its headings from above, what goes into it, the field that its totals sum."""

    heads: tuple[str, ...]
    write: Write
    summed: str = ''


def plain(field: str, blank: Cell = None) -> Write:
    """The value as it stands; `blank` where there is none."""

    def write(_rng: random.Random, facts: Facts) -> tuple[Cell, Truth]:
        value = facts.get(field)
        return (blank if value is None else value), {field: (value,)}

    return write


def fixed(cell: Cell = None) -> Write:
    """The same in every row, for columns that are nobody's field."""
    return lambda _rng, _facts: (cell, {})


def count(field: str, styles: str = 'number') -> Write:
    """A number of people; styles: number, 人 (3人), 三, dash ("—" and "无" for none), text."""

    def write(rng: random.Random, facts: Facts) -> tuple[Cell, Truth]:
        value = facts[field]
        style = rng.choice(styles.split())
        if style == 'dash' and value == 0:
            cell = rng.choice(('—', '无', '/', ''))
            return cell, {field: (0, None) if cell == '无' else (None,)}
        return _COUNTS.get(style, int)(value), {field: (value,)}

    return write


def _words(value: int) -> str:
    if value <= 10:
        return _DIGITS[value]
    tens, ones = divmod(value, 10)
    return ('' if tens == 1 else _DIGITS[tens]) + '十' + (_DIGITS[ones] if ones else '')


_COUNTS: dict[str, Callable[[int], Cell]] = {
    '人': lambda value: f'{value}人',
    '名': lambda value: f' {value} 名',
    '三': _words,
    'text': str,
    'wide': lambda value: str(value).translate(str.maketrans('0123456789', '０１２３４５６７８９')),
    'float': float,
}


def date(field: str, styles: str) -> Write:
    """A day or month; styles: dot 2019.3, month 2019年3月, serial 43525, day, real, eight, year, dots."""

    def write(rng: random.Random, facts: Facts) -> tuple[Cell, Truth]:
        on = facts.get(field)
        if on is None:
            return '', {field: (None,)}
        cell, right = _DATES[rng.choice(styles.split())](on)
        return cell, {field: (right,)}

    return write


def _serial(on: dt.date) -> int:
    return (on - dt.date(1899, 12, 30)).days


_DATES: dict[str, Callable[[dt.date], tuple[Cell, str]]] = {
    'dot': lambda on: (f'{on.year}.{on.month}', f'{on:%Y-%m}'),
    'dots': lambda on: (f'{on.year}.{on.month}.{on.day}', on.isoformat()),
    'month': lambda on: (f'{on.year}年{on.month}月', f'{on:%Y-%m}'),
    'day': lambda on: (f'{on.year}年{on.month}月{on.day}日', on.isoformat()),
    'serial': lambda on: (_serial(on), on.isoformat()),
    'text': lambda on: (str(_serial(on)), on.isoformat()),
    'real': lambda on: (on, on.isoformat()),
    'eight': lambda on: (int(f'{on:%Y%m%d}'), on.isoformat()),
    'six': lambda on: (f'{on:%Y%m}', f'{on:%Y-%m}'),
    'year': lambda on: (f'{on.year}年', str(on.year)),
    'slash': lambda on: (f'{on.year}/{on.month}/{on.day}', on.isoformat()),
}


def name(styles: str) -> Write:
    """The name; styles: plain, spaced, broken (a line break), wide (full-width letters), bare, founding."""

    def write(rng: random.Random, facts: Facts) -> tuple[Cell, Truth]:
        full = facts['org_name']
        cell = _NAMES.get(rng.choice(styles.split()), str)(full)
        facts['written'] = cell
        return cell, {'org_name': (full, full + '（筹）') if '筹' in cell else (full,)}

    return write


_NAMES: dict[str, Callable[[str], str]] = {
    'spaced': lambda full: f' {full[:3]} {full[3:]}　',
    'broken': lambda full: f'{full[:5]}\n{full[5:]}',
    'founding': lambda full: f'{full}（筹）',
    'founding2': lambda full: f'{full}(筹)',
}


def code(styles: str) -> Write:
    """The code; styles: plain, lower, oh (O for 0), destroyed (5.1E+17), spaced, blank, wrong, quoted."""

    def write(rng: random.Random, facts: Facts) -> tuple[Cell, Truth]:
        full = facts['code']
        style = rng.choice(styles.split())
        cell = _CODES[style](full)
        return cell, {'code': (full,) if style not in _LOST else (None,)}

    return write


_LOST = ('destroyed', 'number', 'blank', 'wrong')
_CODES: dict[str, Callable[[str], Cell]] = {
    'plain': str,
    'lower': str.lower,
    'oh': lambda full: full.replace('0', 'O'),
    'spaced': lambda full: f'{full[:2]} {full[2:8]} {full[8:]}',
    'quoted': lambda full: "'" + full,
    'destroyed': lambda _full: '5.16200E+17',
    'number': lambda _full: 516200000000000000.0,
    'blank': lambda _full: '',
    'wrong': lambda full: full[:-2] + ('1' if full[-2] != '1' else '2') + full[-1],
}


def phone(field: str, styles: str = 'plain') -> Write:
    """A phone; styles: plain, number, two (two in two lines), spaced, hyphens."""

    def write(rng: random.Random, facts: Facts) -> tuple[Cell, Truth]:
        digits = facts.get(field)
        if digits is None:
            return '', {field: (None,)}
        style = rng.choice(styles.split())
        if style == 'two':
            return f'{digits}\n0000-2822001', {field: ((digits, '00002822001'),)}
        if style == 'number':
            return int(digits), {field: (digits,)}
        shapes = {
            'spaced': f'{digits[:3]} {digits[3:7]} {digits[7:]}',
            'hyphens': f'{digits[:3]}-{digits[3:7]}-{digits[7:]}',
        }
        return shapes.get(style, digits), {field: (digits,)}

    return write


def yes(field: str, words: Sequence[str]) -> Write:
    """Yes or no in the words given: (yes, no); with '' for no, nothing is said."""

    def write(rng: random.Random, facts: Facts) -> tuple[Cell, Truth]:
        value = bool(facts.get(field))
        said = words[0 if value else 1]
        return rng.choice(said.split('|')), {field: (value,) if said or value else (False, None)}

    return write


def tick(field: str, option: str, options: Sequence[str], marks: tuple[str, str]) -> Write:
    """One of several columns to tick: marks for chosen and for not chosen; yes-no fields by '是' and '否'."""

    def write(rng: random.Random, facts: Facts) -> tuple[Cell, Truth]:
        held = facts.get(field)
        if isinstance(held, bool):
            held = '是' if held else '否'
        chosen = option in held if isinstance(held, list) else held == option
        right = held == '是' if options == ('是', '否') else held
        return rng.choice(marks[0 if chosen else 1].split('|')), {field: (right,)}

    return write


def ticks(field: str, over: tuple[str, ...], options: Sequence[str], marks: tuple[str, str]) -> list[Column]:
    """The columns to tick for a field, under the headings `over`."""
    return [Column((*over, each), tick(field, each, tuple(options), marks)) for each in options]


def joined(fields: Sequence[str], by: str) -> Write:
    """Several fields in one cell, as `姓名 电话`."""

    def write(_rng: random.Random, facts: Facts) -> tuple[Cell, Truth]:
        values = [facts.get(field) for field in fields]
        held = {field: (value, None) for field, value in zip(fields, values, strict=True)}
        return by.join(str(each) for each in values if each), held

    return write
