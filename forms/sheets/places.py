"""Names of cells and ranges as sheets write them: 'B7', 'A1:C3', '$A$5', both counted from 0 inside."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

MAX_ROW, MAX_COL = 1_048_575, 16_383
"""The last row and column of a sheet, from 0."""

_REF = re.compile(r'\$?([A-Za-z]{1,3})\$?([0-9]{1,7})')


class Place(NamedTuple):
    """A cell's row and column from 0."""

    row: int
    col: int


class Area(NamedTuple):
    """A rectangle of cells, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, place: Place) -> bool:
        """Whether a cell lies in it."""
        return self.top <= place.row <= self.bottom and self.left <= place.col <= self.right

    def __str__(self) -> str:
        first, last = place_to_ref(Place(self.top, self.left)), place_to_ref(Place(self.bottom, self.right))
        return first if first == last else f'{first}:{last}'


@lru_cache(maxsize=MAX_COL + 1)
def column_to_letters(col: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters, rest = '', col + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord('A') + letter) + letters
    return letters


@lru_cache(maxsize=MAX_COL + 1)
def letters_to_column(letters: str) -> int:
    """A column's number from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord('A') + 1
    return number - 1


def ref_to_place(ref: str) -> Place | None:
    """'B7' as (6, 1); None for what names no cell of a sheet."""
    found = _REF.fullmatch(ref.strip())
    if not found:
        return None
    place = Place(int(found[2]) - 1, letters_to_column(found[1]))
    return place if 0 <= place.row <= MAX_ROW and place.col <= MAX_COL else None


def place_to_ref(place: Place) -> str:
    """(6, 1) as 'B7'."""
    return f'{column_to_letters(place.col)}{place.row + 1}'


def ref_to_area(ref: str) -> Area | None:
    """'A1:C3', 'B7', '3:5' or 'A:C' as an Area; None for what is none of them."""
    first, colon, last = ref.replace('$', '').partition(':')
    last = last if colon else first
    if colon and first.isdecimal() and last.isdecimal():
        return Area(int(first) - 1, 0, int(last) - 1, MAX_COL)
    if colon and first.isalpha() and last.isalpha() and first.isascii() and last.isascii():
        return Area(0, letters_to_column(first), MAX_ROW, letters_to_column(last))
    start, end = ref_to_place(first), ref_to_place(last)
    if start is None or end is None:
        return None
    return Area(
        min(start.row, end.row), min(start.col, end.col), max(start.row, end.row), max(start.col, end.col)
    )


def sqref_to_areas(sqref: str) -> tuple[Area, ...]:
    """A list of ranges ('A1:B2 D4') as areas."""
    return tuple(area for area in map(ref_to_area, sqref.split()) if area is not None)
