"""The append-only record of what was done, by whom and when; each line is chained to the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, Engine, event, insert, select
from sqlalchemy.engine import RowMapping

from model.chain import START, Head, Line, line_to_hash
from store.tables import audit

_COLUMNS = ('id', 'at', 'actor', 'act', 'about', 'detail')
_NOTED = 'shoufa.noted'
_AT_ONCE = 2000


def note(
    connection: Connection, *, actor: str, act: str, about: str, at: dt.datetime, detail: Any = None
) -> None:
    """One line, chained to the last one; written in the same transaction as what it tells of.

    Whoever writes is alone (store/engine.atomic), so no two lines follow the same one; were there two, the
    number of the second would be taken.
    """
    before = head(connection)
    values = (before.number + 1, at, actor, act, about, detail)
    line = dict(zip(_COLUMNS, values, strict=True))
    connection.execute(insert(audit), {**line, 'hash': line_to_hash(before.hash, *values)})
    connection.info[_NOTED] = True


def head(connection: Connection) -> Head:
    """The last line; START where there is none."""
    return _head(connection.connection)


def _head(driver: Any) -> Head:
    """The last line by a connection of the driver's own, which takes a fraction of the time."""
    with closing(driver.cursor()) as cursor:
        cursor.execute('select id, hash from audit order by id desc limit 1')
        found = cursor.fetchone()
    return Head(*found) if found else START


def follow(engine: Engine, keep: Callable[[Head], None]) -> None:
    """Call keep with the last line after every transaction that wrote one and is committed."""

    def look(driver: Any, pooled: Any) -> None:
        if driver is not None and pooled.info.pop(_NOTED, False):
            found = _head(driver)
            driver.rollback()
            keep(found)

    event.listen(engine, 'checkin', look)


def walk(connection: Connection, after: int = 0) -> Iterator[Line]:
    """Every line after the one of that number, oldest first, a few at a time.

    Raises:
        ValueError: one was damaged so that it is no line any more.
    """
    columns = [*(audit.c[name] for name in _COLUMNS), audit.c.hash]
    query = select(*columns).where(audit.c.id > after).order_by(audit.c.id)
    for row in connection.execute(query, execution_options={'yield_per': _AT_ONCE}):
        yield Line._make(row)


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


def of_act(connection: Connection, act: str) -> list[RowMapping]:
    """Every line of one act, oldest first."""
    return list(connection.execute(select(audit).where(audit.c.act == act).order_by(audit.c.id)).mappings())
