"""A page's elements as a run of text, paragraph ends and tables; what a browser does not show is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from extractors.readers.web.controls import CONTROLS, control_to_text

Element = Any
"""An lxml element: the library has no types."""

DROPPED = frozenset({
    'audio', 'button', 'canvas', 'datalist', 'embed', 'frameset', 'head', 'iframe', 'map', 'meter',
    'noframes', 'noscript', 'object', 'progress', 'rp', 'rt', 'rtc', 'script', 'style', 'svg',
    'template', 'title', 'video', 'xml',
})  # fmt: skip
BLOCKS = frozenset({
    'address', 'article', 'aside', 'blockquote', 'body', 'caption', 'center', 'dd', 'details', 'dialog',
    'dir', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form', 'h1', 'h2', 'h3',
    'h4', 'h5', 'h6', 'header', 'hr', 'html', 'legend', 'li', 'listing', 'main', 'menu', 'nav', 'ol',
    'optgroup', 'p', 'pre', 'section', 'summary', 'td', 'th', 'tr', 'ul', 'xmp',
})  # fmt: skip
_LEAVES = frozenset({'br', 'table'}) | CONTROLS
_KEEPS_LINES = re.compile(r'white-space\s*:\s*(?:pre|break-spaces)', re.IGNORECASE)
_WHITE = ' \t\r\n\f'
_HAN = re.compile(r'[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]')
_SPACES = re.compile(f'[{_WHITE}]+')


class Reason(Enum):
    """Why an element's text is left out; a GONE cell leaves no place in its table, the others do."""

    GONE = 'gone'
    BLANK = 'blank'
    STRUCK = 'struck'
    FURNITURE = 'furniture'


@dataclass(frozen=True, slots=True)
class Break:
    """A paragraph end; what follows belongs to the element at this path."""

    path: str


@dataclass(frozen=True, slots=True)
class Label:
    """The number a browser draws before a list's item: it goes before the first words that follow."""

    text: str


@dataclass(frozen=True, slots=True)
class Inner:
    """A table met on the way."""

    element: Element
    path: str


@dataclass(frozen=True, slots=True)
class Struck:
    """Words struck out at this place."""

    text: str


Token = str | Break | Label | Inner | Struck
Unshown = Mapping[Element, Reason]
"""The elements that are left out; those inside them need not be listed."""


class _Open(NamedTuple):
    """An element that is being read."""

    element: Element
    path: str
    keeps_lines: bool
    children: Iterator[tuple[Element, str]]


def element_to_tokens(
    element: Element, path: str, unshown: Unshown, labels: Mapping[Element, str]
) -> Iterator[Token]:
    """Everything shown inside an element, in order; the tables inside come as such, unread.

    labels are the numbers of list items. Broken pages nest a thousand unclosed tags: the way back up is
    kept in a list, not in calls.
    """
    if element in unshown or element.tag in DROPPED:
        return
    opened = [_open(element, path, keeps_lines=False)]
    yield from _text(opened[-1], element.text)
    while opened:
        home = opened[-1]
        child, below = next(home.children, (None, ''))
        if child is None:
            opened.pop()
            if opened:
                yield from _closing(home, opened[-1])
            continue
        is_shown = isinstance(child.tag, str) and child.tag not in DROPPED and child not in unshown
        if is_shown and child.tag not in _LEAVES:
            opened.append(_open(child, below, keeps_lines=home.keeps_lines))
            if child.tag in BLOCKS:
                yield Break(below)
            if child.tag == 'li':
                yield Label(labels.get(child, ''))
            yield from _text(opened[-1], child.text)
            continue
        if is_shown:
            yield from _leaf(child, below, home)
        elif unshown.get(child) is Reason.STRUCK:
            yield Struck(' '.join(child.text_content().split()))
        yield from _text(home, child.tail)


def with_steps(parent: Element, path: str) -> Iterator[tuple[Element, str]]:
    """The children with their paths, as lxml's getpath gives them; in one pass, where it counts for each."""
    totals = Counter(child.tag for child in parent)
    seen: Counter[Any] = Counter()
    for child in parent:
        seen[child.tag] += 1
        step = f'{child.tag}[{seen[child.tag]}]' if totals[child.tag] > 1 else child.tag
        yield child, f'{path}/{step}'


def _open(element: Element, path: str, *, keeps_lines: bool) -> _Open:
    style = element.get('style') or ''
    keeps = keeps_lines or element.tag in ('pre', 'listing', 'xmp') or bool(_KEEPS_LINES.search(style))
    return _Open(element, path, keeps, with_steps(element, path))


def _closing(closed: _Open, home: _Open) -> Iterator[Token]:
    if closed.element.tag in BLOCKS:
        yield Break(home.path)
    if closed.element.tag == 'li':
        yield Label('')
    yield from _text(home, closed.element.tail)


def _leaf(child: Element, path: str, home: _Open) -> Iterator[Token]:
    if child.tag == 'br':
        yield Break(home.path)
    elif child.tag == 'table':
        yield Inner(child, path)
        yield Break(home.path)
    else:
        yield from _lines(control_to_text(child), home.path)


def _text(home: _Open, text: str | None) -> Iterator[Token]:
    if not text:
        return
    if home.keeps_lines:
        yield from _lines(text, home.path)
    else:
        yield text


def _lines(text: str, path: str) -> Iterator[Token]:
    first, *others = text.split('\n')
    yield first
    for line in others:
        yield Break(path)
        yield line


def collapse(text: str, *, joins_han: bool) -> str:
    """Text with its white space as shown: runs to one space, ends off; 　 and the no-break space stay.

    joins_han: a line end in the source between two Chinese letters is nothing (Word wraps its
    source anywhere); otherwise it stands for a space, as in LibreOffice's pages.
    """

    def run_to_space(run: re.Match[str]) -> str:
        broken = joins_han and '\n' in run.group()
        before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
        return '' if broken and _HAN.match(before) and _HAN.match(after) else ' '

    return _SPACES.sub(run_to_space, text).strip(_WHITE)
