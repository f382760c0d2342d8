"""The blocks of a RAR, as far as they tell whether it is whole, locked, or one of several volumes.

bsdtar takes an archive that is cut between two files for one that ends there.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from extractors.containers.names import bytes_to_name
from extractors.secrecy import secrecy_mark_in_path
from model.errors import Damaged, Encrypted, SecrecyMark

_RAR_5, _RAR_4 = b'Rar!\x1a\x07\x01\0', b'Rar!\x1a\x07\0'
_BLOCK_4 = struct.Struct('<HBHH')
_MOST_BLOCKS = 100_000
_HEAD_BYTES = 4096
"""A header with a name as long as any system allows."""


class _Block(NamedTuple):
    """A block's type, its flags (of the archive header: the archive's own), and where the next one begins.

    name is a file's as it shows without the password, is_locked tells that its bytes need one.
    """

    kind: int
    flags: int
    end: int
    name: str = ''
    is_locked: bool = False


def is_volume(path: Path) -> bool:
    """Whether the archive is one of several volumes; raises Damaged, Encrypted."""
    first = next(_blocks(path), None)
    return first is not None and bool(first.flags & 1)


def check_ends(path: Path) -> None:
    """Raises SecrecyMark for a name that bears one, Damaged for an archive cut short, Encrypted."""
    size = path.stat().st_size
    last: _Block | None = None
    is_locked = False
    for number, block in enumerate(_blocks(path)):
        last, is_locked = block, is_locked or block.is_locked
        if secrecy_mark_in_path(block.name):
            raise SecrecyMark
        if block.end > size or number > _MOST_BLOCKS:
            raise _cut()
    if last is None or (last.kind == 2 and _is_5(path)):
        raise _cut()
    if is_locked:
        raise locked()


def _cut() -> Damaged:
    return Damaged("压缩包不完整，可能没有下载或拷贝完；请重新下载，或让来文单位重新发一份")


def _is_5(path: Path) -> bool:
    with path.open('rb') as file:
        return file.read(len(_RAR_5)) == _RAR_5


def _blocks(path: Path) -> Iterator[_Block]:
    """The blocks up to the archive's end block or the file's end."""
    with path.open('rb') as file:
        is_5 = file.read(len(_RAR_5)) == _RAR_5
        at = len(_RAR_5 if is_5 else _RAR_4)
        while block := (_block_5 if is_5 else _block_4)(file, at):
            yield block
            if block.kind == 5:
                return
            at = block.end


def _block_4(file: IO[bytes], at: int) -> _Block | None:
    """RAR 4 (technote.txt): checksum, type, flags, size, and of what has data its size; types as in RAR 5."""
    file.seek(at)
    head = file.read(_HEAD_BYTES)
    if not head:
        return None
    if len(head) < _BLOCK_4.size:
        raise _cut()
    _, kind, flags, size = _BLOCK_4.unpack_from(head)
    if kind == 0x73 and flags & 0x80:
        raise locked()
    if size < _BLOCK_4.size:
        raise _cut()
    has_data = flags & 0x8000 or kind in {0x74, 0x7A}
    data = int.from_bytes(head[_BLOCK_4.size : _BLOCK_4.size + 4], 'little') if has_data else 0
    named = {0x73: 1, 0x74: 2, 0x7B: 5}.get(kind, 3)
    name = _name_4(head, flags) if kind == 0x74 else ''
    return _Block(named, flags if named == 1 else 0, at + size + data, name, kind == 0x74 and bool(flags & 4))


def _name_4(head: bytes, flags: int) -> str:
    """A file's name; behind a zero it is told once more in a way of their own."""
    length = int.from_bytes(head[26:28], 'little')
    start = 40 if flags & 0x100 else 32
    return bytes_to_name(head[start : start + length].split(b'\0')[0])


def _block_5(file: IO[bytes], at: int) -> _Block | None:
    """RAR 5 (rarlab.com/technote.htm): checksum, size, type, flags, sizes of extra fields and of the data."""
    file.seek(at)
    head = file.read(_HEAD_BYTES)
    if not head:
        return None
    size, start = _number(head, 4)
    kind, place = _number(head, start)
    flags, place = _number(head, place)
    extra, place = _number(head, place) if flags & 1 else (0, place)
    data, place = _number(head, place) if flags & 2 else (0, place)
    if kind == 4:
        raise locked()
    own, _ = _number(head, place) if kind == 1 else (0, 0)
    if kind != 2:
        return _Block(kind, own, at + start + size + data)
    is_locked = _is_locked(head[start + size - extra : start + size])
    return _Block(kind, own, at + start + size + data, _name_5(head, place), is_locked)


def _name_5(head: bytes, place: int) -> str:
    """A file's name, behind its flags, size, attributes, perhaps time and sum, packing and system."""
    flags, place = _number(head, place)
    for _ in range(2):
        _, place = _number(head, place)
    place += 4 * (bool(flags & 2) + bool(flags & 4))
    for _ in range(2):
        _, place = _number(head, place)
    length, place = _number(head, place)
    return head[place : place + length].decode('utf-8', 'replace')


def _is_locked(extra: bytes) -> bool:
    """Whether one of a file's extra records (size, type) is that of encryption."""
    at = 0
    while at < len(extra):
        size, start = _number(extra, at)
        if _number(extra, start)[0] == 1:
            return True
        at = start + size
    return False


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and the place behind it."""
    value = shift = 0
    while at < len(data):
        value |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not data[at - 1] & 0x80:
            return value, at
    raise _cut()


def locked() -> Encrypted:
    """What is told of a .rar with a password."""
    return Encrypted("设了密码，这台机器上打不开带密码的 .rar；请用 WinRAR 等软件输入密码解压后再放入")
