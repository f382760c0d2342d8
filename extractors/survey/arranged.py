"""A paper's printed labels table by table, and what each seems to hold by one index."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import NamedTuple

from extractors.survey.columns import Column, header_to_columns
from extractors.survey.grid import value_cell
from extractors.survey.strange import strange_index
from model.document import Document
from model.form import FormField
from model.layout import LayoutColumn
from text.grids import Grid, cell_at
from text.headers import Header, find_header, heads_organisations
from text.label_words import SERIAL_LABELS
from text.labels import FieldMatch, LabelIndex, fold_label, is_label_like, is_never_label, label_key
from text.layouts import Placed, grids, match_line, place_labels, text_to_inlines
from text.numbers import is_dash


class Arranged(NamedTuple):
    """A paper's tables by one index: the printed labels of each, and what its columns seem to hold."""

    tables: tuple[tuple[str, ...], ...]
    sheets: tuple[str, ...]
    columns: tuple[LayoutColumn, ...]


def arrange_rows(document: Document, index: LabelIndex) -> Arranged:
    """The header bands of all tables, each kind of band once, and the columns under them."""
    tables: list[tuple[str, ...]] = []
    sheets: list[str] = []
    columns: _Columns = {}
    for table, grid in grids(document):
        known = strange_index(grid, index) or index
        header = find_header(grid, known)
        if header is None:
            continue
        keys = tuple(label_key(path) for path in header.paths)
        if keys not in tables:
            tables.append(keys)
            sheets.append(table.where.sheet or '')
        if any(path and heads_organisations(path, known) for path in header.paths):
            for column in _header_to_layout(header, grid, index, known):
                _take(columns, column)
    return Arranged(tuple(tables), tuple(sheets), tuple(columns.values()))


_Columns = dict[tuple[object, ...], LayoutColumn]


def _take(columns: _Columns, column: LayoutColumn) -> None:
    """Add a column; met again with the same meaning it stays one, and its doubts add up."""
    key = (column.label, column.field, column.option)
    held = columns.get(key, column)
    more = tuple(reason for reason in column.reasons if reason not in held.reasons)
    columns[key] = dataclasses.replace(held, reasons=(*held.reasons, *more))


def _header_to_layout(
    header: Header, grid: Grid, index: LabelIndex, known: LabelIndex
) -> Iterator[LayoutColumn]:
    labels = tuple((path[-1], path[-2::-1]) if path else ('', ()) for path in header.paths)
    matches = match_line(labels, known)
    for column, path, (_, match) in zip(header_to_columns(header, known), header.paths, matches, strict=True):
        filled = _is_filled(grid, header.bottom, column.place)
        if path:
            guessed = known is not index and column.field is not None and column.field.id == 'org_name'
            exact = match is not None and match.score == 1.0 and not guessed
            yield _column_to_layout(column, path, match, filled=filled, exact=exact)
        elif filled:
            yield LayoutColumn(f"（第{column.place + 1}列无表头）", reasons=("有内容而没有表头，不收",))


def _is_filled(grid: Grid, first: int, place: int) -> bool:
    """Whether anything is written under a heading; notes over many columns are not."""
    cells = (cell_at(grid, row, place) for row in range(first, len(grid)))
    return any(
        cell is not None and cell.colspan <= 2 and cell.text.strip() and not is_dash(cell.text)
        for cell in cells
    )


def _column_to_layout(
    column: Column, path: tuple[str, ...], match: FieldMatch | None, *, filled: bool, exact: bool
) -> LayoutColumn:
    label = label_key(path)
    if column.never or column.serial:
        return LayoutColumn(label)
    if column.field is None:
        taken = f"前面已有一栏作“{match.field.labels[0]}”，这一栏不收" if match else None
        return LayoutColumn(label, reasons=(taken or "表样中没有这一栏，不收",) if filled else ())
    if column.option is not None:
        return LayoutColumn(label, column.field.id, column.option)
    reasons = () if exact or not filled else (_alike(column.field, match),)
    return LayoutColumn(label, column.field.id, None, reasons)


def _alike(field: FormField, match: FieldMatch | None) -> str:
    if match is not None and match.score == 1.0:
        return "栏目名不是表样所印的，按内容像单位名称"
    return f"与表样的“{field.labels[0]}”相近但不相同"


def arrange_labels(document: Document, index: LabelIndex) -> Arranged:
    """The labels of label-value grids in order, and those named inside cells."""
    tables: list[tuple[str, ...]] = []
    sheets: list[str] = []
    columns: _Columns = {}
    for table, grid in grids(document):
        keys: list[str] = []
        for placed, filled in _asking(grid, index):
            keys.append(label_key((*_printed_sections(placed, index), placed.cell.text)))
            _take(columns, _placed_to_layout(placed, index, filled=filled))
        keys += _inner_labels(grid, index)
        if keys and tuple(keys) not in tables:
            tables.append(tuple(keys))
            sheets.append(table.where.sheet or '')
    return Arranged(tuple(tables), tuple(sheets), tuple(columns.values()))


def _asking(grid: Grid, index: LabelIndex) -> Iterator[tuple[Placed, bool]]:
    """The labels of a grid that are no other label's value, and whether anything stands in their place."""
    placed = place_labels(grid, index)
    labels = frozenset(id(label.cell) for label in placed)
    cells = [
        value_cell(grid, label.cell, labels, label.match.field if label.match else None) for label in placed
    ]
    values = {id(cell) for cell in cells if cell is not None}
    for label, cell in zip(placed, cells, strict=True):
        if id(label.cell) not in values:
            yield label, cell is not None and bool(cell.text.strip()) and not is_dash(cell.text)


def _printed_sections(placed: Placed, index: LabelIndex) -> tuple[str, ...]:
    """The sections over a label that are printed, not filled in."""
    return tuple(text for text in reversed(placed.context[0]) if is_label_like(text, index))


def _inner_labels(grid: Grid, index: LabelIndex) -> list[str]:
    cells = {id(cell): cell for row in grid for cell in row if cell is not None}
    return [
        label_key((inline.label,))
        for cell in cells.values()
        for inline in text_to_inlines(cell.text, index)
        if inline.match
    ]


def _placed_to_layout(placed: Placed, index: LabelIndex, *, filled: bool) -> LayoutColumn:
    label = label_key((*reversed(placed.context[0]), placed.cell.text))
    field = placed.match.field if placed.match else None
    folded = fold_label(placed.cell.text)
    if is_never_label(placed.cell.text) or (field is not None and field.personal == 'never'):
        return LayoutColumn(label)
    if placed.match is None or field is None:
        asks = filled and folded not in SERIAL_LABELS and folded not in _sections(index)
        return LayoutColumn(label, reasons=("表样中没有这一栏，不收",) if asks else ())
    reasons = () if placed.match.score == 1.0 or not filled else (_alike(field, placed.match),)
    return LayoutColumn(label, field.id, None, reasons)


def _sections(index: LabelIndex) -> frozenset[str]:
    return frozenset(fold_label(section) for field in index.fields for section in field.under)
