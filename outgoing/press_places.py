"""Where in a part a figure stands: paragraphs counted and their texts told the same way by all who ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree

from model.figure import Printed
from outgoing.marks import CLOSE, KEY_ENDS, OPEN, places, unmarked

_W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
_P, _T, _TAB, _BR, _R = (f'{_W}{name}' for name in ('p', 't', 'tab', 'br', 'r'))
_NO_MARK = f'[^{OPEN}{KEY_ENDS}{CLOSE}]*'
_MARK = re.compile(f'{OPEN}{_NO_MARK}{KEY_ENDS}|{CLOSE}')
_WHOLE = re.compile(f'{OPEN}{_NO_MARK}{KEY_ENDS}({_NO_MARK}){CLOSE}')
_WORDS = re.compile('<w:t(?: [^>]*)?>([^<]*)')
_BEGINS = ('<w:p>', '<w:p ', '<w:p/>')
_TOKEN = re.compile(r'(</w:p>|<w:p(?: [^>]*)?/?>)|<w:t(?: [^>]*)?>([^<]*)|<w:tab/>|<w:br(?: [^>]*)?/>')


class BrokenMark(ValueError):
    """A template cut through a figure, so that part of it would be lost."""


class Marked(str):
    """A text with marks on its way through a template: as long as what is printed, equal to it, and whole."""

    __slots__ = ()

    def __len__(self) -> int:
        return len(unmarked(str(self)))

    def __eq__(self, other: object) -> bool:
        return unmarked(str(self)) == (unmarked(str(other)) if isinstance(other, str) else other)

    def __hash__(self) -> int:
        return hash(unmarked(str(self)))

    def __getitem__(self, key: object) -> str:
        raise BrokenMark("把一个数截断了")

    def __iter__(self) -> Iterator[str]:
        raise BrokenMark("把一个数截断了")


def paragraph_texts(part: bytes) -> tuple[str, ...]:
    """The text of each w:p of a part (document, header, footer, footnotes) in document order.

    Those in tables and text boxes count where they begin; a paragraph's text is its own, without that of
    a text box in it: w:t, and one character each for w:tab (a tab) and w:br (a newline). This is what Printed
    counts by: paragraph_texts(members[printed.part])[printed.paragraph][printed.start : printed.end].
    """
    texts: list[list[str]] = []
    numbers: dict[etree._Element, int] = {}
    for node in etree.fromstring(part).iter(_P, _T, _TAB, _BR):
        if node.tag == _P:
            numbers[node] = len(texts)
            texts.append([])
        elif node.tag == _T or node.getparent().tag == _R:
            owner = next(node.iterancestors(_P), None)
            if owner is not None:
                said = {_TAB: '\t', _BR: '\n'}.get(node.tag, node.text or '')
                texts[numbers[owner]].append(said)
    return tuple(map(''.join, texts))


def taken_out(part: str, text: str) -> tuple[str, tuple[Printed, ...]]:
    """A part's XML without marks, and where each marked figure stands in it.

    Marks outside paragraphs (properties, attributes) are taken out and have no place.

    Raises:
        BrokenMark: half a mark stands there.
    """
    plain = _WHOLE.sub(r'\1', text)
    if OPEN in plain or KEY_ENDS in plain or CLOSE in plain:
        raise BrokenMark("把一个数截断了")
    if '<w:txbxContent' in text:  # paragraphs inside paragraphs
        return plain, tuple(_found(part, text, 0))
    found: list[Printed] = []
    count = done = 0
    while (mark := text.find(OPEN, done)) >= 0:
        start = max(text.rfind('<w:p>', done, mark), text.rfind('<w:p ', done, mark))
        end = text.find('</w:p>', mark)
        if start < 0 or end < 0:
            done = mark + 1
            continue
        count += sum(text.count(begin, done, start) for begin in _BEGINS)
        found += _in_paragraph(part, text[start:end], count)
        count, done = count + 1, end
    return plain, tuple(found)


def _in_paragraph(part: str, text: str, number: int) -> Iterator[Printed]:
    """The marks in one paragraph that holds no other."""
    if '<w:tab/>' in text or '<w:br' in text:
        return _found(part, text, number)
    words = ''.join(_WORDS.findall(text))
    listed = places(unescape(words) if '&' in words else words)
    return (Printed(key, part, number, start, end) for key, start, end in listed)


def _found(part: str, text: str, count: int) -> Iterator[Printed]:
    """The marks in some paragraphs, count of which came before."""
    around: list[list[int]] = []  # the paragraphs we are in: number, characters so far
    begun = ('', -1, -1)
    for token in _TOKEN.finditer(text):
        edge, words = token.groups()
        if edge:
            count += _stepped(edge, around, count)
        elif around:
            here = around[-1]
            for piece, mark in [('\n', '')] if words is None else _pieces(words):
                here[1] += len(piece)
                if mark == CLOSE and begun[1] == here[0]:
                    yield Printed(begun[0], part, *begun[1:], here[1])
                elif mark.startswith(OPEN):
                    begun = unescape(mark[1:-1]), here[0], here[1]


def _stepped(edge: str, around: list[list[int]], count: int) -> int:
    """Into a paragraph or out of it; how many paragraphs began."""
    if edge == '</w:p>':
        if around:
            around.pop()
        return 0
    if not edge.endswith('/>'):
        around.append([count, 0])
    return 1


def _pieces(words: str) -> list[tuple[str, str]]:
    """The words of a w:t between marks as printed, each with the mark after it ('' after the last)."""
    if OPEN not in words and CLOSE not in words:
        return [(unescape(words), '')]
    marks = [*_MARK.findall(words), '']
    return [(unescape(piece), mark) for piece, mark in zip(_MARK.split(words), marks, strict=True)]
