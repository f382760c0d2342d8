"""Letters made in one go: a number for each such run, kept open until all of it is on disk."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from store.tables import batches, outbox


@dataclass(frozen=True, slots=True)
class Batch:
    """One run: what drafted it, with which template, how many papers it is to have, and whether it is whole.

    state is 'running' until the manifest is written, then 'done'; expected is 0 where nobody knew it.
    """

    number: int
    act: str
    campaign: str | None
    template: str
    template_sha256: str
    expected: int
    state: str
    actor: str
    at: datetime


_COLUMNS = tuple(batches.c[field.name] for field in fields(Batch))


def begin(connection: Connection, batch: Batch) -> Batch:
    """The batch with the next number, kept; the number it comes with does not count."""
    last = connection.scalar(select(func.max(batches.c.number))) or 0
    values = asdict(batch) | {'number': last + 1}
    connection.execute(insert(batches).values(**values))
    return Batch(**values)


def unfinished(connection: Connection, act: str, campaign: str | None, template: str) -> Batch | None:
    """The newest batch of this kind that broke off."""
    same = select(*_COLUMNS).where(
        batches.c.act == act,
        batches.c.campaign == campaign,
        batches.c.template == template,
        batches.c.state == 'running',
    )
    row = connection.execute(same.order_by(batches.c.number.desc())).first()
    return Batch(*row) if row else None


def finish(connection: Connection, number: int) -> None:
    """The batch is whole."""
    connection.execute(update(batches).where(batches.c.number == number).values(state='done'))


def get(connection: Connection, number: int) -> Batch | None:
    """The batch of this number."""
    row = connection.execute(select(*_COLUMNS).where(batches.c.number == number)).first()
    return Batch(*row) if row else None


def files_of(connection: Connection, number: int) -> list[str]:
    """The names of the papers written in a batch, in order."""
    return list(
        connection.scalars(select(outbox.c.file).where(outbox.c.batch == number).order_by(outbox.c.file))
    )
