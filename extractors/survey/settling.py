"""What one value of a return says of another, and who is named on it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from extractors.survey.values import is_blank
from model.document import Document
from model.form import FormField
from model.place import NOWHERE, Problem, Severity, Value
from model.returned import Named, ReturnedRow
from text.codes import is_registration_number, parse_code
from text.numbers import NOTED


def values_to_named(values: dict[str, Value]) -> Named:
    """The organisation that the values speak of."""
    name = values['org_name'].value if 'org_name' in values else None
    return Named(name, values['code'].value if 'code' in values else None)


def values_to_unit(values: dict[str, Value]) -> Named | None:
    """The unit that reports, None where the paper does not name it."""
    unit = values.get('reporting_unit')
    return Named(unit.value) if unit is not None and unit.value else None


def settle(values: dict[str, Value]) -> dict[str, Value]:
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


def required_fields(fields: Iterable[FormField]) -> tuple[FormField, ...]:
    """Required fields once each, by the first way they are printed."""
    first: dict[str, FormField] = {}
    for field in fields:
        if field.required:
            first.setdefault(field.id, field)
    return tuple(first.values())


def nameless(rows: tuple[ReturnedRow, ...]) -> tuple[Problem, ...]:
    """One problem that counts the rows without an organisation's name."""
    numbers = [str(row.number) for row in rows if row.organisation.name is None]
    if not numbers:
        return ()
    message = f"{len(numbers)}行有内容但没有社会组织名称（第{'、'.join(numbers)}行），待核，请补填名称"
    return (Problem('row_without_name', Severity.REVIEW, message, NOWHERE),)


_COUNT = re.compile(r'(\d+)个?隐藏行')


def hidden_rows(document: Document) -> int:
    """How many rows a workbook hides, as its reader counted them."""
    total = 0
    for problem in document.problems:
        found = _COUNT.search(problem.message) if problem.code == 'hidden_rows' else None
        total += int(found[1]) if found else 0
    return total
