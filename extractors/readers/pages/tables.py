"""Ruled tables: rules to cells, letters to the cells they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import median
from typing import Any

from extractors.readers.pages.grid import SNAP, Grid, cells_to_grid
from extractors.readers.pages.lines import glyphs_to_lines
from extractors.readers.pages.page import Glyph, Page
from extractors.readers.pages.share import share_out, share_seen
from model.place import Box

_NEAR = 3.0
"""Rules and their ends nearer than this, in points, touch."""
_DOT = 6.0
"""The longest dot or dash, in points, that is joined with its neighbours to a rule."""
_MOST_CROSSINGS = 250_000
"""Rules across times rules down: a form has a few hundred, graph paper and drawings have more."""

_Places = tuple[float, float, float, float]
_Edge = dict[str, Any]


def page_to_grids(page: Page, letters: Sequence[Glyph]) -> tuple[list[Grid], list[Glyph]]:
    """The page's ruled tables, inner ones first, and the letters that stand in none of their cells."""
    left = list(letters)
    grids = []
    tables = rules_to_cells(page.rules, letters) if page.cells is None else page.cells
    for boxes in tables:
        inside, left = (share_out if page.cells is None else share_seen)(left, boxes)
        lines = [tuple(glyphs_to_lines(inside[index], page.number)) for index in range(len(boxes))]
        grids.append(cells_to_grid(boxes, lines, page.number))
    return grids, left


def rules_to_cells(rules: Sequence[Box], letters: Sequence[Glyph] = ()) -> list[list[Box]]:
    """Rules to the cells of each table that has more than one, small tables first.

    A cell is the smallest rectangle that rules run around; cells that share a corner are one table.
    letters tell which cells a page's end left open: see `open_ends`.
    """
    edges = [_rule_to_edge(rule) for rule in join_dots(rules)]
    if {edge['orientation'] for edge in edges} != {'h', 'v'}:
        return []
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells

    merged = _merged(edges)
    edges = _merged([*edges, *open_sides(merged), *open_ends(merged, letters)])
    across = sum(edge['orientation'] == 'h' for edge in edges)
    if across * (len(edges) - across) > _MOST_CROSSINGS:
        return []
    cells = intersections_to_cells(edges_to_intersections(edges, _NEAR, _NEAR))
    tables = [_without_slivers(table) for table in cells_to_tables(cells)]
    return sorted((table for table in tables if len(table) > 1), key=_area)


def join_dots(rules: Sequence[Box]) -> list[Box]:
    """Rules with the dots of dotted ones joined; what stays short is none.

    Dots follow each other nearer than two rules that are taken for one: joined first, or all become one.
    """
    whole = [rule for rule in rules if _length(rule) > _DOT]
    dots = [rule for rule in rules if _length(rule) <= _DOT]
    if len(dots) > 3:
        across = [rule for rule in dots if rule.y0 == rule.y1]
        down = [_turned(rule) for rule in dots if rule.x0 == rule.x1]
        whole += _joined(across)
        whole += [_turned(rule) for rule in _joined(down)]
    return whole


def _length(rule: Box) -> float:
    return rule.x1 - rule.x0 + rule.y1 - rule.y0


def _turned(rule: Box) -> Box:
    return Box(rule.y0, rule.x0, rule.y1, rule.x1)


def _joined(dots: list[Box]) -> list[Box]:
    """Dots of rules across, in a row and near each other, as one rule."""
    rules: list[Box] = []
    for dot in sorted(dots, key=lambda dot: (round(dot.y0, 1), dot.x0)):
        last = rules[-1] if rules else None
        if last and abs(dot.y0 - last.y0) < 0.3 and dot.x0 - last.x1 < _NEAR:
            rules[-1] = Box(last.x0, last.y0, max(last.x1, dot.x1), last.y1)
        else:
            rules.append(dot)
    return [rule for rule in rules if rule.x1 - rule.x0 > 2 * _DOT]


def _rule_to_edge(rule: Box) -> _Edge:
    x0, y0, x1, y1 = rule
    across = y0 == y1
    return {
        'orientation': 'h' if across else 'v',
        'x0': x0,
        'x1': x1,
        'top': y0,
        'bottom': y1,
        'width': x1 - x0,
        'height': y1 - y0,
    }


def _merged(edges: list[_Edge]) -> list[_Edge]:
    """Pieces of one rule as one; shorter ones than a letter's stroke are none."""
    from pdfplumber.table import merge_edges

    return [
        edge
        for edge in merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR)
        if edge['width'] + edge['height'] >= _NEAR
    ]


def _without_slivers(cells: Sequence[_Places]) -> list[Box]:
    """Cells, rounded; what lies between double rules is none."""
    boxes = [Box(*(round(edge, 1) for edge in places)) for places in cells]
    return [box for box in boxes if box.x1 - box.x0 >= SNAP and box.y1 - box.y0 >= SNAP]


def _area(table: Sequence[Box]) -> float:
    return sum((box.x1 - box.x0) * (box.y1 - box.y0) for box in table)


def open_sides(merged: list[_Edge]) -> list[_Edge]:
    """Rules for the sides of tables drawn without them, as statistical tables are.

    merged are whole rules. A table is taken to be open where three rules or more across begin and end
    alike, an upright rule stands between them and none at their ends.
    """
    across: dict[tuple[int, int], list[_Edge]] = defaultdict(list)
    for edge in merged:
        if edge['orientation'] == 'h':
            across[round(edge['x0'] / SNAP), round(edge['x1'] / SNAP)].append(edge)
    upright = [edge for edge in merged if edge['orientation'] == 'v']
    return [side for rules in across.values() if len(rules) >= 3 for side in _sides(rules, upright)]


def open_ends(merged: list[_Edge], letters: Sequence[Glyph]) -> list[_Edge]:
    """Rules where a page's end cut a row and drew none, as browsers leave it: at its upright rules' ends.

    A row is taken to be cut where upright rules end together past the last rule that runs from the
    first of them to the last, and letters stand there.
    """
    across = [edge for edge in merged if edge['orientation'] == 'h']
    upright = [edge for edge in merged if edge['orientation'] == 'v']
    found = []
    for end, nearest in (('bottom', max), ('top', min)):
        for y, rules in _ending_together(upright, end):
            left, right = min(rule['x0'] for rule in rules), max(rule['x0'] for rule in rules)
            last = nearest(_crossing(across, rules, left, right), default=y)
            cut = Box(left, min(last, y), right, max(last, y))
            if any(_stands_in(glyph, cut) for glyph in letters if not glyph.text.isspace()):
                found.append(_rule_to_edge(Box(left, y, right, y)))
    return found


def _crossing(across: list[_Edge], upright: list[_Edge], left: float, right: float) -> list[float]:
    """How high the rules stand that cross upright ones, all the way from left to right."""
    return [
        edge['top']
        for edge in across
        if edge['x0'] < left + SNAP
        and edge['x1'] > right - SNAP
        and any(rule['top'] - SNAP < edge['top'] < rule['bottom'] + SNAP for rule in upright)
    ]


def _stands_in(glyph: Glyph, box: Box) -> bool:
    return box.y0 < (glyph.y0 + glyph.y1) / 2 < box.y1 and box.x0 < glyph.x0 < box.x1


def _ending_together(upright: list[_Edge], end: str) -> list[tuple[float, list[_Edge]]]:
    """Upright rules by where they end, two or more in each place."""
    groups: list[list[_Edge]] = []
    for rule in sorted(upright, key=lambda rule: rule[end]):
        if groups and rule[end] - groups[-1][0][end] < _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [(median(rule[end] for rule in group), group) for group in groups if len(group) > 1]


def _sides(rules: list[_Edge], upright: list[_Edge]) -> list[_Edge]:
    left, right = min(rule['x0'] for rule in rules), max(rule['x1'] for rule in rules)
    top, bottom = min(rule['top'] for rule in rules), max(rule['top'] for rule in rules)
    places = [edge['x0'] for edge in upright if edge['top'] < bottom - SNAP and edge['bottom'] > top + SNAP]
    if not any(left + SNAP < place < right - SNAP for place in places):
        return []
    return [
        _rule_to_edge(Box(x, top, x, bottom))
        for x in (left, right)
        if not any(abs(place - x) < SNAP for place in places)
    ]
