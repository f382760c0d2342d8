"""A person accepts what a 批复 or a decision on a registration says; the paper is every value's source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from ledger import events
from model.errors import UsageFault
from model.register import ReviewItem
from model.subject import Act, Organisation, Origin, Provenance
from office.acting import Done, Paper, active, begin, write_dated
from office.approval_answers import UNITS, Answered, answered, refuse_unknown, told_units
from office.approval_units import chosen_units
from office.approving import act_to_text
from office.branch_questions import ask_about_others
from office.config import Workplace
from office.eventing import Event, record_event_in
from store import acts, subjects
from store.engine import Connection, reading

_FORM_LABELS = {'independent': "单独组建", 'joint': "联合组建"}
_LEVEL_LABELS = {'committee': "党委", 'general_branch': "党总支", 'branch': "党支部"}
_OWN_LEVELS = {'joint': "联合支部", 'temporary': "临时支部", 'functional': "其他"}
"""Forms that the printed list of 组织建制 knows as levels of their own."""


def accept_approval(
    place: Workplace, connection: Connection, item: ReviewItem, told: Mapping[str, str] | None = None
) -> str:
    """Write what a 批复 grants for all organisations it names, as one act; told chooses them by name.

    Raises:
        UsageFault: an organisation is not certain and not chosen, or counts no longer.
    """
    read = item.value
    on = dt.date.fromisoformat(read['date']) if read['date'] else None
    granted = sorted(  # the old goes before the new
        answered(connection, item, told or {}), key=lambda one: one.act['kind'] != 'dissolve'
    )
    paper = Paper(on, read['doc_number'], item.register_number)
    act = begin(place, connection, 'approval', item.about, paper)
    origin = Origin('approval', None, on)
    source = Provenance(item.register_number, item.where, place.actor, place.now(), act, origin)
    done: list[str] = []
    parts: list[int] = []
    dissolved: list[int] = []
    entered: dict[str, int] = {}
    held = _to_be_dissolved(connection, granted)
    for one in granted:
        ids, lines = _write_act(connection, one, read, source, entered)
        parts += ids
        dissolved += ids if one.act['kind'] == 'dissolve' else []
        done += lines
    acts.add_parts(connection, act, [(subject, 'self') for subject in dict.fromkeys(parts)])
    acts.set_detail(connection, act, {'dissolved': dissolved} if dissolved else {})
    for subject in dissolved:
        if subject in held:
            ask_about_others(place, connection, held[subject], Done(act), "已撤出")
    return f"已记入台账：{'；'.join(done)}"


def _to_be_dissolved(connection: Connection, granted: Sequence[Answered]) -> dict[int, Organisation]:
    """The organisations that lose their branch, as they are before; those of the ledger that count."""
    ids = [unit for one in granted if one.act['kind'] == 'dissolve' for unit in one.units.values() if unit]
    found = subjects.get_many(connection, ids)
    return {subject: one for subject, one in found.items() if one.state == 'active'}


def _write_act(
    connection: Connection,
    one: Answered,
    read: Mapping[str, Any],
    source: Provenance,
    entered: dict[str, int],
) -> tuple[list[int], list[str]]:
    """Write one act to its organisations: which they are, and what the person reads.

    entered are the organisations this paper has met, by name; a new one is entered once.
    """
    units = {name: subject or entered.get(name) for name, subject in one.units.items()}
    settled = _settled(connection, units, source)
    entered |= dict(zip(units, settled, strict=True))
    ids = list(dict.fromkeys(settled))
    replaced = _replaced(connection, one, read, ids)
    values = _act_to_values(connection, one, read, ids)
    on = dt.date.fromisoformat(read['date']) if read['date'] else None
    later = [line for subject in ids for line in write_dated(connection, subject, values, source, on)]
    form = f"（{values['establishment_form']}）" if one.act['kind'] == 'establish' else ""
    return ids, [f"{act_to_text(one.act)}{form}，{len(ids)}家", *replaced, *later]


def _replaced(
    connection: Connection, one: Answered, read: Mapping[str, Any], ids: Sequence[int]
) -> list[str]:
    """The numbers of other papers that give way to this one's, in words."""
    if one.act['kind'] != 'establish':
        return []
    held = [
        (unit.name, unit.facts.get('approval_number')) for unit in subjects.get_many(connection, ids).values()
    ]
    return [
        f"“{name}”原记批复{number}，改记{read['doc_number']}"
        for name, number in held
        if number and read['doc_number'] and number != read['doc_number']
    ]


def standing_acts(place: Workplace, register_number: int) -> list[Act]:
    """What was written to the ledger by accepting a paper of the register and was not taken back since."""
    with reading(place.engine) as connection:
        found = acts.list_acts(connection)
    return [one for one in found if one.register_number == register_number and one.undone_by is None]


def _settled(connection: Connection, units: Mapping[str, int | None], source: Provenance) -> list[int]:
    """The organisations by number; new ones are entered under the name that the paper gives."""
    new = [{'org_name': name} for name, subject in units.items() if subject is None]
    added = iter(subjects.add_many(connection, new, source))
    ids = [next(added).id if subject is None else subject for subject in units.values()]
    for one in subjects.get_many(connection, ids).values():
        active(connection, one)
    return ids


def _act_to_values(
    connection: Connection, one: Answered, read: Mapping[str, Any], ids: Sequence[int]
) -> dict[str, Any]:
    """Form fields that an act sets, the same for all its organisations."""
    act = one.act
    level = _OWN_LEVELS.get(act['form'] or '') if act['level'] == 'branch' else None
    level = level or _LEVEL_LABELS.get(act['level'] or '')
    if act['kind'] == 'dissolve':
        return events.dissolved()
    if act['kind'] == 'rename':
        told = {'party_org_name': act['new_name'], 'org_level': level}
        return {name: value for name, value in told.items() if value}
    held = list(subjects.get_many(connection, ids).values())
    joint = one.joint
    on = dt.date.fromisoformat(read['date']) if read['date'] else None
    told = {
        'party_org_name': act['party_org'],
        'org_level': level,
        'approved_by': "、".join(read['issuers']) or None,
        'established_on': read['date'],
        'joint_name': act['party_org'] if joint else None,
        'joint_units': [unit.name for unit in held] if joint else None,
    }
    past = [name for name in ('joint_name', 'joint_units') if any(unit.facts.get(name) for unit in held)]
    form = _FORM_LABELS['joint' if joint else 'independent']
    gone = {} if joint else dict.fromkeys(past)  # a branch of its own has no partners any more
    return gone | events.established(form, read['doc_number'], on, told)


def accept_event(
    place: Workplace, connection: Connection, item: ReviewItem, told: Mapping[str, str] | None = None
) -> str:
    """Write an event that a paper tells of; several organisations of one paper are several events.

    Raises:
        UsageFault: an organisation is not certain and not chosen, or the event cannot be (no date, ended).
    """
    read = item.value
    own = told_units(connection, (told or {}).get(UNITS, ''))
    if not own:
        own = [unit for unit in read['units'] if unit['part'] == 'self']
        _refuse_few(item, own)
    refuse_unknown(item, {UNITS, *(unit['name'] for unit in own)}, told or {})
    begins = read['kind'] in events.BEGINS
    sure = [{**unit, 'subject': unit['subject'] or 0} if begins else unit for unit in own]
    chosen = chosen_units(connection, item, sure, told or {})
    names = [str(subject) if subject else name for name, subject in chosen.items()]
    paper = Paper(dt.date.fromisoformat(read['date']) if read['date'] else None, read['doc_number'])
    paper = Paper(paper.on, paper.doc_number, item.register_number)
    done = [record_event_in(place, connection, event) for event in _events(read, names, paper)]
    lines = [line for one in done for line in one.told]
    return '；'.join(line.rstrip('。') for line in lines)


def _refuse_few(item: ReviewItem, own: Sequence[Mapping[str, Any]]) -> None:
    """Stop where the paper, as read, does not name all organisations that it decides about."""
    stated = item.value.get('stated')
    if own and not stated:
        return
    few = f"文中说{stated}家，读出{len(own)}家" if own else "没有读出是哪家社会组织"
    raise UsageFault(
        f"第{item.number}号{few}，不能直接接受。请看原件，用 shoufa review correct {item.number} "
        f"{UNITS}=编号、编号 写全单位（编号用 shoufa ledger find 查）。"
    )


def _events(read: Mapping[str, Any], names: Sequence[str], paper: Paper) -> list[Event]:
    into = tuple(str(unit['subject'] or unit['name']) for unit in read['units'] if unit['part'] == 'into')
    kind = read['kind']
    if kind == 'consolidate':
        return [Event(kind, names[0], paper, (read['to'],), tuple(names[1:]))]
    if kind == 'divide':
        new = tuple(one for one in into if one not in names)
        return [Event(kind, names[0], paper, new, ends=len(new) == len(into))]
    to = into or ((read['to'],) if read['to'] else ())
    return [Event(kind, name, paper, to) for name in names]
