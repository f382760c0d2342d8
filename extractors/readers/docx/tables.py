"""A Word table's rows and cells as positions on one grid.

Rows may begin late (gridBefore), cells span columns (gridSpan, hMerge) and rows (vMerge), and a
content control may wrap a row or a cell: python-docx drops such a row, and shifts the rest of it.
Rows whose spans do not add up to one width (WPS and converters write them) are laid by cell widths.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from extractors.readers.docx.names import (
    CHOICE,
    FALLBACK,
    MC,
    SDT,
    SDT_CONTENT,
    TC,
    TR,
    VAL,
    Element,
    W,
    number,
)

MAX_SPAN = 1_000
EDGE_TWIPS = 60
"""Edges nearer than this (1 mm) are one edge."""

_WRAPPERS = frozenset(
    [SDT, SDT_CONTENT, CHOICE]
    + [W + name for name in ('ins', 'moveTo', 'customXml', 'smartTag', 'dir', 'bdo')]
)


@dataclass(slots=True)
class Slot:
    """A cell on the grid; tr and tc are its place in the file, both from 1."""

    row: int
    col: int
    tr: int
    tc: int
    element: Element
    colspan: int = 1
    rowspan: int = 1


@dataclass(slots=True)
class Row:
    """A row as written: its place in the file, grid columns left out before and after, its cells."""

    tr: int
    properties: Element | None
    before: int
    after: int
    cells: list[Slot] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The grid column behind the row's last."""
        return self.before + sum(cell.colspan for cell in self.cells) + self.after


def unwrapped(parent: Element, *tags: str) -> Iterator[Element]:
    """The parent's children with these tags, also those inside content controls and insertions."""
    for child in parent:
        tag = child.tag
        if tag in tags:
            yield child
        elif tag in _WRAPPERS:
            yield from unwrapped(child, *tags)
        elif tag == MC + 'AlternateContent':
            chosen = child.find(CHOICE)
            chosen = child.find(FALLBACK) if chosen is None else chosen
            yield from () if chosen is None else unwrapped(chosen, *tags)


def table_to_slots(table: Element) -> tuple[int, int, list[Slot]]:
    """(rows, columns, cells) of a w:tbl; what continues a merged cell is part of that cell.

    A row or cell deleted with tracked changes takes no place.
    """
    rows = [row for row in map(_read_row, enumerate(unwrapped(table, TR), start=1)) if row is not None]
    if len({row.end for row in rows}) > 1:
        _lay_by_widths(rows)
    cols = max((row.end for row in rows), default=0)
    slots: list[Slot] = []
    above: dict[int, Slot] = {}
    for index, row in enumerate(rows):
        above = _place_row(index, row, above, slots)
    return len(rows), cols, slots


def _read_row(numbered: tuple[int, Element]) -> Row | None:
    tr, element = numbered
    properties = element.find(W + 'trPr')
    if properties is not None and properties.find(W + 'del') is not None:
        return None
    row = Row(tr, properties, _grid_number(properties, 'gridBefore'), _grid_number(properties, 'gridAfter'))
    for tc, cell in enumerate(unwrapped(element, TC), start=1):
        own = cell.find(W + 'tcPr')
        if own is None:
            row.cells.append(Slot(0, 0, tr, tc, cell))
        elif own.find(W + 'cellDel') is None:
            row.cells.append(Slot(0, 0, tr, tc, cell, max(_grid_number(own, 'gridSpan', 1), 1)))
    return row


def _place_row(index: int, row: Row, above: dict[int, Slot], slots: list[Slot]) -> dict[int, Slot]:
    """Add one row's cells; gives those that may go on into the next row, by column."""
    col = row.before
    open_below: dict[int, Slot] = {}
    last: Slot | None = None
    for cell in row.cells:
        properties = cell.element.find(W + 'tcPr')
        span = cell.colspan
        if _merge(properties, 'hMerge') == 'continue' and last is not None:
            last.colspan += span
        elif (upper := _continued(properties, above.get(col), span)) is not None:
            upper.rowspan += 1
            open_below[col] = last = upper
        else:
            last = cell
            cell.row, cell.col = index, col
            slots.append(cell)
            if _merge(properties, 'vMerge') is not None:
                open_below[col] = cell
        col += span
    return open_below


def _lay_by_widths(rows: list[Row]) -> None:
    """Give rows of unlike spans the columns that their widths draw, if all widths are told and agree."""
    edges = [_row_to_edges(row) for row in rows]
    whole = [each for each in edges if each is not None]
    if (
        len(whole) < len(edges)
        or max(each[-1] for each in whole) - min(each[-1] for each in whole) > EDGE_TWIPS
    ):
        return
    starts: list[int] = []
    last = -EDGE_TWIPS - 1
    for edge in sorted(edge for each in whole for edge in each):
        if edge - last > EDGE_TWIPS:
            starts.append(edge)
        last = edge
    columns = [[bisect_right(starts, edge) - 1 for edge in each] for each in whole]
    if all(left < right for each in columns for left, right in pairwise(each[1:-1])):
        for row, each in zip(rows, columns, strict=True):
            row.before, row.after = each[1], each[-1] - each[-2]
            for cell, (left, right) in zip(row.cells, pairwise(each[1:-1]), strict=True):
                cell.colspan = right - left


def _row_to_edges(row: Row) -> list[int] | None:
    """A row's edges from the table's left in twips (1/20 point): 0, then every cell's edges, then its end.

    None where a width is not told in twips.
    """
    widths = [
        _twips(row.properties, 'wBefore') if row.before else 0,
        *(_twips(cell.element.find(W + 'tcPr'), 'tcW') or None for cell in row.cells),
        _twips(row.properties, 'wAfter') if row.after else 0,
    ]
    told = [width for width in widths if width is not None]
    return [0, *accumulate(told)] if len(told) == len(widths) else None


def _twips(properties: Element | None, name: str) -> int | None:
    width = None if properties is None else properties.find(W + name)
    text = '' if width is None or width.get(W + 'type') != 'dxa' else width.get(W + 'w') or ''
    return int(text) if text.isdecimal() else None


def _continued(properties: Element | None, upper: Slot | None, span: int) -> Slot | None:
    """The cell above that this one goes on with: only under the same columns, as Word draws it."""
    if upper is None or _merge(properties, 'vMerge') != 'continue' or upper.colspan != span:
        return None
    return upper


def _merge(properties: Element | None, name: str) -> str | None:
    merge = None if properties is None else properties.find(W + name)
    return None if merge is None else merge.get(VAL) or 'continue'


def _grid_number(properties: Element | None, name: str, default: int = 0) -> int:
    return min(max(number(properties, W + name, default), 0), MAX_SPAN)
