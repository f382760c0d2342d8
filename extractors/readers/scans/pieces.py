"""Pieces of rules, from one that they meet to the next, told from strokes of letters that stand in line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from extractors.readers.scans.lattice import TOUCH
from extractors.readers.scans.rules import LINE, Rule

_IN_LINE = 1.3 * LINE
"""That much rule at the same place in other rows makes a rule of a column."""
_CLOSE = 4.0
"""Pixels that two pieces of one rule down are at most off each other."""
_BESIDE, _INSIDE = 0.65, 0.38
"""How near a letter's middle, in its widths or heights, a line runs that is one of its strokes."""
_LETTER = 0.75 * LINE
"""The width of a letter; wider places have a gap in them."""
STRUCK, _CLEAR = 0.35, 0.1
"""The share of a line that runs through letters where it is no rule; below the other it keeps clear."""
_GOES_ON = 0.6 * LINE
"""Pixels of a line beyond letters that it runs through, where it is a rule: their places may be too wide."""
_EDGES, _UNBROKEN = 0.45, 0.85
"""How near a letter's middle, in its heights, its edges are; and the share of what runs along such that is
drawn where it is a rule all the same."""
_DARKER, _MOSTLY, _NEARLY, _WHOLLY = 12, 0.8, 0.9, 0.95
"""How much darker than beside it a rule is, of 255, and the share of it where it is so."""
_BLOCK = 10 * LINE
_WANDERS, _OFF = 7, 2.5
"""Longer rules than a block may wander so many pixels; less than _OFF is left."""
_EVEN = 0.5
"""The share of its usual darkness that a rule has where it is faintest."""
_AS_DARK = 0.8
"""The share of other rules' darkness that is one's own."""


class Letters(NamedTuple):
    """The places of letters (n x 4, pixels of the shade); unsure ones may stand elsewhere."""

    sure: Any
    unsure: Any


class _Look(NamedTuple):
    """How a piece of rule looks: taken for one anywhere, where others stand in line; and sure itself."""

    is_lone: bool
    is_sound: bool
    is_sure: bool


def is_free(piece: Rule, letters: Any) -> bool:
    """Whether a piece of a rule down runs clear of all letters (n x 4)."""
    return share_through(piece, letters, _BESIDE) < STRUCK


def goes_on(piece: Rule, letters: Any) -> bool:
    """Whether a piece of a rule down runs on where no letters (n x 4) are."""
    return (1 - share_through(piece, letters, _BESIDE)) * (piece.end - piece.start) > _GOES_ON


def _look(piece: Rule, dark: tuple[Any, Any], letters: Letters) -> _Look:
    inside = share_through(piece, letters.sure, _INSIDE)
    is_clear, is_long = is_free(piece, letters.sure), goes_on(piece, letters.sure)
    drawn, is_whole = drawn_darkly(piece, dark[0]), drawn_darkly(piece, dark[1]) > _WHOLLY
    is_rule = is_whole and (is_long or inside < STRUCK)
    is_rule = is_rule or (drawn > _NEARLY and is_long and inside < _CLEAR)
    return _Look(
        is_rule and (is_clear or is_long) and is_free(piece, letters.unsure) and _is_even(piece, dark[1]),
        is_rule or (is_clear and drawn > _MOSTLY),
        is_rule or (is_clear and drawn > _WHOLLY),
    )


def without_strokes(
    down: Sequence[Rule], across: Sequence[Rule], dark: tuple[Any, Any], letters: Letters
) -> Iterator[Rule]:
    """What runs down from rule to rule and is no letter's stroke, nor prolonged by one."""
    pieces = [_centred(piece, dark[0]) for rule in down for piece in _pieces(rule, across)]
    seen = [_look(piece, dark, letters) for piece in pieces]
    sure = [piece for piece, look in zip(pieces, seen, strict=True) if look.is_sure]
    kept = []
    for piece, look in zip(pieces, seen, strict=True):
        alike = [each for each in sure if abs(each.at - piece.at) < _CLOSE and each != piece]
        is_aligned = sum(each.end - each.start for each in alike) > _IN_LINE
        if look.is_lone or (is_aligned and (look.is_sound or _joins_like(piece, alike, dark))):
            kept.append(piece)
    yield from _rejoined(kept)


def _joins_like(piece: Rule, alike: Sequence[Rule], dark: tuple[Any, Any]) -> bool:
    """Whether a piece is drawn all along, as darkly as the sure ones right above it and right below."""
    near = [
        [each for each in alike if each.end == piece.start],
        [each for each in alike if each.start == piece.end],
    ]
    if not all(near) or drawn_darkly(piece, dark[1]) <= _WHOLLY:
        return False
    return _depth(piece, dark[0]) > _AS_DARK * max(_depth(each, dark[0]) for part in near for each in part)


def _is_even(piece: Rule, dark: Any) -> bool:
    """Whether a piece is as dark all along as rules are; letters that nobody read are not."""
    import numpy as np

    shades = _darkest(piece, dark)
    return not shades.size or float(np.percentile(shades, 10)) > _EVEN * float(np.median(shades))


def _depth(piece: Rule, dark: Any) -> float:
    """How much darker than what is beside it a piece of rule is where it is faintest."""
    import numpy as np

    return float(np.percentile(_darkest(piece, dark), 10))


def without_letters(across: Sequence[Rule], down: Sequence[Rule], level: Any, turned: Any) -> Iterator[Rule]:
    """What runs across less its pieces that are edges of letters, which may fill a cell from side to side."""
    pieces = [_centred(piece, level) for rule in across for piece in _pieces(rule, down)]
    yield from _rejoined(
        piece
        for piece in pieces
        if share_through(piece, turned, _EDGES) < STRUCK or drawn_darkly(piece, level) > _UNBROKEN
    )


def _rejoined(pieces: Iterable[Rule]) -> Iterator[Rule]:
    """Pieces of a rule that follow each other as one."""
    last: Rule | None = None
    for piece in pieces:
        joins = last and (last.at, last.end) == (piece.at, piece.start)
        if last and not joins:
            yield last
        last = piece._replace(start=last.start) if last and joins else piece
    if last:
        yield last


def _pieces(rule: Rule, others: Sequence[Rule]) -> Iterator[Rule]:
    """A rule from one of others that it meets to the next."""
    met = [other.at for other in others if other.start - TOUCH < rule.at < other.end + TOUCH]
    last = None
    for mark in sorted(each for each in met if rule.start - TOUCH < each < rule.end + TOUCH):
        if last is None:
            last = mark
        elif mark - last > TOUCH:
            yield Rule(rule.at, last, mark)
            last = mark


def drawn_darkly(rule: Rule, dark: Any) -> float:
    """The share of a rule along which it is darker than what is beside it, as evenly as rules are."""
    import numpy as np

    start, end = max(round(rule.start) + 2, 0), round(rule.end) - 1
    count = max(round((end - start) / _BLOCK), 1)
    if count > 1:
        ends = [start + (end - start) * at // count for at in range(count + 1)]
        parts = [Rule(rule.at, *each) for each in pairwise(ends)]
        shades = np.concatenate([_darkest(_centred(part, dark), dark) for part in parts])
    else:
        shades = _darkest(Rule(rule.at, start, end), dark)
    if not shades.size:
        return 1.0
    return float((shades > max(_DARKER, 0.35 * float(np.sort(shades)[len(shades) // 2]))).mean())


def _darkest(rule: Rule, dark: Any) -> Any:
    at = max(round(rule.at), 0)
    return dark[max(at - 3, 0) : at + 4, round(rule.start) : round(rule.end)].max(axis=0, initial=0)


def _centred(piece: Rule, dark: Any) -> Rule:
    """A piece of a rule where it is drawn: long rules of a bent paper are a little off in places."""
    top = max(round(piece.at) - _WANDERS, 0)
    strip = dark[top : round(piece.at) + _WANDERS + 1, max(round(piece.start) + 2, 0) : round(piece.end) - 1]
    if not strip.size:
        return piece
    at = top + int(strip.mean(axis=1).argmax())
    return piece if abs(at - piece.at) < _OFF else piece._replace(at=float(at))


def share_through(rule: Rule, letters: Any, inside: float) -> float:
    """The share of a rule down that runs through letters, nearer their middle than inside of their width."""
    import numpy as np

    if not len(letters):
        return 0.0
    x0, y0, x1, y1 = letters.T
    wide = np.minimum(x1 - x0, _LETTER)
    middles = np.stack([x0 + wide / 2, (x0 + x1) / 2, x1 - wide / 2])  # a wide place has a gap at either end
    near = (abs(rule.at - middles) < inside * wide).any(axis=0)
    through = np.minimum(rule.end, y1[near]) - np.maximum(rule.start, y0[near])
    return float(through.clip(0).sum()) / max(rule.end - rule.start, 1.0)
