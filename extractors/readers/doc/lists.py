"""List definitions of a Word binary as a numbering part ([MS-DOC] 2.9.131 LSTF, 2.9.150 LVL, 2.9.145)."""

from __future__ import annotations

import struct
from typing import NamedTuple

from extractors.readers.doc.file import At, DocFile
from extractors.readers.doc.text import printed
from extractors.readers.docx.names import VAL, Element, W
from extractors.readers.docx.numerals import NUMBER_FORMATS

_NONE = 255
_SUFFIXES = ('tab', 'space', 'nothing')
_LEVELS = 9
_LIST_BYTES, _LEVEL_BYTES, _OVERRIDE_BYTES = 28, 28, 16


class _Cut(Exception):
    """A structure goes on behind the end of its stream."""


class _Override(NamedTuple):
    """One LFOLVL: which level, the number it starts with if it has its own, or a level in its place."""

    level: int
    start: int | None
    element: Element | None


def read_numbering(file: DocFile) -> Element | None:
    """The w:numbering of a document: a w:abstractNum for each list, a w:num for each override of one.

    None where there are no lists; what is cut short ends the part early.
    """
    from lxml import etree

    root = etree.Element(W + 'numbering')
    identities = _read_lists(file, root)
    _read_overrides(file, root, identities)
    return root if len(root) else None


def _read_lists(file: DocFile, root: Element) -> dict[int, str]:
    """Add the lists, whose levels lie right behind the table of lists; gives their ids by list identity."""
    from lxml import etree

    table = file.part(At.LISTS)
    at = file.start(At.LISTS) + len(table)
    identities: dict[int, str] = {}
    for index in range(int.from_bytes(table[:2], 'little')):
        entry = table[2 + index * _LIST_BYTES : 2 + (index + 1) * _LIST_BYTES]
        if len(entry) < _LIST_BYTES:
            break
        abstract = etree.SubElement(root, W + 'abstractNum', {W + 'abstractNumId': str(index)})
        identities[int.from_bytes(entry[:4], 'little')] = str(index)
        try:
            for level in range(1 if entry[26] & 1 else _LEVELS):
                element, at = _read_level(file.table, at, level)
                abstract.append(element)
        except _Cut:
            break
    return identities


def _read_overrides(file: DocFile, root: Element, identities: dict[int, str]) -> None:
    from lxml import etree

    table = file.part(At.LIST_OVERRIDES)
    count = min(int.from_bytes(table[:4], 'little'), max(len(table) - 4, 0) // _OVERRIDE_BYTES)
    at = 4 + count * _OVERRIDE_BYTES
    for index in range(count):
        entry = table[4 + index * _OVERRIDE_BYTES : 4 + (index + 1) * _OVERRIDE_BYTES]
        num = etree.SubElement(root, W + 'num', {W + 'numId': str(index + 1)})
        identity = identities.get(int.from_bytes(entry[:4], 'little'))
        if identity is not None:
            etree.SubElement(num, W + 'abstractNumId', {VAL: identity})
        try:
            at += 4
            for _ in range(entry[12]):
                override, at = _read_override(table, at)
                num.append(_override_to_element(override))
        except _Cut:
            # What cannot be told is where the next override begins: it and those behind it change nothing.
            at = len(table)


def _read_override(table: bytes, at: int) -> tuple[_Override, int]:
    """One LFOLVL (2.9.133) and where it ends."""
    if at + 8 > len(table):
        raise _Cut
    start, flags = struct.unpack_from('<iI', table, at)
    level = flags & 0xF
    if flags & 0x20:
        element, at = _read_level(table, at + 8, level)
        return _Override(level, None, element), at
    return _Override(level, start if flags & 0x10 else None, None), at + 8


def _override_to_element(override: _Override) -> Element:
    from lxml import etree

    element = etree.Element(W + 'lvlOverride', {W + 'ilvl': str(override.level)})
    if override.element is not None:
        element.append(override.element)
    if override.start is not None:
        etree.SubElement(element, W + 'startOverride', {VAL: str(max(override.start, 0))})
    return element


def _read_level(table: bytes, at: int, index: int) -> tuple[Element, int]:
    """One LVL as a w:lvl and where it ends: the fixed part, modifiers of paragraph and label, the label."""
    from lxml import etree

    if at + _LEVEL_BYTES + 2 > len(table):
        raise _Cut
    start, system, flags, places, follow, characters, paragraphs, limit = struct.unpack_from(
        '<iBB9sB8xBBB', table, at
    )
    at += _LEVEL_BYTES + characters + paragraphs
    count = int.from_bytes(table[at : at + 2], 'little')
    label = table[at + 2 : at + 2 + count * 2]
    if len(label) < count * 2:
        raise _Cut
    level = etree.Element(W + 'lvl', {W + 'ilvl': str(index)})
    words = {
        'start': str(max(start, 0)),
        'numFmt': _number_format(system),
        'lvlText': _label(label.decode('utf-16-le', 'replace'), places),
        'suff': _SUFFIXES[follow] if follow < len(_SUFFIXES) else 'tab',
    }
    if flags & 0x08:
        words['lvlRestart'] = str(limit)
    if flags & 0x04:
        words['isLgl'] = '1'
    for name, word in words.items():
        etree.SubElement(level, W + name, {VAL: word})
    return level, at + 2 + count * 2


def _number_format(system: int) -> str:
    if system == _NONE:
        return 'none'
    return NUMBER_FORMATS[system] if system < len(NUMBER_FORMATS) else 'decimal'


def _label(text: str, places: bytes) -> str:
    r"""A level's label as w:lvlText writes it: characters below 9 at the named places stand for numbers.

    Example: ('（\0）', 2) -> '（%1）'.
    """
    named = {place - 1 for place in places if place}
    return printed(
        ''.join(
            f'%{ord(char) + 1}' if ord(char) < _LEVELS and (index in named or not named) else char
            for index, char in enumerate(text)
        )
    )
