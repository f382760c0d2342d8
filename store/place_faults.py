"""What goes wrong around us: a full disk, a folder that cannot be written, a database that went away.

No paper and no act is to blame. What was committed stays, the act that failed left nothing, and the same
command does it again once the cause is gone; the message says what to mend.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError

from model.errors import CannotStart

_AGAIN = "已办完的不受影响，没办完的一步没有留下。"
_FULL = f"磁盘满了，或超过了限额。{_AGAIN}请腾出空间，再运行一次同样的命令，会接着办。"
_NO_WRITING = (
    f"办公室所在的文件夹或数据库不能写。{_AGAIN}"
    "请检查磁盘是不是只读、当前用户有没有写权限，改好后再运行一次同样的命令。"
)
_BROKEN = (
    f"磁盘读写出错。{_AGAIN}可能是磁盘坏了或网络盘断开：请先把办公室文件夹整个复制到别处，"
    "查好磁盘后运行 shoufa sanity 核对，再运行一次同样的命令。"
)
_CORRUPT = (
    "数据库文件损坏，已停止，没有再写。请保留现在的文件夹，用最近的备份恢复（shoufa restore），"
    "再把备份以后的文件重新放入 收文/。"
)
_GONE = (
    "数据库文件 {} 在运行中被删除或换掉，已停止，没有再写。请关闭所有收发程序；"
    "找回原来的文件或用备份恢复（shoufa restore），再运行一次同样的命令。"
)
_SERVER = f"数据库服务器断开了。{_AGAIN}请确认服务器已启动、网络通畅，再运行一次同样的命令。"
_TOO_MANY = f"打开的文件太多，或内存不够。{_AGAIN}请关闭别的程序，再运行一次同样的命令。"

_BY_ERRNO = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), _FULL),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), _NO_WRITING),
    **dict.fromkeys((errno.EIO, errno.ESTALE, errno.ENODEV, errno.ENXIO), _BROKEN),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE, errno.ENOMEM), _TOO_MANY),
}
_BY_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _NO_WRITING,
    sqlite3.SQLITE_CANTOPEN: _NO_WRITING,
    sqlite3.SQLITE_PERM: _NO_WRITING,
    sqlite3.SQLITE_IOERR: _BROKEN,
    sqlite3.SQLITE_CORRUPT: _CORRUPT,
    sqlite3.SQLITE_NOTADB: _CORRUPT,
    sqlite3.SQLITE_NOMEM: _TOO_MANY,
}
_STAMP = 'shoufa.file'


def place_fault(error: BaseException) -> CannotStart | None:
    """The error as it is told to people, None where it is no fault of the surroundings but ours.

    >>> place_fault(OSError(errno.ENOSPC, '')).message[:4]
    '磁盘满了'
    """
    if isinstance(error, CannotStart):
        return error
    if isinstance(error, OSError):
        message = _BY_ERRNO.get(error.errno or 0)
    elif isinstance(error, DBAPIError):
        origin = error.orig
        message = _SERVER if error.connection_invalidated else _sqlite_to_message(origin)
        message = message or _server_to_message(origin)
    else:
        message = _sqlite_to_message(error)
    return CannotStart(message) if message else None


def _sqlite_to_message(error: BaseException | None) -> str | None:
    """By the first byte of SQLite's code; of the rest one tells that its shared memory has no room."""
    code = getattr(error, 'sqlite_errorcode', 0)
    return _FULL if code == sqlite3.SQLITE_IOERR_SHMSIZE else _BY_SQLITE.get(code & 0xFF)


def _server_to_message(error: BaseException | None) -> str | None:
    """PostgreSQL's classes 08 (connection), 57P (shut down), 53 (no room), 25006 (read-only)."""
    state = getattr(error, 'sqlstate', None) or ''
    if state.startswith(('08', '57P')):
        return _SERVER
    if state.startswith('53'):
        return _FULL
    return _NO_WRITING if state == '25006' else None


def watch_file(engine: Engine, path: Path) -> None:
    """See before each transaction that the database is the file it was when it was opened.

    Where it was removed or another put in its place, SQLite goes on writing into what nobody will find again.
    The begin of a transaction raises CannotStart then.
    """

    def remember(_: object, pooled: Any) -> None:
        pooled.info[_STAMP] = _stamp(path)

    def compare(connection: Any) -> None:
        if connection.info.get(_STAMP) != _stamp(path):
            connection.invalidate()
            raise CannotStart(_GONE.format(path.name))

    event.listen(engine, 'connect', remember)
    event.listen(engine, 'begin', compare)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def faults_told() -> Iterator[None]:
    """Let what goes wrong around us leave the block as CannotStart, and everything else as it is."""
    try:
        yield
    except Exception as error:
        fault = place_fault(error)
        if fault is None:
            raise
        raise fault from error
