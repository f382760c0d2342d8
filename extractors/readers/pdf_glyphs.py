"""A PDF page's letters with their places, and what else lies on it, by pdfium."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from extractors.readers.docx_symbols import drawn_text
from model.errors import Damaged, Encrypted
from model.place import Box


class Glyph(NamedTuple):
    """One letter; points from the top left of its page as it is read; base is its baseline."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float


class Drawn(NamedTuple):
    """What lies on a page besides letters as such.

    picture is the share of the page that its largest picture covers; paths counts rules and
    shapes, ruled tells that some are upright rules or frames; lost tells that pdfium left out
    letters (single ones in a font neither in the file nor on this machine), invisible that a
    recogniser laid letters unseen over a scan.
    """

    picture: float
    paths: int
    ruled: bool
    lost: bool
    invisible: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page as pdfium sees it, turned so that most of its text is upright.

    number counts from 1; width and height are as read; quarters is by how many clockwise quarter
    turns that is off the page as a viewer shows it (0 but for pages lying on their side); aslant
    counts letters left out because they run another way.
    """

    number: int
    width: float
    height: float
    quarters: int
    glyphs: tuple[Glyph, ...]
    aslant: int
    drawn: Drawn


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


def open_pdf(path: Path) -> Any:
    """The open pdfium document; raises Encrypted where a password is asked for, else Damaged."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
        if document.get_formtype() != pdfium.raw.FORMTYPE_NONE:
            document.init_forms()
    except pdfium.PdfiumError as fault:
        if getattr(fault, 'err_code', None) == pdfium.raw.FPDF_ERR_PASSWORD:
            raise Encrypted("设了打开密码，读不了；请取消密码另存后再放入") from fault
        raise Damaged("PDF 已损坏或不完整，打不开；请重新拷贝，或让来文单位重新发一份") from fault
    return document


def document_to_pages(document: Any) -> Iterator[Page]:
    """Each page in turn; filled form fields and typed-on notes are part of the page."""
    for index in range(len(document)):
        page = _flat_page(document, index)
        yield _page_to_letters(page, index + 1)
        page.close()


def turn_box(box: Box, width: float, height: float, quarters: int) -> Box:
    """A box on a page of this size after clockwise quarter turns of the page, from the new top left."""
    for _ in range(quarters % 4):
        box = Box(height - box.y1, box.x0, height - box.y0, box.x1)
        width, height = height, width
    return box


def _flat_page(document: Any, index: int) -> Any:
    from pypdfium2 import raw

    page = document[index]
    if (
        raw.FPDFPage_GetAnnotCount(page)
        and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS
    ):
        page.close()
        page = document[index]
    return page


def _page_to_letters(page: Any, number: int) -> Page:
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    letters = list(_letters(page))
    ways = Counter(way for way, _, _, _ in letters)
    way = ways.most_common(1)[0][0] if ways else 0
    quarters = -way % 4
    glyphs = []
    for its_way, text, (x0, y0, x1, y1), (x, y) in letters:
        if its_way == way:
            box = turn_box(Box(x0 - left, top - y1, x1 - left, top - y0), width, height, quarters)
            point = turn_box(Box(x - left, top - y, x - left, top - y), width, height, quarters)
            glyphs.append(Glyph(text, *box, point.y1))
    drawn = _drawn(page, width * height)
    if quarters % 2:
        width, height = height, width
    shown = page.get_rotation() // 90
    aslant = len(letters) - len(glyphs)
    return Page(number, width, height, (quarters - shown) % 4, tuple(glyphs), aslant, drawn)


_Letter = tuple[int, str, tuple[float, float, float, float], tuple[float, float]]


def _letters(page: Any) -> Iterator[_Letter]:
    """Direction in clockwise quarter turns (-1: aslant), text, box and origin, in the PDF's own points."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in (0, 10, 13) or (code == 32 and raw.FPDFText_IsGenerated(textpage, index)):
            continue
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        turns = raw.FPDFText_GetCharAngle(textpage, index) * 2 / math.pi
        way = round(turns) % 4 if abs(turns - round(turns)) < 0.1 else -1
        letter = chr(code)
        if '\uf020' <= letter <= '\uf0ff' or (letter.isalpha() and code < 0x100):
            letter = _drawn_letter(letter, _font_name(textpage, index))
        yield way, clean_letter(letter), (box.left, box.bottom, box.right, box.top), (x.value, y.value)
    textpage.close()


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


def clean_letter(letter: str) -> str:
    """A letter for its compatibility form (⽅ 方, ⺠ 民, 豈 豈); full-width punctuation stays as it is."""
    if letter < '\u2e80':
        return '-' if letter == _HYPHEN else letter
    if (
        '\u2e80' <= letter <= '\u2fdf'
        or '\uf900' <= letter <= '\ufaff'
        or '\U0002f800' <= letter <= '\U0002fa1f'
    ):
        return unicodedata.normalize('NFKC', letter.translate(_RADICALS))
    return letter


def _drawn(page: Any, area: float) -> Drawn:
    from pypdfium2 import raw

    picture, paths, ruled, lost, invisible = 0.0, 0, False, False, False
    wanted = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_TEXT)
    for thing in page.get_objects(filter=wanted):
        left, bottom, right, top = thing.get_bounds()
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            picture = max(picture, (right - left) * (top - bottom) / area)
        elif thing.type == raw.FPDF_PAGEOBJ_TEXT:
            lost = lost or (right - left < 0.01 and _is_foreign(thing))
            invisible = (
                invisible or raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
            )
        else:
            paths += 1
            ruled = ruled or top - bottom > 8
    return Drawn(picture, paths, ruled, lost, invisible)


def _is_foreign(text: Any) -> bool:
    """Whether a text's font is not in the file."""
    from pypdfium2 import raw

    return not raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(text))
