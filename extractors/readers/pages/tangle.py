"""Letters on top of one another in a table's cells: told apart by the order in which they are drawn.

A sheet printed with rows of fixed height draws the lines of a wrapped text over the rows above and below.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.readers.pages.grid import SNAP
from extractors.readers.pages.page import Glyph
from model.place import Box

_COVERED = 0.35
"""The share of a letter's width that another covers where the two are on top of one another."""
_OPEN = 3
"""How many texts back a line may belong to."""
_OVERPRINT = 0.3
"""How far, in heights of a letter, a letter stands from itself where it is printed twice to be bold."""


@dataclass(slots=True)
class Run:
    """Letters drawn one after the other without a gap between them, and the cell of each."""

    glyphs: list[Glyph]
    homes: list[int | None]


def untangle(runs: Sequence[Run], boxes: Sequence[Box]) -> tuple[frozenset[int], int]:
    """Give runs that lie on others of their column to the cell in whose middle their text stands.

    The cells whose letters still lie on one another, and how many have been told apart.
    """
    clashing = list(_clashing(runs))
    if not clashing:
        return frozenset(), 0
    tangled = {run.homes[0] for run in clashing if run.homes[0] is not None}
    resolved: set[int] = set()
    for left, right in {(boxes[cell].x0, boxes[cell].x1) for cell in tangled}:
        column = [index for index, box in enumerate(boxes) if (box.x0, box.x1) == (left, right)]
        inside = [run for run in runs if _is_in_column(run, column, boxes)]
        resolved |= _share_column(inside, column, boxes, {id(run) for run in clashing})
    filled = {run.homes[0] for run in runs}
    still = {one.homes[0] for one in _clashing(runs, within=True) if one.homes[0] is not None}
    still |= (tangled - resolved) & filled
    return frozenset(still), len(tangled & filled - still)


def _clashing(runs: Sequence[Run], *, within: bool = False) -> Iterator[Run]:
    """The runs in cells with a letter that lies on a letter of another; within tells to look in each cell."""
    strips = sorted(_strips(runs), key=lambda strip: strip[0].glyphs[0].base)
    for at, strip in enumerate(strips):
        first = strip[0].glyphs[0]
        right, reach = strip[-1].glyphs[-1].x1, first.base + 0.5 * (first.y1 - first.y0)
        for other in strips[at + 1 :]:
            start = other[0].glyphs[0]
            if start.base >= reach:
                break
            if start.x0 >= right or first.x0 >= other[-1].glyphs[-1].x1:
                continue
            if within and strip[0].homes[0] != other[0].homes[0]:
                continue
            if _is_tangled([glyph for run in (*strip, *other) for glyph in run.glyphs]):
                yield from strip
                yield from other


def _strips(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs in cells by pieces of a line, drawn from left to right one after the other."""
    strip: list[Run] = []
    for run in runs:
        if run.homes[0] is None:
            continue
        if strip:
            last, first = strip[-1].glyphs[-1], run.glyphs[0]
            level = strip[0].glyphs[0].base == first.base and strip[0].homes[0] == run.homes[0]
            if not (level and first.x0 > last.x1 - 0.3 * (last.x1 - last.x0)):
                yield strip
                strip = []
        strip.append(run)
    if strip:
        yield strip


def _is_tangled(glyphs: list[Glyph]) -> bool:
    letters = sorted([glyph for glyph in glyphs if glyph.text.isalnum()], key=lambda glyph: glyph.x0)
    for at, one in enumerate(letters):
        for other in letters[at + 1 :]:
            if other.x0 > one.x1:
                break
            if _covers(one, other):
                return True
    return False


def _covers(one: Glyph, other: Glyph) -> bool:
    """Whether a letter lies on one that begins left of it; not if it is the same, printed again."""
    height = min(one.y1 - one.y0, other.y1 - other.y0)
    off = abs(one.base - other.base)
    if off >= 0.5 * height:
        return False
    if one.text == other.text and off + other.x0 - one.x0 < _OVERPRINT * height:
        return False
    shared = min(one.x1, other.x1) - other.x0
    return shared > _COVERED * min(one.x1 - one.x0, other.x1 - other.x0)


def _is_in_column(run: Run, column: Sequence[int], boxes: Sequence[Box]) -> bool:
    home = run.homes[0]
    if home is not None:
        return home in column
    left, right = boxes[column[0]].x0, boxes[column[0]].x1
    first = run.glyphs[0]
    height = first.y1 - first.y0
    top, bottom = min(boxes[cell].y0 for cell in column), max(boxes[cell].y1 for cell in column)
    across = left - SNAP <= first.x0 and run.glyphs[-1].x1 <= right + SNAP
    return across and top - 2 * height < first.y0 and first.y1 < bottom + 2 * height


def _share_column(
    runs: Sequence[Run], column: Sequence[int], boxes: Sequence[Box], clashing: set[int]
) -> set[int]:
    """Give each text to its cell where no two would come to one; the cells that got theirs."""
    texts: dict[int, list[list[Run]]] = defaultdict(list)
    for text in _texts(runs, column, boxes):
        cell = _middle_cell(text, column, boxes)
        if cell is not None and any(id(run) in clashing or _crosses(run, boxes) for run in text):
            texts[cell].append(text)
    sure = {cell: found[0] for cell, found in texts.items() if len(found) == 1}
    for cell, text in sure.items():
        for run in text:
            run.homes = [cell] * len(run.glyphs)
    return set(sure)


def _crosses(run: Run, boxes: Sequence[Box]) -> bool:
    """Whether letters stand over their cell's upper or lower rule."""
    home, first = run.homes[0], run.glyphs[0]
    return home is None or first.y0 < boxes[home].y0 - 1 or first.y1 > boxes[home].y1 + 1


def _texts(runs: Sequence[Run], column: Sequence[int], boxes: Sequence[Box]) -> Iterator[list[Run]]:
    """Runs of one column by the text they are lines of: drawn soon one after the other, each below the last.

    Not always right after the other: pdfium sorts by their sides what stands on one line.
    """
    step = _usual_step(runs, column, boxes)
    texts: list[list[Run]] = []
    for run in runs:
        for text in reversed(texts[-_OPEN:]):
            if _carries_on(text[-1].glyphs[-1], run.glyphs[0], step):
                text.append(run)
                break
        else:
            texts.append([run])
    for text in texts:
        yield from _one_or_each(text, boxes)


def _usual_step(runs: Sequence[Run], column: Sequence[int], boxes: Sequence[Box]) -> float:
    """From line to line of a text, in points; 0 where none has two."""
    rows = [boxes[cell].y1 - boxes[cell].y0 for cell in column]
    steps = Counter(
        round(step, 1)
        for one, other in pairwise(runs)
        if 0.8 < (step := other.glyphs[0].base - one.glyphs[-1].base) / _height(one) < 2
    )
    most = max(steps.values(), default=0)
    usual = [step for step, count in steps.items() if 4 * count >= most]
    # A step from row to row may be one of texts with a single line each.
    return next(
        (step for step in usual if all(abs(step - row) > 0.3 for row in rows)), max(usual, default=0.0)
    )


def _height(run: Run) -> float:
    return max(run.glyphs[0].y1 - run.glyphs[0].y0, 1.0)


def _carries_on(last: Glyph, glyph: Glyph, usual: float) -> bool:
    height = last.y1 - last.y0
    step = glyph.base - last.base
    if abs(step) < 0.2 * height:
        return -0.2 * height < glyph.x0 - last.x1 < height
    return abs(step - usual) < 0.7


def _one_or_each(text: list[Run], boxes: Sequence[Box]) -> Iterator[list[Run]]:
    """The runs as one text, or as one each where all stand alike in cells of their own."""
    homes = [run.homes[0] for run in text]
    places = [
        run.glyphs[0].base - boxes[home].y0 for run, home in zip(text, homes, strict=True) if home is not None
    ]
    alike = len(places) == len(text) == len(set(homes)) and max(places) - min(places) < 0.5
    if alike and all(boxes[a].y1 <= boxes[b].y0 + SNAP for a, b in pairwise(_known(homes))):
        yield from ([run] for run in text)
    else:
        yield text


def _known(homes: Sequence[int | None]) -> list[int]:
    return [home for home in homes if home is not None]


def _middle_cell(text: Sequence[Run], column: Sequence[int], boxes: Sequence[Box]) -> int | None:
    """The cell in whose middle, or from whose upper rule on, the text stands."""
    top, bottom = text[0].glyphs[0].y0, text[-1].glyphs[-1].y1
    middle = (top + bottom) / 2
    height = text[0].glyphs[0].y1 - top
    for cell in column:
        box = boxes[cell]
        if abs(middle - (box.y0 + box.y1) / 2) < 0.3 * height:
            return cell
    return next((cell for cell in column if -1 < top - boxes[cell].y0 < 0.3 * height), None)
