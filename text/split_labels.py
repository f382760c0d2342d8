"""Labels that a form breaks over several cells: '从业人员' over '总数', '基本情况' one letter a row."""

from __future__ import annotations

import dataclasses

from model.document import Cell
from text.grids import Grid, cell_at, right_of
from text.labels import LabelIndex, fold_label, is_known_label

_MOST_LETTERS = 8


def join_split_labels(grid: Grid, index: LabelIndex) -> Grid:
    """The grid with every label that goes on in the cells below it as one cell.

    Joined are two cells that only together are a label of the form, where the lower one has no value of
    its own, and single letters down a column that spell a section or a label.
    """
    sections = frozenset(fold_label(section) for field in index.fields for section in field.under)
    runs = [
        run
        for col in range(len(grid[0]) if grid else 0)
        for row in range(len(grid) - 1)
        if (run := _letters_from(grid, row, col, index, sections) or _pair_from(grid, row, col, index))
    ]
    if not runs:
        return grid
    places = [list(row) for row in grid]
    for run in runs:
        text = ''.join(''.join(cell.text.split()) for cell in run)
        whole = dataclasses.replace(run[0], text=text, rowspan=sum(cell.rowspan for cell in run))
        for cell in run:
            for row in range(cell.row, min(cell.row + cell.rowspan, len(places))):
                for col in range(cell.col, min(cell.col + cell.colspan, len(places[row]))):
                    places[row][col] = whole if places[row][col] is cell else places[row][col]
    return tuple(tuple(row) for row in places)


def _starts_at(grid: Grid, row: int, col: int) -> Cell | None:
    """The cell whose upper left place this is."""
    cell = cell_at(grid, row, col)
    return cell if cell is not None and (cell.row, cell.col) == (row, col) else None


def _letters_from(
    grid: Grid, row: int, col: int, index: LabelIndex, sections: frozenset[str]
) -> list[Cell] | None:
    run: list[Cell] = []
    while len(run) < _MOST_LETTERS:
        cell = _starts_at(grid, row, col)
        letter = ''.join(cell.text.split()) if cell is not None else ''
        if cell is None or len(letter) != 1 or not '\u4e00' <= letter <= '\u9fff':
            break
        run.append(cell)
        row += cell.rowspan
    word = ''.join(''.join(cell.text.split()) for cell in run)
    known = word.endswith('情况') or fold_label(word) in sections or is_known_label(word, index)
    return run if len(run) > 1 and known else None


def _pair_from(grid: Grid, row: int, col: int, index: LabelIndex) -> list[Cell] | None:
    upper = _starts_at(grid, row, col)
    lower = _starts_at(grid, row + upper.rowspan, col) if upper is not None else None
    if upper is None or lower is None or upper.colspan != lower.colspan:
        return None
    texts = [fold_label(cell.text) for cell in (upper, lower)]
    if not all(texts) or ''.join(texts) not in index.exact or texts[0] in index.exact:
        return None
    beside, under = right_of(grid, upper), right_of(grid, lower)
    shared = beside is not None and beside is under
    return [upper, lower] if shared or under is None or not under.text.strip() else None
