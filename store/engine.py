"""Opening the office's database, and the one transaction everything runs in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from model.errors import CannotStart
from store.dialect_postgresql import LOOK, open_postgresql
from store.dialect_sqlite import open_sqlite

__all__ = ['Connection', 'Engine', 'atomic', 'open_store', 'reading']

_LOOKS: dict[str, dict[str, Any]] = {'sqlite': {}, 'postgresql': LOOK}


def open_store(where: Path | str) -> Engine:
    """The database in a file, or at an address of PostgreSQL, created or upgraded to the newest schema.

    Raises:
        BadSetting: the address is none.
        CannotStart: it is no database of ours, cannot be read or written, or its upgrade failed.
    """
    try:
        return open_sqlite(where) if isinstance(where, Path) else open_postgresql(where)
    except (DBAPIError, sqlite3.Error) as error:
        reason = str(getattr(error, 'orig', error)).strip()
        if isinstance(where, Path):
            raise CannotStart(
                f"数据库 {where.name} 打不开：{reason}。请确认文件没有损坏、磁盘有空间且有写权限；"
                "如有备份，用 shoufa restore 恢复。"
            ) from error
        raise CannotStart(
            f"数据库服务器连不上：{reason}。请确认服务器已启动，office.toml 中 database 的地址、"
            "用户和密码正确（密码也可放在 ~/.pgpass）。"
        ) from error


@contextmanager
def atomic(engine: Engine) -> Iterator[Connection]:
    """One writing transaction: all of it or none of it, one after the other."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent look at the database; writers are not held up."""
    with engine.connect().execution_options(**_LOOKS[engine.dialect.name]) as connection:
        yield connection
