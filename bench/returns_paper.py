"""A paper of paragraphs and grids, written as a real .docx or .xlsx, and what must be read from it."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from bench.returns_ink import Ink

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(slots=True)
class Spot:
    """One cell: its text, how far it reaches, the words struck out in it, a workbook's own value."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    struck: tuple[str, ...] = ()
    native: Any = None


@dataclass(slots=True)
class Grid:
    """Cells by row and column from 0; places no cell reaches are empty cells."""

    spots: dict[tuple[int, int], Spot] = field(default_factory=dict)
    height: int = 0
    width: int = 0

    def put(self, row: int, col: int, spot: Spot) -> None:
        """Place a cell; the grid grows to hold it."""
        assert spot.rowspan > 0
        assert spot.colspan > 0
        self.spots[row, col] = spot
        self.height = max(self.height, row + spot.rowspan)
        self.width = max(self.width, col + spot.colspan)

    def put_ink(self, row: int, col: int, ink: Ink, colspan: int = 1, rowspan: int = 1) -> None:
        """Place a written value."""
        self.put(row, col, Spot(ink.text, rowspan, colspan, ink.struck, ink.native))


@dataclass(frozen=True, slots=True)
class Asked:
    """A field the paper asks for: where (sheet or table from 0, row from 0; None: of the whole paper).

    row counts within the grid; label is as printed.
    """

    field: str
    label: str
    ink: Ink
    causes: tuple[str, ...]
    grid: int | None = None
    row: int | None = None


@dataclass(slots=True)
class Paper:
    """One return: blocks in order (a Grid or a paragraph's text), sheet by sheet for a workbook.

    private are words on it that must not turn up in what is read from it.
    """

    form: str
    format: str
    name: str = ''
    sheets: list[tuple[str, list[str | Grid]]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    causes: set[str] = field(default_factory=set)
    private: tuple[str, ...] = ()

    @property
    def grids(self) -> list[Grid]:
        """All grids in order."""
        return [block for _, blocks in self.sheets for block in blocks if isinstance(block, Grid)]


def save(paper: Paper, folder: Path, rng: random.Random) -> Path:
    """The paper as a file in a folder."""
    path = folder / f'{paper.name}.{paper.format}'
    (_save_docx if paper.format == 'docx' else _save_xlsx)(paper, path, rng)
    return path


def grid_offsets(paper: Paper) -> list[tuple[str, int]]:
    """For each grid its sheet's name and the rows above it in that sheet: a workbook's arrangement."""
    found = []
    for name, blocks in paper.sheets:
        above = 0
        for block in blocks:
            if isinstance(block, Grid):
                found.append((name, above))
                above += block.height
            else:
                above += 1
    return found


def _save_docx(paper: Paper, path: Path, _rng: random.Random) -> None:
    from docx import Document
    from lxml import etree

    document = Document()
    body = document.element.body
    for _, blocks in paper.sheets:
        for block in blocks:
            xml = _table_xml(block) if isinstance(block, Grid) else _paragraph_xml(block)
            body.insert(len(body) - 1, etree.fromstring(xml))
            if isinstance(block, Grid):
                body.insert(len(body) - 1, etree.fromstring(_paragraph_xml('')))
    document.save(str(path))


def _pieces(line: str, struck: tuple[str, ...]) -> list[tuple[str, bool]]:
    """One line in pieces, each crossed out or not."""
    parts = [(line, False)]
    for word in struck:
        split: list[tuple[str, bool]] = []
        for text, crossed in parts:
            before, found, after = ('', '', '') if crossed else text.partition(word)
            pieces = [(before, False), (found, True), (after, False)] if found else [(text, crossed)]
            split.extend(piece for piece in pieces if piece[0])
        parts = split
    return parts


def _runs_xml(line: str, struck: tuple[str, ...]) -> str:
    """Runs of one line; words in struck are crossed out."""
    return ''.join(
        f'<w:r>{"<w:rPr><w:strike/></w:rPr>" if crossed else ""}'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        for text, crossed in _pieces(line, struck)
    )


def _paragraph_xml(text: str, struck: tuple[str, ...] = ()) -> str:
    runs = '<w:r><w:br/></w:r>'.join(_runs_xml(line, struck) for line in text.split('\n'))
    return f'<w:p {_W}>{runs}</w:p>'


def _table_xml(grid: Grid) -> str:
    rows = ''.join(f'<w:tr>{_row_xml(grid, row)}</w:tr>' for row in range(grid.height))
    columns = '<w:gridCol w:w="900"/>' * grid.width
    return (
        f'<w:tbl {_W}><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr>'
        f'<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def _row_xml(grid: Grid, row: int) -> str:
    cells, col = [], 0
    while col < grid.width:
        top, spot = _covering(grid, row, col)
        span = spot.colspan
        merge = ''
        if spot.rowspan > 1:
            merge = '<w:vMerge w:val="restart"/>' if top == row else '<w:vMerge/>'
        properties = f'<w:gridSpan w:val="{span}"/>{merge}' if span > 1 else merge
        inner = _paragraph_xml(spot.text, spot.struck) if top == row else '<w:p/>'
        cells.append(f'<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>')
        col += span
    return ''.join(cells)


def _covering(grid: Grid, row: int, col: int) -> tuple[int, Spot]:
    """The row a cell begins in and the cell; an empty one where nothing reaches."""
    for above in range(row, max(-1, row - 40), -1):
        spot = grid.spots.get((above, col))
        if spot is not None:
            return (above, spot) if above + spot.rowspan > row else (row, Spot(''))
    return row, Spot('')


def _save_xlsx(paper: Paper, path: Path, rng: random.Random) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    native = rng.random() < 0.7
    for name, blocks in paper.sheets:
        sheet = book.create_sheet(name)
        width = max((block.width for block in blocks if isinstance(block, Grid)), default=1)
        above = 1
        for block in blocks:
            if isinstance(block, str):
                sheet.cell(above, 1, block or None)
                if width > 1 and rng.random() < 0.8:
                    sheet.merge_cells(start_row=above, start_column=1, end_row=above, end_column=width)
                above += 1
                continue
            for (row, col), spot in block.spots.items():
                _fill(sheet, (above + row, col + 1), spot, native)
            above += block.height
    book.save(path)


def _rich(spot: Spot) -> Any:
    """Text of which some words are crossed out, as a workbook holds it."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    crossed = InlineFont(strike=True)
    return CellRichText(
        [TextBlock(crossed, text) if out else text for text, out in _pieces(spot.text, spot.struck)]
    )


def _fill(sheet: Any, place: tuple[int, int], spot: Spot, native: bool) -> None:
    row, col = place
    value: Any = _rich(spot) if spot.struck else spot.text
    if native and spot.native is not None:
        whole = isinstance(spot.native, str) and len(spot.native) == 10
        value = dt.date.fromisoformat(spot.native) if whole else spot.native
    sheet.cell(row, col, value if value != '' else None)
    if spot.rowspan > 1 or spot.colspan > 1:
        sheet.merge_cells(
            start_row=row, start_column=col, end_row=row + spot.rowspan - 1, end_column=col + spot.colspan - 1
        )
