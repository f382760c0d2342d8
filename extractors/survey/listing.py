"""A table with one row for each organisation as a Return."""

from __future__ import annotations

import dataclasses

from extractors.survey.faults import problems_to_told, rows_told_twice, untold
from extractors.survey.grid import gather, paragraphs_to_found
from extractors.survey.privacy import personal_problems
from extractors.survey.recognised import in_doubt
from extractors.survey.respelled import is_recognised
from extractors.survey.settling import (
    hidden_rows,
    nameless,
    required_fields,
    settle,
    values_to_named,
    values_to_unit,
)
from extractors.survey.sheets import columns_unclear, misnamed_sheets, unread_columns
from extractors.survey.tables import TablesRead, document_to_tables
from extractors.survey.totals import totals_to_problems
from model.document import Document
from model.form import FormDefinition
from model.layout import Layout
from model.place import NOWHERE, Problem, Severity
from model.returned import Return, ReturnedRow
from text.labels import layout_to_index

_HEAD_FIELDS = frozenset(('reporting_unit', 'filled_by', 'filled_by_phone', 'filled_on', 'region'))


def rows_to_return(document: Document, definition: FormDefinition, layout: Layout | None = None) -> Return:
    """Every line of every table accounted for; layout as return_of has it."""
    index = layout_to_index(definition.fields, layout)
    read = document_to_tables(document, index)
    heads = [item for table in read.tables for item in table.found]
    head, problems = gather((*paragraphs_to_found(document.blocks, index), *heads))
    head = {key: value for key, value in head.items() if key in _HEAD_FIELDS}
    misnamed = misnamed_sheets(read.tables)
    rows, totals = _rows_and_totals(read, document.problems, misnamed)
    if is_recognised(document):
        rows = tuple(in_doubt(row, columns_unclear(read.tables)) for row in rows)
    only_totals = bool(totals) and not rows
    values = {**head, **totals[-1].values} if only_totals else head
    return Return(
        form=definition.id,
        edition=definition.edition,
        subject='reporting_unit' if only_totals else definition.subject,
        unit=values_to_unit(head),
        values=values,
        rows=rows,
        totals=totals,
        totals_dropped=len(totals),
        hidden_rows=hidden_rows(document),
        problems=(
            *(problem for problem in problems if problem.code != 'filled_twice'),
            *_table_problems(read, definition),
            *unread_columns(read.tables),
            *misnamed.values(),
            *(problem for table in read.tables for problem in table.below),
            *nameless(rows),
            *totals_to_problems([table.entries for table in read.tables], _labels(definition)),
            *personal_problems(document, index, read.persons),
        ),
    )


def _rows_and_totals(
    read: TablesRead, told: tuple[Problem, ...], misnamed: dict[str, Problem]
) -> tuple[tuple[ReturnedRow, ...], tuple[ReturnedRow, ...]]:
    """The rows, each with what holds it and the file's reader has not told, and the totals."""
    entries = [entry for table in read.tables for entry in table.entries]
    rows = [_settle_row(row) for kind, row in entries if kind == 'row']
    twice = rows_told_twice(rows)
    known = problems_to_told(told)
    for place, row in enumerate(rows):
        more = (twice.get(place), misnamed.get(row.where.sheet or ''))
        problems = (*untold(row.problems, known), *(problem for problem in more if problem))
        if problems != row.problems:
            rows[place] = dataclasses.replace(row, problems=problems)
    return tuple(rows), tuple(row for kind, row in entries if kind == 'total')


def _settle_row(row: ReturnedRow) -> ReturnedRow:
    values = settle(row.values)
    return dataclasses.replace(row, values=values, organisation=values_to_named(values))


def _labels(definition: FormDefinition) -> dict[str, str]:
    """The label of each field as the definition names it first."""
    labels: dict[str, str] = {}
    for field in definition.fields:
        labels.setdefault(field.id, field.labels[0])
    return labels


def _table_problems(read: TablesRead, definition: FormDefinition) -> tuple[Problem, ...]:
    """No table at all, or required columns that no table has."""
    if not read.tables:
        message = "没有找到列有社会组织名称的表，请核对文件"
        return (Problem('no_rows', Severity.REVIEW, message, NOWHERE),)
    held = {
        column.field.id
        for table in read.tables
        for column in table.layout.columns
        if column.field is not None
    }
    return tuple(
        Problem(
            'field_missing',
            Severity.REVIEW,
            f"表中没有找到“{field.labels[0]}”一栏，请核对是否为本表或补报",
            NOWHERE,
        )
        for field in required_fields(definition.fields)
        if field.id not in held
    )
