"""Newspaper columns: running text set side by side, to be read one column after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import median

from extractors.readers.pages.pieces import Piece

_FEWEST_LINES = 5
"""Of each column; lists and signatures that stand side by side are shorter."""
_FEWEST_CARRIED_ON = 2
_NARROWEST = 8
"""The width of a column, in letters."""
_FULL = 0.6
"""The share of a column's lines that reach its right edge: text is set flush, lists are not."""
_MANY_LINES = 8
_FULL_OF_MANY = 0.45
"""The same where columns are longer: many headings and short paragraphs are still no list."""
_DOUBTFUL = 10
_HANGING = 0.6
"""How far an opening bracket may hang out to the left, in letters."""
_STOPS = re.compile('[，。；：、！？,.;]')
_MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page set in columns: from top to bottom, each column with its edges, in points."""

    top: float
    bottom: float
    columns: tuple[tuple[float, float], ...]

    def column_of(self, x0: float, x1: float, y: float) -> int | None:
        """Which column a thing with its middle at y stands in, None where it is not of the region."""
        if not self.top <= y <= self.bottom:
            return None
        x = (x0 + x1) / 2
        return next((index for index, (left, right) in enumerate(self.columns) if left <= x <= right), None)


def pieces_to_regions(
    pieces: Sequence[Piece], frames: Sequence[Piece] = (), before: Sequence[Region] = ()
) -> list[Region]:
    """The parts of a page set in columns, top down; [] for all but newspapers and bulletins.

    frames are ruled tables, as pieces without letters: no column runs through them. before is what the page
    before ended with: its columns may go on with a few lines.
    """
    starts = _starts(pieces)
    if not pieces or (len(starts) < 2 and not before):
        return []
    size = median(piece.size for piece in pieces)
    for count in range(min(_MOST_COLUMNS, len(starts)), 1, -1):
        for edges in _choices(starts, count):
            regions = _regions([*_cut(pieces, edges), *frames], edges, size)
            if regions:
                return regions
    return [region for each in before for region in _carried_on(pieces, frames, each, size)]


def are_doubtful(pieces: Sequence[Piece]) -> bool:
    """Whether a page that is not read in columns has two long left edges with sentences beside each other."""
    size = median([piece.size for piece in pieces] or [1.0])
    for left, right in combinations(_starts(pieces), 2):
        if right - left < _NARROWEST * size:
            continue
        cut = _cut(pieces, (left, right))
        columns = [
            [piece for piece in cut if _is_at(piece, edge, size) and piece.x1 < end]
            for edge, end in ((left, right), (right, float('inf')))
        ]
        if all(_is_like_text(column, size) for column in columns):
            return True
    return False


def _is_at(piece: Piece, edge: float, size: float) -> bool:
    return -_HANGING * size <= piece.x0 - edge < 2.5 * size


def _is_like_text(column: Sequence[Piece], size: float) -> bool:
    letters = ''.join(piece.text for piece in column)
    long = sum(piece.x1 - piece.x0 > _NARROWEST * size for piece in column)
    return long >= _DOUBTFUL and len(_STOPS.findall(letters)) >= len(letters) / 30


def _carried_on(
    pieces: Sequence[Piece], frames: Sequence[Piece], before: Region, size: float
) -> list[Region]:
    edges = [left for left, _ in before.columns]
    return _regions([*_cut(pieces, edges), *frames], edges, size, _FEWEST_CARRIED_ON)


def _starts(pieces: Sequence[Piece]) -> list[float]:
    """Where many pieces begin, left to right: places that could be a column's left edge.

    So do letters after a gap as wide as a narrow gutter.
    """
    starts: list[list[float]] = []
    within = [piece.glyphs[at].x0 for piece in pieces for at in piece.gaps]
    for x in sorted([*(piece.x0 for piece in pieces), *within]):
        if starts and x - starts[-1][0] < 3:
            starts[-1].append(x)
        else:
            starts.append([x])
    return [group[0] for group in starts if len(group) >= _FEWEST_LINES]


def _cut(pieces: Sequence[Piece], edges: Sequence[float]) -> list[Piece]:
    """Pieces parted where a column begins within them, after a gap as wide as a gutter."""
    found: list[Piece] = []
    for piece in pieces:
        begun = 0
        for at in piece.gaps:
            x0 = piece.glyphs[at].x0
            if any(-_HANGING <= (x0 - edge) / piece.size < 2.5 for edge in edges[1:]):
                found.append(_part(piece, begun, at))
                begun = at
        found.append(_part(piece, begun, len(piece.glyphs)) if begun else piece)
    return found


def _part(piece: Piece, begun: int, end: int) -> Piece:
    glyphs = piece.glyphs[begun:end]
    return replace(piece, glyphs=glyphs, x0=glyphs[0].x0, x1=glyphs[-1].x1, gaps=())


def _choices(starts: Sequence[float], count: int) -> list[tuple[float, ...]]:
    """Left edges of columns of about the same width."""
    found = []
    for second in starts[1:]:
        step = second - starts[0]
        edges = [starts[0], second]
        while len(edges) < count:
            nearest = min(starts, key=lambda x: abs(x - edges[-1] - step))
            if abs(nearest - edges[-1] - step) > 0.1 * step:
                break
            edges.append(nearest)
        if len(edges) == count:
            found.append(tuple(edges))
    return found


def _regions(
    pieces: Sequence[Piece], edges: Sequence[float], size: float, fewest: int = _FEWEST_LINES
) -> list[Region]:
    """Bands between pieces that cross a gutter, as headlines do, where every column holds text."""
    bands: list[list[Piece]] = [[]]
    for piece in sorted(pieces, key=lambda piece: piece.y0):
        if _crosses(piece, edges, size):
            bands.append([])
        elif piece.glyphs:
            bands[-1].append(piece)
    return [region for band in bands if (region := _band_to_region(band, edges, size, fewest)) is not None]


def _crosses(piece: Piece, edges: Sequence[float], size: float) -> bool:
    """Whether a piece runs into the column to its right, or is set larger, as headlines are.

    An address of the web that nothing could break is no headline.
    """
    column = _column_at(piece.x0, edges, size)
    into = column + 1 < len(edges) and piece.x1 > edges[column + 1] - 2
    return column < 0 or (into and not is_unbroken(piece)) or piece.size > 1.25 * size


def is_unbroken(piece: Piece) -> bool:
    """Whether a piece is one long Latin word, as an address is, which may run over a gutter."""
    return len(piece.glyphs) > 1 and len(piece.text) > _NARROWEST and piece.text.isascii()


def _column_at(x: float, edges: Sequence[float], size: float) -> int:
    return sum(x >= edge - max(2, _HANGING * size) for edge in edges) - 1


def _band_to_region(band: Sequence[Piece], edges: Sequence[float], size: float, fewest: int) -> Region | None:
    columns: list[list[Piece]] = [[] for _ in edges]
    for piece in band:
        columns[_column_at(piece.x0, edges, size)].append(piece)
    if not all(
        _is_running_text(column, edge, size, fewest) for column, edge in zip(columns, edges, strict=True)
    ):
        return None
    return Region(
        min(piece.y0 for column in columns for piece in column),
        max(piece.y1 for column in columns for piece in column),
        tuple(
            (min(edge, *(piece.x0 for piece in column)) - 2, _right(column))
            for column, edge in zip(columns, edges, strict=True)
        ),
    )


def _right(column: Sequence[Piece]) -> float:
    return max([piece.x1 for piece in column if not is_unbroken(piece)] or [column[0].x1])


def _is_running_text(column: Sequence[Piece], edge: float, size: float, fewest: int) -> bool:
    if len(column) < fewest:
        return False
    right = _right(column)
    enough = _FULL if len(column) < _MANY_LINES else _FULL_OF_MANY
    full = sum(piece.x1 > right - 2 * size and piece.x0 < edge + 2.5 * size for piece in column)
    letters = ''.join(piece.text for piece in column)
    return (
        right - edge >= _NARROWEST * size
        and full >= enough * len(column)
        and len(_STOPS.findall(letters)) >= len(letters) / 60
    )
