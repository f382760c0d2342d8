"""Letters to printed lines, lines to text areas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median

from extractors.readers.pages.page import Glyph, Page
from model.place import Box, Where
from text.lines import Line, display_width

_FEW_ENDS = 5
_SMALLEST = 0.1
"""Points: broken fonts have letters without a width."""
_MAY_HANG = '，。、；：！？'


def glyphs_to_lines(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """Letters to lines, top down, each left to right; size is the width of a Chinese letter in points."""
    lines = [row_to_line(row, page) for row in glyphs_to_rows(glyphs)]
    return [line for line in lines if line.text]


def glyphs_to_rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The letters of each printed line, top down, each left to right."""
    return [sorted(row, key=_left) for row in _runs_to_rows(_glyphs_to_runs(glyphs))]


def _glyphs_to_runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Letters drawn one after the other, left to right on one base line, with no wide gap between them."""
    runs: list[list[Glyph]] = []
    x1 = base = size = -1.0
    for glyph in glyphs:
        if runs and abs(glyph.base - base) < 0.2 and -0.5 * size < glyph.x0 - x1 < size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
        x1, base, size = glyph.x1, glyph.base, glyph.y1 - glyph.y0
    return runs


def _left(glyph: Glyph) -> float:
    return glyph.x0


@dataclass(slots=True)
class _Row:
    """Runs on one line so far."""

    runs: list[list[Glyph]]
    top: float
    bottom: float
    base: float


def _runs_to_rows(runs: Iterable[list[Glyph]]) -> list[list[Glyph]]:
    """Runs that stand beside each other; those that stand over each other are of two lines that touch."""
    rows: list[_Row] = []
    for run in sorted(runs, key=lambda run: run[0].base):
        first = run[0]
        row = next((row for row in reversed(rows[-4:]) if _stands_in(run, row)), None)
        if row is None:
            rows.append(_Row([run], first.y0, first.y1, first.base))
        else:
            row.runs.append(run)
            row.top, row.bottom = min(row.top, first.y0), max(row.bottom, first.y1)
    return [[glyph for run in row.runs for glyph in run] for row in rows]


def _stands_in(run: list[Glyph], row: _Row) -> bool:
    first = run[0]
    if first.base == row.base:
        return True
    overlap = min(row.bottom, first.y1) - max(row.top, first.y0)
    if overlap <= 0.5 * min(row.bottom - row.top, first.y1 - first.y0):
        return False
    if abs(first.base - row.base) < 0.15 * (first.y1 - first.y0):
        return True
    return all(run[-1].x1 - 1 < other[0].x0 or other[-1].x1 - 1 < first.x0 for other in row.runs)


def row_to_line(row: list[Glyph], page: int, size: float | None = None) -> Line:
    """The letters of one line, left to right, as a line: gaps as spaces, letters printed twice once.

    size is the row's `letter_size` where that is known.
    """
    if size is None:
        size = letter_size(row)
    pieces: list[str] = []
    last: Glyph | None = None
    spaces = ''
    for glyph in row:
        if glyph.text.isspace():
            spaces += glyph.text
            continue
        if last is not None and (spaces or abs(glyph.x0 - last.x1) > 0.1):
            if _is_overprint(last, glyph, size):
                continue
            pieces.append(_space_between(last, glyph, spaces, size))
        pieces.append(glyph.text)
        last, spaces = glyph, ''
    inked = [glyph for glyph in row if not glyph.text.isspace()] or row
    _, x0, y0, x1, y1, _ = zip(*inked, strict=True)
    box = Box(min(x0), min(y0), max(x1), max(y1))
    return Line(''.join(pieces), Where(page=page, box=_rounded(box)), None, size)


def _is_overprint(last: Glyph, glyph: Glyph, size: float) -> bool:
    """Whether a letter is drawn a second time to look bold; one wide glyph for two letters (——) is not."""
    width = glyph.x1 - glyph.x0
    return glyph.text == last.text and abs(glyph.x0 - last.x0) < 0.3 * width and width < 1.3 * size


def _rounded(box: Box) -> Box:
    return Box(*(round(edge, 1) for edge in box))


def letter_size(row: Sequence[Glyph]) -> float:
    """The width of a Chinese letter in points; for a line without one, its height; never 0."""
    wide = [glyph.x1 - glyph.x0 for glyph in row if _is_wide(glyph.text)]
    if wide:
        return max(median(wide), _SMALLEST)
    return max(median([glyph.y1 - glyph.y0 for glyph in row]), 1.0)


@lru_cache(maxsize=4096)
def _is_wide(letter: str) -> bool:
    return display_width(letter) == 1.0


def _space_between(last: Glyph, glyph: Glyph, spaces: str, size: float) -> str:
    """What stands between two letters: a gap without a space is one, a space without a gap is none."""
    gap = glyph.x0 - last.x1
    latin = last.text.isascii() and glyph.text.isascii()
    if spaces:
        return spaces if gap > (0.04 if latin else 0.12) * size else ''
    if gap > 2 * size:
        return '  '
    return ' ' if gap > (0.2 if latin else 0.6) * size else ''


def with_columns(lines: Sequence[Line], pages: Sequence[Page]) -> list[Line]:
    """Each line with the edges of its page's text area, where it has none of a column of its own.

    Edges are taken from all pages of one width and one side (left-hand and right-hand pages
    may have their margins changed over), so that a last page of two lines has them too.
    """
    groups: dict[tuple[int, int], list[Line]] = defaultdict(list)
    widths = {page.number: round(page.width) for page in pages}
    for line in lines:
        if line.column is None:
            groups[_side(line, widths)].append(line)
    edges = {key: _text_edges(group, key[0]) for key, group in groups.items()}
    for (width, side), group in groups.items():
        other = groups.get((width, 1 - side), [])
        if len(group) < 8 <= len(other):
            edges[width, side] = edges[width, 1 - side]
    return [line if line.column else replace(line, column=edges[_side(line, widths)]) for line in lines]


def _side(line: Line, widths: dict[int, int]) -> tuple[int, int]:
    page = line.where.page or 0
    return widths[page], page % 2


def _text_edges(lines: Sequence[Line], width: float) -> tuple[float, float]:
    """Where lines begin and end: the outermost place that more than one line in twenty agrees on.

    Where few lines are long enough to tell, the right margin is taken to be like the left; a mark at a
    line's end may hang in the margin.
    """
    boxes = [line.where.box for line in lines if line.where.box]
    size = median(line.size or 1.0 for line in lines)
    left = _agreed([box.x0 for box in boxes], size / 2)
    plain = [line.where.box for line in lines if line.where.box and line.text[-1:] not in _MAY_HANG]
    ends = [-box.x1 for box in plain if box.x1 > width / 2]
    if len(ends) < _FEW_ENDS:
        ends = [-box.x1 for box in boxes if box.x1 > width / 2]
    right = -_agreed(ends or [-width], size)
    full = sum(abs(box.x1 - right) < size for box in boxes)
    return left, right if full >= _FEW_ENDS else max(right, width - left)


def _agreed(places: list[float], reach: float) -> float:
    """The smallest place with enough others close behind it."""
    enough = max(2, len(places) // 20)
    for place in sorted(places):
        near = [other for other in places if place <= other <= place + reach]
        if len(near) >= enough:
            return min(near)
    return min(places)
