"""Which text box, word art or picture stands behind a drawn object ([MS-ODRAW], [MS-DOC] 2.9.172).

An anchor in the text names a shape; that shape, or those in its group, name their text by number.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.readers.doc.file import At, DocFile, Range, consecutive, read_plc

_DRAWINGS, _DRAWING, _GROUP, _SHAPE = 0xF000, 0xF002, 0xF003, 0xF004
_IDENTITY, _PROPERTIES, _CLIENT_TEXT = 0xF00A, 0xF00B, 0xF00D
_TEXT_ID, _PICTURE, _WORD_ART = 0x0080, 0x0104, 0x00C0
_DEEPEST = 32


class Drawn(NamedTuple):
    """One shape: the index of its text or None, its word art or '', and whether it shows a picture."""

    text: int | None
    word_art: str
    picture: bool


@dataclass(frozen=True, slots=True)
class Drawings:
    """Shapes by identity (a group's are those of its members), and identities by position of the anchor."""

    shapes: dict[int, list[Drawn]] = field(default_factory=dict)
    anchors: dict[int, int] = field(default_factory=dict)
    texts: dict[int, int] = field(default_factory=dict)

    def at(self, position: int) -> list[Drawn]:
        """What the anchor at this position of its story shows."""
        identity = self.anchors.get(position, 0)
        found = self.shapes.get(identity, [])
        if any(each.text is not None for each in found) or identity not in self.texts:
            return found
        return [*found, Drawn(self.texts[identity], '', picture=False)]


def read_drawings(file: DocFile) -> tuple[Drawings, Drawings]:
    """The drawings of the body and of the headers and footers."""
    shapes: dict[int, list[Drawn]] = {}
    _read_group(file.part(At.DRAWINGS), shapes, 0, top=True)
    return (
        Drawings(shapes, _anchors(file, At.ANCHORS), _texts(file, At.BOXES)),
        Drawings(shapes, _anchors(file, At.MARGIN_ANCHORS), _texts(file, At.MARGIN_BOXES)),
    )


def box_ranges(file: DocFile, at: At) -> list[Range | None]:
    """Where each text box's text stands in the story of text boxes; None for a place without a box now."""
    positions, items = read_plc(file.part(at), 22)
    return [
        None if item[8:10] != b'\0\0' or place.end <= place.first else place
        for place, item in zip(consecutive(positions), items, strict=False)
    ][: max(len(items) - 1, 0)]


def _anchors(file: DocFile, at: At) -> dict[int, int]:
    positions, items = read_plc(file.part(at), 26)
    return {place: int.from_bytes(item[:4], 'little') for place, item in zip(positions, items, strict=False)}


def _texts(file: DocFile, at: At) -> dict[int, int]:
    """Text box numbers by the shape that each text names itself (FTXBXS.lid)."""
    _, items = read_plc(file.part(at), 22)
    return {
        int.from_bytes(item[14:18], 'little'): index
        for index, item in enumerate(items)
        if item[8:10] == b'\0\0'
    }


def _records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(kind, instance, content) of the records one after another; those of the wrong length end them."""
    at = 0
    while at + 8 <= len(data):
        version, kind, size = struct.unpack_from('<HHI', data, at)
        yield kind, version >> 4, data[at + 8 : at + 8 + size]
        at += 8 + size


def _read_group(data: bytes, shapes: dict[int, list[Drawn]], depth: int, *, top: bool) -> list[Drawn]:
    """Add the shapes of a group to all shapes; gives them in the order of the file.

    The first shape of a group is the group's own; that of a whole drawing stands for nothing.
    """
    found: list[Drawn] = []
    own: int | None = None
    for kind, _, content in _drawing_records(data) if top else _records(data):
        if kind == _SHAPE:
            identity, drawn = _shape(content)
            own = identity if own is None else own
            shapes[identity] = [drawn]
            found.append(drawn)
        elif kind in (_GROUP, _DRAWING) and depth < _DEEPEST:
            found += _read_group(content, shapes, depth + 1, top=False)
    if own is not None and depth > 2:
        shapes[own] = found
    return found


def _drawing_records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The drawings of a document: behind the common part, each with a byte in front (2.9.172)."""
    at = 8 + int.from_bytes(data[4:8], 'little') if data[2:4] == struct.pack('<H', _DRAWINGS) else len(data)
    while at + 9 <= len(data):
        version, kind, size = struct.unpack_from('<HHI', data, at + 1)
        yield kind, version >> 4, data[at + 9 : at + 9 + size]
        at += 9 + size


def _shape(data: bytes) -> tuple[int, Drawn]:
    identity, text, word_art, picture = 0, None, '', False
    for kind, count, content in _records(data):
        if kind == _IDENTITY:
            identity = int.from_bytes(content[:4], 'little')
        elif kind == _CLIENT_TEXT:
            text = _text_index(int.from_bytes(content[:4], 'little'))
        elif kind == _PROPERTIES:
            simple, word_art = _properties(content, count)
            text = _text_index(simple.get(_TEXT_ID, 0)) if text is None else text
            picture = simple.get(_PICTURE, 0) > 0
    return identity, Drawn(text, word_art, picture)


def _text_index(text_id: int) -> int | None:
    """Text box numbers count from 1 in the upper half of lTxid; 0 is no text."""
    return (text_id >> 16) - 1 if text_id >> 16 else None


def _properties(data: bytes, count: int) -> tuple[dict[int, int], str]:
    """A property table (OfficeArtRGFOPTE): values by property, and the word art's text."""
    simple: dict[int, int] = {}
    word_art = ''
    at = count * 6
    for index in range(min(count, len(data) // 6)):
        code, value = struct.unpack_from('<HI', data, index * 6)
        simple[code & 0x3FFF] = value
        if code & 0x8000:
            if code & 0x3FFF == _WORD_ART:
                word_art = data[at : at + value].decode('utf-16-le', 'replace').partition('\0')[0]
            at += value
    return simple, word_art
