"""Newspaper columns: running text set side by side, to be read one column after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extractors.readers.pdf.pieces import Piece

_FEWEST_LINES = 5
"""Of each column; lists and signatures that stand side by side are shorter."""
_FEWEST_CARRIED_ON = 2
_NARROWEST = 8
"""The width of a column, in letters."""
_FULL = 0.6
"""The share of a column's lines that reach its right edge: text is set flush, lists are not."""
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
            regions = _regions([*pieces, *frames], edges, size)
            if regions:
                return regions
    return [region for each in before for region in _carried_on([*pieces, *frames], each, size)]


def _carried_on(pieces: Sequence[Piece], before: Region, size: float) -> list[Region]:
    edges = [left for left, _ in before.columns]
    return _regions(pieces, edges, size, _FEWEST_CARRIED_ON)


def _starts(pieces: Sequence[Piece]) -> list[float]:
    """Where many pieces begin, left to right: places that could be a column's left edge."""
    starts: list[list[float]] = []
    for x in sorted(piece.x0 for piece in pieces):
        if starts and x - starts[-1][0] < 3:
            starts[-1].append(x)
        else:
            starts.append([x])
    return [group[0] for group in starts if len(group) >= _FEWEST_LINES]


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
    """Whether a piece runs into the column to its right, or is set larger, as headlines are."""
    column = _column_at(piece.x0, edges)
    into = column + 1 < len(edges) and piece.x1 > edges[column + 1] - 2
    return column < 0 or into or piece.size > 1.25 * size


def _column_at(x: float, edges: Sequence[float]) -> int:
    return sum(x >= edge - 2 for edge in edges) - 1


def _band_to_region(band: Sequence[Piece], edges: Sequence[float], size: float, fewest: int) -> Region | None:
    columns: list[list[Piece]] = [[] for _ in edges]
    for piece in band:
        columns[_column_at(piece.x0, edges)].append(piece)
    if not all(
        _is_running_text(column, edge, size, fewest) for column, edge in zip(columns, edges, strict=True)
    ):
        return None
    return Region(
        min(piece.y0 for column in columns for piece in column),
        max(piece.y1 for column in columns for piece in column),
        tuple(
            (edge - 2, max(piece.x1 for piece in column)) for column, edge in zip(columns, edges, strict=True)
        ),
    )


def _is_running_text(column: Sequence[Piece], edge: float, size: float, fewest: int) -> bool:
    if len(column) < fewest:
        return False
    right = max(piece.x1 for piece in column)
    full = sum(piece.x1 > right - 2 * size and piece.x0 < edge + 2.5 * size for piece in column)
    letters = ''.join(piece.text for piece in column)
    return (
        right - edge >= _NARROWEST * size
        and full >= _FULL * len(column)
        and len(_STOPS.findall(letters)) >= len(letters) / 60
    )
