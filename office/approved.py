"""A person accepts what a 批复 or a decision on a registration says; the paper is every value's source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from ledger import events
from model.errors import UsageFault
from model.register import ReviewItem
from model.subject import Origin, Part, Provenance
from office.acting import Paper, active, begin
from office.approval_units import chosen_units
from office.approving import act_to_text
from office.config import Workplace
from office.eventing import Event, record_event_in
from store import acts, subjects
from store.engine import Connection

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
    granted = sorted(read['acts'], key=lambda one: one['kind'] != 'dissolve')  # the old goes before the new
    chosen = [chosen_units(connection, item, act['units'], told or {}) for act in granted]
    paper = Paper(on, read['doc_number'], item.register_number)
    act = begin(place, connection, 'approval', item.about, paper)
    origin = Origin('approval', None, on)
    source = Provenance(item.register_number, item.where, place.actor, place.now(), act, origin)
    parts: list[tuple[int, Part]] = []
    done = []
    for one, units in zip(granted, chosen, strict=True):
        ids = _settled(connection, units, source)
        values = _act_to_values(connection, one, read, ids)
        for subject in ids:
            subjects.change(connection, subject, values, source, valid_from=on)
        parts += [(subject, 'self') for subject in ids]
        done.append(f"{act_to_text(one)}，{len(ids)}家")
    _add_parts(connection, act, parts)
    return f"已记入台账：{'；'.join(done)}"


def _add_parts(connection: Connection, act: int, parts: Sequence[tuple[int, Part]]) -> None:
    acts.add_parts(connection, act, list(dict.fromkeys(parts)))


def _settled(connection: Connection, units: Mapping[str, int | None], source: Provenance) -> list[int]:
    """The organisations by number; new ones are entered under the name that the paper gives."""
    new = [{'org_name': name} for name, subject in units.items() if subject is None]
    added = iter(subjects.add_many(connection, new, source))
    ids = [next(added).id if subject is None else subject for subject in units.values()]
    for one in subjects.get_many(connection, ids).values():
        active(connection, one)
    return list(dict.fromkeys(ids))


def _act_to_values(
    connection: Connection, act: Mapping[str, Any], read: Mapping[str, Any], ids: Sequence[int]
) -> dict[str, Any]:
    """Form fields that an act sets, the same for all its organisations."""
    level = _OWN_LEVELS.get(act['form'] or '') if act['level'] == 'branch' else None
    level = level or _LEVEL_LABELS.get(act['level'] or '')
    if act['kind'] == 'dissolve':
        return events.dissolved()
    if act['kind'] == 'rename':
        told = {'party_org_name': act['new_name'], 'org_level': level}
        return {name: value for name, value in told.items() if value}
    names = [one.name for one in subjects.get_many(connection, ids).values()]
    joint = act['form'] == 'joint' or len(ids) > 1
    on = dt.date.fromisoformat(read['date']) if read['date'] else None
    told = {
        'party_org_name': act['party_org'],
        'org_level': level,
        'approved_by': "、".join(read['issuers']) or None,
        'established_on': read['date'],
        'joint_name': act['party_org'] if joint else None,
        'joint_units': names if joint else None,
    }
    return events.established(_FORM_LABELS['joint' if joint else 'independent'], read['doc_number'], on, told)


def accept_event(
    place: Workplace, connection: Connection, item: ReviewItem, told: Mapping[str, str] | None = None
) -> str:
    """Write an event that a paper tells of; several organisations of one paper are several events.

    Raises:
        UsageFault: an organisation is not certain and not chosen, or the event cannot be (no date, ended).
    """
    read = item.value
    own = [unit for unit in read['units'] if unit['part'] == 'self']
    if not own:
        raise UsageFault(
            f"第{item.number}号没有读出是哪家社会组织，请用 shoufa ledger event 登记，再了结这一项。"
        )
    begins = read['kind'] in events.BEGINS
    sure = [{**unit, 'subject': unit['subject'] or 0} if begins else unit for unit in own]
    chosen = chosen_units(connection, item, sure, told or {})
    names = [str(subject) if subject else name for name, subject in chosen.items()]
    paper = Paper(dt.date.fromisoformat(read['date']) if read['date'] else None, read['doc_number'])
    paper = Paper(paper.on, paper.doc_number, item.register_number)
    done = [record_event_in(place, connection, event) for event in _events(read, names, paper)]
    lines = [line for one in done for line in one.told]
    return '；'.join(line.rstrip('。') for line in lines)


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
