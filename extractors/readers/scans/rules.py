"""Ruled lines of a straight picture: thin, thick, dotted, coloured or faint ones, told by their shade."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any, NamedTuple

from extractors.readers.scans.letters import SeenLine

LINE = 40
"""Pixels of a line of text in the copy that rules and boxes are looked for in: about 200 dpi."""
_BOXED = 0.73
"""The height of the box around a line's letters, as a share of the line's."""
_FAINT = 16
"""The least difference in shade, of 255, between a rule and the paper on both its sides."""
_ALONG = (25, 15)
"""Pixels over which the shade of a rule across, or down, is averaged: gaps and dots of that size close."""
_SHORTEST = (60, 22)
"""Pixels of the shortest rule across, longer than letters' strokes, and down, a row of small print."""
_BROKEN = (LINE, 0.3 * LINE)
"""The widest gap in a broken rule across, or down."""
_OFF = 3.5
"""How far off each other pieces of one rule stand."""
_THIN, _THICK = 4, 9
"""Pixels to each side of a rule's middle where there should be paper."""

_LEAST = 16
"""Pixels of the shorter side of the copy at least, of however thin a strip."""


class Rule(NamedTuple):
    """A rule: how far right it stands (down) or how far down (across), and from where to where it runs."""

    at: float
    start: float
    end: float


class Rules(NamedTuple):
    """Rules in pixels of `shade`, where one is `scale` pixels of the picture; see `picture_to_shade`."""

    across: list[Rule]
    down: list[Rule]


class Shade(NamedTuple):
    """A picture's shade, 255 for paper, with lines of text LINE pixels high; scale leads to it."""

    values: Any
    scale: float


def picture_to_shade(image: Any, lines: Sequence[SeenLine], line: float = LINE) -> Shade:
    """The shade of a picture, shadows and uneven light taken out; without lines it is taken for A4.

    line is how many pixels high lines of text come to be.
    """
    import cv2
    import numpy as np

    heights = [each.box.y1 - each.box.y0 for each in lines if len(each.text) > 1]
    usual = median(heights) if heights else max(image.shape[:2]) / 80
    scale = min(max(_BOXED * line / usual, 0.2), 4.0)
    scale = max(scale, _LEAST / min(image.shape[:2]))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    grey = cv2.cvtColor(cv2.resize(image, None, fx=scale, fy=scale, interpolation=how), cv2.COLOR_BGR2GRAY)
    tiny = cv2.resize(grey, None, fx=1 / 8, fy=1 / 8, interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(tiny, cv2.MORPH_CLOSE, np.ones((11, 11), np.uint8))
    paper = cv2.resize(cv2.blur(paper, (9, 9)), grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    least = np.uint8(0.5 * float(np.percentile(paper[::8, ::8], 90)))  # what is darker is no paper
    return Shade(cv2.divide(grey, np.maximum(paper, least), scale=255), scale)


def shade_to_rules(shade: Shade) -> Rules:
    """All that runs across or down as a rule does; strokes of letters are among those down."""
    turned = shade.values.T.copy()
    return Rules(_rules_along(shade.values, 0), _rules_along(turned, 1))


def contrast(values: Any, along: int) -> Any:
    """How much darker each place is than both its sides, averaged over pixels along x; 0 where it is not."""
    import cv2

    shade = cv2.blur(values, (along, 1))
    dark = None
    for side in (_THIN, _THICK):
        beside = cv2.min(_shifted(shade, side), _shifted(shade, -side))
        found = cv2.subtract(beside, shade)
        dark = found if dark is None else cv2.max(dark, found)
    return dark


def _shifted(shade: Any, down: int) -> Any:
    """The picture moved down by as many pixels, its edge row repeated."""
    import numpy as np

    moved = np.empty_like(shade)
    if down > 0:
        moved[down:], moved[:down] = shade[:-down], shade[:1]
    else:
        moved[:down], moved[down:] = shade[-down:], shade[-1:]
    return moved


def _rules_along(values: Any, kind: int) -> list[Rule]:
    import cv2
    import numpy as np

    dark = (contrast(values, _ALONG[kind]) > _FAINT).astype(np.uint8)
    wide = cv2.dilate(dark, np.ones((3, 1), np.uint8))
    long = cv2.morphologyEx(wide, cv2.MORPH_OPEN, np.ones((1, _SHORTEST[kind]), np.uint8))
    _, _, stats, middles = cv2.connectedComponentsWithStats(long, connectivity=8)
    found = [
        Rule(float(middle[1]), float(x), float(x + wide))
        for (x, _, wide, high, _), middle in zip(stats[1:], middles[1:], strict=True)
        if wide > 2 * high
    ]
    return _pieced(found, _BROKEN[kind])


def _pieced(rules: list[Rule], gap: float) -> list[Rule]:
    """Pieces of one rule, broken where the picture is poor, as one."""
    whole: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.start):
        near = [
            index
            for index, other in enumerate(whole)
            if abs(other.at - rule.at) < _OFF and -gap < rule.start - other.end < gap
        ]
        if near:
            last = whole.pop(max(near, key=lambda index: whole[index].end))
            share = (last.end - last.start) / (last.end - last.start + rule.end - rule.start)
            at = share * last.at + (1 - share) * rule.at
            whole.append(Rule(at, last.start, max(last.end, rule.end)))
        else:
            whole.append(rule)
    return whole
