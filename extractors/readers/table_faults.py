"""Faults of a table that put a value under the wrong header: places held twice or by nobody, shifted rows.

Pure and in linear time; every reader's tables pass here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from extractors.readers.table_kinds import (
    NOTHING,
    Column,
    Kinds,
    kind_name,
    kinds_to_column,
    text_to_kinds,
)
from model.document import Cell, Table
from model.place import Problem, Severity
from text.grids import Grid, table_to_grid

FEWEST_COLUMNS = 3
"""A table of fewer columns is labels beside values: nothing in it stands under a header."""

FEWEST_MISFITS = 2
"""One value of a wrong kind is a slip of the pen, no shift."""

_STEPS = (1, -1, 2, -2)
_TOTAL = re.compile('[合总小共累]计')
_ROW_OF_CELL = re.compile(r'\d+$')


def table_problems(table: Table) -> tuple[Problem, ...]:
    """What a person must look at before values are taken by their column headers.

    'cells_overlap': two cells claim one place; 'row_incomplete': a row has fewer cells than the columns
    it stands under (a sheet's or a drawn table's cells have their places by themselves, these are not
    asked); 'row_shifted': a row's values fit their columns only when moved sideways.
    """
    area = sum(
        (min(cell.row + cell.rowspan, table.rows) - cell.row)
        * (min(cell.col + cell.colspan, table.cols) - cell.col)
        for cell in table.cells
    )
    grid = table_to_grid(table) if area <= table.rows * table.cols else ()
    if area > sum(1 for row in grid for place in row if place is not None):
        return _overlap(table)
    if table.cols < FEWEST_COLUMNS or not grid:
        return ()
    return (*_incomplete_rows(table, grid), *_shifted_rows(grid))


def _overlap(table: Table) -> tuple[Problem, ...]:
    """The first cell that claims a place already taken; every place is looked at once."""
    taken: set[tuple[int, int]] = set()
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.rowspan, table.rows)):
            for col in range(cell.col, min(cell.col + cell.colspan, table.cols)):
                if (row, col) in taken:
                    message = (
                        f"{_row_name(cell)}有单元格与别的单元格占了同一位置，可能读错行列；请对照原件核对此表"
                    )
                    return (Problem('cells_overlap', Severity.REVIEW, message, cell.where),)
                taken.add((row, col))
    return ()


def _incomplete_rows(table: Table, grid: Grid) -> list[Problem]:
    if table.where.sheet is not None or table.where.page is not None:
        return []
    own: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.row < table.rows:
            own[cell.row].append(cell)
    listed = {row: cells for row, cells in own.items() if sum(1 for cell in cells if cell.text.strip()) > 1}
    width = max((cell.col + cell.colspan for cells in listed.values() for cell in cells), default=0)
    width = min(width, table.cols)
    missing = {
        row: tuple(col for col in range(cells[0].col, width) if grid[row][col] is None)  # before: gridBefore
        for row, cells in listed.items()
    }
    pattern = _pattern(listed, missing)
    found: dict[tuple[int, ...], list[Cell]] = defaultdict(list)
    for row, cells in listed.items():
        if missing[row] and _spans(cells) <= pattern:
            found[missing[row]].append(cells[0])
    return [_incomplete(cols, cells) for cols, cells in found.items()]


def _spans(cells: list[Cell]) -> frozenset[tuple[int, int]]:
    return frozenset((cell.col, cell.colspan) for cell in cells)


def _pattern(
    listed: dict[int, list[Cell]], missing: dict[int, tuple[int, ...]]
) -> frozenset[tuple[int, int]]:
    """The columns and spans of a list's cells; empty for a form, whose rows go their own ways."""
    whole = [_spans(cells) for row, cells in listed.items() if not missing[row]]
    whole = [spans for spans in whole if len(spans) >= FEWEST_COLUMNS]
    if not whole:
        return frozenset()
    pattern, count = Counter(whole).most_common(1)[0]
    heads = _spans(listed[min(listed)]) == pattern
    return pattern if count > 1 or heads else frozenset()


def _incomplete(cols: tuple[int, ...], rows: list[Cell]) -> Problem:
    names = "、".join(_row_name(cell) for cell in rows[:3]) + (f"等{len(rows)}行" if len(rows) > 3 else "")
    places = "、".join(str(col + 1) for col in cols)
    message = f"表格{names}比别的行少单元格（第{places}列没有），内容可能错列；请对照原件核对"
    return Problem('row_incomplete', Severity.REVIEW, message, rows[0].where)


def _shifted_rows(grid: Grid) -> list[Problem]:
    known = {text: text_to_kinds(text) for text in {cell.text for row in grid for cell in row if cell}}
    columns = [
        kinds_to_column([(cell.text, known[cell.text]) for cell in _own_cells(grid, col)])
        for col in range(len(grid[0]))
    ]
    if sum(1 for column in columns if column.kinds) < FEWEST_COLUMNS - 1:
        return []
    found = []
    for row in grid:
        kinds = [NOTHING if cell is None else known[cell.text] for cell in row]
        problem = _shifted(row, kinds, columns)
        if problem is not None:
            found.append(problem)
    return found


def _own_cells(grid: Grid, col: int) -> Iterator[Cell]:
    """The cells that lie in this column alone, from the top."""
    for row, places in enumerate(grid):
        cell = places[col]
        if cell is not None and cell.row == row and cell.colspan == 1:
            yield cell


def _shifted(row: tuple[Cell | None, ...], kinds: list[Kinds], columns: list[Column]) -> Problem | None:
    """A row as a problem: from its first misfit on, its values fit their columns only after a move."""
    misfits = [col for col, own in enumerate(kinds) if not _fits(own, columns[col])]
    if len(misfits) < FEWEST_MISFITS or any(cell and _TOTAL.search(cell.text) for cell in row):
        return None
    first = misfits[0]
    steps = [step for step in _STEPS if _fits_moved(kinds, columns, first, step)]
    cell = row[first]
    if not steps or cell is None:
        return None
    place = f"“{columns[first].header}”列" if columns[first].header else f"第{first + 1}列"
    far, kind = '一两'[abs(steps[0]) - 1], kind_name(kinds[first])
    message = f"{_row_name(cell)}的内容可能错了{far}列：{place}里是{kind}；请对照原件核对这一行"
    return Problem('row_shifted', Severity.REVIEW, message, cell.where)


def _fits(own: Kinds, column: Column) -> bool:
    return not own or not column.kinds or bool(own & column.kinds)


def _fits_moved(kinds: list[Kinds], columns: list[Column], first: int, step: int) -> bool:
    """Whether all values from a place on fit when moved by step, two of them in columns of a known kind."""
    moved = [(own, col + step) for col, own in enumerate(kinds) if col >= first and own]
    if not all(0 <= col < len(columns) and _fits(own, columns[col]) for own, col in moved):
        return False
    return sum(1 for _, col in moved if columns[col].kinds) >= FEWEST_MISFITS


def _row_name(cell: Cell) -> str:
    """A row as people count: a sheet's own number, else from the table's first."""
    own = _ROW_OF_CELL.search(cell.where.cell or '')
    return f"第{own[0] if own else cell.row + 1}行"
