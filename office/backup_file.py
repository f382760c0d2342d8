"""A backup: one .zip of everything that is the office's, and a list of its members by hash."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, NamedTuple

from model.errors import CannotStart, Damaged

LIST = '备份清单.json'
DATABASE = '数据库/shoufa.db'
FILES = '办公室'
FORMAT = 1
PIECE = 1 << 20


class Member(NamedTuple):
    """One file of a backup: its path there, its hash and its size in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself.

    made_at is Beijing time in ISO; database is what it was copied from; lines are counted by table; ledger is
    the hash of store.ledger_hash; record is the number and hash of the last line of the record, None before
    it was chained; left_out tells in Chinese what is not in it.
    """

    program: str
    made_at: str
    office: str
    database: str
    schema: str
    lines: dict[str, int]
    ledger: str
    record: tuple[int, str] | None
    left_out: tuple[str, ...]
    members: tuple[Member, ...]


def manifest_to_bytes(manifest: Manifest) -> bytes:
    """As it lies in the backup."""
    told = {'format': FORMAT, **asdict(manifest), 'members': [one._asdict() for one in manifest.members]}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


@contextmanager
def open_backup(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup, opened, with its list.

    Raises:
        Damaged: it is no backup of ours, or not whole.
        CannotStart: a newer program made it.
    """
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(zipfile.ZipFile(path))
            manifest = _read_manifest(archive, path)
        except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error, zipfile.BadZipFile) as error:
            raise Damaged(
                f"“{path.name}”打不开或不完整，不是收发的备份，没有改动任何东西。请换一份备份。"
            ) from error
        yield archive, manifest


def _read_manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    told: dict[str, Any] = json.loads(archive.read(LIST))
    if told.pop('format') > FORMAT:
        raise CannotStart(f"“{path.name}”是较新版本的程序做的备份，本程序不能恢复。请改用较新的程序。")
    members = tuple(Member(**one) for one in told.pop('members'))
    record = tuple(told.pop('record') or ()) or None
    known = {key: told[key] for key in Manifest.__slots__ if key in told}
    left_out = tuple(known.pop('left_out'))
    return Manifest(**known, left_out=left_out, record=record, members=members)


def check_members(archive: zipfile.ZipFile, manifest: Manifest) -> Iterator[Member]:
    """Each member whose bytes are those of the list, after it was read whole.

    Raises:
        Damaged: a member is missing, too many, changed, or named so that it would lie elsewhere.
    """
    names = [one for one in archive.namelist() if one != LIST]
    listed = [member.path for member in manifest.members]
    if sorted(names) != sorted(listed) or len(set(listed)) < len(listed) or not all(map(_is_safe, listed)):
        raise Damaged("备份里的文件和清单对不上，可能不完整或被改动过。请换一份备份。")
    for member in manifest.members:
        for _ in checked_pieces(archive, member):
            pass
        yield member


def checked_pieces(archive: zipfile.ZipFile, member: Member) -> Iterator[bytes]:
    """A member's bytes piece by piece.

    Raises:
        Damaged: they are not those of the list; told after the last piece.
    """
    told, left = hashlib.sha256(), member.size
    try:
        with archive.open(member.path) as stream:
            while piece := stream.read(PIECE):
                told.update(piece)
                left -= len(piece)
                if left < 0:
                    break
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise _changed(member) from error
    if left or told.hexdigest() != member.sha256:
        raise _changed(member)


def _changed(member: Member) -> Damaged:
    return Damaged(f"备份里的“{member.path}”坏了或被改动过，没有恢复任何东西。请换一份备份。")


def _is_safe(path: str) -> bool:
    """Whether a member lies inside the folder it is put in, on every system."""
    parts, elsewhere = PurePosixPath(path).parts, PureWindowsPath(path)
    inside = path == DATABASE or (len(parts) > 1 and parts[0] == FILES)
    plain = '/'.join(parts) == path and '\0' not in path
    return inside and plain and '..' not in elsewhere.parts and not elsewhere.anchor
