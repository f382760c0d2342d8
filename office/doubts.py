"""Which lines of a return a reader's doubt is about: such a line waits for a person."""

from __future__ import annotations

import re
from collections.abc import Iterable

from model.place import Problem, Severity, Where

_ROW = re.compile(r'(.*?tr\[\d+\])')
_DIGITS = re.compile(r'\d+')


def doubts_of_row(problems: Iterable[Problem], row: Where) -> tuple[Problem, ...]:
    """The problems a person must look at whose place lies in this row; row is the place of one of its cells.

    One row: the same w:tr of a Word table, the same row of a sheet, boxes that share height on a page,
    the same line of a text. A doubt without a place, or about a whole sheet or page, is of no row.
    """
    return tuple(
        problem
        for problem in problems
        if problem.severity is not Severity.INFO and _in_row(problem.where, row)
    )


def _in_row(place: Where, row: Where) -> bool:
    if place.sheet is not None or place.cell is not None:
        number = _number(place.cell)
        return place.sheet == row.sheet and number is not None and number == _number(row.cell)
    if place.path is not None:
        return place.part == row.part and _row_path(place) is not None and _row_path(place) == _row_path(row)
    if place.box is not None and row.box is not None:
        shared = min(place.box.y1, row.box.y1) - max(place.box.y0, row.box.y0)
        return place.page == row.page and shared > 0
    return place.line is not None and place.line == row.line


def _number(cell: str | None) -> str | None:
    found = _DIGITS.search(cell or '')
    return found[0] if found else None


def _row_path(place: Where) -> str | None:
    found = _ROW.match(place.path or '')
    return found[1] if found else None
