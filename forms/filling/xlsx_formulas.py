"""Stored results of formulas that no longer hold, taken out so that nobody reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from forms.filling.xlsx_cells import prefix_of
from forms.sheets.package import Sheet, Workbook
from forms.sheets.places import Area, Place
from forms.sheets.references import names_unseen, references
from forms.sheets.spans import Edit, escape

Spot = tuple[str, Place]
"""A sheet's title and a place in it."""


def without_stale(workbook: Workbook, filled: Mapping[str, Iterable[Place]]) -> dict[str, list[Edit]]:
    """By sheet, the edits that take the stored result from every formula that depends on a filled cell.

    On the way from formula to formula, through all sheets. A formula whose cells cannot be seen (INDIRECT,
    a defined name, one that shares another's text) counts as depending. Excel and WPS calculate a
    formula without a result when they open the file; a reader that does not calculate sees none.
    """
    stale: dict[str, set[Place]] = {title: set(places) for title, places in filled.items() if places}
    if not stale:
        return {}
    waiting = dict(_formulas(workbook))
    found: set[Spot] = set()
    while True:
        now = {spot for spot, areas in waiting.items() if areas is None or _touches(areas, stale)}
        if not now:
            break
        found |= now
        for title, place in now:
            stale.setdefault(title, set()).add(place)
            del waiting[title, place]
    edits: dict[str, list[Edit]] = {}
    for title, place in sorted(found):
        sheet = workbook.sheet(title)
        assert sheet is not None
        edits.setdefault(title, []).extend(_without_result(sheet, place))
    return edits


def _formulas(workbook: Workbook) -> Iterable[tuple[Spot, list[tuple[str, Area]] | None]]:
    """Every formula with what it names; None where that cannot be seen."""
    names = frozenset(name.name for name in workbook.names)
    for sheet in workbook.sheets:
        shares = {
            node.attributes.get('si', '')
            for cell in sheet.cells.values()
            if (node := cell.child('f')) is not None and node.attributes.get('t') == 'shared'
        }
        for place, cell in sheet.cells.items():
            formula = cell.child('f')
            if formula is None:
                continue
            hidden = formula.attributes.get('si', '-') in shares or formula.attributes.get('t') == 'dataTable'
            if hidden or names_unseen(formula.text, names):
                yield (sheet.title, place), None
            else:
                named = [(title or sheet.title, area) for title, area in references(formula.text)]
                yield (sheet.title, place), named


def _touches(areas: list[tuple[str, Area]], stale: Mapping[str, set[Place]]) -> bool:
    for title, area in areas:
        places = stale.get(title, set())
        if area.top == area.bottom and area.left == area.right:
            if Place(area.top, area.left) in places:
                return True
        elif any(area.holds(place) for place in places):
            return True
    return False


def _without_result(sheet: Sheet, place: Place) -> Iterable[Edit]:
    """A cell's formula without <v>, and without the type that the result had."""
    cell, prefix = sheet.cells[place], prefix_of(sheet)
    formula = cell.child('f')
    if formula is None or cell.child('v') is None:
        return
    kept = ''.join(
        f' {key}="{escape(value, quote=True).decode()}"'
        for key, value in cell.attributes.items()
        if key != 't'
    )
    inner = sheet.data[formula.start : formula.end]
    yield Edit(cell.start, cell.end, f'<{prefix}c{kept}>'.encode() + inner + f'</{prefix}c>'.encode())
