"""The labels OpenDocument draws before list items and headings: 一、 （一） 1. (ODF 1.2, 5.3 and 16.30).

They are nowhere in the text: each is counted here. Two lists are one where the second says it goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.readers.docx.names import Element
from extractors.readers.docx.numerals import numeral
from extractors.readers.odf.package import LOEXT, STYLE, TEXT, XML_ID
from extractors.readers.odf.styles import Styles

_SYSTEMS = {
    '1': 'decimal', 'a': 'lowerLetter', 'A': 'upperLetter', 'i': 'lowerRoman', 'I': 'upperRoman',
    '一': 'chineseCounting', '〇': 'ideographDigital', '壹': 'chineseLegalSimplified',
    '壱': 'japaneseLegal', '甲': 'ideographTraditional', '子': 'ideographZodiac',
    '①': 'decimalEnclosedCircle', '１': 'decimalFullWidth', '⑴': 'decimalEnclosedParen',
    '⒈': 'decimalEnclosedFullstop', '㊀': 'ideographEnclosedCircle', '0': 'decimalZero',
}  # fmt: skip
"""A number format by its first character: '一, 二, 三, ...'."""

_NUMBERED = TEXT + 'list-level-style-number'
_OUTLINE = TEXT + 'outline-level-style'
_PLACE = re.compile(r'%(\d{1,2})%')


@dataclass(slots=True)
class ListRun:
    """One list with its counters by level (from 1), goes on as long as lists say they continue it."""

    style: str | None
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class ListPlace:
    """Where a paragraph stands: its list, level from 1, and the style of lists at this level.

    counts is False for a list header and for all but the first paragraph of an item.
    """

    run: ListRun
    level: int
    style: str | None
    counts: bool = True
    start: int | None = None


@dataclass(slots=True)
class Lists:
    """The lists met so far: by id, and the last one of each style."""

    styles: Styles
    by_id: dict[str, ListRun] = field(default_factory=dict)
    by_style: dict[str | None, ListRun] = field(default_factory=dict)
    outline: ListRun = field(default_factory=lambda: ListRun(None))


def open_list(element: Element, outer: ListPlace | None, lists: Lists) -> ListPlace:
    """The place of a text:list's items; a list in a list counts with it."""
    style = element.get(TEXT + 'style-name')
    if outer is not None:
        return ListPlace(outer.run, outer.level + 1, style or outer.style)
    run = lists.by_id.get(element.get(TEXT + 'continue-list') or '')
    if run is None and element.get(TEXT + 'continue-numbering') == 'true':
        run = lists.by_style.get(style)
    if run is None:
        run = ListRun(style)
    name = element.get(XML_ID)
    if name:
        lists.by_id[name] = run
    lists.by_style[style] = run
    return ListPlace(run, 1, style)


def paragraph_label(place: ListPlace, own_style: str | None, lists: Lists) -> str:
    """Count a list item's paragraph and give its label; '' for a bullet.

    own_style is the list style of the paragraph's own style: it holds where the list names none.
    """
    style = lists.styles.lists.get(place.style or own_style or '')
    return _label(place, style, _NUMBERED) if place.counts else ''


def heading_label(heading: Element, level: int, lists: Lists) -> str:
    """Count a heading outside of lists by the document's outline, and give its label."""
    if heading.get(TEXT + 'is-list-header') == 'true' or lists.styles.outline is None:
        return ''
    start = heading.get(TEXT + 'start-value') if heading.get(TEXT + 'restart-numbering') == 'true' else None
    place = ListPlace(lists.outline, level, None, start=int(start) if start and start.isdecimal() else None)
    return _label(place, lists.styles.outline, _OUTLINE)


def _label(place: ListPlace, style: Element | None, tag: str) -> str:
    levels = {} if style is None else {_number(each, TEXT + 'level', 1): each for each in style.findall(tag)}
    own = levels.get(place.level)
    counts = place.run.counts
    first = 1 if own is None else _number(own, TEXT + 'start-value', 1)
    if place.start is not None:
        counts[place.level] = place.start
    else:
        counts[place.level] = counts[place.level] + 1 if place.level in counts else first
    for deeper in [level for level in counts if level > place.level]:
        del counts[deeper]
    if own is None or not own.get(STYLE + 'num-format'):
        return ''
    label = _print(own, place.level, levels, counts)
    follow = own.find(f'.//{STYLE}list-level-label-alignment')
    apart = follow is None or follow.get(TEXT + 'label-followed-by') != 'nothing'
    return f'{label} ' if label[-1:].isalnum() and apart else label


def _print(own: Element, level: int, levels: dict[int, Element], counts: dict[int, int]) -> str:
    def counted(index: int) -> str:
        style = levels.get(index)
        system = (None if style is None else style.get(STYLE + 'num-format')) or ''
        start = 1 if style is None else _number(style, TEXT + 'start-value', 1)
        return numeral(_SYSTEMS.get(system[:1], 'decimal'), counts.get(index, start)) if system else ''

    pattern = own.get(LOEXT + 'num-list-format')
    if pattern is not None:
        return _PLACE.sub(lambda match: counted(int(match[1])), pattern)
    shown = _number(own, TEXT + 'display-levels', 1)
    numbers = (counted(index) for index in range(max(level - shown + 1, 1), level + 1))
    middle = '.'.join(number for number in numbers if number)
    return (own.get(STYLE + 'num-prefix') or '') + middle + (own.get(STYLE + 'num-suffix') or '')


def _number(element: Element, name: str, default: int) -> int:
    text = element.get(name) or ''
    return int(text) if text.isdecimal() and len(text) < 10 else default
