"""Counts of what a database holds, without anything of what is said in it: for helpers outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Column, Connection, func, inspect, select
from sqlalchemy.exc import DBAPIError

from model.errors import CannotStart
from store.engine import open_store, reading
from store.schema import revision_of
from store.snapshot import plain_look
from store.tables import audit, metadata, outbox, register, reviews, unreadable, workers


class StoreFigures(NamedTuple):
    """kind and version of the database, its schema, lines by table, codes counted, last moments.

    codes is {what: {code: count}} with the program's own words only; seen are heartbeats of processes.
    """

    kind: str
    version: str
    schema: str | None
    lines: dict[str, int]
    codes: dict[str, dict[str, int]]
    last_on_record: dt.datetime | None
    seen: tuple[dt.datetime, ...]


_CODES: dict[str, Column[str]] = {
    '收文状态': register.c.state,
    '收文类别': register.c.kind,
    '收文格式': register.c.format,
    '无法读取': unreadable.c.code,
    '待核状态': reviews.c.state,
    '待核类别': reviews.c.kind,
    '发文环节': outbox.c.state,
    '操作': audit.c.act,
}


def figures_of(where: Path | str) -> StoreFigures:
    """The figures of a database in a file, of any schema and unchanged, or at an address of a server.

    Raises:
        CannotStart: it is not there, not ours, or cannot be read.
    """
    try:
        with _look(where) as connection:
            return _figures(connection)
    except DBAPIError as error:
        raise CannotStart(f"数据库读不了：{error.orig}。请运行 shoufa sanity 看原因。") from error


def _figures(connection: Connection) -> StoreFigures:
    there = set(inspect(connection).get_table_names())
    schema = revision_of(connection, 'database')
    lines = {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in sorted(metadata.tables.items())
        if name in there
    }
    codes = {
        told: _count(connection, column) for told, column in _CODES.items() if column.table.name in there
    }
    last = connection.execute(select(func.max(audit.c.at))).scalar() if 'audit' in there else None
    beats = select(workers.c.seen) if workers.name in there else None
    seen = tuple(connection.execute(beats).scalars()) if beats is not None else ()
    version = '.'.join(map(str, connection.dialect.server_version_info or ()))
    return StoreFigures(connection.dialect.name, version, schema, lines, codes, last, seen)


def _count(connection: Connection, column: Column[str]) -> dict[str, int]:
    query = select(column, func.count()).group_by(column).order_by(column)
    return {str(code or '—'): count for code, count in connection.execute(query)}


@contextmanager
def _look(where: Path | str) -> Iterator[Connection]:
    if isinstance(where, Path):
        if not where.is_file():
            raise CannotStart(f"数据库 {where.name} 不在。请确认办公室文件夹没有移动过。")
        with plain_look(where) as connection:
            yield connection
        return
    engine = open_store(where)
    try:
        with reading(engine) as connection:
            yield connection
    finally:
        engine.dispose()
