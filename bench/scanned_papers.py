"""A paper of bench.returns_* as it is printed: fonts, column widths, page sizes, boxes left for a pen."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from bench.returns_paper import Grid, Paper, Spot

FONTS = (
    'AR PL UMing CN',
    'AR PL UKai CN',
    'Noto Sans CJK SC',
    'Noto Serif CJK SC',
    'WenQuanYi Zen Hei',
)
PEN_COLOUR = 0x000002
"""The colour of a box that a pen will tick: black to the eye, found again in the PDF."""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPED = str.maketrans('☑■', '□□')
_SHEETS = ((11906, 16838), (16838, 11906), (23811, 16838))
"""A4, A4 on its side, A3 on its side; twips."""
_MARGIN = 1000
_TITLE = 16
_ROW_HEIGHT = 420
_SPLIT = 10.5
"""Rows of papers in larger print are kept whole at a page's end."""


class Look(NamedTuple):
    """How a paper is printed: font, whether its boxes are ticked by pen; size in points."""

    font: str
    size: float
    pen: bool


def make_look(rng: random.Random) -> Look:
    """One of the fonts of this machine; every second paper is ticked by hand."""
    return Look(rng.choice(FONTS), rng.choice((10.5, 10.5, 11, 12)), rng.random() < 0.5)


def save_printable(paper: Paper, look: Look, path: Path) -> None:
    """The paper as a .docx for the printer; a table too wide goes on its side, then on A3 in small print."""
    from docx import Document
    from lxml import etree

    needs = [grid_to_ems(grid) for grid in paper.grids]
    size, sheet = _room_for(max((sum(each) for each in needs), default=0.0), look.size)
    width = sheet[0] - 2 * _MARGIN
    document = Document()
    body = document.element.body
    body.remove(body[-1])
    parts: list[str] = []
    for _, blocks in paper.sheets:
        for block in blocks:
            if isinstance(block, Grid):
                table = _table(block, ems_to_twips(needs.pop(0), width), look._replace(size=size))
                parts += [table, _paragraph('', look)]
            else:
                title = look._replace(size=size if parts else _TITLE)
                parts.append(_paragraph(block, title, centred=not parts))
    for part in (*parts, _section(sheet)):
        body.append(etree.fromstring(part))
    document.save(str(path))


def _room_for(ems: float, size: float) -> tuple[float, tuple[int, int]]:
    """The size of print, in points, and the sheet on which a table this many letters wide has room."""
    for points, sheet in ((size, _SHEETS[0]), (10.0, _SHEETS[1])):
        if ems * points * 20 <= sheet[0] - 2 * _MARGIN:
            return points, sheet
    return 9.0, _SHEETS[2]


def _section(sheet: tuple[int, int]) -> str:
    sides = ' '.join(f'w:{side}="{_MARGIN}"' for side in ('top', 'bottom', 'left', 'right'))
    return f'<w:sectPr {_W}><w:pgSz w:w="{sheet[0]}" w:h="{sheet[1]}"/><w:pgMar {sides}/></w:sectPr>'


def grid_to_ems(grid: Grid) -> list[float]:
    """How wide each column should be in letters: its longest value, its labels on a few lines."""
    needs = [2.0] * grid.width
    for (row, col), spot in grid.spots.items():
        if spot.colspan > 1:
            continue
        lines = spot.text.split('\n')
        widest = max(map(_ems, lines))
        needs[col] = max(needs[col], min(widest, 5.0 if row < 3 else 10.0) + 1)
    return needs


def ems_to_twips(needs: Sequence[float], room: int) -> list[int]:
    """Widths that fill the room in these shares."""
    return [max(300, int(room * each / sum(needs))) for each in needs]


def _ems(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(letter) in 'WFA' else 0.55 for letter in text)


def _runs(text: str, look: Look) -> str:
    """Runs of one line; a box that the pen will tick is a run of its own."""
    pieces: list[tuple[str, bool]] = [('', False)]
    for letter in text:
        drawn = look.pen and letter in '☑■'
        if drawn or pieces[-1][1]:
            pieces.append(('', drawn))
        pieces[-1] = (pieces[-1][0] + (letter.translate(_TYPED) if drawn else letter), drawn)
    return ''.join(_run(piece, look, drawn) for piece, drawn in pieces if piece)


def _run(text: str, look: Look, drawn: bool) -> str:
    fonts = ' '.join(f'w:{kind}="{look.font}"' for kind in ('ascii', 'hAnsi', 'eastAsia', 'cs'))
    colour = f'<w:color w:val="{PEN_COLOUR:06X}"/>' if drawn else ''
    size = f'<w:sz w:val="{int(look.size * 2)}"/>'
    return (
        f'<w:r><w:rPr><w:rFonts {fonts}/>{colour}{size}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def _paragraph(text: str, look: Look, *, centred: bool = False) -> str:
    runs = '<w:r><w:br/></w:r>'.join(_runs(line, look) for line in text.split('\n'))
    aligned = '<w:jc w:val="center"/>' if centred else ''
    return f'<w:p {_W}><w:pPr><w:spacing w:before="0" w:after="0"/>{aligned}</w:pPr>{runs}</w:p>'


def _table(grid: Grid, widths: list[int], look: Look) -> str:
    rows = ''.join(_row(grid, row, widths, look) for row in range(grid.height))
    columns = ''.join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl {_W}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def _row(grid: Grid, row: int, widths: list[int], look: Look) -> str:
    cells, col = [], 0
    while col < grid.width:
        top, spot = grid_at(grid, row, col)
        width = sum(widths[col : col + spot.colspan])
        span = f'<w:gridSpan w:val="{spot.colspan}"/>' if spot.colspan > 1 else ''
        merge = ''
        if spot.rowspan > 1:
            merge = '<w:vMerge w:val="restart"/>' if top == row else '<w:vMerge/>'
        inner = _paragraph(spot.text if top == row else '', look)
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/>'
        cells.append(f'<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>')
        col += spot.colspan
    whole = '<w:cantSplit/>' if look.size > _SPLIT else ''
    return f'<w:tr><w:trPr>{whole}<w:trHeight w:val="{_ROW_HEIGHT}"/></w:trPr>{"".join(cells)}</w:tr>'


def grid_at(grid: Grid, row: int, col: int) -> tuple[int, Spot]:
    """The row a cell begins in and the cell; an empty one where nothing reaches."""
    for above in range(row, -1, -1):
        spot = grid.spots.get((above, col))
        if spot is not None:
            return (above, spot) if above + spot.rowspan > row else (row, Spot(''))
    return row, Spot('')
