"""Groups of alike units within limits, for one region: set partitioning by columns.

Units with the same members and traits are one class, so that a county of two thousand is a matter of
some hundred classes. A group's distance is what its units differ in from the combination of traits,
among those of the region, that suits it best. The linear program over groups is priced exactly, so
that its optimum bounds every proposal from below; whole groups are found by diving and by HiGHS among
the groups made on the way. One thread and limits on rounds and nodes: the same units give the same
proposal, unless the clock runs out, which is said.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from campaigns.joint_columns import Choice, Grid, Master, improving
from campaigns.joint_fitting import finish, spread

Status = Literal['optimal', 'gap', 'time_limit']
Traits = tuple[str | None, ...]
Clock = Callable[[], float]

_ROUNDS = 300
_NODES = 1000
_MOST_SECONDS = 8.0
_BESIDE = 3


class Limits(NamedTuple):
    """A group has 2 to `units` units with `together` members or more; weights of the traits in order."""

    together: int
    units: int
    weights: tuple[int, ...]


class Unit(NamedTuple):
    """A unit's members (1 or more) and traits; None is a trait that nobody knows, so nobody shares it."""

    members: int
    traits: Traits


class Parted(NamedTuple):
    """A proposal for one region; units and branches by their position in what was given.

    away is the distance of each group; joined holds (unit, branch). No proposal leaves fewer alone;
    of those with as few none has a distance under bound.
    """

    groups: tuple[tuple[int, ...], ...]
    away: tuple[int, ...]
    joined: tuple[tuple[int, int], ...]
    alone: tuple[int, ...]
    distance: int
    bound: int
    status: Status


def apart(traits: Traits, others: Traits, weights: Sequence[int]) -> int:
    """What separates two by their traits; an unknown trait separates from everything.

    >>> apart(('社会团体', None), ('社会团体', '示例镇'), (2, 1))
    1
    """
    pairs = zip(traits, others, weights, strict=True)
    return sum(weight for one, two, weight in pairs if one is None or one != two)


def profiles(levels: Sequence[int], limits: Limits) -> tuple[tuple[int, ...], ...]:
    """How many units of each number of members a group may have.

    >>> profiles((1, 2), Limits(3, 3, ()))
    ((0, 2), (0, 3), (1, 1), (1, 2), (2, 1), (3, 0))
    """
    sizes = itertools.product(range(limits.units + 1), repeat=len(levels))

    def allowed(counts: tuple[int, ...]) -> bool:
        members = sum(count * level for count, level in zip(counts, levels, strict=True))
        return 2 <= sum(counts) <= limits.units and members >= limits.together

    return tuple(filter(allowed, sizes))


def part(units: Sequence[Unit], branches: Sequence[Traits], limits: Limits, clock: Clock) -> Parted:
    """Groups with as few as possible alone, then least distance, then few groups; and the bound.

    branches are the traits of joint branches that may take one unit each; clock gives the seconds left.
    """
    classes, hosts = _classes(units, limits), _positions(branches)
    grid = _grid(classes, hosts, limits)
    first = spread(grid, grid.counts, grid.host_counts)
    alone = sum(times for one, times in first.items() if one.alone)
    if alone == len(units):
        return Parted((), (), (), tuple(range(len(units))), 0, 0, 'optimal')
    master = Master(grid, alone, list(first))
    floor, late = _price_out(master, clock)
    bound = max(0, math.ceil(floor - grid.trifle * len(units) / 2 - 1e-5))
    best, find = first, (_dive, _mend, _mend, _whole)
    for step in find:
        if grid.total(best) > bound or step is _dive:
            found = step(master, best, clock)
            best = min(best, found, key=grid.rank) if found else best
    distance = grid.total(best)
    status: Status = 'optimal' if distance == bound else 'time_limit' if late or clock() <= 0 else 'gap'
    named = _named(grid, best, list(classes.values()), list(hosts.values()))
    return Parted(*named, distance, bound, status)


def _classes(units: Sequence[Unit], limits: Limits) -> dict[tuple[int, Traits], list[int]]:
    """Who is in each class; members beyond `together` make no difference."""
    return _positions([(min(one.members, limits.together), one.traits) for one in units])


def _positions(keys: Sequence[Any]) -> dict[Any, list[int]]:
    found: dict[Any, list[int]] = {}
    for place, key in enumerate(keys):
        found.setdefault(key, []).append(place)
    return dict(sorted(found.items(), key=lambda item: repr(item[0])))


def _grid(
    classes: dict[tuple[int, Traits], list[int]], hosts: dict[Traits, list[int]], limits: Limits
) -> Grid:
    import numpy as np

    levels = sorted({members for members, _traits in classes})
    centres = dict.fromkeys(traits for _members, traits in classes)

    def table(rows: Any) -> Any:
        held = [[apart(traits, row, limits.weights) for _, traits in classes] for row in rows]
        return np.array(held, dtype=float).reshape(len(rows), len(classes))

    return Grid(
        counts=tuple(map(len, classes.values())),
        levels=tuple(levels.index(members) for members, _traits in classes),
        apart=table(centres),
        homes=tuple(list(centres).index(traits) for _members, traits in classes),
        host_counts=tuple(map(len, hosts.values())),
        host_apart=table(hosts),
        profiles=profiles(levels, limits),
        most=limits.units,
        dear=3.0 * sum(limits.weights) + 1,
        trifle=1 / (10 * sum(map(len, classes.values()))),
    )


def _price_out(master: Master, clock: Clock) -> tuple[float, bool]:
    """Take in groups until none improves; a floor for the cost of any proposal, and whether time ran out."""
    floor = 0.0
    for _ in range(_ROUNDS):
        solved = master.solve()
        if solved is None:
            return floor, True
        value, duals, _shares = solved
        least, found = improving(master.grid, duals, master.grid.counts)
        # There are at most half as many groups as units, each no better than the best not taken in.
        floor = max(floor, value + least * sum(master.grid.counts) / 2)
        if not master.add(found):
            return max(floor, value - 1e-6), False
        if clock() <= 0:
            return floor, True
    return floor, False


def _dive(master: Master, _best: Counter[Choice], clock: Clock) -> Counter[Choice] | None:
    """Fix whole groups that the program already wants, again and again; what is left over is fitted in."""
    fixed: Counter[int] = Counter()
    while any(master.rest[: len(master.grid.counts)]) and clock() > 0:
        shares = _settled(master, clock)
        chosen = Counter(dict(_rounded(master, shares))) if shares is not None else None
        if not chosen:
            break
        master.fix(chosen)
        fixed += chosen
    made = Counter({master.choices[place]: times for place, times in fixed.items()})
    finished = finish(master.grid, made, master.rest)
    master.reset()
    return finished


def _settled(master: Master, clock: Clock) -> Any:
    """The shares of the columns for what rests, after a few rounds of pricing."""
    for _ in range(5):
        solved = master.solve()
        if solved is None:
            return None
        _value, duals, shares = solved
        rest = master.rest[: len(master.grid.counts)]
        _least, found = improving(master.grid, duals, rest)
        if not found or clock() <= 0 or not master.add(found):
            break
    return shares


def _rounded(master: Master, shares: Any) -> Iterator[tuple[int, int]]:
    """The whole part of every share; where there is none the largest shares, as far as the units go."""
    import numpy as np

    shares = np.array(shares)
    shares[: len(master.grid.counts)] = 0  # the spare ones
    whole = np.floor(shares + 1e-6).astype(int)
    if whole.any():
        yield from ((int(place), int(whole[place])) for place in np.flatnonzero(whole))
        return
    rest = list(master.rest)
    ranked = sorted(np.flatnonzero(shares > 1e-6).tolist(), key=lambda place: (-shares[place], place))
    left = max(1, len(ranked) // 20)
    for place in ranked:
        rows = master.rows(master.choices[place])
        if left and all(rest[row] >= count for row, count in rows.items()):
            for row, count in rows.items():
                rest[row] -= count
            left -= 1
            yield place, 1


def _mend(master: Master, best: Counter[Choice], clock: Clock) -> Counter[Choice] | None:
    """Do the groups with a distance anew, with a few of those beside them that have none."""
    grid = master.grid
    poor = Counter({one: times for one, times in best.items() if one.alone or grid.distance(one)})
    homes = {grid.homes[kind] for one in poor for kind, _ in one.group}
    opened: Counter[int] = Counter()
    kept = best - poor
    for one in sorted(kept):
        home = grid.homes[one.group[0][0]]
        times = min(kept[one], _BESIDE - opened[home]) if home in homes else 0
        opened[home] += times
        kept[one] -= times
    return _anew(master, best, +kept, clock)


def _whole(master: Master, best: Counter[Choice], clock: Clock) -> Counter[Choice] | None:
    """The best whole proposal that HiGHS finds among the groups known."""
    return _anew(master, best, Counter(), clock)


def _anew(
    master: Master, best: Counter[Choice], kept: Counter[Choice], clock: Clock
) -> Counter[Choice] | None:
    """Let HiGHS choose for what is not kept, beginning with what it is now."""
    master.add(list(best))
    known = {one: place for place, one in enumerate(master.choices)}
    master.fix(Counter({known[one]: times for one, times in kept.items()}))
    if kept:
        _settled(master, clock)
    start = Counter({known[one]: times for one, times in (best - kept).items()})
    found = master.whole(start, min(_MOST_SECONDS, max(0.5, clock())), _NODES)
    master.reset()
    return kept + Counter({master.choices[place]: times for place, times in found.items()}) if found else None


def _named(
    grid: Grid, made: Counter[Choice], members: list[list[int]], hosts: list[list[int]]
) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...], tuple[tuple[int, int], ...], tuple[int, ...]]:
    """Units by position instead of classes, the first of a class first."""
    waiting, free = [one[::-1] for one in members], [one[::-1] for one in hosts]
    groups, joined, alone = [], [], []
    for choice in sorted(made, key=lambda one: (one.group, one.host is not None, one.alone)):
        for _ in range(made[choice]):
            taken = tuple(sorted(waiting[kind].pop() for kind, count in choice.group for _ in range(count)))
            if choice.alone:
                alone.append(taken[0])
            elif choice.host is not None:
                joined.append((taken[0], free[choice.host].pop()))
            else:
                groups.append((taken, grid.distance(choice)))
    groups.sort()
    places, away = tuple(one for one, _ in groups), tuple(one for _, one in groups)
    return places, away, tuple(sorted(joined)), tuple(sorted(alone))
