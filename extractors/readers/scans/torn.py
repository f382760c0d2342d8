"""Lines that what looks like a rule of a table parts in the middle of a word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.readers.scans.letters import SeenLetter, SeenLine
from extractors.readers.scans.strokes import STROKES
from model.place import Box

_WELL = 0.8
"""Lines read as surely as this are read well."""
_UNSURE = 0.5
_WITHIN = 0.3
"""Of a letter's width: how far inside it a rule is that cannot stand beside it."""
_SAME = 8
"""Pixels that rules of one column are off each other at most."""


def is_torn(line: SeenLine, over: Sequence[Box], cells: Sequence[Box]) -> bool:
    """Whether a line that reads well has a letter where two cells meet: what parts them may be no rule.

    A rule that parts no other cells may be strokes of letters under each other, beside which a letter begins.
    """
    if line.score < _WELL:
        return False
    for left, right in pairwise(sorted(over)):
        edge = (left.x1 + right.x0) / 2
        others = [cell for cell in cells if cell not in (left, right)]
        lone = not any(min(abs(cell.x0 - edge), abs(cell.x1 - edge)) < _SAME for cell in others)
        within = -1.0 if lone else _WITHIN
        if any(_stands_at(edge, letter, within) for letter in line.letters):
            return True
    return False


def _stands_at(edge: float, letter: SeenLetter, within: float) -> bool:
    """Whether a place is that share of a letter's width inside it; below 0 it may be at its very edge."""
    inset = within * (letter.box.x1 - letter.box.x0) if within > 0 else within
    return letter.text not in STROKES and letter.box.x0 + inset < edge < letter.box.x1 - inset


def doubted(line: SeenLine) -> SeenLine:
    """The line with none of its letters sure."""
    letters = tuple(letter._replace(score=min(letter.score, _UNSURE)) for letter in line.letters)
    return line._replace(letters=letters)
