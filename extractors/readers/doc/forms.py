"""A legacy form field's data: whether its box is ticked, which entry is chosen ([MS-DOC] 2.9.78 FFData)."""

from __future__ import annotations

import struct

from extractors.readers.doc.text import printed
from extractors.readers.docx.names import VAL, Element, W

_BOX, _CHOICE = 1, 2
_BY_DEFAULT = 25
_MOST_ENTRIES = 200


def data_to_form_field(data: bytes, place: int) -> Element | None:
    """The w:ffData at a place of the Data stream; None for text fields and what is cut short.

    Example: a ticked box -> <w:ffData><w:checkBox><w:default w:val="0"/><w:checked w:val="1"/>...
    """
    try:
        head = struct.unpack_from('<4xH', data, place)[0]
        return _form_field(data, place + head)
    except struct.error:
        return None


def _form_field(data: bytes, at: int) -> Element | None:
    from lxml import etree

    version, bits = struct.unpack_from('<IH', data, at)
    kind, result = bits & 3, bits >> 2 & 0x1F
    if version != 0xFFFFFFFF or kind not in (_BOX, _CHOICE):
        return None
    _, at = _string(data, at + 10)
    default = struct.unpack_from('<H', data, at)[0]
    element = etree.Element(W + 'ffData')
    if kind == _BOX:
        box = etree.SubElement(element, W + 'checkBox')
        etree.SubElement(box, W + 'default', {VAL: str(int(default == 1))})
        if result != _BY_DEFAULT:
            etree.SubElement(box, W + 'checked', {VAL: str(int(result == 1))})
        return element
    at += 2
    for _ in range(5):
        _, at = _string(data, at)
    choice = etree.SubElement(element, W + 'ddList')
    etree.SubElement(choice, W + 'result', {VAL: str(default if result == _BY_DEFAULT else result)})
    for entry in _table(data, at):
        etree.SubElement(choice, W + 'listEntry', {VAL: printed(entry)})
    return element


def _string(data: bytes, at: int) -> tuple[str, int]:
    """An Xstz (2.9.355): a count of characters, they, and a null; and where it ends."""
    end = at + 2 + struct.unpack_from('<H', data, at)[0] * 2
    return data[at + 2 : end].decode('utf-16-le', 'replace'), end + 2


def _table(data: bytes, at: int) -> list[str]:
    """The strings of an extended STTB (2.2.4)."""
    _, count, extra = struct.unpack_from('<HHH', data, at)
    at += 6
    entries: list[str] = []
    for _ in range(min(count, _MOST_ENTRIES)):
        end = at + 2 + struct.unpack_from('<H', data, at)[0] * 2
        entries.append(data[at + 2 : end].decode('utf-16-le', 'replace'))
        at = end + extra
    return entries
