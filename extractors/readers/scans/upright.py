"""How a picture of a page lies: guessed by a model of its own, proved by its lines."""

from __future__ import annotations

from typing import Any

from extractors.readers.scans.engine import Engine, image_to_quads, quarters_guessed, strip_to_said
from extractors.readers.scans.strips import cut_out, is_tall

_TRIED = 4
"""Lines that are read to see whether they stand on their heads."""
_SURE = 0.9
"""Lines read as surely as this, on the average of their letters, do not."""
_SAID = 8
"""Letters that level lines have at least, where most lines stand and they are to prove how the page lies."""
_FINDING = 736
"""The longer side, in pixels, of the picture in which lines are looked for; it need not show each letter."""


def quarters_off(engine: Engine, image: Any) -> int:
    """How many counter-clockwise quarter turns (numpy's rot90) bring the page upright; 0 where nothing tells.

    The model sees the middle of the page small, and errs on forms and on pages with little on them; and in a
    form's narrow columns letters stand under each other. So its guess is kept only where the lines that lie
    level read well, else the other ways are tried, the way most lines lie first.
    """
    guess = quarters_guessed(engine, image)
    first, tall = _score(engine, image, guess)
    if first is None:
        return 0
    if first >= _SURE:
        return guess
    scores = {guess: first}
    for more in (1, 3, 2) if tall else (2, 1, 3):
        way = (guess + more) % 4
        scores[way] = _score(engine, image, way)[0] or 0.0
        if scores[way] >= _SURE:
            return way
    return max(scores, key=lambda way: scores[way])


def _turned(image: Any, quarters: int) -> Any:
    import numpy as np

    return np.ascontiguousarray(np.rot90(image, quarters))


def _find(engine: Engine, image: Any) -> list[Any]:
    """Where lines are, found in a small copy of the picture."""
    import cv2

    scale = min(1.0, _FINDING / max(image.shape[:2]))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return [quad / scale for quad in image_to_quads(engine, small)]


def _score(engine: Engine, image: Any, quarters: int) -> tuple[float | None, bool]:
    """How surely a page so turned reads, by its longest level lines, 0..1, and whether most lines stand.

    None where it has no lines at all; 0 where most stand and the level ones are no text to speak of.
    """
    turned = _turned(image, quarters)
    quads = _find(engine, turned)
    level = [quad for quad in quads if not is_tall(quad)]
    longest = sorted(level, key=_length)[-_TRIED:]
    said = [each for quad in longest for each in strip_to_said(engine, cut_out(turned, quad).pixels)]
    tall = len(level) < len(quads) / 2
    if not quads:
        return None, tall
    read = len(said) >= (_SAID if tall else 1)
    return (sum(each.score for each in said) / len(said) if read else 0.0), tall


def _length(quad: Any) -> float:
    return float(abs(quad[1] - quad[0]).sum())
