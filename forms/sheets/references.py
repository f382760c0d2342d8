"""References inside formulas: which cells they name, and how they move when rows are put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from forms.sheets.places import MAX_COL, MAX_ROW, Area, column_to_letters, letters_to_column, ref_to_area

_TOKEN = re.compile(
    r'"(?:[^"]|"")*"'
    r"|(?P<sheet>'(?:[^']|'')+'!|[^\W\d][\w.]*!)?"
    r'(?<![\w.$])(?P<range>\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?'
    r'|\$?\d{1,7}:\$?\d{1,7}|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w.(!])'
)
_CELL = re.compile(r'(\$?)([A-Za-z]{1,3})(\$?)(\d+)')
_NAME = re.compile(r'[^\W\d][\w.]*(?![\w.(!:])')
_UNSEEN = re.compile(r'\b(?:INDIRECT|OFFSET|INDEX|CHOOSE|TODAY|NOW|RAND)\s*\(|\[', re.IGNORECASE)


class Insertion(NamedTuple):
    """Rows put in behind row `last` (from 0): `added` of them; first is where the rows they go on with begin.

    What adds those rows up to their end grows with them, as SUM(E5:E8) does.
    """

    first: int
    last: int
    added: int

    def row(self, row: int) -> int:
        """Where a row stands afterwards."""
        return row + self.added if row > self.last else row

    def area(self, area: Area, *, grows: bool) -> Area:
        """Where an area stands afterwards, longer by the rows if it reaches to the last one and grows."""
        longer = self.added if grows and area.bottom == self.last else 0
        bottom = area.bottom if area.bottom == MAX_ROW else self.row(area.bottom) + longer
        return Area(self.row(area.top), area.left, min(bottom, MAX_ROW), area.right)

    def is_covered_by(self, area: Area) -> bool:
        """Whether an area is over the rows to their end: a sum of them, not of the last one alone."""
        return area.bottom == self.last and (area.top < self.last or self.first == self.last)


def references(formula: str) -> Iterator[tuple[str | None, Area]]:
    """The areas a formula names, with the sheet where it names one."""
    for token in _TOKEN.finditer(formula):
        area = ref_to_area(token['range']) if token['range'] else None
        if area is not None:
            yield _title(token['sheet']), area


def names_unseen(formula: str, names: frozenset[str]) -> bool:
    """Whether a formula may name cells that its letters do not show: INDIRECT, a table, a defined name."""
    bare = re.sub(r'"(?:[^"]|"")*"', '', formula)
    return bool(_UNSEEN.search(bare)) or any(name in names for name in _NAME.findall(bare))


def shifted(
    formula: str, insertion: Insertion, is_meant: Callable[[str | None], bool], *, grows: bool = True
) -> str:
    """The formula after rows were put into the sheets that is_meant says yes to (None: no sheet is named).

    A formula that stands in the rows themselves does not grow.
    """

    def move(token: re.Match[str]) -> str:
        if not token['range'] or not is_meant(_title(token['sheet'])):
            return token[0]
        return (token['sheet'] or '') + _moved_range(token['range'], insertion, grows=grows)

    return _TOKEN.sub(move, formula)


def _moved_range(text: str, insertion: Insertion, *, grows: bool) -> str:
    area = ref_to_area(text)
    first, colon, last = text.partition(':')
    if area is None or (colon and not re.search(r'\d', text)):
        return text
    if not colon:
        return _with_row(first, insertion.row(area.top))
    moved = insertion.area(area, grows=grows and insertion.is_covered_by(area))
    ends = (moved.top, moved.bottom) if _row_of(first) <= _row_of(last) else (moved.bottom, moved.top)
    return f'{_with_row(first, ends[0])}:{_with_row(last, ends[1])}'


def _row_of(ref: str) -> int:
    return int(re.sub(r'\D', '', ref))


def _with_row(ref: str, row: int) -> str:
    return re.sub(r'\d+$', str(row + 1), ref)


def translated(formula: str, rows: int, cols: int) -> str:
    """The formula as it reads `rows` further down and `cols` to the right: what has no $ goes along."""

    def move(token: re.Match[str]) -> str:
        if not token['range'] or not _CELL.match(token['range']):
            return token[0]
        return (token['sheet'] or '') + _CELL.sub(along, token['range'])

    def along(cell: re.Match[str]) -> str:
        col = letters_to_column(cell[2]) + (0 if cell[1] else cols)
        row = int(cell[4]) + (0 if cell[3] else rows)
        if not (0 <= col <= MAX_COL and 1 <= row <= MAX_ROW + 1):
            return '#REF!'
        return f'{cell[1]}{column_to_letters(col)}{cell[3]}{row}'

    return _TOKEN.sub(move, formula)


def _title(sheet: str | None) -> str | None:
    if sheet is None:
        return None
    return sheet[:-1].strip("'").replace("''", "'")
