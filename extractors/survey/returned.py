"""A returned form as a Return: the one door of this package."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from extractors.survey.grid import document_to_found, first_form, gather, paragraphs_to_found
from extractors.survey.privacy import personal_problems
from extractors.survey.prose import document_to_prose
from extractors.survey.tables import TablesRead, document_to_tables
from extractors.survey.totals import totals_to_problems
from extractors.survey.unknown import printed_rows, printed_values, unread_labels
from extractors.survey.values import is_blank
from model.document import Document
from model.form import FormDefinition, FormField
from model.place import NOWHERE, Problem, Severity, Value
from model.returned import Named, Return, ReturnedRow
from text.codes import is_registration_number, parse_code
from text.labels import LabelIndex, fields_to_index
from text.numbers import NOTED

_HEAD_FIELDS = frozenset(('reporting_unit', 'filled_by', 'filled_by_phone', 'filled_on', 'region'))


def return_of(document: Document, definition: FormDefinition | None) -> Return:
    """What a returned form says, by the definition it was found to be; pure, never raises on odd paper.

    Fields that the paper asks for and nobody filled in are there with value None; fields it does
    not ask for are absent. Without a definition the values stand under their printed labels.
    """
    if definition is None:
        return _unknown_to_return(document)
    index = fields_to_index(definition.fields)
    if definition.subject == 'rows':
        return _rows_to_return(document, definition, index)
    return _organisation_to_return(document, definition, index)


# --- one organisation


def _organisation_to_return(document: Document, definition: FormDefinition, index: LabelIndex) -> Return:
    own, others = first_form(document, index)
    values, problems = gather(document_to_found(own, index))
    values = _settle(values)
    persons = document_to_tables(document, index).persons
    return Return(
        form=definition.id,
        edition=definition.edition,
        subject=definition.subject,
        organisation=_named(values),
        unit=_unit(values),
        values=values,
        problems=(
            *problems,
            *_other_forms(others),
            *_missing(values, definition),
            *unread_labels(document, index, values.values()),
            *personal_problems(document, index, persons),
        ),
    )


def _other_forms(names: tuple[str, ...]) -> tuple[Problem, ...]:
    if not names:
        return ()
    message = f"文件里还有{len(names)}张表（{'、'.join(names)}），只读了第一张；请拆成一家一个文件再收"
    return (Problem('several_forms', Severity.REVIEW, message, NOWHERE),)


def _named(values: dict[str, Value]) -> Named:
    name = values['org_name'].value if 'org_name' in values else None
    return Named(name, values['code'].value if 'code' in values else None)


def _unit(values: dict[str, Value]) -> Named | None:
    unit = values.get('reporting_unit')
    return Named(unit.value) if unit is not None and unit.value else None


def _settle(values: dict[str, Value]) -> dict[str, Value]:
    """Values after what one field says of another: codes under 登记证号, forms of what is yet to be built."""
    return _settle_planned(_settle_codes(dict(values)))


def _settle_codes(values: dict[str, Value]) -> dict[str, Value]:
    """A 统一社会信用代码 under 登记证号 is the code; an old number under the code is the other."""
    number, code = values.get('registration_no'), values.get('code')
    if number is not None and number.value and (code is None or is_blank(code)):
        found, reasons = parse_code(number.raw)
        if found:
            note = ("填在“登记证号”栏，是统一社会信用代码",)
            values['code'] = dataclasses.replace(
                number, value=found, score=NOTED if reasons else 1.0, reasons=(*reasons, *note)
            )
            values['registration_no'] = Value('', None, number.where, 1.0, note)
    elif code is not None and number is None and code.value is None and is_registration_number(code.raw):
        note = ("填在“统一社会信用代码”栏，是登记证号",)
        values['registration_no'] = Value(code.raw, ''.join(code.raw.split()), code.where, NOTED, note)
        values['code'] = Value('', None, code.where, 1.0, note)
    return values


def _settle_planned(values: dict[str, Value]) -> dict[str, Value]:
    """组建形式 of an organisation that has none is what it plans."""
    established, form, planned = (
        values.get(key) for key in ('established', 'establishment_form', 'planned_form')
    )
    if established is None or established.value is not False or form is None or form.value is None:
        return values
    if planned is None or is_blank(planned):
        reasons = (*form.reasons, "未建立党组织，组建形式按拟组建形式读取")
        values['planned_form'] = dataclasses.replace(form, reasons=reasons)
        values['establishment_form'] = Value('', None, form.where)
    return values


def _missing(values: dict[str, Value], definition: FormDefinition) -> tuple[Problem, ...]:
    """Required fields that the paper does not ask for, or that nobody filled in."""
    problems: list[Problem] = []
    for field in _required(definition.fields):
        value = values.get(field.id)
        if value is None:
            message = f"表中没有找到“{field.labels[0]}”一栏，请核对是否为本表或补填"
            problems.append(Problem('field_missing', Severity.REVIEW, message, NOWHERE))
        elif is_blank(value):
            message = f"“{field.labels[0]}”没有填写，请补填"
            problems.append(Problem('value_missing', Severity.REVIEW, message, value.where))
    return tuple(problems)


def _required(fields: Iterable[FormField]) -> tuple[FormField, ...]:
    """Required fields once each, by the first way they are printed."""
    first: dict[str, FormField] = {}
    for field in fields:
        if field.required:
            first.setdefault(field.id, field)
    return tuple(first.values())


# --- one row per organisation


def _rows_to_return(document: Document, definition: FormDefinition, index: LabelIndex) -> Return:
    read = document_to_tables(document, index)
    heads = [item for table in read.tables for item in table.found]
    head, problems = gather((*paragraphs_to_found(document.blocks, index), *heads))
    head = {key: value for key, value in head.items() if key in _HEAD_FIELDS}
    rows, totals = _rows_and_totals(read)
    only_totals = bool(totals) and not rows
    values = {**head, **totals[-1].values} if only_totals else head
    return Return(
        form=definition.id,
        edition=definition.edition,
        subject='reporting_unit' if only_totals else definition.subject,
        unit=_unit(head),
        values=values,
        rows=rows,
        totals=totals,
        totals_dropped=len(totals),
        hidden_rows=hidden_rows(document),
        problems=(
            *(problem for problem in problems if problem.code != 'filled_twice'),
            *_table_problems(read, definition),
            *_nameless(rows),
            *totals_to_problems([table.entries for table in read.tables], _labels(definition)),
            *personal_problems(document, index, read.persons),
        ),
    )


def _rows_and_totals(read: TablesRead) -> tuple[tuple[ReturnedRow, ...], tuple[ReturnedRow, ...]]:
    entries = [entry for table in read.tables for entry in table.entries]
    rows = tuple(_settle_row(row) for kind, row in entries if kind == 'row')
    return rows, tuple(row for kind, row in entries if kind == 'total')


def _settle_row(row: ReturnedRow) -> ReturnedRow:
    values = _settle(row.values)
    return dataclasses.replace(row, values=values, organisation=_named(values))


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
        for field in _required(definition.fields)
        if field.id not in held
    )


def _nameless(rows: tuple[ReturnedRow, ...]) -> tuple[Problem, ...]:
    numbers = [str(row.number) for row in rows if row.organisation.name is None]
    if not numbers:
        return ()
    message = f"{len(numbers)}行有内容但没有社会组织名称（第{'、'.join(numbers)}行），待核，请补填名称"
    return (Problem('row_without_name', Severity.REVIEW, message, NOWHERE),)


_COUNT = re.compile(r'(\d+)\s*(?:个)?(?:隐藏)?行')


def hidden_rows(document: Document) -> int:
    """How many rows a workbook hides, as its reader counted them."""
    total = 0
    for problem in document.problems:
        found = _COUNT.search(problem.message) if problem.code == 'hidden_rows' else None
        total += int(found[1]) if found else 0
    return total


# --- no definition


def _unknown_to_return(document: Document) -> Return:
    prose = document_to_prose(document)
    if prose is not None:
        return Return(
            form=None,
            edition=None,
            subject='reporting_unit',
            unit=prose.unit,
            values=prose.values,
            problems=prose.problems,
        )
    read = printed_rows(document)
    rows = tuple(row for table in read.tables for kind, row in table.entries if kind == 'row')
    totals = tuple(row for table in read.tables for kind, row in table.entries if kind == 'total')
    message = "没有找到与本表相符的表样，以下按表上印的栏目名列出，供核对；请先登记表样，再重新读取"
    return Return(
        form=None,
        edition=None,
        subject='rows' if read.tables else 'organisation',
        values={} if read.tables else printed_values(document),
        rows=rows,
        totals=totals,
        totals_dropped=len(totals),
        hidden_rows=hidden_rows(document),
        problems=(
            Problem('unknown_form', Severity.REVIEW, message, NOWHERE),
            *_nameless(rows),
            *personal_problems(document, fields_to_index(()), read.persons),
        ),
    )
