"""How wide the columns of a list are: what must not break has its room, the rest as was asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from outgoing.marks import unmarked

if TYPE_CHECKING:
    from outgoing.lists import Column

GRID = 120
"""Thin columns of the template's tables: a column of ours spans as many of them as its width asks for."""
LINE = 58
"""Characters of 五号 in a line of a landscape page, less the margins of its cells."""
_BREAKS = 13  # characters; what is longer breaks anyway
_NARROW = 5
_SHORT = 4  # a heading no longer stands in one line
_TERM = re.compile('(?<=至)|(?=（)')
_HALF = 0x2E80
_WHOLE = re.compile(r'[0-9.%年月日〔〕/（）-]+号?')


def fitted(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[float]:
    """Widths in characters, a LINE in all: what must not break stays whole at the cost of wide columns."""
    asked = sum(column.width for column in columns)
    widths = [column.width * LINE / asked for column in columns]
    least = [_least(column, {unmarked(row[place]) for row in rows}) for place, column in enumerate(columns)]
    lacks = sum(max(need - width, 0) for need, width in zip(least, widths, strict=True))
    spare = sum(max(width - need, 0) for need, width in zip(least, widths, strict=True))
    share = min(1, lacks / spare) if spare else 0
    return [
        need if width < need else width - (width - need) * share
        for need, width in zip(least, widths, strict=True)
    ]


def _least(column: Column, texts: Iterable[str]) -> float:
    """What a column cannot do without: its longest unbreakable piece, and words enough not to be a pole."""
    whole = ' '.join(texts)
    pieces = _WHOLE.findall(whole) if column.left else (one for text in texts for one in _TERM.split(text))
    longest = max((_width(one) for one in pieces if _width(one) <= _BREAKS), default=0)
    head = _width(column.label) / (1 if len(column.label) <= _SHORT else 2)
    return max(longest + 1, head + 1, _NARROW if column.left else 0)


def _width(text: str) -> float:
    """In characters of Chinese, with the quarter that programs leave between them and digits.

    What is half as wide is taken a little wider, as some faces have it.
    """
    narrow = [ord(one) < _HALF for one in text]
    return sum(0.56 if one else 1 for one in narrow) + sum(one != two for one, two in pairwise(narrow)) / 4


def widths_to_spans(widths: Sequence[float]) -> tuple[int, ...]:
    """How many thin columns each spans: together all of them."""
    whole = sum(widths)
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    places = [*(int(edge * GRID / whole) for edge in edges[:-1]), GRID]
    return tuple(after - before for before, after in pairwise(places))
