"""Papers in 发文/ as we last wrote them, from draft to the outgoing register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any, NamedTuple

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
    unnumbered_sha256: str | None = None
    filed_as: str | None = None


_MANY = 500
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


def is_issued(drafted: Drafted) -> bool:
    """Whether a paper has its number and date, or is about to get them: from then on it stays as it is."""
    return drafted.dated is not None


def get_all(connection: Connection, files: Iterable[str]) -> dict[str, Drafted]:
    """What we last wrote under these names; names we do not know are left out."""
    wanted = list(files)
    found: dict[str, Drafted] = {}
    for start in range(0, len(wanted), _MANY):
        part = outbox.c.file.in_(wanted[start : start + _MANY])
        found |= {row.file: Drafted(*row) for row in connection.execute(select(*_COLUMNS).where(part))}
    return found


class Matter(NamedTuple):
    """What an issued paper is about; recipe is as kept with its draft."""

    file: str
    organisation: int | None
    campaign: str | None
    doc_type: str
    template: str
    recipe: dict[str, Any] | None
    doc_number: str | None


def issued_matters(connection: Connection) -> list[Matter]:
    """What every paper is about that has its date, or is about to get it; without the figures."""
    columns = [outbox.c[name] for name in Matter._fields]
    query = select(*columns).where(outbox.c.dated.is_not(None)).order_by(outbox.c.file)
    return [Matter(*row) for row in connection.execute(query)]


class Letter(NamedTuple):
    """An issued paper about one organisation: its number and day, and the figures it printed."""

    organisation: int
    doc_number: str | None
    dated: dt.date
    figures: list[dict[str, Any]]
    recipe: dict[str, Any] | None


def letters_of(
    connection: Connection, numbers: Iterable[str] | None = None, *, after: dt.date | None = None
) -> list[Letter]:
    """The issued papers about one organisation each: those of these numbers, or dated after a day."""
    columns = [outbox.c[name] for name in Letter._fields]
    here = outbox.c.organisation.is_not(None) & outbox.c.issued_at.is_not(None)
    if numbers is not None:
        here &= outbox.c.doc_number.in_(list(numbers))
    if after is not None:
        here &= outbox.c.dated > after
    return [Letter(*row) for row in connection.execute(select(*columns).where(here).order_by(outbox.c.file))]


def list_all(connection: Connection) -> list[Drafted]:
    """Every file we wrote, by name."""
    return [Drafted(*row) for row in connection.execute(select(*_COLUMNS).order_by(outbox.c.file))]
