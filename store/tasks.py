"""The table of tasks and units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from model.task import Task
from store.tables import tasks

_FIELDS = tuple(field.name for field in fields(Task))


def save_many(connection: Connection, incoming: Iterable[Task]) -> tuple[int, int]:
    """Write tasks, each in place of what was held of it and its unit; how many are new, how many changed."""
    known = {(one.collection, one.task, one.unit): one for one in list_tasks(connection)}
    last = connection.execute(select(func.max(tasks.c.number))).scalar() or 0
    added: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for one in incoming:
        row = {name: getattr(one, name) for name in _FIELDS}
        held = known.get((one.collection, one.task, one.unit))
        if held is None:
            added.append({**row, 'number': last + len(added) + 1})
        elif _told(held) != _told(one):
            changed.append({**{name: row[name] for name in _FIELDS if name != 'number'}, 'of': held.number})
    if added:
        connection.execute(insert(tasks), added)
    if changed:
        columns: dict[str, Any] = {name: bindparam(name) for name in _FIELDS if name != 'number'}
        here = update(tasks).where(tasks.c.number == bindparam('of')).values(columns)
        connection.execute(here, changed)
    return len(added), len(changed)


def _told(one: Task) -> tuple[object, ...]:
    return (one.state, one.due, one.done_on, one.figure, one.evidence, one.note, one.subject)


def list_tasks(connection: Connection, collection: str | None = None) -> list[Task]:
    """Tasks in order of number: of one campaign, or all."""
    query = select(tasks).order_by(tasks.c.number)
    if collection is not None:
        query = query.where(tasks.c.collection == collection)
    return [Task(**{name: row[name] for name in _FIELDS}) for row in connection.execute(query).mappings()]
