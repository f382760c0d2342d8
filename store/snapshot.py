"""A whole copy of the database as it is at one moment, while others write on: always a file of SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL, Connection, NullPool, create_engine, event, func, inspect, select
from sqlalchemy.exc import DBAPIError

from model.errors import CannotStart
from store.engine import atomic, open_store, reading
from store.ledger_hash import ledger_hash
from store.pouring import HERE_ONLY, pour
from store.schema import revision_of
from store.tables import audit, metadata
from store.waiting import TOLD_AFTER, Busy, patiently

_CHAINED = '0008'
"""From this schema on the lines of the record bear hashes."""


class Told(NamedTuple):
    """What a copy holds: its schema, the lines of each table, the ledger's hash, the record's last line."""

    schema: str
    lines: dict[str, int]
    ledger: str
    record: tuple[int, str] | None


def take_snapshot(where: Path | str, to: Path) -> None:
    """Copy the database in a file, or at an address of PostgreSQL, into a new file; writers are not held up.

    A file is copied page by page with the schema it has; PostgreSQL line by line, all of one moment.

    Raises:
        CannotStart: it cannot be read, the disk does not take the copy, or the copy is not sound.
    """
    to.unlink(missing_ok=True)
    try:
        if isinstance(where, Path):
            _copy_file(where, to)
        else:
            _copy_server(where, to)
        _settle(to)
    except (sqlite3.Error, DBAPIError) as error:
        reason = getattr(error, 'orig', error)
        raise CannotStart(
            f"数据库没有抄成：{reason}。请确认磁盘有空间、数据库没有损坏，再试一次。"
        ) from error


def _copy_file(path: Path, to: Path) -> None:
    if not path.is_file():
        raise CannotStart(f"数据库 {path.name} 不在。请确认办公室文件夹没有移动过。")
    address = f'{path.resolve().as_uri()}?mode=rw'
    source = sqlite3.connect(address, uri=True, timeout=TOLD_AFTER, isolation_level=None)
    with closing(source), closing(sqlite3.connect(to)) as copy:
        patiently(lambda: _look(source), "另一个操作写完数据库")
        source.backup(copy)


def _look(source: sqlite3.Connection) -> None:
    """Begin to look: what is written from now on is not seen. Raises Busy."""
    source.execute('begin')
    try:
        source.execute('select 1 from sqlite_master limit 1').fetchone()
    except sqlite3.OperationalError as error:
        source.execute('rollback')
        if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise Busy from error
        raise


def _copy_server(address: str, to: Path) -> None:
    engine, copy = open_store(address), open_store(to)
    try:
        with reading(engine) as source, atomic(copy) as target:
            pour(source, target)
    finally:
        copy.dispose()
        engine.dispose()


def _settle(path: Path) -> None:
    """One file without a log beside it, looked through by SQLite.

    Raises:
        CannotStart: it is not sound.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        copy.execute('pragma journal_mode=delete').fetchone()
        faults = [str(line) for (line,) in copy.execute('pragma integrity_check(5)') if line != 'ok']
    if faults:
        raise CannotStart(
            f"数据库里有损坏的地方（{faults[0]}），没有继续。请留好以前的备份，"
            "运行 shoufa sanity，并联系维护人员。"
        )


@contextmanager
def plain_look(path: Path) -> Iterator[Connection]:
    """A connection to a file of any schema, as it is: nothing is made or upgraded."""
    engine = create_engine(URL.create('sqlite', database=str(path)), poolclass=NullPool)
    event.listen(engine, 'connect', lambda raw, _: raw.execute('pragma query_only=on'))
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def tell(path: Path) -> Told:
    """What the copy at path holds.

    Raises:
        CannotStart: it is no database of ours, or a newer program's.
    """
    try:
        with plain_look(path) as connection:
            schema = revision_of(connection, path.name)
            if schema is None:
                raise CannotStart("数据库是空的，没有可用的数据。请核对位置，或换一份备份。")
            there = set(inspect(connection).get_table_names())
            lines = {
                name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in sorted(metadata.tables.items())
                if name in there
            }
            return Told(schema, lines, ledger_hash(connection), _last_line(connection, schema))
    except DBAPIError as error:
        raise CannotStart(f"数据库打不开：{error.orig}。请换一份备份，或联系维护人员。") from error


def _last_line(connection: Connection, schema: str) -> tuple[int, str] | None:
    """Number and hash of the last line of the record; None for none, and before lines were chained."""
    if schema < _CHAINED:
        return None
    last = select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1)
    found = connection.execute(last).first()
    return (found.id, found.hash) if found else None


def clean(path: Path) -> None:
    """Bring a copy to the newest schema and take out what belongs to the machine it came from.

    Nobody is signed in, no process is alive; tables that are not of our schema (a queue of half-done
    work) go: what is unfinished is taken up from the states of the register.

    Raises:
        CannotStart: it is a newer program's, or its upgrade failed.
    """
    engine = open_store(path)
    try:
        with atomic(engine) as connection:
            for table in HERE_ONLY:
                connection.execute(table.delete())
            known = {*metadata.tables, 'alembic_version'}
            for name in sorted(set(inspect(connection).get_table_names()) - known):
                connection.exec_driver_sql(f'drop table "{name}"')
    finally:
        engine.dispose()
    _settle(path)
