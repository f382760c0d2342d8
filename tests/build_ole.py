"""OLE compound files as old Office and WPS write them ([MS-CFB]), to be read or broken by tests."""

import struct
from collections.abc import Mapping
from pathlib import Path

MAGIC = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
WORD_DOCUMENT = bytes.fromhex('0609020000000000c000000000000046')
"""The class id that Word gives the root of a .doc; WPS and others give their own."""


def ole_file(path: Path, streams: Mapping[str, bytes], class_id: bytes = bytes(16)) -> Path:
    """A container with these streams in its root; short ones lie in the mini stream, as the format asks."""
    big = {name: data for name, data in streams.items() if len(data) >= CUTOFF}
    small = {name: data for name, data in streams.items() if len(data) < CUTOFF}
    mini, mini_fat, starts = _chain(small.values(), MINI)
    entries = [_entry('Root Entry', 5, class_id=class_id)]
    parts = [mini, struct.pack(f'<{len(mini_fat)}I', *mini_fat), *big.values()]
    directory_size = (len(streams) + 1) * 128
    sectors, fat, places = _chain([bytes(directory_size), *parts], SECTOR)
    entries[0] = _entry('Root Entry', 5, places[1], len(mini), class_id, child=1 if streams else FREE)
    homes = dict(zip(small, starts, strict=True)) | dict(zip(big, places[3:], strict=True))
    for index, (name, data) in enumerate(streams.items(), start=1):
        following = index + 1 if index < len(streams) else FREE
        entries.append(_entry(name, 2, homes[name], len(data), right=following))
    fat_sectors = -(-(len(fat) + len(fat) // 100 + 2) // (SECTOR // 4))
    fat += [FAT] * fat_sectors
    fat += [FREE] * (fat_sectors * SECTOR // 4 - len(fat))
    first_fat = len(sectors) // SECTOR
    body = b''.join(entries).ljust(-(-directory_size // SECTOR) * SECTOR, b'\0')
    body += sectors[len(body) :]
    first_mini_fat, mini_fat_sectors = (places[2], -(-len(mini_fat) * 4 // SECTOR)) if mini_fat else (END, 0)
    header = struct.pack('<8s16x5H6xII', MAGIC, 62, 3, 0xFFFE, 9, 6, 0, fat_sectors)
    header += struct.pack('<7I', places[0], 0, CUTOFF, first_mini_fat, mini_fat_sectors, END, 0)
    header += struct.pack('<109I', *[first_fat + i if i < fat_sectors else FREE for i in range(109)])
    path.write_bytes(header + body + struct.pack(f'<{len(fat)}I', *fat))
    return path


def _chain(pieces, size):
    """Pieces laid out in sectors of this size: all bytes, the allocation table, and where each begins."""
    data = b''
    table: list[int] = []
    starts: list[int] = []
    for piece in pieces:
        count = -(-len(piece) // size)
        starts.append(len(table) if count else END)
        table += [*range(len(table) + 1, len(table) + count), END] if count else []
        data += piece.ljust(count * size, b'\0')
    return data, table, starts


def _entry(name, kind, start=END, size=0, class_id=bytes(16), right=FREE, child=FREE):
    """One directory entry; siblings hang on one another to the right, which every reader accepts."""
    spelled = name.encode('utf-16-le')
    return struct.pack(
        '<64sHBB3I16sI16xIQ', spelled, len(spelled) + 2, kind, 1, FREE, right, child, class_id, 0, start, size
    )
