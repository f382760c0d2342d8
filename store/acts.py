"""What was done to the ledger as one: imports, merges, events, corrections, and what took them back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.engine import RowMapping

from model.subject import Act, ActKind, Part
from store.tables import act_subjects, acts, versions

_FIELDS = tuple(field.name for field in fields(Act) if field.name != 'parts')
_AT_ONCE = 500


def begin(connection: Connection, act: Act) -> int:
    """Record an act before the versions that name it; gives its number."""
    last = connection.execute(select(func.max(acts.c.number))).scalar() or 0
    row = {name: getattr(act, name) for name in _FIELDS}
    connection.execute(insert(acts).values(**{**row, 'number': last + 1}))
    add_parts(connection, last + 1, act.parts)
    return int(last + 1)


def add_parts(connection: Connection, number: int, parts: Sequence[tuple[int, Part]]) -> None:
    """Whom an act is about, where that is known only after its subjects were made."""
    if parts:
        rows = [{'act': number, 'subject': subject, 'part': part} for subject, part in parts]
        connection.execute(insert(act_subjects), rows)


def set_detail(connection: Connection, number: int, detail: dict[str, object]) -> None:
    """What only this kind of act needs, once it is known."""
    connection.execute(update(acts).where(acts.c.number == number).values(detail=detail))


def mark_undone(connection: Connection, number: int, by: int) -> None:
    """Say which act took this one back."""
    connection.execute(update(acts).where(acts.c.number == number).values(undone_by=by))


def _row_to_act(row: RowMapping, parts: Iterable[tuple[int, Part]]) -> Act:
    return Act(**{name: row[name] for name in _FIELDS}, parts=tuple(parts))


def get(connection: Connection, number: int) -> Act | None:
    """One act; None where there is none of that number."""
    found = list_acts(connection, numbers=[number])
    return found[0] if found else None


def list_acts(
    connection: Connection,
    *,
    numbers: Sequence[int] | None = None,
    subject: int | None = None,
    kinds: Sequence[ActKind] = (),
) -> list[Act]:
    """Acts in order of number: those of these numbers, about this subject, of these kinds; by default all."""
    query = select(acts).order_by(acts.c.number)
    if numbers is not None:
        query = query.where(acts.c.number.in_(numbers))
    if subject is not None:
        about = select(act_subjects.c.act).where(act_subjects.c.subject == subject)
        query = query.where(acts.c.number.in_(about))
    if kinds:
        query = query.where(acts.c.kind.in_(kinds))
    rows = list(connection.execute(query).mappings())
    parts = _parts(connection, [row['number'] for row in rows])
    return [_row_to_act(row, parts.get(row['number'], ())) for row in rows]


def newest(connection: Connection, kind: str, start: int, size: int) -> tuple[list[Act], int]:
    """Acts of a kind ('' for any), the newest first, size of them after the first start; and how many."""
    here = [acts.c.kind == kind] if kind else []
    total = connection.execute(select(func.count()).select_from(acts).where(*here)).scalar_one()
    query = select(acts.c.number).where(*here).order_by(acts.c.number.desc()).offset(start).limit(size)
    numbers = list(connection.execute(query).scalars())
    return list_acts(connection, numbers=numbers)[::-1], int(total)


def _parts(connection: Connection, numbers: Sequence[int]) -> dict[int, list[tuple[int, Part]]]:
    found: dict[int, list[tuple[int, Part]]] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        here = act_subjects.c.act.in_(numbers[start : start + _AT_ONCE])
        query = select(act_subjects).where(here).order_by(act_subjects.c.act, act_subjects.c.subject)
        for row in connection.execute(query):
            found.setdefault(row.act, []).append((row.subject, row.part))
    return found


def gone(connection: Connection) -> frozenset[int]:
    """The acts that were taken back and those that took them back: none of their values counts."""
    query = select(acts.c.number).where(acts.c.undone_by.is_not(None) | (acts.c.kind == 'undo'))
    return frozenset(connection.execute(query).scalars())


def subjects_of(connection: Connection, number: int) -> list[int]:
    """The subjects that got a version by an act, in order."""
    query = select(versions.c.subject).where(versions.c.act == number).distinct().order_by(versions.c.subject)
    return list(connection.execute(query).scalars())


def some_subjects(connection: Connection, number: int, most: int) -> tuple[list[int], int]:
    """The first of the subjects that got a version by an act, and how many there are."""
    here = versions.c.act == number
    counted = select(func.count(versions.c.subject.distinct())).where(here)
    query = select(versions.c.subject).where(here).distinct().order_by(versions.c.subject).limit(most)
    return list(connection.execute(query).scalars()), int(connection.execute(counted).scalar_one())
