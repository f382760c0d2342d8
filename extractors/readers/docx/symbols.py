"""Characters of picture fonts (Wingdings and kin) as the characters they look like."""

from __future__ import annotations

import re

_WINGDINGS = {
    0x28: '☎', 0x2A: '✉', 0x6C: '●', 0x6E: '■', 0x6F: '□', 0x71: '□', 0x72: '□', 0xA1: '○',
    0xA4: '◉', 0xA8: '□', 0xAB: '★', 0xB6: '☆', 0xFB: '×', 0xFC: '√', 0xFD: '☒', 0xFE: '☑',
    0x9E: '·', 0x9F: '•', 0x76: '❖', 0xA7: '▪', 0xD8: '➢', 0xE0: '→', 0xE8: '→', 0xF0: '→',
    0x81: '①', 0x82: '②', 0x83: '③', 0x84: '④', 0x85: '⑤', 0x86: '⑥', 0x87: '⑦', 0x88: '⑧',
    0x89: '⑨', 0x8A: '⑩',
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: '×', 0x50: '√', 0x51: '☒', 0x52: '☑', 0x53: '☒', 0x54: '☒', 0x97: '●', 0x98: '●',
    0x99: '○', 0x9A: '○', 0xA2: '■', 0xA3: '□', 0xA4: '□', 0xA5: '□', 0xA6: '□',
}  # fmt: skip
_WEBDINGS = {0x61: '√', 0x63: '□', 0x67: '■', 0x72: '×', 0x6E: '●', 0x31: '□'}
_GREEK = dict(
    zip(
        b'ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcyw',
        'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω',
        strict=True,
    )
)
_SYMBOL = _GREEK | {0xA3: '≤', 0xB3: '≥', 0xB4: '×', 0xB7: '·', 0xB1: '±', 0xD6: '√', 0xB0: '°', 0xAE: '→'}

FONTS = {'wingdings': _WINGDINGS, 'wingdings 2': _WINGDINGS_2, 'webdings': _WEBDINGS, 'symbol': _SYMBOL}

_PRIVATE = re.compile('[\uf020-\uf0ff]')
_PICTURED = re.compile('[\x21-\xff\uf020-\uf0ff]')


def symbol(font: str, code: str) -> str:
    r"""A w:sym's font and hexadecimal code as a character; '\ufffd' where the font is not known here.

    Example: ('Wingdings 2', 'F052') -> '☑'.
    """
    try:
        point = int(code, 16)
    except ValueError:
        return '\ufffd'
    table = FONTS.get(font.lower())
    if table is not None:
        return table.get(point & 0xFF, '\ufffd')
    return chr(point) if 0x20 <= point < 0xD800 else '\ufffd'


def needs_font(text: str) -> bool:
    """Whether a run's text may be in a picture font: private characters, or one or two of any kind."""
    return len(text) <= 2 or _PRIVATE.search(text) is not None


def drawn_text(text: str, font: str) -> str:
    """A run's text in its font: 'þ' in Wingdings is '☑'; private characters are Wingdings by default."""
    table = FONTS.get(font.lower())
    if table is not None:
        return _PICTURED.sub(lambda match: table.get(ord(match[0]) & 0xFF, match[0]), text)
    return _PRIVATE.sub(lambda match: _WINGDINGS.get(ord(match[0]) & 0xFF, match[0]), text)
