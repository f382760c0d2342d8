"""Figures of one collection that raise a question to their sender: about figures only, never about persons.

Each rule is meant to be silent on honest figures: its threshold is a chance that one sender's honest
return would look so. Sums and equal values inside one organisation tell nothing new and count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, factorial
from typing import Literal

Kind = Literal[
    'identical_rows',  # several organisations of one sender with the same counts throughout
    'identical_units',  # two senders with the same totals throughout
    'totals_moved',  # the sender's own totals changed, no organisation of it did
    'only_round',  # next to all figures end in 0
    'repeated_digits',  # next to all figures are 11, 22, 333
    'jumped',  # a count ten times what it was last round
]

ROUND_CHANCE, DIGIT_CHANCE = 0.3, 0.12
"""How often an honest count of ten or more ends in 0 (people round more than chance does), or is 11, 22."""
TOO_RARE = 1e-4
"""What happens to an honest sender less often than this is asked about."""
NEARLY_ALL = 0.9
FEWEST_FIGURES = 6
LARGE = 10
SAME_BY_CHANCE = 2e-4
"""How often two organisations of some size have the same counts in four fields or more."""
_FEWEST_ALIKE = 3
_DISTINCT = 4
_ALL_ALIKE, _DISTINCT_SMALL = 5, 3
_TENFOLD, _FROM, _TO = 10, 5, 100


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one organisation on one return (row of source), or of a sender as a whole (row 0)."""

    source: int
    row: int
    name: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures that raise a question: the lines they stand on, the fields, old and new values of a change."""

    kind: Kind
    lines: tuple[Counts, ...]
    fields: tuple[str, ...] = ()
    share: tuple[int, int] | None = None
    changes: tuple[tuple[str, int, int], ...] = ()


def questions_of_sender(lines: Sequence[Counts], before: Sequence[Counts] = ()) -> list[Finding]:
    """What is odd in the lines of one sender's returns of a round; before are those of the round before."""
    found = [*_identical(lines), *_jumped(lines, before)]
    if odd := _beyond_chance(lines, _is_round, ROUND_CHANCE):
        found.append(Finding('only_round', tuple(lines), share=odd))
    if odd := _beyond_chance(lines, _is_repeated, DIGIT_CHANCE):
        found.append(Finding('repeated_digits', tuple(lines), share=odd))
    return found


def _identical(lines: Sequence[Counts]) -> list[Finding]:
    """Organisations with the same counts throughout, more of them than chance makes so among so many.

    Only lines with four different counts of ten or more are compared, as small ones are often alike; of
    small ones it tells something that all that a sender reports are.
    """
    small = {value for one in lines[:1] for value in one.counts.values() if value > 0}
    if len(lines) >= _ALL_ALIKE and len(small) >= _DISTINCT_SMALL and _all_alike(lines):
        return [Finding('identical_rows', tuple(lines), tuple(lines[0].counts))]
    telling = [one for one in lines if len(_independent(one.counts, of=LARGE, sums=True)) >= _DISTINCT]
    groups: dict[tuple[tuple[str, int], ...], list[Counts]] = defaultdict(list)
    for one in telling:
        groups[tuple(sorted(one.counts.items()))].append(one)
    enough = fewest_alike(len(telling))
    alike = [group for group in groups.values() if len({one.name for one in group}) >= enough]
    return [Finding('identical_rows', tuple(group), tuple(group[0].counts)) for group in alike]


def _all_alike(lines: Sequence[Counts]) -> bool:
    return len({one.name for one in lines}) == len(lines) and all(
        dict(one.counts) == dict(lines[0].counts) for one in lines
    )


def fewest_alike(lines: int) -> int:
    """How many equal lines of so many are more than chance: groups of that size are expected TOO_RARE times.

    >>> fewest_alike(10), fewest_alike(1000)
    (3, 6)
    """
    size = _FEWEST_ALIKE
    while lines**size / factorial(size) * SAME_BY_CHANCE ** (size - 1) > 10 * TOO_RARE:
        size += 1
    return size


def identical_units(units: Mapping[str, Counts]) -> list[Finding]:
    """Senders whose own totals are the same in every count; at least four different ones of ten or more."""
    found = []
    for (_, one), (_, other) in combinations(units.items(), 2):
        large = _independent(one.counts, of=LARGE, sums=True)
        if len(large) >= _DISTINCT and dict(one.counts) == dict(other.counts):
            found.append(Finding('identical_units', (one, other), tuple(one.counts)))
    return found


def totals_moved(
    lines: Sequence[Counts], before: Sequence[Counts], total: Counts | None, total_before: Counts | None
) -> list[Finding]:
    """A sender's own totals that changed though it reports the same organisations with the same counts."""
    if not lines or total is None or total_before is None or _by_name(lines) != _by_name(before):
        return []
    changes = tuple(
        (field, total_before.counts[field], value)
        for field, value in total.counts.items()
        if field in total_before.counts and total_before.counts[field] != value
    )
    return [Finding('totals_moved', (total,), changes=changes)] if changes else []


def _by_name(lines: Iterable[Counts]) -> list[tuple[str, tuple[tuple[str, int], ...]]]:
    return sorted((one.name, tuple(sorted(one.counts.items()))) for one in lines)


def _jumped(lines: Sequence[Counts], before: Sequence[Counts]) -> list[Finding]:
    """Counts ten times and more what the same organisation had last round: 12 and 120."""
    held = {one.name: one for one in before}
    found = []
    for one in lines:
        was = held[one.name].counts if one.name in held else {}
        changes = tuple(
            (field, was[field], value)
            for field, value in one.counts.items()
            if was.get(field, 0) >= _FROM and value >= _TO and value >= _TENFOLD * was[field]
        )
        if changes:
            found.append(Finding('jumped', (one,), tuple(change[0] for change in changes), changes=changes))
    return found


def _beyond_chance(
    lines: Sequence[Counts], is_odd: Callable[[int], bool], chance: float
) -> tuple[int, int] | None:
    """How many of the figures are odd and how many there are, where chance does not make so many."""
    figures = [value for one in lines for value in _independent(one.counts, of=LARGE)]
    odd = sum(map(is_odd, figures))
    if len(figures) < FEWEST_FIGURES or odd < NEARLY_ALL * len(figures):
        return None
    return (odd, len(figures)) if _tail(odd, len(figures), chance) < TOO_RARE else None


def _independent(counts: Mapping[str, int], *, of: int, sums: bool = False) -> set[int]:
    """The different counts of at least `of`; those that are the sum of two others only where sums is set."""
    values = {value for value in counts.values() if value >= of}
    if sums:
        return values
    whole = [value for value in counts.values() if value > 0]
    added = {one + other for one, other in combinations(whole, 2)}
    return values - added


def _is_round(value: int) -> bool:
    return value % 10 == 0


def _is_repeated(value: int) -> bool:
    return len(set(str(value))) == 1


def _tail(odd: int, figures: int, chance: float) -> float:
    """The chance that at least so many of so many figures are odd."""
    return sum(
        comb(figures, count) * chance**count * (1 - chance) ** (figures - count)
        for count in range(odd, figures + 1)
    )
