"""Notices of the register as campaigns come from them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, select

from store.tables import register

_NOTICES = register.c.kind == 'notice'


def number_of(connection: Connection, title: str, doc_number: str | None) -> int | None:
    """The first notice with this title, and this 文号 where one is given."""
    same = (register.c.title == title) & _NOTICES
    if doc_number is not None:
        same &= register.c.doc_number == doc_number
    query = select(register.c.number).where(same).order_by(register.c.number).limit(1)
    found: int | None = connection.execute(query).scalar()
    return found


def newest(
    connection: Connection, start: int, size: int
) -> list[tuple[int, str | None, str | None, dt.datetime]]:
    """Number, title, 文号 and day of receipt of notices, newest first, size of them after the first start."""
    columns = (register.c.number, register.c.title, register.c.doc_number, register.c.received_at)
    query = select(*columns).where(_NOTICES & register.c.archived_as.is_not(None))
    found = connection.execute(query.order_by(register.c.number.desc()).offset(start).limit(size))
    return [(number, title, doc_number, at) for number, title, doc_number, at in found]
