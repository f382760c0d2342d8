"""Single strokes: a dash, a slash and a one look alike to a recogniser that sees nothing beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractors.readers.scans.letters import SeenLine

STROKES = frozenset('—-–－―一_1/／|丨lI｜\\')
"""What a single stroke is read as."""

_FLAT = 2.5
"""So many times as wide as high a stroke lies."""
_SLANTED, _NARROW = 0.9, 0.25
"""How strictly the ink of a slash runs along a slope, and how wide it is at least, of its height."""
_UNSURE = 0.3


def with_strokes(lines: Sequence[SeenLine], image: Any) -> list[SeenLine]:
    """The lines; those of a single stroke told by its shape on the picture: '—', '/', or as read.

    A stroke that lies may be the number one (一) where a page has a two (二) alone.
    """
    counts = any(line.text == '二' for line in lines)
    return [_with_stroke(line, image, counts=counts) for line in lines]


def _with_stroke(line: SeenLine, image: Any, *, counts: bool) -> SeenLine:
    text, last = line.text, line.letters[-1]
    if text.endswith(('：一', ':一')):
        told: tuple[str, float] | None = ('—', last.score)
    else:
        told = _shape(line, image, counts=counts) if text in STROKES else None
    if told is None:
        return line
    score = told[1] if last.score else 0.0  # what is doubted for its place stays so
    letters = (*line.letters[:-1], last._replace(text=told[0], score=score))
    return line._replace(text=text[:-1] + told[0], letters=letters)


def _shape(line: SeenLine, image: Any, *, counts: bool) -> tuple[str, float] | None:
    """What the ink's shape says, and how surely; None where it says nothing."""
    import numpy as np

    box = line.box
    part = image[max(int(box.y0), 0) : int(box.y1) + 1, max(int(box.x0), 0) : int(box.x1) + 1].min(axis=2)
    if not part.size:
        return None
    dark = part < np.percentile(part, 90) - max(40, 0.4 * float(np.ptp(part)))
    ys, xs = np.nonzero(_largest_inside(dark))
    if len(xs) < 8:
        return None
    wide, high = np.ptp(xs) + 1, np.ptp(ys) + 1
    if wide > _FLAT * high:
        return (line.text, _UNSURE) if counts else ('—', 1.0)
    slope = float(np.corrcoef(xs, ys)[0, 1]) if wide > 2 and high > 2 else 0.0
    return ('/', 1.0) if slope < -_SLANTED and wide > _NARROW * high else None


def _largest_inside(dark: Any) -> Any:
    """The largest piece of ink that does not touch the edge, as rules do; all ink where there is none."""
    import cv2
    import numpy as np

    high, wide = dark.shape
    _, labels, pieces, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8))
    inside = [
        (area, at)
        for at, (x, y, across, down, area) in enumerate(pieces.tolist())
        if at and x > 0 and y > 0 and x + across < wide and y + down < high and area >= 8
    ]
    return labels == max(inside)[1] if inside else dark
