"""Pieces of lines: what stands between two wide gaps, as cells without rules and newspaper columns do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.readers.pages.lines import letter_size
from extractors.readers.pages.page import Glyph

GUTTER = 0.5
"""The narrowest gap between two columns of running text, in letters."""

_WIDE = 1.4
"""A gap as wide as this, in letters, parts two pieces; a full-width blank is narrower."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a printed line; points from the page's top left, y0 and y1 those of its first letter.

    size is the width of a Chinese letter; gaps are the letters (from 0) that stand after a gap as wide
    as a narrow gutter.
    """

    glyphs: tuple[Glyph, ...]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    gaps: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """All letters, without blanks."""
        return ''.join([glyph.text for glyph in self.glyphs]).replace(' ', '')


def row_to_pieces(row: Sequence[Glyph]) -> list[Piece]:
    """The pieces of one line, whose letters are given left to right."""
    pieces: list[tuple[list[Glyph], list[int]]] = []
    size = letter_size(row)
    wide, narrow = _WIDE * size, GUTTER * size
    x1 = float('-inf')
    for glyph in row:
        if glyph.text.isspace():
            continue
        gap = glyph.x0 - x1
        if gap > wide:
            pieces.append(([], []))
        elif gap >= narrow:
            pieces[-1][1].append(len(pieces[-1][0]))
        pieces[-1][0].append(glyph)
        x1 = glyph.x1
    return [_piece(glyphs, size, gaps) for glyphs, gaps in pieces]


def _piece(glyphs: list[Glyph], size: float, gaps: list[int]) -> Piece:
    first = glyphs[0]
    return Piece(tuple(glyphs), first.x0, first.y0, glyphs[-1].x1, first.y1, size, tuple(gaps))
