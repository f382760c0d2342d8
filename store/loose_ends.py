"""What does not hold together in a database: damage, lines whose parent is gone, numbers that are missing."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, func, select

from store.tables import (
    acts,
    assignments,
    batches,
    cells,
    containers,
    copies,
    metadata,
    obligations,
    occurrences,
    outbox,
    paper_numbers,
    register,
    reviews,
    subjects,
    versions,
)

_FEW = 5

_UNGUARDED: tuple[tuple[Column[Any], Column[Any]], ...] = (
    (register.c.part_of, register.c.number),
    (register.c.superseded_by, register.c.number),
    (register.c.container, containers.c.id),
    (copies.c.container, containers.c.id),
    (containers.c.parent, containers.c.id),
    (subjects.c.merged_into, subjects.c.id),
    (subjects.c.cell, cells.c.id),
    (versions.c.cell, cells.c.id),
    (versions.c.merged_into, subjects.c.id),
    (acts.c.undone_by, acts.c.number),
    (reviews.c.act, acts.c.number),
    (obligations.c.joined_to, obligations.c.number),
    (occurrences.c.duty, obligations.c.number),
    (outbox.c.organisation, subjects.c.id),
    (outbox.c.batch, batches.c.number),
    (paper_numbers.c.file, outbox.c.file),
    (assignments.c.replaces, assignments.c.id),
)
"""Links that no key of the database guards."""


class LooseEnd(NamedTuple):
    """Lines of a table that point at what is not there: how many, and some of what they point at."""

    table: str
    column: str
    lines: int
    missing: tuple[str, ...]


def damage(connection: Connection, most: int = _FEW) -> list[str]:
    """What SQLite itself finds wrong with its file; a server looks after its own."""
    if connection.dialect.name != 'sqlite':
        return []
    found = connection.exec_driver_sql(f'pragma integrity_check({most})').scalars()
    return [str(line) for line in found if line != 'ok']


def loose_ends(connection: Connection) -> list[LooseEnd]:
    """Lines whose parent is gone, by every link there is, guarded by a key or not."""
    keyed = [
        (column, key.column)
        for table in metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
    ]
    return [end for link in (*keyed, *_UNGUARDED) if (end := _follow(connection, *link))]


def _follow(connection: Connection, child: Column[Any], parent: Column[Any]) -> LooseEnd | None:
    there = parent.table.alias()
    orphans = (
        select(child)
        .where(child.is_not(None))
        .where(~select(there).where(there.c[parent.name] == child).exists())
    )
    count = connection.execute(select(func.count()).select_from(orphans.subquery())).scalar_one()
    if not count:
        return None
    some = connection.execute(orphans.distinct().order_by(child).limit(_FEW)).scalars()
    return LooseEnd(child.table.name, child.name, count, tuple(map(str, some)))


def without_version(connection: Connection) -> list[int]:
    """Subjects of the ledger whose present state stands in no version."""
    same = (versions.c.subject == subjects.c.id) & (versions.c.version == subjects.c.version)
    query = select(subjects.c.id).where(~select(versions.c.subject).where(same).exists())
    return list(connection.execute(query.order_by(subjects.c.id)).scalars())


def miscounted_cells(connection: Connection) -> list[int]:
    """Cells that count otherwise than the subjects that stand in them."""
    held = select(subjects.c.cell, func.count().label('held')).group_by(subjects.c.cell).subquery()
    told = func.coalesce(held.c.held, 0)
    query = select(cells.c.id).outerjoin(held, held.c.cell == cells.c.id).where(cells.c.count != told)
    return list(connection.execute(query.order_by(cells.c.id)).scalars())


def missing_numbers(connection: Connection) -> list[int]:
    """Register numbers below the highest that no entry bears."""
    borne = set(connection.execute(select(register.c.number)).scalars())
    return [number for number in range(1, max(borne, default=0)) if number not in borne]


def unfinished(connection: Connection) -> list[tuple[int, str]]:
    """Entries that a run left half way: number and state."""
    half = register.c.state.in_(('received', 'stored'))
    query = select(register.c.number, register.c.state).where(half).order_by(register.c.number)
    return [(number, state) for number, state in connection.execute(query)]


def open_containers(connection: Connection) -> list[tuple[int, str]]:
    """Mails and archives that a run left before all in them was taken in: number and kept file."""
    query = select(containers.c.id, containers.c.archived_as).order_by(containers.c.id)
    half = (containers.c.state == 'open') & containers.c.parent.is_(None)
    return [(number, kept or '') for number, kept in connection.execute(query.where(half))]
