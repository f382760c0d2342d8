"""What a file is, for LibreOffice: it chooses its filter by the suffix, and a suffix may lie."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.readers import ole, zipguard
from model.errors import Encrypted, Unsupported

_OLE = (
    ('WordDocument', '.doc'),
    ('Workbook', '.xls'),
    ('Book', '.xls'),
    ('PowerPoint Document', '.ppt'),
    ('CONTENTS', '.wps'),
)
_OOXML = (('word/', '.docx'), ('xl/workbook.bin', '.xlsb'), ('xl/', '.xlsx'), ('ppt/', '.pptx'))
_OPEN_DOCUMENT = (
    (b'opendocument.text', '.odt'),
    (b'opendocument.spreadsheet', '.ods'),
    (b'opendocument.presentation', '.odp'),
    (b'opendocument.graphics', '.odg'),
)
_TEXTS = (
    (re.compile(rb'\{\\rtf'), '.rtf'),
    (re.compile(rb'%PDF-'), '.pdf'),
    (re.compile(rb'.{0,1000}<[\w:]*uof:UOF\b', re.DOTALL), '.uot'),
    (re.compile(rb'.{0,2000}<(?:w:wordDocument|pkg:package)\b', re.DOTALL), '.xml'),
    (
        re.compile(
            rb'.{0,2000}<(?:ss:)?Workbook\b[^>]+urn:schemas-microsoft-com:office:spreadsheet', re.DOTALL
        ),
        '.xml',
    ),
    (re.compile(rb'.{0,2000}<office:document\b', re.DOTALL), '.fodt'),
    (
        re.compile(rb'.{0,2000}<(?:!doctype html|html|head|body|meta|table)\b', re.DOTALL | re.IGNORECASE),
        '.html',
    ),
)
_HEAD_BYTES = 8192


def path_to_suffix(path: Path) -> str:
    """The suffix by which LibreOffice takes this file for what it holds: '.doc' for a .doc named .docx.

    Raises Encrypted where a password is set, Unsupported for what is no office file.
    """
    with path.open('rb') as opened:
        head = opened.read(_HEAD_BYTES)
    if head.startswith(ole.MAGIC):
        suffix = _ole_suffix(ole.list_streams(path))
    elif head.startswith(b'PK\x03\x04'):
        suffix = _zip_suffix(path)
    else:
        plain = head.replace(b'\0', b'').removeprefix(b'\xef\xbb\xbf').lstrip()
        suffix = next((suffix for pattern, suffix in _TEXTS if pattern.match(plain)), '')
    if not suffix:
        raise Unsupported(
            "不是 LibreOffice 能打开的文档或表格；请用 Word、WPS 打开，另存为 .docx、.xlsx 再放入"
        )
    return suffix


def _ole_suffix(streams: tuple[str, ...]) -> str:
    if 'EncryptedPackage' in streams:
        raise Encrypted("设了打开密码，读不了；请用 Word 或 WPS 打开，取消密码另存后再放入")
    return next((suffix for name, suffix in _OLE if name in streams), '')


def _zip_suffix(path: Path) -> str:
    members = zipguard.list_members(path)
    for start, suffix in _OOXML:
        if any(name.startswith(start) for name in members):
            return suffix
    kind = zipguard.read_members(path, lambda name: name == 'mimetype').get('mimetype', b'')
    return next((suffix for word, suffix in _OPEN_DOCUMENT if word in kind), '')
