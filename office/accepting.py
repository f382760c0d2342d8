"""A return's lines into the ledger: what is new is written, what differs or is in doubt is asked about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ledger.fields import field_of
from ledger.reconcile import Difference, Verdict, decide, differences, source_to_origin
from model.place import Problem, Value
from model.register import Entry, ReviewItem, ReviewKind
from model.serialise import to_plain, where_to_short
from model.subject import Organisation, Origin, Provenance
from office.config import Workplace
from office.naming import label_of, value_to_text
from store import register, reviews, subjects
from store.engine import Connection
from store.subjects import Change

PAPER_FIELDS = {'org_name', 'filled_by', 'filled_by_phone', 'filled_on', 'reporting_unit', 'remarks'}
"""What a form says about itself; the organisation's name comes from the ledger or an event."""

ANOTHER = 1_000_000
"""Rows of a second sheet, or a second list beside the first, are numbered on from here: 1000003 is row 3."""

_AT_ONCE = 500
CERTAIN = 0.8
"""A value read with less than this waits for a person; it routes, it is never shown."""


TOGETHER = (
    (
        *('established', 'establishment_form', 'org_level', 'party_org_type', 'established_on'),
        *('party_org_name', 'approved_by', 'approval_number', 'affiliation', 'party_head'),
        *('party_head_phone', 'party_head_post', 'joint_name', 'joint_units', 'not_established_reason'),
        *('planned_form', 'planned_on'),
    ),
    (
        'staff_total',
        'staff_full_time',
        'staff_part_time',
        'leaders_ft',
        'leaders_pt',
        'workers_ft',
        'workers_pt',
    ),
    (
        *('members_total', 'full_members', 'probationary_members', 'members_full_time', 'members_part_time'),
        *('full_members_full_time', 'full_members_part_time'),
    ),
)
"""Fields that say one thing together: while a person is asked about the first of them (any count of the
others), the rest is not written beside what the ledger holds, but with the answer."""


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
    entry = register.get(connection, entry.number) or entry
    for together in _apart(accepted):
        held = subjects.get_many(connection, [subject for _, subject in together])
        read = [(line, held[subject], _differences(line, held[subject])) for line, subject in together]
        differing = [of.id for _, of, found in read if any(one.kind == 'conflict' for one in found)]
        sources = subjects.sources_of(connection, differing)
        asked: list[ReviewItem] = []
        changes: list[Change] = []
        for line, organisation, found in read:
            judged = _judged(line, entry, found, sources.get(organisation.id, {}))
            change, questions = _line_to_change(place, entry, line, organisation, judged)
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


def _certain(line: Line) -> dict[str, Value]:
    """What a line says of its organisation and leaves in no doubt."""
    told = {name: value for name, value in line.values.items() if name not in PAPER_FIELDS}
    return {name: value for name, value in told.items() if not is_doubtful(value)}


def _differences(line: Line, organisation: Organisation) -> list[Difference]:
    certain = _certain(line)
    return differences({name: field_of(organisation, name) for name in certain}, certain)


def _judged(
    line: Line, entry: Entry, found: Sequence[Difference], sources: Mapping[str, Any]
) -> list[tuple[Difference, Verdict]]:
    """What becomes of each difference: what the ledger does not hold yet is taken."""
    return [
        (one, 'take' if one.kind == 'new' else _verdict(one, line, entry, sources))
        for one in found
        if one.kind in {'new', 'conflict'}
    ]


def _line_to_change(
    place: Workplace,
    entry: Entry,
    line: Line,
    organisation: Organisation,
    judged: Sequence[tuple[Difference, Verdict]],
) -> tuple[Change | None, list[ReviewItem]]:
    """The values that are taken, and questions about those in doubt and those no policy settles."""
    certain = _certain(line)
    doubtful = [name for name in line.values if name not in PAPER_FIELDS and name not in certain]
    doubts = [_doubt_item(entry, line, organisation, name) for name in doubtful]
    new = {one.field: one.incoming for one, verdict in judged if verdict == 'take'}
    conflicts = [
        _conflict_item(entry, line, organisation, one) for one, verdict in judged if verdict == 'ask'
    ]
    asked = [with_companions(item, new) for item in first_of_group([*doubts, *conflicts])]
    change = Change(
        organisation.id,
        {name: value.value for name, value in new.items()},
        Provenance(entry.number, line.where, "自动入账", place.now(), None, _origin_of(line, entry)),
        {name: where_to_short(value.where) for name, value in new.items()},
    )
    return change if new else None, asked


def _origin_of(line: Line, entry: Entry) -> Origin:
    """The return as the field policies weigh it: of the day it was filled in, or else came."""
    filled = line.values.get('filled_on')
    told = filled.value if filled and not is_doubtful(filled) else None
    on = (
        dt.date.fromisoformat(told) if isinstance(told, str) and len(told) == 10 else entry.received_at.date()
    )
    return Origin('return', entry.form, on)


def _verdict(found: Difference, line: Line, entry: Entry, sources: Mapping[str, Any]) -> Verdict:
    held = source_to_origin(sources.get(found.field))
    return decide(found.field, held, _origin_of(line, entry)) if held else 'ask'


def first_of_group(asked: Sequence[ReviewItem]) -> list[ReviewItem]:
    """The questions, those first that others hang on: 是否建立党组织 before 组建形式."""
    order = {name: place for group in TOGETHER for place, name in enumerate(group)}
    return sorted(asked, key=lambda item: order.get(item.field or '', len(order)))


def with_companions(item: ReviewItem, new: dict[str, Value]) -> ReviewItem:
    """A question with the new values that wait for its answer, taken out of those to be written."""
    group = next((one for one in TOGETHER if item.field in one), ())
    if not group or (group[0] == 'established' and item.field != 'established'):
        return item
    waiting = [name for name in group if name in new]
    if not waiting:
        return item
    told = "、".join(f"{label_of(name)}{value_to_text(new[name].value)}" for name in waiting)
    companions = tuple(
        {'field': name, 'value': new[name].value, 'where': to_plain(new[name].where)} for name in waiting
    )
    for name in waiting:
        del new[name]
    return replace(item, reasons=(*item.reasons, f"采用时一并记入：{told}"), candidates=companions)


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


def companions_of(item: ReviewItem) -> dict[str, dict[str, Any]]:
    """The values that wait for a question's answer, by field, with their places."""
    return {one['field']: one for one in item.candidates if 'field' in one}
