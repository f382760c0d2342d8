"""What the model guesses for the columns of a line, to letters with their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from extractors.readers.scans.strips import Strip, around_points, blank_between, ink_of, is_tall, text_rows
from extractors.readers.scans.variants import SIMPLIFIED, same
from model.place import Box
from text.lines import display_width

_BLANK = 0
"""The model's guess for no letter."""
_OTHERS = 5
"""The likeliest letters of a guess that are looked at."""
_UNLIKELY = 1e-4
"""Less likely ones are not."""
_MAY_BE = 0.02
"""As likely as this, another way of writing a letter may be the paper's: the simplified one is, where letters
are, for those who write it mix in no other."""
_GAP = 0.7
"""Between two letters, in letters, less what their own shapes leave free: narrower ones are no gap."""
_WORDS = 0.18
"""The same between two Latin words, where the model saw a blank as well."""
_IN_CODE = 1.0
"""The same within a number or a code, whose letters may be set wide."""
_TWO_NUMBERS = 0.5
"""How sure figures are that may be of two numbers."""
_ASTRAY = 0.5
"""How far a letter's middle may be from where it is guessed, in letters; ink further off is another's."""
_FREE = 0.04
"""What a letter's cell leaves free beside its ink."""
_OPENING, _CLOSING = '（〔《“‘【「『〈(［', '，。、；：！？）〕》”’】」』〉．,'


class SeenLetter(NamedTuple):
    """One letter, how sure its reading is (0..1), and its place in pixels.

    wavers tells that it may as well be written another way: full-width, or as another kind of bracket.
    """

    text: str
    score: float
    box: Box
    wavers: bool = False


class SeenLine(NamedTuple):
    """One line as found, its letters in reading order; box is around all of them.

    is_column tells that the letters stand under each other.
    """

    text: str
    score: float
    box: Box
    letters: tuple[SeenLetter, ...]
    is_column: bool = False


class Said(NamedTuple):
    """A letter as guessed, how surely, its middle in its strip, in pixels; wavers as of SeenLetter."""

    text: str
    score: float
    middle: float
    wavers: bool


def said_by(guesses: Any, letters: Sequence[str], column: float) -> Iterator[Said]:
    """The letters that guesses (columns x letters, each 0..1) stand for; column is one's width in pixels."""
    best = guesses.argmax(axis=1)
    start = 0
    for at in range(1, len(best) + 1):
        if at < len(best) and best[at] == best[start]:
            continue
        if best[start] != _BLANK:
            run = guesses[start:at, best[start]]
            middle = float((run * range(start, at)).sum() / run.sum()) + 0.5
            text, score, wavers = _letter(guesses[start + int(run.argmax())], letters)
            yield Said(text, score, middle * column, wavers)
        start = at


def _letter(guess: Any, letters: Sequence[str]) -> tuple[str, float, bool]:
    """The letter most likely, and how likely it is in any way of writing it; simplified where it may be.

    The model knows full-width marks and traditional forms as letters of their own, and wavers between them.
    """
    (likely,) = (guess > _UNLIKELY).nonzero()
    likely = likely[guess[likely].argsort()[-_OTHERS:]]
    best = letters[int(guess.argmax())]
    found = {letters[index]: float(guess[index]) for index in likely if same(letters[index], best)}
    score = min(sum(found.values()), 1.0)
    other = SIMPLIFIED.get(best, best)
    wavers = sum(each > _MAY_BE for each in found.values()) > 1
    return (other if found.get(other, 0.0) > _MAY_BE else best), score, wavers


def row_to_line(said: Sequence[Said], strip: Strip) -> SeenLine | None:
    """The letters that a strip says as a line; None without any.

    A letter reaches to the next one, so that ragged middles make no blanks; only where the picture is blank
    for long does it end.
    """
    words = [each for each in said if not each.text.isspace()]
    if not words:
        return None
    ink = ink_of(strip.pixels)
    top, bottom = text_rows(strip.pixels)
    em = _letter_width(words, *strip.pixels.shape[:2])
    spaces = [each.middle for each in said if each.text.isspace()]
    most = em if not is_tall(strip.corners) else float(strip.pixels.shape[0])
    high = min(max(em, float(bottom - top)), 1.1 * most)
    middle = (top + bottom) / 2 / strip.pixels.shape[0]
    starts, ends = [_first_edge(words[0], ink, em)], []
    scores = [each.score for each in words]
    for at, (left, right) in enumerate(pairwise(words)):
        spaced = any(left.middle < middle < right.middle for middle in spaces)
        end, start = _seam(left, right, blank_between(ink, left.middle, right.middle), em, spaced=spaced)
        ends.append(end)
        starts.append(start)
        if spaced and end == start and left.text.isdigit() and right.text.isdigit():
            scores[at : at + 2] = [min(score, _TWO_NUMBERS) for score in scores[at : at + 2]]
    ends.append(_last_edge(words[-1], ink, em))
    seen = tuple(
        SeenLetter(each.text, score, strip.place(x0, x1, high, middle), each.wavers)
        for each, score, x0, x1 in zip(words, scores, starts, ends, strict=True)
    )
    score = sum(each.score for each in words) / len(words)
    is_column = bool(strip.slabs) or _stand(seen)
    if strip.slabs:
        box = around_points(strip.corners)
    else:
        box = _around(seen) if is_column or is_tall(strip.corners) else _level(seen)
    return SeenLine(''.join(each.text for each in words), score, box, seen, is_column)


def _stand(letters: Sequence[SeenLetter]) -> bool:
    """Whether each letter stands under the one before, as in a tall place read on its side."""
    return len(letters) > 1 and all(
        lower.box.y0 >= (upper.box.y0 + upper.box.y1) / 2
        and lower.box.x0 < (upper.box.x0 + upper.box.x1) / 2 < lower.box.x1
        for upper, lower in pairwise(letters)
    )


def _letter_width(words: Sequence[Said], high: int, wide: int) -> float:
    """A Chinese letter's width in pixels: from one middle to the next; of few, by the strip's height."""
    steps = [
        right.middle - left.middle
        for left, right in pairwise(words)
        if _is_wide(left.text) and _is_wide(right.text)
    ]
    usual = median(steps) if len(steps) > 2 else 0.72 * min(high, 1.3 * wide)
    return min(max(usual, 0.5 * min(high, wide)), 0.9 * high)


def _seam(
    left: Said, right: Said, blank: tuple[float, float], em: float, *, spaced: bool
) -> tuple[float, float]:
    """Where a letter ends and the next one begins."""
    free = (0.5 if left.text in _CLOSING else 0.0) + (0.5 if right.text in _OPENING else 0.0)
    gap = (blank[1] - blank[0]) / em - free
    if gap > _least_gap(left.text, right.text, spaced=spaced):
        end = blank[0] + (_FREE + (0.5 if left.text in _CLOSING else 0.0)) * em
        start = blank[1] - (_FREE + (0.5 if right.text in _OPENING else 0.0)) * em
        return end, start
    share = _width(left.text) / (_width(left.text) + _width(right.text))
    seam = left.middle + share * (right.middle - left.middle)
    return seam, seam


def _least_gap(left: str, right: str, *, spaced: bool) -> float:
    """How wide a blank between two letters must be, in letters; spaced tells that the model saw one."""
    if all(each.isdigit() or each.isupper() for each in (left, right)):
        return _IN_CODE
    return _WORDS if spaced and left.isascii() and right.isascii() else _GAP


def _first_edge(first: Said, ink: Any, em: float) -> float:
    left = float(ink.argmax()) if ink.any() else 0.0
    left = max(left, first.middle - (_width(first.text) / 2 + _ASTRAY) * em)
    return left - (0.5 if first.text in _OPENING else 0.05) * em


def _last_edge(last: Said, ink: Any, em: float) -> float:
    right = float(len(ink) - ink[::-1].argmax()) if ink.any() else float(len(ink))
    right = min(right, last.middle + (_width(last.text) / 2 + _ASTRAY) * em)
    return right + (0.5 if last.text in _CLOSING else 0.05) * em


def _is_wide(letter: str) -> bool:
    return _width(letter) == 1.0 and letter not in _OPENING + _CLOSING


def _width(letter: str) -> float:
    return display_width(letter)


def _around(letters: Sequence[SeenLetter]) -> Box:
    x0, y0, x1, y1 = zip(*(each.box for each in letters), strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))


def _level(letters: Sequence[SeenLetter]) -> Box:
    """The box of a line as if it ran level, though it rises or falls a little."""
    around = _around(letters)
    count = len(letters)
    return around._replace(
        y0=sum(each.box.y0 for each in letters) / count, y1=sum(each.box.y1 for each in letters) / count
    )
