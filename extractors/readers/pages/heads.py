"""Page numbers and running heads and feet, told apart from the text of the pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.readers.pages.page import Page
from text.lines import Line, is_page_number, starts_paragraph

_MARGIN = 0.13
"""Page numbers stand in the outer eighth of the page: the smallest margin of a 公文 is 35 of 297 mm."""
_EDGE = 0.09
"""Heads stand nearer to the edge: 26 of 297 mm, of the longer side; the text of most papers begins there."""
_APART = 1.2
"""A head is as many usual steps from line to line off the text."""
_SHORTEST = 12.0
"""An upright rule of a table, in points; dashes beside a page number are shorter."""
_MOST_HEADS = 3
_LARGEST = 18.0
"""Letters larger than 小二号, in points, are a title's."""
_SAME = 3.0
_BARE_NUMBER = re.compile(r'(?:Page\s*)?(\d{1,4})(?:\s*(?:/|of|共)\s*\d{1,4}\s*页?)?', re.IGNORECASE)
_OWN_NUMBER = re.compile(r'(?:^|(?<=\s\s)|(?<=第)|(?<=[-—–·|]))\s*(\d{1,4})(?=$|\s{2}|\s*[-—–·|/页])')
_SENTENCE_OR_FIELD = re.compile(r'[，。；：！？]|:(?!\d\d|//)')
"""What no head has; a browser prints the time and the page's address in its own."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A line that stands where heads (or feet) do, on a page of this width, with this number."""

    line: Line
    band: str
    page: int
    width: float

    def is_at_the_place_of(self, other: _Head) -> bool:
        """Of one size, as high, and as far from one side: odd and even pages have it on opposite ones."""
        box, its = self.line.where.box, other.line.where.box
        if box is None or its is None or self.band != other.band or abs(box.y0 - its.y0) > _SAME:
            return False
        alike = abs((self.line.size or 0.0) - (other.line.size or 0.0)) < 0.5
        left, right = box.x0, self.width - box.x1
        sides = (left - its.x0, right - (other.width - its.x1), left - (other.width - its.x1), right - its.x0)
        centred = (box.x0 + box.x1 - self.width) - (its.x0 + its.x1 - other.width)
        return alike and min(abs(each) for each in (*sides, centred)) < _SAME


def without_furniture(
    pages: Sequence[Page], lines: dict[int, list[Line]]
) -> tuple[dict[int, list[Line]], dict[str, int]]:
    """The lines of each page less page numbers and running heads and feet; and the heads with their counts.

    A running head is one of a page's outermost lines, set apart from the text, that stands at the same
    place of another page with the same words, but for the page's own number. Where that is not sure the
    line is kept: a head among the text can be seen, a line that is gone cannot.
    """
    bands = {id(line): band for page in pages for band, line in _margin_lines(page, lines[page.number])}
    heads = _running_heads(pages, lines)
    shifts = Counter(
        (bands.get(id(line)), number - page)
        for page, each in lines.items()
        for line in each
        if (number := _page_number(line, in_margin=id(line) in bands)) is not None
    )
    kept: dict[int, list[Line]] = {page: [] for page in lines}
    dropped: Counter[str] = Counter()
    for page, each in lines.items():
        for line in each:
            band = bands.get(id(line))
            number = _page_number(line, in_margin=band is not None)
            if (band and is_page_number(line.text)) or (
                number is not None and shifts[band, number - page] >= 2
            ):
                continue
            if id(line) in heads:
                dropped[line.text.strip()] += 1
            else:
                kept[page].append(line)
    return kept, dict(dropped)


def _running_heads(pages: Sequence[Page], lines: dict[int, list[Line]]) -> frozenset[int]:
    """The ids of the lines that pages repeat, and of those between two such at the same place."""
    size = median([line.size or 0.0 for each in lines.values() for line in each] or [0.0])
    step, largest = _step(lines, size), min(1.15 * size, _LARGEST)
    found = [
        head
        for page in pages
        for head in _set_apart(page, lines[page.number], step)
        if (head.line.size or 0.0) <= largest
    ]
    groups: dict[str, list[_Head]] = defaultdict(list)
    for head in found:
        for key in _wordings(head):
            groups[key].append(head)
    sure = [
        head
        for group in groups.values()
        for head in group
        if any(other.page != head.page and head.is_at_the_place_of(other) for other in group)
    ]
    places: dict[int, list[_Head]] = defaultdict(list)
    for head in sure:
        places[head.page].append(head)
    between = [
        head
        for head in found
        if all(any(head.is_at_the_place_of(each) for each in places[head.page + by]) for by in (-1, 1))
    ]
    return frozenset(id(head.line) for head in (*sure, *between))


def _wordings(head: _Head) -> Iterator[str]:
    """The line's text as it is, and with the page's number as how far it is off the count of pages."""
    text = head.line.text.strip()
    yield re.sub(r'\s+', '', text)
    for number in _OWN_NUMBER.finditer(text):
        rest = f'{text[: number.start(1)]}#{int(number[1]) - head.page}#{text[number.end(1) :]}'
        yield re.sub(r'\s+', '', rest)


def _step(lines: dict[int, list[Line]], size: float) -> float:
    """The usual distance of a line from the next, in points; size is that of most letters."""
    steps = [
        below - above
        for each in lines.values()
        for above, below in pairwise(sorted(line.where.box.y0 for line in each if line.where.box))
        if 0.8 * size < below - above < 3 * size
    ]
    return median(steps) if len(steps) >= _MOST_HEADS else 1.5 * size


def _set_apart(page: Page, lines: Sequence[Line], step: float) -> Iterator[_Head]:
    """The lines that could be heads or feet: outermost, near the edge, off what else the page has."""
    printed = [line for line in lines if line.where.box]
    rules = [rule for rule in page.rules if rule.x0 == rule.x1 and rule.y1 - rule.y0 > _SHORTEST]
    downward = [(*_ends(line), line) for line in printed] + [(rule.y0, rule.y1, None) for rule in rules]
    upward = [(page.height - bottom, page.height - top, line) for top, bottom, line in downward]
    for band, things in (('head', downward), ('foot', upward)):
        for line in _outermost(things, _EDGE * max(page.width, page.height), _APART * step):
            if _may_be_head(line):
                yield _Head(line, band, page.number, page.width)


def _ends(line: Line) -> tuple[float, float]:
    box = line.where.box
    return (box.y0, box.y1) if box else (0.0, 0.0)


def _outermost(
    things: Sequence[tuple[float, float, Line | None]], edge: float, apart: float
) -> Sequence[Line]:
    """The lines before the first wide step; none where that step is missing or lies beyond the edge."""
    block: list[Line] = []
    ordered = sorted(things, key=lambda thing: thing[:2])
    for (start, end, line), (following, *_) in pairwise(ordered):
        if line is None or end > edge or len(block) == _MOST_HEADS:
            return ()
        block.append(line)
        if following - start > apart and following > end:
            return block
    return ()


def _may_be_head(line: Line) -> bool:
    """Whether a line is no sentence, no blank to fill in, and no label of what follows."""
    return not (_SENTENCE_OR_FIELD.search(line.text) or starts_paragraph(line.text))


def _margin_lines(page: Page, lines: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    """The lines that lie in a page's head or foot, with which of the two."""
    for line in lines:
        box = line.where.box
        if box and box.y1 < _MARGIN * page.height:
            yield 'head', line
        elif box and box.y0 > (1 - _MARGIN) * page.height:
            yield 'foot', line


def _page_number(line: Line, *, in_margin: bool) -> int | None:
    """The number where a line can be a page number: in the margin a bare one too."""
    text = line.text.strip()
    bare = _BARE_NUMBER.fullmatch(text) if in_margin else None
    if bare:
        return int(bare[1])
    digits = re.search(r'\d+', text) if is_page_number(text) else None
    return int(digits[0]) if digits else None
