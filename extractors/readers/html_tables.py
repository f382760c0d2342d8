"""A table's cells at their grid positions, by the rules browsers follow for colspan and rowspan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractors.readers.html_text import Element, Unshown, is_unshown
from model.errors import TooLarge

_MOST = 1000
"""Browsers cut larger spans down to this."""
_MOST_PLACES = 1_000_000


class Slot(NamedTuple):
    """A td or th with its place."""

    row: int
    col: int
    rowspan: int
    colspan: int
    element: Element


def table_to_slots(table: Element, unshown: Unshown) -> tuple[int, int, list[Slot]]:
    """Rows, columns and cells of a table; no two cells cover the same place, rowspans end with the table."""
    rows = [row for row in _rows(table) if not is_unshown(row, unshown)]
    taken: set[tuple[int, int]] = set()
    slots: list[Slot] = []
    for row, element in enumerate(rows):
        col = 0
        for cell in element:
            if cell.tag not in ('td', 'th') or is_unshown(cell, unshown):
                continue
            while (row, col) in taken:
                col += 1
            rowspan = min(_span(cell, 'rowspan') or len(rows), len(rows) - row)
            colspan = _free_columns(row, col, _span(cell, 'colspan') or 1, taken)
            taken.update((row + down, col + right) for down in range(rowspan) for right in range(colspan))
            if len(taken) > _MOST_PLACES:
                raise TooLarge("网页里的表格过大（超过一百万格），已停止读取；请导出为 .xlsx 后放入")
            slots.append(Slot(row, col, rowspan, colspan, cell))
            col += colspan
    return len(rows), max((slot.col + slot.colspan for slot in slots), default=0), slots


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == 'tr':
            yield child
        elif child.tag in ('thead', 'tbody', 'tfoot'):
            yield from child.iterchildren('tr')


def _span(cell: Element, name: str) -> int:
    """A span as written: 0 means to the end, nonsense means 1."""
    value = (cell.get(name) or '1').strip()
    return min(int(value), _MOST) if value.isascii() and value.isdecimal() else 1


def _free_columns(row: int, col: int, wanted: int, taken: set[tuple[int, int]]) -> int:
    """How many of the wanted columns are free: a cell never lies over one that reaches down from above."""
    for count in range(1, wanted):
        if (row, col + count) in taken:
            return count
    return wanted
