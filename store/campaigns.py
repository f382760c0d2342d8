"""Which campaigns run here, and who is sent to which organisation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, insert, or_, select

from store.tables import assignments, campaigns, instructors


def start(connection: Connection, pack: str, started_on: dt.date, at: dt.datetime) -> bool:
    """Begin a campaign; False when it runs already."""
    if pack in running(connection):
        return False
    connection.execute(insert(campaigns).values(id=pack, started_on=started_on, recorded_at=at))
    return True


def running(connection: Connection) -> dict[str, dt.date]:
    """Campaigns that run here and the day each began."""
    return {row.id: row.started_on for row in connection.execute(select(campaigns))}


@dataclass(frozen=True, slots=True)
class InstructorRow:
    """An instructor and the organisations assigned."""

    id: int
    name: str
    unit: str
    post: str | None
    phone: str | None
    organisations: tuple[int, ...]


def add_instructor(
    connection: Connection, *, name: str, unit: str, post: str | None, phone: str | None
) -> int:
    """An instructor's number; the one known by this name and unit when there is one."""
    same = (instructors.c.name == name) & (instructors.c.unit == unit)
    known = connection.execute(select(instructors.c.id).where(same)).scalar()
    if known is not None:
        return int(known)
    row = {'name': name, 'unit': unit, 'post': post, 'phone': phone}
    key = connection.execute(insert(instructors).values(**row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def assign(connection: Connection, instructor: int, subject: int, start_on: dt.date | None = None) -> bool:
    """Send an instructor to an organisation; False when that stands already."""
    here = (assignments.c.instructor == instructor) & (assignments.c.subject == subject)
    if connection.execute(select(assignments.c.id).where(here, assignments.c.end.is_(None))).first():
        return False
    connection.execute(insert(assignments).values(instructor=instructor, subject=subject, start=start_on))
    return True


def served_on(connection: Connection, day: dt.date) -> list[int]:
    """The subjects an instructor is sent to on a day; one whose letter bears no day yet counts."""
    begun = or_(assignments.c.start.is_(None), assignments.c.start <= day)
    lasting = or_(assignments.c.end.is_(None), assignments.c.end >= day)
    query = select(assignments.c.subject).where(begun, lasting).distinct().order_by(assignments.c.subject)
    return list(connection.execute(query).scalars())


def list_instructors(connection: Connection) -> list[InstructorRow]:
    """Instructors in order of number, each with the organisations served now."""
    serving: dict[int, list[int]] = {}
    open_ones = select(assignments).where(assignments.c.end.is_(None)).order_by(assignments.c.subject)
    for row in connection.execute(open_ones):
        serving.setdefault(row.instructor, []).append(row.subject)
    return [
        InstructorRow(row.id, row.name, row.unit, row.post, row.phone, tuple(serving.get(row.id, ())))
        for row in connection.execute(select(instructors).order_by(instructors.c.id))
    ]
