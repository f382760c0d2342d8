"""A backup put into an empty folder (or an empty database of a server), every byte of it checked first."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from model.errors import CannotStart, Damaged, ShoufaError, UsageFault
from office import record_heads
from office.backup_file import DATABASE, Manifest, Member, check_members, checked_pieces, open_backup
from office.config import SETTINGS, Rooms, bytes_to_office
from office.inbox import file_to_sha256
from office.indexing import _kept as kept_indexes
from office.photographs import is_photograph
from store import audit, register
from store.engine import Connection, atomic, open_store
from store.kept_files import half_received
from store.pouring import pour_into_server
from store.schema import head, revisions
from store.snapshot import clean, tell

Through = Callable[[Sequence[Member]], AbstractContextManager[Iterable[Member]]]
"""Lets the caller see how far it is: gives the same members while a bar moves."""

_HALF = '.恢复中'


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back: the folder, the list of the backup, the schema now; notes are for a person."""

    root: Path
    manifest: Manifest
    schema: str
    notes: tuple[str, ...]


def restore(
    file: Path, folder: Path, now: dt.datetime, database: str | None = None, through: Through = nullcontext
) -> Restored:
    """Put a backup into a new or empty folder; with `database` its lines go to that address of PostgreSQL.

    Nothing is written before the hash of every member was found right; office.toml comes last, so that a
    folder whose restoring was cut off is no office.

    Raises:
        UsageFault: the file is not there, or the folder holds something.
        Damaged: it is no backup, or not as it was made.
        CannotStart: a newer program made it, the disk is full, or the server does not take it.
    """
    if not file.is_file():
        raise UsageFault(f"找不到备份“{file}”。请检查路径后再试。")
    _must_be_empty(folder)
    with open_backup(file) as (archive, manifest):
        _must_be_known(manifest)
        with through(manifest.members) as shown:
            for _ in zip(shown, check_members(archive, manifest), strict=True):
                pass
        half, fresh = folder / _HALF, not folder.exists()
        try:
            half.mkdir(parents=True)
            notes = _put_back(archive, manifest, half, now, database)
            _move_in(half, folder)
        except OSError as error:
            raise CannotStart(
                f"没有恢复成：{error.strerror or error}。请确认磁盘有空间、可以写，清空文件夹后再试。"
            ) from error
        finally:
            shutil.rmtree(half, ignore_errors=True)
            if fresh:
                with suppress(OSError):  # not empty: it is an office now
                    folder.rmdir()
    kept_indexes.clear()
    return Restored(folder, manifest, head(), notes)


def _must_be_empty(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageFault(f"“{folder}”是一个文件，不能恢复到这里。请换一个名字。")
    half = folder / _HALF
    if folder.is_dir() and any(path != half for path in folder.iterdir()):
        raise UsageFault(f"文件夹“{folder}”里已经有东西，没有改动。请恢复到新的或空的文件夹。")
    shutil.rmtree(half, ignore_errors=True)


def _must_be_known(manifest: Manifest) -> None:
    if manifest.schema not in revisions():
        raise CannotStart(
            f"这份备份是较新版本的程序做的（数据库{manifest.schema}，本程序只到{head()}），没有恢复。"
            "请先升级程序，再恢复。"
        )


def _put_back(
    archive: zipfile.ZipFile, manifest: Manifest, half: Path, now: dt.datetime, database: str | None
) -> tuple[str, ...]:
    """The whole office in the half-made folder, its database checked, of the newest schema and noted."""
    for member in manifest.members:
        target = half / ('shoufa.db' if member.path == DATABASE else member.path.partition('/')[2])
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open('xb') as stream:
            stream.writelines(checked_pieces(archive, member))
    path = Rooms(half).database
    told, meant = tell(path), (manifest.schema, manifest.lines, manifest.ledger, manifest.record)
    if told != meant and manifest.schema == head():  # of an earlier schema its own program counted otherwise
        raise Damaged("备份里的数据库和清单对不上，没有恢复任何东西。请换一份备份。")
    clean(path)
    _note(path, manifest, now)
    for old in half.glob('shoufa-*.db'):  # kept by the upgrade; the backup itself is that
        old.unlink()
    _settle_heads(half / record_heads.NAME, manifest)
    notes = tuple(_settle_settings(half / SETTINGS, database))
    if database:
        pour_into_server(path, database)
        path.unlink()
    for room in Rooms(half).all():
        room.mkdir(exist_ok=True)
    return notes


def _note(path: Path, manifest: Manifest, now: dt.datetime) -> None:
    """The record says itself that it goes on from a backup; originals that had just come in are taken up."""
    engine = open_store(path)
    try:
        with atomic(engine) as connection:
            for sha256, number in half_received(connection).items():
                _take_up(connection, Rooms(path.parent).archive, number, sha256)
            detail = {'made_at': manifest.made_at, 'program': manifest.program, 'schema': manifest.schema}
            audit.note(
                connection, actor='收发', act='restored', about=manifest.made_at, at=now, detail=detail
            )
    finally:
        engine.dispose()


def _take_up(connection: Connection, archive: Path, number: int, sha256: str) -> None:
    """An original in 存档/ of which its entry did not know yet is its; a photograph may be one of several."""
    found = list(archive.glob(f'{number:05}_*'))
    if len(found) == 1 and not is_photograph(found[0]) and file_to_sha256(found[0]) == sha256:
        register.change(connection, number, archived_as=found[0].name, state='stored')


def _settle_heads(path: Path, manifest: Manifest) -> None:
    """Heads of the record that were written after the database was copied tell of lines it does not have."""
    if path.is_file() and manifest.record:
        last = manifest.record[0]
        with path.open('rb') as stream:
            held = [line for line in stream if line[11:23].isdigit() and int(line[11:23]) <= last]
        path.write_bytes(b''.join(held))


def _settle_settings(path: Path, database: str | None) -> Iterator[str]:
    """office.toml told where its database is now; what a person should heed."""
    if not path.is_file():
        yield f"备份里没有 {SETTINGS}，请补上。"
        return
    try:
        document = tomlkit.parse(path.read_bytes().decode('utf-8-sig'))
        before = document.get('database')
        if database:
            document['database'] = database
        elif before:
            document.pop('database')
            yield "原来用数据库服务器，现在数据在 shoufa.db 里；要放回服务器，请加 --database 重新恢复。"
        data = tomlkit.dumps(document).encode()
        path.write_bytes(data)
        bytes_to_office(data, SETTINGS)
    except (TOMLKitError, UnicodeDecodeError, ShoufaError) as error:
        told = error.message if isinstance(error, ShoufaError) else "内容有错。"
        yield f"{SETTINGS} 现在用不了：{told}"


def _move_in(half: Path, folder: Path) -> None:
    """Everything to its place at once flushed to the disk, office.toml last."""
    os.sync()
    for entry in sorted(half.iterdir(), key=lambda one: one.name == SETTINGS):
        entry.replace(folder / entry.name)
    half.rmdir()
    os.sync()
