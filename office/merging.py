"""查重合并: two records of one organisation become one, and can become two again."""

from __future__ import annotations

from ledger.fields import IDENTITY, field_of
from ledger.names import name_key
from ledger.reconcile import Difference, differences
from model.errors import UsageFault
from model.place import Value
from model.register import ReviewItem
from model.subject import Organisation, Part
from office.acting import Done, active, ask, begin, source_of
from office.config import Workplace
from office.ledger_acts import one_named
from office.naming import label_of, value_to_text
from store import acts, references, subjects
from store.engine import Connection, atomic


def merge(place: Workplace, kept: str, double: str) -> Done:
    """Let one record stand for both: it takes over what it lacks; what differs is asked about.

    Raises:
        UsageFault: no such record, the same one twice, or one that has ended.
    """
    with atomic(place.engine) as connection:
        return merge_in(place, connection, kept, double)


def merge_in(place: Workplace, connection: Connection, kept: str, double: str) -> Done:
    """The same within a transaction that does more than this.

    Raises:
        UsageFault: as merge.
    """
    one = active(connection, one_named(place, kept))
    other = active(connection, one_named(place, double))
    if one.id == other.id:
        raise UsageFault(f"两个说的是同一条记录“{one.name}”（编号{one.id}），不用合并。")
    parts: list[tuple[int, Part]] = [(one.id, 'kept'), (other.id, 'double')]
    act = begin(place, connection, 'merge', f"{one.name}←{other.name}", parts=parts)
    done = Done(act)
    _take_over(place, connection, one, other, done)
    moved = references.move(connection, other.id, one.id)
    acts.set_detail(connection, act, {'moved': moved})
    gone = {'@state': 'merged', '@merged_into': one.id}
    subjects.change(connection, other.id, gone, source_of(place, act))
    done.told.insert(0, f"“{other.name}”（编号{other.id}）并入“{one.name}”（编号{one.id}），第{act}号办理。")
    return done


def _take_over(
    place: Workplace, connection: Connection, one: Organisation, other: Organisation, done: Done
) -> None:
    told = {field: field_of(other, field) for field in (*IDENTITY, *other.facts) if field != 'former_names'}
    values = {field: Value(value_to_text(value), value) for field, value in told.items() if value is not None}
    held = {field: field_of(one, field) for field in values}
    found = differences(held, {field: value for field, value in values.items() if field != 'org_name'})
    new = {one.field: one.incoming.value for one in found if one.kind == 'new'}
    names = [*(one.facts.get('former_names') or ()), *(other.facts.get('former_names') or ()), other.name]
    former = [name for name in dict.fromkeys(names) if name_key(name) != name_key(one.name)]
    if former:
        new['former_names'] = former
    if new:
        subjects.change(connection, one.id, new, source_of(place, done.act))
    for difference in found:
        if difference.kind == 'conflict':
            ask(place, connection, done, _question(one, other, difference, done.act))


def _question(one: Organisation, other: Organisation, found: Difference, act: int) -> ReviewItem:
    held = f"编号{one.id}为“{value_to_text(found.held)}”"
    return ReviewItem(
        kind='conflict',
        about=one.name,
        subject=one.id,
        field=found.field,
        value=found.incoming.value,
        held=found.held,
        reasons=(f"两条记录的{label_of(found.field)}不同：{held}，编号{other.id}为“{found.incoming.raw}”",),
        act=act,
    )
