"""Kinds of files that no reader takes yet: why each cannot be read, and what to do instead."""

from __future__ import annotations

from pathlib import Path

from extractors.readers import ole
from model.errors import BadInput, Encrypted, Unsupported

_ARCHIVE = "是压缩包；请解压后把里面的文件放入"
_PROGRAM = "是程序文件，不是公文；请勿双击打开，核实来源后删除"
_PICTURE = "是图片（扫描件或照片），要等文字识别；有电子版的请放入电子版"
_OFD = "是 OFD 版式文件，要等识别；有 .docx 或 PDF 的请放入那一份"
_RTF = "是 .rtf 格式，暂不能读取；请用 Word 或 WPS 打开，另存为 .docx 再放入"
_SLIDES = "是演示文稿，不是公文；请另存为 PDF 再放入"
_OPEN_DOCUMENT = "是 OpenDocument 格式，暂不能读取；请用 WPS 或 LibreOffice 另存为 .docx、.xlsx 再放入"
_SHORTCUT = "是快捷方式，不是文件本身；请把它指向的文件放入"
_UNKNOWN = "不认识这种文件；能读取的有 .docx、.xlsx、.pdf、.html、.txt，请另存为其中一种再放入"

_HEADS: tuple[tuple[bytes, str, str], ...] = (
    (b'{\\rtf', 'unsupported', _RTF),
    (b'\xff\xd8\xff', 'needs_ocr', _PICTURE),
    (b'\x89PNG\r\n\x1a\n', 'needs_ocr', _PICTURE),
    (b'II*\0', 'needs_ocr', _PICTURE),
    (b'MM\0*', 'needs_ocr', _PICTURE),
    (b'GIF8', 'needs_ocr', _PICTURE),
    (b'BM', 'needs_ocr', _PICTURE),
    (b'Rar!', 'unsupported', _ARCHIVE),
    (b"7z\xbc\xaf'\x1c", 'unsupported', _ARCHIVE),
    (b'\x1f\x8b', 'unsupported', _ARCHIVE),
    (b'BZh', 'unsupported', _ARCHIVE),
    (b'\xfd7zXZ\0', 'unsupported', _ARCHIVE),
    (b'PK', 'unsupported', _ARCHIVE),
    (b'MZ', 'unsupported', _PROGRAM),
    (b'\x7fELF', 'unsupported', _PROGRAM),
    (b'L\0\0\0\x01\x14\x02\0', 'unsupported', _SHORTCUT),
)
_FORM_TYPES: tuple[tuple[int, bytes, str, str], ...] = (
    (8, b'WEBP', 'needs_ocr', _PICTURE),
    (4, b'ftyphei', 'needs_ocr', _PICTURE),
    (4, b'ftypmif1', 'needs_ocr', _PICTURE),
    (257, b'ustar', 'unsupported', _ARCHIVE),
)
_MEMBERS: tuple[tuple[str, str, str], ...] = (
    ('OFD.xml', 'needs_ocr', _OFD),
    ('ppt/presentation.xml', 'unsupported', _SLIDES),
    ('META-INF/manifest.xml', 'unsupported', _OPEN_DOCUMENT),
)
_OLE_STREAMS: tuple[tuple[str, str, str], ...] = (
    ('WordDocument', '.doc', '.docx'),
    ('Workbook', '.xls', '.xlsx'),
    ('Book', '.xls', '.xlsx'),
)


def unread_kind(path: Path, head: bytes, members: tuple[str, ...]) -> BadInput:
    """Why no reader takes this file, as an error whose code is 'needs_ocr' for pictures of text.

    members are the names inside a zip or OLE container, () for any other file; it is told by
    content alone but for .wps, which is a .doc inside.
    """
    if head.startswith(ole.MAGIC):
        return _ole_kind(path, members)
    if members:
        return _zip_kind(members)
    for start, code, message in _HEADS:
        if head.startswith(start):
            return _unsupported(code, message)
    for offset, word, code, message in _FORM_TYPES:
        if head[offset : offset + len(word)] == word:
            return _unsupported(code, message)
    return Unsupported(_UNKNOWN)


def _zip_kind(members: tuple[str, ...]) -> BadInput:
    for name, code, message in _MEMBERS:
        if name in members:
            return _unsupported(code, message)
    return Unsupported(_ARCHIVE)


def _ole_kind(path: Path, streams: tuple[str, ...]) -> BadInput:
    if 'EncryptedPackage' in streams:
        return Encrypted("设了打开密码，读不了；请用 Word 或 WPS 打开，取消密码另存后再放入")
    for stream, suffix, newer in _OLE_STREAMS:
        if stream in streams:
            old = '.wps' if path.suffix.lower() == '.wps' else suffix
            return Unsupported(f"暂不能读取旧版 {old} 格式；请用 Word 或 WPS 打开，另存为 {newer} 再放入")
    return Unsupported(_UNKNOWN)


def _unsupported(code: str, message: str) -> Unsupported:
    error = Unsupported(message)
    error.code = code
    return error
