"""Files stopped for a secrecy mark: time and hash, and which of them a person let in (office-life.md G16)."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import Connection, select

from store.tables import audit, secrecy_stops

RELEASED = 'secrecy_release'
"""The act of the record by which a person lets a file in; it is about the file's hash."""


class Stop(NamedTuple):
    """One file that was stopped; released_by names the person who said that it was a false alarm, and why."""

    sha256: str
    at: dt.datetime
    released_by: str | None = None
    why: str | None = None


def list_stops(connection: Connection) -> list[Stop]:
    """Every stop, the newest first."""
    told = {
        row.about: (row.actor, row.detail)
        for row in connection.execute(select(audit).where(audit.c.act == RELEASED))
    }
    query = select(secrecy_stops.c.sha256, secrecy_stops.c.at).order_by(secrecy_stops.c.at.desc())
    return [Stop(sha256, at, *told.get(sha256, (None, None))) for sha256, at in connection.execute(query)]


def is_released(connection: Connection, sha256: str) -> bool:
    """Whether a person said that the mark on these bytes is none."""
    told = select(audit.c.id).where(audit.c.act == RELEASED, audit.c.about == sha256).limit(1)
    return connection.execute(told).first() is not None
