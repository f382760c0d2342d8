"""Figures and short words read a second time, closely cut: nothing beside them tells that one is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from extractors.readers.scans.engine import Engine, strip_to_line
from extractors.readers.scans.letters import SeenLetter, SeenLine
from extractors.readers.scans.strips import corners_of, cut_out, is_tall, upright
from extractors.readers.scans.strokes import STROKES
from extractors.readers.scans.variants import plain
from model.place import Box

_FIGURE = re.compile('[0-9０-９]')
_LEAST, _MOST = 0.9, 24
"""Lines with a letter less sure than this, and no longer than so many letters, are read again."""
_ABOVE, _BESIDE = 0.05, 0.15
"""What is cut out around a line, as shares of its height; the first time it is more."""
_BETTER, _SURE = 0.1, 0.9
"""How much surer of its worst letter the second reading is, and how sure at least, where it is taken."""
_UNSURE = 0.5
_NARROWEST = 96
"""Of a strip read again, in the model's pixels; the first time it is more."""
_EDGES = frozenset('_—-–－|｜~～.·^')
"""What a closer cut leaves out or brings in: rules, dotted lines and specks."""


def read_again(engine: Engine, image: Any, lines: Sequence[SeenLine]) -> list[SeenLine]:
    """The lines; those without words around them as the surer of two readings, unsure where they differ."""
    return [_again(engine, image, line) if _is_asked(line) else line for line in lines]


def _is_asked(line: SeenLine) -> bool:
    if line.is_column or line.text in STROKES or len(line.letters) > _MOST:
        return False
    alone = len(line.letters) == 1 or _FIGURE.search(line.text)
    return bool(alone) or min(letter.score for letter in line.letters) < _LEAST


def _again(engine: Engine, image: Any, line: SeenLine) -> SeenLine:
    box = line.box
    high = box.y1 - box.y0
    place = Box(
        box.x0 - _BESIDE * high, box.y0 - _ABOVE * high, box.x1 + _BESIDE * high, box.y1 + _ABOVE * high
    )
    strip = cut_out(image, corners_of(place))
    if is_tall(strip.corners) and len(line.letters) == 1:
        strip = upright(strip)
    other = None if is_tall(strip.corners) else strip_to_line(engine, strip, _NARROWEST)
    if other is None or _plain(other.letters) == _plain(line.letters):
        return line
    worst, others = (min(letter.score for letter in each.letters) for each in (line, other))
    whole = len(other.letters) >= sum(letter.text not in _EDGES for letter in line.letters)
    if whole and others >= max(_SURE, worst + _BETTER):
        return other
    return line._replace(letters=_doubted(line.letters, other.letters))


def _plain(letters: Sequence[SeenLetter]) -> str:
    return ''.join(plain(letter.text) for letter in letters)


def _doubted(letters: Sequence[SeenLetter], others: Sequence[SeenLetter]) -> tuple[SeenLetter, ...]:
    """The letters, less sure where the other reading has none like them in their order."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, _plain(letters), _plain(others), autojunk=False)
    doubted = list(letters)
    for what, first, last, begin, end in matcher.get_opcodes():
        said = {letter.text for letter in (*letters[first:last], *others[begin:end])}
        if what == 'equal' or said <= _EDGES:
            continue
        for at in range(first, last) or [min(first, len(letters) - 1)]:
            doubted[at] = letters[at]._replace(score=min(letters[at].score, _UNSURE))
    return tuple(doubted)
