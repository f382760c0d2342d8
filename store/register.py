"""The incoming register, its copies, what could not be read, and the secrecy stops."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.engine import RowMapping

from model.register import Entry
from store.tables import copies, register, secrecy_stops, unreadable

LINKED_WITHIN = dt.timedelta(days=400)
"""How long after its kin a paper may come in: what is older is not looked through."""

_ENTRY_FIELDS = tuple(field.name for field in fields(Entry))


ENTRIES = select(*(register.c[name] for name in _ENTRY_FIELDS))
"""Every entry, without what was extracted."""


def row_to_entry(row: RowMapping) -> Entry:
    """An entry as ENTRIES gives it."""
    return Entry(**{name: row[name] for name in _ENTRY_FIELDS})


def add(
    connection: Connection,
    *,
    file: str,
    sender_hint: str | None,
    sha256: str,
    at: dt.datetime,
    container: int | None = None,
) -> int:
    """A new entry in state 'received'; gives its number, one more than the last."""
    last = connection.execute(select(func.max(register.c.number))).scalar() or 0
    row = {'number': last + 1, 'file': file, 'sender_hint': sender_hint, 'sha256': sha256}
    row['container'] = container
    connection.execute(insert(register).values(**row, state='received', received_at=at))
    return last + 1


def change(connection: Connection, number: int, **values: Any) -> None:
    """Set columns of one entry."""
    connection.execute(update(register).where(register.c.number == number).values(**values))


def get(connection: Connection, number: int) -> Entry | None:
    """The entry with this number."""
    row = connection.execute(ENTRIES.where(register.c.number == number)).mappings().first()
    return row_to_entry(row) if row else None


def find_hash(connection: Connection, sha256: str) -> Entry | None:
    """The entry whose bytes these are."""
    row = connection.execute(ENTRIES.where(register.c.sha256 == sha256)).mappings().first()
    return row_to_entry(row) if row else None


def list_entries(connection: Connection, states: Iterable[str] = ()) -> list[Entry]:
    """Entries in order of number; all of them unless states are named."""
    query = ENTRIES.order_by(register.c.number)
    wanted = tuple(states)
    if wanted:
        query = query.where(register.c.state.in_(wanted))
    return [row_to_entry(row) for row in connection.execute(query).mappings()]


def extract_of(connection: Connection, number: int) -> Any:
    """What was extracted from the document, as plain data; None before that step."""
    return connection.execute(select(register.c.extract).where(register.c.number == number)).scalar()


def list_titles(connection: Connection) -> list[tuple[int, str | None, str | None]]:
    """Number, title and 文号 of every official paper, in order of number."""
    query = select(register.c.number, register.c.title, register.c.doc_number).order_by(register.c.number)
    query = query.where(register.c.kind.in_(('notice', 'request', 'approval')))
    return [(number, title, doc_number) for number, title, doc_number in connection.execute(query).all()]


def list_naming(connection: Connection, key: str, now: dt.datetime) -> list[int]:
    """Numbers of the papers of late whose extract has something under a list's key (forwards, amends)."""
    papers = (register.c.kind == 'notice') & (register.c.received_at >= now - LINKED_WITHIN)
    named = register.c.extract[key].as_string() != '[]'
    query = select(register.c.number).where(papers, named).order_by(register.c.number)
    return list(connection.execute(query).scalars())


def list_parts(connection: Connection, number: int) -> list[Entry]:
    """The entries that are attachments or pages of this one."""
    query = ENTRIES.where(register.c.part_of == number).order_by(register.c.number)
    return [row_to_entry(row) for row in connection.execute(query).mappings()]


def hints(connection: Connection) -> dict[int, set[str]]:
    """Every sender folder each entry came in, copies included."""
    found: dict[int, set[str]] = {}
    query = select(register.c.number, register.c.sender_hint).order_by(register.c.number)
    for number, hint in connection.execute(query):
        found.setdefault(number, set()).update({hint} if hint else ())
    for number, hint in connection.execute(select(copies.c.register_number, copies.c.sender_hint)):
        found.setdefault(number, set()).update({hint} if hint else ())
    return found


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file in 无法读取/ and why it is there."""

    file: str
    sender_hint: str | None
    sha256: str
    code: str
    reason: str
    at: dt.datetime


def add_unreadable(connection: Connection, item: Unreadable) -> None:
    """Remember an unreadable file once per content."""
    known = connection.execute(select(unreadable.c.id).where(unreadable.c.sha256 == item.sha256)).first()
    if known is None:
        connection.execute(
            insert(unreadable).values({field.name: getattr(item, field.name) for field in fields(item)})
        )


def list_unreadable(connection: Connection) -> list[Unreadable]:
    """Every file that could not be read, oldest first."""
    columns = [unreadable.c[field.name] for field in fields(Unreadable)]
    return [Unreadable(*row) for row in connection.execute(select(*columns).order_by(unreadable.c.id))]


def add_secrecy_stop(connection: Connection, sha256: str, at: dt.datetime) -> None:
    """Time and hash, once per file; nothing else of it may be kept."""
    if not is_secrecy_stop(connection, sha256):
        connection.execute(insert(secrecy_stops).values(sha256=sha256, at=at))


def is_secrecy_stop(connection: Connection, sha256: str) -> bool:
    """Whether a file with this hash was met and stopped before."""
    found = select(secrecy_stops.c.sha256).where(secrecy_stops.c.sha256 == sha256)
    return connection.execute(found).first() is not None
