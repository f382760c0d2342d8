"""The append-only record of what was done, by whom and when."""

from __future__ import annotations

import datetime as dt
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
