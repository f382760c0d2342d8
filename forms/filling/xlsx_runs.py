"""The blank rows of a list that entries go into: from a blank's own row on, as long as rows are like it."""

from __future__ import annotations

from typing import NamedTuple

from forms.blanks.gaps import text_to_gaps
from forms.sheets.package import Sheet, Workbook
from forms.sheets.places import Area, Place
from forms.sheets.references import references
from forms.sheets.spans import Node
from forms.sheets.styles import Style
from forms.sheets.validations import cell_to_text
from forms.sheets.view import has_formula, hidden_parts, sheet_to_merges

MAX_ROWS = 20_000


class Run(NamedTuple):
    """The rows of a list's blank part by number from 0, and how many of them one entry takes.

    endless: without lines and with nothing below, so that every further row is as blank as these.
    """

    rows: tuple[int, ...]
    height: int = 1
    endless: bool = False


def blank_to_run(workbook: Workbook, sheet: Sheet, place: Place) -> Run:
    """The run that a repeating blank begins."""
    merges = sheet_to_merges(sheet)
    top, height = _entry(workbook, sheet, place.row, merges)
    hidden, _ = hidden_parts(sheet, 0)
    last_said = max((at.row for at in sheet.cells if _says(workbook, sheet, at)), default=-1)
    last_used = max(last_said, max((area.bottom for area in merges), default=-1))
    if not _ruled(workbook.style_of(sheet, place)) and last_used < place.row:
        return Run((place.row,), 1, endless=True)
    shapes = [_shape(workbook, sheet, top + at, merges) for at in range(height)]
    rows = list(range(top, top + height))
    while len(rows) < MAX_ROWS:
        following = range(rows[-1] + 1, rows[-1] + 1 + height)
        alike = all(
            row not in hidden
            and _is_alike(workbook, sheet, row, Place(top + at, place.col))
            and _shape(workbook, sheet, row, merges) == shapes[at]
            for at, row in enumerate(following)
        )
        if not alike:
            break
        rows += following
    return Run(tuple(rows), height)


def _entry(workbook: Workbook, sheet: Sheet, row: int, merges: tuple[Area, ...]) -> tuple[int, int]:
    """The first row of the entry that a row belongs to, and how many it has: cells may be merged down.

    A merged cell with words heads the entries, and is none of them.
    """
    own = [area for area in merges if area.top <= row <= area.bottom and not _heads(workbook, sheet, area)]
    top = min((area.top for area in own), default=row)
    return top, max((area.bottom for area in own), default=row) - top + 1


def _heads(workbook: Workbook, sheet: Sheet, area: Area) -> bool:
    return any(char.isalpha() for char in cell_to_text(workbook, sheet, Place(area.top, area.left)))


def _ruled(style: Style) -> bool:
    return any((style.left, style.right, style.top, style.bottom))


def _says(workbook: Workbook, sheet: Sheet, place: Place) -> bool:
    return has_formula(sheet.cells.get(place)) or bool(cell_to_text(workbook, sheet, place).strip())


def _shape(workbook: Workbook, sheet: Sheet, row: int, merges: tuple[Area, ...]) -> tuple[object, ...]:
    """What rows for entries have alike: merges of their own, words with open places."""
    spans = sorted(
        (area.left, area.right, area.bottom - row)
        for area in merges
        if area.top == row and not (area.top < area.bottom and _heads(workbook, sheet, area))
    )
    words = sorted(
        (at.col, text.strip())
        for at in sheet.row_cells.get(row, ())
        if _is_template(text := cell_to_text(workbook, sheet, at))
    )
    return (*spans, *words)


def _is_template(text: str) -> bool:
    return bool(text.strip()) and bool(text_to_gaps(text))


def _is_alike(workbook: Workbook, sheet: Sheet, row: int, place: Place) -> bool:
    """Whether a row is blank as that of a place is: the same lines, no words but running numbers."""
    if row not in sheet.rows:
        return False
    if _ruled(workbook.style_of(sheet, Place(row, place.col))) != _ruled(workbook.style_of(sheet, place)):
        return False
    if _numbered(workbook, sheet, row) - _numbered(workbook, sheet, place.row):
        return False
    return not any(
        _adds_up(sheet.cells[at])
        if has_formula(sheet.cells[at])
        else _is_printed(cell_to_text(workbook, sheet, at))
        for at in sheet.row_cells.get(row, ())
    )


def _numbered(workbook: Workbook, sheet: Sheet, row: int) -> set[int]:
    """The columns in which a row has a number printed."""
    places = sheet.row_cells.get(row, ())
    return {at.col for at in places if cell_to_text(workbook, sheet, at).strip().isdecimal()}


def _is_printed(text: str) -> bool:
    """Whether a cell has words of its own, no running number and no open place."""
    return bool(text.strip()) and not text.strip().isdecimal() and not _is_template(text)


def _adds_up(cell: Node) -> bool:
    """Whether a formula takes cells from several rows, as that of a total does."""
    formula = cell.child('f')
    return formula is not None and any(area.top < area.bottom for _, area in references(formula.text))
