"""The embedded database: one file, readers that never wait, writers one after the other."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import OperationalError

from model.errors import CannotStart
from store.place_faults import watch_file
from store.schema import create, head, migrate, revision_of
from store.waiting import TOLD_AFTER, Busy, patiently

_TURN = "另一个操作写完数据库"
_CLOSED = "别的收发程序关闭（数据库要升级）"


def open_sqlite(path: Path) -> Engine:
    """The database at path, created, or upgraded on a copy of it.

    Raises:
        CannotStart: it is no database of ours, or its upgrade failed and left it as it was.
        sqlalchemy.exc.DBAPIError, sqlite3.Error: it cannot be read or written.
    """
    engine = path_to_engine(path)
    try:
        with engine.connect() as connection:
            found = revision_of(connection, path.name)
        if found is None:
            _create(engine, path.name)
        elif found != head():
            engine.dispose()
            _upgrade(path)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _create(engine: Engine, shown: str) -> None:
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if revision_of(connection, shown) is None:
            create(connection)


def path_to_engine(path: Path) -> Engine:
    """An engine on a file, whatever schema it has."""
    url = URL.create('sqlite', database=str(path))
    engine = create_engine(url, creator=lambda: patiently(lambda: _connect(path), _TURN))
    watch_file(engine, path)
    event.listen(engine, 'begin', _begin)
    return engine


@contextmanager
def _busy_told(*also: int) -> Iterator[None]:
    """SQLite's words for "somebody else is here" as Busy, and what else the caller takes for it."""
    try:
        yield
    except (sqlite3.OperationalError, OperationalError) as error:
        origin = error.orig if isinstance(error, OperationalError) else error
        code = getattr(origin, 'sqlite_errorcode', 0)
        if code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or code in also:
            raise Busy from error
        raise


def _connect(path: Path) -> sqlite3.Connection:
    """Write-ahead log, full sync: what is committed survives a power cut; readers never wait.

    Raises:
        Busy: somebody else is making or upgrading the database.
    """
    connection = sqlite3.connect(path, timeout=TOLD_AFTER, isolation_level=None, check_same_thread=False)
    with ExitStack() as undo:
        undo.callback(connection.close)
        with _busy_told(sqlite3.SQLITE_READONLY_DBMOVED):  # an upgrade has put another file here
            for pragma in ('journal_mode=wal', 'synchronous=full', 'foreign_keys=on'):
                connection.execute(f'pragma {pragma}')
        undo.pop_all()
    return connection


def _begin(connection: Connection) -> None:
    """Take the lock, or the look, at once: what is busy shows here and nowhere later."""
    writes = connection.get_execution_options().get('writes', False)
    connection.exec_driver_sql(f'pragma query_only={"off" if writes else "on"}')

    def once() -> None:
        with _busy_told():
            if writes:
                connection.exec_driver_sql('begin immediate')
                return
            connection.exec_driver_sql('begin')
            try:
                connection.exec_driver_sql('select 1 from sqlite_master limit 1')
            except OperationalError:
                connection.exec_driver_sql('rollback')
                raise

    patiently(once, _TURN)


def _upgrade(path: Path) -> None:
    """Migrate a copy, check it, and put it in the place of the database, which is kept as a backup.

    Nobody else has the database open meanwhile. A kill at any moment leaves either the old
    database or the new one, whole.

    Raises:
        CannotStart: it failed; the database is as it was.
    """
    path = path.resolve()
    with closing(patiently(lambda: _alone(path), _CLOSED)) as old:
        (found,) = old.execute('select version_num from alembic_version').fetchone()
        if found == head():
            return  # somebody else was first
        at = dt.datetime.now(ZoneInfo('Asia/Shanghai'))
        backup = path.with_name(f'{path.stem}-{found}-{at:%Y%m%d-%H%M%S}.db')
        fresh = path.with_name(f'{path.stem}.upgrading.db')
        try:
            _copy(path, backup)
            shutil.copyfile(backup, fresh)
            shutil.copymode(path, fresh)
            _migrate_file(fresh)
            fresh.replace(path)
        except Exception as error:
            for file in (backup, fresh):
                file.unlink(missing_ok=True)
            raise CannotStart(
                f"数据库 {path.name} 升级没有成功，原来的数据一点没有动：{_reason(error)}"
                "请确认磁盘有空间；仍不行时请继续用原来的程序，并联系维护人员。"
            ) from error
        _flush_folder(path.parent)


def _reason(error: Exception) -> str:
    return error.message if isinstance(error, CannotStart) else f"{getattr(error, 'orig', error)}。"


def _alone(path: Path) -> sqlite3.Connection:
    """A connection that keeps every writer out; the write-ahead log is in the file and gone.

    Raises:
        Busy: somebody else has the database open, or has just put another in its place.
    """
    seen = path.stat()
    connection = sqlite3.connect(path, timeout=0.1, isolation_level=None)
    with ExitStack() as undo:
        undo.callback(connection.close)
        with _busy_told():
            connection.execute('pragma journal_mode=delete')
            connection.execute('begin immediate')
            (mode,) = connection.execute('pragma journal_mode').fetchone()
        if mode != 'delete' or not os.path.samestat(seen, path.stat()):
            raise Busy
        undo.pop_all()
    return connection


def _copy(path: Path, to: Path) -> None:
    """A whole copy of a database that nobody writes, on the disk before this returns.

    SQLite copies it: a file of its own opened and closed by us would lose us the lock on it.
    """
    to.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(to)) as copy:
        old.backup(copy)


def _migrate_file(path: Path) -> None:
    """Run the migrations on a file that is nobody's yet, and see that it is sound.

    Raises:
        CannotStart: it is not.
    """
    engine = create_engine(URL.create('sqlite', database=str(path)), poolclass=NullPool)
    event.listen(engine, 'connect', _by_hand)
    event.listen(engine, 'begin', lambda connection: connection.exec_driver_sql('begin'))
    with engine.begin() as connection:
        migrate(connection)
    with closing(sqlite3.connect(path)) as checked:
        faults = [line for (line,) in checked.execute('pragma integrity_check') if line != 'ok']
        faults += [str(line) for line in checked.execute('pragma foreign_key_check')]
    if faults:
        raise CannotStart(f"升级后的数据没有通过检查（{faults[0]}）。")


def _by_hand(connection: Any, _record: object) -> None:
    """Transactions begin where we say; tables are rebuilt without their keys being watched."""
    connection.isolation_level = None
    connection.execute('pragma foreign_keys=off')


def _flush_folder(folder: Path) -> None:
    """The folder's own entry reaches the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
