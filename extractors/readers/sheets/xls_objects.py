"""What an old workbook's sheet holds beside its cells: page header and footer, text boxes, tick boxes."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from extractors.readers.sheets.xls_records import CONTINUE, stream_to_records
from extractors.readers.sheets.xlsx_controls import column_pixels, row_pixels
from extractors.readers.sheets.xlsx_drawings import Control, TextBox
from extractors.readers.sheets.xlsx_parts import SheetFacts
from extractors.readers.sheets.xlsx_values import clean_text

_HEADER, _FOOTER, _FILTERED = 0x14, 0x15, 0x9B
_OBJ, _DRAWING, _TEXT = 0x5D, 0xEC, 0x01B6
_ANCHOR = bytes.fromhex('000010f012000000')
"""The head of an OfficeArtClientAnchorSheet ([MS-XLS] 2.5.193)."""

_KINDS = {0x0B: 'Checkbox', 0x0C: 'Radio', 0x0D: 'Edit', 0x12: 'List', 0x14: 'Drop'}
_PICTURE, _CHART = 0x08, 0x05
_BOXES = frozenset({0x02, 0x06, 0x0E, 0x1E})
"""Rectangles, text boxes, labels and other shapes, where they hold text."""

_STATE = 0x12
_CONTROL_CLASS = b'Forms.'


@dataclass(slots=True)
class Shape:
    """One object: kind as [MS-XLS] FtCmo has it, anchor as its eight numbers, text if it has one."""

    kind: int
    anchor: tuple[int, ...]
    checked: int
    data: bytes
    text: str = ''


@dataclass(slots=True)
class SheetObjects:
    """The objects of a sheet, and its page headings as (part, text with its codes)."""

    shapes: list[Shape] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)
    filtered: bool = False

    @property
    def pictures(self) -> int:
        """Pictures, among them no controls, which are drawn the same way."""
        return sum(shape.kind == _PICTURE and _CONTROL_CLASS not in shape.data for shape in self.shapes)

    @property
    def charts(self) -> int:
        """Charts."""
        return sum(shape.kind == _CHART for shape in self.shapes)

    @property
    def active_controls(self) -> int:
        """ActiveX controls, whose state lies in a stream of their own."""
        return sum(_CONTROL_CLASS in shape.data for shape in self.shapes)


def sheet_to_objects(stream: bytes, start: int) -> SheetObjects:
    """Read the objects of one sheet (Excel 97 and later: BIFF8) from its records."""
    found = SheetObjects()
    anchor: tuple[int, ...] = ()
    wanted = False
    for record in stream_to_records(stream, start):
        if record.code == _DRAWING:
            at = record.data.rfind(_ANCHOR)
            if 0 <= at <= len(record.data) - 26:
                anchor = struct.unpack_from('<8H', record.data, at + 10)
        elif record.code == _OBJ and len(record.data) >= 8:
            kind = struct.unpack_from('<H', record.data, 4)[0]
            found.shapes.append(Shape(kind, anchor, _checked(record.data), record.data))
        elif record.code == CONTINUE and wanted and found.shapes:
            found.shapes[-1].text = _continued_text(record.data)
        elif record.code in (_HEADER, _FOOTER) and len(record.data) > 3:
            found.headings.append(('header' if record.code == _HEADER else 'footer', _text(record.data)))
        found.filtered = found.filtered or record.code == _FILTERED
        wanted = record.code == _TEXT and len(record.data) >= 12 and record.data[10:12] != b'\0\0'
    return found


def objects_to_boxes(found: SheetObjects) -> tuple[TextBox, ...]:
    """The text boxes, from above to below."""
    boxes = [
        TextBox((shape.anchor[2], shape.anchor[0]) if shape.anchor else (0, 0), lines)
        for shape in found.shapes
        if shape.kind in _BOXES and (lines := tuple(filter(None, map(str.strip, shape.text.split('\n')))))
    ]
    return tuple(sorted(boxes))


def objects_to_controls(found: SheetObjects, facts: SheetFacts) -> list[tuple[Control, bool | None]]:
    """The form controls with their states; offsets in the file are parts of a cell, here pixels.

    A list to choose from that belongs to a filter is no control of the form.
    """
    return [
        (
            Control(
                '',
                _KINDS[shape.kind],
                ' '.join(shape.text.split()),
                shape.checked == 1,
                _pixels(shape.anchor, facts),
            ),
            {0: False, 1: True}.get(shape.checked),
        )
        for shape in found.shapes
        if shape.kind in _KINDS and shape.anchor and not (shape.kind == 0x14 and found.filtered)
    ]


def _pixels(anchor: tuple[int, ...], facts: SheetFacts) -> tuple[int, ...]:
    left, indent, top, above, right, outdent, bottom, below = anchor
    across = [
        round(column_pixels(facts, col) * part / 1024) for col, part in ((left, indent), (right, outdent))
    ]
    down = [round(row_pixels(facts, row) * part / 256) for row, part in ((top, above), (bottom, below))]
    return left, across[0], top, down[0], right, across[1], bottom, down[1]


def _checked(data: bytes) -> int:
    """The state in a control's record: 0, 1, or 2 for neither; 0 where it has none."""
    at = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from('<HH', data, at)
        if kind == _STATE and at + 6 <= len(data):
            return int(struct.unpack_from('<H', data, at + 4)[0])
        at += 4 + length
    return 0


def _continued_text(data: bytes) -> str:
    wide = data[:1] == b'\x01'
    return clean_text(data[1:].decode('utf-16-le' if wide else 'latin-1', 'replace'))


def _text(data: bytes) -> str:
    """An XLUnicodeString: a count, a flag for wide characters, the characters."""
    count, wide = struct.unpack_from('<HB', data)
    if wide & 1:
        return clean_text(data[3 : 3 + 2 * count].decode('utf-16-le', 'replace'))
    return clean_text(data[3 : 3 + count].decode('latin-1'))
