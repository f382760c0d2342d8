"""Every number of a paper as it lies there now: which figure it is, or who else said it.

The paper is printed again from what it was made from, laid beside the file, and each digit of the file is
followed back: into a figure, the template's own words, a place filled in without one, or a person's pen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from model.figure import Printed
from outgoing.aligning import Hunk, aligned, hunks, kept, widened
from outgoing.ground import Ground, Origin, ground_of
from outgoing.lines import Line, docx_to_lines
from outgoing.plain_wording import W, members_of, parse

Kind = Literal['figure', 'number', 'date', 'template', 'typed', 'open', 'filled']
"""A figure; 文号 and 成文日期 given at issue; constant text; a person's; left open; filled in, no figure."""

_DIGITS = re.compile(r'\d+(?:[.,]\d+)*[%％]?')
_OPEN = {
    'number': re.compile(r'[^\s〔\[]*[〔\[]\d{4}[〕\]]\s*号'),
    'print_date': re.compile(r'\d{4}年\s*月\s*日(?=\s*印发)'),
    'date': re.compile(r'\d{4}年\s*月\s*日(?!\s*印发)'),
}
"""What a draft leaves open for issue."""
_DATE = re.compile(r'\d{4}年\s*\d*\s*月\s*\d*\s*日')
_GIVEN = {
    'number': re.compile(r'[^\s〔\[]*[〔\[]\s*\d{4}\s*[〕\]]\s*\d*\s*号'),
    'print_date': _DATE,
    'date': _DATE,
}
_COUNTER = re.compile(r'\bloop\.(?:index|length)')


class Spot(NamedTuple):
    """One number of the file: a figure as a whole, or a run of digits outside any.

    key is the figure, for a person's number the one it stands in for, of which was is what we printed.
    tags is what the template has in that place where something was filled in; row counts the rows of all
    tables of the part, None outside them.
    """

    part: str
    paragraph: int
    start: int
    end: int
    text: str
    kind: Kind
    key: str | None = None
    tags: str | None = None
    was: str | None = None
    line: str = ''
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What a paper was printed from; stamps is what was put into open places at issue, by tag."""

    template_name: str
    template: bytes
    context: Mapping[str, Any]
    stamps: Mapping[str, str]


def spots(made: Made, data: bytes) -> tuple[Spot, ...]:
    """Every number of a file, in the order in which it is read: text, then heads and feet, then charts.

    BadTemplate and Damaged as the press and the reader say.
    """
    ours, ground = ground_of(made.template_name, made.template, made.context)
    old, new = docx_to_lines(ours), docx_to_lines(data)
    found = [*_laid(old.body, new.body, ground, made)]
    seen: set[str] = set()
    for kind, lines in new.edges.items():
        if lines and lines[0].part not in seen:
            seen.add(lines[0].part)
            found += _laid(old.edges.get(kind, ()), lines, ground, made)
    return (*_in_rows(found, data), *_chart_spots(ours, data, ground))


def _in_rows(found: Sequence[Spot], data: bytes) -> Iterator[Spot]:
    """With the row of a table each stands in."""
    rows: dict[tuple[str, int], int] = {}
    members = members_of(data)
    for part in dict.fromkeys(one.part for one in found):
        root = parse(members[part])
        numbers = {row: number for number, row in enumerate(root.iter(f'{W}tr'))}
        for place, paragraph in enumerate(root.iter(f'{W}p')):
            row = next(paragraph.iterancestors(f'{W}tr'), None)
            if row is not None:
                rows[part, place] = numbers[row]
    for one in found:
        yield one._replace(row=rows.get((one.part, one.paragraph)))


def _laid(old: Sequence[Line], new: Sequence[Line], ground: Ground, made: Made) -> Iterator[Spot]:
    for before, after in aligned(old, new):
        if after is None:
            continue
        if before is None:
            yield from (_spot(after, *run.span(), 'typed') for run in _DIGITS.finditer(after.text))
        else:
            yield from sorted(_Pair(before, after, ground, made).spots(), key=lambda one: one.start)


def _apart(start: int, end: int) -> bool:
    """Every change by itself."""
    del start, end
    return False


class _Pair:
    """A line as we printed it and the line it became."""

    def __init__(self, old: Line, new: Line, ground: Ground, made: Made) -> None:
        self.old, self.new, self.made = old, new, made
        key = (old.part, old.number)
        self.origin: Origin | None = ground.origins.get(key)
        self.figures = ground.figures.get(key, ())
        self.places = {char.at: place for place, char in enumerate(old.chars)}
        self.hunks = [] if old.text == new.text else hunks(old.text, new.text, _apart)
        self.typed = {place for one in self.hunks for place in range(one.new_start, one.new_end)}
        self.taken: set[int] = set()

    def spots(self) -> Iterator[Spot]:
        """Figures first, then what issue put in, then every other run of digits."""
        for one in self.figures:
            yield from self._figure(one)
        yield from self._stamped()
        yield from self._others()

    def _span(self, start: int, end: int) -> tuple[int, int] | None:
        """A stretch of the old paragraph by places in its line; None where the line does not have it."""
        first, last = self.places.get(start), self.places.get(end - 1)
        return None if first is None or last is None else (first, last + 1)

    def _take(self, start: int, end: int, kind: Kind, **told: str | None) -> Iterator[Spot]:
        self.taken |= {*range(start, end)}
        yield _spot(self.new, start, end, kind, **told)

    def _figure(self, printed: Printed) -> Iterator[Spot]:
        span = self._span(printed.start, printed.end)
        if span is None:
            return
        was = self.old.text[slice(*span)]
        now = kept(self.hunks, *span)
        if now and not self._grown(*now):
            if _DIGITS.search(was):
                yield from self._take(*now, 'figure', key=printed.key)
            return
        start, end = self._whole(*(now or self._became(*span)))
        if _DIGITS.search(self.new.text[start:end]) and not self.taken & {*range(start, end)}:
            yield from self._take(start, end, 'typed', key=printed.key, was=was)

    def _became(self, start: int, end: int) -> tuple[int, int]:
        whole: Hunk = widened(self.hunks, start, end)
        return whole.new_start, whole.new_end

    def _grown(self, start: int, end: int) -> bool:
        """Whether a person wrote a digit right before or after."""
        text = self.new.text
        return any(
            place in self.typed and text[place].isdigit() and text[inner].isdigit()
            for place, inner in ((start - 1, start), (end, end - 1))
        )

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """With the digits a person wrote on either side."""
        text = self.new.text
        while start > 0 and start - 1 in self.typed and text[start - 1].isdigit():
            start -= 1
        while end in self.typed and text[end].isdigit():
            end += 1
        return start, end

    def _stamped(self) -> Iterator[Spot]:
        """Number and dates: open, as given at issue, or filled in by a person."""
        for tag, pattern in _OPEN.items():
            for one in pattern.finditer(self.old.text):
                yield from self._place(tag, *one.span())

    def _place(self, tag: str, first: int, last: int) -> Iterator[Spot]:
        was, now = self.old.text[first:last], kept(self.hunks, first, last)
        start, end = now or self._became(first, last)
        shape = _GIVEN[tag].search(self.new.text, start, end)
        start, end = shape.span() if shape else (start, end)
        text = self.new.text[start:end]
        kind: Kind = 'open' if now else 'typed'
        if ''.join(text.split()) == self.made.stamps.get(tag):
            kind = 'number' if tag == 'number' else 'date'
        if _DIGITS.search(text) and not self.taken & {*range(start, end)}:
            yield from self._take(start, end, kind, was=None if now else was)

    def _others(self) -> Iterator[Spot]:
        text = ''.join('\0' if place in self.taken else char for place, char in enumerate(self.new.text))
        for run in _DIGITS.finditer(text):
            kind, tags, was = self._whose(*run.span())
            yield _spot(self.new, *run.span(), kind, tags=tags, was=was)

    def _whose(self, start: int, end: int) -> tuple[Kind, str | None, str | None]:
        touched = [one for one in self.hunks if one.new_start < end and start < one.new_end]
        if touched:
            return 'typed', None, self.old.text[touched[0].start : touched[-1].end] or None
        back = start - self._shift(start), end - self._shift(start)
        at = self.old.chars[back[0]].at, self.old.chars[back[1] - 1].at + 1
        if self.origin and self.origin.said_at(*at):
            return 'template', None, None
        filled = self.origin.filled_at(*at) if self.origin else None
        if filled and _COUNTER.search(filled.tags):
            return 'template', filled.tags, None
        return 'filled', filled.tags if filled else None, None

    def _shift(self, place: int) -> int:
        """How far what stands here was moved by what a person wrote before it."""
        before = (one for one in self.hunks if one.new_end <= place)
        return sum(one.new_end - one.new_start - one.end + one.start for one in before)


def _spot(line: Line, start: int, end: int, kind: Kind, **told: Any) -> Spot:
    at = [char.at for char in line.chars[start:end]]
    return Spot(line.part, line.number, at[0], at[-1] + 1, line.text[start:end], kind, line=line.text, **told)


def _chart_spots(ours: bytes, data: bytes, ground: Ground) -> Iterator[Spot]:
    """Figures in charts: as we drew them, or changed by a person as a whole."""
    before, now = members_of(ours), members_of(data)
    for (part, paragraph), places in sorted(ground.figures.items()):
        if 'charts/' in part:
            kind: Kind = 'figure' if now.get(part) == before[part] else 'typed'
            for one in places if part in now else ():
                yield Spot(part, paragraph, one.start, one.end, '', kind, one.key)
