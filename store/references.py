"""What else speaks of a subject: moved along when two records of one organisation become one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, select, update

from store.tables import assignments, name_links, plan_lines, reviews, rows, tasks

_MOVED: dict[str, tuple[Column[Any], tuple[Column[Any], ...]]] = {
    'assignments': (assignments.c.id, (assignments.c.instructor,)),
    'rows': (rows.c.id, ()),
    'reviews': (reviews.c.number, ()),
    'name_links': (name_links.c.id, ()),
    'tasks': (tasks.c.number, ()),
    'plan_lines': (plan_lines.c.number, (plan_lines.c.campaign,)),
}
"""Each table by its key, and what must not stand twice for one subject: then both would be told."""


def move(connection: Connection, double: int, kept: int) -> dict[str, list[int]]:
    """Let everything that speaks of one record speak of the other; gives what was moved, by table.

    A plan line stays where the other record has one of the same campaign, an assignment where the
    same instructor is sent there already.
    """
    moved = {'of': [double]}
    for name, (key, told) in _MOVED.items():
        subject = key.table.c.subject
        taken = (
            {tuple(row) for row in connection.execute(select(*told).where(subject == kept))} if told else ()
        )
        found = connection.execute(select(key, *told).where(subject == double).order_by(key)).all()
        moved[name] = [int(row[0]) for row in found if not told or tuple(row[1:]) not in taken]
        _point(connection, name, moved[name], kept)
    return moved


def _point(connection: Connection, name: str, keys: Sequence[int], subject: int) -> None:
    if keys:
        key, _ = _MOVED[name]
        connection.execute(update(key.table).where(key.in_(keys)).values(subject=subject))


def move_back(connection: Connection, moved: Mapping[str, Sequence[int]]) -> None:
    """Let what was moved speak of its own record again."""
    for name, keys in moved.items():
        if name in _MOVED:
            _point(connection, name, keys, moved['of'][0])
