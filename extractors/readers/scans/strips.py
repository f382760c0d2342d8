"""A line cut out of its page: pixels that read from left to right, and the way back to the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from model.place import Box

_TALL = 1.5
"""A strip so many times as high as wide lies on its side, or is a column of letters."""
_ONE_LETTER = 0.38
"""Rows lower than this share of their strip's width have two letters or more."""
_INKY = 0.35
"""Of the way from paper to ink, how dark a pixel of a letter is at least."""
_WHOLLY = 0.9
_RULED = 0.7
"""The share of a row of pixels that is ink where it is a rule."""
_EDGE = 0.12
"""Of a strip's height, what is left out above and below: rules and the lines next to it reach in."""


class Slab(NamedTuple):
    """A letter of a column: from where to where it stands in its strip, and its place on the page."""

    x0: float
    x1: float
    box: Box


@dataclass(frozen=True, slots=True)
class Strip:
    """The pixels of a line (height, width, 3) and its corners on the page, top left first, clockwise.

    slabs are the letters of a column put beside each other.
    """

    pixels: Any
    corners: Any
    slabs: tuple[Slab, ...] = ()

    def place(self, x0: float, x1: float, em: float, middle: float = 0.5) -> Box:
        """The box on the page, in pixels, of what stands between x0 and x1, em high around middle (0..1)."""
        if self.slabs:
            return _in_slab(self.slabs, x0, x1)
        high, wide = self.pixels.shape[:2]
        across = self.corners[1] - self.corners[0], self.corners[2] - self.corners[3]
        ys = max(0.0, middle - em / high / 2), min(1.0, middle + em / high / 2)
        points = []
        for x in (x0 / wide, x1 / wide):
            top, bottom = self.corners[0] + across[0] * x, self.corners[3] + across[1] * x
            points += [top + (bottom - top) * y for y in ys]
        return around_points(points)


def _in_slab(slabs: Sequence[Slab], x0: float, x1: float) -> Box:
    """The place on the page of what stands between x0 and x1 beside each other: mostly one letter's slab."""
    slab = next((slab for slab in slabs if slab.x1 > (x0 + x1) / 2), slabs[-1])
    step = (slab.box.x1 - slab.box.x0) / (slab.x1 - slab.x0)
    left, right = max(x0 - slab.x0, 0.0) * step, max(slab.x1 - x1, 0.0) * step
    return slab.box._replace(x0=slab.box.x0 + left, x1=slab.box.x1 - right)


def around_points(points: Sequence[Any]) -> Box:
    """The smallest upright box around points."""
    xs, ys = [float(point[0]) for point in points], [float(point[1]) for point in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def corners_of(box: Box) -> Any:
    """The four corners (4 x 2) of an upright box, from its top left clockwise."""
    import numpy as np

    return np.array([[box.x0, box.y0], [box.x1, box.y0], [box.x1, box.y1], [box.x0, box.y1]], np.float32)


def is_block(quad: Any, size: float) -> bool:
    """Whether a line's place is as high as two; size is how high most are."""
    wide, high = _size(quad)
    return high > 1.6 * size and high > 0.5 * wide


def is_tall(quad: Any) -> bool:
    """Whether a line's place is much higher than wide."""
    wide, high = _size(quad)
    return high >= _TALL * wide


def cut_out(image: Any, quad: Any) -> Strip:
    """The strip at a place, pulled straight; a tall one is laid down to the left."""
    import cv2
    import numpy as np

    wide, high = _size(quad)
    flat = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    corners = np.asarray(quad, np.float32)
    pull = cv2.getPerspectiveTransform(corners, flat)
    pixels = cv2.warpPerspective(
        image, pull, (wide, high), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC
    )
    if high < _TALL * wide:
        return Strip(pixels, corners)
    return Strip(np.ascontiguousarray(np.rot90(pixels)), np.roll(corners, -1, axis=0))


def upright(strip: Strip) -> Strip:
    """A strip that was laid down, as it stands."""
    import numpy as np

    return Strip(np.ascontiguousarray(np.rot90(strip.pixels, -1)), np.roll(strip.corners, 1, axis=0))


def rows_in(standing: Strip, least: float) -> list[Any]:
    """Where a high strip's rows are on the page, four corners each; [] where each is one letter wide.

    least is how high a row is at least, in pixels: parts of letters are lower.
    """
    import numpy as np

    high, wide = standing.pixels.shape[:2]
    rows = _rows_down(ink_of(standing.pixels, axis=1), wide)
    high_rows = [row for row in rows if row[1] - row[0] >= least]
    if len(high_rows) < 2 or np.median([end - start for start, end in high_rows]) > _ONE_LETTER * wide:
        return []
    rows = high_rows
    quads = []
    for start, end in rows:
        spare = 0.2 * (end - start)
        top, bottom = max(start - spare, 0) / high, min(end + spare, high) / high
        left, right = standing.corners[3] - standing.corners[0], standing.corners[2] - standing.corners[1]
        ends = (0, left, top), (1, right, top), (1, right, bottom), (0, left, bottom)
        quads.append(np.array([standing.corners[at] + side * share for at, side, share in ends], np.float32))
    return quads


def stacked(standing: Strip) -> Strip | None:
    """The letters of a tall strip beside each other; None where they cannot be told apart."""
    import numpy as np

    pixels, corners = _without_rules(standing.pixels), standing.corners
    high, wide = pixels.shape[:2]
    whole = around_points(corners)
    letters = _rows_down(ink_of(pixels, axis=1), wide)
    if len(letters) < 2:
        return None
    gap = np.full((wide, max(wide // 8, 1), 3), np.median(pixels), np.uint8)
    parts, slabs, at = [], [], 0.0
    step = (whole.y1 - whole.y0) / high
    pitch = (letters[-1][0] + letters[-1][1] - sum(letters[0])) / 2 / (len(letters) - 1)
    half = 0.45 * min(pitch * step, whole.x1 - whole.x0)
    for top, bottom in letters:
        slab = np.full((wide, wide, 3), gap[0, 0, 0], np.uint8)
        inner = pixels[top:bottom][:wide]
        start = (wide - len(inner)) // 2
        slab[start : start + len(inner)] = inner
        parts += [slab, gap]
        middle = whole.y0 + (top + bottom) / 2 * step
        box = Box(whole.x0, middle - half, whole.x1, middle + half)
        slabs.append(Slab(at, at + wide + gap.shape[1], box))
        at += wide + gap.shape[1]
    return Strip(np.concatenate(parts, axis=1), corners, tuple(slabs))


def ink_of(pixels: Any, axis: int = 0) -> Any:
    """Which columns (axis 0) or rows (axis 1) of a strip have ink, as an array of bool."""
    inky = _inky(pixels)
    spare = int(_EDGE * inky.shape[axis])
    inner = inky[spare : len(inky) - spare] if axis == 0 else inky[:, spare : inky.shape[1] - spare]
    return inner.sum(axis=axis) > (1 if inner.shape[axis] >= 24 else 0)


def _inky(pixels: Any) -> Any:
    """Which pixels of a strip are ink, as an array of bool."""
    dark = darkest(pixels)
    ink, paper = percentiles(dark, 2, 80)
    return dark < paper - max(_INKY * (paper - ink), 12)


def darkest(pixels: Any) -> Any:
    """The darkest of the three colours of each pixel."""
    import cv2

    blue, green, red = cv2.split(pixels)
    return cv2.min(cv2.min(blue, green), red)


def percentiles(values: Any, *wanted: float) -> list[float]:
    """Percentiles of bytes as numpy gives them, by counting: many times as fast."""
    import numpy as np

    upto = np.bincount(values.ravel(), minlength=256).cumsum()
    places = [share / 100 * (values.size - 1) for share in wanted]
    ends = [np.searchsorted(upto, (int(place), int(place) + 1), side='right') for place in places]
    return [float(low + (high - low) * (place % 1)) for (low, high), place in zip(ends, places, strict=True)]


def text_rows(pixels: Any) -> tuple[int, int]:
    """From where to where a line's letters reach down its strip; rules and parts of other lines left out."""
    import numpy as np

    high, wide = pixels.shape[:2]
    across = _inky(pixels).sum(axis=1)
    rows = np.flatnonzero((across > 1) & (across < _RULED * wide))
    if not len(rows):
        return 0, high
    parts = np.split(rows, np.flatnonzero(np.diff(rows) > 0.12 * high) + 1)
    most = max(parts, key=lambda part: across[part].sum())
    return int(most[0]), int(most[-1]) + 1


def blank_between(ink: Any, x0: float, x1: float) -> tuple[float, float]:
    """The longest stretch without ink between two places; both are the middle where there is none."""
    import numpy as np

    first, last = max(int(x0), 0), min(int(x1) + 1, len(ink))
    ends = np.concatenate([[x0], np.flatnonzero(ink[first:last]) + first, [x1]])
    longest = int(np.diff(ends).argmax())
    return float(ends[longest]) + 1, float(ends[longest + 1])


def _without_rules(pixels: Any) -> Any:
    """The pixels with the columns and rows that are dark all along as paper."""
    import numpy as np

    dark = darkest(pixels)
    paper = np.median(pixels)
    inky = dark < paper - max(_INKY * (paper - percentiles(dark, 2)[0]), 12)
    plain = pixels.copy()
    plain[:, np.convolve(inky.mean(axis=0) > _RULED, np.ones(5), 'same') > 0] = paper
    plain[np.convolve(inky.mean(axis=1) > _WHOLLY, np.ones(5), 'same') > 0] = paper
    return plain


def _rows_down(ink: Any, wide: int) -> list[list[int]]:
    """From where to where each row reaches, down a strip: pieces of ink no higher together than any one."""
    runs: list[list[int]] = []
    for at, inky in enumerate(ink):
        if not inky:
            continue
        if runs and at <= runs[-1][1]:
            runs[-1][1] = at + 1
        else:
            runs.append([at, at + 1])
    most = min(1.1 * max((end - start for start, end in runs), default=0), wide)
    joined: list[list[int]] = []
    for start, end in runs:
        if joined and end - joined[-1][0] <= most:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    return joined


def _size(quad: Any) -> tuple[int, int]:
    """How wide and high a line's place is, in pixels; at least 1."""
    sides = [
        sum((a - b) ** 2 for a, b in zip(quad[one], quad[other], strict=True)) ** 0.5
        for one, other in ((0, 1), (2, 3), (0, 3), (1, 2))
    ]
    return max(int(sides[0]), int(sides[1]), 1), max(int(sides[2]), int(sides[3]), 1)
