"""Lines of a plain text as a document, the sought one marked, for LibreOffice to lay out."""

from __future__ import annotations

import io
import zipfile
from html import escape

from extractors.readers.pictures.word import FILL
from extractors.readers.plain.encoding import bytes_to_text
from extractors.readers.plain.reader import text_to_lines
from model.errors import UsageFault
from model.place import Where

_AROUND = 25
"""Lines before and behind that are shown with the sought one."""

_MOST = 5000
"""Lines that are laid out where a page is asked for."""

_OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
_WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
_MEMBERS = {
    '[Content_Types].xml': (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    ),
    '_rels/.rels': (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
    ),
}


def marked_text(data: bytes, where: Where) -> bytes:
    """A .docx of the lines around the sought one, of all where none is, each with its number from 1.

    Raises UsageFault where the text has no such line.
    """
    text, _ = bytes_to_text(data)
    lines: dict[int, str] = {}
    for line in text_to_lines(text):
        number = line.where.line or 0
        lines[number] = f'{lines.get(number, "")} {line.text}'.strip()
    if where.line is not None and where.line not in lines:
        raise UsageFault(f"文件只有{len(lines)}行，没有第{where.line}行。")
    first, last = (1, _MOST) if where.line is None else (where.line - _AROUND, where.line + _AROUND)
    shown = range(max(first, 1), min(last, len(lines)) + 1)
    body = ''.join(_paragraph(number, lines[number], marked=number == where.line) for number in shown)
    made = io.BytesIO()
    with zipfile.ZipFile(made, 'w') as archive:
        for name, xml in _MEMBERS.items():
            archive.writestr(name, xml)
        document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
        archive.writestr('word/document.xml', document)
    return made.getvalue()


def _paragraph(number: int, text: str, *, marked: bool) -> str:
    shading = f'<w:pPr><w:shd w:val="clear" w:fill="{FILL}"/></w:pPr>' if marked else ''
    printable = ''.join(letter for letter in text[:5000] if letter == '\t' or letter >= ' ')
    return (
        f'<w:p>{shading}<w:r><w:rPr><w:color w:val="808080"/></w:rPr>'
        f'<w:t xml:space="preserve">{number}　</w:t></w:r>'
        f'<w:r><w:t xml:space="preserve">{escape(printable, quote=False)}</w:t></w:r></w:p>'
    )
