"""A worksheet as whoever fills it sees it: visible rows and columns as a Table, and what each cell allows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from forms.sheets.package import Sheet, Workbook
from forms.sheets.places import Area, Place, place_to_ref, ref_to_area, ref_to_place
from forms.sheets.spans import Node
from forms.sheets.styles import Style
from forms.sheets.validations import Rule, cell_to_text, rule_at, sheet_to_rules
from model.document import Cell, Table
from model.errors import TooLarge
from model.place import Where
from text.grids import Grid, table_to_grid

MAX_PLACES = 300_000
_ADDS = re.compile(r'[=+]?(?:SUM\(|[-+*/(),:$A-Z0-9. ])*', re.IGNORECASE)
_RANGE = re.compile(r'\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?')
_ROWS_BEYOND = 300
"""Ruled rows looked at beyond the last one that says anything: more are blank rows like these."""


class Box(NamedTuple):
    """What is known of a cell: may it be filled, is it ruled or added up, its rule and style."""

    place: Place
    style: Style
    rule: Rule | None
    formula: bool
    ruled: bool
    fillable: bool
    summed: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A sheet's visible part; boxes and grid cells by the same names ('B7'); protected: locked cells stay."""

    title: str
    table: Table
    grid: Grid
    boxes: dict[str, Box]
    protected: bool

    def box(self, cell: Cell) -> Box:
        """What is known of a cell of the table."""
        return self.boxes[cell.where.cell or '']


def sheet_to_view(workbook: Workbook, sheet: Sheet) -> View:
    """The sheet without hidden rows and columns, from A1 to its last text or ruled cell, and a row more.

    Raises TooLarge over MAX_PLACES places.
    """
    rules, merges = sheet_to_rules(sheet), sheet_to_merges(sheet)
    bottom, right = _used_part(workbook, sheet, merges)
    hidden_rows, hidden_cols = hidden_parts(sheet, right)
    rows = [row for row in range(bottom + 2) if row not in hidden_rows]
    cols = [col for col in range(right + 1) if col not in hidden_cols]
    if len(rows) * len(cols) > MAX_PLACES:
        raise TooLarge(
            f"工作表“{sheet.title}”有{len(rows)}行{len(cols)}列，过大，找不了填写处；请删去多余的行列"
        )
    protected = is_protected(sheet)
    owners, added = _owners(merges), _added_up(sheet)
    found: dict[Place, tuple[int, int, int, int]] = {}
    for r, row in enumerate(rows):
        for c, col in enumerate(cols):
            place = owners.get(Place(row, col), Place(row, col))
            top, left, _, _ = found.get(place, (r, c, r, c))
            found[place] = (top, left, r, c)
    cells: list[Cell] = []
    boxes: dict[str, Box] = {}
    areas = {Place(area.top, area.left): area for area in merges}
    for place, (top, left, last_row, last_col) in found.items():
        where = Where(sheet=sheet.title, cell=place_to_ref(place))
        text = cell_to_text(workbook, sheet, place).replace('\r\n', '\n')
        spans = last_row - top + 1, last_col - left + 1
        box = _box(workbook, sheet, place, areas.get(place), rules, protected=protected)
        boxes[where.cell or ''] = box._replace(summed=any(area.holds(place) for area in added))
        cells.append(Cell(top, left, text, *spans, (), where, '=' if box.formula else None))
    table = Table(len(rows), len(cols), tuple(cells), Where(sheet=sheet.title))
    return View(sheet.title, table, table_to_grid(table), boxes, protected)


def is_protected(sheet: Sheet) -> bool:
    """Whether locked cells may not be changed."""
    node = sheet.root.child('sheetProtection')
    return node is not None and node.is_true('sheet')


def has_formula(cell: Node | None) -> bool:
    """Whether a cell is calculated."""
    return cell is not None and cell.child('f') is not None


def sheet_to_merges(sheet: Sheet) -> tuple[Area, ...]:
    """The merged cells."""
    areas = (
        ref_to_area(node.attributes.get('ref', ''))
        for holder in sheet.root.all('mergeCells')
        for node in holder.all('mergeCell')
    )
    return tuple(area for area in areas if area is not None)


def hidden_parts(sheet: Sheet, right: int) -> tuple[frozenset[int], frozenset[int]]:
    """Hidden rows and columns by number from 0, columns up to `right`."""
    rows = frozenset(
        number
        for number, node in sheet.rows.items()
        if node.is_true('hidden') or node.attributes.get('ht') == '0'
    )
    cols: set[int] = set()
    for holder in sheet.root.all('cols'):
        for node in holder.all('col'):
            if node.is_true('hidden') or node.attributes.get('width') == '0':
                last = min(int(node.attributes['max']) - 1, right)
                cols.update(range(int(node.attributes['min']) - 1, last + 1))
    return rows, frozenset(cols)


def _used_part(workbook: Workbook, sheet: Sheet, merges: tuple[Area, ...]) -> tuple[int, int]:
    """The last row and column that say something or are ruled; (0, 0) for an empty sheet."""
    said = [
        place
        for place, cell in sheet.cells.items()
        if cell.child('v') or cell.child('is') or has_formula(cell)
    ]
    last_said = max((place.row for place in said), default=-1)
    ruled = [
        place
        for place in sheet.cells
        if place.row <= last_said + _ROWS_BEYOND and any(workbook.style_of(sheet, place)[2:])
    ]
    used = [*said, *ruled]
    bottom = max((place.row for place in used), default=0)
    right = max((place.col for place in used), default=0)
    held = [area for area in merges if area.top <= bottom and area.left <= right]
    if not ruled:  # beside a form without lines the last column of places is empty
        right += 1
    return (
        max([bottom, *(area.bottom for area in held if area.bottom <= bottom + _ROWS_BEYOND)]),
        max([right, *(area.right for area in held if area.right <= right + 50)]),
    )


def _added_up(sheet: Sheet) -> tuple[Area, ...]:
    """What formulas of the sheet add up: the cells of their sums and of plain calculations."""
    found: dict[Area, None] = {}
    for cell in sheet.cells.values():
        formula = cell.child('f')
        if formula is not None and _ADDS.fullmatch(formula.text):
            areas = (ref_to_area(each) for each in _RANGE.findall(formula.text))
            found |= dict.fromkeys(area for area in areas if area is not None)
    return tuple(found)


def _owners(merges: tuple[Area, ...]) -> dict[Place, Place]:
    """The first cell of its merge for every merged place."""
    owners: dict[Place, Place] = {}
    for area in merges:
        if (area.bottom - area.top + 1) * (area.right - area.left + 1) > MAX_PLACES:
            continue
        for row in range(area.top, area.bottom + 1):
            for col in range(area.left, area.right + 1):
                owners.setdefault(Place(row, col), Place(area.top, area.left))
    return owners


def _box(
    workbook: Workbook,
    sheet: Sheet,
    place: Place,
    area: Area | None,
    rules: tuple[Rule, ...],
    *,
    protected: bool,
) -> Box:
    style = workbook.style_of(sheet, place)
    formula = has_formula(sheet.cells.get(place))
    return Box(
        place,
        style,
        rule_at(rules, place),
        formula,
        _is_ruled(workbook, sheet, area or Area(*place, *place)),
        fillable=not formula and not (protected and style.locked),
    )


def _is_ruled(workbook: Workbook, sheet: Sheet, area: Area) -> bool:
    """Whether two sides or more are drawn, by the cell itself or by its neighbours."""

    def side(place: Place, name: str) -> bool:
        return place.row >= 0 <= place.col and getattr(workbook.style_of(sheet, place), name)

    top, left, bottom, right = area
    sides = (
        side(Place(top, left), 'left') or side(Place(top, left - 1), 'right'),
        side(Place(top, right), 'right') or side(Place(top, right + 1), 'left'),
        side(Place(top, left), 'top') or side(Place(top - 1, left), 'bottom'),
        side(Place(bottom, left), 'bottom') or side(Place(bottom + 1, left), 'top'),
    )
    return sum(sides) >= 2


def ref_of(cell: str | int | None) -> Place | None:
    """The place a Blank's cell names."""
    return ref_to_place(cell) if isinstance(cell, str) else None
