"""Numbers that are given once and never again, though what bore them is gone."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from store.tables import counters


def last_given(connection: Connection, name: str) -> int:
    """The last number given under a name, 0 when none was."""
    return connection.execute(select(counters.c.last).where(counters.c.name == name)).scalar() or 0


def remember(connection: Connection, name: str, last: int) -> None:
    """The last number given under a name from now on."""
    connection.execute(delete(counters).where(counters.c.name == name))
    connection.execute(insert(counters).values(name=name, last=last))
