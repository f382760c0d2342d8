"""An OpenDocument file as its two trees, packed (.odt .ott .ods) or flat (.fodt .fods); ODF 1.2 part 3."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from extractors.readers.docx.names import Element
from extractors.readers.zipguard import check_xml, list_members, parse_xml, read_members
from model.errors import Damaged, Encrypted
from model.place import Problem, Severity

OFFICE = '{urn:oasis:names:tc:opendocument:xmlns:office:1.0}'
TEXT = '{urn:oasis:names:tc:opendocument:xmlns:text:1.0}'
TABLE = '{urn:oasis:names:tc:opendocument:xmlns:table:1.0}'
STYLE = '{urn:oasis:names:tc:opendocument:xmlns:style:1.0}'
DRAW = '{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}'
FORM = '{urn:oasis:names:tc:opendocument:xmlns:form:1.0}'
FO = '{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}'
SVG = '{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}'
LOEXT = '{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}'
FIELD = '{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}'
XML_ID = '{http://www.w3.org/XML/1998/namespace}id'

_FLAT = re.compile(rb'\s*<\?xml|\s*<office:document\b')
_MIME = b'application/vnd.oasis.opendocument.'
_LOCKED = "设了打开密码，读不了；请用 WPS 或 LibreOffice 打开，取消密码另存后再放入"
_BROKEN = "文件内部有错，打不开；请用 WPS 或 LibreOffice 打开，另存为 .docx 或 .xlsx 再放入"


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """content holds the body and styles of its own; styles the common ones and the pages, None if missing."""

    content: Element
    styles: Element | None
    problems: tuple[Problem, ...] = ()


def score(head: bytes, kind: str) -> int | None:
    """90 for a container of this kind ('text', 'spreadsheet'), 80 for what may be one, None for no other.

    The mimetype member comes first and is stored plainly (ODF 1.2 part 3, 3.3); where it is missing both
    readers of OpenDocument look into the content.
    """
    if _FLAT.match(head):
        return 90 if b'office:document' in head and _MIME + kind.encode() in head else None
    if not head.startswith(b'PK') or b'content.xml' not in head.split(b'\n') or b'OFD.xml' in head:
        return None
    if _MIME in head[:200]:
        return 90 if _MIME + kind.encode() in head[:200] else None
    return 80 if b'META-INF/manifest.xml' in head else None


def open_document(path: Path) -> OpenDocument:
    """The trees of a file; raises Damaged, Encrypted and what zipguard raises."""
    from lxml import etree

    try:
        with path.open('rb') as opened:
            packed = opened.read(2) == b'PK'
        return _open_packed(path) if packed else _open_flat(path)
    except etree.XMLSyntaxError as fault:
        raise Damaged(_BROKEN) from fault


def is_sheet(document: OpenDocument) -> bool:
    """Whether the body is a workbook's."""
    return document.content.find(f'{OFFICE}body/{OFFICE}spreadsheet') is not None


def _open_flat(path: Path) -> OpenDocument:
    data = path.read_bytes()
    check_xml('flat.xml', data)
    tree = parse_xml(data)
    return OpenDocument(tree, tree)


def _open_packed(path: Path) -> OpenDocument:
    from lxml import etree

    names = list_members(path)
    if 'encrypted-package' in names:
        raise Encrypted(_LOCKED)
    if any(b'encryption-data' in part for part in _manifest(path)):
        raise Encrypted(_LOCKED)
    found = read_members(path, {'content.xml', 'styles.xml'}.__contains__)
    if 'content.xml' not in found:
        raise Damaged(_BROKEN)
    content, styles = parse_xml(found['content.xml']), found.get('styles.xml')
    try:
        return OpenDocument(content, None if styles is None else parse_xml(styles))
    except etree.XMLSyntaxError:
        message = "文件的样式和页眉页脚部分已损坏，没有读出，正文的自动编号可能不全；请对照原件核对"
        return OpenDocument(content, None, (Problem('part_unreadable', Severity.REVIEW, message),))


def _manifest(path: Path) -> Collection[bytes]:
    """The list of members, which tells of encryption; OpenOffice 2 declares a document type in it."""
    try:
        return read_members(path, {'META-INF/manifest.xml'}.__contains__).values()
    except Damaged:
        return ()
