"""Formulas of an old workbook's sheet as text: xlrd reads their tokens, but keeps none of its own accord."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from extractors.readers.sheets.xls_records import Record, stream_to_records

_FORMULA = frozenset({0x06, 0x0206, 0x0406})
_SHARED, _ARRAYS = 0x04BC, frozenset({0x21, 0x0221})
_STORED_BLANK = b'\x03'
_NO_VALUE = b'\xff\xff'
_EXP = 0x01
_ADD_IN = re.compile(r'CALL_ADDIN\("([^"]+)",?')
_NUMBER = re.compile(r'(?<![\w.])\d+\.\d+(?:e[+-]\d+)?(?![\d.])')
_SAME = re.compile(r'(\$?[A-Z]{1,3}\$?\d+):\1(?![\dA-Z:])')
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
_FAULTS = (
    struct.error,
    IndexError,
    KeyError,
    ValueError,
    AssertionError,
    TypeError,
    AttributeError,
    NameError,
)
"""What xlrd raises on tokens it does not understand; NameError is a fault of its own;
its XLRDError is added where it is imported."""

Place = tuple[int, int]


class Stored(NamedTuple):
    """A formula record: its tokens, and whether its stored result is an empty text."""

    tokens: bytes
    blank: bool


class Group(NamedTuple):
    """Tokens that stand for several cells; an array's are shown in braces."""

    tokens: bytes
    array: bool


@dataclass(slots=True)
class SheetFormulas:
    """What a sheet's records say of formulas, by place from 0."""

    stored: dict[Place, Stored] = field(default_factory=dict)
    groups: dict[Place, Group] = field(default_factory=dict)


def sheet_to_formulas(book: Any, stream: bytes, start: int) -> dict[Place, tuple[str, bool]]:
    """Each formula of a sheet as ('=SUM(B2:B9)', whether a result is missing), '=' for one not understood.

    book is xlrd's. Excel stores an empty text for ="" and its like; programs that do not calculate store
    it for anything, so a formula that names no empty text has none.
    """
    version = int(book.biff_version)
    if version < 50:
        return {}
    found = _collect(stream, start)
    shown = {place: _show(book, place, stored, found.groups) for place, stored in found.stored.items()}
    return {place: (text, found.stored[place].blank and '""' not in text) for place, text in shown.items()}


def _collect(stream: bytes, start: int) -> SheetFormulas:
    found = SheetFormulas()
    last: Place = (0, 0)
    for record in stream_to_records(stream, start):
        if record.code in _FORMULA and len(record.data) >= 22:
            last = _take_formula(record, found)
        elif (record.code == _SHARED and len(record.data) >= 10) or (
            record.code in _ARRAYS and len(record.data) >= 14
        ):
            _take_group(record, found, last)
    return found


def _take_formula(record: Record, found: SheetFormulas) -> Place:
    row, col = struct.unpack_from('<HH', record.data)
    length = struct.unpack_from('<H', record.data, 20)[0]
    blank = record.data[12:14] == _NO_VALUE and record.data[6:7] == _STORED_BLANK
    found.stored[row, col] = Stored(record.data[22 : 22 + length], blank)
    return row, col


def _take_group(record: Record, found: SheetFormulas, last: Place) -> None:
    """Known by its first place, and by the cell that it follows: PtgExp ([MS-XLS] 2.5.198.58) names one."""
    array = record.code != _SHARED
    head = 14 if array else 10
    length = struct.unpack_from('<H', record.data, head - 2)[0]
    group = Group(record.data[head : head + length], array)
    first_row, _, first_col = struct.unpack_from('<HHB', record.data)
    found.groups[first_row, first_col] = found.groups[last] = group


def _show(book: Any, place: Place, stored: Stored, groups: dict[Place, Group]) -> str:
    from xlrd.biffh import XLRDError
    from xlrd.formula import (
        FMLA_TYPE_ARRAY,
        FMLA_TYPE_CELL,
        FMLA_TYPE_SHARED,
        FormulaError,
        decompile_formula,
    )

    tokens, kind, group = stored.tokens, FMLA_TYPE_CELL, None
    if tokens[:1] == bytes([_EXP]) and len(tokens) >= 5:
        home = struct.unpack_from('<HH', tokens, 1)
        group = groups.get((home[0], home[1]))
        if group is None:
            return '='
        tokens, kind = group.tokens, FMLA_TYPE_ARRAY if group.array else FMLA_TYPE_SHARED
    try:
        text = decompile_formula(book, tokens, len(tokens), kind, browx=place[0], bcolx=place[1])
    except (XLRDError, FormulaError, *_FAULTS):
        return '='
    if not text or '?' in _QUOTED.sub('', text):  # what xlrd writes for a token it has no words for
        return '='
    text = _tidy(text)
    return f'{{={text}}}' if group is not None and group.array else f'={text}'


def _number(match: re.Match[str]) -> str:
    return f'{float(match[0]):.15g}'


def _tidy(formula: str) -> str:
    """A formula as Excel shows it: xlrd writes 1 as 1.0, a cell of another sheet as A1:A1."""
    formula = _ADD_IN.sub(r'\1(', formula)
    pieces = _QUOTED.split(formula)
    quoted = [*_QUOTED.findall(formula), '']
    plain = [_SAME.sub(r'\1', _NUMBER.sub(_number, piece)) for piece in pieces]
    return ''.join(piece + text for piece, text in zip(plain, quoted, strict=True))
