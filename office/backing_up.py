"""Everything that is the office's in one file, made while others work on, and read back before it counts.

The database is copied first: whatever it speaks of lies in 存档/ by then, and what came in since is left to
the next backup.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import tomlkit

from model.errors import CannotStart, NotAnOffice, UsageFault
from model.office import Office
from office.backup_file import (
    DATABASE,
    FILES,
    LIST,
    Manifest,
    Member,
    check_members,
    manifest_to_bytes,
    open_backup,
)
from office.config import SETTINGS, Rooms, load_office
from office.inbox import file_to_sha256
from office.whole_office import Own, own_files
from store.kept_files import half_received, kept_files, stopped_hashes
from store.pouring import address_without_password
from store.snapshot import Told, plain_look, take_snapshot, tell

Through = Callable[[Sequence[Path]], AbstractContextManager[Iterable[Path]]]
"""Lets the caller see how far it is: gives the same files while a bar moves."""

_LARGE = 64 << 20
_DENSE = {'.docx', '.xlsx', '.pptx', '.ofd', '.pdf', '.zip', '.rar', '.7z', '.jpg', '.jpeg', '.png', '.gz'}
"""What a second compression makes no smaller."""

_PASSWORD = re.compile(r'(://[^:/@\s"\']*):[^@\s"\']*@')


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was made: its file, size in bytes, list; faults are files that are not as registered."""

    file: Path
    size: int
    manifest: Manifest
    faults: tuple[str, ...]


class _Copied(NamedTuple):
    """The copy of the database: its file, when it was begun (seconds of the epoch), what it says.

    originals is the hash of each file that must lie in 存档/, stopped are hashes that nobody may copy, coming
    those of files that were on their way into 存档/.
    """

    file: Path
    began: float
    told: Told
    originals: dict[str, str]
    stopped: set[str]
    coming: set[str]


def back_up(root: Path, target: Path, now: dt.datetime, through: Through = nullcontext) -> BackedUp:
    """Write everything that is the office's into one new file, whole or not at all.

    The database keeps the schema it has. A folder as target gets a file named by the moment.

    Raises:
        NotAnOffice, BadSetting: the folder has no office, or its settings are wrong.
        UsageFault: the target exists, or lies inside the office.
        CannotStart: the database cannot be copied, or the disk does not take the file.
    """
    rooms = Rooms(root)
    if not (root / SETTINGS).is_file():
        raise NotAnOffice(f"“{root}”里没有办公室（缺 {SETTINGS}）。请用 --office 指明办公室所在文件夹。")
    office = load_office(root / SETTINGS)
    target = _target(rooms, target, now)
    copy = target.with_name(f'.{target.name}.db')
    try:
        with _new_file(target) as partial:
            copied = _copy_database(office.database or rooms.database, copy)
            manifest, faults = _write(partial, rooms, office, copied, now, through)
            with open_backup(partial) as (archive, again):
                read = sum(1 for _ in check_members(archive, again))
            assert read == len(manifest.members)
    except OSError as error:
        raise CannotStart(
            f"备份没有写成：{error.strerror or error}。原来的数据没有动。"
            "请确认磁盘有空间、可以写，再运行一次。"
        ) from error
    finally:
        copy.unlink(missing_ok=True)
    return BackedUp(target, target.stat().st_size, manifest, faults)


def _copy_database(where: Path | str, copy: Path) -> _Copied:
    began = time.time()
    take_snapshot(where, copy)
    with plain_look(copy) as connection:
        stopped = stopped_hashes(connection)
        kept = [one for one in kept_files(connection) if one.sha256 not in stopped]
        coming = set(half_received(connection))
    originals = {f'存档/{one.path}': one.sha256 for one in kept}
    return _Copied(copy, began, tell(copy), originals, stopped, coming)


def _target(rooms: Rooms, target: Path, now: dt.datetime) -> Path:
    if target.is_dir():
        target /= f'收发备份-{now:%Y%m%d-%H%M%S}.zip'
    if target.resolve().is_relative_to(rooms.root.resolve()):
        raise UsageFault("备份不能放在办公室文件夹里：文件夹坏了，备份也没了。请写到别的磁盘上。")
    if target.exists():
        raise UsageFault(f"“{target}”已经有了，没有覆盖。请换一个名字，或写一个文件夹名，按时间起名。")
    if not target.parent.is_dir():
        raise UsageFault(f"文件夹“{target.parent}”不存在。请先建好再备份。")
    return target


@contextmanager
def _new_file(target: Path) -> Iterator[Path]:
    """A hidden file that only we can read, flushed and renamed at the end, gone where anything fails."""
    partial = target.with_name(f'.{target.name}.tmp')
    try:
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)
        yield partial
        with partial.open('rb+') as stream:
            os.fsync(stream.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(
    partial: Path, rooms: Rooms, office: Office, copied: _Copied, now: dt.datetime, through: Through
) -> tuple[Manifest, tuple[str, ...]]:
    own, told = own_files(rooms), copied.told
    with zipfile.ZipFile(partial, 'w', zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        archive.write(copied.file, DATABASE, compresslevel=1)
        members = [Member(DATABASE, file_to_sha256(copied.file), copied.file.stat().st_size)]
        refused = _add_files(archive, members, own, copied, through)
        manifest = Manifest(
            program=version('shoufa'),
            made_at=now.isoformat(),
            office=office.name,
            database='postgresql' if office.database else 'sqlite',
            schema=told.schema,
            lines=told.lines,
            ledger=told.ledger,
            record=told.record,
            left_out=tuple(_left_out(own, office)),
            members=tuple(members),
        )
        archive.writestr(LIST, manifest_to_bytes(manifest))
    held = {member.path.removeprefix(f'{FILES}/'): member.sha256 for member in members}
    return manifest, (*refused, *_not_as_registered(copied, own, held))


def _not_as_registered(copied: _Copied, own: Own, held: Mapping[str, str]) -> Iterator[str]:
    for name, sha256 in copied.originals.items():
        if name not in own.files:
            yield f"{name}：登记过，文件不在了"
        elif held.get(name, sha256) != sha256:
            yield f"{name}：和登记时的内容不一样"


def _add_files(
    archive: zipfile.ZipFile, members: list[Member], own: Own, copied: _Copied, through: Through
) -> list[str]:
    """Put the files in, a member each; gives those that could not be read."""
    refused = []
    names = {path: name for name, path in own.files.items()}
    with through(list(names)) as paths:
        for path in paths:
            try:
                added = _add(archive, names[path], path, copied)
            except (_Unreadable, UnicodeEncodeError):
                shown = names[path].encode(errors='backslashreplace').decode()
                refused.append(f"{shown}：读不出来或文件名有乱码，没能放进备份")
                continue
            if isinstance(added, Member):
                members.append(added)
            else:
                own.others[added] += 1
    return refused


class _Unreadable(Exception):
    """A file of the office could not be read."""


def _add(archive: zipfile.ZipFile, name: str, path: Path, copied: _Copied) -> Member | str:
    """Put one file in; 'later' or 'stopped' for one that does not belong in it.

    Raises:
        _Unreadable: it is gone, or another program keeps it.
        UnicodeEncodeError: nobody could write its name.
    """
    try:
        status = path.stat()
        data = path.read_bytes() if status.st_size <= _LARGE else None
        sha256 = file_to_sha256(path) if data is None else hashlib.sha256(data).hexdigest()
    except OSError as error:
        raise _Unreadable from error
    if sha256 in copied.stopped:
        return 'stopped'
    known = name in copied.originals or sha256 in copied.coming
    if name.startswith('存档/') and not known and status.st_mtime > copied.began:
        return 'later'
    if name == SETTINGS and data is not None:
        data = settings_without_password(data)
        sha256 = hashlib.sha256(data).hexdigest()
    member = Member(f'{FILES}/{name}', sha256, status.st_size if data is None else len(data))
    member.path.encode()
    kind = zipfile.ZIP_STORED if path.suffix.lower() in _DENSE else zipfile.ZIP_DEFLATED
    if data is None:
        archive.write(path, member.path, kind, 1)
    else:
        archive.writestr(member.path, data, kind)
    return member


def settings_without_password(data: bytes) -> bytes:
    """office.toml with every address of a database as it was, its password taken out."""
    document = tomlkit.parse(data.decode('utf-8-sig'))
    if document.get('database'):
        document['database'] = address_without_password(str(document['database']))
    return _PASSWORD.sub(r'\1@', tomlkit.dumps(document)).encode()


def _left_out(own: Own, office: Office) -> Iterator[str]:
    """What is not in the backup, and why, in Chinese."""
    others = own.others
    if others['inbox'] or others['inbox_shut']:
        count = f"{others['inbox']}个文件" if others['inbox'] else "（打不开，数不清有几个文件）"
        yield f"收文/ 里还没有收进来的{count}：没看过有没有密级，不能抄走"
    if others['stopped']:
        yield f"涉密停止的文件{others['stopped']}个"
    if others['later']:
        yield f"备份开始后才收进 存档/ 的文件{others['later']}个，下次备份会有"
    if others['databases']:
        yield "升级前留下的旧数据库"
    if others['links'] or others['special']:
        yield f"指向别处的链接和特殊文件{others['links'] + others['special']}个"
    if office.database and address_without_password(office.database) != office.database:
        yield "数据库服务器的密码：恢复后要重新填"
    yield "谁正登录着网页台；名称索引（会自动重建）"
