"""A PDF's pages as they are read: letters, rules and notes, upright, from the top left."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from extractors.readers.pages.page import Glyph, Notes, Page, turn_box
from extractors.readers.pdf.drawn import page_to_drawn
from extractors.readers.pdf.letters import Letter, page_to_letters
from extractors.readers.pdf.notes import take_notes
from model.errors import Damaged, Encrypted, TooLarge
from model.place import Box

MAX_PAGES = 3000


def open_pdf(path: Path) -> Any:
    """The open pdfium document; raises Encrypted where a password is asked for, TooLarge, else Damaged."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
        if len(document) > MAX_PAGES:
            raise TooLarge(f"有{len(document)}页，超过上限{MAX_PAGES}页；请按文件或章节拆分后再放入")
        if document.get_formtype() != pdfium.raw.FORMTYPE_NONE:
            logging.getLogger('pypdfium2').setLevel(logging.CRITICAL)  # it warns of dynamic forms: told by us
            document.init_forms()
    except pdfium.PdfiumError as fault:
        if getattr(fault, 'err_code', None) == pdfium.raw.FPDF_ERR_PASSWORD:
            raise Encrypted("设了打开密码，读不了；请取消密码另存后再放入") from fault
        raise Damaged("PDF 已损坏或不完整，打不开；请重新拷贝，或让来文单位重新发一份") from fault
    return document


def document_to_pages(document: Any) -> Iterator[Page]:
    """Each page in turn; filled form fields and typed-on notes are part of the page."""
    for index in range(len(document)):
        page = document[index]
        notes, flattened = take_notes(page)
        if flattened:
            page.close()
            page = document[index]
        yield _page_as_read(page, index + 1, notes)
        page.close()


def _page_as_read(page: Any, number: int, notes: Notes) -> Page:
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    drawn = page_to_drawn(page, max(width * height, 1.0))
    letters = page_to_letters(page, number, forms=drawn.forms)
    ways = Counter([letter[0] for letter in letters])
    way = ways.most_common(1)[0][0] if ways else 0
    quarters = -way % 4

    def as_read(box: Box) -> Box:
        """A box in the PDF's own points on the page as read."""
        from_top = Box(box.x0 - left, top - box.y1, box.x1 - left, top - box.y0)
        return turn_box(from_top, width, height, quarters) if quarters else from_top

    glyphs = _letters_as_read(letters, way, as_read, (left, top))
    notes = notes.placed(as_read)
    rules = _without_frames(map(as_read, drawn.rules), notes.frames)
    aslant = len(letters) - len(glyphs)
    glyphs = with_fields(glyphs, notes)
    if quarters % 2:
        width, height = height, width
    shown = page.get_rotation() // 90
    return Page(number, width, height, (quarters - shown) % 4, tuple(glyphs), aslant, drawn, rules, notes)


def _letters_as_read(
    letters: list[Letter], way: int, as_read: Callable[[Box], Box], corner: tuple[float, float]
) -> list[Glyph]:
    """The letters that run the page's way."""
    left, top = corner
    if way == 0:
        new = tuple.__new__  # half of the time that the class's own takes, for each letter
        return [
            new(Glyph, (text, x0 - left, top - y1, x1 - left, top - y0, top - y))
            for its_way, text, x0, y0, x1, y1, _, y in letters
            if its_way == 0
        ]
    return [
        Glyph(text, *as_read(Box(x0, y0, x1, y1)), as_read(Box(x, y, x, y)).y1)
        for its_way, text, x0, y0, x1, y1, x, y in letters
        if its_way == way
    ]


def with_fields(glyphs: list[Glyph], notes: Notes) -> list[Glyph]:
    """Letters with tick boxes as '☑' and '□' in place of whatever is drawn there, and values not drawn."""
    for field in notes.fields:
        x0, y0, x1, y1 = field.box
        if field.is_box:
            glyphs = [glyph for glyph in glyphs if not _is_mark_in(glyph, field.box)]
            size = min(x1 - x0, y1 - y0)
            x0, x1 = (x0 + x1 - size) / 2, (x0 + x1 + size) / 2
        wide = min((x1 - x0) / len(field.text), y1 - y0)
        glyphs += [
            Glyph(letter, x0 + wide * index, y0, x0 + wide * (index + 1), y1, y1 - 0.2 * (y1 - y0))
            for index, letter in enumerate(field.text)
            if not letter.isspace()
        ]
    return glyphs


def _is_mark_in(glyph: Glyph, box: Box) -> bool:
    """Whether a letter in a tick box is its tick or its frame: no Chinese letter, none of a word."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    inside = box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1
    return inside and not '\u3400' <= glyph.text <= '\uf8ff'


def _without_frames(rules: Iterable[Box], frames: list[Box]) -> tuple[Box, ...]:
    """The rules less what is drawn of form fields."""
    if not frames:
        return tuple(rules)
    return tuple(rule for rule in rules if not any(_is_within(rule, frame) for frame in frames))


def _is_within(rule: Box, frame: Box) -> bool:
    across = frame.x0 - 1 <= rule.x0 and rule.x1 <= frame.x1 + 1
    return across and frame.y0 - 1 <= rule.y0 and rule.y1 <= frame.y1 + 1
