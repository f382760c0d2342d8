"""How surely each side of a lattice's places is ruled, looked at again where its rule is bound to run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from extractors.readers.scans.lattice import DRAWN, Lattice, Shares, Sides, drawn_share
from extractors.readers.scans.rules import LINE, Rule

_OFF = 3
"""Pixels that a side is at most off its rule's place."""
_CLEAR = 3
"""Pixels at both its ends that are other rules'."""
_DOTTED = 9
"""Pixels that dots of a rule are at most apart."""
_AS_DARK = 0.5
"""Of the darkness of the table's rules: a rule is as dark as that all along, letters beside it are not."""
_LONG = 1.2 * LINE
"""Pixels of a side across that no letters' strokes make up."""
_RULED, _BARE = 0.93, 0.6
"""The share of a side as dark as a rule: it is ruled from the one on; below the other it is not."""


def lattice_to_sides(lattice: Lattice, values: Any, is_free: Callable[[Rule], bool]) -> Sides:
    """The sides of a table by its rules and by the picture's shade, 255 for paper.

    is_free tells whether a rule down runs clear of letters, or beyond them: it may be a stroke else.
    """
    xs, ys = lattice.xs, lattice.ys
    right = [[drawn_share(lattice.down[col], *band) for col in range(len(xs))] for band in pairwise(ys)]
    below = [[drawn_share(lattice.across[row], *band) for band in pairwise(xs)] for row in range(len(ys))]
    doubtful: set[tuple[int, int]] = set()
    level = _looked_at(values, lattice.across, xs, below, _LONG)
    for (row, col), share in level.items():
        if share is None:
            doubtful |= {(row - 1, col), (row, col)}
        else:
            below[row][col] = share
    turned = [list(column) for column in zip(*right, strict=True)]
    for (col, row), share in _looked_at(values.T, lattice.down, ys, turned, 0).items():
        if share is None:
            doubtful |= {(row, col - 1), (row, col)}
        elif is_free(Rule(xs[col], ys[row], ys[row + 1])):
            right[row][col] = share
    return Sides(right, below, frozenset(doubtful))


def _looked_at(
    values: Any, rules: Sequence[Sequence[Rule]], ends: Sequence[float], shares: Shares, long: float
) -> dict[tuple[int, int], float | None]:
    """The sides inside the table that look otherwise than their share; None where they tell neither."""
    import cv2
    import numpy as np

    soft = 255 - cv2.blur(np.ascontiguousarray(values), (_DOTTED, 1)).astype(np.float32)
    strips = {
        (at, index): _strip(soft, _place(each, *band), *band)
        for at, each in enumerate(rules[1:-1], 1)
        for index, band in enumerate(pairwise(ends))
    }
    ruled = [strip for (at, index), strip in strips.items() if shares[at][index] > DRAWN and strip.size]
    if not ruled:
        return {}
    usual = median(float(np.median(strip.max(axis=0))) for strip in ruled)
    return {
        (at, index): seen
        for (at, index), strip in strips.items()
        if strip.size and (seen := _seen(strip, usual, shares[at][index], long)) != shares[at][index]
    }


def _place(rules: Sequence[Rule], start: float, end: float) -> float:
    """Where rules of one line stand nearest to the way from start to end."""
    return min(rules, key=lambda rule: max(rule.start - end, start - rule.end, 0.0)).at


def _strip(soft: Any, at: float, start: float, end: float) -> Any:
    y = round(at)
    return soft[max(y - _OFF, 0) : y + _OFF + 1, round(start) + _CLEAR : round(end) - _CLEAR]


def _seen(strip: Any, usual: float, share: float, long: float) -> float | None:
    """The share of a side that is ruled, looked at closely; None where it may be ruled or not."""
    dark = max(float(row.mean()) for row in _pairs(strip > _AS_DARK * usual))
    if share > DRAWN:
        return share if dark > _BARE else None
    return 1.0 if dark > _RULED and strip.shape[1] > long else share


def _pairs(dark: Any) -> Iterator[Any]:
    """Neighbouring rows of pixels as one: a rule may lie between them."""
    yield from (upper | lower for upper, lower in pairwise(dark))
