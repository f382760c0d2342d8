"""A line of a return in review: its organisation chosen, its values put right, then into the ledger.

Of one organisation a return has one line: the one that a person keeps takes the place of the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms.checks import check_values
from ledger.fields import field_of
from ledger.match import match
from model.errors import UsageFault
from model.form import FormDefinition
from model.place import Severity, Value
from model.register import HeldRow, ReviewItem
from model.serialise import to_plain, value_from_plain
from model.subject import Organisation, Provenance
from office.accepting import Line, accept_lines
from office.config import Workplace
from office.indexing import ledger_index
from office.knowing import remember_choice
from office.returns import match_item
from office.tally import count_again
from office.twins import ask_which, is_kept, refuse_twins, twins_of
from store import register, review_lists, reviews, rows, subjects
from store.engine import Connection


def choose_organisation(place: Workplace, connection: Connection, item: ReviewItem, chosen: str) -> str:
    """Say which organisation a line means: its number in the ledger, or 'new'.

    Raises:
        UsageFault: there is none with this number, or a new one has no name.
    """
    row = row_of(connection, item) if item.register_number else None
    fields = {'org_name': row.name, 'code': row.code, 'region': row.region} if row else item.value
    source = Provenance(item.register_number, item.where, place.actor, place.now(), item.act)
    if chosen == 'new':
        if not fields.get('org_name'):
            raise UsageFault("这一行没有单位名称，不能作为新单位登记。请先用 org_name=名称 补上。")
        (organisation,) = subjects.add_many(connection, [fields], source)
        done = f"已登记为新单位 {organisation.id}"
    else:
        found = subjects.get(connection, int(chosen)) if chosen.isdigit() else None
        if found is None:
            raise UsageFault(f"台账里没有编号为“{chosen}”的单位。用 shoufa ledger find 查找编号。")
        if found.state != 'active':
            raise UsageFault(
                f"编号{found.id}“{found.name}”已不再计数，不能对应到它。用 ledger show 看它并到了哪家。"
            )
        organisation, done = found, f"已对应到 {found.id} {found.name}"
    written = (fields.get('org_name'), fields.get('code'), fields.get('region'))
    remember_choice(place, connection, item, written, organisation.id)
    if row:
        rows.settle(connection, row.register_number, row.row, state='held', subject=organisation.id)
    else:
        _fill_missing(connection, organisation, fields, source)
    return done


def _fill_missing(
    connection: Connection, organisation: Organisation, fields: Mapping[str, Any], source: Provenance
) -> None:
    """An imported line's values for what the ledger does not hold yet."""
    new = {name: value for name, value in fields.items() if field_of(organisation, name) is None}
    if new:
        subjects.change(connection, organisation.id, new, source)


def row_of(connection: Connection, item: ReviewItem) -> HeldRow:
    """The line that a question is about.

    Raises:
        UsageFault: it is about none.
    """
    row = None
    if item.register_number is not None and item.row is not None:
        row = rows.get(connection, item.register_number, item.row)
    if row is None:
        raise UsageFault(f"第{item.number}号不是报表中的一行，不能这样处理。")
    return row


def correct_row(
    place: Workplace,
    connection: Connection,
    item: ReviewItem,
    form: FormDefinition,
    parsed: Mapping[str, Value],
) -> str:
    """Put values into a held line; it is checked and matched again.

    Raises:
        UsageFault: it still fails a check.
    """
    row = row_of(connection, item)
    values = {name: value_from_plain(data) for name, data in row.values.items()} | dict(parsed)
    failing = [one for one in check_values(values, form) if one.severity is not Severity.INFO]
    if failing:
        raise UsageFault(f"更正后仍不符：{'；'.join(problem.message for problem in failing)}。")
    changed = {'values': with_readings(row, to_plain(values))}
    for name, key in (('org_name', 'name'), ('code', 'code')):
        if name in parsed:
            changed[key] = parsed[name].value
    rows.change(connection, row.register_number, row.row, **changed)
    close_other_questions(connection, item)
    if row.subject is None:
        _match_again(place, connection, item)
    return "已更正"


def with_readings(row: HeldRow, values: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """New values of a line, each that a person changed with the paper's own ('read'), to go back to."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        before = row.values.get(name)
        told = {key: part for key, part in value.items() if key != 'read'}
        if before is None:
            found[name] = {**told, 'read': None}
            continue
        read = before.get('read', before)
        same = read is not None and all(read.get(key) == told[key] for key in ('raw', 'value'))
        found[name] = told if same else {**told, 'read': read}
    return found


def readings_of(row: HeldRow) -> dict[str, Any]:
    """A line's values as the paper was read, whatever a person put in their place."""
    read = {name: value.get('read', value) for name, value in row.values.items()}
    return {name: value for name, value in read.items() if value is not None}


def _match_again(place: Workplace, connection: Connection, item: ReviewItem) -> None:
    """A corrected row whose organisation is not known yet: matched now, or asked about anew."""
    row = row_of(connection, item)
    found = match(row.name, row.code, row.region, ledger_index(place, connection))
    if found.organisation is not None:
        rows.settle(connection, row.register_number, row.row, state='held', subject=found.organisation)
        return
    entry = register.get(connection, row.register_number)
    assert entry is not None
    reviews.add(connection, match_item(entry, row_to_line(row), found), place.now())


def close_other_questions(connection: Connection, item: ReviewItem) -> None:
    """Every other question about the row as a whole was settled by the same correction."""
    for other in _of_the_same_row(connection, item):
        reviews.supersede(connection, other.number)


def _of_the_same_row(connection: Connection, item: ReviewItem) -> list[ReviewItem]:
    """The open questions about the line as a whole."""
    if item.register_number is None or item.row is None:
        return []
    found = review_lists.list_of_row(connection, item.register_number, item.row)
    return [one for one in found if one.kind in {'check', 'match'}]


def settle_when_clear(place: Workplace, connection: Connection, item: ReviewItem) -> str:
    """Once no question about a held row is open, its values go into the ledger."""
    if item.register_number is None or item.row is None or item.kind not in {'match', 'check'}:
        return ""
    row = rows.get(connection, item.register_number, item.row)
    if row is None or row.state != 'held' or row.subject is None or _of_the_same_row(connection, item):
        return ""
    kept = is_kept(connection, row)
    counted = [twin for twin in twins_of(connection, row) if twin.state == 'accepted']
    if counted and not kept:
        return ask_which(place, connection, row, counted[0])
    more = refuse_twins(place, connection, row) if kept else ""
    entry = register.get(connection, row.register_number)
    assert entry is not None
    accept_lines(place, connection, entry, [(row_to_line(row), row.subject)])
    rows.settle(connection, row.register_number, row.row, state='accepted', subject=row.subject)
    count_again(connection, row.register_number)
    return f"；这一行已入账{more}"


def row_to_line(row: HeldRow) -> Line:
    """A stored line as it was read."""
    values = {name: value_from_plain(data) for name, data in row.values.items()}
    return Line(row.row, row.name, row.code, row.region, values, row.where)
