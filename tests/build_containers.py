"""Archives and mails of our own making: a stored RAR 5, an Outlook message, a zip with names in GBK."""

from __future__ import annotations

import base64
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_SECTOR, _FREE, _END, _FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT, _CUTOFF = 1, 2, 5, 4096
Tree = Mapping[str, Any]
"""Streams (bytes) and storages (trees) by name."""


def rar(path: Path, files: Mapping[str, bytes], *, archive_flags: int = 0, extra: bytes = b'') -> Path:
    """A RAR 5 whose files are stored (rarlab.com/technote.htm)."""
    data = b'Rar!\x1a\x07\x01\0' + _rar_block(bytes([1, 0, archive_flags]))
    for name, content in files.items():
        raw = name.encode()
        flags = b'\x03' + _number(len(extra)) if extra else b'\x02'
        head = b'\x02' + flags + _number(len(content)) + b'\x04' + _number(len(content)) + b'\x20'
        head += zlib.crc32(content).to_bytes(4, 'little') + b'\0\0' + _number(len(raw)) + raw + extra
        data += _rar_block(head) + content
    path.write_bytes(data + _rar_block(b'\x05\0\0'))
    return path


def rar_4(path: Path, files: Mapping[bytes, bytes], *, archive_flags: int = 0, file_flags: int = 0) -> Path:
    """A RAR of before 2013 whose files are stored and whose names are bytes (technote.txt)."""
    data = b'Rar!\x1a\x07\0' + _rar_4_block(struct.pack('<BHH6x', 0x73, archive_flags, 13))
    for name, content in files.items():
        sizes = struct.pack('<IIBI', len(content), len(content), 2, zlib.crc32(content))
        head = sizes + struct.pack('<IBBHI', 0x5A810000, 20, 0x30, len(name), 0x20) + name
        data += _rar_4_block(struct.pack('<BHH', 0x74, 0x8000 | file_flags, 7 + len(head)) + head) + content
    path.write_bytes(data + _rar_4_block(struct.pack('<BHH', 0x7B, 0x4000, 7)))
    return path


def _rar_4_block(fields: bytes) -> bytes:
    return (zlib.crc32(fields) & 0xFFFF).to_bytes(2, 'little') + fields


def _rar_block(fields: bytes) -> bytes:
    sized = _number(len(fields)) + fields
    return zlib.crc32(sized).to_bytes(4, 'little') + sized


def _number(value: int) -> bytes:
    made = bytearray()
    while value > 0x7F:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*made, value])


def raw_zip(path: Path, files: Mapping[bytes, bytes], extra: bytes = b'') -> Path:
    """A zip whose names are these bytes, without a word on their encoding, as Windows writes it."""
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(files.items()):
            info = zipfile.ZipInfo('0' * (len(name) - 1) + str(number))
            info.extra = extra
            archive.writestr(info, content)
    data = path.read_bytes()
    for number, name in enumerate(files):
        data = data.replace(b'0' * (len(name) - 1) + str(number).encode(), name)
    path.write_bytes(data)
    return path


def mail(path: Path, head: str, *parts: str, kind: str = 'mixed') -> Path:
    """A mail of parts that are written out; words in it are UTF-8."""
    inner = ''.join(f'--X\n{part}\n' for part in parts)
    whole = f'{head}\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="X"\n\n{inner}--X--\n'
    path.write_bytes(whole.encode().replace(b'\n', b'\r\n'))
    return path


def part(kind: str, content: bytes, name: str = '', more: str = '') -> str:
    """A part in base64; with a name it is an attachment."""
    said = f'Content-Disposition: attachment; filename="{name}"\n' if name else ''
    coded = base64.encodebytes(content).decode()
    return f'Content-Type: {kind}\n{said}{more}Content-Transfer-Encoding: base64\n\n{coded}'


class _Chain:
    """Data cut into sectors of one size, and the table that says which follows which."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.data = b''
        self.table: list[int] = []

    def store(self, data: bytes) -> int:
        """The first sector of it."""
        count = -(-len(data) // self.size)
        first = len(self.table)
        self.table += [*range(first + 1, first + count), _END][-count:] if count else []
        self.data += data.ljust(count * self.size, b'\0')
        return first if count else _END


def _entries(tree: Tree, big: _Chain, small: _Chain) -> list[list[Any]]:
    """The directory: [name, kind, right, child, start, size] of each, the root first."""
    entries: list[list[Any]] = []

    def add(name: str, kind: int, content: Any, right: int) -> int:
        entry: list[Any] = [name, kind, right, _FREE, 0, 0]
        entries.append(entry)
        at = len(entries) - 1
        if kind == _STREAM:
            entry[4:] = (small if len(content) < _CUTOFF else big).store(content), len(content)
            return at
        for inner, value in content.items():
            entry[3] = add(inner, _STREAM if isinstance(value, bytes) else _STORAGE, value, entry[3])
        return at

    add('Root Entry', _ROOT, tree, _FREE)
    return entries


def ole_tree(path: Path, tree: Tree) -> Path:
    """An OLE file with storages in storages ([MS-CFB])."""
    big, small = _Chain(_SECTOR), _Chain(64)
    entries = _entries(tree, big, small)
    entries[0][4:] = big.store(small.data), len(small.data)
    mini = b''.join(number.to_bytes(4, 'little') for number in small.table)
    mini_start = big.store(mini.ljust(-(-len(mini) // _SECTOR) * _SECTOR, b'\xff'))
    directory = big.store(b''.join(map(_entry, entries)))
    count = -(-(len(big.table) + len(big.table) // 64 + 2) // 128)
    first = len(big.table)
    fat = [*big.table, *[_FAT] * count]
    fat += [_FREE] * (count * 128 - len(fat))
    sign = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
    header = struct.pack('<8s16x5H6xII', sign, 62, 3, 0xFFFE, 9, 6, 0, count)
    header += struct.pack('<7I', directory, 0, _CUTOFF, mini_start, -(-len(mini) // _SECTOR), _END, 0)
    header += struct.pack('<109I', *[first + i if i < count else _FREE for i in range(109)])
    path.write_bytes(header + big.data + struct.pack(f'<{len(fat)}I', *fat))
    return path


def _entry(fields: list[Any]) -> bytes:
    name, kind, right, child, start, size = fields
    wide = name.encode('utf-16-le')
    return struct.pack('<64sHBB3I16x20xIQ', wide, len(wide) + 2, kind, 1, _FREE, right, child, start, size)


def properties(
    texts: Mapping[int, str | bytes], fixed: Mapping[tuple[int, int], int], head: int
) -> dict[str, Any]:
    """The streams of a message or a part of one: texts and bytes by number, others by (number, kind)."""
    made: dict[str, Any] = {}
    for number, value in texts.items():
        is_text = isinstance(value, str)
        name = f'__substg1.0_{number:04X}{"001F" if is_text else "0102"}'
        made[name] = value.encode('utf-16-le') if isinstance(value, str) else value
    entries = [struct.pack('<HHIQ', kind, number, 6, value) for (number, kind), value in fixed.items()]
    made['__properties_version1.0'] = bytes(head) + b''.join(entries)
    return made
