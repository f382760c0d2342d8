"""The append-only record of what was done, by whom and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.engine import RowMapping

from store.tables import audit


def note(
    connection: Connection, *, actor: str, act: str, about: str, at: dt.datetime, detail: Any = None
) -> None:
    """One line; written in the same transaction as what it tells of."""
    connection.execute(insert(audit).values(actor=actor, act=act, about=about, at=at, detail=detail))


def lines(connection: Connection) -> list[RowMapping]:
    """Every line, oldest first."""
    return list(connection.execute(select(audit).order_by(audit.c.id)).mappings())


def newest(
    connection: Connection,
    known: Mapping[str, str],
    *,
    after: dt.datetime | None,
    before: dt.datetime | None,
    start: int,
    size: int,
) -> list[RowMapping]:
    """Lines newest first, size of them after the first start; known are columns that must be equal if set."""
    query = select(audit).order_by(audit.c.id.desc()).offset(start).limit(size)
    for name, value in known.items():
        if value:
            query = query.where(audit.c[name] == value)
    if after is not None:
        query = query.where(audit.c.at >= after)
    if before is not None:
        query = query.where(audit.c.at < before)
    return list(connection.execute(query).mappings())
