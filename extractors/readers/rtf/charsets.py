r"""The bytes of an RTF file as text: by the font's character set, the code page, or as the bytes suggest.

RTF 1.9.1 "Font Table" and "Character Set": a run's bytes (\'xx) are in its font's \fcharset, that of
charset 0 and 1 in \ansicpg. Chinese office systems name charset 0 and write GBK all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

SYMBOL = 2
"""The charset of picture fonts: a byte is a place in the font, U+F000 on in Unicode."""

_CHARSETS = {
    77: 'mac_roman', 80: 'gbk', 128: 'cp932', 129: 'cp949', 130: 'johab', 134: 'gb18030', 136: 'cp950',
    161: 'cp1253', 162: 'cp1254', 163: 'cp1258', 177: 'cp1255', 178: 'cp1256', 186: 'cp1257',
    204: 'cp1251', 222: 'cp874', 238: 'cp1250', 254: 'cp437', 255: 'cp850',
}  # fmt: skip
_WIDE = frozenset({'gb18030', 'gbk', 'cp950', 'cp932', 'cp949', 'johab', 'utf-8'})
_CODE_PAGES = {936: 'gb18030', 54936: 'gb18030', 10000: 'mac_roman', 10008: 'gbk', 65001: 'utf-8'}
_KNOWN_CODE_PAGES = (437, 850, 852, 866, 874, 932, 949, 950, *range(1250, 1259))
_WESTERN = 'cp1252'
_HIGH = re.compile(rb'[\x80-\xff]')
_PAIRS = re.compile(rb'(?:[\0-\x7f]|[\xa1-\xf7][\xa1-\xfe])+')
_MANY_PAIRS = re.compile(rb'(?:[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]){2}')


@dataclass(slots=True)
class Font:
    """An entry of the font table; charset and page (a codec) are None where it says nothing."""

    name: str = ''
    charset: int | None = None
    page: str | None = None

    @property
    def is_symbol(self) -> bool:
        """Whether its characters are pictures."""
        return self.charset == SYMBOL


class Decoded(NamedTuple):
    """Text, how many characters could not be read, and whether the encoding was guessed."""

    text: str
    lost: int = 0
    guessed: bool = False


def code_page(number: int | None) -> str | None:
    r"""The codec of an \ansicpg number; None where it is missing, unknown or the program's default."""
    if number in _CODE_PAGES:
        return _CODE_PAGES[number]
    return f'cp{number}' if number in _KNOWN_CODE_PAGES else None


def is_wide(codec: str | None) -> bool:
    """Whether characters take more than one byte."""
    return codec in _WIDE


def decode(raw: bytes, font: Font, wide_font: Font, page: str | None) -> Decoded:
    r"""A run's bytes as text; wide_font is the one named by \dbch, page the document's codec.

    Example: (b'\xb9\xab', Font('宋体', 134), Font(), 'gb18030') -> '公'.
    """
    if font.is_symbol and not _is_text(raw):
        return Decoded(''.join(chr(0xF000 + byte) if byte > 0x20 else chr(byte) for byte in raw))
    if not _HIGH.search(raw):
        return Decoded(raw.decode('ascii'))
    own = _CHARSETS.get(font.charset or 0) or font.page
    return _replaced(raw, own) if own is not None else _decode_default(raw, wide_font, page)


def _decode_default(raw: bytes, wide_font: Font, page: str | None) -> Decoded:
    """Bytes of a font that names no character set of its own."""
    wide = _CHARSETS.get(wide_font.charset or 0)
    if is_wide(wide) and _PAIRS.fullmatch(raw):
        return _replaced(raw, wide or '')
    if is_wide(page) and _fits(raw, page or ''):
        return Decoded(raw.decode(page or ''))
    if not is_wide(page) and _is_text(raw):
        return Decoded(raw.decode('gb18030'), guessed=True)
    return _replaced(raw, _WESTERN if is_wide(page) else page or _WESTERN)


def _is_text(raw: bytes) -> bool:
    """Whether bytes said to be western letters or pictures can only be Chinese: pairs beside each other."""
    return bool(_PAIRS.fullmatch(raw) and _MANY_PAIRS.search(raw)) and _fits(raw, 'gb18030')


def _fits(raw: bytes, codec: str) -> bool:
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _replaced(raw: bytes, codec: str) -> Decoded:
    text = raw.decode(codec, 'replace')
    return Decoded(text, text.count('\ufffd'))
