"""What of a form is filled in already: labels with words at their place, rows of a list with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from forms.blanks.gaps import text_to_gaps
from model.document import Cell, CheckBox, Document
from text.grids import Grid, below, cell_at, right_of
from text.headers import Header, find_header, heads_organisations
from text.labels import LabelIndex, is_label_like, is_never_label, is_person_label
from text.layouts import grids, place_labels

_NOT_FILLED = re.compile(
    r'[（(].*[）)]|[\W_\d]*|(?:示?例|样例|例如|举例|如)(?:[:：\d].*)?|.{0,8}(?:合\s*计|小\s*计|总\s*计)'
)
_NARROWEST = 3
_FEW = 3


class Written(NamedTuple):
    """Filled places beside labels, filled rows of lists, and what stands at the organisation's own name.

    listed are the names in a list of organisations; those of persons are not kept.
    """

    places: int
    rows: int
    names: tuple[str, ...]
    listed: tuple[str, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether a form is a filled one: one or two words may be printed beforehand."""
        return bool(self.rows or self.names) or self.places >= _FEW


def document_to_written(document: Document, index: LabelIndex) -> Written:
    """What is filled in, in tables; samples, totals and hints in brackets are printed, not filled in."""
    places, rows = 0, 0
    names: list[str] = []
    listed: list[str] = []
    for _, grid in grids(document):
        header = _list_header(grid, index)
        if header is not None:
            rows += len(_owned_rows(grid, header, index))
            listed += _listed(grid, header, index)
            continue
        for field, text in _beside_labels(grid, index):
            places += 1
            if field == 'org_name':
                names.append(''.join(text.split()))
    return Written(places, rows, tuple(names), tuple(listed))


def _list_header(grid: Grid, index: LabelIndex) -> Header | None:
    """The heading of a list: every column has a label, and one is for a name."""
    header = find_header(grid, index)
    if header is None:
        return None
    width = sum(map(bool, header.paths))  # a sheet goes on to the right with columns of nothing
    if width < _NARROWEST or not all(header.paths[:width]):
        return None
    owners = [column for column in range(width) if _is_owner(header.paths[column], index)]
    below_them = [cell_at(grid, row, column) for row in range(header.bottom, len(grid)) for column in owners]
    if any(cell is not None and _is_own_label(cell, index) for cell in below_them):
        return None
    return header if owners else None


def _is_own_label(cell: Cell, index: LabelIndex) -> bool:
    """Whether a cell under a name's label holds another label: they stand beside their places then."""
    return not _NOT_FILLED.fullmatch(cell.text.strip()) and is_label_like(cell.text, index)


def _is_owner(path: tuple[str, ...], index: LabelIndex) -> bool:
    return heads_organisations(path, index) or is_person_label(path[-1]) or is_never_label(path[-1])


def _owned_rows(grid: Grid, header: Header, index: LabelIndex) -> list[int]:
    """The rows under a list's heading that somebody's name is written in."""
    columns = [column for column, path in enumerate(header.paths) if path and _is_owner(path, index)]
    return [
        row
        for row in range(header.bottom, len(grid))
        if any(_is_filled(cell_at(grid, row, column), index) for column in columns)
    ]


def _listed(grid: Grid, header: Header, index: LabelIndex) -> Iterator[str]:
    """The names of organisations in a list."""
    for column, path in enumerate(header.paths):
        for row in range(header.bottom, len(grid)) if path and heads_organisations(path, index) else ():
            cell = cell_at(grid, row, column)
            if cell is not None and _is_filled(cell, index):
                yield ''.join(cell.text.split())


def _is_filled(cell: Cell | None, index: LabelIndex) -> bool:
    if cell is None or _NOT_FILLED.fullmatch(cell.text.strip()) or text_to_gaps(cell.text):
        return False
    return not is_label_like(cell.text, index)


def _beside_labels(grid: Grid, index: LabelIndex) -> Iterator[tuple[str, str]]:
    """The field and words of every known label's place that holds some, or a tick."""
    placed = place_labels(grid, index)
    labels = {id(label.cell) for label in placed}
    for label in placed:
        if label.match is None or label.match.field.personal == 'never':
            continue
        beside = (right_of(grid, label.cell), below(grid, label.cell))
        cell = next((each for each in beside if each is not None and id(each) not in labels), None)
        if cell is not None and (_is_ticked(cell.boxes) or (not cell.boxes and _is_filled_beside(cell))):
            yield label.match.field.id, cell.text


def _is_filled_beside(cell: Cell) -> bool:
    text = cell.text.strip()
    filled = text.isdecimal() or not _NOT_FILLED.fullmatch(text)
    return filled and not text_to_gaps(cell.text)


def _is_ticked(boxes: tuple[CheckBox, ...]) -> bool:
    return any(box.checked for box in boxes)
