"""Outlines of an OFD page as rules across and down, and as grounds of colour."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from extractors.readers.ofd.canvas import POINTS
from extractors.readers.ofd.colours import Colour, lightness
from extractors.readers.ofd.objects import Matrix, Shape, times
from model.place import Box

_THIN = 3.0
"""A shape as thin as this, in points, is a rule, and a stroke wider than twice this is none."""
_STRAIGHT = 0.5
_LONGEST_PATH = 4000
_FEWEST_STROKES = 6
_SMALLEST, _LARGEST = 4.0, 60.0
"""Of letters drawn as outlines, in points."""
_OPAQUE = 250
_LIGHTEST = 250

_Point = tuple[float, float]


class Traced(NamedTuple):
    """A shape with the corners of its figures in points (see shape_to_figures), and the box around them."""

    shape: Shape
    figures: list[list[_Point]]
    box: Box


def trace(shape: Shape) -> Traced | None:
    """A shape's corners, None where it has none."""
    figures = list(shape_to_figures(shape))
    return Traced(shape, figures, bounds(chain.from_iterable(figures))) if figures else None


def traced_to_rules(traced: Traced) -> list[Box]:
    """A shape's straight sides; of a thin one its middle; of a patch of colour, or what is white, none."""
    shape, _, (x0, y0, x1, y1) = traced
    inks = [colour for colour in (shape.fill, shape.stroke) if colour and _is_ink(colour)]
    is_band = shape.stroke is not None and _is_band(shape)
    if not inks or (is_band and not shape.fill) or len(shape.segments) > _LONGEST_PATH:
        return []
    across, down = (y0 + y1) / 2, (x0 + x1) / 2
    if y1 - y0 < _THIN:
        dot = x1 - x0 < _THIN
        return [Box(x0, across, x1, across), *([Box(down, y0, down, y1)] if dot else [])]
    if x1 - x0 < _THIN:
        return [Box(down, y0, down, y1)]
    if not shape.stroke or not _is_ink(shape.stroke) or is_band:
        return []
    return [side for figure in shape_to_figures(shape, straight=True) for side in _sides(figure)]


def traced_to_ground(traced: Traced) -> tuple[Box, Colour] | None:
    """The rectangle that a shape lays in one colour over what is under it, None where it does not."""
    shape, figures, box = traced
    if shape.fill is None or shape.fill[3] < _OPAQUE or len(figures) != 1 or len(figures[0]) not in (4, 5):
        return None
    on_edge = all(
        min(abs(x - box.x0), abs(x - box.x1)) < _STRAIGHT
        and min(abs(y - box.y0), abs(y - box.y1)) < _STRAIGHT
        for x, y in figures[0]
    )
    return (box, shape.fill) if on_edge and min(box.x1 - box.x0, box.y1 - box.y0) >= _THIN else None


def traced_to_patch(traced: Traced) -> Box | None:
    """The box of a shape of any form that lays colour on the page, or of a wide stroke; None of a rule."""
    shape, _, (x0, y0, x1, y1) = traced
    if not (shape.fill or (shape.stroke and _is_band(shape))):
        return None
    around = _stroke_width(shape) / 2 if shape.stroke else 0.0
    box = Box(x0 - around, y0 - around, x1 + around, y1 + around)
    return box if min(box.x1 - box.x0, box.y1 - box.y0) >= _THIN else None


def is_outline(traced: Traced) -> bool:
    """Whether a shape could be a letter drawn as an outline: filled, many-sided, of a letter's size."""
    shape, _, (x0, y0, x1, y1) = traced
    if shape.fill is None or not _is_ink(shape.fill) or len(shape.segments) < _FEWEST_STROKES:
        return False
    return max(x1 - x0, y1 - y0) > _SMALLEST and y1 - y0 < _LARGEST and not traced_to_ground(traced)


def shape_to_figures(shape: Shape, *, straight: bool = False) -> Iterator[list[_Point]]:
    """The corners of each figure in points, a closed one's first again at its end; curves by their ends.

    straight leaves curves out: a figure ends where one begins.
    """
    a, b, c, d, e, f = times(shape.matrix, (POINTS, 0, 0, POINTS, 0, 0))
    figure: list[_Point] = []
    begun: _Point | None = None
    for kind, points in shape.segments:
        if kind == 'close':
            figure += [begun] if begun else []
            continue
        x, y = points[-2:]
        point = a * x + c * y + e, b * x + d * y + f
        if figure and (kind == 'move' or (straight and kind == 'curve')):
            yield figure
            figure = []
        begun = point if kind == 'move' else begun
        figure.append(point)
    if figure:
        yield figure


def bounds(points: Iterable[_Point]) -> Box:
    """The box around points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def square_to_box(matrix: Matrix) -> Box:
    """Where the square from 0, 0 to 1, 1 lies on the page, in points."""
    a, b, c, d, e, f = times(matrix, (POINTS, 0, 0, POINTS, 0, 0))
    return bounds([(e, f), (a + e, b + f), (c + e, d + f), (a + c + e, b + d + f)])


def _is_ink(colour: Colour) -> bool:
    return lightness(colour) < _LIGHTEST


def _is_band(shape: Shape) -> bool:
    """Whether a stroke is so wide that it is a band of colour."""
    return _stroke_width(shape) > 2 * _THIN


def _stroke_width(shape: Shape) -> float:
    a, b, c, d, _, _ = shape.matrix
    return shape.width * math.sqrt(abs(a * d - b * c)) * POINTS


def _sides(figure: Sequence[_Point]) -> Iterator[Box]:
    for one, other in pairwise(figure):
        (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        if x1 - x0 <= _STRAIGHT < y1 - y0:
            yield Box((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
        elif y1 - y0 <= _STRAIGHT < x1 - x0:
            yield Box(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
