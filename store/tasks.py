"""The table of tasks and units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from model.task import Task
from store.tables import audit, tasks

_FIELDS = tuple(field.name for field in fields(Task))
_KEPT = tuple(name for name in _FIELDS if name != 'number')


class Saved(NamedTuple):
    """The numbers of tasks that are new, and what the changed ones were before."""

    added: list[int]
    before: list[Task]


def save_many(connection: Connection, incoming: Iterable[Task]) -> Saved:
    """Write tasks, each in place of what was held of it and its unit; one task of one unit comes once."""
    known = {(one.collection, one.task, one.unit): one for one in list_tasks(connection)}
    last = connection.execute(select(func.max(tasks.c.number))).scalar() or 0
    added: list[Task] = []
    changed: list[tuple[Task, Task]] = []
    for one in incoming:
        held = known.get((one.collection, one.task, one.unit))
        if held is None:
            added.append(replace(one, number=last + len(added) + 1))
        elif _told(held) != _told(one):
            changed.append((held, replace(one, number=held.number)))
    if added:
        connection.execute(insert(tasks), [{name: getattr(one, name) for name in _FIELDS} for one in added])
    put_back(connection, [], [new for _, new in changed])
    return Saved([one.number for one in added], [held for held, _ in changed])


def put_back(connection: Connection, added: Sequence[int], before: Sequence[Task]) -> None:
    """Drop these tasks, and write these as they are here."""
    if added:
        connection.execute(
            delete(tasks).where(tasks.c.number == bindparam('of')), [{'of': one} for one in added]
        )
    if before:
        columns: dict[str, Any] = {name: bindparam(name) for name in _KEPT}
        here = update(tasks).where(tasks.c.number == bindparam('of')).values(columns)
        rows = [{**{name: getattr(one, name) for name in _KEPT}, 'of': one.number} for one in before]
        connection.execute(here, rows)


def _told(one: Task) -> tuple[object, ...]:
    return (one.state, one.due, one.done_on, one.figure, one.evidence, one.note, one.subject)


def list_tasks(connection: Connection, collection: str | None = None) -> list[Task]:
    """Tasks in order of number: of one campaign, or all."""
    query = select(tasks).order_by(tasks.c.number)
    if collection is not None:
        query = query.where(tasks.c.collection == collection)
    return [Task(**{name: row[name] for name in _FIELDS}) for row in connection.execute(query).mappings()]


IMPORTED, TAKEN_BACK = 'tasks_import', 'tasks_undo'


class Intake(NamedTuple):
    """One table taken in: its line in the audit, its file, and what it changed as it was written there."""

    number: int
    about: str
    detail: dict[str, Any]


def last_import(connection: Connection, collection: str) -> Intake | None:
    """The last table of a campaign that changed anything and was not taken back; None where there is none."""
    query = select(audit).where(audit.c.act.in_((IMPORTED, TAKEN_BACK))).order_by(audit.c.id.desc())
    undone: set[int] = set()
    for row in connection.execute(query).mappings():
        detail = row['detail'] or {}
        if detail.get('campaign') != collection:
            continue
        if row['act'] == TAKEN_BACK:
            undone.add(detail['of'])
        elif row['id'] not in undone and (detail['added'] or detail['before']):
            return Intake(row['id'], row['about'], detail)
    return None
