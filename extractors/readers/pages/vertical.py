"""Vertical writing: columns of letters from right to left, laid down so that they read as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractors.readers.pages.page import Glyph, Page, turn_box
from model.place import Box

_FEWEST = 20
_DESCENT = 0.12
"""Of a letter's size, how much lies below its base line."""


def is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """Whether most Chinese letters stand under the one drawn before; a narrow cell's do, but not a page's."""
    down = across = 0
    for last, glyph in pairwise(glyphs):
        if not ('\u3400' <= last.text <= '\u9fff' and '\u3400' <= glyph.text <= '\u9fff'):
            continue
        step = glyph.base - last.base
        if abs(step) < 0.2:
            across += 1
        elif 0 < step < 2.5 * (glyph.x1 - glyph.x0) and abs(glyph.x0 + glyph.x1 - last.x0 - last.x1) < 4:
            down += 1
    return down >= _FEWEST and down > 2 * across


def laid_down(page: Page) -> Page:
    """The page turned a quarter to the left, each column a line and the rightmost the first."""
    size = median([max(glyph.x1 - glyph.x0, glyph.y1 - glyph.y0) for glyph in page.glyphs])
    glyphs = []
    middle: float | None = None
    for glyph in page.glyphs:
        here = (glyph.x0 + glyph.x1) / 2
        if middle is None or abs(here - middle) > 0.6 * size:
            middle = here
        y1 = page.width - middle + size / 2
        x0 = glyph.base - (1 - _DESCENT) * size
        glyphs.append(Glyph(glyph.text, x0, y1 - size, x0 + size, y1, y1 - _DESCENT * size))
    rules = tuple(turn_box(rule, page.width, page.height, 3) for rule in page.rules)

    def places(box: Box) -> Box:
        back = turn_box(box, page.height, page.width, 1)
        return page.places(back) if page.places else back

    return replace(
        page,
        width=page.height,
        height=page.width,
        glyphs=tuple(glyphs),
        rules=rules,
        is_vertical=True,
        places=places,
    )
