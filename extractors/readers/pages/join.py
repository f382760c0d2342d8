"""Grids of following pages to one table: repeated headers out, cut rows and cut merges whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.readers.pages.grid import (
    SNAP,
    Grid,
    GridCell,
    edges_to_rules,
    is_wrapped,
    nearest_rule,
    room_beside,
)
from text.lines import Line, ends_sentence, is_broken_off, is_prose, starts_paragraph

_MAX_HEADER_ROWS = 5
_COUNT = re.compile(r'\d{1,4}[个人名家]{0,2}')
_DIGIT = re.compile(r'\d')
_NEAR = 0.012
"""Of a table's width: columns of two pictures of one table are not farther apart."""
_HIGHEST = 60.0
"""Running heads end within 21 mm of the page's top; tables and their titles begin below."""


def carried_on(flow: Sequence[Line | Grid], below: Grid, bottom: float) -> int | None:
    """Where in the flow the table stands that `below` carries on; None where there is none.

    Only running heads may stand between that were not sure enough to be left out: then the header
    must be printed again. bottom is as for `grids_agree`.
    """
    at = next((index for index in range(len(flow) - 1, -1, -1) if isinstance(flow[index], Grid)), None)
    if at is None:
        return None
    above = flow[at]
    if not isinstance(above, Grid) or not grids_agree(above, below, bottom):
        return None
    between = [thing for thing in flow[at + 1 :] if isinstance(thing, Line) and not _is_within(thing, above)]
    heads = [line for line in flow if isinstance(line, Line) and _is_near_top(line)]
    if any(not _has_like(line, heads) for line in between):
        return None
    return at if not between or _repeated_rows(*_on_same_columns(above, below)) else None


def _is_within(line: Line, grid: Grid) -> bool:
    """Whether a line stands among a table's rows: letters of a cell whose rules were not seen."""
    box, around = line.where.box, grid.last.box
    if box is None or around is None or line.where.page != grid.last.page:
        return False
    return around.y0 < box.y0 and box.y1 < around.y1


def _is_near_top(line: Line) -> bool:
    box = line.where.box
    return box is not None and box.y1 < _HIGHEST and not (is_prose(line.text) or starts_paragraph(line.text))


def _has_like(line: Line, heads: Sequence[Line]) -> bool:
    """Whether a line is a head, and another page has one as high and as large."""
    box, size = line.where.box, line.size or 0.0
    return line in heads and any(
        other.where.page != line.where.page
        and abs(other.where.box.y0 - box.y0) < SNAP
        and abs((other.size or 0.0) - size) < 0.5
        for other in heads
        if box and other.where.box
    )


def fitted(above: Grid, below: Grid) -> Grid:
    """The grid of a picture in the scale of one on another picture, its columns on that one's where near.

    Two photographs of one paper are of two sizes, and neither is without a curve.
    """
    wide, own = above.xs[-1] - above.xs[0], below.xs[-1] - below.xs[0]
    if not (wide and own):
        return below
    scaled = [above.xs[0] + (x - below.xs[0]) * wide / own for x in below.xs]
    nearest = [above.xs[nearest_rule(x, above.xs)] for x in scaled]
    xs = [near if abs(near - x) < _NEAR * wide else x for near, x in zip(nearest, scaled, strict=True)]
    return replace(below, xs=tuple(xs)) if all(x < after for x, after in pairwise(xs)) else below


def grids_agree(above: Grid, below: Grid, bottom: float) -> bool:
    """Whether `below` carries `above` on: the next page's first thing, with the same columns.

    bottom is where text ends on a page, in points: a table that leaves room for another row
    goes on only if its header is printed again.
    """
    if (below.first.page or 0) != (above.last.page or 0) + 1 or not _columns_agree(above, below):
        return False
    if above.last.box is None or below.first.box is None:
        return False
    tops = [cell.where.box for cell in below.cells if cell.row == 0 and cell.where.box]
    row_height = min(box.y1 for box in tops) - below.first.box.y0 if tops else 0.0
    is_full = above.last.box.y1 + row_height > bottom
    return is_full or _repeated_rows(*_on_same_columns(above, below)) > 0


def _columns_agree(above: Grid, below: Grid) -> bool:
    shift = above.xs[0] - below.xs[0]
    if abs(above.xs[-1] - below.xs[-1] - shift) > SNAP:
        return False
    inner, others = below.xs[1:-1], above.xs[1:-1]
    shared = sum(any(abs(x + shift - other) <= SNAP for other in others) for x in inner)
    return 2 * shared >= min(len(inner), len(others))


def join_grids(above: Grid, below: Grid) -> tuple[Grid, int, bool | None]:
    """One grid of two; how many repeated header rows were left out; whether a cut row was joined.

    None where a row may have been cut: its two parts are left as two rows.
    """
    above, below = _on_same_columns(above, below)
    header = _repeated_rows(above, below)
    below = _without_rows(below, header)
    if not below.rows:
        return replace(above, last=below.last), header, False
    maybe = _is_rest_of_row(above, below)
    cut = bool(maybe)
    tops = {(cell.col, cell.colspan): cell for cell in below.cells if cell.row == 0}
    carried = {
        cell: top
        for cell in above.cells
        if (top := tops.get((cell.col, cell.colspan))) is not None
        and cell.row + cell.rowspan == above.rows
        and (cut or _is_cut_merge(cell, top) or _is_cut_label(cell, top))
    }
    shift = above.rows - (1 if cut else 0)
    cells = [_carry_on(cell, carried[cell], cut=cut) if cell in carried else cell for cell in above.cells]
    cells += [replace(cell, row=cell.row + shift) for cell in below.cells if cell not in carried.values()]
    return replace(above, rows=shift + below.rows, cells=tuple(cells), last=below.last), header, maybe


def _carry_on(cell: GridCell, top: GridCell, *, cut: bool) -> GridCell:
    rowspan = cell.rowspan + top.rowspan - (1 if cut else 0)
    return replace(cell, rowspan=rowspan, lines=cell.lines + top.lines)


def _on_same_columns(above: Grid, below: Grid) -> tuple[Grid, Grid]:
    shift = above.xs[0] - below.xs[0]
    xs = tuple(edges_to_rules([*above.xs, *(x + shift for x in below.xs)]))
    return _regrid(above, xs, 0.0), _regrid(below, xs, shift)


def _regrid(grid: Grid, xs: tuple[float, ...], shift: float) -> Grid:
    at = [nearest_rule(x + shift, xs) for x in grid.xs]
    cells = tuple(
        replace(cell, col=at[cell.col], colspan=at[cell.col + cell.colspan] - at[cell.col])
        for cell in grid.cells
    )
    return replace(grid, xs=xs, cells=cells)


def _without_rows(grid: Grid, count: int) -> Grid:
    cells = tuple(replace(cell, row=cell.row - count) for cell in grid.cells if cell.row >= count)
    return replace(grid, rows=grid.rows - count, cells=cells)


def _repeated_rows(above: Grid, below: Grid) -> int:
    """How many of the first rows are the table's header rows printed again."""
    for count in range(min(_MAX_HEADER_ROWS, above.rows - 1, below.rows), 0, -1):
        head, again = _top_rows(above, count), _top_rows(below, count)
        if head and head == again and any(text for *_, text in head):
            return count
    return 0


def _top_rows(grid: Grid, count: int) -> list[tuple[int, int, int, int, str]] | None:
    """The first rows' cells, or None where a cell reaches below them."""
    cells = [cell for cell in grid.cells if cell.row < count]
    if any(cell.row + cell.rowspan > count for cell in cells):
        return None
    return [(cell.row, cell.col, cell.rowspan, cell.colspan, cell.text) for cell in cells]


def _is_cut_merge(cell: GridCell, top: GridCell) -> bool:
    """Whether a merged cell goes on: a label above, and a merged cell without text below it."""
    return bool(cell.text and not top.text and top.rowspan > 1)


def _is_cut_label(cell: GridCell, top: GridCell) -> bool:
    """Whether a merged cell's text goes on: full to its end above, below at the top with room to spare.

    A text of the lower cell's own would stand in its middle, or leave the upper cell its room.
    """
    if max(cell.rowspan, top.rowspan) == 1 or not cell.lines or not top.lines or not _runs_on(cell, top):
        return False
    size = cell.lines[-1].size or 0.0
    _, left_above = _room_around(cell)
    gap, left_below = _room_around(top)
    return left_above < size and gap < size and left_below - gap > size


def _room_around(cell: GridCell) -> tuple[float, float]:
    """How far a cell's text stands from its upper and from its lower rule."""
    box, first, last = cell.where.box, cell.lines[0].where.box, cell.lines[-1].where.box
    return (first.y0 - box.y0, box.y1 - last.y1) if box and first and last else (0.0, 0.0)


def _is_rest_of_row(above: Grid, below: Grid) -> bool | None:
    """Whether the first row is what a page's end cut off the row before; None where that is not sure.

    It looks so where each text carries on a line that had no room left, or where the first column is
    filled in every row but this one; always with the row before's columns, and text below text. It is
    sure where no text keeps off the cut, as centred ones do, and some cell has nothing more to say or
    breaks off in a sentence: a row of its own would fill all its cells.
    """
    lasts = {cell.col: cell for cell in above.cells if cell.row + cell.rowspan == above.rows}
    pairs = [(lasts.get(cell.col), cell) for cell in below.cells if cell.row == 0]
    if any(last is None or last.colspan != cell.colspan for last, cell in pairs):
        return False
    filled = [(last, cell) for last, cell in pairs if last and cell.text]
    if not filled or not all(last.text and not _begins_a_row(last, cell) for last, cell in filled):
        return False
    running = [_runs_on(last, cell) for last, cell in filled]
    first_column = all(cell.text for cell in above.cells if cell.col == 0) and filled[0][1].col > 0
    if not all(running) and not first_column:
        return False
    some_end = any(last and last.text and not cell.text for last, cell in pairs)
    some_break = any(is_broken_off(last.lines[-1].text, cell.lines[0].text) for last, cell in filled)
    touching = all(_touch_the_cut(last, cell) for last, cell in filled)
    if first_column and all(running) and some_end and all(_breaks_off(*pair) for pair in filled):
        return True
    return (touching and any(running) and (some_end or some_break)) or (None if touching else False)


def _begins_a_row(last: GridCell, cell: GridCell) -> bool:
    """Whether a cell is of another row: it heads a group of rows, or is a count under a label or a count."""
    if cell.rowspan > 1:
        return not _is_cut_label(last, cell)
    above = _COUNT.fullmatch(last.text) or not _DIGIT.search(last.text)
    return bool(above and _COUNT.fullmatch(cell.text))


def _touch_the_cut(last: GridCell, cell: GridCell) -> bool:
    size = 1.2 * (last.lines[-1].size or 0.0)
    return _room_around(last)[1] < size and _room_around(cell)[0] < size


def _breaks_off(last: GridCell, cell: GridCell) -> bool:
    """Whether a text ends in no sentence's end and goes on at the lower cell's top.

    Some programs keep lines together and leave room above the cut.
    """
    return not ends_sentence(last.text) and _room_around(cell)[0] < 1.2 * (cell.lines[0].size or 0.0)


def _runs_on(last: GridCell, cell: GridCell) -> bool:
    return is_wrapped(room_beside(last.lines[-1], last.where.box), cell.lines[0])
