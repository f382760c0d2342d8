"""Letters to the ruled cells they belong to: by their places, and where those mislead by their order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.readers.pages.grid import SNAP
from extractors.readers.pages.page import Glyph
from extractors.readers.pages.tangle import Run, untangle
from model.place import Box

_JUMP = 0.2
"""Points that the letters of one text, set without a gap, are not off each other's line or side."""
_BAND = 16.0
"""The height of the bands of a page, in points, by which its cells are looked up."""
_ALIKE = 3
"""Texts of a column that begin at the same distance from its rule make that the column's margin."""


class Shared(NamedTuple):
    """Letters by the cell they belong to, those that belong to none, and what is not sure of that.

    tangled are cells with letters on top of one another that could not be told apart; parted tells how many
    were told apart by the order of drawing; over are cells whose text runs over a rule into an empty cell or
    up to the next text, where sheets leave out the letters for which there is no room.
    """

    inside: dict[int, list[Glyph]]
    left: list[Glyph]
    tangled: frozenset[int]
    parted: int
    over: set[int]


def share_out(glyphs: Sequence[Glyph], boxes: Sequence[Box]) -> tuple[dict[int, list[Glyph]], list[Glyph]]:
    """Letters by the cell they belong to, and those that belong to none."""
    shared = share_with_doubts(glyphs, boxes)
    return shared.inside, shared.left


def share_seen(glyphs: Sequence[Glyph], boxes: Sequence[Box]) -> tuple[dict[int, list[Glyph]], list[Glyph]]:
    """As share_out, of letters recognised on a picture: each by its place, for their order tells nothing."""
    cells = _Cells(boxes)
    inside: dict[int, list[Glyph]] = defaultdict(list)
    left: list[Glyph] = []
    for glyph in glyphs:
        home = cells.around(glyph.x0, glyph.x1, glyph, None)
        (left if home is None else inside[home]).append(glyph)
    return inside, left


def share_with_doubts(glyphs: Sequence[Glyph], boxes: Sequence[Box]) -> Shared:
    """Letters by the cell they belong to.

    Letters set without a gap stay together where they run over a rule, as a sheet's long texts
    run over empty neighbours: in the cell they begin at, or, centred, in that of their middle.
    """
    cells = _Cells(boxes)
    runs = []
    likely: int | None = None
    for letters in _runs(glyphs):
        homes: list[int | None] = []
        for glyph in letters:
            likely = cells.around(glyph.x0, glyph.x1, glyph, likely)
            homes.append(likely)
        runs.append(Run(letters, homes))
    crossing = {id(run) for run in runs if len(set(run.homes)) > 1}
    over: list[Run] = []
    touching: set[int] = set()
    if crossing:
        margins = _margins(runs, boxes)
        pieces = [list(_parts(run, boxes, margins, id(run) in crossing)) for run in runs]
        touching = {home for first, *more in pieces if more and (home := first.homes[0]) is not None}
        runs = [part for parts in pieces for part in parts]
        over = [run for run in runs if len(set(run.homes)) > 1]
        for run in over:
            run.homes = [_whole_home(run, cells)] * len(run.glyphs)
    _bring_back(runs, boxes)
    tangled, parted = untangle(runs, boxes)
    inside: dict[int, list[Glyph]] = defaultdict(list)
    left: list[Glyph] = []
    for run in runs:
        for glyph, home in zip(run.glyphs, run.homes, strict=True):
            (left if home is None else inside[home]).append(glyph)
    return Shared(inside, left, tangled, parted, touching.union(_into_empty(over, inside, cells)))


def _margins(runs: Sequence[Run], boxes: Sequence[Box]) -> dict[float, Counter[int]]:
    """How far from its left rule the texts of each column begin, in fifths of a point."""
    margins: dict[float, Counter[int]] = defaultdict(Counter)
    for run in runs:
        if run.homes[0] is not None:
            left = boxes[run.homes[0]].x0
            margins[left][round(5 * (run.glyphs[0].x0 - left))] += 1
    return margins


def _parts(
    run: Run, boxes: Sequence[Box], margins: dict[float, Counter[int]], is_crossing: bool
) -> Iterator[Run]:
    """A run cut where it is two texts that happen to touch: the second begins where its column's do."""
    start = 0
    if is_crossing:
        for at in range(1, len(run.glyphs)):
            home = run.homes[at]
            if home is not None and home != run.homes[start] and _begins(run, at, boxes[home], margins):
                yield Run(run.glyphs[start:at], run.homes[start:at])
                start = at
    yield Run(run.glyphs[start:], run.homes[start:])


def _begins(run: Run, at: int, box: Box, margins: dict[float, Counter[int]]) -> bool:
    last, glyph = run.glyphs[at - 1], run.glyphs[at]
    margin = round(5 * (glyph.x0 - box.x0))
    alike = margins[box.x0]
    if sum(alike[near] for near in (margin - 1, margin, margin + 1)) < _ALIKE:
        return False
    jump = abs(glyph.base - last.base) > _JUMP or abs(glyph.x0 - last.x1) > _JUMP
    return jump or last.text.isascii() != glyph.text.isascii()


def _whole_home(run: Run, cells: _Cells) -> int | None:
    first, letters = run.homes[0], run.glyphs
    if first is None:
        return cells.around(letters[0].x0, letters[-1].x1, letters[0], None)
    middle = cells.around(letters[0].x0, letters[-1].x1, letters[0], first)
    begins = letters[0].x0 - cells.boxes[first].x0 < letters[0].y1 - letters[0].y0
    return first if begins or middle is None else middle


def _into_empty(over: Sequence[Run], inside: dict[int, list[Glyph]], cells: _Cells) -> Iterator[int]:
    """The cells whose text reaches well into an empty one: perhaps that one's text is its end."""
    for run in over:
        home, last = run.homes[0], run.glyphs[-1]
        end = cells.around(last.x0, last.x1, last, None)
        if home is not None and end is not None and end != home and not inside.get(end):
            yield home


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and (abs(glyph.base - run[-1].base) > 1 or abs(glyph.x0 - run[-1].x1) > 0.5):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


class _Cells:
    """Cells by the bands of the page they reach into, to find the one around a place without asking each."""

    __slots__ = ('bands', 'boxes')

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.boxes = boxes
        self.bands: dict[int, list[int]] = defaultdict(list)
        for index, box in enumerate(boxes):
            for band in range(int(box.y0 // _BAND), int(box.y1 // _BAND) + 1):
                self.bands[band].append(index)

    def around(self, x0: float, x1: float, glyph: Glyph, likely: int | None) -> int | None:
        """The cell around the middle of a piece of a line; likely is the one to try first."""
        x, y = (x0 + x1) / 2, (glyph.y0 + glyph.y1) / 2
        boxes = self.boxes
        if likely is not None and _holds(boxes[likely], x, y):
            return likely
        band = self.bands.get(int(y // _BAND), ())
        found = next((index for index in band if _holds(boxes[index], x, y)), None)
        if found is None:  # cut off by the table's side, as letters too large for their column are
            found = next((index for index in band if _holds(boxes[index], x, y, SNAP)), None)
        return found


def _holds(box: Box, x: float, y: float, slack: float = 0.0) -> bool:
    return box.x0 - slack <= x <= box.x1 + slack and box.y0 <= y <= box.y1


def _bring_back(runs: list[Run], boxes: Sequence[Box]) -> None:
    """Lines that a row of fixed height had no room for, back to the cell whose text they end.

    A program draws a cell's text in one go. What it draws right after a cell's lines on the rule below
    them is of that cell; past the rule too, if the text of the cell below runs into it.
    """
    cell: int | None = None
    for index, run in enumerate(runs):
        home = run.homes[0]
        if cell is None or home == cell or not _is_below(cell, home, run.glyphs[0], boxes):
            cell = home
            continue
        first = run.glyphs[0]
        over = boxes[cell].y1 - first.y0 > 0.25 * (first.y1 - first.y0)
        if over or (home is not None and _collides(run, runs[index + 1 :])):
            run.homes = [cell] * len(run.glyphs)
        else:
            cell = home


def _is_below(cell: int, home: int | None, glyph: Glyph, boxes: Sequence[Box]) -> bool:
    """Whether a letter has come to stand right under its cell: in the next, or below the table."""
    box = boxes[cell]
    if not box.x0 - SNAP < (glyph.x0 + glyph.x1) / 2 < box.x1 + SNAP:
        return False
    if home is None:
        return box.y1 < glyph.y1 < box.y1 + (glyph.y1 - glyph.y0)
    return abs(boxes[home].y0 - box.y1) < SNAP


def _collides(run: Run, later: Sequence[Run]) -> bool:
    """Whether the cell's own text, drawn later, runs into the line: no program sets lines of one cell so."""
    top, bottom, base = run.glyphs[0].y0, run.glyphs[0].y1, run.glyphs[0].base
    return any(
        each.homes[0] == run.homes[0]
        and abs(each.glyphs[0].base - base) > 1
        and min(bottom, each.glyphs[0].y1) - max(top, each.glyphs[0].y0) > 1
        for each in later
    )
