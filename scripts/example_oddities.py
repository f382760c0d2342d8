"""What else lies in an inbox: a scan and files that nobody can open."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

from PIL import Image, ImageDraw

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def scan_jpg() -> bytes:
    """A page with a table seen from afar: rules and grey bars for lines of writing, no text."""
    page = Image.new('L', (620, 877), 250)
    pen = ImageDraw.Draw(page)
    pen.rectangle((190, 70, 430, 92), fill=60)
    for row in range(16):
        y = 130 + row * 40
        pen.line((60, y, 560, y), fill=30, width=2)
        for col, wide in enumerate((70, 110, 60, 40)):
            if row < 15 and (row * 7 + col * 3) % 5:
                pen.rectangle((70 + col * 125, y + 15, 70 + col * 125 + wide, y + 25), fill=90)
    for x in range(60, 561, 125):
        pen.line((x, 130, x, 730), fill=30, width=2)
    buffer = io.BytesIO()
    page.save(buffer, 'JPEG', quality=60)
    return buffer.getvalue()


def truncated(package: bytes) -> bytes:
    """A file whose transfer broke off."""
    return package[: len(package) * 3 // 5]


def encrypted_docx() -> bytes:
    """What Word writes when a password is set, the names of its streams right and noise inside."""
    streams = [
        ('EncryptionInfo', struct.pack('<HHI', 4, 4, 0x40) + b'<encryption/>' + bytes(4096 - 21)),
        ('EncryptedPackage', struct.pack('<Q', 4000) + bytes((n * 73 + 41) % 256 for n in range(4088))),
    ]
    return _compound_file(streams)


def _entry(name: str, kind: int, start: int, size: int, links: Sequence[int]) -> bytes:
    """A directory entry of 128 bytes; links are left, right and child."""
    text = name.encode('utf-16-le') + b'\0\0'
    return (
        text.ljust(64, b'\0')
        + struct.pack('<HBB3I', len(text), kind, 1, *links)
        + bytes(36)
        + struct.pack('<IQ', start, size)
    )


def _compound_file(streams: Sequence[tuple[str, bytes]]) -> bytes:
    """An OLE compound file (MS-CFB): a FAT sector, a directory sector, two streams of whole sectors."""
    table, starts = [_FAT, _END], []
    for _, content in streams:
        starts.append(len(table))
        table += range(len(table) + 1, len(table) + len(content) // _SECTOR)
        table.append(_END)
    first, second = (
        (name, start, len(content)) for (name, content), start in zip(streams, starts, strict=True)
    )
    directory = (
        _entry('Root Entry', 5, _END, 0, (_FREE, _FREE, 1))
        + _entry(first[0], 2, first[1], first[2], (_FREE, 2, _FREE))
        + _entry(second[0], 2, second[1], second[2], (_FREE, _FREE, _FREE))
        + _entry('', 0, 0, 0, (_FREE, _FREE, _FREE))
    )
    header = (
        bytes.fromhex('d0cf11e0a1b11ae1') + bytes(16) + struct.pack('<5H', 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
        + struct.pack('<IIIIIIIII', 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    )  # fmt: skip
    fat = struct.pack(f'<{len(table)}I', *table).ljust(_SECTOR, b'\xff')
    return header.ljust(_SECTOR, b'\xff') + fat + directory + b''.join(content for _, content in streams)
