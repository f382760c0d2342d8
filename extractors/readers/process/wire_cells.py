"""A table's cells in few words: in a sheet most say nothing that their neighbours do not, but their text.

In a list of cells a text alone is a cell right behind the last one in reading order, of one place, without
boxes or formula, on the same sheet and line, and named as sheets name their cells ('B7'). Any other cell is
a list of all its parts; so is the first one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractors.readers import limits
from extractors.readers.sheets.xlsx_sheet import column_name
from model.document import Cell, CheckBox
from model.place import NOWHERE, Where
from model.serialise import where_from_plain

Plain = str | list[Any]


def cells_to_plain(cells: Sequence[Cell], cols: int) -> list[Plain]:
    """Cells of a table of so many columns, in their order; values of a Document may stand in their parts."""
    return list(_to_plain(cells, cols))


def _to_plain(cells: Sequence[Cell], cols: int) -> Iterator[Plain]:
    row, col, last = -1, -1, NOWHERE
    for cell in cells:
        where = cell.where
        if (
            (cell.row == row and cell.col == col)
            and (cell.rowspan == cell.colspan == 1 and not cell.boxes and cell.formula is None)
            and (where.sheet == last.sheet and where.line == last.line)
            and where.cell == f'{column_name(col)}{row + 1}'
            and (where.page is None and where.box is None and where.part is None and where.path is None)
        ):
            yield cell.text
        else:
            row, col, last = cell.row, cell.col, where
            yield [getattr(cell, name) for name in Cell.__slots__]
        col += 1
        if col >= cols:
            row, col = row + 1, 0


def plain_to_cells(plain: Sequence[Plain], cols: int) -> tuple[Cell, ...]:
    """The inverse of cells_to_plain; ValueError for more than MAX_CELLS, or what it would not write."""
    if len(plain) > limits.MAX_CELLS:
        raise ValueError(len(plain))
    return tuple(_to_cells(plain, cols))


def _to_cells(plain: Sequence[Plain], cols: int) -> Iterator[Cell]:
    row, col, last = -1, -1, NOWHERE
    known: dict[str, str] = {}  # of equal texts one is kept
    for item in plain:
        if isinstance(item, str):
            where = Where(sheet=last.sheet, cell=f'{column_name(col)}{row + 1}', line=last.line)
            yield Cell(row, col, known.setdefault(item, item), where=where)
        else:
            row, col, text, rowspan, colspan, boxes, place, formula = item
            last = where_from_plain(place)
            found = tuple(CheckBox(box['label'], box['checked']) for box in boxes)
            yield Cell(row, col, text, rowspan, colspan, found, last, formula)
        col += 1
        if col >= cols:
            row, col = row + 1, 0
