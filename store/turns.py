"""Turns between processes: a named lock that one process holds and that dies with it.

An office in a file locks files in a folder (flock), one on PostgreSQL its session's advisory locks, so that
every machine of the office waits for the same turn. No turn is part of a transaction.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

_LOOKS_AGAIN_AFTER = 0.02


class Held(Protocol):
    """A turn that this process has."""

    def is_held(self) -> bool:
        """Whether it is ours still: a server that went away has taken it back."""

    def release(self) -> None:
        """Let the next one have it."""


@dataclass(frozen=True, slots=True)
class _OnFile:
    handle: int

    def is_held(self) -> bool:
        return True

    def release(self) -> None:
        os.close(self.handle)


@dataclass(frozen=True, slots=True)
class _AtServer:
    connection: Connection
    key: int

    def is_held(self) -> bool:
        try:
            self.connection.execute(text('select 1'))
        except DBAPIError:
            return False
        return not self.connection.invalidated

    def release(self) -> None:
        try:
            self.connection.execute(text('select pg_advisory_unlock(:key)'), {'key': self.key})
        except DBAPIError:
            self.connection.invalidate()
        finally:
            self.connection.close()


def try_turn(engine: Engine, folder: Path, name: str) -> Held | None:
    """The turn of this name if nobody has it, else None; an office in a file keeps its locks in folder."""
    return _try_file(folder, name) if engine.dialect.name == 'sqlite' else _try_server(engine, name)


@contextmanager
def turn(engine: Engine, folder: Path, name: str) -> Iterator[None]:
    """Wait for the turn of this name, however long, and have it while the block runs."""
    if engine.dialect.name == 'sqlite':
        held = _lock_file(folder, name, fcntl.LOCK_EX)
    else:
        while (at_server := _try_server(engine, name)) is None:
            time.sleep(_LOOKS_AGAIN_AFTER)
        held = at_server
    try:
        yield
    finally:
        held.release()


def is_taken(engine: Engine, folder: Path, name: str) -> bool:
    """Whether some process that lives has this turn."""
    held = try_turn(engine, folder, name)
    if held:
        held.release()
    return held is None


def _try_file(folder: Path, name: str) -> Held | None:
    try:
        return _lock_file(folder, name, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None


def _lock_file(folder: Path, name: str, how: int) -> Held:
    """The lock of a file; raises BlockingIOError where it is not to be waited for and taken."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / f'{name}.lock', os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(handle, how)
    except BaseException:
        os.close(handle)
        raise
    return _OnFile(handle)


def _try_server(engine: Engine, name: str) -> Held | None:
    digest = hashlib.sha256(f'shoufa/{name}'.encode()).digest()
    key = int.from_bytes(digest[:8], signed=True)
    connection = engine.connect().execution_options(isolation_level='AUTOCOMMIT')
    try:
        if connection.execute(text('select pg_try_advisory_lock(:key)'), {'key': key}).scalar():
            return _AtServer(connection, key)
    except BaseException:
        connection.close()
        raise
    connection.close()
    return None
