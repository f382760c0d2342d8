"""The finish of every picture: the place framed in red, the page cut down to what lies around it."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import Any

from model.place import Box

MAX_PIXELS = 24_000_000
"""Of a whole page: an A3 sheet at 300 dots an inch has 17 million."""
MARGIN_X, MARGIN_Y = 150.0, 110.0
"""Points around a place that are shown with it: half a column, and some six lines."""

_RED = (214, 0, 0)
_GAP = 2.0
"""Points between a place and its frame, so that no stroke is hidden."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is asked for: dots an inch, and whether the whole page is shown around a place."""

    dpi: int = 150
    whole_page: bool = False


def fitting_scale(width: float, height: float, dpi: float) -> float:
    """Pixels a point at this resolution, less where a page of this size (points) would exceed MAX_PIXELS."""
    return min(dpi / 72, math.sqrt(MAX_PIXELS / max(width * height, 1.0)))


def frame(image: Any, boxes: list[Box], scale: float, look: Look) -> Any:
    """A page's picture (Pillow) with these boxes framed, cut down to them unless the whole page is wanted.

    Boxes are in points from the top left, scale is in pixels a point.
    """
    if not boxes:
        return image
    from PIL import ImageDraw

    image = image.convert('RGB')
    draw = ImageDraw.Draw(image)
    wide = max(2, round(1.5 * scale))
    for box in boxes:
        sides = _pixels(box, _GAP, _GAP, scale, image.size)
        draw.rectangle(sides, outline=_RED, width=wide)
    if look.whole_page:
        return image
    return image.crop(_pixels(around(boxes), MARGIN_X, MARGIN_Y, scale, image.size))


def around(boxes: list[Box]) -> Box:
    """The smallest box that holds them all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def image_to_png(image: Any) -> bytes:
    """A Pillow image as a PNG file."""
    made = io.BytesIO()
    image.convert('RGB').save(made, 'PNG', compress_level=6)
    return made.getvalue()


def _pixels(
    box: Box, more_x: float, more_y: float, scale: float, size: tuple[int, int]
) -> tuple[int, int, int, int]:
    """A box made wider by these points, in pixels, kept on the page and never empty."""
    left = min(max(round((box.x0 - more_x) * scale), 0), size[0] - 2)
    top = min(max(round((box.y0 - more_y) * scale), 0), size[1] - 2)
    right = max(min(round((box.x1 + more_x) * scale), size[0] - 1), left + 1)
    bottom = max(min(round((box.y1 + more_y) * scale), size[1] - 1), top + 1)
    return left, top, right, bottom
