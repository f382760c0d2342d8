"""Letters to the ruled cells they belong to: by their places, and where those mislead by their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.readers.pdf.glyphs import Glyph
from extractors.readers.pdf.grid import SNAP
from model.place import Box


@dataclass(slots=True)
class _Run:
    """Letters drawn one after the other without a gap between them, and the cell of each."""

    glyphs: list[Glyph]
    homes: list[int | None]


def share_out(glyphs: Sequence[Glyph], boxes: Sequence[Box]) -> tuple[dict[int, list[Glyph]], list[Glyph]]:
    """Letters by the cell they belong to, and those that belong to none.

    Letters set without a gap stay together where they run over a rule, as a sheet's long texts
    run over empty neighbours: in the cell they begin at, or, centred, in that of their middle.
    """
    runs = []
    likely: int | None = None
    for letters in _runs(glyphs):
        homes: list[int | None] = []
        for glyph in letters:
            likely = _home(glyph.x0, glyph.x1, glyph, boxes, likely)
            homes.append(likely)
        first = homes[0]
        if first is not None and len(set(homes)) > 1:
            middle = _home(letters[0].x0, letters[-1].x1, letters[0], boxes, first)
            begins = letters[0].x0 - boxes[first].x0 < letters[0].y1 - letters[0].y0
            homes = [first if begins or middle is None else middle] * len(letters)
        runs.append(_Run(letters, homes))
    _bring_back(runs, boxes)
    inside: dict[int, list[Glyph]] = defaultdict(list)
    left: list[Glyph] = []
    for run in runs:
        for glyph, home in zip(run.glyphs, run.homes, strict=True):
            (left if home is None else inside[home]).append(glyph)
    return inside, left


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and (abs(glyph.base - run[-1].base) > 1 or abs(glyph.x0 - run[-1].x1) > 0.5):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _home(x0: float, x1: float, glyph: Glyph, boxes: Sequence[Box], likely: int | None) -> int | None:
    """The cell around the middle of a piece of a line; likely is the one to try first."""
    x, y = (x0 + x1) / 2, (glyph.y0 + glyph.y1) / 2
    if likely is not None and _holds(boxes[likely], x, y):
        return likely
    found = next((index for index, box in enumerate(boxes) if _holds(box, x, y)), None)
    if found is None:  # cut off by the table's side, as letters too large for their column are
        found = next((index for index, box in enumerate(boxes) if _holds(box, x, y, SNAP)), None)
    return found


def _holds(box: Box, x: float, y: float, slack: float = 0.0) -> bool:
    return box.x0 - slack <= x <= box.x1 + slack and box.y0 <= y <= box.y1


def _bring_back(runs: list[_Run], boxes: Sequence[Box]) -> None:
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


def _collides(run: _Run, later: Sequence[_Run]) -> bool:
    """Whether the cell's own text, drawn later, runs into the line: no program sets lines of one cell so."""
    top, bottom, base = run.glyphs[0].y0, run.glyphs[0].y1, run.glyphs[0].base
    return any(
        each.homes[0] == run.homes[0]
        and abs(each.glyphs[0].base - base) > 1
        and min(bottom, each.glyphs[0].y1) - max(top, each.glyphs[0].y0) > 1
        for each in later
    )
