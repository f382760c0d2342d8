"""A ledger's own 合计 and 小计 held against what was read of it, column by column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple

from extractors.survey.columns import Column
from model.document import Cell, Table
from model.returned import ReturnedRow
from office.ledger_columns import Headed
from text.numbers import cell_to_int

_ROW = re.compile(r'[A-Za-z]+(\d+)')
_DIGITS = re.compile(r'[\d０-９]{1,7}(?:\.0)?')
_BELOW_ALL = 10**9
_FEWEST_SUMS = 2
"""A line of sums without a word is told by so many columns that agree, and by none that does not."""


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """One figure of a total's line: own is what it says, read what the rows give."""

    sheet: str | None
    row: int
    heading: str
    column: str
    own: int
    read: int

    @property
    def agrees(self) -> bool:
        """Whether they are the same."""
        return self.own == self.read

    @property
    def message(self) -> str:
        """The comparison in words."""
        place = f"工作表“{self.sheet}”" if self.sheet else ""
        told = f"{place}第{self.row}行{self.heading}“{self.column}”：表上{self.own}，读入{self.read}"
        return told if self.agrees else f"{told}，差{abs(self.own - self.read)}，请核对"


class Total(NamedTuple):
    """A line that adds others up, with its place among the rows; worded False where no word says so."""

    row: ReturnedRow
    cells: dict[int, Cell]
    worded: bool


def row_number(cell: Cell) -> int:
    """The row as the sheet numbers it, else as the table does, from 1."""
    found = _ROW.fullmatch(cell.where.cell or '')
    return int(found[1]) if found else cell.row + 1


def cells_of(table: Table, numbers: Iterable[int]) -> dict[int, dict[int, Cell]]:
    """The cells of these rows by row and column."""
    found: dict[int, dict[int, Cell]] = {number: {} for number in numbers}
    if found:
        for cell in table.cells:
            number = row_number(cell)
            if number in found:
                found[number][cell.col] = cell
    return found


def is_all_digits(cells: dict[int, Cell]) -> bool:
    """Whether a line holds two numbers or more and nothing else."""
    texts = [cell.text.strip() for cell in cells.values() if cell.text.strip()]
    return len(texts) >= _FEWEST_SUMS and all(_DIGITS.fullmatch(text) for text in texts)


def check_totals(
    headed: Headed,
    rows: Sequence[ReturnedRow],
    totals: Sequence[Total],
    everything: Sequence[ReturnedRow],
) -> tuple[list[TotalCheck], set[int]]:
    """Every figure of the totals beside what the rows give, and the rows that are sums without a word.

    rows are those of the table in order; everything those of all tables, for a last sheet's grand total.
    """
    wordless = {total.row.number for total in totals if not total.worded}
    summed = [row for row in rows if row.number not in wordless]
    first = min((total.row.number for total in totals if total.worded), default=0)
    over = bool(summed) and first < summed[0].number
    sums = _Sums(summed, everything, {}, {}, over)
    checks: list[TotalCheck] = []
    dropped: set[int] = set()
    last = 0
    ordered = sorted(totals, key=lambda one: one.row.number)
    afters = [one.row.number for one in ordered[1:]]
    for total, after in zip(ordered, (*afters, _BELOW_ALL), strict=False):
        found = [
            _check(headed, total, figure, (last, after), sums)
            for figure in total_to_figures(headed, total.cells)
        ]
        if not total.worded:
            if len(found) < _FEWEST_SUMS or not all(one.agrees for one in found):
                continue
            dropped.add(total.row.number)
        last = total.row.number
        checks += found
    return checks, dropped


class _Sums(NamedTuple):
    """Rows and their running sums by column place, and the sums of all tables."""

    rows: Sequence[ReturnedRow]
    everything: Sequence[ReturnedRow]
    running: dict[int, list[int]]
    whole: dict[int, int]
    over: bool

    def of(self, column: Column, between: tuple[int, int], number: int, *, partial: bool) -> list[int]:
        """What a total at row `number`, with others before and after it, may give; the likeliest first.

        Totals stand under their rows, or over them where the first of all has no row above it.
        """
        if column.place not in self.running:
            self.running[column.place] = [0, *accumulate(row_adds(row, column) for row in self.rows)]
            self.whole[column.place] = sum(row_adds(row, column) for row in self.everything)
        running = self.running[column.place]
        start, end, stop = (
            bisect_right(self.rows, at, key=lambda row: row.number) for at in (between[0], number, between[1])
        )
        group, so_far, after = running[end] - running[start], running[end], running[-1] - running[end]
        below = running[stop] - running[end]
        near = (below, group) if self.over else (group, below)
        first = (*near, so_far, running[-1]) if partial else (running[-1], so_far, *near)
        return [*first, after, self.whole[column.place]]


class Figure(NamedTuple):
    """What a total says under a column."""

    column: Column
    own: int


def total_to_figures(headed: Headed, cells: dict[int, Cell]) -> Iterator[Figure]:
    """The numbers of a total's line under columns whose rows can be counted."""
    for column in headed.columns:
        cell = cells.get(column.place)
        if cell is not None and is_summed(column) and _DIGITS.fullmatch(cell.text.strip()):
            own = cell_to_int(cell.text).value
            if own is not None:
                yield Figure(column, own)


def _check(headed: Headed, total: Total, figure: Figure, between: tuple[int, int], sums: _Sums) -> TotalCheck:
    heading = total.row.organisation.name or "未写“合计”的一行"
    found = sums.of(figure.column, between, total.row.number, partial='小计' in heading)
    read = figure.own if figure.own in found else found[0]
    sheet = headed.table.where.sheet
    return TotalCheck(sheet, total.row.number, heading, headed.label(figure.column), figure.own, read)


def row_adds(row: ReturnedRow, column: Column) -> int:
    """What a row adds to a column's total: its count, or 1 where it is marked there."""
    assert column.field is not None
    held = row.values.get(column.field.id)
    return value_adds(held.value if held is not None else None, column)


def value_adds(value: Any, column: Column) -> int:
    """What a value adds to its column's total; a name counts 1."""
    if column.field is not None and column.field.id == 'org_name':
        return int(value is not None)
    if column.option is not None:
        return int(column.option in value if isinstance(value, tuple) else value == column.option)
    if isinstance(value, bool):
        return int(value)
    return value if isinstance(value, int) else 0


def is_summed(column: Column) -> bool:
    """Whether a total under the column counts something: numbers, marks, answers, or names."""
    if column.field is None or column.never:
        return False
    return (
        column.option is not None or column.field.type in ('int', 'yes_no') or column.field.id == 'org_name'
    )
