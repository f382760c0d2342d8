"""A page's elements as a run of text, paragraph ends and tables; what a browser does not show is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from text.lines import is_page_number

Element = Any
"""An lxml element: the library has no types."""

DROPPED = frozenset(
    {'script', 'style', 'noscript', 'template', 'head', 'title', 'svg', 'object', 'iframe', 'button'}
)
_LEAVES = frozenset({'br', 'table', 'input', 'select', 'textarea'})
FURNITURE = frozenset({'nav', 'footer'})
BLOCKS = frozenset({
    'address', 'article', 'aside', 'blockquote', 'body', 'caption', 'center', 'dd', 'details', 'dir',
    'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6',
    'header', 'hr', 'html', 'legend', 'li', 'main', 'menu', 'ol', 'optgroup', 'p', 'pre', 'section',
    'summary', 'td', 'th', 'ul',
})  # fmt: skip
_HIDDEN = re.compile(r'display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all', re.IGNORECASE)
_WHITE = ' \t\r\n\f'
_HAN = r'[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]'
_BROKEN_HAN = re.compile(rf'(?<={_HAN})[{_WHITE}]*\n[{_WHITE}]*(?={_HAN})')
_SPACES = re.compile(f'[{_WHITE}]+')


@dataclass(frozen=True, slots=True)
class Break:
    """A paragraph end; what follows belongs to this element."""

    element: Element


@dataclass(frozen=True, slots=True)
class Inner:
    """A table met on the way."""

    element: Element


Token = str | Break | Inner


@dataclass(slots=True)
class Unshown:
    """Letters that were left out: hidden ones, and those of navigation and page feet."""

    hidden: int = 0
    furniture: int = 0


def element_to_tokens(element: Element, unshown: Unshown) -> Iterator[Token]:
    """Everything shown inside an element, in order; the tables inside come as such, unread.

    Broken pages nest a thousand unclosed tags: the way back up is kept in a list, not in calls.
    """
    yield from _text(element, element.text)
    opened: list[tuple[Element, Iterator[Element]]] = [(element, iter(element))]
    while opened:
        parent, children = opened[-1]
        child = next(children, None)
        if child is None:
            opened.pop()
            if opened:
                yield from _closing(parent)
        elif _is_entered(child, unshown):
            yield from _opening(child)
            opened.append((child, iter(child)))
        else:
            yield from _leaf(child, unshown)
            yield from _text(parent, child.tail)


def _is_entered(child: Element, unshown: Unshown) -> bool:
    """Whether the element's own content is part of the flow; `_leaf` speaks for the others."""
    tag = child.tag
    return (
        isinstance(tag, str) and tag not in DROPPED and tag not in _LEAVES and not is_unshown(child, unshown)
    )


def _opening(child: Element) -> Iterator[Token]:
    if child.tag in BLOCKS:
        yield Break(child)
        yield _item_label(child)
    yield from _text(child, child.text)


def _closing(child: Element) -> Iterator[Token]:
    if child.tag in BLOCKS:
        yield Break(child.getparent())
    yield from _text(child.getparent(), child.tail)


def _leaf(child: Element, unshown: Unshown) -> Iterator[Token]:
    if child.tag not in _LEAVES or is_unshown(child, unshown):
        return
    if child.tag == 'br':
        yield Break(child.getparent())
    elif child.tag == 'table':
        yield Inner(child)
    else:
        yield control_to_text(child)


def _text(element: Element, text: str | None) -> Iterator[Token]:
    if not text:
        return
    if element.tag != 'pre':
        yield text
        return
    for line in text.split('\n'):
        yield line
        yield Break(element)


def is_unshown(element: Element, unshown: Unshown) -> bool:
    """Whether a browser hides the element, or it is a page's navigation or foot; its letters are counted."""
    hidden = element.get('hidden') is not None or bool(_HIDDEN.search(element.get('style') or ''))
    furniture = element.tag in FURNITURE or _is_page_foot(element)
    if hidden or furniture:
        count = sum(len(text.strip()) for text in element.itertext())
        unshown.hidden += count if hidden else 0
        unshown.furniture += 0 if hidden else count
    return hidden or furniture


def _is_page_foot(element: Element) -> bool:
    """Whether this is where LibreOffice puts a page's head or foot, and nothing but the number is in it."""
    return element.get('title') in {'header', 'footer'} and is_page_number(element.text_content())


def control_to_text(control: Element) -> str:
    """What a form's control shows: ☑ or □, the chosen option, the words typed in."""
    if control.tag == 'textarea':
        return control.text or ''
    if control.tag == 'select':
        chosen = [option for option in control.iter('option') if option.get('selected') is not None]
        return ''.join(option.text_content() for option in chosen)
    kind = (control.get('type') or 'text').lower()
    if kind in {'checkbox', 'radio'}:
        return '□' if control.get('checked') is None else '☑'
    return (
        ''
        if kind in {'hidden', 'submit', 'button', 'image', 'reset', 'password'}
        else control.get('value') or ''
    )


def _item_label(element: Element) -> str:
    """The number a browser draws before an item of a numbered list: '1. '."""
    parent = element.getparent()
    if element.tag != 'li' or parent is None or parent.tag != 'ol':
        return ''
    start = parent.get('start') or '1'
    before = sum(1 for _ in element.itersiblings('li', preceding=True))
    return f'{int(start) + before}. ' if start.isdecimal() else ''


def collapse(text: str, *, joins_han: bool) -> str:
    """Text with its white space as shown: runs to one space, ends off; 　 and the no-break space stay.

    joins_han: a line end in the source between two Chinese letters is nothing (Word wraps its
    source anywhere); otherwise it stands for a space, as in LibreOffice's pages.
    """
    if joins_han:
        text = _BROKEN_HAN.sub('', text)
    return _SPACES.sub(' ', text).strip(_WHITE)
