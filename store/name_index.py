"""The index of names in one file that processes map and share; only speed is lost with it."""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ledger.blocks import Block

FILE = 'names.idx'
_MAGIC = b'shoufa names\n'
_START = struct.Struct(f'<{len(_MAGIC)}sQI')
"""The magic words, the length of the head and the checksum of all that follows."""

_ALIGNED = 64


def save(block: Block, serial: int, mark: str, folder: Path) -> None:
    """Write a block so that it is there whole or not at all.

    serial is the state of the ledger it tells, mark what it was built with (block_mark).

    Raises:
        OSError: the folder cannot be written.
    """
    from ledger.blocks import block_to_arrays

    arrays = block_to_arrays(block)
    listed = {name: [array.dtype.str, len(array)] for name, array in arrays.items()}
    told = {'serial': serial, 'mark': mark, 'counties': block.counties, 'arrays': listed}
    head = json.dumps(told).encode()
    parts = [head + b' ' * (-(len(head) + _START.size) % _ALIGNED)]
    parts += [_aligned(array.tobytes()) for array in arrays.values()]
    check = 0
    for part in parts:
        check = zlib.crc32(part, check)
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f'.{FILE}.{os.getpid()}.tmp'
    try:
        with partial.open('wb') as stream:
            stream.write(_START.pack(_MAGIC, len(parts[0]), check))
            stream.writelines(parts)
        partial.replace(folder / FILE)
    finally:
        partial.unlink(missing_ok=True)


def _aligned(data: bytes) -> bytes:
    return data + bytes(-len(data) % _ALIGNED)


def load(mark: str, folder: Path) -> tuple[Block, int] | None:
    """The block saved there and the state of the ledger it tells, mapped and not read.

    None where there is none, it was built with something else, or it is damaged.
    """
    from ledger.blocks import arrays_to_block

    try:
        with (folder / FILE).open('rb') as stream:
            mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        magic, length, check = _START.unpack_from(mapped)
        if magic != _MAGIC or zlib.crc32(memoryview(mapped)[_START.size :]) != check:
            return None
        start = _START.size + length
        told = json.loads(mapped[_START.size : start])
        if told['mark'] != mark:
            return None
        return arrays_to_block(told['counties'], _arrays(mapped, told['arrays'], start)), told['serial']
    except (OSError, ValueError, KeyError, struct.error):
        return None


def _arrays(mapped: mmap.mmap, listed: dict[str, list[Any]], start: int) -> dict[str, Any]:
    import numpy as np

    arrays = {}
    for name, (kind, count) in listed.items():
        arrays[name] = np.frombuffer(mapped, np.dtype(kind), count, start)
        start += -(-arrays[name].nbytes // _ALIGNED) * _ALIGNED
    return arrays
