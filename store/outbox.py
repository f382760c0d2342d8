"""Drafts in 发文/ as we last wrote them."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from store.tables import outbox


@dataclass(frozen=True, slots=True)
class Drafted:
    """One file we wrote: what it is, its hash as written, and the figures in it."""

    file: str
    sha256: str
    template: str
    doc_type: str
    title: str
    recipients: str
    issuing_name: str
    campaign: str | None
    figures: list[dict[str, Any]]
    state: str
    drafted_at: dt.datetime


def put(connection: Connection, drafted: Drafted) -> None:
    """Remember a file as written, in place of what was remembered under its name."""
    connection.execute(delete(outbox).where(outbox.c.file == drafted.file))
    connection.execute(insert(outbox).values(**asdict(drafted)))


def get(connection: Connection, file: str) -> Drafted | None:
    """What we last wrote under this name."""
    columns = [outbox.c[field.name] for field in fields(Drafted)]
    row = connection.execute(select(*columns).where(outbox.c.file == file)).first()
    return Drafted(*row) if row else None


def list_all(connection: Connection) -> list[Drafted]:
    """Every file we wrote, by name."""
    columns = [outbox.c[field.name] for field in fields(Drafted)]
    return [Drafted(*row) for row in connection.execute(select(*columns).order_by(outbox.c.file))]
