"""Columns for a person in which a list only ticks whether there is one: 选派指导员 是/否 names nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.survey.columns import Column
from extractors.survey.lines import is_filled
from extractors.survey.values import read_value
from model.form import FormField
from model.layout import Layout, LayoutColumn
from model.place import Problem, Severity
from office.accepting import is_doubtful
from office.layouts import tellable
from office.ledger_columns import Headed, Reading
from office.naming import label_of

NAMELESS = {'instructor': 'has_instructor', 'liaison': 'has_liaison'}
"""The field for a person, and the one that tells whether there is one, without a name."""

_SUM = re.compile('.*[合总小共累]计.*')


def with_nameless(
    reading: Reading, tables: Sequence[Headed], told: Sequence[FormField]
) -> tuple[Reading, list[Problem]]:
    """The reading with such columns as what they tell, and what is said of it; tables are whole.

    told are the ledger's fields. Nothing changes where another column tells it already.
    """
    fields = {one.id: one for one in told}
    held = {column.field.id for one in tables for column in one.columns if column.field}
    found: dict[str, FormField] = {}
    for name, has in NAMELESS.items():
        labels = {one.label(column) for one, column in _columns(tables, name)}
        if has in held or has not in fields or not labels:
            continue
        texts = [text for one, column in _columns(tables, name) for text in _texts(one, column)]
        if texts and all(_is_tick(fields[has], text) for text in dict.fromkeys(texts)):
            found |= dict.fromkeys(labels, fields[has])
    return (_retold(reading, found), [_note(*one) for one in found.items()]) if found else (reading, [])


def _columns(tables: Sequence[Headed], field: str) -> Iterator[tuple[Headed, Column]]:
    for one in tables:
        for column in one.columns:
            if column.field is not None and column.field.id == field and column.option is None:
                yield one, column


def _texts(headed: Headed, column: Column) -> Iterator[str]:
    """What stands in a column beside a name that is no sum's."""
    places = {one.place for one in headed.columns if one.field is not None and one.field.id == 'org_name'}
    body = [cell for cell in headed.table.cells if cell.row >= headed.header.bottom and is_filled(cell.text)]
    named = {cell.row for cell in body if cell.col in places and not _SUM.fullmatch(cell.text.strip())}
    return (cell.text for cell in body if cell.col == column.place and cell.row in named)


def _is_tick(field: FormField, text: str) -> bool:
    value = read_value(field, text)
    return isinstance(value.value, bool) and not is_doubtful(value)


def _retold(reading: Reading, found: dict[str, FormField]) -> Reading:
    before = reading.layout.columns if reading.layout else ()
    columns = (
        *(one for one in before if one.label not in found),
        *(LayoutColumn(label, field.id) for label, field in found.items()),
    )
    asked = {one.id for one in reading.definition.fields}
    more = {field.id: field for field in found.values() if field.id not in asked}
    definition = replace(reading.definition, fields=(*reading.definition.fields, *more.values()))
    layout = tellable(Layout('', definition.id, 'rows', columns))
    return reading._replace(definition=definition, layout=layout)


def _note(label: str, field: FormField) -> Problem:
    message = f"“{label}”一列只填了有没有、没有姓名，按“{label_of(field.id)}”导入，不当作人名"
    return Problem('person_ticked', Severity.INFO, message)
