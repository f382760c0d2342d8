"""The labels Word draws before numbered paragraphs: 一、 （一） 1. and so on.

They are nowhere in the text: each is counted here from the list definitions (ECMA-376 §17.9).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from extractors.readers.docx.names import FALLBACK, PPR, VAL, Element, W, is_on, number, value
from extractors.readers.docx.numerals import numeral
from extractors.readers.docx.styles import Styles, style_chain

NUM_PR, NUM_ID, ILVL = W + 'numPr', W + 'numId', W + 'ilvl'
_PLACE = re.compile(r'%([1-9])')


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; restart is the level (from 1) after which it starts anew, None any higher."""

    start: int
    system: str
    text: str
    legal: bool
    restart: int | None
    suffix: str
    style: str | None


@dataclass(frozen=True, slots=True)
class List:
    """A w:num: the abstract list whose counters it shares, its levels, and starts of its own."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """List definitions, and how far each list has counted on the way through the document."""

    lists: dict[str, List] = field(default_factory=dict)
    styles: Styles = field(default_factory=Styles)
    by_style: dict[str, tuple[str, int] | None] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)


def open_numbering(numbering: Element | None, styles: Styles) -> Numbering:
    """The numbering part, None where the package has none, as a Numbering at its start."""
    return Numbering() if numbering is None else Numbering(_lists(numbering, styles), styles)


def paragraph_to_label(paragraph: Element, numbering: Numbering) -> str:
    """Count this paragraph and give its label; '' where it has none or a bullet.

    A label that ends in a letter or digit is set off from the text by a space.
    """
    if not numbering.lists:
        return ''
    place = _list_place(paragraph.find(PPR), numbering)
    definition = None if place is None else numbering.lists.get(place[0])
    if place is None or definition is None or place[1] not in definition.levels:
        return ''
    level = definition.levels[place[1]]
    _count(place[0], place[1], numbering)
    if level.system == 'bullet':
        return ''
    label = _PLACE.sub(_printed(definition, level, numbering.counts[definition.abstract]), level.text)
    return f'{label} ' if label[-1:].isalnum() and level.suffix != 'nothing' else label


def _list_place(properties: Element | None, numbering: Numbering) -> tuple[str, int] | None:
    """(numId, level from 0) of a paragraph: its own, or its style's, or by the level tied to the style."""
    direct = None if properties is None else properties.find(NUM_PR)
    num_id = None if direct is None else value(direct, NUM_ID)
    if num_id is not None:
        return None if num_id == '0' else (num_id, number(direct, ILVL, 0))
    name = None if properties is None else value(properties, W + 'pStyle')
    name = name or numbering.styles.default or ''
    if name not in numbering.by_style:
        numbering.by_style[name] = _style_place(name, numbering)
    place = numbering.by_style[name]
    return place if place is None or direct is None else (place[0], number(direct, ILVL, place[1]))


def _style_place(name: str, numbering: Numbering) -> tuple[str, int] | None:
    chain = style_chain(name, numbering.styles)
    num_id = _style_value(chain, NUM_ID, numbering.styles)
    if num_id in (None, '0'):
        return None
    definition = numbering.lists.get(num_id or '')
    for style in chain:
        for index, level in definition.levels.items() if definition else ():
            if level.style == style:
                return num_id or '', index
    level_text = _style_value(chain, ILVL, numbering.styles) or '0'
    return num_id or '', int(level_text) if level_text.isdecimal() else 0


def _style_value(chain: tuple[str, ...], name: str, styles: Styles) -> str | None:
    """The nearest style's word on numbering: numId and ilvl may come from different styles."""
    owns = (styles.elements[style].find(f'{PPR}/{NUM_PR}') for style in chain)
    return next((found for own in owns if own is not None and (found := value(own, name)) is not None), None)


def _count(num_id: str, index: int, numbering: Numbering) -> None:
    definition = numbering.lists[num_id]
    counts = numbering.counts.setdefault(definition.abstract, {})
    start = definition.starts.get(index, definition.levels[index].start)
    if index in definition.starts and (num_id, index) not in numbering.started:
        counts.pop(index, None)
    numbering.started.add((num_id, index))
    counts[index] = counts[index] + 1 if index in counts else start
    for deeper in [each for each in counts if each > index]:
        restart = definition.levels[deeper].restart if deeper in definition.levels else None
        if restart is None or index < restart:
            del counts[deeper]


def _printed(definition: List, level: Level, counts: dict[int, int]) -> Callable[[re.Match[str]], str]:
    def place(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = definition.levels.get(index)
        if other is None or other.system == 'none':
            return ''
        count = counts.get(index, definition.starts.get(index, other.start))
        return numeral('decimal' if level.legal else other.system, count)

    return place


def _lists(numbering: Element, styles: Styles) -> dict[str, List]:
    abstracts = {each.get(W + 'abstractNumId'): each for each in numbering.findall(W + 'abstractNum')}
    nums = {each.get(W + 'numId'): each for each in numbering.findall(W + 'num')}
    levels: dict[str, dict[int, Level]] = {}
    lists = {}
    for num_id, num in nums.items():
        abstract = _defining(value(num, W + 'abstractNumId'), abstracts, nums, styles)
        if num_id is not None and abstract is not None:
            if abstract not in levels:
                levels[abstract] = _levels(abstracts[abstract])
            lists[num_id] = _overridden(abstract, levels[abstract], num)
    return lists


def _defining(
    abstract: str | None,
    abstracts: dict[str, Element],
    nums: dict[str, Element],
    styles: Styles,
) -> str | None:
    """The abstract list that holds the levels: one may refer to another through a list style."""
    if abstract not in abstracts:
        return None
    link = value(abstracts[abstract], W + 'numStyleLink')
    num = nums.get(_style_value(style_chain(link, styles), NUM_ID, styles) or '')
    linked = None if num is None else value(num, W + 'abstractNumId')
    return linked if linked in abstracts else abstract


def _levels(parent: Element) -> dict[int, Level]:
    return {_index(each): _level(each) for each in parent.findall(W + 'lvl')}


def _level(element: Element) -> Level:
    restart = number(element, W + 'lvlRestart', -1)
    system = element.find(W + 'numFmt')
    if system is None:
        system = next((each for each in element.iter(W + 'numFmt') if each.getparent().tag == FALLBACK), None)
    return Level(
        start=number(element, W + 'start', 0),
        system='decimal' if system is None else system.get(VAL) or 'decimal',
        text=value(element, W + 'lvlText') or '',
        legal=is_on(element, W + 'isLgl') is True,
        restart=None if restart < 0 else restart,
        suffix=value(element, W + 'suff') or 'tab',
        style=value(element, W + 'pStyle'),
    )


def _overridden(abstract: str, levels: dict[int, Level], num: Element) -> List:
    starts: dict[int, int] = {}
    for override in num.findall(W + 'lvlOverride'):
        index = _index(override)
        start, level = number(override, W + 'startOverride', -1), override.find(W + 'lvl')
        if level is not None:
            levels = {**levels, index: _level(level)}
        if start >= 0:
            starts[index] = start
    return List(abstract, levels, starts)


def _index(element: Element) -> int:
    text = element.get(ILVL) or '0'
    return int(text) if text.isdecimal() else 0
