"""Old workbooks (.xls, BIFF8: [MS-XLS]) built from records, so that a test shows what it reads."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

from tests.build_ole import ole_file

GLOBALS, SHEET = 0x05, 0x10


def record(code: int, data: bytes = b'') -> bytes:
    """One record."""
    return struct.pack('<HH', code, len(data)) + data


def wide(text: str, count: str = 'H') -> bytes:
    """A string with its length in characters before it."""
    return struct.pack(f'<{count}B', len(text), 1) + text.encode('utf-16-le')


def label(row: int, col: int, text: str) -> bytes:
    """A cell with a text."""
    return record(0x0204, struct.pack('<3H', row, col, 0) + wide(text))


def number(row: int, col: int, value: float, style: int = 0) -> bytes:
    """A cell with a number; style counts the formats that `xls` was given, from 1."""
    return record(0x0203, struct.pack('<3Hd', row, col, style, value))


def error(row: int, col: int, value: int) -> bytes:
    """A cell with an error: 0x2A is #N/A."""
    return record(0x0205, struct.pack('<3H2B', row, col, 0, value, 1))


def formula(row: int, col: int, tokens: bytes, result: float | None, style: int = 0) -> bytes:
    """A formula with its last value; None is the blank text that programs store that do not calculate."""
    stored = b'\x03\0\0\0\0\0\xff\xff' if result is None else struct.pack('<d', result)
    data = struct.pack('<3H', row, col, style) + stored + struct.pack('<HIH', 0, 0, len(tokens)) + tokens
    return record(0x06, data)


def shared(first: int, last: int, col: int, tokens: bytes) -> bytes:
    """The tokens that formulas of one column share; it follows the first of them."""
    return record(0x04BC, struct.pack('<2H4BH', first, last, col, col, 0, 2, len(tokens)) + tokens)


def merges(*ranges: tuple[int, int, int, int]) -> bytes:
    """Merged cells as (first row, last row, first column, last column)."""
    return record(
        0xE5, struct.pack('<H', len(ranges)) + b''.join(struct.pack('<4H', *each) for each in ranges)
    )


def hidden_row(row: int) -> bytes:
    """A row's own record, hidden."""
    return record(0x0208, struct.pack('<6HI', row, 0, 1, 255, 0, 0, 0x20))


def hidden_column(col: int) -> bytes:
    """A column's own record, hidden."""
    return record(0x7D, struct.pack('<5Hxx', col, col, 2000, 0, 1))


def control(kind: int, anchor: Sequence[int], text: str = '', state: int | None = None) -> bytes:
    """An object of a drawing: kind as FtCmo has it, anchor as eight numbers, its state and its text."""
    place = bytes.fromhex('000010f012000000') + struct.pack('<9H', 0, *anchor)
    about = struct.pack('<HH3H12x', 0x15, 18, kind, 1, 0)
    if state is not None:
        about += struct.pack('<HHH6x', 0x12, 8, state)
    written = b''
    if text:
        data = struct.pack('<HH6xHH4x', 0, 0, len(text), 16)
        written = (
            record(0x01B6, data) + record(0x3C, b'\x01' + text.encode('utf-16-le')) + record(0x3C, bytes(16))
        )
    return record(0xEC, place) + record(0x5D, about + bytes(4)) + written


def xls(
    path: Path,
    *sheets: bytes,
    formats: Sequence[str | int] = (),
    states: Sequence[int] = (),
    more: bytes = b'',
    bare: bool = False,
) -> Path:
    """A workbook of sheets 表1, 表2 ... with these records; formats are texts, or numbers known by Excel.

    more stands among the book's own records; bare leaves out the container.
    """
    head = record(0x0809, struct.pack('<4H8x', 0x0600, GLOBALS, 0, 0)) + record(0x42, b'\xb0\x04') + more
    keys = [each if isinstance(each, int) else 164 + index for index, each in enumerate(formats)]
    for key, each in zip(keys, formats, strict=True):
        if isinstance(each, str):
            head += record(0x041E, struct.pack('<H', key) + wide(each))
    for key in (0, *keys):
        head += record(0xE0, struct.pack('<3H14x', 0, key, 0))
    names = [wide(f'表{index}', 'B') for index in range(1, len(sheets) + 1)]
    start = len(head) + sum(len(name) + 10 for name in names) + 4
    bodies = [
        record(0x0809, struct.pack('<4H8x', 0x0600, SHEET, 0, 0)) + each + record(0x0A) for each in sheets
    ]
    for index, name in enumerate(names):
        state = states[index] if index < len(states) else 0
        head += record(0x85, struct.pack('<I2B', start + sum(map(len, bodies[:index])), state, 0) + name)
    stream = head + record(0x0A) + b''.join(bodies)
    if bare:
        path.write_bytes(stream)
        return path
    return ole_file(path, {'Workbook': stream})
