"""Tables with rules across only: those of three rules (三线表) and those ruled row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.readers.pages.band_rows import crossings, middle, shares_to_rows, slabs
from extractors.readers.pages.grid import Grid, cells_to_grid
from extractors.readers.pages.lines import glyphs_to_lines, glyphs_to_rows, letter_size
from extractors.readers.pages.page import Glyph, Page
from model.place import Box

_NEAR = 4.0
"""Ends of rules nearer than this, in points, agree."""
_SHORTEST = 100
_NARROWEST = 0.4
"""Of a gutter, in letters, where it is blank in all rows of a table."""
_PLAIN = 1.4
"""A gap that parts two cells for certain, in letters."""
_OFFICIAL = re.compile('抄送|抄报|主送|印发|分送')
_CAPTION = re.compile(r'^(?:续?表\s*\d|附件|附表|注[：:]|说明[：:]|资料来源|数据来源)')


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule across, in points; joints are the places where the parts it is drawn in meet."""

    y: float
    x0: float
    x1: float
    joints: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bands:
    """The tables read, the bands that look like tables and are not read, and the letters in no table."""

    grids: list[Grid]
    unread: list[Box]
    left: list[Glyph]


def letters_to_bands(glyphs: Sequence[Glyph], page: Page) -> Bands:
    """The page's tables without upright rules, where rows and columns are certain.

    A band between rules that looks like a table but has no certain grid is left as lines: a value in the
    wrong row is worse than none.
    """
    left = list(glyphs)
    grids: list[Grid] = []
    unread: list[Box] = []
    for run in _runs(_long_rules(page.rules), left, page):
        inside = _shares(left, run)
        grid, looks_like_one = _run_to_grid(inside, run, page.number)
        if grid:
            grids.append(grid)
            taken = {id(glyph) for share in inside for glyph in share}
            left = [glyph for glyph in left if id(glyph) not in taken]
        elif looks_like_one:
            unread.append(Box(run[0].x0, run[0].y, run[0].x1, run[-1].y))
    return Bands(grids, unread, left)


def _long_rules(rules: Sequence[Box]) -> list[Rule]:
    """Rules across of some length, top down; those drawn cell by cell in one piece."""
    whole: list[Rule] = []
    flat = [rule for rule in rules if rule.y0 == rule.y1]
    for rule in sorted(flat, key=lambda rule: (round(rule.y0), rule.x0)):
        last = whole[-1] if whole else None
        if last and abs(rule.y0 - last.y) < 1.5 and rule.x0 - last.x1 < 3:
            meet = abs(rule.x0 - last.x1) < 3
            joints = (*last.joints, (rule.x0 + last.x1) / 2) if meet else last.joints
            whole[-1] = Rule(last.y, last.x0, max(last.x1, rule.x1), joints)
        else:
            whole.append(Rule(rule.y0, rule.x0, rule.x1, ()))
    return sorted((rule for rule in whole if rule.x1 - rule.x0 >= _SHORTEST), key=lambda rule: rule.y)


def _runs(rules: Sequence[Rule], glyphs: Sequence[Glyph], page: Page) -> Iterator[list[Rule]]:
    """Three or more rules of one width with a table's text, and no upright rule, between each two.

    Rules of the page's text (the red line of a 公文, those of its 版记) have running text between them.
    """
    groups: list[list[Rule]] = []
    for rule in rules:
        group = next((each for each in groups if _are_alike(each[0], rule) or _is_part(each[0], rule)), None)
        if group is None:
            groups.append([rule])
        elif rule.y - group[-1].y >= _NEAR:
            group.append(rule)
    for group in groups:
        run = [*_start_above(group[0], glyphs), group[0]]
        for above, below in pairwise(group):
            (share,) = _shares(glyphs, [above, below])
            if _is_text(share, above) or _has_upright(page.rules, above, below):
                yield from [run] if len(run) > 2 else []
                run = []
            run.append(below)
        if len(run) == 2 and run[-1].joints:
            run.append(_end_of_page(run[-1], glyphs))
        if len(run) > 2:
            yield run


def _are_alike(one: Rule, other: Rule) -> bool:
    return abs(one.x0 - other.x0) < _NEAR and abs(one.x1 - other.x1) < _NEAR


def _is_part(whole: Rule, rule: Rule) -> bool:
    """Whether a rule lies under some columns of a table only, as under headings over several columns."""
    places = (whole.x0, *whole.joints, whole.x1)
    ends = (rule.x0, rule.x1)
    return bool(whole.joints and rule.joints) and all(
        any(abs(end - place) < _NEAR for place in places) for end in ends
    )


def _has_upright(rules: Sequence[Box], above: Rule, below: Rule) -> bool:
    return any(
        rule.y1 - rule.y0 > 3
        and rule.y0 < below.y - 1
        and rule.y1 > above.y + 1
        and above.x0 - 3 <= rule.x0 <= above.x1 + 3
        for rule in rules
    )


def _start_above(first: Rule, glyphs: Sequence[Glyph]) -> list[Rule]:
    """The upper end of a table that has no rule over its headings; [] where they are no headings."""
    above = [glyph for glyph in glyphs if glyph.y1 < first.y + 1 and first.x0 - 3 <= glyph.x0 <= first.x1]
    last = slabs(above)[-1:]
    if not first.joints or not last or crossings(last[0], first.joints):
        return []
    far = first.y - max(glyph.y1 for glyph in last[0]) > 1.6 * letter_size(last[0])
    columns = {sum(glyph.x0 >= joint - 1 for joint in first.joints) for glyph in last[0]}
    if far or 2 * len(columns) <= len(first.joints) + 1:
        return []
    return [Rule(min(glyph.y0 for glyph in last[0]) - 2, first.x0, first.x1, ())]


def _end_of_page(last: Rule, glyphs: Sequence[Glyph]) -> Rule:
    """Where a table ends that goes on on the next page, and is closed there: before the first wide gap."""
    below = [glyph for glyph in glyphs if glyph.y0 > last.y - 1 and last.x0 - 3 <= glyph.x0 <= last.x1]
    end = last.y
    for slab in slabs(below):
        size = letter_size(slab)
        if min(glyph.y0 for glyph in slab) - end > 1.6 * size:
            break
        end = max(glyph.y1 for glyph in slab)
    return Rule(end + 1, last.x0, last.x1, ())


def _shares(glyphs: Sequence[Glyph], run: Sequence[Rule]) -> list[list[Glyph]]:
    """The letters between each two rules of a run."""
    x0, x1 = run[0].x0 - 3, run[0].x1 + 3
    return [
        [
            glyph
            for glyph in glyphs
            if above.y < (glyph.y0 + glyph.y1) / 2 <= below.y
            and x0 <= middle(glyph) <= x1
            and not glyph.text.isspace()
        ]
        for above, below in pairwise(run)
    ]


def _is_text(share: Sequence[Glyph], rule: Rule) -> bool:
    """Whether letters between two rules are running text, a caption or what a 版记 says."""
    rows = glyphs_to_rows(share)
    texts = [''.join(glyph.text for glyph in row) for row in rows]
    if not rows or any(_OFFICIAL.search(text) for text in texts) or _CAPTION.match(texts[0]):
        return True
    long = [
        row
        for row in rows
        if len(_cuts(row, _NARROWEST)) == 0 and row[-1].x1 - row[0].x0 > 0.5 * (rule.x1 - rule.x0)
    ]
    return len(long) > 1 or (bool(long) and '。' in ''.join(texts))


def _cuts(row: Sequence[Glyph], wide: float) -> list[tuple[float, float]]:
    """The blank strips of at least this many letters beside each other in letters sorted by x."""
    size = letter_size(row)
    found = []
    right = row[0].x1
    for glyph in row[1:]:
        if glyph.x0 - right >= wide * size:
            found.append((right, glyph.x0))
        right = max(right, glyph.x1)
    return found


def _run_to_grid(inside: list[list[Glyph]], run: Sequence[Rule], page: int) -> tuple[Grid | None, bool]:
    """The grid of a run of rules, where it is certain; and whether the run looks like a table."""
    if not all(_are_alike(rule, run[0]) for rule in run):
        return None, True  # a heading's reach over its columns is not told by the rule under it
    edges = _joints(run) or _gutters(inside)
    if not edges or not _has_all(edges, inside[0]):
        return None, _has_many_cells(inside)
    rows: list[list[Glyph]] = []
    tops: list[float] = []
    for place, (share, (above, below)) in enumerate(zip(inside, pairwise(run), strict=True)):
        found = shares_to_rows(share, edges, is_head=place == 0, is_ruled=len(run) > 4)
        if found is None:
            return None, True
        middles = [(max(g.y1 for g in one) + min(g.y0 for g in two)) / 2 for one, two in pairwise(found)]
        tops += [above.y, *middles]
        rows += found
        if any(two - one < _NEAR for one, two in pairwise([*tops, below.y])):
            return None, True
    xs = [run[0].x0, *edges, run[0].x1]
    return _rows_to_grid(rows, [*tops, run[-1].y], xs, page), True


def _joints(run: Sequence[Rule]) -> list[float]:
    """Where the columns meet, as the rules' parts tell: what most of the rules that have parts agree on."""
    drawn = [rule for rule in run if rule.joints]
    if len(drawn) < 2:
        return []
    drawn = [rule for rule in drawn if _are_alike(rule, run[0])]
    places = sorted(x for rule in drawn for x in rule.joints)
    found: list[list[float]] = []
    for x in places:
        if found and x - found[-1][0] < _NEAR:
            found[-1].append(x)
        else:
            found.append([x])
    return [sum(group) / len(group) for group in found if 2 * len(group) > len(drawn)]


def _gutters(inside: Sequence[Sequence[Glyph]]) -> list[float]:
    """The middles of the upright strips that no letter of the rows stands in; a heading may reach over."""
    body = [glyph for share in inside[1:] for glyph in share]
    if not body:
        return []
    rows = glyphs_to_rows(body)
    many = [glyph for row in rows if _cuts(row, _NARROWEST) for glyph in row]
    size = letter_size(body)
    wide = _NARROWEST if len(rows) > 2 else 1.0
    letters = sorted(body, key=_left)
    if many and not _cuts(letters, wide):  # a merged row reaches over all
        letters = sorted(many, key=_left)
    found = []
    for left, right in _cuts(letters, wide):
        beside = [glyph for glyph in inside[0] if glyph.x1 > left and glyph.x0 < right]
        blanks = _blanks(beside, left, right)
        begin, end = max(blanks, key=lambda blank: blank[1] - blank[0], default=(left, left))
        if end - begin >= 0.9 * _NARROWEST * size:
            found.append((begin + end) / 2)
        elif right - left >= _PLAIN * size:
            found.append((left + right) / 2)
    return found


def _blanks(letters: Sequence[Glyph], left: float, right: float) -> list[tuple[float, float]]:
    """The strips between two places that none of the letters stands in."""
    found = []
    for glyph in sorted(letters, key=_left):
        if glyph.x0 > left:
            found.append((left, glyph.x0))
        left = max(left, glyph.x1)
    return [*found, (left, right)] if left < right else found


def _has_all(edges: Sequence[float], head: Sequence[Glyph]) -> bool:
    """Whether a column begins in each wide gap between two headings."""
    letters = sorted(head, key=_left)
    cuts = _cuts(letters, _PLAIN) if letters else []
    return all(any(left <= edge <= right for edge in edges) for left, right in cuts)


def _has_many_cells(inside: Sequence[Sequence[Glyph]]) -> bool:
    rows = [row for share in inside for row in glyphs_to_rows(share)]
    parted = sum(bool(_cuts(row, _PLAIN)) for row in rows)
    return parted >= 3 and 2 * parted >= len(rows)


def _left(glyph: Glyph) -> float:
    return glyph.x0


def _rows_to_grid(rows: list[list[Glyph]], ys: list[float], xs: list[float], page: int) -> Grid:
    boxes, lines = [], []
    for row, (top, bottom) in zip(rows, pairwise(ys), strict=True):
        crossed = crossings(row, xs[1:-1])
        kept = [xs[0], *(x for x in xs[1:-1] if x not in crossed), xs[-1]]
        for left, right in pairwise(kept):
            boxes.append(Box(*(round(edge, 1) for edge in (left, top, right, bottom))))
            first, last = left == xs[0], right == xs[-1]
            inside = [
                glyph for glyph in row if (first or left <= middle(glyph)) and (last or middle(glyph) < right)
            ]
            lines.append(tuple(glyphs_to_lines(inside, page)))
    return cells_to_grid(boxes, lines, page)
