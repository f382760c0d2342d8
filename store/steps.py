"""Where the scheduler of durable work keeps its own state: apart from what the office has to keep."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event

FILE = '任务.db'


def steps_store(office: Engine, folder: Path) -> tuple[str, Engine | None]:
    """The address of the scheduler's database, and an engine on it where the scheduler's own would not do.

    Of an office in a file a file in folder, in a write-ahead log that is not flushed at each commit: what a
    power cut takes from it is found again in 收文/. Of an office on PostgreSQL the same server.
    """
    if office.dialect.name != 'sqlite':
        return office.url.render_as_string(hide_password=False), None
    folder.mkdir(parents=True, exist_ok=True)
    path = (folder / FILE).absolute()
    if _is_broken(path):
        for name in (FILE, f'{FILE}-wal', f'{FILE}-shm'):
            (folder / name).unlink(missing_ok=True)
    url = URL.create('sqlite', database=str(path))
    engine = create_engine(url)
    event.listen(engine, 'connect', _prepare)
    return url.render_as_string(), engine


def _is_broken(path: Path) -> bool:
    """Whether there is a file that is no database any more: what it held is found again in 收文/."""
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(path)) as connection:
            return bool(connection.execute('pragma quick_check(1)').fetchone() != ('ok',))
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = 'IMMEDIATE'
    for pragma in ('busy_timeout=30000', 'foreign_keys=on', 'journal_mode=wal', 'synchronous=normal'):
        connection.execute(f'pragma {pragma}')
