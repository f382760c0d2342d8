"""Events of organisations (G12), each with its day and its paper."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ledger import events
from ledger.names import fold_name, name_key
from model.errors import UsageFault
from model.subject import EventKind, Organisation, Part
from office.acting import Done, Paper, active, begin, source_of, write_dated
from office.branch_questions import ask_about_branch, ask_about_others
from office.config import Workplace
from office.event_checks import (
    check_days,
    check_event,
    former_name_note,
    inherited,
    refuse_later_name,
    refuse_repeated,
    refuse_taken,
    same_name_notes,
    same_names,
)
from office.ledger_acts import one_named
from store import acts, listed, subjects
from store.engine import Connection, atomic

_HAN = re.compile('[\u4e00-\u9fff]')


@dataclass(frozen=True, slots=True)
class Event:
    """An event as a clerk reports it.

    organisation is the one it happens to, by number, code or name (for 新登记 and 迁入 a name may be new);
    to is the new name, the new supervisor, the organisation it goes into or the ones that come of it;
    values are form fields of a new organisation or of a branch; same_name says that a new name may be the
    one of another organisation of the county.
    """

    kind: EventKind
    organisation: str
    paper: Paper
    to: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    ends: bool = False
    same_name: bool = False


def record_event(place: Workplace, event: Event) -> Done:
    """Write an event into the ledger as one act.

    Raises:
        UsageFault: no such organisation, one that has ended already, what the event needs is missing, or
            the same event of that day and paper stands already.
    """
    with atomic(place.engine) as connection:
        return record_event_in(place, connection, event)


def record_event_in(place: Workplace, connection: Connection, event: Event) -> Done:
    """The same within a transaction that does more than this.

    Raises:
        UsageFault: as record_event.
    """
    check_event(place, event)
    done = _STEPS.get(event.kind, _ended)(place, connection, event)
    assert event.paper.on is not None
    refuse_repeated(connection, done.act)
    done.told += check_days(connection, done.act, event.paper.on)
    return done


def _begun(
    place: Workplace, connection: Connection, event: Event, parts: Sequence[tuple[int, Part]], about: str
) -> int:
    return begin(place, connection, event.kind, about, event.paper, parts)


def _changed(place: Workplace, connection: Connection, event: Event, values: Mapping[str, Any]) -> Done:
    organisation = active(connection, one_named(place, event.organisation))
    act = _begun(place, connection, event, [(organisation.id, 'self')], organisation.name)
    source = source_of(place, act, event.paper)
    return Done(act, write_dated(connection, organisation.id, values, source, event.paper.on))


def _rename(place: Workplace, connection: Connection, event: Event) -> Done:
    organisation = active(connection, one_named(place, event.organisation))
    name = event.to[0].strip()
    if name_key(name) == name_key(organisation.name):
        raise UsageFault(f"新名称“{name}”与现名“{organisation.name}”相同。")
    _refuse_taken(connection, event, [name], organisation.region, {organisation.id})
    refuse_later_name(connection, organisation, event.paper.on)
    same = same_name_notes(connection, [name], {organisation.id})
    done = _changed(place, connection, event, events.renamed(organisation, name))
    done.told.append(f"“{organisation.name}”自{event.paper.on}起更名为“{name}”，用旧名来的报表仍归这一家。")
    done.told += same
    return done


def _refuse_taken(
    connection: Connection, event: Event, names: Sequence[str], region: str | None, but: Collection[int]
) -> None:
    if not event.same_name:
        refuse_taken(connection, names, region, but)


def _change_supervisor(place: Workplace, connection: Connection, event: Event) -> Done:
    organisation = active(connection, one_named(place, event.organisation))
    held = organisation.supervisor or "直接登记"
    if held == event.to[0].strip():
        raise UsageFault(f"“{organisation.name}”的业务主管单位本来就是“{held}”。")
    done = _changed(place, connection, event, events.supervised(event.to[0]))
    done.told.append(f"“{organisation.name}”业务主管单位由“{held}”变更为“{event.to[0]}”。")
    return done


def _ended(place: Workplace, connection: Connection, event: Event) -> Done:
    """注销, 撤销登记, 迁出, 吸收合并: it counts no longer from that day on."""
    organisation = active(connection, one_named(place, event.organisation))
    into = active(connection, one_named(place, event.to[0])) if event.kind == 'absorb' else None
    if into and into.id == organisation.id:
        raise UsageFault("一家单位不能并入自己。")
    parts: list[tuple[int, Part]] = [(organisation.id, 'self')]
    if into:
        parts.append((into.id, 'into'))
    act = _begun(place, connection, event, parts, organisation.name)
    done = Done(act)
    _end(place, connection, event, organisation, into, done)
    label, told = events.LABELS[event.kind], f"，并入“{into.name}”" if into else ""
    done.told.insert(0, f"“{organisation.name}”{event.paper.on}{label}{told}，自当日起不再计数，仍可查到。")
    return done


def _end(
    place: Workplace,
    connection: Connection,
    event: Event,
    organisation: Organisation,
    into: Organisation | None,
    done: Done,
) -> None:
    assert event.paper.on is not None
    values = events.ended(event.paper.on, into.id if into else None)
    source = source_of(place, done.act, event.paper)
    subjects.change(connection, organisation.id, values, source, valid_from=event.paper.on)
    ask_about_branch(place, connection, organisation, into, done)


def _founded(place: Workplace, connection: Connection, event: Event) -> Done:
    """新登记, 迁入: an organisation of the ledger begins, or a new one is entered."""
    known = _known(place, connection, event)
    act = _begun(place, connection, event, (), known.name if known else event.organisation)
    source = source_of(place, act, event.paper)
    values = {**event.values, '@began_on': event.paper.on}
    told = f"{event.paper.on}{events.LABELS[event.kind]}"
    former = _former_bearers(connection, event) if known is None else []
    entered = "已记入台账" if known is None else "台账里已有，没有新增，记在这一家"
    if known is None:
        (known,) = subjects.add_many(connection, [{'org_name': event.organisation.strip(), **values}], source)
    else:
        if event.kind == 'move_in' and known.state == 'ended':  # it comes back
            values |= {'@state': 'active', '@ended_on': None, '@merged_into': None}
        else:
            active(connection, known)
        subjects.change(connection, known.id, values, source, valid_from=event.paper.on)
    acts.add_parts(connection, act, [(known.id, 'self')])
    line = f"“{known.name}”{told}，{entered}（编号{known.id}）。"
    notes = [former_name_note(one, known.name) for one in former]
    return Done(act, [line, *notes, *same_name_notes(connection, [known.name], {known.id})])


def _known(place: Workplace, connection: Connection, event: Event) -> Organisation | None:
    """The organisation of the ledger that is meant; None for a new one, of whose county none bears the name.

    Raises:
        UsageFault: several bear the name, or it is no name but a number or code that the ledger lacks.
    """
    wanted, region = event.organisation, event.values.get('region')
    same = same_names(connection, [wanted])
    if same and region and all(one.region and one.region != region for one in same):
        return None
    named = _HAN.search(wanted)
    try:
        found = one_named(place, wanted)
    except UsageFault:
        if same or not named:
            raise
        return None
    # a name is free again when its bearer has ended or bears another
    free = fold_name(found.name) != fold_name(wanted) or (event.kind == 'register' and found.state == 'ended')
    return None if named and free else found


def _former_bearers(connection: Connection, event: Event) -> list[Organisation]:
    """Those that count and bore the name of a new organisation before."""
    wanted = fold_name(event.organisation)
    return [
        one
        for one in listed.renamed(connection)
        if one.state == 'active'
        and wanted in map(fold_name, one.facts.get('former_names') or ())
        and fold_name(one.name) != wanted
    ]


def _consolidate(place: Workplace, connection: Connection, event: Event) -> Done:
    """新设合并: several end and a new one begins."""
    going = [active(connection, one_named(place, one)) for one in (event.organisation, *event.others)]
    if len({one.id for one in going}) < max(2, len(going)):
        raise UsageFault("“新设合并”至少要写两家，各写一次：第一家之后用 --with 写其余各家。")
    values, told = inherited(going, event.values)
    _refuse_taken(connection, event, event.to, values.get('region'), {one.id for one in going})
    act = _begun(place, connection, event, (), event.to[0])
    (new,) = _add_new(place, connection, event, values, act)
    parts: list[tuple[int, Part]] = [*((one.id, 'self') for one in going), (new.id, 'into')]
    acts.add_parts(connection, act, parts)
    done = Done(
        act, [f"{'、'.join(f'“{one.name}”' for one in going)}合并新设“{new.name}”（编号{new.id}）。", *told]
    )
    for one in going:
        _end(place, connection, event, one, new, done)
    done.told += same_name_notes(connection, [new.name], {new.id})
    return done


def _add_new(
    place: Workplace, connection: Connection, event: Event, values: Mapping[str, Any], act: int
) -> list[Organisation]:
    rows = [{**values, '@began_on': event.paper.on, 'org_name': name.strip()} for name in event.to]
    return subjects.add_many(connection, rows, source_of(place, act, event.paper))


def _divide(place: Workplace, connection: Connection, event: Event) -> Done:
    """分立: new ones come of it, and it goes on unless it ends."""
    parent = active(connection, one_named(place, event.organisation))
    values, told = inherited([parent], event.values)
    _refuse_taken(connection, event, event.to, values.get('region'), {parent.id} if event.ends else ())
    act = _begun(place, connection, event, (), parent.name)
    new = _add_new(place, connection, event, values, act)
    parts: list[tuple[int, Part]] = [(parent.id, 'from'), *((one.id, 'self') for one in new)]
    acts.add_parts(connection, act, parts)
    ends = "，原单位注销" if event.ends else "，原单位存续"
    done = Done(act, [f"“{parent.name}”分立出{'、'.join(f'“{one.name}”' for one in new)}{ends}。", *told])
    if event.ends:
        _end(place, connection, event, parent, None, done)
    done.told += same_name_notes(connection, event.to, {one.id for one in new})
    return done


def _establish(place: Workplace, connection: Connection, event: Event) -> Done:
    """A branch that was approved (G11), its own or a joint one of several organisations."""
    units = [active(connection, one_named(place, one)) for one in (event.organisation, *event.others)]
    if len({one.id for one in units}) < len(units):
        raise UsageFault("“成立党组织”的同一家单位写了两次，没有登记。")
    form = event.values.get('establishment_form') or ("联合组建" if len(units) > 1 else "单独组建")
    values = events.established(form, event.paper.doc_number, event.paper.on, event.values)
    if len(units) > 1:
        values = {**values, 'joint_units': [one.name for one in units]}
    about = "、".join(one.name for one in units)
    act = _begun(place, connection, event, [(one.id, 'self') for one in units], about)
    source = source_of(place, act, event.paper)
    later = [
        line for one in units for line in write_dated(connection, one.id, values, source, event.paper.on)
    ]
    number = event.paper.doc_number or "无批复文号，按自报（缺批复）计"
    return Done(act, [f"{about}：已建立党组织（{form}，{number}）。", *later])


def _dissolve(place: Workplace, connection: Connection, event: Event) -> Done:
    organisation = active(connection, one_named(place, event.organisation))
    if organisation.facts.get('established') is False:
        raise UsageFault(f"台账里“{organisation.name}”本来就没有党组织，不用撤销。")
    done = _changed(place, connection, event, events.dissolved())
    done.told.insert(0, f"“{organisation.name}”的党组织自{event.paper.on}起撤销。")
    ask_about_others(place, connection, organisation, done, "已撤出")
    return done


_STEPS = {
    'register': _founded,
    'move_in': _founded,
    'rename': _rename,
    'change_supervisor': _change_supervisor,
    'consolidate': _consolidate,
    'divide': _divide,
    'establish': _establish,
    'dissolve': _dissolve,
}
