"""Which glyph of a font file draws which letter (OpenType, cmap).

pdfium's own way from letter to glyph forgets one of two letters that share a glyph: 立 and the radical ⽴.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice

_BEST = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0), (3, 0), (1, 0))
"""Platform and encoding of a subtable, those first that hold the most letters."""

_SYMBOL = 0xF000
_MAX_LETTERS = 200_000


def font_to_glyphs(data: bytes) -> dict[int, int]:
    """Glyph numbers by code point, of a collection (.ttc) its first font's; {} for a font without a cmap."""
    try:
        place = _cmap_place(data)
        return {} if place is None else dict(islice(_best_subtable(data, place), _MAX_LETTERS))
    except (struct.error, IndexError):
        return {}


def _cmap_place(data: bytes) -> int | None:
    start = struct.unpack_from('>I', data, 12)[0] if data.startswith(b'ttcf') else 0
    (count,) = struct.unpack_from('>H', data, start + 4)
    for index in range(count):
        tag, _, place, _ = struct.unpack_from('>4sIII', data, start + 12 + 16 * index)
        if tag == b'cmap':
            return int(place)
    return None


def _best_subtable(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from('>H', data, cmap + 2)
    tables = {}
    for index in range(count):
        platform, encoding, place = struct.unpack_from('>HHI', data, cmap + 4 + 8 * index)
        tables[platform, encoding] = cmap + place
    best = next((kind for kind in _BEST if kind in tables), None)
    for code, glyph in () if best is None else _pairs(data, tables[best]):
        if glyph:
            yield code, glyph
            if best == (3, 0) and code >= _SYMBOL:
                yield code - _SYMBOL, glyph


def _pairs(data: bytes, table: int) -> Iterator[tuple[int, int]]:
    (kind,) = struct.unpack_from('>H', data, table)
    if kind == 0:
        yield from enumerate(data[table + 6 : table + 262])
    elif kind == 4:
        yield from _format_4(data, table)
    elif kind == 6:
        first, count = struct.unpack_from('>HH', data, table + 6)
        for index in range(count):
            yield first + index, struct.unpack_from('>H', data, table + 10 + 2 * index)[0]
    elif kind == 12:
        (count,) = struct.unpack_from('>I', data, table + 12)
        for index in range(count):
            first, last, glyph = struct.unpack_from('>III', data, table + 16 + 12 * index)
            for code in range(first, min(last, first + 0xFFFF) + 1):
                yield code, glyph + code - first


def _format_4(data: bytes, table: int) -> Iterator[tuple[int, int]]:
    (double,) = struct.unpack_from('>H', data, table + 6)
    for at in range(table + 14, table + 14 + double, 2):
        (last,) = struct.unpack_from('>H', data, at)
        (first,) = struct.unpack_from('>H', data, at + 2 + double)
        (shift,) = struct.unpack_from('>H', data, at + 2 + 2 * double)
        home = at + 2 + 3 * double
        (offset,) = struct.unpack_from('>H', data, home)
        for code in range(first, last + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from('>H', data, home + offset + 2 * (code - first))
            yield code, (glyph + shift) & 0xFFFF if glyph else 0
