"""Zip archives as people send them: names in any encoding, passwords of both kinds."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractors.containers import room
from extractors.containers.names import bytes_to_name, zip_name
from extractors.containers.taken import BROKEN, CHUNK, Fault, Piece, Said, Taken, needs_password
from extractors.readers import guard
from model.errors import BadInput, Damaged, Encrypted, TooLarge, Unsupported

_ENCRYPTED, _STRONG, _UTF_8 = 1 << 0, 1 << 6 | 1 << 13, 1 << 11  # APPNOTE 4.4.4
_AES = 99
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, _AES)
_WRONG_KEY = (
    *(RuntimeError, ValueError, OSError, EOFError, struct.error),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
)
"""What unpacking raises of bytes that were made plain with a wrong key."""


def take(path: Path, password: str | None) -> Iterator[Taken]:
    """The files of a zip; raises Encrypted ('needs_password'), TooLarge, Damaged and what zipfile raises."""
    try:
        opened = _archive(path)
    except zipfile.BadZipFile as error:
        raise Damaged(BROKEN) from error
    with opened as archive:
        members = [(_name(info), info) for info in archive.infolist()]
        yield from (Said(name) for name, _ in members)
        yield from (Said(bytes_to_name(text)) for text in _comments(archive))
        wanted = [(name, info) for name, info in members if info.file_size or not name.endswith('/')]
        room.check_count(len(wanted))
        _check_sizes([info for _, info in members], path.stat().st_size)
        archive.setpassword(_password(archive, [info for _, info in wanted], password))
        for name, info in wanted:
            yield _take_one(archive, name, info)


def _comments(archive: Any) -> list[bytes]:
    return [archive.comment, *(info.comment for info in archive.infolist())]


def _archive(path: Path) -> Any:
    """The zip; where it is locked by the library that knows both ways to lock, which takes longer to load."""
    archive = zipfile.ZipFile(path)
    if not any(info.flag_bits & _ENCRYPTED for info in archive.infolist()):
        return archive
    archive.close()
    import pyzipper

    try:
        return pyzipper.AESZipFile(path)
    except pyzipper.BadZipFile as error:
        raise zipfile.BadZipFile from error


def _name(info: Any) -> str:
    is_utf_8 = bool(info.flag_bits & _UTF_8)
    return zip_name(info.orig_filename, info.extra, is_utf_8=is_utf_8).replace('\\', '/')


def _check_sizes(infos: list[Any], size: int) -> None:
    """Members that share bytes, each small, expand without end; their packed sizes tell of it."""
    packed = sum(info.compress_size for info in infos)
    if packed > size:
        raise Damaged("内部的文件互相重叠，可能被人动过手脚，已停止；请与来文单位核实，请对方重新压缩")
    room.check_promise(sum(info.file_size for info in infos), packed)


def _password(archive: Any, infos: list[Any], password: str | None) -> bytes | None:
    """The password's bytes, in the encoding of the program that packed; None where none is needed."""
    locked = [info for info in infos if info.flag_bits & _ENCRYPTED]
    if not locked:
        return None
    if any(info.flag_bits & _STRONG for info in locked):
        raise Encrypted("用了少见的加密方法，打不开；请用原来的压缩软件解压后再放入")
    if not password:
        raise needs_password(was_given=False)
    smallest = min(locked, key=lambda info: (info.file_size == 0, info.file_size))
    for encoding in ('utf-8', 'gb18030'):
        if _opens(archive, smallest, password.encode(encoding, 'replace')):
            return password.encode(encoding, 'replace')
    raise needs_password(was_given=True)


def _opens(archive: Any, info: Any, password: bytes) -> bool:
    """Whether the member comes out whole: the check of old encryption is one byte, the sum is what tells."""
    try:
        with archive.open(info, pwd=password) as member:
            while member.read(CHUNK):
                pass
    except NotImplementedError:
        return True  # the packing is the fault, told of each member
    except _WRONG_KEY:
        return False
    return True


def _take_one(archive: Any, name: str, info: Any) -> Piece | Fault:
    if stat.S_ISLNK(info.external_attr >> 16):
        return Fault(name, Unsupported("是链接，不是文件本身；请放入它指向的文件"))
    if info.compress_type not in _PACKINGS:
        return Fault(name, Unsupported("用了少见的压缩方法，取不出来；请用原来的压缩软件解压后再放入"))
    return Piece(name, _expand(archive, info))


def _expand(archive: Any, info: Any) -> Iterator[bytes]:
    try:
        with archive.open(info) as member:
            while chunk := member.read(CHUNK):
                yield chunk
    except (BadInput, MemoryError):
        raise
    except Exception as error:  # pyzipper has no class for a failed seal
        told = guard.foreign_to_ours(error)
        if isinstance(told, TooLarge):
            raise told from error
        if info.flag_bits & _ENCRYPTED:
            raise Encrypted(
                "用给的密码取不出来，可能另有密码；请用它的密码解压后放入，或请来文单位重新发一份"
            ) from error
        raise Damaged("在压缩包里已损坏，取不出来；请让来文单位重新发一份") from error
