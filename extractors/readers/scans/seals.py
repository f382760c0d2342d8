"""Seals over text: their ink taken off the picture, so that only the text under them is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from extractors.readers.scans.told import problem_at
from model.place import Box, Problem, Severity

_SMALL = 800
"""The longer side, in pixels, of the copy in which seals are looked for."""
_COLOURED = 38
"""How much stronger a colour is than both others at least, of 255."""
_SHORTEST, _LONGEST = 11 / 25.4, 62 / 25.4
"""Sides of a seal, in inches: a name's is 15 mm wide, an office's 42 mm, an enterprise's up to 58 mm."""
_ROUND = 0.6
"""The narrower side of a seal over the wider."""
_RAYS = 72
_CLOSED = 0.7
"""The share of directions from its middle in which a seal's edge is seen; lines of red letters have none."""
_RED, _BLUE = 2, 0
_SHARP = 0.35, 0.8
"""Of the ink's own brightness in its own colour: all darker is text under it, all lighter is paper."""


class Plain(NamedTuple):
    """A picture without its seals, and where they were, in pixels; the array as given where it has none."""

    image: Any
    seals: tuple[Box, ...]

    def problems(self, page: int, point: float) -> Iterator[Problem]:
        """What to tell of the page's seals; point is points a pixel."""
        for seal in self.seals:
            message = f"第{page}页有印章，章内的字不作正文；被印章盖住的字已去掉印色识别，请对照原件核对"
            yield problem_at('seal_left_out', message, seal, page, point, Severity.INFO)


def without_seals(image: Any, dpi: float) -> Plain:
    """The picture with its red and blue seals taken off; letters and rules in colour stay.

    A seal is told by its edge: a closed ring or frame of its size. The red name of an office at the head of
    its papers has none.
    """
    import cv2

    scale = min(1.0, _SMALL / max(image.shape[:2]))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    cleaned, seals = image, []
    for channel in (_RED, _BLUE):
        for box in _seals(_coloured(small, channel), dpi * scale):
            if cleaned is image:
                cleaned = image.copy()
            whole = Box(*(side / scale for side in box))
            _take_off(cleaned, whole, channel)
            seals.append(whole)
    return Plain(cleaned, tuple(seals))


def _coloured(image: Any, channel: int) -> Any:
    """Which pixels have the ink's colour, as bytes 0 and 1."""
    import cv2
    import numpy as np

    colours = list(cv2.split(image))
    own = colours.pop(channel)
    stronger = cv2.subtract(own, cv2.max(*colours), dtype=cv2.CV_16S)
    return (cv2.blur(stronger, (3, 3)) > _COLOURED).astype(np.uint8)


def _seals(mask: Any, dpi: float) -> Iterator[Box]:
    """Where the seals are, in the mask's pixels."""
    import cv2
    import numpy as np

    reach = max(3, round(dpi * 0.06)) | 1
    closed = cv2.dilate(mask, np.ones((reach, reach), np.uint8))
    for x, y, wide, high, _ in cv2.connectedComponentsWithStats(closed)[2][1:]:
        part = mask[y : y + high, x : x + wide]
        ys, xs = np.nonzero(part)
        box = Box(float(x + xs.min()), float(y + ys.min()), float(x + xs.max() + 1), float(y + ys.max() + 1))
        sides = sorted((box.x1 - box.x0, box.y1 - box.y0))
        fits = _SHORTEST * dpi <= sides[0] and sides[1] <= _LONGEST * dpi and sides[0] >= _ROUND * sides[1]
        if fits and _has_edge(mask, box):
            yield box


def _has_edge(mask: Any, box: Box) -> bool:
    """Whether there is ink all around: on the ring in the box, or along its four sides."""
    import numpy as np

    angles = np.arange(_RAYS) * (2 * np.pi / _RAYS)
    across, down = np.cos(angles), np.sin(angles)
    square = np.maximum(abs(across), abs(down))
    return any(_closed(mask, box, across / far, down / far) for far in (1.0, square))


def _closed(mask: Any, box: Box, across: Any, down: Any) -> bool:
    import numpy as np

    middle = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    half = (box.x1 - box.x0) / 2, (box.y1 - box.y0) / 2
    found = np.zeros(_RAYS, bool)
    for share in np.linspace(0.86, 1.0, 8):
        xs = np.clip((middle[0] + share * half[0] * across).astype(int), 0, mask.shape[1] - 1)
        ys = np.clip((middle[1] + share * half[1] * down).astype(int), 0, mask.shape[0] - 1)
        found |= mask[ys, xs] > 0
    return bool(found.mean() >= _CLOSED)


def _take_off(image: Any, box: Box, channel: int) -> None:
    """Turn the ink in a box to paper, what is dark under it to black; in place."""
    import cv2
    import numpy as np

    spare = 0.04 * (box.x1 - box.x0)
    rows = slice(max(0, int(box.y0 - spare)), int(box.y1 + spare) + 1)
    columns = slice(max(0, int(box.x0 - spare)), int(box.x1 + spare) + 1)
    part = image[rows, columns]
    ink = _coloured(part, channel)
    own = part[:, :, channel].astype(np.float32)
    usual = float(np.median(own[ink > 0])) if ink.any() else 255.0
    low, high = (share * usual for share in _SHARP)
    near = cv2.dilate(ink, np.ones((5, 5), np.uint8)) > 0
    shown = np.clip((own - low) / (high - low), 0, 1) * 255
    part[near] = np.where(near, shown, own)[near][:, None].astype(np.uint8)
