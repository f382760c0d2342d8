"""Ruled tables of a picture: rules that bound each other, and the rectangles between them as cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from extractors.readers.scans.lattice import TOUCH, lattice_to_cells, rules_to_lattices
from extractors.readers.scans.letters import SeenLine
from extractors.readers.scans.pieces import (
    STRUCK,
    Letters,
    drawn_darkly,
    goes_on,
    is_free,
    share_through,
    without_letters,
    without_strokes,
)
from extractors.readers.scans.rules import (
    LINE,
    Rule,
    Rules,
    Shade,
    contrast,
    picture_to_shade,
    shade_to_rules,
)
from extractors.readers.scans.sides import lattice_to_sides
from extractors.readers.scans.told import problem_at
from model.place import Box, Problem

_LONG = 2.2 * LINE
"""Rules that run off the picture are at least this long."""
_MIDDLE = 0.25
"""How near a letter's middle, in its heights, a line across runs that is one of its strokes."""
_DOTTED = 9
"""Pixels that dots of a rule are at most apart."""
_SURE = 0.5
"""Letters read less surely than this, as of two lines taken for one, do not stand where they are said to."""
_SMALLEST = 40
"""Pixels of the shorter side of a picture that may hold a table."""
_MOSTLY = 0.8
"""The share of a rule across that is darker than what is beside it."""

Tables = tuple[tuple[Box, ...], ...]


class Ruled(NamedTuple):
    """The cells of each ruled table, small tables first, and those that may be bounded otherwise."""

    tables: Tables
    doubtful: tuple[Box, ...]

    def problems(self, number: int, point: float) -> tuple[Problem, ...]:
        """One problem for each doubtful cell; point is points a pixel."""
        message = "这一格的框线看不清，可能分错了格，请对照原件核对"
        return tuple(problem_at('table_doubtful', message, cell, number, point) for cell in self.doubtful)


def image_to_tables(image: Any, lines: Sequence[SeenLine]) -> Ruled:
    """The ruled tables of a straight picture, in its pixels.

    lines are what has been read on it: rules do not run through letters. A table has two cells or more.
    """
    if min(image.shape[:2]) < _SMALLEST or not lines:
        return Ruled((), ())
    shade = picture_to_shade(image, lines)
    rules = shade_to_rules(shade)
    if len(rules.across) < 2 or len(rules.down) < 2:
        return Ruled((), ())
    letters = Letters(*(_letters(lines, shade.scale, sure=sure) for sure in (True, False)))
    rules = _bounding(rules, _assumed(rules, shade), shade, letters)
    around = [_scaled(line.box, shade.scale) for line in lines]
    tables: list[Sequence[Box]] = []
    doubtful: set[Box] = set()
    for lattice in rules_to_lattices(rules):
        sides = lattice_to_sides(
            lattice, shade.values, lambda rule: is_free(rule, letters.sure) or goes_on(rule, letters.sure)
        )
        cells = lattice_to_cells(lattice, sides)
        doubtful.update(cells.doubtful)
        if _is_table(cells.boxes, around):
            tables.append(cells.boxes)
    kept = _with_text(tables, around)
    return Ruled(
        tuple(tuple(_scaled(box, 1 / shade.scale) for box in table) for table in kept),
        tuple(_scaled(box, 1 / shade.scale) for table in kept for box in table if box in doubtful),
    )


def _letters(lines: Sequence[SeenLine], scale: float, *, sure: bool) -> Any:
    import numpy as np

    places = [letter.box for line in lines if (line.score >= _SURE) == sure for letter in line.letters]
    return np.array(places, float).reshape(-1, 4) * scale


def _scaled(box: Box, scale: float) -> Box:
    return Box(*(side * scale for side in box))


def _area(table: Sequence[Box]) -> float:
    return sum((box.x1 - box.x0) * (box.y1 - box.y0) for box in table)


def _is_table(table: Sequence[Box], lines: Sequence[Box]) -> bool:
    """Whether cells are a table: no large letter, no row of boxes to write digits in."""
    if len(table) < 2:
        return False
    left, right = min(box.x0 for box in table), max(box.x1 for box in table)
    top, bottom = min(box.y0 for box in table), max(box.y1 for box in table)
    if right - left < 3 * LINE or bottom - top < 0.7 * LINE:
        return False
    slack = 0.2 * LINE
    return not any(
        line.x0 - slack < left
        and right < line.x1 + slack
        and line.y0 - slack < top
        and bottom < line.y1 + slack
        for line in lines
    )


def _with_text(tables: Iterable[Sequence[Box]], lines: Sequence[Box]) -> list[Sequence[Box]]:
    """Tables that letters stand in, small ones first; what only frames others, as a desk does, is none."""
    left = [((line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2) for line in lines]
    kept: list[Sequence[Box]] = []
    for table in sorted(tables, key=_area):
        homes = [next((box for box in table if _holds(box, *place)), None) for place in left]
        filled = {home for home in homes if home}
        frames = any(_holds(box, each[0].x0, each[0].y0) for each in kept for box in table)
        if len(filled) > frames:
            kept.append(table)
            left = [place for place, home in zip(left, homes, strict=True) if home is None]
    return kept


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 < x < box.x1 and box.y0 < y < box.y1


def _assumed(rules: Rules, shade: Shade) -> Rules:
    """Sides that the picture's edge cut off, or that were not drawn, of tables that run on."""
    height, width = shade.values.shape
    across: list[Rule] = []
    down = list(_undrawn_sides(rules.across, rules.down))
    for end, place in ((1, 0), (2, 1)):
        wide = [rule.at for rule in rules.across if _reaches(rule, end, place * width)]
        high = [rule.at for rule in rules.down if _reaches(rule, end, place * height)]
        if len(wide) > 1:
            down.append(Rule(place * width, min(wide), max(wide)))
        if len(high) > 1:
            across.append(Rule(place * height, min(high), max(high)))
    return Rules(across, down)


def _reaches(rule: Rule, end: int, edge: float) -> bool:
    """Whether a long rule runs to an edge of the picture."""
    return abs(rule[end] - edge) < TOUCH and rule.end - rule.start > _LONG


def _undrawn_sides(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[Rule]:
    """Sides of tables drawn without: three rules across or more begin and end alike, others cross them."""
    alike: dict[tuple[int, int], list[Rule]] = defaultdict(list)
    for rule in across:
        if rule.end - rule.start > 8 * LINE:
            alike[round(rule.start / LINE), round(rule.end / LINE)].append(rule)
    for rules in alike.values():
        left, right = min(rule.start for rule in rules), max(rule.end for rule in rules)
        top, bottom = min(rule.at for rule in rules), max(rule.at for rule in rules)
        inside = [rule for rule in down if rule.start < top + TOUCH and rule.end > bottom - TOUCH]
        beyond = any(
            not left - LINE < rule.at < right + LINE and rule.start < bottom and rule.end > top
            for rule in down
        )
        if len(rules) > 2 and not beyond and any(left + LINE < rule.at < right - LINE for rule in inside):
            for x in (left, right):
                if not any(abs(rule.at - x) < 2 * TOUCH for rule in inside):
                    yield Rule(x, top, bottom)


def _bounding(rules: Rules, assumed: Rules, shade: Shade, letters: Letters) -> Rules:
    """Rules cut back to where they meet others; those that meet no two are no part of a table."""
    turned = letters.sure[:, [1, 0, 3, 2]]
    level = contrast(shade.values, _DOTTED)
    across = [
        rule
        for rule in rules.across
        if share_through(rule, turned, _MIDDLE) < STRUCK and drawn_darkly(rule, level) > _MOSTLY
    ]
    across += assumed.across
    down = rules.down
    dark = tuple(contrast(shade.values.T.copy(), along) for along in (_DOTTED, 3))
    for step in range(4):
        down = [cut for rule in down if (cut := _cut_back(rule, across))]
        if not step:
            down = [*without_strokes(down, across, dark, letters), *assumed.down]
            across = [*without_letters(across, down, level, turned)]
        count = len(across)
        across = [cut for rule in across if (cut := _cut_back(rule, down))]
        if step and len(across) == count:
            break
    return Rules(across, down)


def _cut_back(rule: Rule, others: Sequence[Rule]) -> Rule | None:
    """The part of a rule between the first and the last of others that it meets; None without two."""
    met = [
        other.at
        for other in others
        if other.start - TOUCH < rule.at < other.end + TOUCH
        and rule.start - TOUCH < other.at < rule.end + TOUCH
    ]
    if not met or max(met) - min(met) < 0.5 * LINE:
        return None
    return Rule(rule.at, min(met), max(met))
