"""The heartbeats of the processes that take papers in."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, select

from store.tables import workers


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that takes papers in, as it told last; note says what it waits for, None while it works."""

    name: str
    began: dt.datetime
    seen: dt.datetime
    watches: bool
    done: int
    note: str | None = None


def tell(connection: Connection, worker: Worker) -> None:
    """Write a heartbeat over the one before it."""
    forget(connection, worker.name)
    connection.execute(workers.insert().values(**asdict(worker)))


def forget(connection: Connection, name: str) -> None:
    """A worker that ended of itself leaves no heartbeat."""
    connection.execute(delete(workers).where(workers.c.name == name))


def list_all(connection: Connection) -> list[Worker]:
    """Every heartbeat by name, those of processes that died among them."""
    found = connection.execute(select(workers).order_by(workers.c.name)).mappings()
    return [Worker(**row) for row in found]
