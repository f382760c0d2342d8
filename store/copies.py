"""Further files of registered documents: the same bytes again, or another make of the same paper (G9)."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields

from sqlalchemy import Connection, insert, select

from store.tables import copies


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One further file of an entry; sha256, archived_as and format are None for the same bytes again.

    container is the mail or archive it came in.
    """

    register_number: int
    file: str
    sender_hint: str | None
    received_at: dt.datetime
    sha256: str | None = None
    archived_as: str | None = None
    format: str | None = None
    container: int | None = None


_FIELDS = tuple(field.name for field in fields(Copy))


def add(connection: Connection, copy: Copy) -> None:
    """Remember a further file."""
    connection.execute(insert(copies).values(asdict(copy)))


def list_copies(connection: Connection, register_number: int | None = None) -> list[Copy]:
    """The further files of one entry, or of all, in the order they came."""
    query = select(*(copies.c[name] for name in _FIELDS)).order_by(copies.c.id)
    if register_number is not None:
        query = query.where(copies.c.register_number == register_number)
    return [Copy(**row) for row in connection.execute(query).mappings()]


def find_hash(connection: Connection, sha256: str) -> Copy | None:
    """The further make with these bytes."""
    query = select(*(copies.c[name] for name in _FIELDS)).where(copies.c.sha256 == sha256)
    row = connection.execute(query).mappings().first()
    return Copy(**row) if row else None
