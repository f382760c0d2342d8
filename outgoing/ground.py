"""What of a printed paper its template says itself, character by character, and what was filled in.

The template's own words are marked like figures are (outgoing/marks.py), the paper is printed once more with
the same values, and the press tells where each of the marked words came to stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from model.figure import Printed
from outgoing.marks import CLOSE, KEY_ENDS, OPEN
from outgoing.pack_zip import pack
from outgoing.plain_wording import SPOKEN, W, members_of, own_nodes, parse
from outgoing.press import Press
from outgoing.press_places import paragraph_texts

TAG = re.compile(r'\{\{[^{}]*\}\}|\{%[^%]*%\}|\{#[^#]*#\}')
_OURS = '§'


class Said(NamedTuple):
    """A stretch of a printed paragraph that its template says itself, and where it stands there."""

    start: int
    end: int
    template_start: int


class Filled(NamedTuple):
    """A stretch of a printed paragraph that was filled in; tags is what stands in its place there."""

    start: int
    end: int
    tags: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Which paragraph of the template a printed one comes from, what of it is said there, what filled in."""

    paragraph: int
    said: tuple[Said, ...]
    filled: tuple[Filled, ...]

    def said_at(self, start: int, end: int) -> tuple[int, int] | None:
        """Where in the template a stretch stands; None where any of it was filled in.

        An empty stretch at the edge of a filled-in one is that of neither.
        """
        for one in self.said:
            inside = one.start <= start and end <= one.end
            edge = start == end and any(start in {each.start, each.end} for each in self.filled)
            if inside and not edge and one.start < one.end:
                return one.template_start + start - one.start, one.template_start + end - one.start
        return None

    def filled_at(self, start: int, end: int) -> Filled | None:
        """The filled-in stretch that a stretch lies in; None where any of it is the template's."""
        return next((one for one in self.filled if one.start <= start and end <= one.end), None)


@dataclass(frozen=True, slots=True)
class Ground:
    """The origins of a printed paper's paragraphs, and its figures' places, by part and number."""

    origins: dict[tuple[str, int], Origin] = field(default_factory=dict)
    figures: dict[tuple[str, int], tuple[Printed, ...]] = field(default_factory=dict)
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)


def ground_of(name: str, template: bytes, context: Mapping[str, Any]) -> tuple[bytes, Ground]:
    """The paper printed from a template and values, and its ground. BadTemplate as Press says."""
    paper = Press(Path(name), template)
    data, places = paper.print_marked(context)
    members, texts = _marked_template(template)
    again, found = Press(Path(name), pack(members)).print_marked(context)
    figures: dict[tuple[str, int], tuple[Printed, ...]] = {}
    for place in places:
        key = place.part, place.paragraph
        figures[key] = (*figures.get(key, ()), place)
    printed, others = _texts(data), _texts(again)
    same = {part for part in texts if printed[part] == others[part]}
    told = [one for one in found if one.key.startswith(_OURS) and one.part in same]
    origins = dict(_origins(told, texts, printed))
    for part, words in texts.items():
        if not any('{' in one or '}' in one for one in words):  # no tags: printed as it lies there
            origins |= {(part, n): Origin(n, (Said(0, len(one), 0),), ()) for n, one in enumerate(words)}
    counts: dict[tuple[str, int], int] = {}
    for (part, _), origin in origins.items():
        counts[part, origin.paragraph] = counts.get((part, origin.paragraph), 0) + 1
    return data, Ground(origins, figures, texts, counts)


def template_texts(template: bytes) -> dict[str, tuple[str, ...]]:
    """The text of each paragraph of a template with its tags, part by part, as edits count it."""
    members = members_of(template)
    return {
        name: tuple(''.join(said for _, said in own_nodes(one)) for one in parse(members[name]).iter(f'{W}p'))
        for name in members
        if SPOKEN.fullmatch(name)
    }


def _texts(data: bytes) -> dict[str, tuple[str, ...]]:
    members = members_of(data)
    return {name: paragraph_texts(members[name]) for name in members if SPOKEN.fullmatch(name)}


def _marked_template(template: bytes) -> tuple[dict[str, bytes], dict[str, tuple[str, ...]]]:
    members = members_of(template)
    for name in filter(SPOKEN.fullmatch, list(members)):
        root = parse(members[name])
        for number, paragraph in enumerate(list(root.iter(f'{W}p'))):
            _mark(paragraph, number)
        members[name] = etree.tostring(root, xml_declaration=True, encoding='UTF-8', standalone=True)
    return members, template_texts(template)


def _mark(paragraph: etree._Element, number: int) -> None:
    """Marks around the words of a paragraph that are no tags, and an empty one at its head."""
    nodes = own_nodes(paragraph)
    tags = [found.span() for found in TAG.finditer(''.join(said for _, said in nodes))]
    head, at = _marks(f'{number}', ''), 0
    for node, said in nodes:
        if node.tag == f'{W}t':
            node.text = head + ''.join(_pieces(said, at, tags, number))
            head = ''
        at += len(said)
    if head:
        run = etree.SubElement(paragraph, f'{W}r')
        etree.SubElement(run, f'{W}t').text = head


def _pieces(said: str, at: int, tags: list[tuple[int, int]], number: int) -> Iterator[str]:
    """A text node cut at tags: tags as they are, words marked."""
    place, end = at, at + len(said)
    for start, stop in [*tags, (end, end)]:
        if stop <= place and (start, stop) != (end, end):
            continue
        until = min(max(start, place), end)
        if until > place:
            yield _marks(f'{number}:{place}:{until - place}', said[place - at : until - at])
        place = max(place, until)
        if place == start < stop:  # so that two tags with a tab between them are told apart
            yield _marks(f'{number}:{place}:0', '')
        if min(stop, end) > place:
            yield said[place - at : min(stop, end) - at]
            place = min(stop, end)
        if place >= end:
            return


def _marks(key: str, text: str) -> str:
    return f'{OPEN}{_OURS}{key}{KEY_ENDS}{text}{CLOSE}'


def _origins(
    told: list[Printed], texts: Mapping[str, tuple[str, ...]], printed: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[tuple[str, int], Origin]]:
    found: dict[tuple[str, int], list[tuple[int, Said | None]]] = {}
    for one in told:
        number, *rest = map(int, one.key.removeprefix(_OURS).split(':'))
        said = Said(one.start, one.end, rest[0]) if rest and one.end - one.start == rest[1] else None
        found.setdefault((one.part, one.paragraph), []).append((number, said))
    for (part, paragraph), marks in found.items():
        numbers = {number for number, _ in marks}
        if len(numbers) == 1:
            stretches = tuple(sorted(said for _, said in marks if said))
            words, text = texts[part][marks[0][0]], printed[part][paragraph]
            filled = tuple(_filled(stretches, text, words))
            yield (part, paragraph), Origin(marks[0][0], _joined(stretches), filled)


def _joined(said: tuple[Said, ...]) -> tuple[Said, ...]:
    """Stretches that follow each other in the paper and in the template as one: runs cut them."""
    found: list[Said] = []
    for one in said:
        last = found[-1] if found else None
        if (
            last
            and last.end == one.start
            and last.template_start + last.end - last.start == one.template_start
        ):
            found[-1] = Said(last.start, one.end, last.template_start)
        else:
            found.append(one)
    return tuple(found)


def _filled(said: tuple[Said, ...], text: str, words: str) -> Iterator[Filled]:
    """What lies between the template's own words, also where nothing was filled in."""
    place = template_place = 0
    for one in (*_joined(said), Said(len(text), len(text), len(words))):
        if one.template_start > template_place or one.start > place:
            yield Filled(place, one.start, words[template_place : one.template_start])
        place, template_place = one.end, one.template_start + one.end - one.start
