"""What lies on an OFD page: letters, outlines and images, each with its matrix to millimetres of the page.

Reading takes its letters and rules from here as drawing does. A matrix (a, b, c, d, e, f) takes x, y to
a*x + c*y + e, b*x + d*y + f, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from extractors.readers.ofd.colours import BLACK, CLEAR, Colour, value_to_colour
from extractors.readers.ofd.package import Element, Ofd, Page, Rect, floats, found, local, rect_of, text_of
from extractors.readers.ofd.paths import Segment, data_to_segments, deltas

Matrix = tuple[float, float, float, float, float, float]
THIN = 0.353
"""Millimetres of a rule that gives no width (GB/T 33190 table 17)."""

_MAX_DEPTH = 12
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DIRECTIONS = ('0', '90', '180', '270')
_STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1))
"""The way to the next letter, by ReadDirection."""
_LAYERS = {'Background': 0, 'Body': 1, 'Foreground': 2}
HIDING = frozenset({'false', '0'})


class Letter(NamedTuple):
    """A letter whose baseline begins at x, y; glyph is its number in an embedded font, None for its own.

    wide is how far behind it the next letter of its line begins (0 where one glyph draws both), None where
    none does.
    """

    text: str
    x: float
    y: float
    glyph: int | None
    wide: float | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A run of letters in one font; size in millimetres, quarters turns each letter clockwise by itself."""

    letters: tuple[Letter, ...]
    matrix: Matrix
    font: str
    size: float
    colour: Colour
    stretch: float = 1.0
    bold: bool = False
    italic: bool = False
    quarters: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline; fill and stroke are None where it has none."""

    segments: tuple[Segment, ...]
    matrix: Matrix
    fill: Colour | None
    stroke: Colour | None
    width: float
    even_odd: bool = False
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """An image on the square from 0, 0 to 1, 1 of its matrix."""

    resource: str
    matrix: Matrix
    opacity: int


Drawn = Text | Shape | Image


class Source(NamedTuple):
    """What brings an object onto a page: 'own', 'template' (or a background layer) or 'annotation'.

    element is that layer or annotation.
    """

    kind: str
    element: Element


@dataclass(frozen=True, slots=True)
class _Setting:
    """What an object takes from those around it."""

    ofd: Ofd
    matrix: Matrix
    params: tuple[Element, ...] = ()
    opacity: int = 255
    depth: int = 0


def page_to_objects(ofd: Ofd, page: Page) -> Iterator[Drawn]:
    """Everything on a page but its stamps, the lowest first; places in millimetres from its top left."""
    for _, thing in page_to_sourced(ofd, page):
        yield thing


def page_to_sourced(ofd: Ofd, page: Page) -> Iterator[tuple[Source, Drawn]]:
    """The same, each with what brings it onto the page."""
    setting = _Setting(ofd, (1.0, 0.0, 0.0, 1.0, -page.area.x, -page.area.y))
    for tree in page.layers:
        if local(tree) == 'PageAnnot':
            for note in shown(found(tree, 'Annot')):
                source = Source('annotation', note)
                for thing in _note_to_objects(note, setting):
                    yield source, thing
            continue
        for layer in sorted(shown(found(tree, 'Content', 'Layer')), key=_depth):
            is_own = tree is page.own and layer.get('Type') != 'Background'
            source = Source('own' if is_own else 'template', layer)
            for thing in _children(layer, _with_params(layer, setting)):
                yield source, thing


def shown(elements: Iterable[Element]) -> Iterator[Element]:
    """Those that are not set to be invisible."""
    return (element for element in elements if element.get('Visible') not in HIDING)


def _depth(layer: Element) -> int:
    return _LAYERS.get(layer.get('Type') or 'Body', 1)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does the first, then the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _note_to_objects(note: Element, setting: _Setting) -> Iterator[Drawn]:
    for look in found(note, 'Appearance'):
        rect = rect_of(look.get('Boundary')) or Rect(0, 0, 0, 0)
        yield from _children(
            look, replace(setting, matrix=times((1, 0, 0, 1, rect.x, rect.y), setting.matrix))
        )


def _children(parent: Element, setting: _Setting) -> Iterator[Drawn]:
    if setting.depth > _MAX_DEPTH:
        return
    for child in shown(parent):
        kind = local(child)
        if kind == 'PageBlock':
            yield from _children(child, replace(setting, depth=setting.depth + 1))
        elif kind in _MAKERS:
            yield from _MAKERS[kind](child, _placed(child, setting))


def _with_params(element: Element, setting: _Setting) -> _Setting:
    """The drawing parameters that an element names, before those around it, each with those it refers to."""
    chain: list[Element] = []
    name = element.get('DrawParam')
    while name in setting.ofd.resources and len(chain) < _MAX_DEPTH:
        chain.append(setting.ofd.resources[name].element)
        name = chain[-1].get('Relative')
    return replace(setting, params=(*chain, *setting.params))


def _placed(element: Element, setting: _Setting) -> _Setting:
    rect = rect_of(element.get('Boundary')) or Rect(0, 0, 0, 0)
    numbers = floats(element.get('CTM'))
    own: Matrix = (
        (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
        if len(numbers) == 6
        else _UNIT
    )
    matrix = times(times(own, (1, 0, 0, 1, rect.x, rect.y)), setting.matrix)
    alpha = floats(element.get('Alpha'))
    opacity = round(setting.opacity * (min(max(alpha[0], 0), 255) / 255 if alpha else 1))
    return replace(_with_params(element, setting), matrix=matrix, opacity=opacity, depth=setting.depth + 1)


def _text(element: Element, setting: _Setting) -> Iterator[Drawn]:
    size = (floats(element.get('Size') or element.get('size')) or [0.0])[0]
    stretch = (floats(element.get('HScale')) or [1.0])[0]
    letters = tuple(_letters(element, size))
    colour = _colour(element, 'FillColor', setting) or BLACK
    if element.get('Fill') in HIDING:
        colour = _colour(element, 'StrokeColor', setting) or BLACK
        colour = CLEAR if element.get('Stroke') in (None, *HIDING) else colour
    weight = (floats(element.get('Weight')) or [400.0])[0]
    way = element.get('CharDirection') or '0'
    if letters and size > 0:
        yield Text(
            letters=letters,
            matrix=setting.matrix,
            font=element.get('Font') or '',
            size=size,
            colour=_faded(colour, setting),
            stretch=stretch,
            bold=weight >= 600,
            italic=element.get('Italic') == 'true',
            quarters=_DIRECTIONS.index(way) if way in _DIRECTIONS else 0,
        )


def _letters(element: Element, size: float) -> Iterator[Letter]:
    """Each letter with its place, and its glyph where the file names one."""
    glyphs = dict(_glyphs(element))
    way = element.get('ReadDirection') or '0'
    right, below = _STEPS[_DIRECTIONS.index(way) if way in _DIRECTIONS else 0]
    index = 0
    x = y = 0.0
    for code in found(element, 'TextCode'):
        text = _written(code.text or '')
        x, y = (floats(code.get('X')) or [x])[0], (floats(code.get('Y')) or [y])[0]
        across, down = deltas(code.get('DeltaX')), deltas(code.get('DeltaY'))
        natural = not across and not down
        for place, letter in enumerate(text):
            step = (size if letter > '\u2000' else size / 2) if natural else 0.0
            on = step * right if natural else _at(across, place)
            fall = step * below if natural else _at(down, place)
            is_told = not natural and not fall and on >= 0 and place < len(text) - 1
            yield Letter(letter, x, y, glyphs.get(index), on if is_told else None)
            x += on
            y += fall
            index += 1


def _written(text: str) -> str:
    """A text code's letters without the line ends and indents of tidied XML, which have no places."""
    return ''.join(line.strip() for line in text.splitlines()) if '\n' in text else text


def _at(offsets: list[float], place: int) -> float:
    """The offset behind a letter; of a list that is too short the last one goes on, as readers do."""
    return offsets[min(place, len(offsets) - 1)] if offsets else 0.0


def _glyphs(element: Element) -> Iterator[tuple[int, int]]:
    for change in found(element, 'CGTransform'):
        first = int((floats(change.get('CodePosition')) or [0.0])[0])
        for index, glyph in enumerate(floats(text_of(change, 'Glyphs'))):
            if 0 <= glyph < 0x10000:
                yield first + index, int(glyph)


def _shape(element: Element, setting: _Setting) -> Iterator[Drawn]:
    data = text_of(element, 'AbbreviatedData')
    fill = _colour(element, 'FillColor', setting) or BLACK if element.get('Fill') == 'true' else None
    stroke = _colour(element, 'StrokeColor', setting) or BLACK if element.get('Stroke') != 'false' else None
    segments = tuple(data_to_segments(data or ''))
    if segments and (fill or stroke):
        yield Shape(
            segments=segments,
            matrix=setting.matrix,
            fill=fill and _faded(fill, setting),
            stroke=stroke and _faded(stroke, setting),
            width=(floats(_said(element, 'LineWidth', setting)) or [THIN])[0],
            even_odd=element.get('Rule') == 'Even-Odd',
            dashes=tuple(floats(_said(element, 'DashPattern', setting))),
        )


def _image(element: Element, setting: _Setting) -> Iterator[Drawn]:
    matrix = setting.matrix
    rect = rect_of(element.get('Boundary'))
    if not element.get('CTM') and rect:
        matrix = times((rect.width, 0, 0, rect.height, 0, 0), matrix)
    yield Image(element.get('ResourceID') or '', matrix, setting.opacity)


def _unit(element: Element, setting: _Setting) -> Iterator[Drawn]:
    resource = setting.ofd.resources.get(element.get('ResourceID') or '')
    for content in () if resource is None else found(resource.element, 'Content'):
        yield from _children(content, setting)


_MAKERS = {'TextObject': _text, 'PathObject': _shape, 'ImageObject': _image, 'CompositeObject': _unit}


def _said(element: Element, name: str, setting: _Setting) -> str | None:
    """An attribute of an object, else of the drawing parameters that hold for it."""
    return next((each.get(name) for each in (element, *setting.params) if each.get(name)), None)


def _colour(element: Element, name: str, setting: _Setting) -> Colour | None:
    for each in (element, *setting.params):
        for said in found(each, name):
            return value_to_colour(said)
    return None


def _faded(colour: Colour, setting: _Setting) -> Colour:
    return (*colour[:3], colour[3] * setting.opacity // 255)
