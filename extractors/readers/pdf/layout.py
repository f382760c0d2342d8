"""How the text beside a page's ruled tables is set: lines, tables without rules, newspaper columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.readers.pdf.aligned import rows_to_grids
from extractors.readers.pdf.columns import Region, pieces_to_regions
from extractors.readers.pdf.glyphs import Glyph, Page
from extractors.readers.pdf.grid import Grid
from extractors.readers.pdf.lines import glyphs_to_lines, glyphs_to_rows, row_to_line
from extractors.readers.pdf.pieces import Piece, row_to_pieces
from model.place import Box
from text.lines import Line


@dataclass(frozen=True, slots=True)
class Layout:
    """One page's lines and tables, in no order yet; regions tell in which to read them."""

    lines: list[Line]
    grids: list[Grid]
    regions: list[Region]

    def place(self, box: Box) -> tuple[float, int, float]:
        """Where a thing comes in reading order."""
        for region in self.regions:
            column = region.column_of(box.x0, box.x1, (box.y0 + box.y1) / 2)
            if column is not None:
                return region.top, column, box.y0
        return box.y0, 0, box.y0


def glyphs_to_layout(
    glyphs: Sequence[Glyph], ruled: Sequence[Grid], page: Page, before: Layout | None = None
) -> Layout:
    """The letters in none of the page's ruled tables as lines and tables without rules.

    before is the page before, whose columns may go on here with a few lines.
    """
    rows = glyphs_to_rows(glyphs)
    pieces = [row_to_pieces(row) for row in rows]
    frames = [Piece((), *grid.first.box, 1.0) for grid in ruled if grid.first.box]
    regions = pieces_to_regions(
        [piece for row in pieces for piece in row], frames, before.regions[-1:] if before else ()
    )
    if regions:
        return Layout(_lines_in_columns(glyphs, regions, page.number), list(ruled), regions)
    grids, taken = rows_to_grids(pieces, page)
    lines = [
        row_to_line(row, page.number, its_pieces[0].size if its_pieces else None)
        for index, (row, its_pieces) in enumerate(zip(rows, pieces, strict=True))
        if index not in taken
    ]
    return Layout([line for line in lines if line.text], [*ruled, *grids], [])


def _lines_in_columns(glyphs: Sequence[Glyph], regions: Sequence[Region], page: int) -> list[Line]:
    """Each column's lines with its edges, and the lines of no column."""
    places: dict[tuple[int, int] | None, list[Glyph]] = {}
    for glyph in glyphs:
        places.setdefault(_column(glyph, regions), []).append(glyph)
    lines: list[Line] = []
    for place, letters in places.items():
        found = glyphs_to_lines(letters, page)
        if place is not None:
            edges = regions[place[0]].columns[place[1]]
            found = [replace(line, column=edges) for line in found]
        lines += found
    return lines


def _column(glyph: Glyph, regions: Sequence[Region]) -> tuple[int, int] | None:
    y = (glyph.y0 + glyph.y1) / 2
    for index, region in enumerate(regions):
        column = region.column_of(glyph.x0, glyph.x1, y)
        if column is not None:
            return index, column
    return None
