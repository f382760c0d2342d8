"""Single property modifiers: the changes of which all formatting in a Word binary consists ([MS-DOC] 2.6)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

P_ISTD, P_ILVL, P_ILFO = 0x4600, 0x260A, 0x460B
P_IN_TABLE, P_ROW_END, P_DEPTH, P_DEEPER = 0x2416, 0x2417, 0x6649, 0x664A
P_INNER_CELL, P_INNER_ROW_END = 0x244B, 0x244C
P_HUGE, P_HUGE_OLD, P_TABLE = 0x6646, 0x6645, 0x646B
P_WALL = 0x2664
C_DELETED, C_INSERTED, C_DATA, C_OBJECT_2, C_PICTURE = 0x0800, 0x0801, 0x0806, 0x080A, 0x6A03
C_SYMBOL, C_PLAIN, C_HIDDEN, C_SPECIAL, C_OBJECT = 0x6A09, 0x2A33, 0x083C, 0x0855, 0x0856
C_STYLE, C_FONT, C_FONT_OTHER = 0x4A30, 0x4A4F, 0x4A51
C_STRUCK, C_STRUCK_TWICE = 0x0837, 0x2A53
S_TITLE_PAGE = 0x300A
T_LEFT, T_GAP, T_DEFINITION = 0x9601, 0x9602, 0xD608
T_INSERT, T_DELETE, T_WIDTH = 0x7621, 0x5622, 0x7623
T_MERGE, T_SPLIT, T_MERGE_DOWN = 0x5624, 0x5625, 0xD62B
T_ANCHOR, T_X, T_Y = 0x360D, 0x940E, 0x940F

_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_TABS = 0xC615
_SHORT = {
    0x0C: P_ILVL, 0x18: P_IN_TABLE, 0x19: P_ROW_END, 0x41: C_DELETED, 0x42: C_INSERTED, 0x47: C_DATA,
    0x4B: C_OBJECT_2, 0x53: C_PLAIN, 0x57: C_STRUCK, 0x5C: C_HIDDEN, 0x75: C_SPECIAL, 0x76: C_OBJECT,
}  # fmt: skip
"""Modifiers that a piece may name in seven bits (Prm0, 2.9.215), those looked at here."""


class Sprm(NamedTuple):
    """One modifier: its code, and its operand without a length in front."""

    code: int
    operand: bytes

    @property
    def number(self) -> int:
        """The operand as an unsigned number."""
        return int.from_bytes(self.operand, 'little')

    @property
    def signed(self) -> int:
        """The operand as a number that may be negative."""
        return int.from_bytes(self.operand, 'little', signed=True)


def read_sprms(grpprl: bytes) -> Iterator[Sprm]:
    """The modifiers of a group, in order, up to the first that does not fit into it."""
    at, end = 0, len(grpprl)
    while at + 2 < end:
        code = grpprl[at] | grpprl[at + 1] << 8
        at += 2
        size = _SIZES[code >> 13]
        if not size:
            at, size = _variable(code, grpprl, at)
        if size < 0 or at + size > end:
            return
        yield Sprm(code, grpprl[at : at + size])
        at += size


def _variable(code: int, grpprl: bytes, at: int) -> tuple[int, int]:
    """Where an operand of variable length begins and its size, negative where it cannot be told."""
    size = grpprl[at]
    if code == T_DEFINITION:
        size = int.from_bytes(grpprl[at : at + 2], 'little') - 1
        return at + 2, size
    if code == _TABS and size == 0xFF:
        deleted = grpprl[at + 1] if at + 1 < len(grpprl) else 0
        added = at + 2 + deleted * 4
        return at + 1, 2 + deleted * 4 + (grpprl[added] if added < len(grpprl) else 0) * 3
    return at + 1, size


def short_sprm(prm: int) -> bytes:
    """The one modifier inside a piece's Prm0, as a group; b'' for those that are not looked at."""
    code = _SHORT.get(prm >> 1 & 0x7F)
    return b'' if code is None else struct.pack('<HB', code, prm >> 8)
