"""Tick boxes by their pixels: where they are, and whether somebody has ticked them.

Recognisers leave out most boxes and ticked ones above all, so that what they read never tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from extractors.readers.scans.inked import (
    SIDE,
    Inked,
    borrowed,
    box_mark,
    shade_to_inked,
    share,
    touched_sides,
    whole,
)
from extractors.readers.scans.letters import SeenLine
from extractors.readers.scans.rules import picture_to_shade
from extractors.readers.scans.shapes import BLOT, MAY_BE_SHAPES, ink_to_shapes
from extractors.readers.scans.squares import do_meet, inked_to_squares
from model.place import Box

_INKED = 0.12
"""The share of ink where a letter stands, at least."""


class Found(NamedTuple):
    """A box in pixels of the picture; mark is '□', '☑', '☒', '○', '●', or '' where nobody can tell.

    is_free tells that there is paper all around it, as around no letter's part; is_sure that it is drawn as
    a box is: what else may be one is one only where no letter has been read. Not outlined
    is a blot: only beside other boxes it may be one.
    """

    box: Box
    mark: str
    is_free: bool = True
    is_sure: bool = True
    is_outlined: bool = True


def image_to_boxes(image: Any, lines: Sequence[SeenLine]) -> list[Found]:
    """Whatever on a straight picture is drawn like a tick box, letters like 口 and 回 too."""
    if not lines:
        return []
    around = _around(lines, image.shape)
    moved = [_moved(line, around) for line in lines]
    shade, scale = picture_to_shade(image[around[1] : around[3], around[0] : around[2]], moved, SIDE)
    page = shade_to_inked(shade)
    squares = inked_to_squares(page, _near_lines(page.ink.shape, moved, scale))
    touched = [touched_sides(page, square) for square in squares]
    found = [
        Found(square, box_mark(page, square) if sides < 2 else '', not sides, sides < 2)
        for square, sides in zip(squares, touched, strict=True)
        if sides < 2 or not borrowed(page, *whole(square))
    ]
    shapes = [_as_found(page, *shape) for shape in ink_to_shapes(page.ink, page.rules, moved, scale)]
    found = [
        each
        for each in _with_shapes(found, shapes)
        if (each.is_sure and each.is_free) or not _is_letter(page, each.box, moved, scale)
    ]
    return [each._replace(box=_placed(each.box, scale, around)) for each in found]


def _as_found(page: Inked, box: Box, mark: str) -> Found:
    """A shape drawn by itself; a box is empty where its shade says so too."""
    if mark == '□' and box_mark(page, box) != mark:
        mark = ''
    if mark == BLOT:
        return Found(box, '', is_sure=False, is_outlined=False)
    return Found(box, mark, is_sure=bool(mark))


def _placed(box: Box, scale: float, around: tuple[int, int, int, int]) -> Box:
    return Box(*(side / scale + around[at % 2] for at, side in enumerate(box)))


def _is_letter(page: Inked, box: Box, lines: Sequence[SeenLine], scale: float) -> bool:
    """Whether something is a letter that was read: no other ink stands where that letter is."""
    x, y = (box.x0 + box.x1) / 2 / scale, (box.y0 + box.y1) / 2 / scale
    for line in lines:
        if not line.box.y0 < y < line.box.y1:
            continue
        for letter in line.letters:
            if letter.box.x0 < x < letter.box.x1 and letter.text not in MAY_BE_SHAPES:
                x0, y0, x1, y1 = (max(round(side * scale), 0) for side in letter.box)
                y1 = min(y1 - (y1 - y0) // 4, page.ink.shape[0])  # no line drawn under it
                y0 = min(y0, y1 - 1)
                free = (
                    (x0, y0, int(box.x0) - 2, y1),
                    (int(box.x1) + 3, y0, min(x1, page.ink.shape[1] - 1), y1),
                )
                return not any(
                    right - left > SIDE // 5 and share(page.sums, left, top, right, bottom) > _INKED
                    for left, top, right, bottom in free
                )
    return False


def _with_shapes(squares: Sequence[Found], shapes: Sequence[Found]) -> list[Found]:
    """Squares, and the shapes that are none of them; a ring or dot is rather that than a square."""
    rings = [shape for shape in shapes if shape.mark in tuple('○●')]
    sure = [
        each for each in squares if each.is_sure and not any(do_meet(each.box, ring.box) for ring in rings)
    ]
    kept = [*rings, *sure]
    for each in (*shapes, *squares):
        if not any(do_meet(each.box, other.box) for other in kept):
            kept.append(each)
    return kept


def _around(lines: Sequence[SeenLine], shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    """The part of a picture with all its lines and what stands beside them."""
    slack = round(3 * max(line.box.y1 - line.box.y0 for line in lines))
    left, top = (min(line.box[side] for line in lines) for side in (0, 1))
    right, bottom = (max(line.box[side] for line in lines) for side in (2, 3))
    far = min(int(right) + slack, shape[1]), min(int(bottom) + slack, shape[0])
    return max(int(left) - slack, 0), max(int(top) - slack, 0), *far


def _moved(line: SeenLine, around: tuple[int, int, int, int]) -> SeenLine:
    letters = tuple(letter._replace(box=_shifted(letter.box, around)) for letter in line.letters)
    return line._replace(box=_shifted(line.box, around), letters=letters)


def _shifted(box: Box, around: tuple[int, int, int, int]) -> Box:
    x, y = around[:2]
    return Box(box.x0 - x, box.y0 - y, box.x1 - x, box.y1 - y)


def _near_lines(shape: tuple[int, int], lines: Sequence[SeenLine], scale: float) -> Any:
    """Where boxes can be: in lines of text and to both their sides."""
    import numpy as np

    near = np.zeros(shape, np.uint8)
    for line in lines:
        x0, y0, x1, y1 = (round(side * scale) for side in line.box)
        near[max(y0 - SIDE // 5, 0) : y1 + SIDE // 5, max(x0 - 3 * SIDE, 0) : x1 + 3 * SIDE] = 1
    return near
