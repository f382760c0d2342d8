"""Tick boxes by their pixels: where they are, and whether somebody has ticked them.

Recognisers leave out most boxes and ticked ones above all, so that what they read never tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from extractors.readers.scans.letters import SeenLine
from extractors.readers.scans.rules import picture_to_shade
from extractors.readers.scans.shapes import MAY_BE_SHAPES, ink_to_shapes
from model.place import Box

SIDE = 50
"""Pixels of a line of text in the copy that boxes are looked for in: about 250 dpi."""
_SMALLEST, _LARGEST = 0.3 * SIDE, 0.95 * SIDE
"""Pixels of a box's side there."""
_TALL = (int(0.27 * SIDE), int(0.42 * SIDE))
"""Pixels of the shortest upright stroke: of small boxes' sides, and where a tick has run into the side."""
_SQUARE = 1.28
"""How much longer one side of a box may be than the other."""
_PALEST = 10
"""How much darker than around it ink is, of 255."""
_RULED = 0.86
"""The least share of each side of a box that is ink."""
_EMPTY, _TICKED = 0.05, 0.13
"""The share of ink inside: at most that of an empty box; at least that of a ticked one. Between is unsure."""
_PALE, _DARK = 0.45, 0.6
"""The same for the darkest places inside, as a share of the darkness of the box's sides."""
_TOUCHED = 0.22
"""The share of ink beside a side from which something touches it."""
_ACROSS = 0.8
"""The share of ink in a row inside a box that is no tick's."""
_FULL = 0.8
"""The share of ink inside from which a box is filled."""

_INKED = 0.12
"""The share of ink where a letter stands, at least."""


class Found(NamedTuple):
    """A box in pixels of the picture; mark is '□', '☑', '☒', '○', '●', or '' where nobody can tell.

    is_free tells that there is paper all around it, as around no letter's part; is_sure that it is drawn as
    a box is: what else may be one is one only where no letter has been read.
    """

    box: Box
    mark: str
    is_free: bool = True
    is_sure: bool = True


class _Page(NamedTuple):
    """A page's ink (0 or 1) in rows and columns, the same summed up, that of its rules too, and its shade."""

    ink: Any
    sums: Any
    rules: Any
    shade: Any


def image_to_boxes(image: Any, lines: Sequence[SeenLine]) -> list[Found]:
    """Whatever on a straight picture is drawn like a tick box, letters like 口 and 回 too."""
    import cv2
    import numpy as np

    if not lines:
        return []
    around = _around(lines, image.shape)
    moved = [_moved(line, around) for line in lines]
    shade, scale = picture_to_shade(image[around[1] : around[3], around[0] : around[2]], moved, SIDE)
    soft = cv2.GaussianBlur(shade, (0, 0), 1.0)
    ink = cv2.adaptiveThreshold(soft, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, _PALEST)
    wide = cv2.dilate(ink, np.ones((3, 3), np.uint8))
    rules = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, 3 * SIDE), np.uint8))
    rules = cv2.max(rules, cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((3 * SIDE // 2, 1), np.uint8)))
    page = _Page(ink, cv2.integral(wide), cv2.integral(rules), soft)
    near = _near_lines(ink.shape, moved, scale)
    squares = _apart([*_filled(ink, near), *_outlined(page, near)], page)
    touched = [_touched(page, square) for square in squares]
    found = [
        Found(square, _mark(page, square) if sides < 2 else '', not sides, sides < 2)
        for square, sides in zip(squares, touched, strict=True)
        if sides < 2 or not _borrowed(page, square)
    ]
    shapes = [_as_found(page, *shape) for shape in ink_to_shapes(ink, rules, moved, scale)]
    found = [
        each
        for each in _with_shapes(found, shapes)
        if (each.is_sure and each.is_free) or not _is_letter(page, each.box, moved, scale)
    ]
    return [each._replace(box=_placed(each.box, scale, around)) for each in found]


def _as_found(page: _Page, box: Box, mark: str) -> Found:
    """A shape drawn by itself; a box is empty where its shade says so too."""
    if mark == '□' and _mark(page, box) != mark:
        mark = ''
    return Found(box, mark, is_sure=bool(mark))


def _placed(box: Box, scale: float, around: tuple[int, int, int, int]) -> Box:
    return Box(*(side / scale + around[at % 2] for at, side in enumerate(box)))


def _is_letter(page: _Page, box: Box, lines: Sequence[SeenLine], scale: float) -> bool:
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
                    right - left > SIDE // 5 and _share(page.sums, (left, top, right, bottom)) > _INKED
                    for left, top, right, bottom in free
                )
    return False


def _with_shapes(squares: Sequence[Found], shapes: Sequence[Found]) -> list[Found]:
    """Squares, and the shapes that are none of them; a ring or dot is rather that than a square."""
    rings = [shape for shape in shapes if shape.mark in tuple('○●')]
    sure = [each for each in squares if each.is_sure and not any(_meet(each.box, ring.box) for ring in rings)]
    kept = [*rings, *sure]
    for each in (*shapes, *squares):
        if not any(_meet(each.box, other.box) for other in kept):
            kept.append(each)
    return kept


def _meet(one: Box, other: Box) -> bool:
    """Whether the middle of one box is in the other."""
    x, y = (one.x0 + one.x1) / 2, (one.y0 + one.y1) / 2
    far, low = (other.x0 + other.x1) / 2, (other.y0 + other.y1) / 2
    return (other.x0 < x < other.x1 and other.y0 < y < other.y1) or (
        one.x0 < far < one.x1 and one.y0 < low < one.y1
    )


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


def _outlined(page: _Page, near: Any) -> list[Box]:
    """Squares with ink along all four sides: each upright stroke as a left or a right side."""
    import cv2
    import numpy as np

    wide = cv2.dilate(page.ink & near, np.ones((1, 3), np.uint8))
    found: list[Box] = []
    for tall in _TALL:
        strokes = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((tall, 1), np.uint8))
        _, _, stats, middles = cv2.connectedComponentsWithStats(strokes)
        for (_, y, across, high, _), middle in zip(stats[1:], middles[1:], strict=True):
            if _SMALLEST < high < 1.15 * _LARGEST and across < 0.4 * SIDE:
                found += _squares_at(page, float(middle[0]), int(y), int(y + high))
    return found


def _squares_at(page: _Page, x: float, top: int, bottom: int) -> Iterator[Box]:
    """Squares of which an upright stroke is the left or the right side."""
    for first, last in _ends(page, round(x), top, bottom):
        for side in (-1, 1):
            yield from _squares_beside(page, x, first, last, side)


def _ends(page: _Page, x: int, top: int, bottom: int) -> Iterator[tuple[int, int]]:
    """Where a stroke begins and ends; one that has run into a rule ends at some place before it."""
    yield top, bottom
    height, width = page.ink.shape
    if not 12 < x < width - 12:
        return
    for step in range(3, SIDE // 4):
        above = _share(page.rules, (x - 9, max(top - 2, 0), x + 9, top + 4)) > 0.4
        below = _share(page.rules, (x - 9, bottom - 4, x + 9, min(bottom + 2, height))) > 0.4
        if above and bottom - top - step > _SMALLEST:
            yield top + step, bottom
        if below and bottom - top - step > _SMALLEST:
            yield top, bottom - step


def _squares_beside(page: _Page, x: float, top: float, bottom: float, side: int) -> Iterator[Box]:
    """The best square with its left (side 1) or right (-1) side from top to bottom at x."""
    high = bottom - top
    least = int(high / _SQUARE)
    corner = int(x) if side > 0 else int(x) - least
    if corner < 3 or bottom + 3 > page.ink.shape[0] or corner + least + 3 > page.ink.shape[1]:
        return
    if (
        min(_share(page.sums, (corner, y, corner + least, y + 1)) for y in (int(top), int(bottom) - 1))
        < _RULED - 0.1
    ):
        return
    found = []
    for wide in _widths(page, x, int(top), int(bottom) - 1, range(least, int(high * _SQUARE) + 1), side):
        x0, x1 = (x, x + wide) if side > 0 else (x - wide, x)
        box = Box(round(x0), round(top), round(x1), round(bottom) - 1)
        if _SMALLEST < wide < _LARGEST and (share := _ruled(page, box)) > _RULED:
            found.append((share, box))
    most = max((share for share, _ in found), default=0.0)
    best = [box for share, box in found if share > most - 0.01]
    if best:  # a side is some pixels thick: its middle
        yield best[len(best) // 2]


def _widths(page: _Page, x: float, top: int, bottom: int, widths: range, side: int) -> list[int]:
    """The widths at which there may be a second side: others need no closer look."""
    import numpy as np

    wide = np.array(widths)
    far = np.rint(x + side * wide).astype(int)
    wide, far = (
        wide[(far > 2) & (far + 4 < page.ink.shape[1])],
        far[(far > 2) & (far + 4 < page.ink.shape[1])],
    )
    column = page.sums[[[top], [bottom]], far + 1] - page.sums[[[top], [bottom]], far]
    share = (column[1] - column[0]) / (bottom - top)
    result: list[int] = wide[share > _RULED].tolist()
    return result


def _ruled(page: _Page, box: Box) -> float:
    """The share of ink along the worst of a box's sides; 0 where two of them are rules of a table."""
    height, width = page.ink.shape
    x0, y0, x1, y1 = (int(side) for side in box)
    if x0 < 3 or y0 < 3 or x1 > width - 4 or y1 > height - 4:
        return 0.0
    worst = 1.0
    for side in _sides(box):
        worst = min(worst, _share(page.sums, side))
        if worst < _RULED:
            return worst
    borrowed = _borrowed(page, box)
    return worst - 0.1 * borrowed if borrowed < 2 else 0.0


def _sides(box: Box) -> tuple[tuple[int, int, int, int], ...]:
    x0, y0, x1, y1 = (int(side) for side in box)
    return (x0, y0, x1, y0 + 1), (x0, y1, x1, y1 + 1), (x0, y0, x0 + 1, y1), (x1, y0, x1 + 1, y1)


def _share(sums: Any, area: tuple[int, int, int, int]) -> float:
    left, top, right, bottom = area
    total = int(sums[bottom, right]) - int(sums[top, right]) + int(sums[top, left]) - int(sums[bottom, left])
    return total / ((right - left) * (bottom - top))


def _borrowed(page: _Page, box: Box) -> int:
    """How many sides of a box are rules of a table."""
    return sum(_share(page.rules, side) > 0.8 for side in _sides(box))


def _filled(ink: Any, near: Any) -> list[Box]:
    """Squares and disks that are ink all over."""
    import cv2
    import numpy as np

    size = int(_SMALLEST)
    solid = cv2.morphologyEx(ink & near, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    stats = cv2.connectedComponentsWithStats(solid)[2][1:]
    return [
        Box(x, y, x + wide - 1, y + high - 1)
        for x, y, wide, high, area in stats.tolist()
        if max(wide, high) < _LARGEST
        and max(wide, high) < _SQUARE * min(wide, high)
        and area > 0.75 * wide * high
    ]


def _apart(squares: Iterable[Box], page: _Page) -> list[Box]:
    """One of squares that lie on each other: an empty one, the one ruled best, of equals the larger."""
    kept: list[Box] = []
    ranked = sorted(
        set(squares),
        key=lambda box: (_mark(page, box) == '□', round(_ruled(page, box), 2), box.x1 - box.x0),
        reverse=True,
    )
    for box in ranked:
        if not any(_meet(box, each) for each in kept):
            kept.append(box)
    return kept


def _touched(page: _Page, box: Box) -> int:
    """How many sides of a box ink touches from outside; a tick does at most one, letters' strokes more.

    Right of small boxes it is looked for more closely: the words begin there.
    """
    height, width = page.ink.shape
    x0, y0, x1, y1 = (int(side) for side in box)
    near = 3 if x1 - x0 < SIDE // 2 else 4
    rings = (
        (x0, y0 - 5, x1, y0 - 3),
        (x0, y1 + 4, x1, y1 + 6),
        (x0 - 5, y0, x0 - 3, y1),
        (x1 + near, y0, x1 + near + 2, y1),
    )
    touched = []
    for left, top, right, bottom in rings:
        seen = left >= 0 and top >= 0 and right < width and bottom < height
        if seen and _share(page.rules, (left, top, right, bottom)) <= 0.3:
            touched.append(float(page.ink[top:bottom, left:right].mean()) > _TOUCHED)
        else:
            touched.append(False)
    above, below, before, after = touched
    return (above or after) + below + before  # a tick runs out at the upper right


def _mark(page: _Page, box: Box) -> str:
    """What a box's inside says: '□', '☑', '☒' or '' for unsure."""
    import numpy as np

    x0, y0, x1, y1 = (int(side) for side in box)
    edge = max(4, round(0.2 * (x1 - x0)))
    inside = page.ink[y0 + edge : y1 - edge + 1, x0 + edge : x1 - edge + 1]
    shade = 255 - page.shade[y0 + edge : y1 - edge + 1, x0 + edge : x1 - edge + 1].astype(float)
    sides = 255 - np.concatenate(
        [page.shade[y, x0:x1] for y in (y0, y1)] + [page.shade[y0:y1, x] for x in (x0, x1)]
    ).astype(float)
    level = inside.mean(axis=1) > _ACROSS
    if 0 < level.mean() < 0.5 and _borrowed(page, box):  # a side beside the rule that was taken for it
        inside, shade = inside[~level], shade[~level]
    fill = float(inside.mean())
    dark = float(np.percentile(shade, 92)) / max(float(np.median(sides)), 1.0)
    if fill <= _EMPTY and dark < _PALE:
        return '□'
    if fill >= _TICKED and dark > _DARK and not _borrowed(page, box):
        return '☒' if fill < _FULL and _is_cross(inside) else '☑'
    return ''


def _is_cross(inside: Any) -> bool:
    """Whether ink runs from corner to corner both ways; a tick leaves the upper left corner free."""
    import cv2
    import numpy as np

    small = cv2.resize(inside.astype(np.float32), (6, 6), interpolation=cv2.INTER_AREA) > 0.15
    corners = [small[:2, :2], small[:2, 4:], small[4:, :2], small[4:, 4:]]
    middles = [small[0, 2:4], small[5, 2:4], small[2:4, 0], small[2:4, 5]]
    return all(corner.any() for corner in corners) and sum(middle.any() for middle in middles) < 2
