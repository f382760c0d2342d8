"""A picture of a page to the page: upright, straight, its letters read, its tables and ticks found."""

from __future__ import annotations

from functools import partial
from typing import Any

from extractors.readers.pages.page import NOTHING_DRAWN, Glyph, Notes, Page
from extractors.readers.pages.shown import matrix_to_places
from extractors.readers.pages.sight import Sight
from extractors.readers.scans.engine import Engine, SeenLine, image_to_lines, load_engine, quarters_off

_BASELINE = 0.2
"""How far above a line's lower edge its baseline stands, as a share of its height."""


def load_sight() -> Sight:
    """The recogniser with its models loaded."""
    return partial(image_to_page, load_engine())


def image_to_page(engine: Engine, image: Any, dpi: float, number: int) -> Page:
    """The page that a picture shows; see Sight."""
    import numpy as np

    quarters = quarters_off(engine, image)
    upright = np.ascontiguousarray(np.rot90(image, quarters))
    height, width = upright.shape[:2]
    lines = image_to_lines(engine, upright)
    point = 72 / dpi
    glyphs = [glyph for line in lines for glyph in line_to_glyphs(line, point)]
    return Page(
        number,
        width * point,
        height * point,
        quarters,
        tuple(glyphs),
        0,
        NOTHING_DRAWN,
        (),
        Notes(),
        cells=(),
        places=matrix_to_places(_turned_back(quarters, width, height), dpi / 72) if quarters else None,
    )


def line_to_glyphs(line: SeenLine, point: float) -> list[Glyph]:
    """A line's letters as glyphs on one baseline; point is points a pixel."""
    y0, y1 = line.box.y0 * point, line.box.y1 * point
    base = y1 - _BASELINE * (y1 - y0)
    return [
        Glyph(letter.text, letter.box.x0 * point, y0, letter.box.x1 * point, y1, base)
        for letter in line.letters
        if not letter.text.isspace()
    ]


def _turned_back(quarters: int, width: int, height: int) -> list[list[float]]:
    """Pixels of the upright picture (this wide and high) to those of the picture as given."""
    if quarters == 1:
        return [[0, -1, height], [1, 0, 0], [0, 0, 1]]
    if quarters == 2:
        return [[-1, 0, width], [0, -1, height], [0, 0, 1]]
    return [[0, 1, 0], [-1, 0, width], [0, 0, 1]]
