"""Opening the office's database, its schema, and the one transaction everything runs in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError

from model.errors import CannotStart

__all__ = ['Connection', 'Engine', 'atomic', 'open_store', 'reading', 'upgrade']

MIGRATIONS = Path(__file__).parent / 'migrations'

HEAD = '0003'
"""The newest migration; a database that stands elsewhere is upgraded when it is opened."""


def open_store(path: Path) -> Engine:
    """The database at path, created or upgraded to the newest schema.

    Raises:
        CannotStart: the file is no database, or cannot be read or written.
    """
    engine = create_engine(f'sqlite:///{path}')
    event.listen(engine, 'connect', _sqlite_connection_to_durable)
    event.listen(engine, 'begin', _begin)
    try:
        if _revision(engine) != HEAD:
            upgrade(engine)
    except (OperationalError, DatabaseError) as error:
        raise CannotStart(
            f"数据库 {path.name} 打不开：{error.orig}。请确认文件没有损坏、磁盘有空间且有写权限；"
            "如有备份，用 shoufa restore 恢复。"
        ) from error
    return engine


def _sqlite_connection_to_durable(connection: Any, _record: object) -> None:
    """Write-ahead log, full sync: what is committed survives a power cut; readers never wait."""
    connection.isolation_level = None
    for pragma in ('journal_mode=wal', 'synchronous=full', 'foreign_keys=on', 'busy_timeout=30000'):
        connection.execute(f'pragma {pragma}')


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once, so that two queue instead of failing half way."""
    writes = connection.get_execution_options().get('writes', False)
    connection.exec_driver_sql('begin immediate' if writes else 'begin')


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table('alembic_version'):
            return None
        return connection.execute(text('select version_num from alembic_version')).scalar()


def upgrade(engine: Engine) -> None:
    """Run every migration the database has not had, each in a transaction of its own."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option('script_location', str(MIGRATIONS))
    with engine.connect().execution_options(writes=True) as connection:
        config.attributes['connection'] = connection
        command.upgrade(config, 'head')
        connection.commit()


@contextmanager
def atomic(engine: Engine) -> Iterator[Connection]:
    """One writing transaction: all of it or none of it."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent look at the database; writers are not held up."""
    with engine.connect() as connection:
        yield connection
