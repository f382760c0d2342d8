"""Ink drawn by itself where no letter was read: rings, dots, and what may be a tick box half hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple

from extractors.readers.scans.letters import SeenLine
from model.place import Box

ROUND = '○◯〇●◉◎⊙'
"""Letters that are rings or dots."""
MAY_BE_SHAPES = frozenset(ROUND + '□☐▢囗☑☒■▣◻☰口日曰回目田Dd0OoQUuCG凹冂[]【】|Il√✓✔V')
"""Letters that a shape may have been read as."""
_WIDE = 1.2
"""A letter wider than this, in usual ones, has something unread beside it."""
_SMALLEST, _LARGEST = 0.42, 1.4
"""Sides of a shape, in heights of a line's letters."""
_LONG = 1.5
"""How much longer one side of a shape may be than the other."""
_EVEN, _RING_LONG = 0.065, 1.16
"""How far a ring's edge is off round, by its radius; how much longer one side of it may be."""
_HOLLOW, _DOT = 0.07, 0.75
"""The share of ink inside: at most that of an empty ring; at least that of the middle of a full one."""
_BAND, _DRAWN = 0.22, 0.62
"""Of a shape: how far from its edge its sides are, and the share of three sides at least that is ink."""

_FULL = 0.7
"""The share of ink from which a row of pixels is drawn all along, and a shape filled."""
_HOLE = 0.1
"""The share of a shape that is paper closed in by its ink, at least, where something may be a box."""
BLOT = '?'
"""The mark of ink that a pen may have filled a box with, outline and all."""
_BLOTTED = 0.7
"""The share of a blot that is ink."""
_WHOLE = 0.9
"""That share of each side is ink where a box is empty beyond doubt."""


class Shape(NamedTuple):
    """A shape in pixels of the ink; mark is '○', '●', '□', '' for what may be a box of any kind, or BLOT."""

    box: Box
    mark: str


def ink_to_shapes(ink: Any, rules: Any, lines: Sequence[SeenLine], scale: float) -> Iterator[Shape]:
    """Shapes in and beside lines; ink and rules are 0 or 1, scale times as many pixels as lines."""
    import cv2
    import numpy as np

    free = _free(ink.shape, lines, scale)
    alone = ink * (1 - rules)
    closed = cv2.morphologyEx(alone, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    for drawn in (alone, closed):  # a mark may stand so near to its word that closing joins them
        yield from _shapes(drawn * (free > 0), ink, free)


def _shapes(drawn: Any, ink: Any, free: Any) -> Iterator[Shape]:
    import cv2
    import numpy as np

    _, labels, stats, _ = cv2.connectedComponentsWithStats(drawn)
    for index, (x, y, wide, high, _) in enumerate(stats.tolist()):
        size = int(free[y + high // 2, x + wide // 2])
        is_fit = _SMALLEST * size < min(wide, high) <= max(wide, high) < _LARGEST * size
        if not index or not is_fit or max(wide, high) > _LONG * min(wide, high):
            continue
        piece = (labels[y : y + high, x : x + wide] == index).astype(np.uint8)
        mark = _mark(piece, ink[y : y + high, x : x + wide])
        if mark is not None:
            yield Shape(Box(x, y, x + wide - 1, y + high - 1), mark)


def _free(shape: tuple[int, int], lines: Sequence[SeenLine], scale: float) -> Any:
    """The height of letters where something unread may stand in a line or beside it; 0 elsewhere."""
    import numpy as np

    free = np.zeros(shape, np.uint8)
    covered = []
    for line in lines:
        if line.is_column:
            continue
        high = (line.box.y1 - line.box.y0) * scale
        spare = 0.15 * high
        top, bottom = max(int(line.box.y0 * scale - spare), 0), int(line.box.y1 * scale + spare)
        left, right = max(int(line.box.x0 * scale - 2 * high), 0), int(line.box.x1 * scale + 2 * high)
        free[top:bottom, left:right] = min(round(high), 255)
        widths = [letter.box.x1 - letter.box.x0 for letter in line.letters]
        usual = max(median(widths), 0.8 * (line.box.y1 - line.box.y0))
        covered += [
            tuple(round(side * scale) for side in letter.box)
            for letter, width in zip(line.letters, widths, strict=True)
            if width < _WIDE * usual and letter.text not in MAY_BE_SHAPES
        ]
    for x0, y0, x1, y1 in covered:
        free[max(y0, 0) : y1, max(x0, 0) : x1] = 0
    return free


def _mark(piece: Any, ink: Any) -> str | None:
    """What a piece of ink is drawn like, None for neither ring nor box; ink is all that is there."""
    import cv2
    import numpy as np

    high, wide = piece.shape
    (outline, *_), _ = cv2.findContours(piece, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    points = outline.reshape(-1, 2) - np.array([(wide - 1) / 2, (high - 1) / 2])
    away = np.hypot(*points.T)
    if max(wide, high) < _RING_LONG * min(wide, high) and away.std() < _EVEN * away.mean():
        return _ring_mark(ink)
    edge = max(2, round(_BAND * min(wide, high)))
    sides = (piece[:edge], piece[-edge:], piece[:, :edge].T, piece[:, -edge:].T)
    drawn = sorted(float(side.any(axis=0).mean()) for side in sides)
    middle = ink[edge:-edge, edge:-edge]
    straight = sum(_straight(side) for side in sides)
    if drawn[0] > _WHOLE and straight == len(sides) and not middle.any():
        return '□'
    if drawn[1] > _DRAWN and straight > 1 and middle.mean() < _FULL:
        return ''
    if _has_hole(piece):
        return ''
    return BLOT if piece.mean() > _BLOTTED else None


def _straight(side: Any) -> bool:
    """Whether one row along a side, or that and the next, is nearly all ink."""
    both = side[:-1] | side[1:]
    return bool(both.mean(axis=1).max() > _FULL)


def _has_hole(piece: Any) -> bool:
    """Whether a piece of ink closes in some paper, as a ring or a box with a tick over it does."""
    import cv2
    import numpy as np

    around = np.pad(1 - piece, 1, constant_values=1)
    paper = cv2.connectedComponentsWithStats(around, connectivity=4)[2][1:, cv2.CC_STAT_AREA]
    return bool(int(paper[1:].sum()) > _HOLE * piece.size)  # the first is the paper around it


def _ring_mark(ink: Any) -> str:
    import numpy as np

    high, wide = ink.shape
    y, x = np.mgrid[:high, :wide]
    away = np.hypot((x - (wide - 1) / 2) / (wide / 2), (y - (high - 1) / 2) / (high / 2))
    inside, middle = float(ink[away < 0.6].mean()), float(ink[away < 0.3].mean())
    if inside < _HOLLOW:
        return '○'
    return '●' if middle > _DOT else ''
