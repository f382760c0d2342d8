"""The lines of a place as they were read for its blanks, and where each gap lies in its paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from forms.blanks.gaps import UNIT, Gap, text_to_gaps
from forms.filling.spans import Element
from forms.filling.underlines import is_underlined
from forms.filling.wordml import RUN, Atom, P, W, paragraph_to_atoms, text_of, unwrapped
from model.blank import BlankKind

_DRAWN = '____'
_BEFORE_UNIT = re.compile(rf'(?:^\s*(?={UNIT}\s*$)|\s{{2,}}(?={UNIT}))')
_SAMPLE = {
    'date': re.compile(r'\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日'),
    'text': re.compile(r'[^\s：:]*[〔\[［(（]\s*\d{4}\s*[〕\]］)）]\s*第?\s*\d+\s*号'),
}


class Line(NamedTuple):
    """A paragraph's text as printed and as drawn; offsets[i] is where drawn[i] stands in the text."""

    paragraph: Element
    text: str
    drawn: str
    offsets: tuple[int, ...]


class Opening(NamedTuple):
    """A gap as text[start:end] of one paragraph; the lines that a group of boxes reaches over."""

    paragraph: Element
    start: int
    end: int
    kind: BlankKind
    options: tuple[str, ...] = ()
    scopes: tuple[tuple[Element, int, int], ...] = ()


def place_to_lines(element: Element) -> list[Line]:
    """The lines of a paragraph or cell; what is underlined and empty is drawn as underscores."""
    paragraphs = [element] if element.tag == P else list(unwrapped(element, P))
    return [_line(paragraph) for paragraph in paragraphs]


def _line(paragraph: Element) -> Line:
    leader = any(
        stop.get(W + 'leader') in ('underscore', 'heavy')
        for stop in paragraph.findall(f'{W}pPr/{W}tabs/{W}tab')
    )
    drawn: list[str] = []
    offsets: list[int] = []
    place = 0
    for atom in paragraph_to_atoms(paragraph):
        piece = _drawn(atom, leader=leader)
        drawn.append(piece)
        same = len(piece) == len(atom.text)
        offsets += [place + i if same else place for i in range(len(piece))]
        place += len(atom.text)
    return Line(paragraph, text_of(paragraph_to_atoms(paragraph)), ''.join(drawn), (*offsets, place))


def _drawn(atom: Atom, *, leader: bool) -> str:
    if atom.kind == 'prompt':
        return _DRAWN
    lined = is_underlined(run_of(atom.element))
    if atom.text == '\t':
        return _DRAWN if leader or lined else '\t'
    if atom.kind == 'text' and lined and (len(atom.text) > 1 or atom.text.isspace()):
        return ''.join('_' if char.isspace() else char for char in atom.text)
    return atom.text


def run_of(element: Element) -> Element | None:
    """The run that an element stands in."""
    return next((each for each in (element, *element.iterancestors()) if each.tag == RUN), None)


def lines_to_openings(lines: Sequence[Line], *, drawn: bool) -> list[Opening]:
    """The gaps of lines taken together, in the order in which a blank's slot counts them.

    drawn: whether what is underlined counts, as it does in the body of a document.
    """
    exact = drawn and not any(_is_beyond(line) for line in lines)
    used = [
        line if exact else line._replace(drawn=line.text, offsets=tuple(range(len(line.text) + 1)))
        for line in lines
    ]
    if len(used) > 1:
        used = [line for line in used if line.drawn.strip()]
    joined = '\n'.join(line.drawn for line in used)
    return [opening for gap in text_to_gaps(joined) if (opening := _opening(used, gap)) is not None]


def _is_beyond(line: Line) -> bool:
    """Whether the line prints what only the reader draws: then it was read by its text alone."""
    return any(
        atom.kind == 'symbol'
        or (atom.kind == 'box' and atom.element.tag == W + 'fldChar')
        or atom.text == '-'
        for atom in paragraph_to_atoms(line.paragraph)
        if atom.kind != 'text'
    )


def _opening(lines: Sequence[Line], gap: Gap) -> Opening | None:
    """A gap of the joined lines in the line where it begins."""
    scopes, shift = [], 0
    for line in lines:
        first, last = max(gap.start - shift, 0), min(gap.end - shift, len(line.drawn))
        if first <= last and gap.start - shift <= len(line.drawn):
            scopes.append((line.paragraph, line.offsets[first], line.offsets[last]))
        shift += len(line.drawn) + 1
    return Opening(*scopes[0], gap.kind, gap.options, tuple(scopes)) if scopes else None


def end_opening(line: Line) -> Opening:
    """The place behind a label that draws none: behind its first tab, in the space that follows it."""
    end = len(line.text.rstrip())
    tab = line.text.find('\t', end)
    return Opening(line.paragraph, end if tab < 0 else tab + 1, len(line.text), 'text')


def sample_opening(lines: Sequence[Line], kind: BlankKind) -> Opening | None:
    """A place without a gap: a number or date printed as a sample, or room before a unit."""
    pattern = _SAMPLE['date' if kind == 'date' else 'text']
    for line in lines:
        found = pattern.search(line.text)
        if found:
            return Opening(line.paragraph, *found.span(), kind)
        room = _BEFORE_UNIT.search(line.text)
        if room:
            return Opening(line.paragraph, *room.span(), 'number')
    return None
