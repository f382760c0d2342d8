"""The letters of a page by pdfium: what each says, which way it runs, and where it stands.

Calls into pdfium cost more than all else that is done with a letter, so each is made once for what it
holds of: the text for a page, direction and base line for a row of letters, the font for a run.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from extractors.readers.docx.symbols import drawn_text
from model.errors import TooLarge

MAX_LETTERS = 100_000
"""On one page; the fullest sheet of paper holds a tenth of that."""

NOT_A_LETTER = '\ufffd'

# Radicals that fonts without a full ToUnicode give for the letters themselves, and that NFKC leaves as they
# are (Unicode, EquivalentUnifiedIdeograph.txt); without this 民政局 is not found in "⺠政局".
_RADICALS = str.maketrans(
    '⺁⺇⺌⺓⺙⺟⺠⺧⺩⺫⺬⺱⺶⻁⻄⻅⻆⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳',
    '厂几小幺攵母民牛王目示网羊虎西见角贝足车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟',
)
_PICTURE_FONTS = (
    ('wingdings2', 'wingdings 2'),
    ('wingdings', 'wingdings'),
    ('webdings', 'webdings'),
    ('symbolmt', 'symbol'),
)
_HYPHEN = '\x02'
"""What pdfium gives for a hyphen at a line's end."""
_PERHAPS_PICTURES = frozenset(
    letter
    for letter in map(chr, (*range(0x21, 0x100), *range(0xF020, 0xF100)))
    if letter.isalpha() or letter > '\xa0'
)
_TOUCHING = 0.1
"""Letters whose sides are nearer than this, in points, are set without a gap."""
_STRAY = 0.5
"""How far, in points, a letter's origin may be off its matrix."""
_SAMPLE = 40
"""So many letters of a page tell what its matrices mean."""
_NOTHING = {'\0', '\n', '\r'}


Letter = tuple[int, str, float, float, float, float, float, float]
"""Way in clockwise quarter turns (-1 for aslant), text, x0, y0, x1, y1, and the origin's x, y; y upwards."""


def page_to_letters(page: Any, number: int, *, forms: bool) -> list[Letter]:
    """All letters in the order they are drawn, blanks that pdfium made up left out; x, y is the origin.

    forms tells that form objects draw on the page, as on pages scaled or laid several on a sheet.

    Raises TooLarge over MAX_LETTERS.
    """
    textpage = page.get_textpage()
    count = textpage.count_chars()
    if count > MAX_LETTERS:
        raise TooLarge(f"第{number}页有{count}个字，不像一页公文；请拆分或另存为 .xlsx、.docx 后再放入")
    found = list(_letters(textpage.raw, _text(textpage.raw, count), forms=forms))
    textpage.close()
    return found


def _text(textpage: Any, count: int) -> str:
    """One letter for each of the page's; in one call where pdfium's text has them all."""
    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(2 * (count + 1))
    length = raw.FPDFText_GetText(textpage, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: 2 * max(length - 1, 0)].decode('utf-16-le', errors='replace')
    if len(text) == count and '\ufffe' not in text and NOT_A_LETTER not in text:
        return text
    return ''.join(_chr(raw.FPDFText_GetUnicode(textpage, index)) for index in range(count))


def _chr(code: int) -> str:
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else NOT_A_LETTER


def _letters(textpage: Any, text: str, *, forms: bool) -> Iterator[Letter]:
    from pypdfium2 import raw

    loose_box, has_no_code = raw.FPDFText_GetLooseCharBox, raw.FPDFText_HasUnicodeMapError
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_ref, x_ref, y_ref = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    way, x1, row, plain = -1, 0.0, 0.0, False
    strays = _twinned() if forms and _matrices_tell(textpage, text) else frozenset()
    for index, letter in enumerate(text):
        if letter in _NOTHING or (letter == ' ' and raw.FPDFText_IsGenerated(textpage, index)):
            continue
        loose_box(textpage, index, box_ref)
        if way or abs(box.left - x1) > _TOUCHING or abs(box.bottom - row) > 1:  # not in a row with the last
            way = _way(raw.FPDFText_GetCharAngle(textpage, index))
            raw.FPDFText_GetCharOrigin(textpage, index, x_ref, y_ref)
            if letter in strays:
                _put_right(textpage, index, box, x, y)
            row = box.bottom
            plain = False
        x0, y0 = box.left, box.bottom
        x1 = box.right
        if letter.isascii() and letter.isalpha():
            if not plain:  # one look at the font for a word
                letter = _odd_letter(letter, textpage, index)  # noqa: PLW2901
            plain = letter.isascii()
        elif letter < '\u3000' or letter >= '\ue000':
            plain = False
            letter = _odd_letter(letter, textpage, index)  # noqa: PLW2901
        if has_no_code(textpage, index) == 1 and not _is_drawn(letter):
            letter = NOT_A_LETTER  # noqa: PLW2901
        yield way, letter, x0, y0, x1, box.top, x.value, y.value


@cache
def _twinned() -> frozenset[str]:
    """Letters that have a twin among the radicals and compatibility letters: pdfium may have put them in."""
    codes = (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))
    return frozenset(clean_letter(chr(code)) for code in codes)


def _matrices_tell(textpage: Any, text: str) -> bool:
    """Whether each letter's matrix says where it stands; some producers' say where its text object begins."""
    from pypdfium2 import raw

    place, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    plain = [index for index, letter in enumerate(text) if letter > '\u4e00' and letter not in _twinned()]
    sample = plain[:: len(plain) // _SAMPLE + 1]
    for index in sample:
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        raw.FPDFText_GetMatrix(textpage, index, place)
        if abs(place.e - x.value) > _STRAY or abs(place.f - y.value) > _STRAY:
            return False
    return bool(sample)


def _put_right(textpage: Any, index: int, box: Any, x: Any, y: Any) -> None:
    """A letter's box and origin by its matrix, if they are not where that draws it.

    For letters that it replaces by their equivalents (⽰ 示), pdfium forgets the matrix of the form object
    they are in, as Chromium's pages have once they are scaled; only FPDFText_GetMatrix is right.
    """
    from pypdfium2 import raw

    place = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(textpage, index, place):
        return
    if abs(place.e - x.value) < _STRAY and abs(place.f - y.value) < _STRAY:
        return
    size = raw.FPDFText_GetFontSize(textpage, index)
    corners = [
        (place.e + size * (place.a * u + place.c * v), place.f + size * (place.b * u + place.d * v))
        for u, v in ((0, -0.12), (1, 0.88))
    ]
    (box.left, box.right), (box.bottom, box.top) = (sorted(edges) for edges in zip(*corners, strict=True))
    x.value, y.value = place.e, place.f


def _odd_letter(letter: str, textpage: Any, index: int) -> str:
    if letter in _PERHAPS_PICTURES:
        letter = _drawn_letter(letter, _font_name(textpage, index))
    return clean_letter(letter)


def _way(angle: float) -> int:
    turns = angle * 2 / math.pi
    return round(turns) % 4 if abs(turns - round(turns)) < 0.1 else -1


def _font_name(textpage: Any, index: int) -> str:
    from pypdfium2 import raw

    buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(textpage, index, buffer, len(buffer), flags)
    return buffer.raw[: max(length - 1, 0)].decode('utf-8', errors='replace')


def _drawn_letter(letter: str, font: str) -> str:
    """A letter of a picture font as what it shows: 'þ' in Wingdings is '☑'."""
    plain = re.sub(r'[\s-]|regular', '', font.lower())
    known = next((name for sign, name in _PICTURE_FONTS if sign in plain), '')
    shown = drawn_text(letter, known)
    return drawn_text(shown, 'wingdings 2') if shown >= '\uf020' else shown


def _is_drawn(letter: str) -> bool:
    """Whether a letter without a code of its own is blank or has been told by its picture font."""
    return letter == ' ' or ('\u2000' < letter < '\u3000' and not letter.isalpha())


def clean_letter(letter: str) -> str:
    """A letter for its compatibility form (⽅ 方, ⺠ 民, 豈 豈); full-width punctuation stays as it is."""
    if letter < '\u2e80':
        return '-' if letter == _HYPHEN else letter
    if letter <= '\u2fdf' or '\uf900' <= letter <= '\ufaff' or '\U0002f800' <= letter <= '\U0002fa1f':
        return unicodedata.normalize('NFKC', letter.translate(_RADICALS))
    return letter
