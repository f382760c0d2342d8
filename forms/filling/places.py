"""Finding a blank's cell or paragraph again by the place that it was read at."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from forms.filling.spans import Element, Part, open_part
from forms.filling.wordml import (
    CHOICE,
    FALLBACK,
    MC,
    TBL,
    TC,
    TEXT_BOX,
    TR,
    P,
    R,
    W,
    fold,
    paragraph_to_atoms,
    squeezed,
    text_of,
    top_cell,
    unwrapped,
)
from model.blank import Blank

MAIN = 'word/document.xml'
_STEP = re.compile(r'(p|tbl|tr|tc)\[(\d+)\]')
_TAGS = {'p': P, 'tbl': TBL, 'tr': TR, 'tc': TC}
_WORD_ART = '{urn:schemas-microsoft-com:vml}textpath'


class Spot(NamedTuple):
    """An element to fill in a member: a w:tc, or a w:p."""

    member: str
    element: Element


@dataclass(slots=True)
class Paper:
    """The members of a document as they are opened, and the stories' paragraphs and tables by their paths.

    stories: (part, 'p[3]') to the element, paths as the reader counts them: from 1, in each part.
    """

    load: Callable[[str], bytes | None]
    main: str = MAIN
    parts: dict[str, Part] = field(default_factory=dict)
    stories: dict[tuple[str, str], Spot] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def part(self, member: str) -> Part | None:
        """A member's tree, opened once."""
        if member not in self.parts:
            data = self.load(member)
            if data is None:
                return None
            self.parts[member] = open_part(data)
        return self.parts[member]


def open_paper(load: Callable[[str], bytes | None]) -> Paper:
    """The stories of a document: body, headers and footers, each text box behind what anchors it."""
    paper = Paper(load, _main_member(load))
    main = paper.part(paper.main)
    body = None if main is None else main.root.find(W + 'body')
    if body is None:
        return paper
    _read_story(paper, paper.main, 'body', body)
    targets = _targets(load, paper.main)
    for part in ('header', 'footer'):
        named = [each.get(R + 'id') for each in body.iter(f'{W}{part}Reference')]
        for member in dict.fromkeys(targets[id_] for id_ in named if id_ in targets):
            margin = paper.part(member)
            if margin is not None:
                _read_story(paper, member, part, margin.root)
    return paper


def _main_member(load: Callable[[str], bytes | None]) -> str:
    relations = load('_rels/.rels')
    for each in () if relations is None else open_part(relations).root:
        if (each.get('Type') or '').endswith('/officeDocument'):
            return posixpath.normpath(posixpath.join('/', each.get('Target'))).lstrip('/')
    return MAIN


def _targets(load: Callable[[str], bytes | None], main: str) -> dict[str, str]:
    folder, name = posixpath.split(main)
    relations = load(f'{folder}/_rels/{name}.rels')
    return {
        each.get('Id'): posixpath.normpath(posixpath.join('/', folder, each.get('Target'))).lstrip('/')
        for each in (() if relations is None else open_part(relations).root)
        if each.get('TargetMode') != 'External' and each.get('Target')
    }


def _read_story(paper: Paper, member: str, part: str, story: Element) -> None:
    for element in unwrapped(story, P, TBL):
        kind = 'tbl' if element.tag == TBL else 'p'
        _add(paper, member, part, kind, element)
        for box in _boxes(element):
            if box.tag == TEXT_BOX:
                _read_story(paper, member, 'textbox', box)
            else:
                _add(paper, member, 'textbox', 'p', box)


def _add(paper: Paper, member: str, part: str, kind: str, element: Element) -> None:
    paper.counts[part, kind] = number = paper.counts.get((part, kind), 0) + 1
    paper.stories[part, f'{kind}[{number}]'] = Spot(member, element)


def _boxes(element: Element) -> Iterator[Element]:
    """The text boxes that an element anchors, without those inside them, each once."""
    for child in element:
        if child.tag in (TEXT_BOX, _WORD_ART):
            yield child
        elif child.tag == FALLBACK and child.getparent().find(CHOICE) is not None:
            continue
        elif isinstance(child.tag, str):
            yield from _boxes(child)


def find_spot(paper: Paper, blank: Blank) -> Spot | None:
    """The cell or paragraph of a blank; None where the paper has no such place, or it says something else."""
    spot = _by_path(paper, blank.where.part or blank.part or 'body', blank.where.path)
    if spot is None and blank.table is not None:
        spot = _by_numbers(paper, blank)
    if blank.text is None or (spot is not None and says(spot, blank.text)):
        return spot
    return _by_text(paper, blank)


def says(spot: Spot, text: str) -> bool:
    """Whether a place still reads as it did: its words line by line, automatic numbers before them apart."""
    then, now = ([fold(line) for line in each.split('\n')] for each in (text, text_in(spot.element)))
    then, now = [line for line in then if line], [line for line in now if line]
    return len(then) == len(now) and all(one.endswith(other) for one, other in zip(then, now, strict=True))


def text_in(element: Element) -> str:
    """The text of a paragraph, or of a cell's own paragraphs, a line each."""
    paragraphs = [element] if element.tag == P else unwrapped(element, P)
    return '\n'.join(text_of(paragraph_to_atoms(each)) for each in paragraphs)


def _by_path(paper: Paper, part: str, path: str | None) -> Spot | None:
    if not path:
        return None
    first, *rest = path.split('/')
    spot = paper.stories.get((part, first))
    return None if spot is None else _descended(spot, rest)


def _descended(spot: Spot, steps: list[str]) -> Spot | None:
    member, element = spot
    table = row = element
    for step in steps:
        matched = _STEP.fullmatch(step)
        if matched is None:
            return None
        tag, number = _TAGS[matched[1]], int(matched[2])
        found = list(unwrapped(element, tag))
        if not 0 < number <= len(found):
            return None
        element = found[number - 1]
        if tag == TBL:
            table = element
        elif tag == TR:
            row = element
        elif tag == TC:
            element = top_cell(table, row, element)
    return Spot(member, element) if element.tag in (P, TC) else None


def _by_numbers(paper: Paper, blank: Blank) -> Spot | None:
    assert blank.table is not None
    if blank.row is None or not isinstance(blank.cell, int):
        return None
    path = f'tbl[{blank.table + 1}]/tr[{blank.row + 1}]/tc[{blank.cell + 1}]'
    return _by_path(paper, 'body', path)


def _by_text(paper: Paper, blank: Blank) -> Spot | None:
    """The only paragraph of the part that still says it, for one that has moved."""
    part = blank.where.part or blank.part or 'body'
    if blank.table is not None or not squeezed(blank.text or ''):
        return None
    fitting = [
        spot
        for (own, path), spot in paper.stories.items()
        if own == part and path.startswith('p[') and says(spot, blank.text or '')
    ]
    return fitting[0] if len(fitting) == 1 else None


def twin_of(element: Element) -> Element | None:
    """The same paragraph in the older form of its text box, which other programs print."""
    box = next(element.iterancestors(TEXT_BOX), None)
    both = None if box is None else next(box.iterancestors(MC + 'AlternateContent'), None)
    old = None if both is None else both.find(FALLBACK)
    other = None if old is None else next(old.iter(TEXT_BOX), None)
    if box is None or other is None or other is box:
        return None
    here, there = list(box.iter(element.tag)), list(other.iter(element.tag))
    twin = there[here.index(element)] if len(here) == len(there) else None
    return twin if twin is not None and text_in(twin) == text_in(element) else None
