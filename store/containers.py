"""Mails and archives that papers came in: where from, with which words, in what other one."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from sqlalchemy import Connection, insert, select, update

from store.tables import containers


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """One mail or archive; file is its whole path of parents, parent the one it lay in.

    text is what a mail says where that was not registered as a paper of its own; undelivered are the
    attachments it only links to: {name, size, until, until_text}.
    """

    file: str
    sha256: str
    kind: str
    received_at: dt.datetime
    id: int = 0
    archived_as: str | None = None
    sender_hint: str | None = None
    subject: str | None = None
    sender: str | None = None
    sent_at: dt.datetime | None = None
    text: str | None = None
    undelivered: tuple[dict[str, Any], ...] = ()
    parent: int | None = None
    state: Literal['open', 'done'] = 'open'


_FIELDS = tuple(field.name for field in fields(Container))


def add(connection: Connection, container: Container) -> int:
    """Remember a container; gives its id, that of the one with these bytes where it is known already."""
    known = find_hash(connection, container.sha256)
    if known:
        return known.id
    values = asdict(container) | {'undelivered': list(container.undelivered)}
    del values['id']
    done = connection.execute(insert(containers).values(values))
    assert done.inserted_primary_key is not None
    return int(done.inserted_primary_key[0])


def change(connection: Connection, number: int, **values: Any) -> None:
    """Set columns of one container."""
    connection.execute(update(containers).where(containers.c.id == number).values(**values))


def get(connection: Connection, number: int) -> Container | None:
    """The container with this id."""
    return _one(connection, containers.c.id == number)


def find_hash(connection: Connection, sha256: str) -> Container | None:
    """The container whose bytes these are."""
    return _one(connection, containers.c.sha256 == sha256)


def _one(connection: Connection, condition: Any) -> Container | None:
    query = select(*(containers.c[name] for name in _FIELDS)).where(condition)
    row = connection.execute(query).mappings().first()
    return Container(**{**row, 'undelivered': tuple(row['undelivered'])}) if row else None


def parents(connection: Connection, number: int | None) -> list[Container]:
    """The container with this id and those it lay in, from the innermost out."""
    found: list[Container] = []
    while number is not None and (one := get(connection, number)):
        found.append(one)
        number = one.parent
    return found


def inside(connection: Connection, number: int) -> list[int]:
    """The ids of a container and of all that lay in it, however deep."""
    found = [number]
    for one in found:
        found += connection.execute(select(containers.c.id).where(containers.c.parent == one)).scalars()
    return found
