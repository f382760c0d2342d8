"""How a picture of a page lies: guessed by a model of its own, proved by its lines."""

from __future__ import annotations

from typing import Any, NamedTuple

from extractors.readers.scans.engine import (
    PROVING,
    TITLE,
    TURNED_TITLE,
    UPRIGHT,
    Engine,
    image_to_quads,
    quarters_guessed,
    strip_to_said,
)
from extractors.readers.scans.strips import cut_out, is_tall

_SAID = 8
"""Letters that level lines have at least, where most lines stand and they are to prove how the page lies."""
_UNREAD = 0.5
"""Of the longest lines: a page that reads so lies otherwise."""
_MANY = 10
"""So many of the longest lines tell how a page without a title lies."""
_FINDING = 736
"""The longer side, in pixels, of the picture in which lines are looked for; it need not show each letter."""


def quarters_off(engine: Engine, image: Any) -> int:
    """How many counter-clockwise quarter turns (numpy's rot90) bring the page upright; 0 where nothing tells.

    The model sees the middle of the page small, and errs on forms and on pages with little on them; and in a
    form's narrow columns letters stand under each other. So its guess is kept only where the lines that lie
    level read well, a long one among them, as a title is; else the other ways are tried, and a long line
    proves more than the heads of narrow columns, which read well on their sides too. A page without one, as
    the end of a table is, lies as most of its Chinese letters are read.
    """
    guess = quarters_guessed(engine, image)
    first = _read(engine, image, guess)
    if not first.found:
        return 0
    if first.has_title and first.score >= UPRIGHT:
        return guess
    seen = {guess: first} | {way: _read(engine, image, way) for way in range(4) if way != guess}
    titled = [way for way in seen if seen[way].has_title]
    if titled:
        return max(titled, key=lambda way: seen[way].score)
    words = {way: _words_read(engine, _turned(image, way)) for way in seen if seen[way].score > _UNREAD}
    return max(seen, key=lambda way: (words.get(way, 0), seen[way].score))


def letters_to_prove(quarters: int) -> int:
    """Letters of a line that proves that a picture so turned is upright; few pages come on their sides."""
    return TURNED_TITLE if quarters % 2 else TITLE


def _turned(image: Any, quarters: int) -> Any:
    import numpy as np

    return np.ascontiguousarray(np.rot90(image, quarters))


def _find(engine: Engine, image: Any) -> list[Any]:
    """Where lines are, found in a small copy of the picture."""
    import cv2

    scale = min(1.0, _FINDING / max(image.shape[:2]))
    size = [max(1, round(side * scale)) for side in image.shape[1::-1]]
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return [quad / scale for quad in image_to_quads(engine, small)]


class _Read(NamedTuple):
    """How a page so turned reads, by its longest level lines.

    score is 0..1, and 0 where most lines stand and the level ones are no text to speak of; has_title says
    that the longest is long and reads well.
    """

    found: bool
    score: float
    has_title: bool


def _read(engine: Engine, image: Any, quarters: int) -> _Read:
    turned = _turned(image, quarters)
    quads = _find(engine, turned)
    level = [quad for quad in quads if not is_tall(quad)]
    longest = sorted(level, key=_length)[-PROVING:]
    lines = [[one.score for one in strip_to_said(engine, cut_out(turned, quad).pixels)] for quad in longest]
    said = [score for line in lines for score in line]
    stands = len(level) < len(quads) / 2
    speaks = len(said) >= (_SAID if stands else 1)
    enough = letters_to_prove(quarters)
    titled = bool(lines) and len(lines[-1]) >= enough and sum(lines[-1]) >= UPRIGHT * len(lines[-1])
    return _Read(bool(quads), sum(said) / len(said) if speaks else 0.0, titled)


def _words_read(engine: Engine, turned: Any) -> int:
    """How many Chinese letters of the longer level lines read well; digits do so on their heads too."""
    level = [quad for quad in _find(engine, turned) if not is_tall(quad)]
    said = (
        one
        for quad in sorted(level, key=_length)[-_MANY:]
        for one in strip_to_said(engine, cut_out(turned, quad).pixels)
    )
    return sum(one.score >= UPRIGHT and '\u4e00' <= one.text <= '\u9fff' for one in said)


def _length(quad: Any) -> float:
    return float(abs(quad[1] - quad[0]).sum())
