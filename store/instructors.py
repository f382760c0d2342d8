"""党建工作指导员 and to whom each is sent, from the first day to the last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update

from store.tables import assignments, instructors


@dataclass(frozen=True, slots=True)
class InstructorRow:
    """An instructor and the organisations assigned."""

    id: int
    name: str
    unit: str
    post: str | None
    phone: str | None
    organisations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """An instructor sent to an organisation; both days count, None where the letter bears none yet.

    replaces is the assignment this one took over; stopped says that it ended before its term. Why, is
    kept nowhere (G13).
    """

    instructor: int
    subject: int
    id: int = 0
    start: dt.date | None = None
    end: dt.date | None = None
    campaign: str | None = None
    doc_number: str | None = None
    replaces: int | None = None
    stopped: bool = False


_FIELDS = tuple(field.name for field in fields(Assignment))


def add_instructor(
    connection: Connection, *, name: str, unit: str, post: str | None, phone: str | None
) -> int:
    """An instructor's number; the one known by this name and unit when there is one."""
    same = (instructors.c.name == name) & (instructors.c.unit == unit)
    known = connection.execute(select(instructors.c.id).where(same)).scalar()
    if known is not None:
        return int(known)
    last = connection.execute(select(func.max(instructors.c.id))).scalar() or 0
    row = {'id': last + 1, 'name': name, 'unit': unit, 'post': post, 'phone': phone}
    connection.execute(insert(instructors).values(**row))
    return int(last + 1)


def assign(connection: Connection, assignment: Assignment) -> int | None:
    """Send an instructor to an organisation; its number, None when that stands already."""
    if standing(connection, assignment):
        return None
    last = connection.execute(select(func.max(assignments.c.id))).scalar() or 0
    row = {name: getattr(assignment, name) for name in _FIELDS}
    connection.execute(insert(assignments).values(**{**row, 'id': last + 1}))
    return int(last + 1)


def standing(connection: Connection, assignment: Assignment) -> list[Assignment]:
    """What stands of the same instructor at the same organisation on any of these days."""
    here = (assignments.c.instructor == assignment.instructor) & (assignments.c.subject == assignment.subject)
    return [one for one in _found(connection, here) if _overlap(one, assignment)]


def set_term(
    connection: Connection,
    assignment: int,
    start: dt.date | None,
    end: dt.date | None,
    doc_number: str | None,
) -> None:
    """Give an assignment the days and the letter that it had not yet."""
    here = assignments.c.id == assignment
    connection.execute(update(assignments).where(here).values(start=start, end=end, doc_number=doc_number))


def _overlap(one: Assignment, other: Assignment) -> bool:
    begins = one.end is None or other.start is None or other.start <= one.end
    return begins and (other.end is None or one.start is None or one.start <= other.end)


def stop(connection: Connection, assignment: int, last_day: dt.date) -> None:
    """Let an assignment end on a day before its term."""
    here = assignments.c.id == assignment
    connection.execute(update(assignments).where(here).values(end=last_day, stopped=True))


def _found(connection: Connection, here: ColumnElement[bool]) -> list[Assignment]:
    rows = connection.execute(select(assignments).where(here).order_by(assignments.c.id)).mappings()
    return [Assignment(**{name: row[name] for name in _FIELDS}) for row in rows]


def _on(day: dt.date) -> ColumnElement[bool]:
    begun = or_(assignments.c.start.is_(None), assignments.c.start <= day)
    return begun & or_(assignments.c.end.is_(None), assignments.c.end >= day)


def assignments_on(connection: Connection, day: dt.date) -> list[Assignment]:
    """Who is sent where on a day; one whose letter bears no day yet counts."""
    return _found(connection, _on(day))


def assignments_of(connection: Connection, subjects: Iterable[int]) -> list[Assignment]:
    """Every assignment to these organisations, past and to come."""
    return _found(connection, assignments.c.subject.in_(list(subjects)))


def ending(connection: Connection, first: dt.date, last: dt.date) -> list[Assignment]:
    """Assignments whose term ends between two days; those stopped before it are not among them."""
    return _found(connection, assignments.c.end.between(first, last) & assignments.c.stopped.is_(False))


def stopped_since(connection: Connection, last_day: dt.date) -> list[Assignment]:
    """Assignments that ended before their term, on this day or later."""
    return _found(connection, assignments.c.stopped.is_(True) & (assignments.c.end >= last_day))


def served_on(connection: Connection, day: dt.date) -> list[int]:
    """The subjects an instructor is sent to on a day."""
    query = select(assignments.c.subject).where(_on(day)).distinct().order_by(assignments.c.subject)
    return list(connection.execute(query).scalars())


def names_of(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The names of instructors by number."""
    query = select(instructors.c.id, instructors.c.name).where(instructors.c.id.in_(list(numbers)))
    return {row.id: row.name for row in connection.execute(query)}


def phone_of(connection: Connection, number: int) -> str | None:
    """An instructor's telephone in full; None where there is none."""
    return connection.execute(select(instructors.c.phone).where(instructors.c.id == number)).scalar()


def list_instructors(connection: Connection, day: dt.date) -> list[InstructorRow]:
    """Instructors in order of number, each with the organisations served on a day."""
    serving: dict[int, list[int]] = {}
    for one in assignments_on(connection, day):
        serving.setdefault(one.instructor, []).append(one.subject)
    return [
        InstructorRow(
            row.id, row.name, row.unit, row.post, row.phone, tuple(sorted(set(serving.get(row.id, ()))))
        )
        for row in connection.execute(select(instructors).order_by(instructors.c.id))
    ]
