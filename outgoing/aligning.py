"""Two papers laid side by side: lines that belong together, and in them what was replaced by what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from outgoing.lines import Line

_NEAR = 4  # characters between two changes of one phrase
_LARGE = 4_000  # pairs of lines looked at one by one

Pair = tuple[Line | None, Line | None]
Same = Callable[[int, int], bool]


class Hunk(NamedTuple):
    """old_text[start:end] became new: new_start and new_end are its place in the new text."""

    start: int
    end: int
    new_start: int
    new_end: int


def aligned(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Pair]:
    """Lines in order, each old one with the new one it became; None for one added or taken out."""
    texts, others = [one.text for one in old], [one.text for one in new]
    for kind, a, b, c, d in SequenceMatcher(None, texts, others, autojunk=False).get_opcodes():
        if kind == 'equal':
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from _paired(old[a:b], new[c:d])


def _paired(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Pair]:
    """The pairing of two stretches whose lines are most alike in all."""
    if not old or not new or len(old) * len(new) > _LARGE:
        yield from ((one, None) for one in old)
        yield from ((None, one) for one in new)
        return
    best = _sums([[_likeness(one.text, other.text) for other in new] for one in old])
    row = column = 0
    while row < len(old) and column < len(new):
        here = best[row][column]
        if here == best[row + 1][column]:
            yield old[row], None
            row += 1
        elif here == best[row][column + 1]:
            yield None, new[column]
            column += 1
        else:
            yield old[row], new[column]
            row, column = row + 1, column + 1
    yield from ((one, None) for one in old[row:])
    yield from ((None, one) for one in new[column:])


def _sums(alike: list[list[float]]) -> list[list[float]]:
    """The greatest sum of likeness from each pair of places on."""
    height, width = len(alike), len(alike[0])
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for row in reversed(range(height)):
        for column in reversed(range(width)):
            together = alike[row][column] + best[row + 1][column + 1]
            best[row][column] = max(together, best[row + 1][column], best[row][column + 1])
    return best


def _likeness(old: str, new: str) -> float:
    """How alike two lines are; a blank line is like blank ones only."""
    if not old.strip() or not new.strip():
        return 0.5 if old.strip() == new.strip() else 0.0
    return 0.01 + SequenceMatcher(None, old, new, autojunk=False).ratio()


def hunks(old: str, new: str, same: Same) -> list[Hunk]:
    """What changed inside a line; changes a few characters apart are one where same(start, end) allows it."""
    found: list[Hunk] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == 'equal':
            continue
        last = found[-1] if found else None
        if last and a - last.end <= _NEAR and same(last.start, b):
            found[-1] = Hunk(last.start, b, last.new_start, d)
        else:
            found.append(Hunk(a, b, c, d))
    return found


def widened(found: Sequence[Hunk], start: int, end: int) -> Hunk:
    """The hunks that touch a stretch of the old text, as one hunk of at least the whole stretch."""
    touching = [one for one in found if one.start <= end and start <= one.end]
    first, last = touching[0], touching[-1]
    return Hunk(
        min(start, first.start),
        max(end, last.end),
        first.new_start - max(0, first.start - start),
        last.new_end + max(0, end - last.end),
    )


def kept(found: Sequence[Hunk], start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch of the old text stands in the new one; None where any of it was changed."""
    moved = 0
    for one in found:
        if one.end <= start:
            moved += one.new_end - one.new_start - one.end + one.start
        elif one.start < end:
            return None
    return start + moved, end + moved
