"""A table's cells at their grid positions, by the rules browsers follow for colspan and rowspan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractors.readers.web.text import Element, Reason, Unshown, with_steps
from model.errors import TooLarge

_MOST_COLUMNS = 1000
_MOST_ROWS = 65534
"""Browsers cut larger spans down to these."""
_MOST_PLACES = 1_000_000


class Slot(NamedTuple):
    """A td or th with its place and its path."""

    row: int
    col: int
    rowspan: int
    colspan: int
    element: Element
    path: str


class _Row(NamedTuple):
    """A tr, and how many rows of its group are left with it: no rowspan reaches beyond a group's end."""

    element: Element
    path: str
    left: int


def table_to_slots(table: Element, path: str, unshown: Unshown) -> tuple[int, int, list[Slot]]:
    """Rows, columns and cells of a table; no two cells cover the same place, none reaches over the edge."""
    rows = list(_rows(table, path, unshown))
    taken: set[tuple[int, int]] = set()
    slots: list[Slot] = []
    for row, (element, row_path, left) in enumerate(rows):
        col = 0
        for cell, cell_path in with_steps(element, row_path):
            if cell.tag not in ('td', 'th') or unshown.get(cell) is Reason.GONE:
                continue
            while (row, col) in taken:
                col += 1
            rowspan = min(_span(cell, 'rowspan', _MOST_ROWS) or left, left)
            width = _free_columns(row, col, _span(cell, 'colspan', _MOST_COLUMNS) or 1, taken)
            if len(taken) + rowspan * width > _MOST_PLACES:
                raise TooLarge("网页里的表格过大（超过一百万格），已停止读取；请导出为 .xlsx 后放入")
            taken.update((row + down, col + right) for down in range(rowspan) for right in range(width))
            # Excel writes a text that runs over empty neighbours as a span that is none.
            colspan = 1 if 'mso-ignore:colspan' in (cell.get('style') or '') else width
            slots.append(Slot(row, col, rowspan, colspan, cell, cell_path))
            col += width
    return len(rows), *_cut_overhang(slots)


def _rows(table: Element, path: str, unshown: Unshown) -> Iterator[_Row]:
    """The rows as shown: those of the first thead first, those of the first tfoot last."""
    groups: list[tuple[str, list[tuple[Element, str]]]] = []
    for child, below in with_steps(table, path):
        if unshown.get(child) is Reason.GONE:
            continue
        if child.tag in ('thead', 'tbody', 'tfoot'):
            groups.append((child.tag, [(row, at) for row, at in with_steps(child, below) if row.tag == 'tr']))
        elif child.tag == 'tr' and groups and groups[-1][0] == 'tr':
            groups[-1][1].append((child, below))
        elif child.tag == 'tr':
            groups.append(('tr', [(child, below)]))
    names = [name for name, _ in groups]
    if 'tfoot' in names:
        groups.append(groups.pop(names.index('tfoot')))
    if 'thead' in names:
        groups.insert(0, groups.pop([name for name, _ in groups].index('thead')))
    for _, rows in groups:
        shown = [(row, at) for row, at in rows if unshown.get(row) is not Reason.GONE]
        for index, (row, at) in enumerate(shown):
            yield _Row(row, at, len(shown) - index)


def _span(cell: Element, name: str, most: int) -> int:
    """A span as written: 0 means to the group's end, nonsense means 1."""
    value = (cell.get(name) or '1').strip()
    return min(int(value), most) if len(value) < 10 and value.isascii() and value.isdecimal() else 1


def _free_columns(row: int, col: int, wanted: int, taken: set[tuple[int, int]]) -> int:
    """How many of the wanted columns are free: a cell never lies over one that reaches down from above."""
    for count in range(1, wanted):
        if (row, col + count) in taken:
            return count
    return wanted


def _cut_overhang(slots: list[Slot]) -> tuple[int, list[Slot]]:
    """The columns, and the cells cut to them: a span written too large ('colspan=100') makes no column."""
    if not slots:
        return 0, []
    last = max(slot.col for slot in slots)
    cols = max(slot.col + slot.colspan for slot in slots if slot.col == last)
    return cols, [slot._replace(colspan=min(slot.colspan, cols - slot.col)) for slot in slots]
