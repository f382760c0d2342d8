"""A unit's totals in a small table: 项目 beside 数量, or one line of figures under their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.survey.lines import is_filled, is_total_text
from extractors.survey.prose import (
    UnitRead,
    document_to_sentences,
    left_out_problem,
    parts_to_problems,
    reporting_unit,
)
from extractors.survey.said import label_to_figure
from extractors.survey.values import cell_to_value
from model.document import Cell, Document
from model.form import FormField
from model.place import Problem, Severity, Value
from model.returned import Named
from text.grids import Grid, below, cell_at, right_of, row_to_cells
from text.labels import fields_to_index, fold_label
from text.layouts import grids, text_to_inlines, top_lines

_COUNT = FormField('count', ('数',), 'int')
_NUMBER = re.compile(r'\d[\d,.]{0,11}[%％]?')
_FEWEST_FIGURES = 2
_UNIT_LABELS = frozenset(('填报单位', '填表单位', '报送单位', '上报单位', '单位名称', '单位', '县区'))


class Figure(NamedTuple):
    """A label with the cell that its number stands in; field None for a label that is no known figure."""

    field: str | None
    label: str
    cell: Cell


def _is_count(cell: Cell | None) -> bool:
    return cell is not None and cell_to_value(_COUNT, cell).value is not None


def _has_number(cell: Cell) -> bool:
    return _is_count(cell) or bool(_NUMBER.fullmatch(cell.text.strip()))


def _header_row(grid: Grid) -> int | None:
    """The row that names at least two figures, none of them with its number beside it."""
    for row in range(len(grid)):
        named = [cell for cell in row_to_cells(grid, row) if label_to_figure(fold_label(cell.text))]
        if len(named) >= _FEWEST_FIGURES and not any(_is_count(right_of(grid, cell)) for cell in named):
            return row
    return None


def _rows_below(grid: Grid, header: int) -> list[int]:
    bottom = max(cell.row + cell.rowspan for cell in row_to_cells(grid, header))
    return [
        row
        for row in range(bottom, len(grid))
        if any(_is_count(cell) for cell in row_to_cells(grid, row) if cell.row == row)
    ]


def _under_header(grid: Grid, header: int) -> list[Figure]:
    """The figures of the one line under a header, or of its 合计; () where each line is another unit's."""
    rows = _rows_below(grid, header)
    totals = [row for row in rows if any(is_total_text(cell.text) for cell in row_to_cells(grid, row)[:2])]
    chosen = totals[-1:] or (rows if len(rows) == 1 else [])
    found: list[Figure] = []
    for label in row_to_cells(grid, header):
        cell = cell_at(grid, chosen[0], label.col) if chosen else None
        if cell is not None and label.text.strip() and _is_count(cell) and not is_total_text(cell.text):
            found.append(Figure(label_to_figure(fold_label(label.text)), label.text.strip(), cell))
    return found


def _beside_labels(grid: Grid) -> Iterator[Figure]:
    for row in range(len(grid)):
        for label in row_to_cells(grid, row):
            value = right_of(grid, label)
            named = label.row == row and is_filled(label.text.strip()) and not _has_number(label)
            if named and value is not None and _has_number(value):
                yield Figure(label_to_figure(fold_label(label.text)), label.text.strip(), value)


def _grid_to_figures(grid: Grid) -> list[Figure]:
    header = _header_row(grid)
    return _under_header(grid, header) if header is not None else list(_beside_labels(grid))


def _gather(figures: list[Figure]) -> tuple[dict[str, Value], list[str]]:
    values: dict[str, Value] = {}
    left: list[str] = []
    for figure in figures:
        value = cell_to_value(_COUNT, figure.cell)
        if figure.field is None or figure.field in values or value.value is None:
            left.append(f"“{''.join(figure.label.split())}”{figure.cell.text.strip()}")
        else:
            values[figure.field] = value
    return values, left


def _unit_of(document: Document) -> Named | None:
    """Who reports: what stands behind 填报单位, else as a report in prose names it."""
    index = fields_to_index(())
    for _, grid in grids(document):
        for row in range(len(grid)):
            for cell in row_to_cells(grid, row):
                if fold_label(cell.text) in _UNIT_LABELS:
                    for value in (right_of(grid, cell), below(grid, cell)):
                        if value is not None and _is_name(value.text):
                            return Named(''.join(value.text.split()))
    for line in top_lines(document):
        for inline in text_to_inlines(line, index):
            if fold_label(inline.label) in _UNIT_LABELS and inline.value:
                return Named(inline.value)
    return reporting_unit(document_to_sentences(document))


def _is_name(text: str) -> bool:
    word = ''.join(text.split())
    return (
        len(word) >= 2
        and word.isalpha()
        and not is_total_text(word)
        and not label_to_figure(fold_label(word))
    )


def document_to_summary(document: Document) -> UnitRead | None:
    """A unit's totals from its tables, None where there is no such table.

    Keys as document_to_prose has them. A table with a line for each of several units and no 合计 is none.
    """
    figures = [figure for _, grid in grids(document) for figure in _grid_to_figures(grid)]
    values, left = _gather(figures)
    if len(values) < _FEWEST_FIGURES or not {'total', 'established', 'eligible'} & values.keys():
        return None
    message = "这是单位的汇总数，没有明细，按栏目名读取；不计入各家台账，请对照原表核对"
    problem = Problem('summary_report', Severity.REVIEW, message)
    return UnitRead(
        _unit_of(document), values, (problem, *parts_to_problems(values), *left_out_problem(left))
    )
