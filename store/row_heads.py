"""The lines of returns without what they say: whose they are and how they stand."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from store.tables import rows


class RowHead(NamedTuple):
    """One line of a return, as rows keep it, its values left out."""

    register_number: int
    row: int
    name: str | None
    region: str | None
    subject: int | None
    state: str


def count_states(connection: Connection, register_number: int) -> Counter[str]:
    """How many lines of one return stand in each state."""
    query = select(rows.c.state, func.count().label('lines')).where(rows.c.register_number == register_number)
    found = connection.execute(query.group_by(rows.c.state))
    return Counter({one.state: one.lines for one in found})


def list_heads(connection: Connection) -> list[RowHead]:
    """Every line in order of document and row."""
    columns = [rows.c[name] for name in RowHead._fields]
    query = select(*columns).order_by(rows.c.register_number, rows.c.row)
    return [RowHead(*one) for one in connection.execute(query)]
