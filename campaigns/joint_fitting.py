"""Whole groups for a few units without the program: as many as can be, and those left over fitted in."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from campaigns.joint_columns import Choice, Grid, Group, quiet_highs

_NEAREST = 40


def spread(grid: Grid, counts: Sequence[int], hosts: Sequence[int]) -> Counter[Choice]:
    """Groups of so many of each class that leave as few alone as can be, alike or not."""
    waiting: list[list[int]] = [[] for _ in range(max(grid.levels) + 1)]
    for kind, level in enumerate(grid.levels):
        waiting[level] += [kind] * counts[kind]
    free = [host for host, count in enumerate(hosts) for _ in range(count)]
    made: Counter[Choice] = Counter()
    for one in _most_covered(grid, [len(kinds) for kinds in waiting], len(free)):
        taken = [waiting[level].pop() for level, count in enumerate(one) for _ in range(count)]
        made[Choice(_group(taken), free.pop() if len(taken) == 1 else None)] += 1
    for kind in itertools.chain.from_iterable(waiting):
        made[Choice(((kind, 1),), alone=True)] += 1
    return made


def _most_covered(grid: Grid, supply: Sequence[int], free: int) -> list[tuple[int, ...]]:
    """Profiles of groups, and of single units that join a branch, that leave fewest alone."""
    import highspy

    depth = len(supply)
    singles = [tuple(int(place == level) for place in range(depth)) for level in range(depth)]
    columns = [*grid.profiles, *singles]
    highs = quiet_highs()
    for count in (*supply, free):
        highs.addRow(0.0, float(count), 0, [], [])
    for place, one in enumerate(columns):
        rows = {level: float(count) for level, count in enumerate(one) if count}
        joins = place >= len(grid.profiles)
        rows |= {depth: 1.0} if joins else {}
        cost = -sum(one) + (0.0 if joins else grid.trifle)
        highs.addCol(cost, 0.0, float(sum(supply)), len(rows), list(rows), list(rows.values()))
        highs.changeColIntegrality(place, highspy.HighsVarType.kInteger)
    highs.setOptionValue('mip_rel_gap', 0.0)
    highs.setOptionValue('mip_abs_gap', 0.5)
    highs.run()
    times = (round(value) for value in highs.getSolution().col_value)
    return [one for one, count in zip(columns, times, strict=True) for _ in range(count)]


def finish(grid: Grid, made: Counter[Choice], rest: Sequence[int]) -> Counter[Choice]:
    """A whole proposal of these groups and of what rests: grouped among themselves, else fitted in."""
    kinds = len(grid.counts)
    more = spread(grid, rest[:kinds], rest[kinds:-1])
    may_stay = rest[-1]
    done = made + Counter({one: times for one, times in more.items() if not one.alone})
    over = [one for one, times in more.items() if one.alone for _ in range(times)]
    for one in over:
        done = _fitted(grid, done, one.group[0][0]) if len(over) > may_stay else done + Counter([one])
    return done


def _fitted(grid: Grid, made: Counter[Choice], kind: int) -> Counter[Choice]:
    """One more unit in the group that suffers least, which may fall in two for it; else it is alone."""
    groups = [one for one in made if one.host is None and not one.alone]
    near = sorted(
        groups, key=lambda one: (grid.distance(Choice(_group([*_units(one.group), kind]))), one.group)
    )
    best = min(
        (
            (sum(map(grid.cost, halves)) - grid.cost(old), old, halves)
            for old in near[:_NEAREST]
            for halves in _halves(grid, [*_units(old.group), kind])
        ),
        default=None,
    )
    if best is None:
        return made + Counter([Choice(((kind, 1),), alone=True)])
    _more, old, halves = best
    return made - Counter([old]) + Counter(halves)


def _halves(grid: Grid, units: list[int]) -> Iterator[tuple[Choice, ...]]:
    """The allowed groups that these units make, as one or as two."""
    for mask in range(2 ** (len(units) - 1)):
        sides: tuple[list[int], list[int]] = ([], [])
        for place, kind in enumerate(units):
            sides[mask >> place & 1].append(kind)
        groups = [_group(side) for side in sides if side]
        if all(_allowed(grid, group) for group in groups):
            yield tuple(Choice(group) for group in groups)


def _allowed(grid: Grid, group: Group) -> bool:
    held = Counter(grid.levels[kind] for kind in _units(group))
    return tuple(held[level] for level in range(max(grid.levels) + 1)) in grid.profiles


def _units(group: Group) -> list[int]:
    return [kind for kind, count in group for _ in range(count)]


def _group(units: Sequence[int]) -> Group:
    return tuple(sorted(Counter(units).items()))
