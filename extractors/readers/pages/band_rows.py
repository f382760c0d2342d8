"""Rows of tables that have no rules between their rows, told by the gaps between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.readers.pages.lines import letter_size
from extractors.readers.pages.page import Glyph

_CLOSE = 0.35
"""Letters nearer than this, in letters, are of one cell."""
_WIDER = 1.25
"""By how much the gap between two rows is wider than that between the lines of a cell."""
_SHRINK = 0.1
"""Of a letter's height, how much may touch the line above and below."""

_Row = list[Glyph]


def middle(glyph: Glyph) -> float:
    """Where a letter's middle stands between left and right, in points."""
    return (glyph.x0 + glyph.x1) / 2


def slabs(glyphs: Sequence[Glyph]) -> list[_Row]:
    """Letters parted by blank strips across, top down."""
    found: list[_Row] = []
    bottom = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y0):
        if glyph.text.isspace():
            continue
        spare = _SHRINK * (glyph.y1 - glyph.y0)
        if found and glyph.y0 + spare < bottom:
            found[-1].append(glyph)
            bottom = max(bottom, glyph.y1 - spare)
        else:
            found.append([glyph])
            bottom = glyph.y1 - spare
    return found


def crossings(row: Sequence[Glyph], edges: Sequence[float]) -> set[float]:
    """The column edges that a row's text runs across."""
    if not row:
        return set()
    reach = _CLOSE * letter_size(row)
    crossed = {edge for edge in edges for glyph in row if glyph.x0 + 0.5 < edge < glyph.x1 - 0.5}
    for line in _by_base(row):
        for left, right in pairwise(line):
            if right.x0 - left.x1 < reach:
                crossed |= {edge for edge in edges if left.x1 - 0.5 <= edge <= right.x0 + 0.5}
    return crossed


def _by_base(row: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    line: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: (round(glyph.base), glyph.x0)):
        if line and abs(glyph.base - line[-1].base) > 1:
            yield line
            line = []
        line.append(glyph)
    yield line


def shares_to_rows(
    share: Sequence[Glyph], edges: Sequence[float], *, is_head: bool, is_ruled: bool
) -> list[_Row] | None:
    """The rows between two rules, None where they are not certain.

    is_head: they are a table's headings, one row but for headings over several columns; is_ruled: the table
    has a rule under each row.
    """
    fine = slabs(share)
    if len(fine) < 2:
        return fine
    if is_head:
        over = any(crossings(slab, edges) for slab in fine)
        return None if over else [list(share)]
    if is_ruled and not all(len(_filled(slab, edges)) > len(edges) / 1.5 for slab in fine):
        return [list(share)]
    return _by_gaps(fine, edges)


def _by_gaps(fine: list[_Row], edges: Sequence[float]) -> list[_Row] | None:
    """Every line a row where each has two columns filled; else rows are what wider gaps part."""
    if _is_certain(fine, edges):
        return fine
    gaps = [
        min(glyph.y0 for glyph in below) - max(glyph.y1 for glyph in above) for above, below in pairwise(fine)
    ]
    order = sorted(gaps)
    size = max(letter_size(fine[0]), 1.0)
    for less, more in pairwise(order):
        if more - less < 0.15 * size or more < _WIDER * less:
            continue
        rows = [list(fine[0])]
        for gap, slab in zip(gaps, fine[1:], strict=True):
            if gap >= more:
                rows.append(list(slab))
            else:
                rows[-1] += slab
        if _is_certain(rows, edges) and _has_key(rows, edges):
            return rows
    return _carried_on(fine, edges)


def _is_certain(rows: Sequence[_Row], edges: Sequence[float]) -> bool:
    """Whether two columns at least, the first among them, are filled in each row that is no merged one."""
    plain = [row for row in rows if not crossings(row, edges)]
    if 5 * (len(rows) - len(plain)) > len(rows) or not plain:
        return False
    everywhere = set.intersection(*(_filled(row, edges) for row in plain))
    return len(everywhere) > 1 and 0 in everywhere


def _has_key(rows: Sequence[_Row], edges: Sequence[float]) -> bool:
    """Whether a column has one line in every row."""
    lines = [_columns(row, edges) for row in rows if not crossings(row, edges)]
    return any(all(len(slabs(row[column])) == 1 for row in lines) for column in range(len(edges) + 1))


def _carried_on(fine: list[_Row], edges: Sequence[float]) -> list[_Row] | None:
    """Lines at equal gaps: one without a first cell carries on what is above, if that had no room left."""
    rows: list[_Row] = []
    parted = [_columns(slab, edges) for slab in fine]
    widths = [max(map(_width, column)) for column in zip(*parted, strict=True)]
    for above, slab, columns in zip([parted[0], *parted], fine, parted, strict=False):
        size = letter_size(slab)
        if columns[0]:
            rows.append(list(slab))
        elif rows and all(
            not now or _width(before) > wide - size
            for before, now, wide in zip(above, columns, widths, strict=True)
        ):
            rows[-1] += slab
        else:
            return None
    return rows if _is_certain(rows, edges) and _has_key(rows, edges) else None


def _width(letters: Sequence[Glyph]) -> float:
    return max(glyph.x1 for glyph in letters) - min(glyph.x0 for glyph in letters) if letters else 0.0


def _columns(row: Sequence[Glyph], edges: Sequence[float]) -> list[_Row]:
    columns: list[_Row] = [[] for _ in range(len(edges) + 1)]
    for glyph in row:
        columns[sum(middle(glyph) >= edge for edge in edges)].append(glyph)
    return columns


def _filled(row: Sequence[Glyph], edges: Sequence[float]) -> set[int]:
    return {index for index, column in enumerate(_columns(row, edges)) if column}
