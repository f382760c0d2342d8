"""Tick boxes that are form controls of a sheet: each becomes ☑ or □ and its label in the cell under it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extractors.readers.sheets.xlsx_drawings import Control, Place
from extractors.readers.sheets.xlsx_formats import value_to_text
from extractors.readers.sheets.xlsx_parts import SheetFacts
from extractors.readers.sheets.xlsx_values import Source
from model.place import Problem, Severity, Where

TICKS = {True: '☑', False: '□', None: '□√□'}
"""A mixed state is shown as what text_to_boxes cannot tell either."""

_BOXES = frozenset({'Checkbox', 'Radio'})
_UNREAD = frozenset({'Drop', 'List', 'Edit', 'Pict'})
_POINT = 4 / 3
"""Pixels a point, at 96 to the inch."""

_COLUMN = 72
"""Pixels of a column without a width of its own."""


def part_to_state(root: Any) -> bool | None:
    """A control's own part ([MS-XLSX] formControlPr): whether it is ticked, None for a mixed state."""
    state = root.get('checked')
    return None if state == 'Mixed' else state in ('Checked', '1')


def place_controls(facts: SheetFacts, controls: list[tuple[Control, bool | None]]) -> None:
    """Write every tick box into the facts' cell under it; those of one cell from left to right."""
    ticked: dict[Place, list[tuple[int, Control, bool | None]]] = {}
    for control, checked in controls:
        if control.kind in _BOXES and control.anchor is not None:
            place = _merged_place(facts, _anchor_to_place(facts, control.anchor))
            ticked.setdefault(place, []).append(
                (control.anchor[0] * 10_000 + control.anchor[1], control, checked)
            )
    for place, found in ticked.items():
        marks = [
            TICKS[checked] + control.label for _, control, checked in sorted(found, key=lambda one: one[0])
        ]
        source = facts.cells.get(place, Source(None, 'text'))
        facts.cells[place] = Source(_join(source, marks, found), 'text', formula=source.formula)


def _join(source: Source, marks: list[str], found: list[tuple[int, Control, bool | None]]) -> str:
    """A lone box without a label belongs to the cell's own words; any other stands behind them."""
    text = '' if source.value is None else value_to_text(source.value, source.number_format)
    if len(found) == 1 and not found[0][1].label:
        return marks[0] + text
    return '  '.join(filter(None, [text, *marks]))


def unread_controls(controls: Iterable[Control], sheet: str) -> list[Problem]:
    """One problem for a sheet with controls whose content is not read: lists to choose from, fields."""
    count = sum(control.kind in _UNREAD for control in controls)
    if not count:
        return []
    message = f"工作表“{sheet}”有{count}个嵌入的控件（如下拉框），选的内容没有读出；请对照原件核对"
    return [Problem('control_unread', Severity.REVIEW, message, Where(sheet=sheet))]


def _anchor_to_place(facts: SheetFacts, anchor: tuple[int, ...]) -> Place:
    """The place under a control: of two rows the one that has more of it, the column where it begins."""
    left, indent, top, above, _, _, bottom, below = anchor
    row = (top + bottom) // 2 if bottom - top > 1 else top
    if bottom - top == 1:
        row = top if row_pixels(facts, top) - above >= below else bottom
    return row, left + (column_pixels(facts, left) - indent < 6)


def row_pixels(facts: SheetFacts, row: int) -> float:
    """A row's height; rows count from 0."""
    return facts.heights.get(row + 1, facts.row_height) * _POINT


def column_pixels(facts: SheetFacts, col: int) -> float:
    """A column's width; its file form counts characters of some seven pixels."""
    widths = (width for first, last, width in facts.widths if first <= col + 1 <= last)
    width = next(widths, None)
    return _COLUMN if width is None else width * 7


def _merged_place(facts: SheetFacts, place: Place) -> Place:
    row, col = place[0] + 1, place[1] + 1
    for top, left, bottom, right in facts.merges:
        if top <= row <= bottom and left <= col <= right:
            return top - 1, left - 1
    return place
