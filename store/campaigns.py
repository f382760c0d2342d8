"""Which campaigns run here."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, func, insert, select

from store.subjects import names_state
from store.tables import audit, campaigns, register, subjects


def start(connection: Connection, pack: str, started_on: dt.date, at: dt.datetime) -> bool:
    """Begin a campaign; False when it runs already."""
    if pack in running(connection):
        return False
    connection.execute(insert(campaigns).values(id=pack, started_on=started_on, recorded_at=at))
    return True


def running(connection: Connection) -> dict[str, dt.date]:
    """Campaigns that run here and the day each began."""
    return {row.id: row.started_on for row in connection.execute(select(campaigns).order_by(campaigns.c.id))}


def last_change(connection: Connection) -> tuple[int, ...]:
    """What grows with every act, entry and version: what was worked out before may be out of date."""
    last = (audit.c.id, register.c.number)
    told = [connection.execute(select(func.max(column))).scalar() or 0 for column in last]
    return (*told, names_state(connection))


def most_subjects(connection: Connection) -> int:
    """At most how many subjects there are; found without counting them."""
    return connection.execute(select(func.max(subjects.c.id))).scalar() or 0
