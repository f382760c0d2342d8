"""Plain text in any encoding of Chinese: a Paragraph for each logical one, a Table for each drawn one."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from extractors.readers.plain.encoding import bytes_to_encoding, bytes_to_text
from extractors.readers.plain.tables import lines_to_tables
from model.document import Block
from model.errors import Damaged
from model.place import Problem, Where
from text.lines import Line
from text.paragraphs import lines_to_paragraphs, without_page_numbers

NAME = 'text'

_OTHER_KINDS = (
    b'%PDF',
    b'{\\rtf',
    b'PK\x03\x04',
    b'\xd0\xcf\x11\xe0',
    b'<?xml',
    b'OFD',
    b'[InternetShortcut]',
    b'\x89PNG',
    b'\xff\xd8\xff',
    b'GIF8',
    b'II*\0',
    b'MM\0*',
)
_MAIL = re.compile(rb'\A\s*(?:[\w-]+:.*\n(?:[ \t].*\n)*)*(?:MIME-Version|Content-Type):', re.IGNORECASE)
_CONTROL = re.compile(r'[\x00-\x08\x0e-\x1f\x7f]')
_PLAIN = re.compile(r'[\s\ufeff -~·—‘’“”…①-⑳\u3000-\u303f\u4e00-\u9fff\uff00-\uffef□☑√]')
_LINE_END = re.compile(r'\r\n|\n|\r')
_INNER_END = re.compile(r'[\x0b\x0c\x85\u2028\u2029]')


def score(head: bytes, filename: str) -> int | None:
    """Low, so that a reader that knows the format goes first; None for bytes that are no text.

    Word's own note of who has a file open ('~$通知.docx') holds a name and looks like a text.
    """
    if not head.strip() or head.startswith(_OTHER_KINDS) or _MAIL.search(head) or filename.startswith('~$'):
        return None
    for encoding in dict.fromkeys((_head_encoding(head), 'gb18030')):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head, final=False)
        except UnicodeDecodeError:
            continue
        is_text = _is_readable(text) and (encoding[:3] != 'utf' or encoding == 'utf-8' or _is_plain(text))
        return 10 if is_text else None
    return 5 if _is_readable(bytes_to_text(head)[0], most_odd=50) else None


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """Read a text file; Where.line is a paragraph's or cell's first physical line, from 1.

    Page numbers between the lines ('- 6 -') are left out. Raises Damaged for bytes that are no text.
    """
    text, problems = bytes_to_text(path.read_bytes())
    if not _is_readable(text):
        raise Damaged("不是文本文件或已损坏，里面有大量不能显示的字符；请核对文件，让来文单位重新发一份")
    lines, tables, unfit = lines_to_tables(text_to_lines(_CONTROL.sub('', text)))
    paragraphs = lines_to_paragraphs(without_page_numbers(lines))
    blocks: list[Block] = sorted([*paragraphs, *tables], key=lambda block: block.where.line or 0)
    return tuple(blocks), None, (*problems, *unfit)


def text_to_lines(text: str) -> list[Line]:
    """Physical lines with their numbers from 1; a page break inside a line parts it, the number stays."""
    return [
        Line(piece, Where(line=number))
        for number, line in enumerate(_LINE_END.split(text), start=1)
        for piece in _INNER_END.split(line)
    ]


def _head_encoding(head: bytes) -> str:
    """As of a whole text; a head that ends inside a letter is still UTF-8."""
    try:
        codecs.getincrementaldecoder('utf-8')().decode(head, final=False)
    except UnicodeDecodeError:
        return bytes_to_encoding(head)
    return 'utf-8' if head.count(0) * 20 <= len(head) else bytes_to_encoding(head)


def _is_plain(text: str) -> bool:
    """Whether most letters are of kinds that our texts have: any even number of bytes is some UTF-16."""
    return len(_PLAIN.findall(text)) >= 0.8 * len(text)


def _is_readable(text: str, most_odd: int = 200) -> bool:
    """Whether at most one letter in `most_odd` is a control sign or could not be decoded."""
    odd = len(_CONTROL.findall(text)) + (text.count('\ufffd') if most_odd != 200 else 0)
    return bool(text) and odd <= len(text) // most_odd
