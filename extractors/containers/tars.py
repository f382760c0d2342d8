"""Tar archives, and what gzip, bzip2 and xz packed: a tar or one file."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import IO, Any

from extractors.containers import room
from extractors.containers.names import bytes_to_name
from extractors.containers.taken import BROKEN, CHUNK, Fault, Piece, Said, Taken
from model.errors import Damaged, Unsupported

_OPENERS: dict[str, Callable[[Path, str], Any]] = {
    'gz': gzip.open,
    'bz2': bz2.open,
    'xz': lzma.open,
    'tar': open,
}
_BROKEN = (tarfile.TarError, OSError, EOFError, zlib.error, lzma.LZMAError)
_GZIP_HEAD_BYTES = 2**17
_GZIP_EXTRA, _GZIP_NAME, _GZIP_COMMENT = 4, 8, 16
_SIGN, _SIGN_AT = b'ustar', 257


def take(path: Path, file: str, kind: str) -> Iterator[Taken]:
    """The files of a tar, packed as a whole or not; or the one file that is packed and no tar."""
    try:
        yield from _take(path, file, kind)
    except _BROKEN as error:
        raise Damaged(BROKEN) from error


def _take(path: Path, file: str, kind: str) -> Iterator[Taken]:
    yield from (Said(bytes_to_name(text)) for text in (_gzip_texts(path) if kind == 'gz' else ()))
    with _OPENERS[kind](path, 'rb') as stream:
        is_tar = stream.read(_SIGN_AT + len(_SIGN)).endswith(_SIGN)
    with _OPENERS[kind](path, 'rb') as stream:
        if is_tar or kind == 'tar':
            yield from _take_tar(stream)
        else:
            yield Piece(_unpacked_name(file), _chunks(stream))


def _unpacked_name(file: str) -> str:
    """'b.csv' for 'a/b.csv.gz'."""
    name = PurePath(file).name
    return PurePath(name).stem if PurePath(name).suffix.lower() in {'.gz', '.bz2', '.xz'} else name


def _gzip_texts(path: Path) -> list[bytes]:
    """The name that a file had before it was packed, and its comment (RFC 1952, 2.3)."""
    with path.open('rb') as stream:
        head = stream.read(_GZIP_HEAD_BYTES)
    flags, rest = head[3] if len(head) > 10 else 0, head[10:]
    if flags & _GZIP_EXTRA:
        rest = rest[2 + int.from_bytes(rest[:2], 'little') :]
    count = bool(flags & _GZIP_NAME) + bool(flags & _GZIP_COMMENT)
    return rest.split(b'\0', count)[:count]


def _take_tar(stream: IO[bytes]) -> Iterator[Taken]:
    count = 0
    with tarfile.open(fileobj=stream, mode='r|', encoding='utf-8', errors='surrogateescape') as archive:
        for info in archive:
            name = bytes_to_name(info.name.encode('utf-8', 'surrogateescape'))
            if info.isdir():
                yield Said(name)
                continue
            count += 1
            room.check_count(count)
            member = archive.extractfile(info) if info.isreg() else None
            if member is None:
                yield Fault(name, Unsupported("是链接或设备，不是文件本身；请放入文件"))
            else:
                yield Piece(name, _chunks(member))


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """What a stream holds; where the packing is broken, so is the file."""
    try:
        while chunk := stream.read(CHUNK):
            yield chunk
    except _BROKEN as error:
        raise Damaged(BROKEN) from error
