"""Letters of OFD text objects with their boxes: in points from the page's top left, as the page is shown."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractors.readers.docx.symbols import drawn_text
from extractors.readers.ofd.canvas import POINTS
from extractors.readers.ofd.colours import Colour
from extractors.readers.ofd.objects import Letter, Matrix, Source, Text
from extractors.readers.ofd.package import Ofd
from extractors.readers.pages.page import Glyph
from extractors.readers.pdf.letters import clean_letter
from model.place import Box
from text.lines import display_width

_ASCENT, _DESCENT = 0.88, 0.12
"""Of a letter's size, how much stands above and below its base line."""
_TURNS = ((1, 0), (0, 1), (-1, 0), (0, -1))
_NARROW = frozenset('ijl1tfrI.,:;\'"`|!()[]{}/\\-· ')
_BROAD = frozenset('mwMW@%&—…')
_WIDTHS = {'narrow': 0.36, 'broad': 0.85, 'upper': 0.68, 'other': 0.5}
"""Of the size, about how wide letters are whose fonts say nothing."""
_STRETCH = 1.35
"""By so much a letter may be wider than usual; what is more is a gap."""
_EVEN = 2.4
"""By so much where all steps of a run are alike: digits set as wide as Chinese letters have no gaps."""
_LEAST = 0.5
"""Of a Chinese letter, what it keeps when set closely."""
_PICTURE_FONTS = (
    ('wingdings2', 'wingdings 2'),
    ('wingdings', 'wingdings'),
    ('webdings', 'webdings'),
    ('symbolmt', 'symbol'),
)


class Run(NamedTuple):
    """A text object's letters; way is by how many clockwise quarter turns they stand, -1 for aslant.

    order counts the page's objects from the lowest; size is in points.
    """

    source: Source
    order: int
    way: int
    colour: Colour
    size: float
    glyphs: tuple[Glyph, ...]
    box: Box


def text_to_run(ofd: Ofd, source: Source, order: int, text: Text) -> Run:
    """A text object's letters where they are drawn; of the fonts of signs (Wingdings) what they show."""
    cos, sin = _TURNS[text.quarters]
    turned: Matrix = (cos * text.stretch, sin * text.stretch, -sin, cos, 0, 0)
    a, b, c, d, _, _ = text.matrix
    across, along = a * cos + c * sin, b * cos + d * sin
    turns = math.atan2(along, across) * 2 / math.pi
    way = round(turns) % 4 if abs(turns - round(turns)) < 0.1 else -1
    font = _font_of_signs(ofd, text.font)
    glyphs = tuple(_glyphs(text, turned, font))
    xs = [each for glyph in glyphs for each in (glyph.x0, glyph.x1)]
    ys = [each for glyph in glyphs for each in (glyph.y0, glyph.y1)]
    size = text.size * math.hypot(c, d) * POINTS
    return Run(source, order, way, text.colour, size, glyphs, Box(min(xs), min(ys), max(xs), max(ys)))


def _glyphs(text: Text, turned: Matrix, font: str) -> Iterator[Glyph]:
    a, b, c, d, e, f = text.matrix
    m, n, o, p, _, _ = turned
    top, bottom = -_ASCENT * text.size, _DESCENT * text.size
    new = tuple.__new__  # half of the time that the class's own takes, for each letter
    for letter, start, wide in _spread(text):
        places = []
        for x, y in ((start, top), (start + wide, bottom), (start, 0.0)):
            right, down = m * x + o * y + letter.x, n * x + p * y + letter.y
            places.append(((a * right + c * down + e) * POINTS, (b * right + d * down + f) * POINTS))
        (x0, y0), (x1, y1), (_, base) = places
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        shown = letter.text
        if font or shown < '\u3400' or shown >= '\ue000':
            shown = _shown(shown, font)
        for each in shown:
            yield new(Glyph, (each, x0, y0, x1, y1, base))


def _spread(text: Text) -> Iterator[tuple[Letter, float, float]]:
    """Each letter with where it begins behind its place, and its width; letters of one glyph share that."""
    held: list[Letter] = []
    steps = {round(letter.wide, 2) for letter in text.letters if letter.wide is not None}
    most = _EVEN if len(steps) == 1 else _STRETCH
    for letter in text.letters:
        held.append(letter)
        if letter.wide == 0:
            continue
        wide = _width(letter, text, len(held), most) / len(held)
        for index, each in enumerate(held):
            yield each, wide * index, wide
        held = []


def _shown(letter: str, font: str) -> str:
    if font or letter >= '\uf020':
        letter = drawn_text(letter, font)
        letter = drawn_text(letter, 'wingdings 2') if '\uf020' <= letter[:1] <= '\uf0ff' else letter
    return clean_letter(letter)


def _width(letter: Letter, text: Text, count: int, most: float) -> float:
    """The width of a glyph for so many letters, before it is stretched: by the next one's place, if usual.

    most is by how much it may be wider than usual.
    """
    size, told = text.size, letter.wide
    usual = _usual_width(letter.text) * size * count
    if told is None:
        return usual
    told /= max(text.stretch, 0.01)
    if usual == size:
        return min(usual, max(told, _LEAST * size))
    return min(told, most * usual)


@lru_cache(maxsize=4096)
def _usual_width(letter: str) -> float:
    if display_width(letter) == 1.0:
        return 1.0
    if letter in _NARROW:
        return _WIDTHS['narrow']
    if letter in _BROAD:
        return _WIDTHS['broad']
    return _WIDTHS['upper' if letter.isupper() else 'other']


def _font_of_signs(ofd: Ofd, id_: str) -> str:
    """The name by which symbols.FONTS knows a font of signs, '' for any other."""
    resource = ofd.resources.get(id_)
    if resource is None:
        return ''
    name = f'{resource.element.get("FontName")} {resource.element.get("FamilyName")}'
    plain = re.sub(r'[\s-]', '', name.lower())
    return next((known for sign, known in _PICTURE_FONTS if sign in plain), '')
