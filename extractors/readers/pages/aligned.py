"""Tables without rules: short texts under each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.readers.pages.grid import Grid, cells_to_grid
from extractors.readers.pages.lines import glyphs_to_lines
from extractors.readers.pages.page import Page
from extractors.readers.pages.pieces import Piece
from model.place import Box

_FEWEST_ROWS = 3
_LONGEST = 14.0
"""Of a cell without rules, in letters: what is longer may be text that happens to have gaps."""
_WIDEST_STEP = 3.0
"""From one row to the next, in letters; further apart, lines are no rows of one table."""
_PROSE = re.compile('[，。；：:！？]|^[（(]?[一二三四五六七八九十]+[）)、]')
_FIGURES = re.compile(r'^[\d０-９.,%％/:()（）—–\-+〇○年月日人个家元万]*$')

_Row = list[Piece]


def rows_to_grids(rows: Sequence[_Row], page: Page) -> tuple[list[Grid], set[int]]:
    """Tables without rules among a page's lines, and the indexes of the lines in them."""
    grids: list[Grid] = []
    taken: set[int] = set()
    if not any(len(row) > 1 for row in rows):
        return grids, taken
    for group in _aligned_groups(rows):
        grids.append(_rows_to_grid(group, _gutters(group), _around(group), page.number))
        taken |= {id(row) for row in group}
    return grids, {index for index, row in enumerate(rows) if id(row) in taken}


def _aligned_groups(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Following lines of as many pieces each, under each other, that read as a table and not as text."""
    group: list[_Row] = []
    for row in [*rows, []]:
        if group and row and _goes_on(group, row):
            group.append(row)
            continue
        if _is_table(group):
            yield group
        group = [row] if len(row) > 1 else []


def _goes_on(group: list[_Row], row: _Row) -> bool:
    last = group[-1]
    step, size = row[0].y0 - last[0].y0, last[0].size
    if len(row) != len(last) or step > _WIDEST_STEP * size or abs(row[0].size - size) > 0.2 * size:
        return False
    return all(_are_under(above, below) for above, below in zip(last, row, strict=True)) and bool(
        _gutters([*group, row])
    )


def _are_under(above: Piece, below: Piece) -> bool:
    """Whether two pieces are set flush left, flush right or centred on each other."""
    reach = 0.4 * above.size
    middle = abs(above.x0 + above.x1 - below.x0 - below.x1) / 2
    return min(abs(above.x0 - below.x0), abs(above.x1 - below.x1), middle) < reach


def _is_table(group: list[_Row]) -> bool:
    if len(group) < _FEWEST_ROWS:
        return False
    pieces = [piece for row in group for piece in row]
    if any(piece.x1 - piece.x0 > _LONGEST * piece.size or _PROSE.search(piece.text) for piece in pieces):
        return False
    texts = [tuple(piece.text for piece in row) for row in group]
    if len(set(texts)) < len(texts) or all(len(text) == 1 for row in texts for text in row):
        return False
    figures = any(all(_FIGURES.match(row[col]) for row in texts[1:]) for col in range(len(texts[0])))
    return figures or len(texts[0]) > 2


def _gutters(rows: Sequence[_Row]) -> list[float]:
    """The middles of the upright strips that no piece stands in; [] where the rows are no table's.

    The pieces of the longest row tell how many there must be.
    """
    spans: list[list[float]] = []
    widest = max(map(len, rows), default=0)
    for piece in sorted((piece for row in rows for piece in row), key=lambda piece: piece.x0):
        if spans and piece.x0 < spans[-1][1] + 0.5 * piece.size:
            spans[-1][1] = max(spans[-1][1], piece.x1)
        else:
            spans.append([piece.x0, piece.x1])
    if len(spans) != widest or widest < 2:
        return []
    return [(left[1] + right[0]) / 2 for left, right in pairwise(spans)]


def _rows_to_grid(rows: list[_Row], gutters: list[float], around: Box, page: int) -> Grid:
    xs = [around.x0, *gutters, around.x1]
    ys = [
        around.y0,
        *((above[0].y1 + below[0].y0) / 2 for above, below in pairwise(rows)),
        around.y1,
    ]
    boxes, lines = [], []
    for row, (top, bottom) in zip(rows, pairwise(ys), strict=True):
        for piece, (left, right) in zip(row, pairwise(xs), strict=True):
            boxes.append(Box(*(round(edge, 1) for edge in (left, top, right, bottom))))
            lines.append(tuple(glyphs_to_lines(piece.glyphs, page)))
    return cells_to_grid(boxes, lines, page)


def _around(rows: Sequence[_Row]) -> Box:
    pieces = [piece for row in rows for piece in row]
    return Box(
        min(piece.x0 for piece in pieces) - 2,
        min(piece.y0 for piece in pieces),
        max(piece.x1 for piece in pieces) + 2,
        max(piece.y1 for piece in pieces),
    )
