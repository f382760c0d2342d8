"""The linear program over possible groups: rows are classes of equal units, columns are groups.

A group is a count of each class, ((class, how many), …). Its cost is its distance, with a trifle for
being a group at all, so that of equal distances the one with fewer groups wins.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

Group = tuple[tuple[int, int], ...]
"""(class, how many), in order of class."""

AT_ONCE = 1500
"""Columns added in a round at most: the best of each profile's improving ones."""

_SLACK = 1e-7


class Choice(NamedTuple):
    """What a column does with its units: a new group, a host (a joint branch) that takes one, or alone.

    A spare one stands for a unit that the groups made so far have no place for, at a high price.
    """

    group: Group
    host: int | None = None
    alone: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A region by classes: counts and levels of the classes, and how far each is from each centre.

    apart is centres x classes, homes the centre of each class's own traits, host_apart hosts x
    classes; host_counts are joint branches with the same traits that have room. A level is an index
    into each profile, which says how many of each level a group may have. trifle is what a group
    costs for being one, dear what a unit without a place does.
    """

    counts: tuple[int, ...]
    levels: tuple[int, ...]
    apart: Any
    homes: tuple[int, ...]
    host_counts: tuple[int, ...]
    host_apart: Any
    profiles: tuple[tuple[int, ...], ...]
    most: int
    trifle: float
    dear: float

    def distance(self, choice: Choice) -> int:
        """What its units differ in, all together."""
        if choice.alone:
            return 0
        (first, _), *_ = choice.group
        if choice.host is not None:
            return int(self.host_apart[choice.host, first])
        return int(sum(self.apart[:, kind] * count for kind, count in choice.group).min())

    def cost(self, choice: Choice) -> float:
        """Its cost in the program."""
        if choice.spare:
            return self.dear
        made = not choice.alone and choice.host is None
        return self.distance(choice) + (self.trifle if made else 0.0)

    def total(self, made: Mapping[Choice, int]) -> int:
        """The distance of a proposal."""
        return sum(self.distance(one) * times for one, times in made.items())

    def rank(self, made: Mapping[Choice, int]) -> tuple[int, float]:
        """Few alone, then a low cost."""
        alone = sum(times for one, times in made.items() if one.alone)
        return alone, sum(self.cost(one) * times for one, times in made.items())


def improving(grid: Grid, duals: Any, rest: Sequence[int]) -> tuple[float, list[Choice]]:
    """The least reduced cost of any group of the units that rest, and groups below 0, the best first.

    For each centre and profile the cheapest units of each level are the best group: no other is missed.
    """
    import numpy as np

    reduced = grid.apart - np.asarray(duals)[None, : len(rest)]
    sums, picks = [], []
    for level in range(len(grid.profiles[0]) if grid.profiles else 0):
        sums_one, picks_one = _cheapest(
            reduced, [k for k, own in enumerate(grid.levels) if own == level], rest, grid
        )
        sums.append(sums_one)
        picks.append(picks_one)
    least, found = 0.0, dict[Group, float]()
    for profile in grid.profiles:
        if any(count >= one.shape[1] for count, one in zip(profile, sums, strict=True)):
            continue
        values = grid.trifle + sum(one[:, count] for count, one in zip(profile, sums, strict=True))
        least = min(least, float(values.min()))
        for centre in np.flatnonzero(values < -_SLACK):
            taken = (one[centre, :count].tolist() for count, one in zip(profile, picks, strict=True))
            group = tuple(sorted(Counter(itertools.chain.from_iterable(taken)).items()))
            found[group] = min(found.get(group, 0.0), float(values[centre]))
    best = sorted(found, key=lambda group: (found[group], group))[:AT_ONCE]
    return least, [Choice(group) for group in best]


def _cheapest(reduced: Any, classes: list[int], rest: Sequence[int], grid: Grid) -> tuple[Any, Any]:
    """For each centre the running sums of the cheapest units of these classes, and whose they are."""
    import numpy as np

    copies = np.repeat(classes, [min(rest[one], grid.most) for one in classes]).astype(int)
    values = reduced[:, copies]
    width = min(grid.most, len(copies))
    order = np.argsort(values, axis=1, kind='stable')[:, :width]
    sums = np.cumsum(np.take_along_axis(values, order, axis=1), axis=1)
    return np.concatenate([np.zeros((len(reduced), 1)), sums], axis=1), copies[order]


class Master:
    """The program in HiGHS; it grows by columns and shrinks as a dive fixes some of them."""

    def __init__(self, grid: Grid, alone: int, groups: Sequence[Choice]) -> None:
        self.grid = grid
        self.choices: list[Choice] = []
        self._known: set[Choice] = set()
        self._highs = quiet_highs()
        self._rows: list[Any] = []
        self._values: list[Any] = []
        self._lengths: list[int] = []
        self._alone = alone
        self.rest = [*grid.counts, *grid.host_counts, alone]
        for _ in self.rest:
            self._highs.addRow(0.0, 0.0, 0, [], [])
        self._bound()
        classes = range(len(grid.counts))
        self.add([Choice(((one, 1),), spare=True) for one in classes])
        self.add([Choice(((one, 1),), alone=True) for one in classes] if alone else [])
        self.add([Choice(((one, 1),), host) for host in range(len(grid.host_counts)) for one in classes])
        self.add(groups)

    def rows(self, choice: Choice) -> dict[int, int]:
        """The rows it fills and by how much."""
        filled = dict(choice.group)
        if choice.host is not None:
            filled[len(self.grid.counts) + choice.host] = 1
        if choice.alone:
            filled[len(self.rest) - 1] = 1
        return filled

    def add(self, choices: Sequence[Choice]) -> int:
        """Take in those not there yet; their number."""
        import numpy as np

        fresh = [one for one in dict.fromkeys(choices) if one not in self._known]
        rows = [self.rows(one) for one in fresh]
        starts = np.cumsum([0, *map(len, rows)])[:-1].astype(np.int32)
        index = np.array([row for one in rows for row in one], np.int32)
        value = np.array([count for one in rows for count in one.values()], float)
        costs = np.array([self.grid.cost(one) for one in fresh], float)
        if fresh:
            zero, free = np.zeros(len(fresh)), np.full(len(fresh), float(sum(self.grid.counts)))
            self._highs.addCols(len(fresh), costs, zero, free, len(index), starts, index, value)
            self._rows.append(index)
            self._values.append(value)
        self._lengths += map(len, rows)
        self.choices += fresh
        self._known.update(fresh)
        return len(fresh)

    def solve(self) -> tuple[float, Any, Any] | None:
        """The optimum, the duals of the rows and the share of each column; None where there is none."""
        import numpy as np

        self._highs.run()
        if self._highs.modelStatusToString(self._highs.getModelStatus()) != 'Optimal':
            return None
        held = self._highs.getSolution()
        value = float(self._highs.getInfo().objective_function_value)
        return value, np.array(held.row_dual), np.array(held.col_value)

    def fix(self, chosen: Counter[int]) -> None:
        """Take these columns' units out of what is to be placed."""
        for place, times in chosen.items():
            for row, count in self.rows(self.choices[place]).items():
                self.rest[row] -= count * times
        self._bound()

    def reset(self) -> None:
        """Everything is to be placed again."""
        self.rest = [*self.grid.counts, *self.grid.host_counts, self._alone]
        self._bound()

    def _bound(self) -> None:
        """Rows at what rests; groups of more than that are shut, or halves of them would be wanted."""
        import numpy as np

        hosts = range(len(self.grid.counts), len(self.rest) - 1)
        for row, count in enumerate(self.rest):
            self._highs.changeRowBounds(row, 0.0 if row in hosts else float(count), float(count))
        if self.choices:
            few = np.concatenate(self._values) > np.array(self.rest)[np.concatenate(self._rows)]
            shut = np.logical_or.reduceat(few, np.cumsum([0, *self._lengths])[:-1])
            places = np.arange(len(shut), dtype=np.int32)
            most = np.where(shut, 0.0, float(sum(self.grid.counts)))
            self._highs.changeColsBounds(len(shut), places, np.zeros(len(shut)), most)

    def whole(self, start: Counter[int], seconds: float, nodes: int) -> Counter[int] | None:
        """The best whole choice among the columns that HiGHS finds from this start."""
        import highspy
        import numpy as np

        program = self._highs.getLp()
        program.integrality_ = [highspy.HighsVarType.kInteger] * program.num_col_
        highs = quiet_highs()
        for key, value in (
            ('time_limit', seconds),
            ('mip_max_nodes', nodes),
            ('mip_rel_gap', 0.0),
            ('mip_abs_gap', self.grid.trifle / 2),
        ):
            highs.setOptionValue(key, value)
        highs.passModel(program)
        for place in range(len(self.grid.counts)):
            highs.changeColBounds(place, 0.0, 0.0)
        guess = highspy.HighsSolution()
        guess.col_value = [float(start[place]) for place in range(len(self.choices))]
        highs.setSolution(guess)
        highs.run()
        if highs.getInfo().primal_solution_status != 2:
            return None
        values = np.rint(np.array(highs.getSolution().col_value)).astype(int)
        return Counter({int(place): int(values[place]) for place in np.flatnonzero(values)})


def quiet_highs() -> Any:
    """HiGHS without a word, in one thread, the same for the same input."""
    import highspy

    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for key, value in (('output_flag', False), ('threads', 1), ('random_seed', 1)):
        highs.setOptionValue(key, value)
    return highs
