"""What a page's ink says of a square: how its sides are drawn, what touches them, what stands inside."""

from __future__ import annotations

from typing import Any, NamedTuple

from model.place import Box

SIDE = 50
"""Pixels of a line of text in the copy that boxes are looked for in: about 250 dpi."""
_PALEST = 10
"""How much darker than around it ink is, of 255."""
RULED = 0.86
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
_OF_A_RULE = 0.8
"""The share of a side from which it is a rule of a table."""


class Inked(NamedTuple):
    """A page's ink and its rules (0 or 1) in rows and columns, both summed up, and its shade."""

    ink: Any
    rules: Any
    sums: Any
    rule_sums: Any
    shade: Any


def shade_to_inked(shade: Any) -> Inked:
    """The ink of a page by its shade, 255 for paper; its lines of text are SIDE pixels high."""
    import cv2
    import numpy as np

    soft = cv2.GaussianBlur(shade, (0, 0), 1.0)
    ink = cv2.adaptiveThreshold(soft, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, _PALEST)
    wide = cv2.dilate(ink, np.ones((3, 3), np.uint8))
    rules = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, 3 * SIDE), np.uint8))
    rules = cv2.max(rules, cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((3 * SIDE // 2, 1), np.uint8)))
    return Inked(ink, rules, cv2.integral(wide), cv2.integral(rules), soft)


def share(sums: Any, left: Any, top: Any, right: Any, bottom: Any) -> Any:
    """The share of ink in an area; of many, given as arrays, an array."""
    total = sums[bottom, right] - sums[top, right] + sums[top, left] - sums[bottom, left]
    return total / ((right - left) * (bottom - top))


def sides_of(x0: Any, y0: Any, x1: Any, y1: Any) -> tuple[tuple[Any, Any, Any, Any], ...]:
    """The sides of a square as areas one pixel thin: top, bottom, left, right."""
    return (x0, y0, x1, y0 + 1), (x0, y1, x1, y1 + 1), (x0, y0, x0 + 1, y1), (x1, y0, x1 + 1, y1)


def borrowed(page: Inked, x0: Any, y0: Any, x1: Any, y1: Any) -> Any:
    """How many sides of a square, or of each of many, are rules of a table."""
    return sum((share(page.rule_sums, *side) > _OF_A_RULE) * 1 for side in sides_of(x0, y0, x1, y1))


def whole(box: Box) -> tuple[int, int, int, int]:
    """A box in whole pixels."""
    x0, y0, x1, y1 = (int(side) for side in box)
    return x0, y0, x1, y1


def touched_sides(page: Inked, box: Box) -> int:
    """How many sides of a box ink touches from outside; a tick does at most one, letters' strokes more.

    Right of small boxes it is looked for more closely: the words begin there.
    """
    height, width = page.ink.shape
    x0, y0, x1, y1 = whole(box)
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
        if seen and share(page.rule_sums, left, top, right, bottom) <= 0.3:
            touched.append(float(page.ink[top:bottom, left:right].mean()) > _TOUCHED)
        else:
            touched.append(False)
    above, below, before, after = touched
    return (above or after) + below + before  # a tick runs out at the upper right


def box_mark(page: Inked, box: Box) -> str:
    """What a box's inside says: '□', '☑', '☒' or '' for unsure."""
    inside, rows = _inside(page, box)
    fill = float(inside.mean())
    if fill <= _EMPTY:
        return '□' if _darkest(page, box, rows) < _PALE else ''
    if fill < _TICKED or _darkest(page, box, rows) <= _DARK or borrowed(page, *whole(box)):
        return ''
    return '☒' if fill < _FULL and _is_cross(inside) else '☑'


def is_empty(page: Inked, box: Box) -> bool:
    """Whether a box's mark is '□'; most that stand among letters are told apart quickly."""
    inside, rows = _inside(page, box)
    return float(inside.mean()) <= _EMPTY and _darkest(page, box, rows) < _PALE


def _inside(page: Inked, box: Box) -> tuple[Any, Any]:
    """The ink inside a box, and its rows; without those of a side beside the rule that was taken for it."""
    x0, y0, x1, y1 = whole(box)
    edge = _edge(box)
    inside = page.ink[y0 + edge : y1 - edge + 1, x0 + edge : x1 - edge + 1]
    level = inside.mean(axis=1) > _ACROSS
    if 0 < level.mean() < 0.5 and borrowed(page, x0, y0, x1, y1):
        return inside[~level], ~level
    return inside, slice(None)


def _edge(box: Box) -> int:
    return max(4, round(0.2 * (int(box.x1) - int(box.x0))))


def _darkest(page: Inked, box: Box, rows: Any) -> float:
    """How dark the darkest places inside a box are, by the darkness of its sides."""
    import numpy as np

    x0, y0, x1, y1 = whole(box)
    edge = _edge(box)
    shade = 255.0 - page.shade[y0 + edge : y1 - edge + 1, x0 + edge : x1 - edge + 1][rows]
    sides = 255.0 - np.concatenate(
        [page.shade[y, x0:x1] for y in (y0, y1)] + [page.shade[y0:y1, x] for x in (x0, x1)]
    )
    return float(np.percentile(shade, 92)) / max(float(np.median(sides)), 1.0)


def _is_cross(inside: Any) -> bool:
    """Whether ink runs from corner to corner both ways; a tick leaves the upper left corner free."""
    import cv2
    import numpy as np

    small = cv2.resize(inside.astype(np.float32), (6, 6), interpolation=cv2.INTER_AREA) > 0.15
    corners = [small[:2, :2], small[:2, 4:], small[4:, :2], small[4:, 4:]]
    middles = [small[0, 2:4], small[5, 2:4], small[2:4, 0], small[2:4, 5]]
    return all(corner.any() for corner in corners) and sum(middle.any() for middle in middles) < 2
