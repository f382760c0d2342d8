"""Styles and fonts of a Word binary, as far as they hide, number or draw text ([MS-DOC] 2.9.271 STSH)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.readers.doc.file import At, DocFile

_PARAGRAPH, _CHARACTER, _TABLE_STYLE = 1, 2, 3
_NO_STYLE = 0xFFF
_DEEPEST = 64


class Style(NamedTuple):
    """A style's modifiers of paragraphs and of characters, and the style it is based on, None for none."""

    paragraph: bytes
    character: bytes
    base: int | None


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """Styles by their index; fonts by theirs."""

    styles: dict[int, Style] = field(default_factory=dict)
    fonts: tuple[str, ...] = ()

    def chain(self, index: int) -> list[Style]:
        """A style behind those it is based on, the farthest first; [] for one that is not there."""
        found: list[Style] = []
        number: int | None = index
        while number is not None and number in self.styles and len(found) < _DEEPEST:
            found.append(self.styles[number])
            number = found[-1].base
        return found[::-1]

    def font(self, index: int) -> str:
        """A font's name, '' for one that is not in the table."""
        return self.fonts[index] if 0 <= index < len(self.fonts) else ''


def read_styles(file: DocFile) -> StyleSheet:
    """The style sheet and the font table; entries that are cut short are left out."""
    data = file.part(At.STYLES)
    if len(data) < 6:
        return StyleSheet({}, _fonts(file.part(At.FONTS)))
    head, count, base_size = struct.unpack_from('<HHH', data)
    at = 2 + head
    styles: dict[int, Style] = {}
    for index in range(count):
        size = int.from_bytes(data[at : at + 2], 'little')
        style = _style(data[at + 2 : at + 2 + size], base_size)
        if style is not None:
            styles[index] = style
        at += 2 + size
        if at >= len(data):
            break
    return StyleSheet(styles, _fonts(file.part(At.FONTS)))


def _style(data: bytes, base_size: int) -> Style | None:
    """One STD (2.9.258): fixed part, name, then a group of modifiers for each kind, each padded to even."""
    if len(data) < base_size + 2 or base_size < 10:
        return None
    kind_and_base, count = struct.unpack_from('<2xHH', data)
    at = base_size + 2 + int.from_bytes(data[base_size : base_size + 2], 'little') * 2 + 2
    groups: list[bytes] = []
    for _ in range(count & 0xF):
        size = int.from_bytes(data[at : at + 2], 'little')
        groups.append(data[at + 2 : at + 2 + size])
        at += 2 + size + size % 2
    groups += [b''] * 3
    kind, base = kind_and_base & 0xF, kind_and_base >> 4
    if kind == _CHARACTER:
        groups.insert(0, b'')
    elif kind == _TABLE_STYLE:
        del groups[0]
    return Style(groups[0][2:], groups[1], None if base == _NO_STYLE else base)


def _fonts(data: bytes) -> tuple[str, ...]:
    """The names in SttbfFfn (2.9.286): each entry is as long as its first byte says, and that byte."""
    names: list[str] = []
    at = 4
    while at < len(data):
        end = at + 1 + data[at]
        name = data[at + 40 : end].decode('utf-16-le', 'replace')
        names.append(name.partition('\0')[0])
        at = end
    return tuple(names)
