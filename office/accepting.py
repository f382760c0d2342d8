"""A return's lines into the ledger: what is new is written, what differs or is in doubt is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ledger.reconcile import Difference, differences
from model.place import Problem, Value
from model.register import Entry, ReviewItem, ReviewKind
from model.serialise import to_plain, where_to_short
from model.subject import Organisation, Provenance
from office.config import Workplace
from office.naming import value_to_text
from store import reviews, subjects
from store.engine import Connection
from store.subjects import Change

PAPER_FIELDS = {'org_name', 'filled_by', 'filled_by_phone', 'filled_on', 'reporting_unit', 'remarks'}
"""What a form says about itself; the organisation's name comes from the ledger or an event."""

ANOTHER = 1_000_000
"""Rows of a second sheet, or a second list beside the first, are numbered on from here: 1000003 is row 3."""

_AT_ONCE = 500
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


def accept_lines(
    place: Workplace, connection: Connection, entry: Entry, accepted: Sequence[tuple[Line, int]]
) -> None:
    """Write new values of lines to their organisations (ids); values that differ or are in doubt are asked.

    A line of an organisation that an earlier one names too sees what that one has written.
    """
    for together in _apart(accepted):
        held = subjects.get_many(connection, [subject for _, subject in together])
        asked: list[ReviewItem] = []
        changes: list[Change] = []
        for line, subject in together:
            change, questions = _line_to_change(place, entry, line, held[subject])
            asked += questions
            changes += [change] if change else []
        reviews.add_many(connection, asked, place.now())
        subjects.change_many(connection, changes)


def _apart(accepted: Iterable[tuple[Line, int]]) -> Iterator[list[tuple[Line, int]]]:
    """Runs of lines in which no organisation comes twice, none of them so long that memory tells."""
    run: dict[int, Line] = {}
    for line, subject in accepted:
        if subject in run or len(run) >= _AT_ONCE:
            yield [(one, of) for of, one in run.items()]
            run = {}
        run[subject] = line
    if run:
        yield [(one, of) for of, one in run.items()]


def _line_to_change(
    place: Workplace, entry: Entry, line: Line, organisation: Organisation
) -> tuple[Change | None, list[ReviewItem]]:
    """The values that the ledger does not hold yet, and questions about the others."""
    told = {name: value for name, value in line.values.items() if name not in PAPER_FIELDS}
    certain = {name: value for name, value in told.items() if not is_doubtful(value)}
    held = {name: subjects.field_of(organisation, name) for name in certain}
    found = differences(held, certain)
    doubts = [_doubt_item(entry, line, organisation, name) for name in told if name not in certain]
    conflicts = [_conflict_item(entry, line, organisation, one) for one in found if one.kind == 'conflict']
    new = {one.field: one.incoming for one in found if one.kind == 'new'}
    change = Change(
        organisation.id,
        {name: value.value for name, value in new.items()},
        Provenance(entry.number, line.where, "自动入账", place.now()),
        {name: where_to_short(value.where) for name, value in new.items()},
    )
    return change if new else None, [*doubts, *conflicts]


def question(kind: ReviewKind, entry: Entry, line: Line, reasons: tuple[str, ...], **more: Any) -> ReviewItem:
    """A question about one line of a return."""
    about = line.name or f"{entry.file} 第{line.row % ANOTHER}行"
    return ReviewItem(
        kind=kind, about=about, register_number=entry.number, row=line.row, reasons=reasons, **more
    )


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
    item = question(kind, entry, line, reasons, field=name, value=value.value, where=to_plain(value.where))
    return replace(item, about=organisation.name, subject=organisation.id)
