"""Taking a table 任务×责任单位 in (G14): what it says, beside what was held; nothing known is lost to it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from model.errors import UsageFault
from model.serialise import to_plain
from model.task import STATE_LABELS, Task
from office.config import Workplace
from office.planning import pack_named
from office.sheets import must_exist, read_sheet
from office.task_lines import Line, Notes, read_lines
from office.task_units import units_of
from store import audit, populations, tasks
from store.engine import atomic, reading

_SILENT = {'undecided', 'unreported'}
_OUR_WORDS = re.compile(r'(?:进展|期限|完成日期)“')
_DATES = ('due', 'done_on')


@dataclass(slots=True)
class Taken:
    """What taking a table of tasks in did.

    unread: what was not understood; assumed: what was, with a doubt that a person should look at;
    kept: what stays as it was held; left_out: lines that were not taken.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    unread: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    ignored_columns: list[str] = field(default_factory=list)


def import_tasks(place: Workplace, path: Path, campaign: str) -> Taken:
    """Take a table in: one task of one unit a row, or units by tasks with a state in each cell.

    What a cell does not say, or says so that it cannot be read, leaves what was held as it was.

    Raises:
        BadInput: the file cannot be read, or is no such table.
        UsageFault: there is no such file or campaign.
    """
    must_exist(path)
    pack = pack_named(place, campaign)
    with reading(place.engine) as connection:
        units = units_of(populations.members(connection, pack.id), place.office.counties)
        held = {(one.task, one.unit): one for one in tasks.list_tasks(connection, pack.id)}
    notes = Notes()
    base = Task(collection=pack.id, task='', unit='', state='undecided', at=place.now(), file=path.name)
    years = _years(held.values(), f'{pack.notice_number or ""}{pack.title}', place.today)
    lines = read_lines(read_sheet(path), base, units, notes, place.today, years)
    taken = Taken(
        unread=notes.unread, assumed=notes.assumed, left_out=notes.left_out, ignored_columns=notes.ignored
    )
    found = [_beside(held.get((one.task.task, one.task.unit)), one, taken) for one in _once(lines, taken)]
    if units.by_key:
        taken.strangers = list(dict.fromkeys(one.unit for one in found if one.subject is None))
    with atomic(place.engine) as connection:
        saved = tasks.save_many(connection, found)
        detail = {
            'campaign': pack.id,
            'added': saved.added,
            'before': [to_plain(one) for one in saved.before],
        }
        audit.note(
            connection, actor=place.actor, act=tasks.IMPORTED, about=path.name, at=place.now(), detail=detail
        )
    taken.added, taken.changed = len(saved.added), len(saved.before)
    taken.unchanged = len(found) - taken.added - taken.changed
    return taken


def _years(held: Iterable[Task], notice: str, today: dt.date) -> list[int]:
    """The year of what is held of a campaign; where that tells nothing, of its notice and of today."""
    told = {day.year for one in held for day in (one.due, one.done_on) if day}
    if len(told) == 1:
        return list(told)
    return sorted({*map(int, re.findall(r'(?:19|20)\d\d', notice)[:1]), today.year})


def _once(lines: Sequence[Line], taken: Taken) -> list[Line]:
    """Each task of each unit once; where two lines of the table differ, neither is believed."""
    by_key: dict[tuple[str, str], list[Line]] = {}
    for one in lines:
        by_key.setdefault((one.task.task, one.task.unit), []).append(one)
    once: list[Line] = []
    for found in by_key.values():
        first = found[0]
        if any(_said(one) != _said(first) for one in found):
            states = "、".join(dict.fromkeys(STATE_LABELS[one.task.state] for one in found))
            taken.unread.append(
                f"{first.task.unit}的“{first.task.task}”写了{len(found)}次，不一致（{states}）"
            )
            empty = replace(first.task, state='undecided', done_on=None, figure=None, due=None)
            first = Line(replace(empty, note=f"进展“{states}”不一致"), told=False)
        once.append(first)
    return once


def _said(line: Line) -> tuple[object, ...]:
    one = line.task
    return (one.state, one.due, one.done_on, one.figure, one.evidence, one.note)


def _beside(held: Task | None, line: Line, taken: Taken) -> Task:
    """What a line says, filled up with what was held; a state it does not tell stays what it was."""
    new = line.task
    if held is None:
        return new
    rest = {
        name: getattr(new, name) if getattr(new, name) is not None else getattr(held, name)
        for name in ('due', 'done_on', 'figure', 'evidence', 'subject')
    }
    if not line.told and held.state not in _SILENT:
        day = f"（{held.done_on}）" if held.done_on else ''
        taken.kept.append(f"{held.unit}　{held.task}：{STATE_LABELS[held.state]}{day}")
        return replace(new, **{**rest, 'done_on': held.done_on, 'state': held.state, 'note': held.note})
    if held.state == 'done' and new.state != 'done' and line.told:
        rest['done_on'] = new.done_on
        taken.assumed.append(f"{held.unit}　{held.task}：原为已完成，现按表为{STATE_LABELS[new.state]}")
    return replace(new, **rest, note=new.note or _lasting(held, new))


def _lasting(held: Task, new: Task) -> str | None:
    """A person's remark; what we noted of an earlier state goes with that state."""
    if held.note is None or held.state == new.state:
        return held.note
    return '；'.join(part for part in held.note.split('；') if not _OUR_WORDS.match(part)) or None


def undo_import(place: Workplace, campaign: str) -> str:
    """Take back the last table of tasks of a campaign: what it brought goes, what it changed is as before.

    Raises:
        UsageFault: there is no such campaign, or no table is left to take back.
    """
    pack = pack_named(place, campaign)
    with atomic(place.engine) as connection:
        last = tasks.last_import(connection, pack.id)
        if last is None:
            raise UsageFault(f"活动“{pack.id}”没有可以撤回的任务表导入。")
        before = [_plain_to_task(one) for one in last.detail['before']]
        tasks.put_back(connection, last.detail['added'], before)
        detail = {'campaign': pack.id, 'of': last.number}
        audit.note(
            connection,
            actor=place.actor,
            act=tasks.TAKEN_BACK,
            about=last.about,
            at=place.now(),
            detail=detail,
        )
    gone = len(last.detail['added'])
    return f"已撤回任务表“{last.about}”：撤下{gone}项，{len(before)}项恢复为导入之前的情况。"


def _plain_to_task(plain: Mapping[str, Any]) -> Task:
    days = {name: dt.date.fromisoformat(plain[name]) if plain[name] else None for name in _DATES}
    return Task(**{**plain, **days, 'at': dt.datetime.fromisoformat(plain['at'])})
