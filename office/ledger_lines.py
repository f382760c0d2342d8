"""One line of a ledger that comes in: what can be written as it stands, and what waits for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from extractors.survey.columns import Column
from model.place import Value, Where
from model.returned import ReturnedRow
from office.accepting import is_doubtful
from office.naming import value_to_text
from text.numbers import NOTED, UNREAD

HOLDS_ROW = frozenset(('row_without_name', 'row_shifted', 'ragged_row', 'row_after_notes'))
"""Problems for which a line as a whole waits; any other leaves the line its certain values."""


class Line(NamedTuple):
    """One organisation of a list: values that are certain by field, cells in doubt, why the whole line waits.

    row is the sheet's own row, or the line of a text file; cells are the cells of values that stand elsewhere
    than in the row and their own column.
    """

    certain: dict[str, Any]
    doubtful: dict[str, Value]
    row: int
    where: Where | None = None
    whys: tuple[str, ...] = ()
    cells: dict[str, str] | None = None

    @property
    def name(self) -> str | None:
        """The organisation's name; None where the line has none that is certain."""
        found = self.certain.get('org_name')
        return found if isinstance(found, str) else None

    @property
    def place(self) -> Where:
        """Where the line begins."""
        return self.where or Where(line=self.row)


Place = tuple[str | None, str | None]
"""A cell by its sheet and its own name."""


def row_to_line(
    row: ReturnedRow,
    kept: Collection[str],
    pairs: Collection[str] = (),
    doubts: Mapping[Place, str] | None = None,
) -> Line:
    """A row that was read, with the fields that the ledger keeps.

    pairs are fields with a column for yes and one for no: neither ticked is a question. doubts are what the
    file's reader says of cells: such a value waits, but for the name, without which nobody could be asked.
    """
    certain: dict[str, Any] = {}
    doubtful: dict[str, Value] = {}
    for name, value in row.values.items():
        if name not in kept:
            continue
        doubt = doubts.get((value.where.sheet, value.where.cell)) if doubts and name != 'org_name' else None
        if value.value is None and value.score > UNREAD:
            if name in pairs:
                doubtful[name] = Value('', None, row.where, UNREAD, ("“是”“否”两栏都没有勾选",))
        elif doubt is not None or is_doubtful(value):
            doubtful[name] = replace(value, reasons=value.reasons or (doubt or "请核对",))
        else:
            certain[name] = value.value
    whys = tuple(problem.message for problem in row.problems if problem.code in HOLDS_ROW)
    return Line(certain, doubtful, row.number, row.where, whys)


def pairs_of(columns: Sequence[Column]) -> frozenset[str]:
    """The fields that have one column for yes and one for no."""
    told = Counter(column.field.id for column in columns if column.field and isinstance(column.option, bool))
    return frozenset(name for name, count in told.items() if count > 1)


def with_branch(line: Line, columns: Iterable[Column]) -> Line:
    """The line with its branch where it tells 组建形式 and not whether there is one.

    A list without such a column says so by the form; where it has one and left it empty, a person is asked.
    """
    form = line.certain.get('establishment_form')
    if form is None or 'established' in line.certain or 'established' in line.doubtful:
        return line
    if all(column.field is None or column.field.id != 'established' for column in columns):
        return line._replace(certain={**line.certain, 'established': True})
    why = f"填了组建形式（{form}），没有填是否建立党组织"
    return line._replace(
        doubtful={**line.doubtful, 'established': Value('', None, line.place, UNREAD, (why,))}
    )


def with_region(line: Line, region: str | None) -> Line:
    """The line in this county where it names none itself."""
    if region is None or 'region' in line.certain or 'region' in line.doubtful:
        return line
    return line._replace(certain={**line.certain, 'region': region})


def certain_to_values(certain: Mapping[str, Any], where: Where) -> dict[str, Value]:
    """Certain values as they are compared with what the ledger holds."""
    return {
        name: Value(value_to_text(value), value, where, NOTED)
        for name, value in certain.items()
        if name != 'org_name'
    }
