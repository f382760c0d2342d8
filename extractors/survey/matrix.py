"""A table of counts by line and column, filled in by a reporting unit, as a Return."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.survey.grid import gather, paragraphs_to_found
from extractors.survey.lines import Line
from extractors.survey.privacy import personal_problems
from extractors.survey.settling import values_to_unit
from extractors.survey.tables import line_to_found
from extractors.survey.values import is_blank, read_value
from model.document import Cell, Document
from model.form import FormDefinition, FormField, FormMatrix
from model.layout import Layout
from model.place import NOWHERE, Problem, Severity, Value
from model.returned import Return
from text.axes import Axes, Spot, find_axes
from text.grids import Grid, cell_at
from text.labels import layout_to_index
from text.layouts import grids
from text.numbers import DOUBTFUL, cell_to_int

_HEAD_ROWS = 6


@dataclass(slots=True)
class _Read:
    """What the tables of a matrix have given so far; lines and columns by id as they were met."""

    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[str, Spot] = field(default_factory=dict)
    columns: dict[str, Spot] = field(default_factory=dict)
    heads: list[tuple[Grid, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def _review(code: str, message: str, cell: Cell | None = None) -> Problem:
    return Problem(code, Severity.REVIEW, message, cell.where if cell else NOWHERE)


def _words(text: str) -> str:
    return ''.join(text.split())


def _cell_value(line: Spot, column: Spot, cell: Cell | None) -> Value:
    name = f'{line.axis.id}.{column.axis.id}'
    if cell is None:
        return Value('', None)
    value = read_value(FormField(name, (line.axis.labels[0],), 'int'), cell.text, cell.where, cell.boxes)
    if (cell.rowspan > 1 or cell.colspan > 1) and value.value is not None:
        reason = "合并单元格，可能是几行或几栏的合计"
        return dataclasses.replace(value, score=min(value.score, DOUBTFUL), reasons=(*value.reasons, reason))
    return value


def _take(axes: Axes, read: _Read) -> None:
    """Put the values of one table where they belong; a value that comes twice and differs is told."""
    for line in axes.lines:
        for column in axes.columns:
            cell = cell_at(axes.grid, line.place, column.place)
            name, value = f'{line.axis.id}.{column.axis.id}', _cell_value(line, column, cell)
            held = read.values.get(name)
            if held is None or is_blank(held):
                read.values[name] = value
            elif not is_blank(value) and value.value != held.value:
                read.problems.append(_twice(line, column, held, value))
                read.values[name] = dataclasses.replace(
                    held, score=DOUBTFUL, reasons=(*held.reasons, f"另一处填写为“{value.raw}”")
                )
        read.lines.setdefault(line.axis.id, line)
    for column in axes.columns:
        read.columns.setdefault(column.axis.id, column)
    read.problems.extend(_table_problems(axes))
    _doubt_lines(axes, read)


def _doubt_lines(axes: Axes, read: _Read) -> None:
    """Put the values of lines in doubt that were found twice, or bear another line's number."""
    twice = {stray.axis.id for stray in axes.strays if stray.axis is not None}
    unclear = twice | {spot.axis.id for spot in axes.renumbered}
    for name, value in read.values.items():
        if name.partition('.')[0] in unclear and value.value is not None:
            reasons = (*value.reasons, "不能确定是不是这一行，请对照行名核对")
            read.values[name] = dataclasses.replace(value, score=min(value.score, DOUBTFUL), reasons=reasons)


def _twice(line: Spot, column: Spot, held: Value, value: Value) -> Problem:
    message = (
        f"“{_words(line.cell.text)}”行“{_words(column.cell.text)}”栏填了两处且不同："
        f"“{held.raw}”和“{value.raw}”，取了前一处，请核对"
    )
    return Problem('filled_twice', Severity.REVIEW, message, value.where)


def _counted(axes: Axes, row: int) -> list[str]:
    """The counts that stand in a row under the matrix's columns, as printed."""
    cells = [cell_at(axes.grid, row, column.place) for column in axes.columns]
    return [cell.text.strip() for cell in cells if cell and cell_to_int(cell.text).value is not None]


def _table_problems(axes: Axes) -> Iterator[Problem]:
    for stray in axes.strays:
        label = _words(stray.cell.text)
        if stray.axis is not None:
            message = f"“{label}”一行找到两处，取了前一处，请核对"
            yield _review('line_twice', message, stray.cell)
        elif _counted(axes, stray.place):
            message = f"“{label}”不是本表的行，所填{'、'.join(_counted(axes, stray.place))}没有读入，请核对"
            yield _review('line_unknown', message, stray.cell)
    for spot in axes.columns_twice:
        message = f"“{_words(spot.cell.text)}”一栏找到两处，取了前一处，请核对"
        yield _review('column_twice', message, spot.cell)
    for spot in axes.renumbered:
        message = f"“{_words(spot.cell.text)}”一行所印行号与本表样不同，按行名读取，请核对是否换了新表样"
        yield _review('line_renumbered', message, spot.cell)
    yield from _unlabelled(axes)


def _unlabelled(axes: Axes) -> Iterator[Problem]:
    """Counts in columns and rows without a label that anybody knows: an inserted column, a shifted line."""
    places = {column.place for column in axes.columns}
    left, right = min(places), max(places)
    rows = [line.place for line in axes.lines]
    known = set(rows) | {stray.place for stray in axes.strays}
    for col in range(left, len(axes.grid[0]) if axes.grid else right):
        cells = [cell for row in rows if (cell := cell_at(axes.grid, row, col)) is not None]
        owned = any(cell.col <= place < cell.col + cell.colspan for cell in cells for place in places)
        filled = [cell for cell in cells if cell.text.strip()]
        if col not in places and not owned and filled:
            yield _review(
                'column_unknown', f"有一栏不是本表的栏目，填有{len(filled)}处，没有读入，请核对", filled[0]
            )
    for row in range(min(rows), len(axes.grid)):
        if row in known or not _counted(axes, row) or _numbers_columns(_counted(axes, row)):
            continue
        cell = cell_at(axes.grid, row, left)
        if cell is not None and cell.row == row:
            yield _review('line_unknown', "有一行没有行名，所填的数没有读入，请核对", cell)


def _numbers_columns(texts: list[str]) -> bool:
    """Whether counts only number the columns (1 2 3 ...)."""
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _missing(matrix: FormMatrix, read: _Read) -> Iterator[Problem]:
    for number, axis in enumerate(matrix.lines, 1):
        if axis.id not in read.lines:
            message = f"没有找到第{number}行“{axis.labels[0]}”，该行各栏没有读入，请核对或补报"
            yield _review('line_missing', message)
    for axis in matrix.columns:
        if axis.id not in read.columns:
            message = f"没有找到“{axis.labels[0]}”一栏，该栏各行没有读入，请核对或补报"
            yield _review('column_missing', message)


def _read_tables(document: Document, matrix: FormMatrix) -> _Read:
    read = _Read()
    for grid, axes in find_axes((grid for _, grid in grids(document)), matrix):
        if axes is None:
            read.heads.append((grid, min(len(grid), _HEAD_ROWS)))
            continue
        read.heads.append((grid, axes.first if axes.grid is grid else 0))
        _take(axes, read)
    return read


def matrix_to_return(document: Document, definition: FormDefinition, layout: Layout | None = None) -> Return:
    """A unit's matrix: each value under 'line.column', found by both labels, whichever way it is turned.

    A line or column that is missing, met twice or unknown is a problem; a blank is None, never 0.
    """
    index = layout_to_index(definition.fields, layout)
    matrix = definition.matrix or FormMatrix((), ())
    read = _read_tables(document, matrix)
    heads = [
        item
        for grid, rows in read.heads
        for row in range(rows)
        for item in line_to_found(Line(row, grid[row]), index)
    ]
    head, problems = gather((*paragraphs_to_found(document.blocks, index), *heads))
    return Return(
        form=definition.id,
        edition=definition.edition,
        subject=definition.subject,
        unit=values_to_unit(head),
        values={**head, **read.values},
        problems=(
            *(problem for problem in problems if problem.code != 'filled_twice'),
            *read.problems,
            *_missing(matrix, read),
            *personal_problems(document, index, 0),
        ),
    )
