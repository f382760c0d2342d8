"""Tables of OpenDocument texts as w:tbl (ODF 1.2, 9.1): cells, what they cover, and repetitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractors.readers.docx.names import TBL, TC, TR, VAL, Element, P, W
from extractors.readers.odf.package import TABLE
from model.errors import TooLarge

MAX_CELLS = 200_000
_MAX_SPAN = 1_000
_CELL, _COVERED = TABLE + 'table-cell', TABLE + 'covered-table-cell'
_GROUPS = frozenset(TABLE + name for name in ('table-header-rows', 'table-rows', 'table-row-group'))


def rows(table: Element) -> Iterator[Element]:
    """A table's rows in order, headers and grouped ones among them."""
    for child in table:
        if child.tag == TABLE + 'table-row':
            yield child
        elif child.tag in _GROUPS:
            yield from rows(child)


def repeated(element: Element, name: str, most: int = _MAX_SPAN) -> int:
    """How often an element stands for itself, or how much it spans: at least 1."""
    text = element.get(TABLE + name) or '1'
    return min(max(int(text), 1), most) if text.isdecimal() and len(text) < 10 else 1


def table_to_word(table: Element, fill: Callable[[Element, Element], None]) -> Element:
    """A w:tbl; fill puts the blocks of a table:table-cell (first) into a w:tc (second)."""
    from lxml import etree

    word = etree.Element(TBL)
    below: dict[int, tuple[int, int]] = {}
    cells = 0
    for row in rows(table):
        for _ in range(repeated(row, 'number-rows-repeated')):
            line = etree.SubElement(word, TR)
            below = _fill_row(row, line, below, fill)
            cells += len(line) + 1
            if cells > MAX_CELLS:
                raise TooLarge(
                    f"表格超过{MAX_CELLS}格，已停止读取；请删去多余的空行空列，或另存为 .xlsx 再放入"
                )
    return word


def _fill_row(
    row: Element, line: Element, below: dict[int, tuple[int, int]], fill: Callable[[Element, Element], None]
) -> dict[int, tuple[int, int]]:
    """Add a row's cells; below maps a column to (rows still to cover, columns) of a cell from above."""
    col = end = 0
    still: dict[int, tuple[int, int]] = {}
    for cell in row.iterchildren(_CELL, _COVERED):
        for _ in range(repeated(cell, 'number-columns-repeated')):
            if cell.tag == _CELL:
                across = repeated(cell, 'number-columns-spanned')
                down = repeated(cell, 'number-rows-spanned')
                fill(cell, _add_cell(line, across, 'restart' if down > 1 else None))
                if down > 1:
                    still[col] = down - 1, across
                end = col + across
            elif col >= end:
                left, across = below.get(col, (0, 1))
                _add_cell(line, across, 'continue' if left else None)
                if left > 1:
                    still[col] = left - 1, across
                end = col + across
            col += 1
    return still


def _add_cell(line: Element, across: int, merge: str | None) -> Element:
    from lxml import etree

    cell = etree.SubElement(line, TC)
    properties = etree.SubElement(cell, W + 'tcPr')
    etree.SubElement(properties, W + 'gridSpan').set(VAL, str(across))
    if merge is not None:
        etree.SubElement(properties, W + 'vMerge').set(VAL, merge)
    if merge == 'continue':
        etree.SubElement(cell, P)
    return cell
