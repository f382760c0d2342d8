"""Rules that hang together as a table: its rows and columns, and the rectangles between them as cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.readers.scans.rules import LINE, Rule, Rules
from model.place import Box

TOUCH = 0.25 * LINE
"""Ends of rules nearer than this to a rule touch it; rules nearer than this are one."""
_MOST_CROSSINGS = 20_000
"""Rows times columns: forms have a few hundred places, graph paper has more."""
DRAWN = 0.8
_DRAWN = (DRAWN, 0.6, 0.4, 0.2, 0.0)
"""The share of a cell's side that must be ruled; less where cells would be no rectangles else."""

Shares = list[list[float]]
_Places = set[tuple[int, int]]


class Sides(NamedTuple):
    """The share that is ruled right of each place of a lattice, by rows, and below each, by rows of rules.

    doubtful are the places (row, column) beside a side that may be ruled or not.
    """

    right: Shares
    below: Shares
    doubtful: frozenset[tuple[int, int]]


class Lattice(NamedTuple):
    """The rules of one table by where they stand."""

    xs: list[float]
    ys: list[float]
    down: list[list[Rule]]
    across: list[list[Rule]]


def rules_to_lattices(rules: Rules) -> Iterator[Lattice]:
    """Rules that hang together, table by table."""
    across, down = rules
    group = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while group[index] != index:
            index = group[index]
        return index

    for i, one in enumerate(across):
        for j, other in enumerate(down, len(across)):
            meets = one.start - TOUCH < other.at < one.end + TOUCH
            if meets and other.start - TOUCH < one.at < other.end + TOUCH:
                group[root(i)] = root(j)
    tables: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for index, rule in enumerate((*across, *down)):
        tables[root(index)][index >= len(across)].append(rule)
    for level, upright in tables.values():
        rows, columns = _by_place(level), _by_place(upright)
        if len(rows) > 1 and len(columns) > 1 and len(rows) * len(columns) < _MOST_CROSSINGS:
            yield Lattice([_place(each) for each in columns], [_place(each) for each in rows], columns, rows)


def _by_place(rules: Sequence[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - _place(groups[-1]) < TOUCH:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _place(rules: Sequence[Rule]) -> float:
    """Where rules stand together, long ones counting more."""
    return sum(rule.at * (rule.end - rule.start) for rule in rules) / sum(
        rule.end - rule.start for rule in rules
    )


class Cells(NamedTuple):
    """The cells of a table; doubtful are those of them that may be bounded otherwise."""

    boxes: list[Box]
    doubtful: list[Box]


def lattice_to_cells(lattice: Lattice, sides: Sides) -> Cells:
    """The cells of one table: places with no rule between them are one, rectangles all of them."""
    xs, ys = lattice.xs, lattice.ys
    right, below = sides.right, sides.below
    outside = _outside(right, below)
    open_ones = {place for place in outside if _is_nearly_closed(place, right, below)}
    outside -= open_ones
    todo: list[_Places] = [{(row, col) for row in range(len(ys) - 1) for col in range(len(xs) - 1)} - outside]
    cells: list[_Places] = []
    sound = 0
    for least in _DRAWN:
        odd: list[_Places] = []
        for places in todo:
            for joined in _joined(places, right, below, least):
                (cells if _is_rectangle(joined) else odd).append(joined)
        todo = odd
        sound = sound or len(cells)
    cells += [{place} for places in todo for place in places]
    unsound = [
        places for at, places in enumerate(cells) if at >= sound or places & (sides.doubtful | open_ones)
    ]
    return Cells(
        [_places_to_box(places, xs, ys) for places in sorted(cells, key=min)],
        [_places_to_box(places, xs, ys) for places in unsound],
    )


def drawn_share(rules: Sequence[Rule], start: float, end: float) -> float:
    """The share of the way from start to end along which there is a rule."""
    pieces = sorted((max(rule.start, start), min(rule.end, end)) for rule in rules)
    done, length = start, 0.0
    for first, last in pieces:
        length += max(last - max(first, done), 0.0)
        done = max(done, last)
    return length / (end - start)


def _outside(right: list[list[float]], below: list[list[float]]) -> _Places:
    """Places that no rule closes off from outside the table, as beside a table of two widths."""
    rows, cols = len(right), len(right[0]) - 1
    least = _DRAWN[0]
    queue = [(row, col) for row in range(-1, rows + 1) for col in (-1, cols)]
    queue += [(row, col) for col in range(-1, cols + 1) for row in (-1, rows)]
    seen = set(queue)
    while queue:
        row, col = queue.pop()
        for down, across in ((0, 1), (0, -1), (1, 0), (-1, 0)):
            near = row + down, col + across
            if near in seen or not (0 <= near[0] < rows and 0 <= near[1] < cols):
                continue
            side = right[row][max(col, near[1])] if across else below[max(row, near[0])][col]
            if side < least:
                seen.add(near)
                queue.append(near)
    return seen


def _is_nearly_closed(place: tuple[int, int], right: Shares, below: Shares) -> bool:
    """Whether only one side of a place is not ruled: text that fills a cell may hide it."""
    row, col = place
    if not (0 <= row < len(right) and 0 <= col < len(right[0]) - 1):
        return False
    sides = right[row][col], right[row][col + 1], below[row][col], below[row + 1][col]
    return sum(side >= DRAWN for side in sides) == 3  # of four


def _joined(
    places: _Places, right: list[list[float]], below: list[list[float]], least: float
) -> Iterator[_Places]:
    """Places by the cell they are part of: those with less than that share of a rule between them."""
    left = set(places)
    while left:
        queue = [min(left)]
        left -= set(queue)
        cell = set(queue)
        while queue:
            row, col = queue.pop()
            for near, side in (
                ((row, col + 1), right[row][col + 1]),
                ((row, col - 1), right[row][col]),
                ((row + 1, col), below[row + 1][col]),
                ((row - 1, col), below[row][col]),
            ):
                if near in left and side <= least:
                    left.discard(near)
                    cell.add(near)
                    queue.append(near)
        yield cell


def _is_rectangle(places: _Places) -> bool:
    rows, cols = {row for row, _ in places}, {col for _, col in places}
    return len(places) == (max(rows) - min(rows) + 1) * (max(cols) - min(cols) + 1)


def _places_to_box(places: _Places, xs: Sequence[float], ys: Sequence[float]) -> Box:
    (top, left), (bottom, right) = min(places), max(places)
    return Box(xs[left], ys[top], xs[right + 1], ys[bottom + 1])
