"""The text of a Word binary: pieces that lie anywhere in the file, in one or two bytes a character.

A document saved fast ([MS-DOC] 2.4.1, fComplex) has many pieces, each with formatting of its own.
Positions count UTF-16 units, so a character beyond U+FFFF takes two of them here as well.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import NamedTuple

from extractors.readers.doc.file import BROKEN, At, DocFile, read_plc
from extractors.readers.doc.sprms import short_sprm
from model.errors import Damaged, TooLarge

MAX_CHARACTERS = 10_000_000
_BYTES_TO_TEXT = bytes(range(256)).decode('cp1252', 'replace')
_BYTES = ''.join(chr(code) if char == '\ufffd' else char for code, char in enumerate(_BYTES_TO_TEXT))
_PIECES, _GROUP = 2, 1
_SURROGATE = re.compile('[\ud800-\udfff]')
_PRINTED: dict[int, str | None] = {
    **dict.fromkeys([*range(0x20), 0xFFFE, 0xFFFF], None),
    0x09: '\t', 0x0A: '\n', 0x0B: '\n', 0x1E: '-', 0x1F: None,
}  # fmt: skip


class Piece(NamedTuple):
    """Characters first..end: where their bytes lie, how many bytes each takes, what is applied to them."""

    first: int
    end: int
    offset: int
    width: int
    grpprl: bytes


@dataclass(frozen=True, slots=True)
class Text:
    """All characters of a document by position, one UTF-16 unit each."""

    units: str
    pieces: tuple[Piece, ...]


def read_text(file: DocFile) -> Text:
    """The pieces and their text; raises Damaged where any of it is missing, TooLarge over the limit."""
    groups, table = _clx(file.part(At.PIECES))
    positions, items = read_plc(table, 8)
    wanted = file.stories.margin_boxes.end
    pieces = [
        _piece(first, end, item, groups)
        for first, end, item in zip(positions, positions[1:], items, strict=False)
        if first < wanted
    ]
    if not pieces or positions[0] or any(piece.end <= piece.first for piece in pieces):
        raise Damaged(BROKEN)
    if pieces[-1].end > MAX_CHARACTERS:
        raise TooLarge(f"文字超过{MAX_CHARACTERS // 10_000}万字，不像正常公文；请拆分后再放入")
    if pieces[-1].end < wanted:
        raise Damaged(BROKEN)
    return Text(''.join(_units(piece, file.word) for piece in pieces), tuple(pieces))


def printed(units: str) -> str:
    """UTF-16 units as text that XML can hold: control characters as what they print."""
    if _SURROGATE.search(units):
        units = units.encode('utf-16-le', 'surrogatepass').decode('utf-16-le', 'replace')
    return units.translate(_PRINTED)


def _clx(data: bytes) -> tuple[list[bytes], bytes]:
    """The groups of modifiers that pieces refer to, and the piece table behind them (Clx, 2.9.38)."""
    groups: list[bytes] = []
    at = 0
    while at + 3 <= len(data) and data[at] == _GROUP:
        size = int.from_bytes(data[at + 1 : at + 3], 'little')
        groups.append(data[at + 3 : at + 3 + size])
        at += 3 + size
    if data[at : at + 1] != bytes([_PIECES]):
        raise Damaged(BROKEN)
    size = int.from_bytes(data[at + 1 : at + 5], 'little')
    return groups, data[at + 5 : at + 5 + size]


def _piece(first: int, end: int, item: bytes, groups: list[bytes]) -> Piece:
    place, prm = struct.unpack('<2xIH', item)
    narrow = bool(place & 0x40000000)
    place &= 0x3FFFFFFF
    grpprl = b''.join(groups[prm >> 1 : (prm >> 1) + 1]) if prm & 1 else short_sprm(prm)
    return Piece(first, end, place // 2 if narrow else place, 1 if narrow else 2, grpprl)


def _units(piece: Piece, word: bytes) -> str:
    count = piece.end - piece.first
    data = word[piece.offset : piece.offset + count * piece.width]
    if len(data) < count * piece.width:
        raise Damaged(BROKEN)
    if piece.width == 1:
        return data.decode('latin-1').translate(_NARROW)
    units = data.decode('utf-16-le', 'surrogatepass')
    return units if len(units) == count else ''.join(map(chr, struct.unpack(f'<{count}H', data)))


_NARROW = {code: ord(char) for code, char in enumerate(_BYTES) if code != ord(char)}
