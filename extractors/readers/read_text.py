"""Plain text: UTF-8, UTF-16 or GB18030, told by the bytes; one Paragraph for each logical paragraph."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path

from model.document import Block
from model.errors import Damaged
from model.place import Problem, Severity, Where
from text.lines import Line
from text.paragraphs import lines_to_paragraphs, without_page_numbers

NAME = 'text'

_MARKS = (
    (codecs.BOM_UTF8, 'utf-8-sig'),
    (codecs.BOM_UTF32_LE, 'utf-32'),
    (codecs.BOM_UTF16_LE, 'utf-16'),
    (codecs.BOM_UTF16_BE, 'utf-16'),
)
_OTHER_KINDS = (b'%PDF', b'{\\rtf', b'PK\x03\x04', b'\xd0\xcf\x11\xe0', b'<?xml', b'OFD')
_MAIL = re.compile(rb'\A(?:[\w-]+:.*\n(?:[ \t].*\n)*)*(?:MIME-Version|Content-Type):', re.IGNORECASE)
_CONTROL = re.compile(r'[\x00-\x08\x0e-\x1f\x7f]')
_LINE_END = re.compile(r'\r\n|\n|\r')
_INNER_END = re.compile(r'[\x0b\x0c\x85\u2028\u2029]')


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # content decides
    """Low, so that a reader that knows the format goes first; None for bytes that are no text."""
    if not head.strip() or head.startswith(_OTHER_KINDS) or _MAIL.search(head):
        return None
    for encoding in _encodings(head):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head, final=False)
        except UnicodeDecodeError:
            continue
        return 10 if _is_readable(text) else None
    return None


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """Read a text file; Where.line is a paragraph's first physical line, from 1.

    Page numbers between the lines ('- 6 -') are left out. Raises Damaged for bytes that are no text.
    """
    text, problems = bytes_to_text(path.read_bytes())
    if not _is_readable(text):
        raise Damaged("不是文本文件或已损坏，里面有大量不能显示的字符；请核对文件，让来文单位重新发一份")
    lines = text_to_lines(_CONTROL.sub('', text))
    return tuple(lines_to_paragraphs(without_page_numbers(lines))), None, tuple(problems)


def bytes_to_text(data: bytes) -> tuple[str, list[Problem]]:
    """Decode strictly by the first encoding that fits; where none does, by the best, with a problem."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text, _doubts(text)
    tries = [data.decode(encoding, errors='replace') for encoding in ('utf-8', 'gb18030')]
    text = min(tries, key=lambda each: each.count('\ufffd'))
    return text, [_guessed(text.count('\ufffd'))]


def text_to_lines(text: str) -> list[Line]:
    """Physical lines with their numbers from 1; a page break inside a line parts it, the number stays."""
    return [
        Line(piece, Where(line=number))
        for number, line in enumerate(_LINE_END.split(text), start=1)
        for piece in _INNER_END.split(line)
    ]


def _encodings(data: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return (encoding,)
    if b'\x00' in data:
        little = data[1::2].count(0) >= data[0::2].count(0)
        return ('utf-16-le' if little else 'utf-16-be',)
    return ('utf-8', 'gb18030')


def _doubts(text: str) -> list[Problem]:
    """GB18030 fits nearly any bytes; letters that no paper uses show that it was another encoding."""
    odd = sum(unicodedata.category(letter) in {'Co', 'Cn'} for letter in text)
    return [_guessed(odd)] if odd > 1 + len(text) // 500 else []


def _guessed(count: int) -> Problem:
    message = f"文件的文字编码无法确定，有{count}个字可能读错。请对照原件核对，或另存为UTF-8后重新提交。"
    return Problem('encoding_guessed', Severity.REVIEW, message)


def _is_readable(text: str) -> bool:
    if not text:
        return False
    control = len(_CONTROL.findall(text))
    return control <= len(text) // 200 and '\x00' not in text
