"""Letters to printed lines, lines to text areas; page numbers and running heads told apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from extractors.readers.pdf_glyphs import Glyph, Page
from model.place import Box, Where
from text.lines import Line, display_width, is_page_number

_MARGIN = 0.13
"""Heads and feet stand in the outer eighth of the page: the smallest margin of a 公文 is 35 of 297 mm."""
_BARE_NUMBER = re.compile(r'(?:Page\s*)?(\d{1,4})(?:\s*(?:/|of|共)\s*\d{1,4}\s*页?)?', re.IGNORECASE)


def glyphs_to_lines(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """Letters to lines, top down, each left to right; size is the width of a Chinese letter in points."""
    rows: list[list[Glyph]] = []
    top = bottom = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        overlap = min(bottom, glyph.y1) - max(top, glyph.y0)
        if rows and overlap > 0.5 * min(bottom - top, glyph.y1 - glyph.y0):
            rows[-1].append(glyph)
            top, bottom = min(top, glyph.y0), max(bottom, glyph.y1)
        else:
            rows.append([glyph])
            top, bottom = glyph.y0, glyph.y1
    lines = [_row_to_line(sorted(row, key=lambda glyph: glyph.x0), page) for row in rows]
    return [line for line in lines if line.text]


def _row_to_line(row: list[Glyph], page: int) -> Line:
    size = _letter_size(row)
    pieces: list[str] = []
    last: Glyph | None = None
    spaces = ''
    for glyph in row:
        if glyph.text.isspace():
            spaces += glyph.text
            continue
        if last is not None:
            if _is_overprint(last, glyph, size):
                continue
            pieces.append(_space_between(last, glyph, spaces, size))
        pieces.append(glyph.text)
        last, spaces = glyph, ''
    inked = [glyph for glyph in row if not glyph.text.isspace()] or row
    box = Box(
        min(glyph.x0 for glyph in inked),
        min(glyph.y0 for glyph in inked),
        max(glyph.x1 for glyph in inked),
        max(glyph.y1 for glyph in inked),
    )
    return Line(''.join(pieces), Where(page=page, box=_rounded(box)), None, size)


def _is_overprint(last: Glyph, glyph: Glyph, size: float) -> bool:
    """Whether a letter is drawn a second time to look bold; one wide glyph for two letters (——) is not."""
    width = glyph.x1 - glyph.x0
    return glyph.text == last.text and abs(glyph.x0 - last.x0) < 0.3 * width and width < 1.3 * size


def _rounded(box: Box) -> Box:
    return Box(*(round(edge, 1) for edge in box))


def _letter_size(row: list[Glyph]) -> float:
    wide = [glyph.x1 - glyph.x0 for glyph in row if display_width(glyph.text) == 1.0]
    return median(wide) if wide else max(median(glyph.y1 - glyph.y0 for glyph in row), 1.0)


def _space_between(last: Glyph, glyph: Glyph, spaces: str, size: float) -> str:
    """What stands between two letters: a gap without a space is one, a space without a gap is none."""
    gap = glyph.x0 - last.x1
    if spaces:
        return spaces if gap > 0.12 * size else ''
    latin = last.text.isascii() and glyph.text.isascii()
    if gap > 2 * size:
        return '  '
    return ' ' if gap > (0.2 if latin else 0.6) * size else ''


def with_columns(lines: Sequence[Line], pages: Sequence[Page]) -> list[Line]:
    """Each line with the edges of its page's text area.

    Edges are taken from all pages of one width and one side (left-hand and right-hand pages
    may have their margins changed over), so that a last page of two lines has them too.
    """
    groups: dict[tuple[int, int], list[Line]] = defaultdict(list)
    widths = {page.number: round(page.width) for page in pages}
    for line in lines:
        groups[_side(line, widths)].append(line)
    edges = {key: _text_edges(group, key[0]) for key, group in groups.items()}
    for (width, side), group in groups.items():
        other = groups.get((width, 1 - side), [])
        if len(group) < 8 <= len(other):
            edges[width, side] = edges[width, 1 - side]
    return [replace(line, column=edges[_side(line, widths)]) for line in lines]


def _side(line: Line, widths: dict[int, int]) -> tuple[int, int]:
    page = line.where.page or 0
    return widths[page], page % 2


def _text_edges(lines: Sequence[Line], width: float) -> tuple[float, float]:
    """Where lines begin and end: the outermost place that more than one line in twenty agrees on.

    Where few lines are long enough to tell, the right margin is taken to be like the left.
    """
    boxes = [line.where.box for line in lines if line.where.box]
    size = median(line.size or 1.0 for line in lines)
    left = _agreed([box.x0 for box in boxes], size / 2)
    right = -_agreed([-box.x1 for box in boxes if box.x1 > width / 2] or [-width], size)
    full = sum(abs(box.x1 - right) < size for box in boxes)
    return left, right if full >= 5 else max(right, width - left)


def _agreed(places: list[float], reach: float) -> float:
    """The smallest place with enough others close behind it."""
    enough = max(2, len(places) // 20)
    for place in sorted(places):
        near = [other for other in places if place <= other <= place + reach]
        if len(near) >= enough:
            return min(near)
    return min(places)


def without_furniture(
    pages: Sequence[Page], lines: dict[int, list[Line]]
) -> tuple[dict[int, list[Line]], dict[str, int]]:
    """The lines of each page less page numbers and running heads and feet; and the heads with their counts.

    A running head is a line that stands in the same margin of at least three pages, digits apart.
    """
    bands = {id(line): band for page in pages for band, line in _margin_lines(page, lines[page.number])}
    heads = Counter(
        (bands[id(line)], _without_digits(line.text))
        for each in lines.values()
        for line in each
        if id(line) in bands
    )
    shifts = Counter(
        (bands.get(id(line)), number - page)
        for page, each in lines.items()
        for line in each
        if (number := _page_number(line, in_margin=id(line) in bands)) is not None
    )
    kept: dict[int, list[Line]] = {}
    dropped: Counter[str] = Counter()
    for page, each in lines.items():
        kept[page] = []
        for line in each:
            band = bands.get(id(line))
            number = _page_number(line, in_margin=band is not None)
            if (band and is_page_number(line.text)) or (
                number is not None and shifts[band, number - page] >= 2
            ):
                continue
            if band and heads[band, _without_digits(line.text)] >= 3:
                dropped[line.text.strip()] += 1
            else:
                kept[page].append(line)
    return kept, dict(dropped)


def _margin_lines(page: Page, lines: Sequence[Line]) -> list[tuple[str, Line]]:
    """The lines that lie in a page's head or foot, with which of the two."""
    found = []
    for line in lines:
        box = line.where.box
        if box and box.y1 < _MARGIN * page.height:
            found.append(('head', line))
        elif box and box.y0 > (1 - _MARGIN) * page.height:
            found.append(('foot', line))
    return found


def _page_number(line: Line, *, in_margin: bool) -> int | None:
    """The number where a line can be a page number: in the margin a bare one too."""
    text = line.text.strip()
    bare = _BARE_NUMBER.fullmatch(text) if in_margin else None
    if bare:
        return int(bare[1])
    digits = re.search(r'\d+', text) if is_page_number(text) else None
    return int(digits[0]) if digits else None


def _without_digits(text: str) -> str:
    return re.sub(r'[\d\s]+', '', text)
