"""Where in a paper that a person went over last round's figures stand, and which digits nobody can trace."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from model.figure import Figure
from outgoing.aligning import Hunk, Pair, hunks, kept, widened
from outgoing.ground import Filled, Ground
from outgoing.lines import Line
from outgoing.marks import marked

DIGITS = re.compile(r'[0-9０-９]+(?:[.,．][0-9０-９]+)*[%％‰]?')
_WORDS_BEFORE = 4
_STOPS = '，,、；;。！？\n'
_NAME = re.compile(r'\{\{\s*(\w+)')
_REOPENED = frozenset(('number', 'date', 'print_date', 'signers'))
_OPTIONAL = frozenset(('signers',))
_RENEWED = frozenset(('title_lines', 'attachment_lines'))


class Slot(NamedTuple):
    """A stretch of a line that a new text takes the place of.

    text is what the press is to print there, marks and all; or tags, those of the shipped template as they
    stand. old and new are the figures where it is one; shown is the new text as printed.
    """

    start: int
    end: int
    text: str
    tags: str = ''
    old: Figure | None = None
    new: Figure | None = None
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """One line of the paper: slots in order, stretches with digits that nobody can trace, its changes.

    known are figures of last round that this one has none for; made tells that the line is as we wrote it
    but for the changes; hunks are None for a line that a person put in.
    """

    line: Line
    slots: tuple[Slot, ...]
    known: tuple[Slot, ...]
    untraced: tuple[tuple[int, int], ...]
    hunks: tuple[Hunk, ...] | None
    made: Line | None


class Papers(NamedTuple):
    """Last round's paper as we wrote it and this round's, each with its figures by key.

    trusted: last round's template is a shipped one, whose own digits are no data.
    """

    old_ground: Ground
    old: Mapping[str, Figure]
    new_ground: Ground
    new: Mapping[str, Figure]
    names: frozenset[str]
    cells: Mapping[tuple[str, int, int], Line]
    trusted: bool


def read(pairs: Sequence[Pair], papers: Papers) -> list[Read]:
    """Every line that stands in the paper now."""
    lines = [new for _, new in pairs if new]
    rows = row_labels(lines)
    return [_read(old, new, papers, rows) for old, new in pairs if new]


def row_labels(lines: Sequence[Line]) -> dict[tuple[str, int], tuple[str, int]]:
    """Of each table row, by part and number: the words of its first cell, and how many cells it has."""
    found: dict[tuple[str, int], tuple[str, int]] = {}
    for one in lines:
        if one.row is not None:
            label, cells = found.get((one.part, one.row), ('', 0))
            label = label or (one.text.strip('＊* \u3000') if one.cell == 0 else '')
            found[one.part, one.row] = label, max(cells, one.cell + 1)
    return found


def cells_of(lines: Sequence[Line]) -> dict[tuple[str, int, int], Line]:
    """Cells by their row's label, its number of cells and their place; none that stand there twice."""
    rows = row_labels(lines)
    found: dict[tuple[str, int, int], Line | None] = {}
    for one in lines:
        if one.row is not None and rows[one.part, one.row][0]:
            key = (*rows[one.part, one.row], one.cell)
            found[key] = None if key in found else one
    return {key: one for key, one in found.items() if one}


def _read(
    old: Line | None, new: Line, papers: Papers, rows: Mapping[tuple[str, int], tuple[str, int]]
) -> Read:
    changes = tuple(hunks(old.text, new.text, lambda *_: False)) if old else None
    fresh = None
    if new.row is not None and old and old.text == new.text:
        fresh = papers.cells.get((*rows[new.part, new.row], new.cell))
    found: list[Slot] = []
    trusted: list[tuple[int, int]] = []
    if fresh and old:
        found, trusted = _whole_cell(old, new, fresh, papers)
    elif old and changes is not None:
        found = [*_reopened(old, new, changes, papers), *_figures(old, new, changes, papers)]
        trusted = [*_constants(old, changes, papers)]
    slots = _apart(one for one in found if one.text or one.tags)
    taken = [*((one.start, one.end) for one in found), *trusted]
    untraced = tuple(
        one.span()
        for one in DIGITS.finditer(new.text)
        if not any(start <= one.start() and one.end() <= end for start, end in taken)
    )
    known = tuple(one for one in found if not (one.text or one.tags))
    return Read(new, slots, known, untraced, changes, old)


def _apart(found: Iterator[Slot]) -> tuple[Slot, ...]:
    """Slots in order, none over another."""
    slots: list[Slot] = []
    for one in sorted(found, key=lambda slot: (slot.start, -slot.end)):
        if not slots or one.start >= slots[-1].end:
            slots.append(one)
    return tuple(slots)


def _whole_cell(
    old: Line, new: Line, fresh: Line, papers: Papers
) -> tuple[list[Slot], list[tuple[int, int]]]:
    """A cell as we wrote it takes what this round's paper has in the same row and column."""
    end = len(new.text)
    figures = papers.new_ground.figures.get((fresh.part, fresh.number), ())
    if not end or (not figures and fresh.text == new.text):
        return [], [(0, end)]
    text, place = '', 0
    for one in sorted(figures, key=lambda figure: figure.start):
        text += fresh.text[place : one.start] + marked(papers.new[one.key])
        place = one.end
    before = papers.old_ground.figures.get((old.part, old.number), ())
    was = papers.old.get(before[0].key) if before else None
    now = papers.new[figures[0].key] if figures else None
    return [Slot(0, end, text + fresh.text[place:], '', was, now, fresh.text)], []


def _reopened(old: Line, new: Line, changes: Sequence[Hunk], papers: Papers) -> Iterator[Slot]:
    """Number, date and signer as open as in a fresh draft; a title that nobody changed as this round's."""
    origin = papers.old_ground.origins.get((old.part, old.number))
    for one in origin.filled if origin else ():
        names = frozenset(_NAME.findall(one.tags))
        if not names or not names <= papers.names | _OPTIONAL or not names <= _REOPENED | _RENEWED:
            continue
        place = kept(changes, one.start, one.end)
        if place is None and names <= _REOPENED:
            place = _changed_place(one, changes, len(old.text), len(new.text))
        if place and place[0] < place[1]:
            yield Slot(*place, '', one.tags)


def _changed_place(one: Filled, changes: Sequence[Hunk], old: int, new: int) -> tuple[int, int]:
    if (one.start, one.end) == (0, old):
        return 0, new
    whole = widened([h for h in changes if h.end > one.start and h.start < one.end], one.start, one.end)
    return whole.new_start, whole.new_end


def _figures(old: Line, new: Line, changes: Sequence[Hunk], papers: Papers) -> Iterator[Slot]:
    """Last round's figures that a person left as they were, each with this round's of its key.

    The words before a figure have to be there still: of two equal numbers one may have been taken out.
    """
    for one in papers.old_ground.figures.get((old.part, old.number), ()):
        known_by = _words_before(old.text, one.start)
        place = kept(changes, one.start, one.end) if kept(changes, known_by, one.end) else None
        was, now = papers.old.get(one.key), papers.new.get(one.key)
        if place is None or was is None or was.origin == 'typed' or _is_longer(new.text, *place):
            continue
        yield Slot(*place, marked(now) if now else '', '', was, now, now.text if now else None)


def _words_before(text: str, start: int) -> int:
    """Where the few characters before a figure begin, none beyond a comma or full stop."""
    place = start
    while place > max(0, start - _WORDS_BEFORE) and text[place - 1] not in _STOPS:
        place -= 1
    return place


def _is_longer(text: str, start: int, end: int) -> bool:
    """Whether a figure is only part of a number now: a person wrote digits against it."""
    before = DIGITS.match(text[start - 1]) if start and text[start : start + 1].isdigit() else None
    behind = re.match(r'[.．]?\d', text[end:]) if text[end - 1 : end].isdigit() else None
    return bool(before or behind)


def _constants(old: Line, changes: Sequence[Hunk], papers: Papers) -> Iterator[tuple[int, int]]:
    """Stretches of the shipped template's own words that nobody changed."""
    origin = papers.old_ground.origins.get((old.part, old.number)) if papers.trusted else None
    for one in origin.said if origin else ():
        for number in DIGITS.finditer(old.text, one.start, one.end):
            place = kept(changes, *number.span())
            if place:
                yield place
