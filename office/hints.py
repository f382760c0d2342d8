"""What a return's checks warn of without holding it: told to the clerk and the sender, never a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from forms.checks import check_values
from model.form import FormDefinition
from model.place import Problem, Severity
from model.register import Entry, HeldRow
from model.returned import Return
from model.serialise import to_plain, value_from_plain
from office.config import Workplace
from store import rows
from store.engine import Connection


class Hint(NamedTuple):
    """One warning: the row, organisation and field that it is about, the place of its value, what is odd."""

    row: int
    about: str | None
    field: str | None
    where: dict[str, Any]
    text: str


def hints_of(place: Workplace, connection: Connection, entry: Entry) -> tuple[Hint, ...]:
    """The warnings about a return's rows as they stand by now, corrected values included."""
    forms = [one for one in place.forms if one.id == entry.form]
    form = next((one for one in forms if one.edition == entry.edition), forms[0] if forms else None)
    if form is None or not any(check.severity == 'info' for check in form.checks):
        return ()
    return tuple(
        hint
        for row in rows.list_rows(connection, entry.number)
        if row.state != 'rejected'
        for hint in _row_to_hints(row, form)
    )


def _row_to_hints(row: HeldRow, form: FormDefinition) -> Iterator[Hint]:
    values = {key: value_from_plain(one) for key, one in row.values.items()}
    for problem in _warnings(values, form):
        field = next((key for key, value in values.items() if value.where == problem.where), None)
        yield Hint(row.row, row.name, field, to_plain(problem.where), problem.message)


def hints_to_lines(hints: Sequence[Hint]) -> list[str]:
    """The warnings as a clerk reads them, one a line."""
    return [f"提示：{one.about or f'第{one.row}行'}　{one.text}" for one in hints]


def count_hints(returned: Return, form: FormDefinition) -> int:
    """How many warnings a return gives as it is taken in."""
    if returned.subject == 'organisation':
        return len(_warnings(returned.values, form))
    return sum(len(_warnings(row.values, form)) for row in returned.rows)


def _warnings(values: dict[str, Any], form: FormDefinition) -> list[Problem]:
    return [one for one in check_values(values, form) if one.severity is Severity.INFO]
