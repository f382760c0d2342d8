"""Letters that pdfium leaves out for want of a font, by pdfplumber: it is 14 times slower."""

from __future__ import annotations

import logging
from io import BufferedReader
from typing import Any

from extractors.readers.pages.page import Glyph, Page, turn_box
from extractors.readers.pdf.letters import MAX_LETTERS, NOT_A_LETTER, clean_letter
from model.place import Box

_Places = tuple[float, float, float, float]


def open_slowly(file: BufferedReader) -> Any:
    """The pdfplumber document, None where it cannot open what pdfium could; the file must stay open."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger('pdfminer').setLevel(logging.CRITICAL)  # it warns of every odd byte
    try:
        document = pdfplumber.open(file)
        pages_seen = len(document.pages)
    except (PdfminerException, LookupError, TypeError, ValueError):
        return None
    return document if pages_seen else None


def read_slowly(document: Any, page: Page) -> list[Glyph] | None:
    """All letters of the page; None where it is too damaged."""
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        return _page_to_glyphs(document, page) if document else None
    except (PdfminerException, MalformedPDFException, LookupError, TypeError, ValueError):
        return None  # what pdfminer stumbles over in a file that pdfium has read


def _page_to_glyphs(document: Any, page: Page) -> list[Glyph]:
    shown = document.pages[page.number - 1]
    glyphs: list[Glyph] = []
    for letter in shown.chars[:MAX_LETTERS]:
        if letter['upright'] or page.quarters:
            places = (letter['x0'], letter['top'], letter['x1'], letter['bottom'])
            box = _box_as_read(places, shown, page)
            text = NOT_A_LETTER if letter['text'].startswith('(cid:') else letter['text']
            base = box.y1 - 0.15 * (box.y1 - box.y0)
            glyphs += [Glyph(clean_letter(each), *box, base) for each in text]
    shown.close()
    return glyphs


def _box_as_read(places: _Places, shown: Any, page: Page) -> Box:
    """The box from the crop box of the page turned upright: pdfplumber counts from the media box as shown."""
    left, top, right, bottom = (float(edge) for edge in shown.cropbox)
    x0, y0, x1, y1 = places
    turned = turn_box(
        Box(x0 - left, y0 - top, x1 - left, y1 - top), right - left, bottom - top, page.quarters
    )
    return Box(*(round(edge, 1) for edge in turned))
