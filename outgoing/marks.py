"""Figures wrapped in marks nobody prints, so that the press can tell where in a paper each one stands.

Prose is put together from plain texts; a figure goes into it as key and text between three of Unicode's
noncharacters, which no paper holds. The press takes them out and notes the places.
"""

from __future__ import annotations

import re

from model.figure import Figure

OPEN, KEY_ENDS, CLOSE = '\ufdd0', '\ufdd1', '\ufdd2'
_MARKED = re.compile(f'{OPEN}([^{OPEN}{KEY_ENDS}{CLOSE}]*){KEY_ENDS}([^{OPEN}{KEY_ENDS}{CLOSE}]*){CLOSE}')
_LOST = re.compile(f'[{OPEN}{KEY_ENDS}{CLOSE}]')


def marked(figure: Figure) -> str:
    """The figure's text with its key around it, to be put into prose or a table's cell."""
    return f'{OPEN}{figure.key}{KEY_ENDS}{figure.text}{CLOSE}'


def unmarked(text: str) -> str:
    """The text as it is printed."""
    return _LOST.sub('', _MARKED.sub(r'\2', text))


def places(text: str) -> tuple[tuple[str, int, int], ...]:
    """(key, start, end) of each marked figure, by offsets in the unmarked text."""
    found, taken = [], 0
    for one in _MARKED.finditer(text):
        start = one.start() - taken
        taken += len(one[1]) + 3
        found.append((one[1], start, start + len(one[2])))
    return tuple(found)
