r"""Rows of an RTF table as a w:tbl: RTF gives each row the right edges of its cells, Word wants spans.

The union of all rows' edges is the grid; edges a hair apart are one, for rows are dragged by hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.readers.docx.names import TBL, TC, TR, VAL, Element, P, W

SAME_EDGE = 45
"""Twips (1/1440 inch, so 0.8 mm) within which edges of different rows are one."""
SAME_START = 200
"""Twips within which rows begin at the same edge: half of the gap between columns, and its rounding."""
_NO_WIDTH = 1_000


@dataclass(slots=True)
class CellDefinition:
    r"""One \cellx with what was said of the cell before it."""

    edge: int = 0
    continues_left: bool = False
    merge: str | None = None


@dataclass(slots=True)
class RowDefinition:
    r"""What \trowd begins: in force until the next."""

    left: int = 0
    cells: list[CellDefinition] = field(default_factory=list)
    pending: CellDefinition = field(default_factory=CellDefinition)
    first: bool = False
    last: bool = False

    def add_edge(self, edge: int) -> None:
        r"""Take a \cellx; edges never go back."""
        self.pending.edge = max(edge, self.cells[-1].edge if self.cells else self.left)
        self.cells.append(self.pending)
        self.pending = CellDefinition()


@dataclass(slots=True)
class Row:
    """Cells as lists of w:p and w:tbl, with the definition in force where the row ended."""

    cells: list[list[Element]]
    definition: RowDefinition


@dataclass(slots=True)
class _Cell:
    edge: int
    merge: str | None
    blocks: list[Element]


def rows_to_table(rows: list[Row]) -> Element:
    """A w:tbl with gridBefore, gridSpan and vMerge as docx_tables reads them."""
    from lxml import etree

    starts = _starts(rows)
    lines = [_defined_cells(row) for row in rows]
    places = _grid(
        [[start, *(cell.edge for cell in line)] for start, line in zip(starts, lines, strict=True)]
    )
    table = etree.Element(TBL)
    for line, columns in zip(lines, places, strict=True):
        row = etree.SubElement(table, TR)
        if columns[0]:
            properties = etree.SubElement(row, W + 'trPr')
            etree.SubElement(properties, W + 'gridBefore').set(VAL, str(columns[0]))
        for cell, left, right in zip(line, columns, columns[1:], strict=False):
            row.append(_cell_element(cell, right - left))
    return table


def _cell_element(cell: _Cell, span: int) -> Element:
    from lxml import etree

    element = etree.Element(TC)
    properties = etree.SubElement(element, W + 'tcPr')
    etree.SubElement(properties, W + 'gridSpan').set(VAL, str(max(span, 1)))
    if cell.merge is not None:
        etree.SubElement(properties, W + 'vMerge').set(VAL, cell.merge)
    element.extend(cell.blocks or [etree.Element(P)])
    return element


def _starts(rows: list[Row]) -> list[int]:
    """Left edges of the rows, those that nearly begin where the table begins moved there."""
    first = min(row.definition.left for row in rows)
    return [first if row.definition.left - first <= SAME_START else row.definition.left for row in rows]


def _defined_cells(row: Row) -> list[_Cell]:
    """Contents with their edges, horizontally merged cells as one; cells without a definition come last."""
    found: list[_Cell] = []
    definitions = list(row.definition.cells)
    while len(definitions) < len(row.cells):
        edge = definitions[-1].edge if definitions else row.definition.left
        definitions.append(CellDefinition(edge + _NO_WIDTH))
    for index, definition in enumerate(definitions):
        blocks = row.cells[index] if index < len(row.cells) else []
        if definition.continues_left and found:
            found[-1].edge = definition.edge
            found[-1].blocks += blocks
        else:
            found.append(_Cell(definition.edge, definition.merge, blocks))
    return found


def _grid(lines: list[list[int]]) -> list[list[int]]:
    """Edges (twips) of every row as numbers of grid lines; two edges of one row never become one."""
    numbered: list[list[int]] = [[] for _ in lines]
    grid_line, began = -1, 0
    members: set[int] = set()
    for edge, row in sorted((edge, row) for row, edges in enumerate(lines) for edge in edges):
        if grid_line < 0 or edge - began > SAME_EDGE or row in members:
            grid_line, began = grid_line + 1, edge
            members = set()
        members.add(row)
        numbered[row].append(grid_line)
    return numbered
