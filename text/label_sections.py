"""What a label in a grid stands under: sections beside and over it, and the label that heads its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from model.document import Cell
from text.grids import Grid, cell_at, is_whole_row, row_to_cells
from text.labels import LabelIndex, is_label_like, is_section

FILLED_IN = re.compile(r'[:：]\s*[^\s:：]')
"""A colon with something behind it: a label filled in inside its own cell."""


def _sections_of(grid: Grid, cell: Cell, index: LabelIndex, above: tuple[str, ...]) -> tuple[str, ...]:
    """Labels that group this one, nearest first: taller cells to its left, wider ones above it, a whole row.

    A wider label that lies beside a taller one is the nearer. above: the whole row over the label's.
    """
    over = _labels_over(grid, cell, index)
    sections: list[str] = []
    for col in range(cell.col - 1, -1, -1):
        left = cell_at(grid, cell.row, col)
        if left is None or left.rowspan <= cell.rowspan or _has_value_below(grid, left, index):
            continue
        sections.extend(one.text.strip() for one in over if one.row >= left.row)
        sections.append(left.text.strip())
    sections.extend(one.text.strip() for one in over)
    named = tuple(dict.fromkeys(section for section in sections if section))
    return (*named, *above)


def _labels_over(grid: Grid, cell: Cell, index: LabelIndex) -> list[Cell]:
    """Wider labels right above, each over the one before, none of them with a value of its own."""
    found: list[Cell] = []
    row = cell.row - 1
    while row >= 0:
        over = cell_at(grid, row, cell.col)
        if over is None or over.colspan <= cell.colspan or not _may_head(over, index):
            break
        beside = cell_at(grid, over.row, over.col + over.colspan)
        if beside is not None and beside.row == over.row and not _may_head(beside, index):
            break
        found.append(over)
        row = over.row - 1
    return found


def _whole_row_above(grid: Grid, row: int) -> tuple[str, ...]:
    for upper in range(row - 1, -1, -1):
        if is_whole_row(grid, upper):
            text = row_to_cells(grid, upper)[0].text.strip()
            return (text,) if text and len(text) <= 30 and not FILLED_IN.search(text) else ()
    return ()


def labels_to_sections(
    grid: Grid, cells: Sequence[Cell], index: LabelIndex
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each label of a row with its sections; one without a value of its own heads those behind it."""
    labels = {id(cell) for cell in cells}
    head: tuple[str, ...] = ()
    rows = {row: _whole_row_above(grid, row) for row in {cell.row for cell in cells}}
    for cell in cells:
        sections = _sections_of(grid, cell, index, rows[cell.row])
        if _is_head(grid, cell, labels, index):
            head = (cell.text.strip(),)
            yield cell.text, sections
        else:
            yield cell.text, sections if head and head[0] in sections else (*head, *sections)


def _is_head(grid: Grid, cell: Cell, labels: set[int], index: LabelIndex) -> bool:
    """Whether pairs of label and value follow a label that has no value beside it, nor below it."""
    before, after = (cell_at(grid, cell.row, col) for col in (cell.col - 1, cell.col + cell.colspan))
    if before is not None and id(before) in labels and before.rowspan <= cell.rowspan:
        return False
    if after is None or id(after) not in labels or not _has_pair(grid, after, labels):
        return False
    return not _has_value_below(grid, cell, index)


def _has_value_below(grid: Grid, cell: Cell, index: LabelIndex) -> bool:
    """Whether what is filled in for a label stands right under it."""
    low = cell_at(grid, cell.row + cell.rowspan, cell.col)
    if low is None or (low.col, low.colspan) != (cell.col, cell.colspan):
        return False
    beside = cell_at(grid, low.row, low.col + low.colspan)
    heads = beside is not None and beside.row == low.row and _may_head(beside, index)
    return bool(low.text.strip()) and not heads and not _may_head(low, index)


def _may_head(cell: Cell, index: LabelIndex) -> bool:
    return is_label_like(cell.text, index) or is_section(cell.text, index)


def _has_pair(grid: Grid, label: Cell, labels: set[int]) -> bool:
    """Whether a place for a value stands behind a label."""
    value = cell_at(grid, label.row, label.col + label.colspan)
    return value is not None and value.row == label.row and id(value) not in labels


def values_below(grid: Grid, rows: Sequence[Sequence[Cell]]) -> Iterator[int]:
    """The id() of words that are labels elsewhere, but here are values in a line under a line of labels."""
    taken: set[int] = set()
    for cells in rows:
        for run in _runs([cell for cell in cells if id(cell) not in taken]):
            under = [cell_at(grid, cell.row + cell.rowspan, cell.col) for cell in run]
            if not all(
                low is not None and (low.col, low.colspan) == (cell.col, cell.colspan)
                for cell, low in zip(run, under, strict=True)
            ):
                continue
            labels = {id(cell) for low in under if low is not None for cell in rows[low.row] if cell is low}
            filled = [low for low in under if low is not None and low.text.strip()]
            if labels and 2 * len(labels) < len(filled):
                taken |= labels
    yield from taken


def _runs(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Labels of a row that stand side by side, two or more."""
    run: list[Cell] = []
    for cell in cells:
        if run and run[-1].col + run[-1].colspan == cell.col and run[-1].rowspan == cell.rowspan:
            run.append(cell)
            continue
        if len(run) > 1:
            yield run
        run = [cell]
    if len(run) > 1:
        yield run
