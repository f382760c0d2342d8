"""Word documents as one XML file: Word 2003 XML, and the flat form of .docx (pkg:package)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection
from pathlib import Path

from extractors.readers.docx.names import Element
from extractors.readers.docx.package import Package, members_to_package
from extractors.readers.docx.reader import read_package
from extractors.readers.docx.wordml_tree import NEW, OLD, wordml_to_package
from extractors.readers.zipguard import check_xml, parse_xml
from model.document import Block
from model.place import Problem

NAME = 'wordml'

_FLAT = b'http://schemas.microsoft.com/office/2006/xmlPackage'
_PKG = '{http://schemas.microsoft.com/office/2006/xmlPackage}'


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # the content tells
    """Sure of XML whose root is w:wordDocument or pkg:package, whatever its suffix (.doc most often)."""
    plain = head.replace(b'\0', b'').removeprefix(b'\xef\xbb\xbf').lstrip()
    if not plain.startswith((b'<', b'\xff\xfe<', b'\xfe\xff<')):
        return None
    named = (OLD.encode() in plain and b':wordDocument' in plain) or (_FLAT in plain and b':package' in plain)
    return 100 if named else None


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """As read_docx.read, of which the same is said; raises what it raises."""
    data = path.read_bytes()
    check_xml('document.xml', data)
    for encoding in ('ascii', 'utf-16-le', 'utf-16-be'):
        data = data.replace(OLD.encode(encoding), NEW.encode(encoding))
    root = parse_xml(data)
    return read_package(_flat_to_package(root) if root.tag == _PKG + 'package' else wordml_to_package(root))


def _flat_to_package(root: Element) -> Package:
    parts = {(part.get(_PKG + 'name') or '').lstrip('/'): part for part in root.findall(_PKG + 'part')}

    def load(names: Collection[str]) -> dict[str, bytes]:
        return {name: _part_to_bytes(parts[name]) for name in names if name in parts}

    return members_to_package(load([name for name in parts if name.endswith('.rels')]), load)


def _part_to_bytes(part: Element) -> bytes:
    from lxml import etree

    inline = part.find(f'{_PKG}xmlData/*')
    if inline is not None:
        written: bytes = etree.tostring(inline)
        return written
    try:
        return base64.b64decode(part.findtext(_PKG + 'binaryData') or '')
    except binascii.Error:  # a picture cut short costs no text
        return b''
