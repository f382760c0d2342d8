"""Figures given out and kept as they were said (G21)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, func, insert, select

from store.tables import statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What was said to whom (note), as of which day, with the figures in it; never rewritten."""

    note: str
    text: str
    as_of: dt.date
    figures: dict[str, Any]
    actor: str
    at: dt.datetime
    number: int = 0


_FIELDS = tuple(field.name for field in fields(Statement))


def add(connection: Connection, statement: Statement) -> int:
    """Keep a statement; gives its number."""
    last = connection.execute(select(func.max(statements.c.number))).scalar() or 0
    row = {name: getattr(statement, name) for name in _FIELDS}
    connection.execute(insert(statements).values(**{**row, 'number': last + 1}))
    return int(last + 1)


def list_statements(connection: Connection) -> list[Statement]:
    """Every statement, oldest first."""
    rows = connection.execute(select(statements).order_by(statements.c.number)).mappings()
    return [Statement(**{name: row[name] for name in _FIELDS}) for row in rows]
