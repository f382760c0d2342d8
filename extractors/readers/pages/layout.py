"""How the text beside a page's ruled tables is set: lines, tables without rules, newspaper columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.readers.pages.aligned import rows_to_grids
from extractors.readers.pages.bands import letters_to_bands
from extractors.readers.pages.columns import Region, are_doubtful, is_unbroken, pieces_to_regions
from extractors.readers.pages.grid import Grid
from extractors.readers.pages.lines import glyphs_to_lines, glyphs_to_rows, row_to_line
from extractors.readers.pages.page import Glyph, Page
from extractors.readers.pages.pieces import Piece, row_to_pieces
from extractors.readers.pages.wraps import with_wraps
from model.place import Box, Problem, Severity, Where
from text.lines import Line


@dataclass(frozen=True, slots=True)
class Layout:
    """One page's lines and tables, in no order yet; regions tell in which to read them.

    problems are tables and columns that were seen but not read as such.
    """

    lines: list[Line]
    grids: list[Grid]
    regions: list[Region]
    problems: tuple[Problem, ...] = ()

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
    bands = letters_to_bands(glyphs, page)
    grids = [*ruled, *bands.grids]
    problems = tuple(_unread(band, page.number) for band in bands.unread)
    rows = glyphs_to_rows(bands.left)
    pieces = [row_to_pieces(row) for row in rows]
    frames = [Piece((), *grid.first.box, 1.0) for grid in grids if grid.first.box]
    regions = pieces_to_regions(
        [piece for row in pieces for piece in row], frames, before.regions[-1:] if before else ()
    )
    if regions:
        whole = [piece for row in pieces for piece in row if is_unbroken(piece)]
        return Layout(_lines_in_columns(bands.left, whole, regions, page.number), grids, regions, problems)
    rows, pieces = with_wraps(rows, pieces)
    free = [[] if any(_stands_in(row, band) for band in bands.unread) else row for row in pieces]
    found, taken = rows_to_grids(free, page)
    if not found and are_doubtful([piece for row in free for piece in row]):
        problems += (_doubtful(page.number),)
    lines = [
        row_to_line(row, page.number, its_pieces[0].size if its_pieces else None)
        for index, (row, its_pieces) in enumerate(zip(rows, pieces, strict=True))
        if index not in taken
    ]
    return Layout([line for line in lines if line.text], [*grids, *found], [], problems)


def _stands_in(row: Sequence[Piece], band: Box) -> bool:
    return bool(row) and band.y0 <= (row[0].y0 + row[0].y1) / 2 <= band.y1


def _doubtful(page: int) -> Problem:
    message = f"第{page}页像是分栏排版，没有把握，按整行读入，左右两栏的文字可能混在一起；请对照原件核对"
    return Problem('columns_doubtful', Severity.REVIEW, message, Where(page=page))


def _unread(band: Box, page: int) -> Problem:
    message = f"第{page}页有一张没有竖线的表，没有读成表格；请对照原件核对"
    return Problem('table_unread', Severity.REVIEW, message, Where(page=page, box=band))


def _lines_in_columns(
    glyphs: Sequence[Glyph], whole: Sequence[Piece], regions: Sequence[Region], page: int
) -> list[Line]:
    """Each column's lines with its edges, and the lines of no column; whole pieces stay in one column."""
    places: dict[tuple[int, int] | None, list[Glyph]] = {}
    first = {id(glyph): piece.glyphs[0] for piece in whole for glyph in piece.glyphs}
    for glyph in glyphs:
        places.setdefault(_column(first.get(id(glyph), glyph), regions), []).append(glyph)
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
