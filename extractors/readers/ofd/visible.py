"""What can be seen of an OFD page's letters: not what is clear, like its ground, covered or off the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.readers.ofd.colours import Colour, lightness
from extractors.readers.ofd.letters import Run
from extractors.readers.pages.page import Glyph
from extractors.readers.pages.told import WHOLE_PAGE
from model.place import Box

_CONTRAST = 10.0
"""Of 255: what differs less from the ground under it cannot be seen."""
CLEAR_BELOW = 8
"""Of 255: what is less opaque cannot be seen."""


@dataclass(slots=True)
class Seen:
    """All that lies on a page; grounds, patches and images with their order from the lowest.

    grounds are rectangles of one colour, patches shapes of any other form.
    """

    runs: list[Run] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    grounds: list[tuple[int, Box, Colour]] = field(default_factory=list)
    images: list[tuple[int, Box]] = field(default_factory=list)
    patches: list[tuple[int, Box]] = field(default_factory=list)
    shapes: int = 0
    figures: int = 0
    outlines: int = 0


def area_on(box: Box, width: float, height: float) -> float:
    """The part of a box that lies on a page of this size, in square points."""
    across = min(box.x1, width) - max(box.x0, 0.0)
    return max(across, 0.0) * max(min(box.y1, height) - max(box.y0, 0.0), 0.0)


def parted(runs: Iterable[Run], seen: Seen, page: Box) -> tuple[list[Run], list[Run]]:
    """The letters that can be seen as runs, and those clear, like their ground, covered or off the page."""
    kept: list[Run] = []
    unseen: list[Run] = []
    whole_images = [order for order, box in seen.images if _covers(box, page)]
    for run in runs:
        grounds = [ground for ground in seen.grounds if _meet(ground[1], run.box)]
        images = [image for image in (*seen.images, *seen.patches) if _meet(image[1], run.box)]
        under = any(order > run.order for order in whole_images)
        if not (grounds or under or not _within(run.box, page) or _is_light(run)):
            kept.append(run)
            continue
        can_be_seen = [
            not under and _is_seen(glyph, run, grounds, images) and _is_in(glyph, page)
            for glyph in run.glyphs
        ]
        for wanted, runs_of_it in ((True, kept), (False, unseen)):
            glyphs = tuple(
                glyph for glyph, each in zip(run.glyphs, can_be_seen, strict=True) if each is wanted
            )
            if glyphs:
                runs_of_it.append(run._replace(glyphs=glyphs))
    return kept, unseen


def without_twins(unseen: Iterable[Run], runs: Iterable[Run]) -> list[Run]:
    """The unseen runs less those that are drawn again where they can be seen."""
    seen: dict[str, list[Run]] = {}
    for run in runs:
        seen.setdefault(text_of_run(run), []).append(run)
    return [
        run for run in unseen if not any(_are_near(run, other) for other in seen.get(text_of_run(run), ()))
    ]


def _are_near(one: Run, other: Run) -> bool:
    return abs(one.box.x0 - other.box.x0) < one.size and abs(one.box.y0 - other.box.y0) < one.size


def _is_light(run: Run) -> bool:
    return lightness(run.colour) > 255 - _CONTRAST or run.colour[3] < CLEAR_BELOW


def _is_seen(
    glyph: Glyph,
    run: Run,
    grounds: Sequence[tuple[int, Box, Colour]],
    images: Sequence[tuple[int, Box]],
) -> bool:
    """Whether a letter stands out from what is under it, and nothing lies over it; a picture may be any."""
    if run.colour[3] < CLEAR_BELOW:
        return False
    ground, last = 255.0, -1
    for order, box, colour in grounds:
        if _is_in(glyph, box):
            if order > run.order and run.source.kind != 'annotation':
                return False
            ground, last = lightness(colour), order
    if any(last < order < run.order and _is_in(glyph, box) for order, box in images):
        return True
    return abs(lightness(run.colour, ground) - ground) >= _CONTRAST


def _is_in(glyph: Glyph, box: Box) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _meet(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def _within(inner: Box, outer: Box) -> bool:
    return outer.x0 <= inner.x0 and outer.y0 <= inner.y0 and inner.x1 <= outer.x1 and inner.y1 <= outer.y1


def _covers(box: Box, page: Box) -> bool:
    width, height = page.x1, page.y1
    return area_on(box, width, height) > WHOLE_PAGE * width * height


def text_of_run(run: Run) -> str:
    """A run's letters without the blanks around them."""
    return ''.join(glyph.text for glyph in run.glyphs).strip()
