"""Groups of boxes to tick, with the words beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from forms.blanks.marks import STOPS, B, Gap
from forms.blanks.words import squeezed

_EMPTY_BOX = '□☐▢◻囗\U0001f532\uf0a8\uf06f\uf0a3'
_WORDS = '(?<=口)[径号头岸粮味碑罩腔语令]'
_LOOSE = '○◯口ロ'
"""Boxes only where they open a word and are not alone."""
BOX = re.compile(
    f'[{_EMPTY_BOX}☑☒■]|(?:^|(?<=[\\s：:；;/、（(]))[{_LOOSE}●](?!{_WORDS})(?=[ \u3000]?[一-龥])'
    '|(?<![打划画填标勾“"‘（(])[√✓✔](?![”"’）)])'
)
_BRACKETED = re.compile(r'[（(][^（）()\n]*[）)]')

_HOLLOW = f'[（(]{B}*[）)]'
_BRACKET_BOXES = re.compile(
    f'([是有男])[ \u3000]?{_HOLLOW}[ \u3000、/]*([否无女])[ \u3000]?{_HOLLOW}'
    f'|{_HOLLOW}[ \u3000]?([是有男])[ \u3000、/]*{_HOLLOW}[ \u3000]?([否无女])'
)
_PAIRS = frozenset((('是', '否'), ('有', '无'), ('男', '女')))


def text_to_boxes(text: str) -> Iterator[Gap]:
    """Groups of boxes, one for each label with a colon; a ticked group wants nothing."""
    boxes = [match.start() for match in BOX.finditer(text)]
    groups: list[list[int]] = []
    for place in boxes:
        if groups and not re.search('[：:。]', _BRACKETED.sub('', text[groups[-1][-1] : place])):
            groups[-1].append(place)
        else:
            groups.append([place])
    for number, group in enumerate(groups):
        marks = {text[place] for place in group}
        if marks - {*_EMPTY_BOX, *_LOOSE} or (marks <= {*_LOOSE} and len(group) == 1):
            continue
        limit = groups[number + 1][0] if number + 1 < len(groups) else len(text)
        if text[group[0] : group[-1] + 1] == '□' * len(group) and len(group) > 3:
            yield Gap(group[0], group[-1] + 1, 'text')
        else:
            yield _group_to_gap(text, group, limit)


def text_to_bracket_boxes(text: str) -> Iterator[Gap]:
    """'是（  ） 否（  ）': brackets to tick behind, or before, two words that exclude each other."""
    for match in _BRACKET_BOXES.finditer(text):
        words = tuple(word for word in match.groups() if word)
        if words in _PAIRS:
            yield Gap(*match.span(), 'checkbox', '', words)


def _group_to_gap(text: str, group: list[int], limit: int) -> Gap:
    """A group with its options: the words behind its boxes, or before them where no box opens the line."""
    line_start = max(text.rfind(mark, 0, group[0]) for mark in '\n：:') + 1
    if not text[line_start : group[0]].strip() or len(group) == 1:
        pieces = [text[left + 1 : right] for left, right in pairwise((*group, limit))]
        start, end = group[0], group[-1] + 1 + _word_length(pieces[-1])
    else:
        edges = (line_start, *(place + 1 for place in group))
        pieces = [text[left:right] for left, right in zip(edges, group, strict=False)]
        start, end = line_start, group[-1] + 1
    options = tuple(squeezed(piece[: _word_length(piece)]).strip('_/') for piece in pieces)
    return Gap(start, end, 'checkbox', '', options)


def _word_length(piece: str) -> int:
    """How far the first word of a piece goes, with the blanks before it."""
    lead = len(piece) - len(piece.lstrip())
    stop = STOPS.search(piece, lead)
    return stop.start() if stop else len(piece.rstrip()) or len(piece)
