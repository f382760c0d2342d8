"""Which campaigns run here."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, insert, select

from store.tables import campaigns


def start(connection: Connection, pack: str, started_on: dt.date, at: dt.datetime) -> bool:
    """Begin a campaign; False when it runs already."""
    if pack in running(connection):
        return False
    connection.execute(insert(campaigns).values(id=pack, started_on=started_on, recorded_at=at))
    return True


def running(connection: Connection) -> dict[str, dt.date]:
    """Campaigns that run here and the day each began."""
    return {row.id: row.started_on for row in connection.execute(select(campaigns).order_by(campaigns.c.id))}
