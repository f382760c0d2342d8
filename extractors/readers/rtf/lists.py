r"""RTF's list tables as a w:numbering, and what of a numbered paragraph's label is to be trusted.

RTF 1.9.1 "List Tables". Word, WPS and LibreOffice also write the label as they drew it ({\listtext 一、}).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from extractors.readers.docx.names import PPR, VAL, Element, W
from extractors.readers.docx.numerals import NUMBER_FORMATS

_FORMATS = dict(enumerate(NUMBER_FORMATS)) | {40: 'ideographDigital', 255: 'none'}
_BULLET = 23
_SUFFIXES = ('tab', 'space', 'nothing')
_PLACEHOLDER = re.compile('[\0-\x08]')
_BULLETS = frozenset('·-–—*')


@dataclass(slots=True)
class Level:
    """One listlevel; text is the leveltext as stored: its length, then letters and level numbers below 9."""

    system: int = 0
    start: int = 1
    follow: int = 0
    legal: bool = False
    text: str = ''


@dataclass(slots=True)
class Override:
    """One listoverride: which list it uses, and starts of its own by level."""

    list_id: int = 0
    starts: dict[int, int] = field(default_factory=dict)
    levels: int = -1


@dataclass(slots=True)
class Lists:
    """The tables as read so far; the last of each is the one being read."""

    levels: dict[int, list[Level]] = field(default_factory=dict)
    reading: list[Level] = field(default_factory=list)
    overrides: dict[int, Override] = field(default_factory=dict)
    override: Override = field(default_factory=Override)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph with a number: its list and level, and the label its program drew (None: not told)."""

    paragraph: Element
    list_number: int
    level: int
    label: str | None


def number_paragraphs(numbered: list[Numbered], lists: Lists) -> None:
    """Give each paragraph its drawn label as text or, where only some are told, its w:numPr to count by.

    The drawn one goes first: LibreOffice 7.4 writes '?' for 、 into its list tables.
    """
    counting = any(each.label is None for each in numbered)
    for each in numbered:
        if each.list_number in lists.overrides and counting:
            _set_number(each)
        elif each.label is not None and not _is_bullet(each, lists):
            _set_label(each.paragraph, each.label)


def lists_to_numbering(lists: Lists) -> Element:
    """The w:numbering that docx_numbering counts by."""
    from lxml import etree

    root = etree.Element(W + 'numbering')
    for list_id, levels in lists.levels.items():
        abstract = etree.SubElement(root, W + 'abstractNum')
        abstract.set(W + 'abstractNumId', str(list_id))
        for index, level in enumerate(levels):
            element = etree.SubElement(abstract, W + 'lvl')
            element.set(W + 'ilvl', str(index))
            for name, value in _level_values(level):
                etree.SubElement(element, W + name).set(VAL, value)
    for number, override in lists.overrides.items():
        num = etree.SubElement(root, W + 'num')
        num.set(W + 'numId', str(number))
        etree.SubElement(num, W + 'abstractNumId').set(VAL, str(override.list_id))
        for index, start in override.starts.items():
            changed = etree.SubElement(num, W + 'lvlOverride')
            changed.set(W + 'ilvl', str(index))
            etree.SubElement(changed, W + 'startOverride').set(VAL, str(start))
    return root


def _level_values(level: Level) -> list[tuple[str, str]]:
    text = level.text.removesuffix(';')[1:]
    text = ''.join(letter for letter in text if letter >= ' ' or letter in '\0\1\2\3\4\5\6\7\x08')
    return [
        ('start', str(level.start)),
        ('numFmt', _FORMATS.get(level.system, 'decimal')),
        ('isLgl', '1' if level.legal else '0'),
        ('suff', _SUFFIXES[level.follow] if 0 <= level.follow < len(_SUFFIXES) else 'tab'),
        ('lvlText', _PLACEHOLDER.sub(lambda match: f'%{ord(match[0]) + 1}', text)),
    ]


def _set_number(numbered: Numbered) -> None:
    from lxml import etree

    properties = numbered.paragraph.find(PPR)
    if properties is None:
        properties = etree.Element(PPR)
        numbered.paragraph.insert(0, properties)
    number = etree.SubElement(properties, W + 'numPr')
    etree.SubElement(number, W + 'ilvl').set(VAL, str(numbered.level))
    etree.SubElement(number, W + 'numId').set(VAL, str(numbered.list_number))


def _set_label(paragraph: Element, label: str) -> None:
    """A label that ends in a letter or digit is set off by a space, as docx_numbering does."""
    from lxml import etree

    shown = label.strip()
    text = f'{shown} ' if shown[-1:].isalnum() and shown != label else shown
    run = etree.Element(W + 'r')
    etree.SubElement(run, W + 't').text = text
    paragraph.insert(0 if paragraph.find(PPR) is None else 1, run)


def _is_bullet(numbered: Numbered, lists: Lists) -> bool:
    override = lists.overrides.get(numbered.list_number)
    levels = [] if override is None else lists.levels.get(override.list_id, [])
    if numbered.level < len(levels):
        return levels[numbered.level].system == _BULLET
    shown = (numbered.label or '').strip()
    return len(shown) == 1 and (shown in _BULLETS or unicodedata.category(shown) in ('So', 'Po', 'Co', 'Sm'))
