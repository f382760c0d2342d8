"""Papers in 发文/ as we last wrote them, from draft to the outgoing register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Connection, insert, select, update

from store.tables import outbox


@dataclass(frozen=True, slots=True)
class Drafted:
    """One file we wrote: what it is, its hash as written, what it was made from, and what became of it.

    context and template_sha256 make it again byte for byte (None: written before that was kept, or a filled
    form); printed tells where each of its figures stands. state is an id of office.paper_states. doc_number
    and what follows are None until it is issued.
    """

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
    template_sha256: str | None = None
    context: dict[str, Any] | None = None
    printed: list[dict[str, Any]] | None = None
    recipe: dict[str, Any] | None = None
    organisation: int | None = None
    batch: int | None = None
    drafted_by: str | None = None
    doc_number: str | None = None
    dated: dt.date | None = None
    signed_by: str | None = None
    issued_at: dt.datetime | None = None
    issued_sha256: str | None = None
    copies: int | None = None
    sealed: bool = False
    corrects: str | None = None


_COLUMNS = tuple(outbox.c[field.name] for field in fields(Drafted))


def put(connection: Connection, drafted: Drafted) -> None:
    """Remember a file as written, in place of what was remembered under its name."""
    put_all(connection, (drafted,))


def put_all(connection: Connection, drafted: Iterable[Drafted]) -> None:
    """Remember files as written, in place of what was remembered under their names."""
    rows = [asdict(one) | {'printed': one.printed or []} for one in drafted]
    known = set(
        connection.scalars(select(outbox.c.file).where(outbox.c.file.in_([row['file'] for row in rows])))
    )
    new = [row for row in rows if row['file'] not in known]
    if new:
        connection.execute(insert(outbox), new)
    for row in rows:
        if row['file'] in known:
            change(connection, row['file'], **row)


def change(connection: Connection, file: str, /, **values: Any) -> None:
    """Set some columns of one file's line."""
    connection.execute(update(outbox).where(outbox.c.file == file).values(**values))


def get(connection: Connection, file: str) -> Drafted | None:
    """What we last wrote under this name."""
    row = connection.execute(select(*_COLUMNS).where(outbox.c.file == file)).first()
    return Drafted(*row) if row else None


def list_all(connection: Connection) -> list[Drafted]:
    """Every file we wrote, by name."""
    return [Drafted(*row) for row in connection.execute(select(*_COLUMNS).order_by(outbox.c.file))]
