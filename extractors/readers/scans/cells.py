"""Ruled tables of a picture: rules that bound each other, and the rectangles between them as cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from extractors.readers.scans.lattice import TOUCH, lattice_to_cells, rules_to_lattices
from extractors.readers.scans.letters import SeenLine
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
from model.place import Box, Problem, Severity, Where

_LONG = 2.2 * LINE
"""Rules that run off the picture are at least this long."""
_IN_LINE = 1.3 * LINE
"""That much rule at the same place in other rows makes a rule of a column."""
_CLOSE = 4.0
"""Pixels that two pieces of one rule down are at most off each other."""
_BESIDE, _INSIDE, _MIDDLE = 0.65, 0.38, 0.25
"""How near a letter's middle, in its widths or heights, a line runs that is one of its strokes."""
_LETTER = 0.75 * LINE
"""The width of a letter; wider places have a gap in them."""
_STRUCK = 0.35
"""The share of a line that runs through letters where it is no rule."""
_DOTTED = 9
"""Pixels that dots of a rule are at most apart."""
_SMALLEST = 40
"""Pixels of the shorter side of a picture that may hold a table."""
_DARKER, _MOSTLY, _WHOLLY = 12, 0.8, 0.95
"""How much darker than beside it a rule is, of 255, and the share of it where it is so."""

Tables = tuple[tuple[Box, ...], ...]


class Ruled(NamedTuple):
    """The cells of each ruled table, small tables first, and those that may be bounded otherwise."""

    tables: Tables
    doubtful: tuple[Box, ...]

    def problems(self, number: int, point: float) -> tuple[Problem, ...]:
        """One problem for each doubtful cell; point is points a pixel."""
        message = "这一格的框线看不清，可能分错了格，请对照原件核对"
        return tuple(
            Problem(
                'table_doubtful',
                Severity.REVIEW,
                message,
                Where(page=number, box=Box(*(round(side * point, 1) for side in cell))),
            )
            for cell in self.doubtful
        )


def image_to_tables(image: Any, lines: Sequence[SeenLine]) -> Ruled:
    """The ruled tables of a straight picture, in its pixels.

    lines are what has been read on it: rules do not run through letters. A table has two cells or more.
    """
    import numpy as np

    if min(image.shape[:2]) < _SMALLEST or not lines:
        return Ruled((), ())
    shade = picture_to_shade(image, lines)
    rules = shade_to_rules(shade)
    if len(rules.across) < 2 or len(rules.down) < 2:
        return Ruled((), ())
    places = [letter.box for line in lines for letter in line.letters]
    letters = np.array(places, float).reshape(-1, 4) * shade.scale
    rules = _bounding(rules, _assumed(rules, shade), shade, letters)
    around = [_scaled(line.box, shade.scale) for line in lines]
    tables: list[Sequence[Box]] = []
    doubtful: set[Box] = set()
    for lattice in rules_to_lattices(rules):
        sides = lattice_to_sides(lattice, shade.values, lambda rule: _is_free(rule, letters))
        cells = lattice_to_cells(lattice, sides)
        doubtful.update(cells.doubtful)
        if _is_table(cells.boxes, around):
            tables.append(cells.boxes)
    kept = _with_text(tables, around)
    return Ruled(
        tuple(tuple(_scaled(box, 1 / shade.scale) for box in table) for table in kept),
        tuple(_scaled(box, 1 / shade.scale) for table in kept for box in table if box in doubtful),
    )


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


def _bounding(rules: Rules, assumed: Rules, shade: Shade, letters: Any) -> Rules:
    """Rules cut back to where they meet others; those that meet no two are no part of a table."""
    turned = letters[:, [1, 0, 3, 2]]
    level = contrast(shade.values, _DOTTED)
    across = [
        rule
        for rule in rules.across
        if _share_through(rule, turned, _MIDDLE) < _STRUCK and _drawn_darkly(rule, level) > _MOSTLY
    ]
    across += assumed.across
    down = rules.down
    dark = tuple(contrast(shade.values.T.copy(), along) for along in (_DOTTED, 3))
    for step in range(4):
        down = [cut for rule in down if (cut := _cut_back(rule, across))]
        if not step:
            down = [*_without_strokes(down, across, dark, letters), *assumed.down]
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


class _Look(NamedTuple):
    """How a piece of rule looks: taken for one anywhere, where others stand in line; and sure itself."""

    is_lone: bool
    is_sound: bool
    is_sure: bool


def _is_free(piece: Rule, letters: Any) -> bool:
    return _share_through(piece, letters, _BESIDE) < _STRUCK


def _look(piece: Rule, dark: tuple[Any, Any], letters: Any) -> _Look:
    is_free = _is_free(piece, letters)
    is_struck = _share_through(piece, letters, _INSIDE) > _STRUCK
    drawn, is_whole = _drawn_darkly(piece, dark[0]), _drawn_darkly(piece, dark[1]) > _WHOLLY
    is_sound = (is_whole and not is_struck) or (is_free and drawn > _MOSTLY)
    is_sure = (is_whole and not is_struck) or (is_free and drawn > _WHOLLY)
    return _Look(is_whole and is_free, is_sound, is_sure)


def _without_strokes(
    down: Sequence[Rule], across: Sequence[Rule], dark: tuple[Any, Any], letters: Any
) -> Iterator[Rule]:
    """What runs down from rule to rule and is no letter's stroke, nor prolonged by one."""
    pieces = [piece for rule in down for piece in _pieces(rule, across)]
    seen = [_look(piece, dark, letters) for piece in pieces]
    sure = [piece for piece, look in zip(pieces, seen, strict=True) if look.is_sure]
    last: Rule | None = None
    for piece, look in zip(pieces, seen, strict=True):
        alike = [each for each in sure if abs(each.at - piece.at) < _CLOSE and each != piece]
        is_aligned = sum(each.end - each.start for each in alike) > _IN_LINE
        if not (look.is_lone or (is_aligned and look.is_sound)):
            continue
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


def _drawn_darkly(rule: Rule, dark: Any) -> float:
    """The share of a rule along which it is darker than what is beside it, as evenly as rules are."""
    at, start, end = round(rule.at), round(rule.start) + 2, round(rule.end) - 1
    strip = dark[max(at - 3, 0) : at + 4, max(start, 0) : end]
    if not strip.size:
        return 1.0
    shades = strip.max(axis=0)
    return float((shades > max(_DARKER, 0.35 * float(sorted(shades)[len(shades) // 2]))).mean())


def _share_through(rule: Rule, letters: Any, inside: float) -> float:
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
