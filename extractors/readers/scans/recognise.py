"""A picture of a page to the page: upright, straight, its letters read, its tables and ticks found."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from extractors.readers.pages.page import NOTHING_DRAWN, Glyph, Notes, Page
from extractors.readers.pages.shown import matrix_to_places
from extractors.readers.pages.sight import Sight
from extractors.readers.scans.again import read_again
from extractors.readers.scans.cells import image_to_tables
from extractors.readers.scans.engine import (
    Engine,
    image_to_lines,
    lines_if_upright,
    load_engine,
    quarters_guessed,
)
from extractors.readers.scans.inside import cell_by_cell
from extractors.readers.scans.letters import SeenLine
from extractors.readers.scans.marks import with_ticks
from extractors.readers.scans.seals import Plain, without_seals
from extractors.readers.scans.straighten import Straight, straighten
from extractors.readers.scans.strokes import with_strokes
from extractors.readers.scans.told import in_points
from extractors.readers.scans.unsure import unread_cells, unsure_letters
from extractors.readers.scans.upright import letters_to_prove, quarters_off
from extractors.readers.scans.words import with_full_width

_BASELINE = 0.12
"""How far above a line's lower edge its baseline stands, as a share of its height."""

_LEAST_SIDE = 16
"""Pixels: in a narrower picture stands no letter."""


def load_sight() -> Sight:
    """The recogniser with its models loaded."""
    return partial(image_to_page, load_engine())


def image_to_page(engine: Engine, image: Any, dpi: float, number: int) -> Page:
    """The page that a picture shows; see Sight."""
    import numpy as np

    if min(image.shape[:2]) < _LEAST_SIDE:
        height, width = (side * 72 / dpi for side in image.shape[:2])
        return Page(number, width, height, 0, (), 0, NOTHING_DRAWN, (), Notes(), cells=())
    quarters, shape, straight, plain, found = _read_upright(engine, image, dpi)
    ruled = image_to_tables(plain.image, found)
    tables = ruled.tables
    filled = cell_by_cell(engine, plain.image, found, tables, dpi)
    again = read_again(engine, plain.image, filled.lines)
    lines = [with_full_width(line) for line in with_strokes(again, plain.image)]
    ticked = with_ticks(straight.image, lines, tables)  # with its seals: a tick may be red
    lines = ticked.lines
    point = 72 / dpi
    glyphs = [glyph for line in lines for glyph in line_to_glyphs(line, point)]
    height, width = straight.image.shape[:2]
    back = np.array(_turned_back(quarters, *shape[1::-1])) @ np.array(straight.matrix)
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
        cells=tuple(tuple(in_points(cell, point) for cell in table) for table in tables),
        problems=(
            *plain.problems(number, point),
            *ticked.problems(number, point),
            *ruled.problems(number, point),
            *unsure_letters(lines, number, point),
            *unread_cells(filled.unread, number, point),
        ),
        places=matrix_to_places(back.tolist(), dpi / 72),
    )


class _Upright(NamedTuple):
    """A picture turned upright and pulled straight, without its seals, and its lines."""

    quarters: int
    shape: tuple[int, ...]
    straight: Straight
    plain: Plain
    lines: list[SeenLine]


def _read_upright(engine: Engine, image: Any, dpi: float) -> _Upright:
    """The page as guessed to lie, where it reads well so; else as its lines prove."""
    guess = quarters_guessed(engine, image)
    shape, straight, plain = _turned(image, guess, dpi)
    lines = lines_if_upright(engine, plain.image, letters_to_prove(guess))
    if lines is not None:
        return _Upright(guess, shape, straight, plain, lines)
    quarters = quarters_off(engine, image)
    if quarters != guess:
        shape, straight, plain = _turned(image, quarters, dpi)
    return _Upright(quarters, shape, straight, plain, image_to_lines(engine, plain.image))


def _turned(image: Any, quarters: int, dpi: float) -> tuple[tuple[int, ...], Straight, Plain]:
    """The shape of the picture turned, that picture pulled straight, and without its seals."""
    import numpy as np

    turned = np.ascontiguousarray(np.rot90(image, quarters))
    straight = straighten(turned)
    return turned.shape, straight, without_seals(straight.image, dpi)


def line_to_glyphs(line: SeenLine, point: float) -> list[Glyph]:
    """A line's letters as glyphs on one baseline, a column's each on its own; point is points a pixel."""
    glyphs = []
    for letter in line.letters:
        place = letter.box if line.is_column else line.box
        y0, y1 = place.y0 * point, place.y1 * point
        base = y1 - _BASELINE * (y1 - y0)
        glyphs.append(Glyph(letter.text, letter.box.x0 * point, y0, letter.box.x1 * point, y1, base))
    return glyphs


def _turned_back(quarters: int, width: int, height: int) -> list[list[float]]:
    """Pixels of the upright picture (this wide and high) to those of the picture as given."""
    if quarters == 0:
        return [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    if quarters == 1:
        return [[0, -1, height], [1, 0, 0], [0, 0, 1]]
    if quarters == 2:
        return [[-1, 0, width], [0, -1, height], [0, 0, 1]]
    return [[0, 1, 0], [-1, 0, width], [0, 0, 1]]
