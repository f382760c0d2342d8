"""Events of organisations (G12), each with its day and its paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ledger import events
from ledger.names import name_key
from model.errors import UsageFault
from model.register import ReviewItem
from model.subject import EventKind, Organisation, Part
from office.acting import Done, Paper, active, ask, begin, source_of
from office.config import Workplace
from office.ledger_acts import one_named
from store import acts, subjects
from store.engine import Connection, atomic


@dataclass(frozen=True, slots=True)
class Event:
    """An event as a clerk reports it.

    organisation is the one it happens to, by number, code or name (for 新登记 and 迁入 a name may be new);
    to is the new name, the new supervisor, the organisation it goes into or the ones that come of it;
    values are form fields of a new organisation or of a branch.
    """

    kind: EventKind
    organisation: str
    paper: Paper
    to: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    ends: bool = False


def record_event(place: Workplace, event: Event) -> Done:
    """Write an event into the ledger as one act.

    Raises:
        UsageFault: no such organisation, one that has ended already, or what the event needs is missing.
    """
    with atomic(place.engine) as connection:
        return record_event_in(place, connection, event)


def record_event_in(place: Workplace, connection: Connection, event: Event) -> Done:
    """The same within a transaction that does more than this.

    Raises:
        UsageFault: as record_event.
    """
    _check(place, event)
    return _STEPS.get(event.kind, _ended)(place, connection, event)


def _check(place: Workplace, event: Event) -> None:
    label = events.LABELS[event.kind]
    if event.paper.on is None:
        raise UsageFault(f"“{label}”要写明日期：--date 2026-04-20。")
    if event.paper.on > place.today:
        raise UsageFault(f"“{label}”的日期{event.paper.on}在今天（{place.today}）之后，请到那天再登记。")
    if event.kind in _NEED_TO and not event.to:
        raise UsageFault(f"“{label}”要用 --to 写明{_NEED_TO[event.kind]}。")


_NEED_TO: dict[EventKind, str] = {
    'rename': "新名称",
    'change_supervisor': "新的业务主管单位（没有的写 直接登记）",
    'absorb': "并入哪一家",
    'consolidate': "合并后新设单位的名称",
    'divide': "分立出的单位名称",
}


def _begun(
    place: Workplace, connection: Connection, event: Event, parts: Sequence[tuple[int, Part]], about: str
) -> int:
    return begin(place, connection, event.kind, about, event.paper, parts)


def _changed(place: Workplace, connection: Connection, event: Event, values: Mapping[str, Any]) -> Done:
    organisation = active(connection, one_named(place, event.organisation))
    act = _begun(place, connection, event, [(organisation.id, 'self')], organisation.name)
    source = source_of(place, act, event.paper)
    subjects.change(connection, organisation.id, values, source, valid_from=event.paper.on)
    return Done(act)


def _rename(place: Workplace, connection: Connection, event: Event) -> Done:
    organisation = active(connection, one_named(place, event.organisation))
    name = event.to[0].strip()
    if name_key(name) == name_key(organisation.name):
        raise UsageFault(f"新名称“{name}”与现名“{organisation.name}”相同。")
    done = _changed(place, connection, event, events.renamed(organisation, name))
    done.told.append(f"“{organisation.name}”自{event.paper.on}起更名为“{name}”，用旧名来的报表仍归这一家。")
    return done


def _change_supervisor(place: Workplace, connection: Connection, event: Event) -> Done:
    organisation = active(connection, one_named(place, event.organisation))
    done = _changed(place, connection, event, events.supervised(event.to[0]))
    held = organisation.supervisor or "直接登记"
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
    _ask_about_branch(place, connection, organisation, into, done)


def _ask_about_branch(
    place: Workplace, connection: Connection, gone: Organisation, into: Organisation | None, done: Done
) -> None:
    """What becomes of the branch is for people to say; a joint one may have become too small."""
    if gone.facts.get('established') is not True:
        return
    goes = f"并入“{into.name}”的党组织，或" if into else ""
    reason = f"“{gone.name}”已建立党组织，单位不再存续，请确认：{goes}撤销、改建或转出。"
    item = ReviewItem(
        kind='branch', about=gone.name, subject=gone.id, field='established', reasons=(reason,), act=done.act
    )
    ask(place, connection, done, item)
    joined = [one for one in subjects.list_all(connection) if events.same_branch(gone, one)]
    if joined:
        ask(place, connection, done, _joint_question(gone, joined, done.act))


def _joint_question(gone: Organisation, left: list[Organisation], act: int) -> ReviewItem:
    names = "、".join(one.name for one in left)
    counts = [one.facts.get('full_members', one.facts.get('members_total')) for one in left]
    known = [count for count in counts if isinstance(count, int) and not isinstance(count, bool)]
    members = f"党员{sum(known)}人" if len(known) == len(left) else "党员数未填全"
    few = "，不足3人" if len(known) == len(left) and sum(known) < 3 else ""
    alone = "，只剩1家单位" if len(left) == 1 else ""
    reason = (
        f"联合党组织的成员单位“{gone.name}”已不存续，还剩{len(left)}家：{names}（{members}{few}{alone}）。"
        "请确认去留。"
    )
    first = left[0]
    return ReviewItem(
        kind='branch', about=first.name, subject=first.id, field='joint_units', reasons=(reason,), act=act
    )


def _founded(place: Workplace, connection: Connection, event: Event) -> Done:
    """新登记, 迁入: an organisation of the ledger begins, or a new one is entered."""
    try:
        known: Organisation | None = one_named(place, event.organisation)
    except UsageFault:
        known = None
    act = _begun(place, connection, event, (), known.name if known else event.organisation)
    source = source_of(place, act, event.paper)
    values = {**event.values, '@began_on': event.paper.on}
    if known is None:
        (known,) = subjects.add_many(connection, [{'org_name': event.organisation.strip(), **values}], source)
    else:
        active(connection, known)
        subjects.change(connection, known.id, values, source, valid_from=event.paper.on)
    acts.add_parts(connection, act, [(known.id, 'self')])
    return Done(
        act, [f"“{known.name}”{event.paper.on}{events.LABELS[event.kind]}，已记入台账（编号{known.id}）。"]
    )


def _consolidate(place: Workplace, connection: Connection, event: Event) -> Done:
    """新设合并: several end and a new one begins."""
    going = [active(connection, one_named(place, one)) for one in (event.organisation, *event.others)]
    if len({one.id for one in going}) < 2:
        raise UsageFault("“新设合并”至少要写两家：第一家之后用 --with 写其余各家。")
    act = _begun(place, connection, event, (), event.to[0])
    (new,) = _add_new(place, connection, event, event.to[:1], act)
    parts: list[tuple[int, Part]] = [*((one.id, 'self') for one in going), (new.id, 'into')]
    acts.add_parts(connection, act, parts)
    done = Done(act, [f"{'、'.join(f'“{one.name}”' for one in going)}合并新设“{new.name}”（编号{new.id}）。"])
    for one in going:
        _end(place, connection, event, one, new, done)
    return done


def _add_new(
    place: Workplace, connection: Connection, event: Event, names: Sequence[str], act: int
) -> list[Organisation]:
    values = {**event.values, '@began_on': event.paper.on}
    rows = [{**values, 'org_name': name.strip()} for name in names]
    return subjects.add_many(connection, rows, source_of(place, act, event.paper))


def _divide(place: Workplace, connection: Connection, event: Event) -> Done:
    """分立: new ones come of it, and it goes on unless it ends."""
    parent = active(connection, one_named(place, event.organisation))
    act = _begun(place, connection, event, (), parent.name)
    new = _add_new(place, connection, event, event.to, act)
    parts: list[tuple[int, Part]] = [(parent.id, 'from'), *((one.id, 'self') for one in new)]
    acts.add_parts(connection, act, parts)
    ends = "，原单位注销" if event.ends else "，原单位存续"
    done = Done(act, [f"“{parent.name}”分立出{'、'.join(f'“{one.name}”' for one in new)}{ends}。"])
    if event.ends:
        _end(place, connection, event, parent, None, done)
    return done


def _establish(place: Workplace, connection: Connection, event: Event) -> Done:
    """A branch that was approved (G11), its own or a joint one of several organisations."""
    units = [active(connection, one_named(place, one)) for one in (event.organisation, *event.others)]
    form = event.values.get('establishment_form') or ("联合组建" if len(units) > 1 else "单独组建")
    values = events.established(form, event.paper.doc_number, event.paper.on, event.values)
    if len(units) > 1:
        values = {**values, 'joint_units': [one.name for one in units]}
    about = "、".join(one.name for one in units)
    act = _begun(place, connection, event, [(one.id, 'self') for one in units], about)
    source = source_of(place, act, event.paper)
    for one in units:
        subjects.change(connection, one.id, values, source, valid_from=event.paper.on)
    number = event.paper.doc_number or "无批复文号，按自报（缺批复）计"
    return Done(act, [f"{about}：已建立党组织（{form}，{number}）。"])


def _dissolve(place: Workplace, connection: Connection, event: Event) -> Done:
    done = _changed(place, connection, event, events.dissolved())
    done.told.append(f"“{event.organisation}”的党组织自{event.paper.on}起撤销。")
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
