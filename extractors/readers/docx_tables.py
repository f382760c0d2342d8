"""A Word table's rows and cells as positions on one grid.

Rows may begin late (gridBefore), cells span columns (gridSpan, hMerge) and rows (vMerge), and a
content control may wrap a row or a cell: python-docx drops such a row, and shifts the rest of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.readers.docx_names import (
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

    A row deleted with tracked changes takes no place.
    """
    slots: list[Slot] = []
    above: dict[int, Slot] = {}
    rows = cols = 0
    for tr, row in enumerate(unwrapped(table, TR), start=1):
        properties = row.find(W + 'trPr')
        if properties is not None and properties.find(W + 'del') is not None:
            continue
        above, end = _row_to_slots(row, Slot(rows, 0, tr, 0, row), above, slots)
        rows, cols = rows + 1, max(cols, end)
    return rows, cols, slots


def _row_to_slots(
    row: Element, first: Slot, above: dict[int, Slot], slots: list[Slot]
) -> tuple[dict[int, Slot], int]:
    """Add one row's cells; gives the cells that may go on into the next row, by column, and the row's end."""
    col = _grid_number(row.find(W + 'trPr'), 'gridBefore')
    open_below: dict[int, Slot] = {}
    last: Slot | None = None
    for tc, cell in enumerate(unwrapped(row, TC), start=1):
        properties = cell.find(W + 'tcPr')
        span = max(_grid_number(properties, 'gridSpan', 1), 1)
        if _merge(properties, 'hMerge') == 'continue' and last is not None:
            last.colspan += span
        elif (upper := _continued(properties, above.get(col), span)) is not None:
            upper.rowspan += 1
            open_below[col] = last = upper
        else:
            last = Slot(first.row, col, first.tr, tc, cell, colspan=span)
            slots.append(last)
            if _merge(properties, 'vMerge') is not None:
                open_below[col] = last
        col += span
    return open_below, col + _grid_number(row.find(W + 'trPr'), 'gridAfter')


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
