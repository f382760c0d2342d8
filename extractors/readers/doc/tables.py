"""A table row's definition in a Word binary, and rows as a w:tbl ([MS-DOC] 2.6.3, 2.9.316 TDefTableOperand).

Every row tells the edges of its own cells. The columns of the table are all edges of all its rows, where
those that lie nearly on each other are one; a row may begin or end apart from the others.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.readers.doc import sprms as sprm
from extractors.readers.doc.sprms import Sprm, read_sprms
from extractors.readers.docx.names import TBL, TC, TR, VAL, Element, P, W

NEAR = 3
"""Twips (1/1440 inch): edges of different rows no farther apart are one, as the first paper says of
TC.fVertMerge, and as LibreOffice has it."""

_DEFAULT_WIDTH = 1440
_MOST_CELLS = 64
_ACROSS, _DOWN, _CONTINUES = 0x0003, 0x0060, 0x0020


@dataclass(slots=True)
class RowShape:
    """Edges of a row's cells in twips, their merge flags (TCGRF, 2.9.317), where a floating table stands.

    left and gap place the first edge of a row that is put together of insertions, not defined as a whole.
    """

    edges: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    position: list[Sprm] = field(default_factory=list)
    left: int = 0
    gap: int = 0
    whole: bool = False


@dataclass(slots=True)
class Row:
    """A row as read: its shape, the blocks of each cell, and whether it was deleted with tracked changes."""

    shape: RowShape
    cells: list[list[Element]]
    deleted: bool = False


class _Cell(NamedTuple):
    first: int
    end: int
    flags: int
    blocks: list[Element]


def sprms_to_shape(grpprl: bytes) -> RowShape:
    """A row's shape from the modifiers of the paragraph that ends it; no edges where it is not defined."""
    shape = RowShape()
    for each in read_sprms(grpprl):
        apply = _APPLIED.get(each.code)
        if apply is not None:
            apply(shape, each.operand)
        elif each.code in (sprm.T_ANCHOR, sprm.T_X, sprm.T_Y):
            shape.position.append(each)
        elif each.code == sprm.T_LEFT:
            shape.left = each.signed
        elif each.code == sprm.T_GAP:
            shape.gap = each.signed
    if not shape.whole:
        shape.edges = [edge + shape.left - shape.gap for edge in shape.edges]
    return shape


def rows_to_tables(rows: list[Row]) -> Iterator[Element]:
    """The rows as one w:tbl, or several where the table's position on the page changes between them."""
    begun = 0
    for index in range(1, len(rows) + 1):
        if index == len(rows) or rows[index].shape.position != rows[begun].shape.position:
            yield _rows_to_table(rows[begun:index])
            begun = index


def _rows_to_table(rows: list[Row]) -> Element:
    from lxml import etree

    before: list[int] = []
    for row in rows:
        _fit(row, before)
        before = row.shape.edges
    columns = _columns(rows)
    table = etree.Element(TBL)
    for row in rows:
        table.append(_row_to_element(row, columns))
    return table


def _fit(row: Row, above: list[int]) -> None:
    """Give a row as many edges as it has cells: what lacks is as in the row above, or at even distances."""
    shape, count = row.shape, len(row.cells)
    if not shape.edges:
        shape.edges = list(above[: count + 1]) or [0]
    del shape.edges[count + 1 :], shape.flags[count:]
    while len(shape.edges) <= count:
        shape.edges.append(shape.edges[-1] + _DEFAULT_WIDTH)
    shape.flags += [0] * (count - len(shape.flags))
    for index in range(1, count + 1):
        shape.edges[index] = max(shape.edges[index], shape.edges[index - 1])


def _columns(rows: list[Row]) -> list[int]:
    """Where each column begins: the first of edges near each other; a narrow cell with text is one."""
    kept = {
        right
        for row in rows
        for left, right, blocks in zip(row.shape.edges, row.shape.edges[1:], row.cells, strict=False)
        if 0 < right - left <= NEAR and _has_text(blocks)
    }
    columns: list[int] = []
    for edge in sorted({edge for row in rows for edge in row.shape.edges}):
        if not columns or edge - columns[-1] > NEAR or edge in kept:
            columns.append(edge)
    return columns


def _row_to_element(row: Row, columns: list[int]) -> Element:
    from lxml import etree

    places = [bisect_right(columns, edge) - 1 for edge in row.shape.edges]
    element = etree.Element(TR)
    _add_row_properties(element, places[0], len(columns) - 1 - places[-1], deleted=row.deleted)
    for cell in _merged(row, places):
        tc = etree.SubElement(element, TC)
        properties = etree.SubElement(tc, W + 'tcPr')
        if cell.end - cell.first > 1:
            etree.SubElement(properties, W + 'gridSpan', {VAL: str(cell.end - cell.first)})
        if cell.flags & _DOWN:
            merge = 'continue' if cell.flags & _DOWN == _CONTINUES else 'restart'
            etree.SubElement(properties, W + 'vMerge', {VAL: merge})
        tc.extend(cell.blocks)
    return element


def _add_row_properties(element: Element, before: int, after: int, *, deleted: bool) -> None:
    from lxml import etree

    properties = etree.SubElement(element, W + 'trPr')
    for name, count in (('gridBefore', before), ('gridAfter', after)):
        if count > 0:
            etree.SubElement(properties, W + name, {VAL: str(count)})
    if deleted:
        etree.SubElement(properties, W + 'del')


def _merged(row: Row, places: list[int]) -> list[_Cell]:
    """Cells merged with those before them are one, the first one's text alone is printed (2.9.317 horzMerge).

    Which of the codes 1 and 2 begins a merge differs between [MS-DOC] and older papers, and writers follow
    either: whichever comes first begins. A cell without width has no place: its text goes to its neighbour.
    """
    cells: list[_Cell] = []
    begins = 0
    spilt: list[Element] = []
    for index, blocks in enumerate(row.cells):
        first, end, flags = places[index], places[index + 1], row.shape.flags[index]
        across = flags & _ACROSS
        if begins and across and across != begins:
            cells[-1] = cells[-1]._replace(end=end)
        elif first == end:
            spilt += blocks if _has_text(blocks) else []
        else:
            cells.append(_Cell(first, end, flags, [*spilt, *blocks]))
            spilt = []
            begins = across
        begins = begins if across else 0
    if spilt and cells:
        cells[-1].blocks.extend(spilt)
    return cells


def _has_text(blocks: list[Element]) -> bool:
    return any(text for block in blocks if block.tag in (P, TBL) for text in block.itertext())


def _define(shape: RowShape, operand: bytes) -> None:
    count = min(operand[0] if operand else 0, _MOST_CELLS, (len(operand) - 3) // 2)
    if count < 1:
        return
    shape.whole = True
    shape.edges = list(struct.unpack_from(f'<{count + 1}h', operand, 1))
    rest = operand[3 + count * 2 :]
    shape.flags = [int.from_bytes(rest[index * 20 : index * 20 + 2], 'little') for index in range(count)]


def _forget(shape: RowShape, operand: bytes) -> None:  # noqa: ARG001  # all modifiers are called alike
    shape.edges, shape.flags, shape.whole = [], [], False


def _insert(shape: RowShape, operand: bytes) -> None:
    """sprmTInsert: ctc cells of the width dxaCol before cell itcFirst."""
    first, count, width = struct.unpack('<BBh', operand)
    count = min(count, _MOST_CELLS - len(shape.flags))
    edges = shape.edges or [0]
    first = min(first, len(shape.flags))
    added = [edges[first] + width * (index + 1) for index in range(max(count, 0))]
    shape.edges = [*edges[: first + 1], *added, *(edge + width * len(added) for edge in edges[first + 1 :])]
    shape.flags[first:first] = [0] * len(added)


def _delete(shape: RowShape, operand: bytes) -> None:
    first, end = operand[0], min(operand[1], len(shape.flags))
    if first < end:
        width = shape.edges[end] - shape.edges[first]
        shape.edges[first + 1 :] = [edge - width for edge in shape.edges[end + 1 :]]
        del shape.flags[first:end]


def _widen(shape: RowShape, operand: bytes) -> None:
    """sprmTDxaCol: the cells first..end are this wide each."""
    first, end, width = struct.unpack('<BBh', operand)
    for index in range(first, min(end, len(shape.flags))):
        change = width - (shape.edges[index + 1] - shape.edges[index])
        shape.edges[index + 1 :] = [edge + change for edge in shape.edges[index + 1 :]]


def _merge(shape: RowShape, operand: bytes) -> None:
    for index in range(operand[0], min(operand[1], len(shape.flags))):
        shape.flags[index] = shape.flags[index] & ~_ACROSS | (1 if index == operand[0] else 2)


def _split(shape: RowShape, operand: bytes) -> None:
    for index in range(operand[0], min(operand[1], len(shape.flags))):
        shape.flags[index] &= ~_ACROSS


def _merge_down(shape: RowShape, operand: bytes) -> None:
    if len(operand) >= 2 and operand[0] < len(shape.flags):
        shape.flags[operand[0]] = shape.flags[operand[0]] & ~_DOWN | (operand[1] & 3) << 5


_APPLIED: dict[int, Callable[[RowShape, bytes], None]] = {
    sprm.T_DEFINITION: _define,
    sprm.P_TABLE: _forget,
    sprm.T_INSERT: _insert,
    sprm.T_DELETE: _delete,
    sprm.T_WIDTH: _widen,
    sprm.T_MERGE: _merge,
    sprm.T_SPLIT: _split,
    sprm.T_MERGE_DOWN: _merge_down,
}
