"""Which lines of a return a reader's doubt is about: such a line waits for a person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from model.place import Problem, Severity, Where

_ROW = re.compile(r'(.*?tr\[\d+\])')
_DIGITS = re.compile(r'\d+')


def doubts_by_row(problems: Iterable[Problem]) -> Callable[[Where], tuple[Problem, ...]]:
    """What finds, by the place of one of its cells, the problems of a row that a person must look at.

    One row: the same w:tr of a Word table, the same row of a sheet, boxes that share height on a page,
    the same line of a text. A doubt without a place, or about a whole sheet or page, is of no row.
    """
    doubts = [problem for problem in problems if problem.severity is not Severity.INFO]
    near: dict[tuple[object, ...], list[int]] = defaultdict(list)  # a long list has a doubt a row
    for number, doubt in enumerate(doubts):
        for key in _keys(doubt.where):
            near[key].append(number)

    def of_row(row: Where) -> tuple[Problem, ...]:
        found = {number for key in _keys(row) for number in near.get(key, ())}
        return tuple(doubts[number] for number in sorted(found) if _in_row(doubts[number].where, row))

    return of_row


def _keys(place: Where) -> tuple[tuple[object, ...], ...]:
    """What two places of one row have one of in common."""
    keys = (
        ('sheet', place.sheet, _number(place.cell)),
        ('path', place.part, _row_path(place)),
        ('page', place.page, place.box and 'box'),
        ('line', place.line),
    )
    return tuple(key for key in keys if key[-1] is not None)


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
