"""What an event must not do unseen: take another one's name, or lie before its organisation's beginning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ledger import events
from ledger.fields import field_of
from ledger.names import fold_name
from ledger.undo import changed_after
from model.errors import UsageFault
from model.subject import EventKind, Organisation
from office.config import Workplace
from office.naming import label_of, value_to_text
from store import acts, listed, subjects
from store.engine import Connection

if TYPE_CHECKING:
    from office.eventing import Event

_WITH_OTHERS: frozenset[EventKind] = frozenset({'consolidate', 'establish'})
_WITH_VALUES: frozenset[EventKind] = frozenset({'register', 'move_in', 'consolidate', 'divide', 'establish'})
_NEED_TO: dict[EventKind, str] = {
    'rename': "新名称",
    'change_supervisor': "新的业务主管单位（没有的写 直接登记）",
    'absorb': "并入哪一家",
    'consolidate': "合并后新设单位的名称",
    'divide': "分立出的单位名称",
}

_REPEATABLE: frozenset[EventKind] = frozenset({'register', 'move_in', 'establish'})

_LONG_BEFORE = dt.timedelta(days=366)
_INHERITED = ('region', 'competent_authority', 'org_type')


def check_event(place: Workplace, event: Event) -> None:
    """Raises UsageFault for an event that lacks what it needs, or has what it cannot use."""
    label = events.LABELS[event.kind]
    if event.paper.on is None:
        raise UsageFault(f"“{label}”要写明日期：--date 2026-04-20。")
    if event.paper.on > place.today:
        raise UsageFault(f"“{label}”的日期{event.paper.on}在今天（{place.today}）之后，请到那天再登记。")
    if event.kind in _NEED_TO and not event.to:
        raise UsageFault(f"“{label}”要用 --to 写明{_NEED_TO[event.kind]}。")
    if len(event.to) > 1 and event.kind != 'divide':
        raise UsageFault(f"“{label}”的 --to 只能写一个，写了{len(event.to)}个：{'、'.join(event.to)}。")
    _check_names(label, event)
    for option, given, kinds in (
        ('--to', event.to, frozenset(_NEED_TO)),
        ('--with', event.others, _WITH_OTHERS),
        ('--set', event.values, _WITH_VALUES),
        ('--ends', event.ends, frozenset({'divide'})),
    ):
        if given and event.kind not in kinds:
            raise UsageFault(f"“{label}”用不上 {option}，没有登记；去掉它再办，或另办一件。")


def _check_names(label: str, event: Event) -> None:
    for option, names in (('--to', event.to), ('--with', event.others)):
        told = [fold_name(name) for name in names]
        if '' in told:
            raise UsageFault(f"“{label}”的 {option} 是空的，没有登记。")
        if len(set(told)) < len(told):
            raise UsageFault(f"“{label}”的 {option} 重复写了同一个名称：{'、'.join(names)}。")


def same_names(connection: Connection, names: Sequence[str], but: Collection[int] = ()) -> list[Organisation]:
    """Those that count and bear one of these names."""
    wanted = {fold_name(name) for name in names}
    alike = (one for one in listed.bearing(connection, names) if one.state == 'active')
    return [one for one in alike if one.id not in but and fold_name(one.name) in wanted]


def refuse_taken(
    connection: Connection, names: Sequence[str], region: str | None, but: Collection[int] = ()
) -> None:
    """Raises UsageFault where another organisation of the county, or of one unknown, bears such a name."""
    for one in same_names(connection, names, but):
        if region is None or one.region in {None, region}:
            raise UsageFault(
                f"台账里另有“{one.name}”（编号{one.id}，{one.region or '县区不明'}），没有登记。"
                "如是同一家，请用 shoufa ledger merge 合并；确是同名的另一家，加 --same-name 再办。"
            )


def refuse_later_name(connection: Connection, organisation: Organisation, on: dt.date | None) -> None:
    """Raises UsageFault where a name of a later day is known: the earlier one would stand after it."""
    (versions,) = subjects.histories(connection, [organisation.id])
    later = changed_after(versions, ['org_name'], on or dt.date.min, acts.gone(connection))
    if later:
        raise UsageFault(
            f"“{organisation.name}”自{min(later)}起已另有更名，日期在后；"
            "请先用 shoufa ledger rollback 撤回那一次，再按先后登记。"
        )


def same_name_notes(connection: Connection, names: Sequence[str], but: Collection[int]) -> list[str]:
    """A line for each organisation that bears one of these names already."""
    return [
        f"注意：台账里另有“{one.name}”（编号{one.id}，{one.region or '县区不明'}）。"
        "如是同一家，请用 shoufa ledger merge 合并。"
        for one in same_names(connection, names, but)
    ]


def former_name_note(bearer: Organisation, name: str) -> str:
    """That a new organisation bears the name that another one had before."""
    return (
        f"注意：“{name}”是“{bearer.name}”（编号{bearer.id}）的曾用名，这次另立一家。"
        f"如就是它，请撤回这一号，再用编号{bearer.id}办理。"
    )


def inherited(olds: Sequence[Organisation], values: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Values of a new organisation that those it comes of agree on, and a line that tells them."""
    taken = {
        field: field_of(olds[0], field)
        for field in _INHERITED
        if field not in values
        and field_of(olds[0], field) is not None
        and len({field_of(one, field) for one in olds}) == 1
    }
    told = "、".join(f"{label_of(field)}{value_to_text(value)}" for field, value in taken.items())
    return {**taken, **values}, [f"沿用原单位的：{told}。"] if told else []


def refuse_repeated(connection: Connection, act: int) -> None:
    """Raises UsageFault where an act tells only what another of that day and paper told and still stands.

    Every other kind of event is refused a second time by what the first one left.
    """
    done = acts.get(connection, act)
    if done is None or done.kind not in _REPEATABLE:
        return
    for subject in (subject for subject, part in done.parts if part == 'self'):
        for one in acts.list_acts(connection, subject=subject, kinds=[done.kind]):
            paper = (one.on, one.doc_number, one.register_number)
            same = paper == (done.on, done.doc_number, done.register_number)
            if same and one.number != act and one.undone_by is None:
                raise UsageFault(
                    f"“{one.about}”{one.on}{events.LABELS[done.kind]}已由{one.actor}办过（第{one.number}号办理），"
                    "没有再记。那一号有错的，请更正，或先撤回那一号再办。"
                )


def check_days(connection: Connection, act: int, on: dt.date) -> list[str]:
    """Lines about an act's day that lies long before anything is known of its organisations.

    Raises:
        UsageFault: it lies before one of them was registered.
    """
    done = acts.get(connection, act)
    notes = []
    for versions in subjects.histories(connection, [subject for subject, _ in done.parts] if done else []):
        one = versions[-1].organisation
        began = one.began_on.isoformat() if one.began_on else str(one.facts.get('registered_on') or '')
        if on.isoformat() < began:
            raise UsageFault(
                f"日期{on}早于“{one.name}”的登记日期（{began}），没有登记；请核对，登记日期有误的先更正。"
            )
        first = versions[0].recorded_from.date()
        if not began and on < first - _LONG_BEFORE:
            notes.append(f"注意：日期{on}比台账对“{one.name}”的最早记载（{first}）早一年以上，请核对。")
    return notes
