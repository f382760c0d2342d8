"""Which files are containers, told by what they hold and never by their names."""

from __future__ import annotations

import codecs
import mmap
import re
import struct
from pathlib import Path

from extractors.readers import ole
from extractors.readers.web import mhtml_reader

_HEADS = (
    (b"7z\xbc\xaf'\x1c", '7z'),
    (b'Rar!\x1a\x07', 'rar'),
    (b'\x1f\x8b\x08', 'gz'),
    (b'BZh', 'bz2'),
    (b'\xfd7zXZ\0', 'xz'),
)
_TAR_SIGN, _TAR_SIGN_AT = b'ustar', 257
_ZIP_HEADS = (b'PK\x03\x04', b'PK\x05\x06', b'PK\x07\x08', b'PK00PK\x03\x04')
_END = struct.Struct('<4s4H2LH')  # APPNOTE 4.3.16
_ENTRY = struct.Struct('<4s6H3L5H2L')  # APPNOTE 4.3.12
_MOST_DIRECTORY_BYTES = 16 * 2**20
_PACKAGES = frozenset(
    (
        *('[Content_Types].xml', 'OFD.xml', 'mimetype', 'META-INF/manifest.xml', 'META-INF/MANIFEST.MF'),
        *('AndroidManifest.xml', 'visio/document.xml', 'ppt/presentation.xml'),
        *('word/document.xml', 'xl/workbook.xml', 'Doc_0/Document.xml'),
    )
)
"""Members of a zip that make it a document or a program, be it a broken one, and not an archive."""

_HEADER_BYTES = 65536
_HEADER_LINES = re.compile(rb'(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+')
_MAIL_NAMES = re.compile(
    rb'^(from|to|cc|received|message-id|return-path|reply-to|delivered-to|subject|date|mime-version'
    rb'|content-type):',
    re.IGNORECASE | re.MULTILINE,
)
_NO_LETTERS_ALONE = frozenset((b'subject', b'date', b'mime-version', b'content-type'))
_MESSAGE_STREAM = '__properties_version1.0'


def container_kind(path: Path) -> str | None:
    """'zip', '7z', 'rar', 'tar', 'gz', 'bz2', 'xz', 'eml', 'msg', or None for what is none.

    An office document, an OFD or a program that is a zip by its making is no container.
    """
    with path.open('rb') as file:
        head = file.read(_HEADER_BYTES)
    if head.startswith(_ZIP_HEADS):
        return None if _PACKAGES.intersection(zip_names(path)) else 'zip'
    if head.startswith(ole.MAGIC):
        return 'msg' if _is_message(path) else None
    if head[_TAR_SIGN_AT : _TAR_SIGN_AT + len(_TAR_SIGN)] == _TAR_SIGN:
        return 'tar'
    named = next((kind for sign, kind in _HEADS if head.startswith(sign)), None)
    return named or ('eml' if is_mail(head) else None)


def is_mail(head: bytes) -> bool:
    """Whether a file begins with lines of a letter's head; a web page saved as one file does not."""
    plain = head.removeprefix(codecs.BOM_UTF8).replace(b'\r\n', b'\n').lstrip()
    if plain.startswith(b'From '):  # a mailbox's own line
        plain = plain.partition(b'\n')[2]
    lines = _HEADER_LINES.match(plain)
    names = {name.lower() for name in _MAIL_NAMES.findall(lines.group())} if lines else set()
    return len(names) > 1 and not names <= _NO_LETTERS_ALONE and mhtml_reader.score(plain, '') is None


def zip_names(path: Path) -> tuple[str, ...]:
    """The names in a zip's directory, or the first file's where the directory is lost; nothing is checked."""
    data = _directory(path)
    names, at = [], 0
    while data[at : at + 4] == b'PK\x01\x02' and at + _ENTRY.size <= len(data):
        lengths = _ENTRY.unpack_from(data, at)[10:13]
        start = at + _ENTRY.size
        names.append(data[start : start + lengths[0]].decode('utf-8', 'replace'))
        at = start + sum(lengths)
    return tuple(names) or _first_name(path)


def zip_end(path: Path) -> tuple[int, ...] | None:
    """The fields of a zip's end record after its own offset (APPNOTE 4.3.16), None where it has none."""
    size = path.stat().st_size
    with path.open('rb') as file:
        file.seek(max(0, size - 2**16 - _END.size))
        tail = file.read()
    at = tail.rfind(b'PK\x05\x06')
    if at < 0 or at + _END.size > len(tail):
        return None
    return size - len(tail) + at, *_END.unpack_from(tail, at)[1:]


def _directory(path: Path) -> bytes:
    end = zip_end(path)
    if end is None or end[0] < end[5]:  # sizes of zip64, or none that fits
        return b''
    with path.open('rb') as file:
        file.seek(end[0] - end[5])
        return file.read(min(end[5], _MOST_DIRECTORY_BYTES))


def _first_name(path: Path) -> tuple[str, ...]:
    with path.open('rb') as file:
        head = file.read(4096)
    at = head.find(b'PK\x03\x04')
    if at < 0:
        return ()
    length = int.from_bytes(head[at + 26 : at + 28], 'little')
    return (head[at + 30 : at + 30 + length].decode('utf-8', 'replace'),)


def _is_message(path: Path) -> bool:
    """Whether an OLE file is a mail of Outlook; one that only holds a mail has its streams deeper."""
    with path.open('rb') as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.find(_MESSAGE_STREAM.encode('utf-16-le')) < 0:
            return False
    try:
        return _MESSAGE_STREAM in ole.list_streams(path)
    except RecursionError:  # storages in a circle
        return False
