"""Which cell of an imported list each value came from: columns are kept once an import."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from model.returned import ReturnedRow
from model.subject import Act
from office.ledger_columns import Headed
from office.ledger_form import is_kept

Columns = Mapping[str, Mapping[str, str]]
"""By sheet ('' in a text file) the column's letters of each field."""

KEPT = 'columns'
"""Where an import's act keeps them."""

_ROW = re.compile(r'\d+$')
_LETTERS = 26


def columns_of(tables: Iterable[Headed]) -> dict[str, dict[str, str]]:
    """The columns of a list's tables; fields that several columns tell are left out.

    A table that lists organisations side by side has several columns for all of them.
    """
    return {one.table.where.sheet or '': _letters(one) for one in tables if one.single}


def _letters(headed: Headed) -> dict[str, str]:
    printed = {cell.col: _ROW.sub('', cell.where.cell) for cell in headed.table.cells if cell.where.cell}
    places: dict[str, list[int]] = {}
    for column in headed.columns:
        if column.field is not None and is_kept(column.field):
            places.setdefault(column.field.id, []).append(column.place)
    return {
        name: printed.get(found[0]) or place_to_letters(found[0])
        for name, found in places.items()
        if len(found) == 1
    }


def place_to_letters(place: int) -> str:
    """A column, counted from 0, as a workbook names it.

    >>> place_to_letters(0), place_to_letters(26)
    ('A', 'AA')
    """
    rest, last = divmod(place, _LETTERS)
    return (place_to_letters(rest - 1) if rest else '') + chr(ord('A') + last)


def own_cells(row: ReturnedRow, letters: Mapping[str, str]) -> dict[str, str] | None:
    """The cells of a row's values that stand elsewhere than in the row and their column; None for none."""
    number = _ROW.search(row.where.cell or '')
    if number is None:
        return None
    odd = {
        name: value.where.cell
        for name, value in row.values.items()
        if value.where.cell and value.where.cell != f'{letters.get(name, "")}{number[0]}'
    }
    return odd or None


def own_place(where: Mapping[str, Any], field: str, columns: Columns) -> dict[str, Any]:
    """The place of a line as that of one of its values: its own cell, or its column in a text file."""
    found = dict(where)
    kept = (found.pop('cells', None) or {}).get(field)
    letters = columns.get(found.get('sheet') or '', {}).get(field)
    row = _ROW.search(found.get('cell') or '')
    if kept or (letters and row):
        found['cell'] = kept or f'{letters}{row[0] if row else ""}'
    elif letters and found.get('line'):
        found['path'] = f'{letters}列'
    return found


def own_source(source: Mapping[str, Any], field: str, acts: Mapping[int, Act]) -> Mapping[str, Any]:
    """A source of Version.sources with its value's own place where an import of these acts brought it."""
    act = acts.get(source.get('act') or 0)
    if not source.get('where') or act is None or act.kind != 'import':
        return source
    return {**source, 'where': own_place(source['where'], field, act.detail.get(KEPT, {}))}


def acts_behind(sources: Mapping[str, Mapping[str, Any]]) -> Sequence[int]:
    """The acts that these sources name."""
    return sorted({one['act'] for one in sources.values() if one.get('act')})
