"""Tables without upright rules: short texts under each other, and tables of three rules (三线表)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.readers.pdf.glyphs import Page
from extractors.readers.pdf.grid import Grid, cells_to_grid
from extractors.readers.pdf.lines import glyphs_to_lines
from extractors.readers.pdf.pieces import Piece
from model.place import Box

_FEWEST_ROWS = 3
_LONGEST = 14.0
"""Of a cell without rules, in letters: what is longer may be text that happens to have gaps."""
_WIDEST_STEP = 3.0
"""From one row to the next, in letters; further apart, lines are no rows of one table."""
_TALLEST = 400
_SHORTEST_RULE = 100
_PROSE = re.compile('[，。；：:！？]|^[（(]?[一二三四五六七八九十]+[）)、]')
_FIGURES = re.compile(r'^[\d０-９.,%％/:()（）—–\-+〇○年月日人个家元万]*$')

_Row = list[Piece]


def rows_to_grids(rows: Sequence[_Row], page: Page) -> tuple[list[Grid], set[int]]:
    """Tables without upright rules among a page's lines, and the indexes of the lines in them."""
    grids: list[Grid] = []
    taken: set[int] = set()
    if not any(len(row) > 1 for row in rows):
        return grids, taken
    for band in _three_rule_bands(page.rules):
        inside = [row for row in rows if row and band.y0 <= (row[0].y0 + row[0].y1) / 2 <= band.y1]
        inside = [row for row in inside if band.x0 - 3 <= row[0].x0 and row[-1].x1 <= band.x1 + 3]
        gutters = _gutters(inside)
        if len(inside) > 1 and gutters:
            grids.append(_rows_to_grid(_whole_rows(inside, gutters), gutters, band, page.number))
            taken |= {id(row) for row in inside}
    for group in _aligned_groups([row for row in rows if id(row) not in taken]):
        gutters = _gutters(group)
        grids.append(_rows_to_grid([[row] for row in group], gutters, _around(group), page.number))
        taken |= {id(row) for row in group}
    return grids, {index for index, row in enumerate(rows) if id(row) in taken}


def _three_rule_bands(rules: Sequence[Box]) -> list[Box]:
    """What lies between the first and the last of three rules of one width, with none upright between."""
    across: list[list[Box]] = []
    for rule in _whole_rules(rules):
        group = next((each for each in across if _are_alike(each[-1], rule)), None)
        if group is None:
            across.append([rule])
        else:
            group.append(rule)
    bands = [Box(group[0].x0, group[0].y0, group[0].x1, group[-1].y1) for group in across if len(group) >= 3]
    return [band for band in bands if not any(_is_upright_in(rule, band) for rule in rules)]


def _whole_rules(rules: Sequence[Box]) -> list[Box]:
    """Rules across of some length, top down; those drawn cell by cell in one piece."""
    whole: list[Box] = []
    for rule in sorted(
        (rule for rule in rules if rule.y0 == rule.y1), key=lambda rule: (round(rule.y0), rule.x0)
    ):
        last = whole[-1] if whole else None
        if last and abs(rule.y0 - last.y0) < 1.5 and rule.x0 - last.x1 < 3:
            whole[-1] = Box(last.x0, last.y0, max(last.x1, rule.x1), last.y1)
        else:
            whole.append(rule)
    return [rule for rule in whole if rule.x1 - rule.x0 >= _SHORTEST_RULE]


def _are_alike(one: Box, other: Box) -> bool:
    near = abs(one.x0 - other.x0) < 3 and abs(one.x1 - other.x1) < 3
    return near and other.y0 - one.y0 < _TALLEST


def _is_upright_in(rule: Box, band: Box) -> bool:
    high = rule.y1 - rule.y0
    return high > 3 and rule.y0 < band.y1 and rule.y1 > band.y0 and band.x0 - 3 <= rule.x0 <= band.x1 + 3


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
    fewest = 2 if widest > 1 else 1
    for piece in sorted(
        (piece for row in rows if len(row) >= fewest for piece in row), key=lambda piece: piece.x0
    ):
        if spans and piece.x0 < spans[-1][1] + 0.5 * piece.size:
            spans[-1][1] = max(spans[-1][1], piece.x1)
        else:
            spans.append([piece.x0, piece.x1])
    if len(spans) != widest or widest < 2:
        return []
    return [(left[1] + right[0]) / 2 for left, right in pairwise(spans)]


def _whole_rows(rows: Sequence[_Row], gutters: Sequence[float]) -> list[list[_Row]]:
    """Printed lines by table row: a line without a first cell carries on the row above it."""
    whole: list[list[_Row]] = []
    for row in rows:
        if whole and row[0].x0 > gutters[0] and len(row) <= len(gutters):
            whole[-1].append(row)
        else:
            whole.append([row])
    return whole


def _rows_to_grid(rows: list[list[_Row]], gutters: list[float], around: Box, page: int) -> Grid:
    xs = [around.x0, *gutters, around.x1]
    tops = [min(piece.y0 for line in row for piece in line) for row in rows]
    bottoms = [max(piece.y1 for line in row for piece in line) for row in rows]
    ys = [
        around.y0,
        *((above + below) / 2 for above, below in zip(bottoms, tops[1:], strict=False)),
        around.y1,
    ]
    boxes, lines = [], []
    for row, (top, bottom) in zip(rows, pairwise(ys), strict=True):
        pieces = [piece for line in row for piece in line]
        for first, last in _spans(pieces, gutters):
            box = Box(xs[first], top, xs[last + 1], bottom)
            inside = [piece for piece in pieces if box.x0 <= (piece.x0 + piece.x1) / 2 < box.x1]
            boxes.append(Box(*(round(edge, 1) for edge in box)))
            lines.append(tuple(glyphs_to_lines([glyph for piece in inside for glyph in piece.glyphs], page)))
    return cells_to_grid(boxes, lines, page)


def _spans(pieces: Sequence[Piece], gutters: Sequence[float]) -> list[tuple[int, int]]:
    """First and last column of each cell of a row; what crosses a gutter is one cell over both columns."""
    spans: list[tuple[int, int]] = []
    for column in range(len(gutters) + 1):
        crossed = column and any(piece.x0 < gutters[column - 1] < piece.x1 for piece in pieces)
        if crossed:
            spans[-1] = (spans[-1][0], column)
        else:
            spans.append((column, column))
    return spans


def _around(rows: Sequence[_Row]) -> Box:
    pieces = [piece for row in rows for piece in row]
    return Box(
        min(piece.x0 for piece in pieces) - 2,
        min(piece.y0 for piece in pieces),
        max(piece.x1 for piece in pieces) + 2,
        max(piece.y1 for piece in pieces),
    )
