"""Returned rows into the ledger: matched, checked, compared; whatever is doubtful waits.

A row is written only when its organisation is certain and no check fails. A value that differs
from what the ledger holds is a question, never an overwrite.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from forms.checks import check_values
from ledger.match import NameIndex, match
from ledger.reconcile import Difference, differences
from model.form import FormDefinition
from model.place import Problem, Severity, Value
from model.register import Entry, HeldRow, ReviewItem, ReviewKind
from model.returned import Return
from model.serialise import to_plain
from model.subject import Match, Organisation, Provenance
from office.config import Workplace
from office.doubts import doubts_of_row
from office.indexing import name_index
from store import register, reviews, rows, subjects
from store.engine import Connection

PAPER_FIELDS = {'org_name', 'filled_by', 'filled_by_phone', 'filled_on', 'reporting_unit', 'remarks'}
"""What a form says about itself; the organisation's name comes from the ledger or an event."""

CERTAIN = 0.8
"""A value read with less than this waits for a person; it routes, it is never shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation's values on one return, and what the paper left open."""

    row: int
    name: str | None
    code: str | None
    region: str | None
    values: dict[str, Value]
    where: dict[str, Any] | None = None
    problems: tuple[Problem, ...] = field(default=())


def return_to_lines(returned: Return, region: str | None, doubts: tuple[Problem, ...] = ()) -> list[Line]:
    """The return's organisations, one line each; a single-organisation form is row 0."""
    if returned.subject == 'organisation':
        who = returned.organisation
        name, code = (who.name, who.code) if who else (None, None)
        values, of_paper = returned.values, tuple(one for one in doubts if one.severity is not Severity.INFO)
        return [Line(0, name, code, _region(values, region), values, problems=of_paper)]
    return [
        Line(
            row.number,
            row.organisation.name,
            row.organisation.code,
            _region(row.values, region),
            row.values,
            to_plain(row.where),
            (*row.problems, *doubts_of_row(doubts, row.where)),
        )
        for row in returned.rows
    ]


def _region(values: dict[str, Value], region: str | None) -> str | None:
    own = values.get('region')
    return own.value if own and own.value else region


def sender_region(place: Workplace, entry: Entry, returned: Return) -> str | None:
    """The county a return comes from: its folder's name, or the unit it names itself."""
    unit = returned.unit.name if returned.unit else None
    for hint in (entry.sender_hint, unit):
        for county in place.office.counties:
            if hint and county in hint:
                return county
    return None


def record_return(
    place: Workplace,
    connection: Connection,
    entry: Entry,
    returned: Return,
    definition: FormDefinition,
    doubts: tuple[Problem, ...] = (),
) -> str:
    """Settle every line of a return; a clause for the user that counts them.

    doubts are the reader's own about the document: one that lies in a line's row holds the line.
    """
    region = sender_region(place, entry, returned)
    index = name_index(place.office, subjects.list_all(connection))
    lines = return_to_lines(returned, region, doubts)
    held = [_settle(place, connection, entry, line, definition, index) for line in lines]
    rows.replace_all(connection, entry.number, held)
    title = returned.unit.name if returned.unit and returned.unit.name else region
    register.change(connection, entry.number, form=definition.id, title=definition.title, issuer=title)
    asked = {problem for line in lines for problem in line.problems}
    of_paper = [one for one in returned.problems if one.code != 'row_without_name']  # asked row by row
    raise_problems(place, connection, entry, (*of_paper, *(one for one in doubts if one not in asked)))
    accepted = sum(row.state == 'accepted' for row in held)
    dropped = f"，剔除合计{returned.totals_dropped}行" if returned.totals_dropped else ""
    return f"《{definition.title}》{len(held)}家：入账{accepted}、待核{len(held) - accepted}{dropped}"


def raise_problems(
    place: Workplace, connection: Connection, entry: Entry, problems: tuple[Problem, ...]
) -> None:
    """A question about the document for each problem that is more than information."""
    for problem in problems:
        if problem.severity is not Severity.INFO:
            item = ReviewItem(
                kind='reading',
                about=entry.file,
                register_number=entry.number,
                field=problem.code,
                reasons=(problem.message,),
                where=to_plain(problem.where),
            )
            reviews.add(connection, item, place.now())


def _settle(
    place: Workplace,
    connection: Connection,
    entry: Entry,
    line: Line,
    definition: FormDefinition,
    index: NameIndex,
) -> HeldRow:
    """One line accepted into the ledger, or held with its questions."""
    failing = _failing(line, definition)
    found = match(line.name, line.code, line.region, index)
    for problem in failing:
        reviews.add(connection, _check_item(entry, line, problem), place.now())
    if found.decision in {'candidates', 'none'}:
        reviews.add(connection, match_item(entry, line, found), place.now())
    certain = found.decision == 'matched' and not failing
    if certain and found.organisation is not None:
        accept_line(place, connection, entry, line, found.organisation)
    return HeldRow(
        register_number=entry.number,
        row=line.row,
        name=line.name,
        code=line.code,
        region=line.region,
        subject=found.organisation,
        state='accepted' if certain else 'held',
        values=to_plain(line.values),
        where=line.where,
    )


def _failing(line: Line, definition: FormDefinition) -> list[Problem]:
    problems = (*line.problems, *check_values(line.values, definition))
    return [problem for problem in problems if problem.severity is not Severity.INFO]


def _item(kind: ReviewKind, entry: Entry, line: Line, reasons: tuple[str, ...], **more: Any) -> ReviewItem:
    """A question about one line of a return."""
    about = line.name or f"{entry.file} 第{line.row}行"
    return ReviewItem(
        kind=kind, about=about, register_number=entry.number, row=line.row, reasons=reasons, **more
    )


def _check_item(entry: Entry, line: Line, problem: Problem) -> ReviewItem:
    return _item('check', entry, line, (problem.message,), field=problem.code, where=to_plain(problem.where))


def match_item(entry: Entry, line: Line, found: Match) -> ReviewItem:
    """Which organisation a line means."""
    return _item(
        'match',
        entry,
        line,
        found.reasons or ("台账里没有这个名称或代码",),
        field='organisation',
        value={'name': line.name, 'code': line.code, 'region': line.region},
        candidates=tuple(to_plain(candidate) for candidate in found.candidates),
        where=line.where,
    )


def accept_line(
    place: Workplace, connection: Connection, entry: Entry, line: Line, subject: int
) -> Organisation:
    """Write a line's new values to an organisation; values that differ or are in doubt become questions."""
    organisation = subjects.get(connection, subject)
    assert organisation is not None
    told = {name: value for name, value in line.values.items() if name not in PAPER_FIELDS}
    certain = {name: value for name, value in told.items() if not is_doubtful(value)}
    held = {name: subjects.field_of(organisation, name) for name in certain}
    found = differences(held, certain)
    doubts = [_doubt_item(entry, line, organisation, name) for name in told if name not in certain]
    conflicts = [_conflict_item(entry, line, organisation, one) for one in found if one.kind == 'conflict']
    for item in (*doubts, *conflicts):
        reviews.add(connection, item, place.now())
    new = {one.field: one.incoming for one in found if one.kind == 'new'}
    if not new:
        return organisation
    return subjects.change(
        connection,
        subject,
        {name: value.value for name, value in new.items()},
        Provenance(entry.number, line.where, "自动入账", place.now()),
        wheres={name: to_plain(value.where) for name, value in new.items()},
    )


def value_to_text(value: Any) -> str:
    """A ledger value as people write it: 是 and 否, several choices with 、."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return str(value)


def is_doubtful(value: Value) -> bool:
    """Whether a value was written but could not be understood for certain."""
    return value.score < CERTAIN


def _doubt_item(entry: Entry, line: Line, organisation: Organisation, name: str) -> ReviewItem:
    value = line.values[name]
    reasons = tuple(f"原文“{value.raw}”：{reason}" for reason in value.reasons)
    return _value_item('reading', entry, line, organisation, name, reasons)


def _conflict_item(
    entry: Entry, line: Line, organisation: Organisation, difference: Difference
) -> ReviewItem:
    told = f"台账为“{value_to_text(difference.held)}”，本次报为“{difference.incoming.raw}”"
    item = _value_item('conflict', entry, line, organisation, difference.field, (told,))
    return replace(item, held=difference.held)


def _value_item(
    kind: ReviewKind,
    entry: Entry,
    line: Line,
    organisation: Organisation,
    name: str,
    reasons: tuple[str, ...],
) -> ReviewItem:
    """A question about one value of a line whose organisation is certain."""
    value = line.values[name]
    item = _item(kind, entry, line, reasons, field=name, value=value.value, where=to_plain(value.where))
    return replace(item, about=organisation.name, subject=organisation.id)
