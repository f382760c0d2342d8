"""Squares on a page: ink along all four sides, or all over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractors.readers.scans.inked import RULED, SIDE, Inked, borrowed, is_empty, share, sides_of
from model.place import Box

_SMALLEST, _LARGEST = 0.3 * SIDE, 0.95 * SIDE
"""Pixels of a box's side."""
_TALL = (int(0.27 * SIDE), int(0.42 * SIDE))
"""Pixels of the shortest upright stroke: of small boxes' sides, and where a tick has run into the side."""
_SQUARE = 1.28
"""How much longer one side of a box may be than the other."""
_LEVEL = RULED - 0.1
"""The share of ink along a square's upper and lower side from which it is looked at closely."""
_SHARED = 0.1
"""How much less of its sides a square has for each that is a rule: its own is beside it."""
_AS_GOOD = 0.01
"""Squares of one stroke whose sides differ by less have the same side: its pixels, some thick."""


def inked_to_squares(page: Inked, near: Any) -> list[Box]:
    """Squares where near is 1, none of which lies on another."""
    drawn = dict.fromkeys([*((box, 1.0) for box in _filled(page.ink, near)), *_outlined(page, near)])
    ranked = sorted(
        drawn,
        key=lambda each: (is_empty(page, each[0]), round(each[1], 2), each[0].x1 - each[0].x0),
        reverse=True,
    )
    return _apart([box for box, _ in ranked])


def do_meet(one: Box, other: Box) -> bool:
    """Whether the middle of one box is in the other."""
    x, y = (one.x0 + one.x1) / 2, (one.y0 + one.y1) / 2
    far, low = (other.x0 + other.x1) / 2, (other.y0 + other.y1) / 2
    return (other.x0 < x < other.x1 and other.y0 < y < other.y1) or (
        one.x0 < far < one.x1 and one.y0 < low < one.y1
    )


def _apart(squares: list[Box]) -> list[Box]:
    """One of squares that lie on each other, the first."""
    kept: list[Box] = []
    for box in squares:
        if not any(do_meet(box, each) for each in kept):
            kept.append(box)
    return kept


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


def _outlined(page: Inked, near: Any) -> Iterator[tuple[Box, float]]:
    """Squares with ink along all four sides, and how much: each upright stroke as a left or a right side."""
    import cv2
    import numpy as np

    wide = cv2.dilate(page.ink & near, np.ones((1, 3), np.uint8))
    for tall in _TALL:
        strokes = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((tall, 1), np.uint8))
        _, _, stats, middles = cv2.connectedComponentsWithStats(strokes)
        _, y, across, high, _ = stats.T
        fit = (high > _SMALLEST) & (high < 1.15 * _LARGEST) & (across < 0.4 * SIDE)
        fit[0] = False  # the paper
        x, top, bottom = _ends(page, middles[fit, 0], y[fit], (y + high)[fit])
        for side in (-1, 1):
            yield from _squares_beside(page, x, top, bottom, side)


def _ends(page: Inked, x: Any, top: Any, bottom: Any) -> tuple[Any, Any, Any]:
    """Strokes, and those that have run into a rule as they would end at some place before it."""
    import numpy as np

    height, width = page.ink.shape
    at = np.rint(x).astype(int)
    inner = (at > 12) & (at < width - 12)
    left, right = np.clip(at - 9, 0, width - 1), np.clip(at + 9, 1, width)
    above = inner & (share(page.rule_sums, left, np.maximum(top - 2, 0), right, top + 4) > 0.4)
    below = inner & (share(page.rule_sums, left, bottom - 4, right, np.minimum(bottom + 2, height)) > 0.4)
    found = [np.stack([x, top, bottom])]
    for step in range(3, SIDE // 4):
        high = bottom - top - step > _SMALLEST
        found.append(np.stack([x, top + step, bottom])[:, above & high])
        found.append(np.stack([x, top, bottom - step])[:, below & high])
    x, top, bottom = np.concatenate(found, axis=1)
    return x, top.astype(int), bottom.astype(int)


def _squares_beside(page: Inked, x: Any, top: Any, bottom: Any, side: int) -> Iterator[tuple[Box, float]]:
    """The best square of each stroke with its left (side 1) or right (-1) side from top to bottom at x."""
    import numpy as np

    height, width = page.ink.shape
    high = bottom - top
    least, most = (high / _SQUARE).astype(int), (high * _SQUARE).astype(int)
    corner = x.astype(int) - (least if side < 0 else 0)
    fit = np.flatnonzero((corner > 2) & (corner + least + 3 <= width) & (top > 2) & (bottom + 3 <= height))
    for y in (top, bottom - 1):
        left = corner[fit]
        fit = fit[share(page.sums, left, y[fit], left + least[fit], y[fit] + 1) >= _LEVEL]
    counts = most[fit] - least[fit] + 1
    at = np.repeat(fit, counts)
    wide = least[at] + np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)
    near, far = np.rint(x[at]).astype(int), np.rint(x[at] + side * wide).astype(int)
    boxes = np.stack(
        [near, top[at], far, bottom[at] - 1] if side > 0 else [far, top[at], near, bottom[at] - 1]
    )
    fit = (wide > _SMALLEST) & (wide < _LARGEST) & (boxes[0] > 2) & (boxes[2] < width - 3)
    at, boxes = at[fit], boxes[:, fit]
    ruled = _ruled(page, boxes)
    at, boxes, ruled = at[ruled > RULED], boxes[:, ruled > RULED], ruled[ruled > RULED]
    for stroke in np.split(np.arange(len(at)), np.flatnonzero(np.diff(at)) + 1) if len(at) else ():
        best = stroke[ruled[stroke] > ruled[stroke].max() - _AS_GOOD]
        middle = best[len(best) // 2]
        yield Box(*boxes[:, middle].tolist()), float(ruled[middle])


def _ruled(page: Inked, boxes: Any) -> Any:
    """The share of ink along the worst of each square's sides; 0 where two of them are rules of a table."""
    import numpy as np

    worst = np.min([share(page.sums, *side) for side in sides_of(*boxes)], axis=0)
    rules = borrowed(page, *boxes)
    return np.where(rules < 2, worst - _SHARED * rules, 0.0)
