"""A roster of instructors as one row for each organisation served, and who is named twice."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator

from extractors.survey.listing import rows_to_return
from model.document import Document
from model.form import FormDefinition
from model.layout import Layout
from model.place import NOWHERE, Problem, Severity, Value
from model.returned import Named, Return, ReturnedRow
from text.codes import parse_code
from text.numbers import NOTED

_BETWEEN = re.compile(r'[、;；\n]|(?<=[\u4e00-\u9fff])[,，](?=[\u4e00-\u9fff])|(?<!\d)\d{1,2}[.．、)）]\s*')
_SPACED = re.compile(r'\s+')
_ORGANISATION = re.compile(
    r'.{3,}(?:会|中心|学校|学院|幼儿园|园|医院|院|所|社|站|馆|队|团|校|行|部|室|家|厅|网|堂|苑|坊|基地|组织|联盟)(?:[（(].{1,12}[）)])?'
)
_UNIT = re.compile(r'.{2,}(?:局|委|办|厅|处|政府|街道|公司)')
_COUNTED = ('staff_total', 'members_total', 'full_members', 'probationary_members')


def is_roster(definition: FormDefinition) -> bool:
    """Whether a form is a roster of instructors: rows that must name one."""
    instructors = any(one.id == 'instructor' and one.required for one in definition.fields)
    return definition.subject == 'rows' and instructors


def split_organisations(text: str) -> tuple[str, ...]:
    """The organisations that one cell names, apart; the whole text where it may be a single name.

    Example: '甲县甲一协会、甲县甲二协会' gives two; '甲县体育、文化促进会' one.
    """
    parts = [_SPACED.sub('', part) for part in _BETWEEN.split(text)]
    parts = [part for part in parts if part]
    apart = len(parts) > 1 and all(_ORGANISATION.fullmatch(part) or _UNIT.fullmatch(part) for part in parts)
    return tuple(dict.fromkeys(parts)) if apart else (_SPACED.sub('', text),)


def _split_codes(code: Value | None, number: int) -> list[Value | None]:
    """A cell's codes, one for each organisation; none of them surely whose where their numbers differ."""
    if code is None:
        return [None] * number
    parts = [part for part in re.split(r'[、;；,，\s]+', code.raw) if part]
    if len(parts) != number:
        reason = "与名称个数不一致，不能确定是哪一家的"
        return [
            dataclasses.replace(code, value=None, score=0.0 if parts else 1.0, reasons=(reason,))
        ] * number
    found = [parse_code(part) for part in parts]
    return [
        Value(part, value, code.where, 0.0 if value is None else NOTED if reasons else 1.0, reasons)
        for part, (value, reasons) in zip(parts, found, strict=True)
    ]


def _row_to_rows(row: ReturnedRow) -> tuple[ReturnedRow, ...]:
    """One row for each organisation that the row names; counts of several together are nobody's."""
    name = row.values.get('org_name')
    names = split_organisations(name.raw) if name is not None and name.value else ()
    if name is None or len(names) < 2:
        return (row,)
    message = f"第{row.number}行写有{len(names)}家社会组织，分为{len(names)}行读取"
    problem = Problem('organisations_split', Severity.INFO, message, row.where)
    rows: list[ReturnedRow] = []
    for place, (one, code) in enumerate(
        zip(names, _split_codes(row.values.get('code'), len(names)), strict=True)
    ):
        values = row.values | {'org_name': dataclasses.replace(name, value=one)}
        values |= {} if code is None else {'code': code}
        values |= {key: _of_several(values[key], len(names)) for key in _COUNTED if key in values}
        named = Named(one, code.value if code is not None else None)
        told = (*row.problems, problem) if place == 0 else row.problems
        rows.append(dataclasses.replace(row, organisation=named, values=values, problems=told))
    return tuple(rows)


def _of_several(value: Value, number: int) -> Value:
    if value.value is None:
        return value
    reason = f"同一行写有{number}家社会组织，不能确定是哪一家的"
    return dataclasses.replace(value, value=None, score=0.0, reasons=(*value.reasons, reason))


def _by_instructor(rows: Iterable[ReturnedRow]) -> dict[str, list[ReturnedRow]]:
    served: dict[str, list[ReturnedRow]] = {}
    for row in rows:
        value = row.values.get('instructor')
        if value is not None and isinstance(value.value, str):
            served.setdefault(_SPACED.sub('', value.value), []).append(row)
    return served


def _unit(row: ReturnedRow) -> str | None:
    value = row.values.get('instructor_unit')
    return _SPACED.sub('', str(value.value)) if value is not None and value.value else None


def _named_twice(rows: Iterable[ReturnedRow]) -> Iterator[Problem]:
    """One problem for a name with two dispatching units, one note for who serves several organisations."""
    for name, served in _by_instructor(rows).items():
        units: dict[str, list[int]] = {}
        for row in served:
            unit = _unit(row)
            if unit:
                units.setdefault(unit, []).append(row.number)
        if len(units) > 1:
            where = "，".join(f"第{_numbers(numbers)}行为“{unit}”" for unit, numbers in units.items())
            message = f"指导员“{name}”的派出单位不一致：{where}，请核对是同名的两人还是填写有误"
            yield Problem('instructor_two_units', Severity.REVIEW, message, NOWHERE)
        organisations = {row.organisation.name or row.organisation.code: row.number for row in served}
        if len(organisations) > 1 and len(units) <= 1:
            message = (
                f"指导员“{name}”联系{len(organisations)}家社会组织（第{_numbers(organisations.values())}行）"
            )
            yield Problem('instructor_several', Severity.INFO, message, NOWHERE)


def _numbers(numbers: Iterable[int]) -> str:
    return '、'.join(map(str, dict.fromkeys(numbers)))


def roster_to_return(document: Document, definition: FormDefinition, layout: Layout | None = None) -> Return:
    """A roster's rows, one for each organisation served; layout as return_of has it."""
    read = rows_to_return(document, definition, layout)
    rows = tuple(one for row in read.rows for one in _row_to_rows(row))
    return dataclasses.replace(read, rows=rows, problems=(*read.problems, *_named_twice(rows)))
