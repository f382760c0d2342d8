"""The image of an electronic seal inside its DER (GB/T 38540 and the older GM/T 0031: SESeal, picture)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_SEQUENCE, _OCTETS, _TEXTS = 0x30, 0x04, (0x16, 0x0C, 0x13)
_MAX_DEPTH = 12
_BUILT = 0x20


class Seal(NamedTuple):
    """A seal's picture: its type as written ('png', 'jpg', 'bmp', 'ofd', ...) and its bytes."""

    kind: str
    data: bytes


def der_to_seal(data: bytes) -> Seal | None:
    """The picture in a seal (.esl) or in a signature that has the seal within; None where there is none.

    A picture is a sequence of a short text, its type, and octets.
    """
    return next(_pictures(data, 0), None)


def _pictures(data: bytes, depth: int) -> Iterator[Seal]:
    items = list(_items(data))
    if len(items) >= 2 and items[0][0] in _TEXTS and items[1][0] == _OCTETS and 1 < len(items[0][1]) <= 8:
        yield Seal(items[0][1].decode('ascii', 'replace').lower(), items[1][1])
    for tag, inner in items:
        if tag & _BUILT and depth < _MAX_DEPTH:
            yield from _pictures(inner, depth + 1)


def _items(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and content of each value in a row; what does not fit ends the row (X.690 8.1)."""
    place = 0
    while place + 2 <= len(data):
        tag, length = data[place], data[place + 1]
        place += 2
        if length & 0x80:
            count = length & 0x7F
            length = int.from_bytes(data[place : place + count], 'big')
            place += count
            if not 1 <= count <= 4:
                return
        if place + length > len(data):
            return
        yield tag, data[place : place + length]
        place += length
