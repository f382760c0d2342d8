"""The records of an old workbook's stream ([MS-XLS] 2.1.4): a first look that no library has to survive."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.readers.sheets.xlsx_parts import MAX_CELLS, MAX_FILLED
from model.errors import Damaged, Encrypted, TooLarge

BOF = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
EOF, CONTINUE, FILEPASS, CODEPAGE = 0x0A, 0x3C, 0x2F, 0x42
BOUNDSHEET, SUPBOOK = 0x85, 0x01AE
_BLANK, _MULBLANK, _MULRK = frozenset({0x01, 0x0201}), 0xBE, 0xBD
_FILLED = frozenset({
    0x02, 0x03, 0x04, 0x05, 0x06, 0x0203, 0x0204, 0x0205, 0x0206, 0x0406, 0x027E, 0xD6, 0xFD,
})  # fmt: skip
_OWN_BOOK, _ADD_IN = b'\x01\x04', b'\x01\x3a'

_DAMAGED = "工作簿内部有错或不完整，读不了；请让来文单位重新发一份，或用 Excel、WPS 打开另存后再放入"


class Record(NamedTuple):
    """One record: its number and its bytes."""

    code: int
    data: bytes


class SheetStream(NamedTuple):
    """Where a sheet's records begin; kind 0 is a worksheet, 1 old macros, 2 a chart."""

    start: int
    kind: int


@dataclass(slots=True)
class BookFacts:
    """What the first look found; version is that of the first record (0x0600 for Excel 97 and later)."""

    version: int = 0
    sheets: list[SheetStream] = field(default_factory=list)
    has_codepage: bool = False
    has_links: bool = False
    has_macro_sheet: bool = False


def stream_to_records(stream: bytes, start: int) -> Iterator[Record]:
    """A substream's records from its BOF to its EOF, without those of a chart inside.

    Raises Damaged where the chain of records breaks.
    """
    depth = 0
    while True:
        if start + 4 > len(stream):
            raise Damaged(_DAMAGED)
        code, length = struct.unpack_from('<HH', stream, start)
        start += 4 + length
        if start > len(stream) or (depth == 0 and code not in BOF):
            raise Damaged(_DAMAGED)
        depth += (code in BOF) - (code == EOF)
        if depth == 0:
            return
        if depth == 1:
            yield Record(code, stream[start - length : start])


def look_over(stream: bytes) -> BookFacts:
    """The book's globals, and a count of its cells before anything is kept of them.

    Raises Damaged, Encrypted, TooLarge.
    """
    facts = BookFacts()
    for record in stream_to_records(stream, 0):
        _take_global(record, facts)
    cells = filled = 0
    for sheet in facts.sheets if facts.version >= 0x0500 else [SheetStream(0, 0)]:
        if sheet.kind == 0:
            its_cells, its_filled = _count_cells(stream, sheet.start)
            cells, filled = cells + its_cells, filled + its_filled
        if cells > MAX_CELLS or filled > 2 * MAX_FILLED:
            raise TooLarge("工作簿里的单元格太多，一次读不下；请删去多余的空行空列，或拆成几个文件再放入")
    return facts


def _take_global(record: Record, facts: BookFacts) -> None:
    code, data = record
    if code in BOF and not facts.version:
        facts.version = _version(code, data)
    elif code == FILEPASS:
        raise Encrypted("设了打开密码，读不了；请用 Excel 或 WPS 打开，取消密码另存后再放入")
    elif code == BOUNDSHEET and len(data) >= 6:
        start, _, kind = struct.unpack_from('<IBB', data)
        facts.sheets.append(SheetStream(start, kind))
        facts.has_macro_sheet = facts.has_macro_sheet or kind == 1
    elif code == CODEPAGE:
        facts.has_codepage = True
    elif code == SUPBOOK:
        facts.has_links = facts.has_links or data[2:4] not in (_OWN_BOOK, _ADD_IN)


def _version(code: int, data: bytes) -> int:
    if code == 0x0809 and len(data) >= 2:
        return int(struct.unpack_from('<H', data)[0])
    return {0x0009: 0x0200, 0x0209: 0x0300}.get(code, 0x0400)


def _count_cells(stream: bytes, start: int) -> tuple[int, int]:
    """Cells of a sheet, and those of them with a value."""
    cells = filled = 0
    for code, data in stream_to_records(stream, start):
        if code == _MULBLANK:
            cells += max(0, len(data) // 2 - 3)
        elif code == _MULRK:
            filled += max(0, (len(data) - 6) // 6)
        elif code in _FILLED:
            filled += 1
        elif code in _BLANK:
            cells += 1
    return cells + filled, filled
