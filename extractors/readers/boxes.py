"""Tick boxes in a cell's text: which option each mark stands for, and whether it is chosen.

Marks stand before their labels ('□是 ☑否') or after them ('是□ 否☑'); a clerk ticks by changing the
box, by typing a tick over it ('□是 √否'), beside it ('□√是') or behind the label ('□是√ □否'), or
between brackets ('（√）是 （ ）否'). What can be read in two ways is None, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from extractors.readers.box_marks import Mark, text_to_marks, without_instructions
from model.document import CheckBox
from model.place import Problem, Severity, Where


class Cluster(NamedTuple):
    """Marks that touch each other, as '□√': one box as drawn by form and clerk together."""

    start: int
    end: int
    marks: tuple[Mark, ...]

    @property
    def tick_only(self) -> bool:
        """Whether there is a tick without any box under it."""
        return all(mark.kind == 'tick' for mark in self.marks)


State = Literal['yes', 'no', 'crossed', 'cross', 'unclear']
SINGLE_WORDS = frozenset('是否有无男女')
"""Options of one character; apart from these, single spaced characters are one spaced-out word."""

_CLOSERS = '）)》”】'
_OPENERS = '（(《“【'
_BREAK = re.compile(r'\n|\t|[ \u00a0]{2,}|\u3000|_+|＿+|…+|\x00')
_STOP = '，,。；;：:/／|｜、'
_AFTER_STOP = re.compile(r'[，,；;。：:]')
_IN_BRACKETS = re.compile(r'[（(][^（）()\n]*[）)]')
_BLANKS = re.compile(r'\s+')
_WRAPPED = re.compile(r'([一-龥]{2,})[ \n](?![是否有无男女个名人年月日元户家份章])([一-龥])')
"""A label whose last letter came to stand on a line of its own in a narrow cell: '□单独组\\n建'."""


def text_to_boxes(text: str) -> tuple[CheckBox, ...]:
    """A cell's text as its boxes, in reading order; () where there is no box.

    A lone mark has the label ''. checked is None where box and tick do not fit together:
    see `unclear_boxes`. Example: '□是  √否' -> (是, False), (否, True).
    """
    text = without_instructions(text)
    clusters = _marks_to_clusters(text, text_to_marks(text))
    if not clusters:
        return ()
    before = _marks_lead(text, clusters)
    states = [_cluster_to_state(cluster) for cluster in clusters]
    _settle_loose_ticks(text, clusters, states, before=before)
    states = _settle_crosses(states)
    if len(clusters) == 1 and _is_between(text, clusters[0]):
        states = ['unclear']
    label = _label_after if before else _label_before
    return tuple(
        CheckBox(label(text, clusters, index), {'yes': True, 'no': False}.get(state))
        for index, state in enumerate(states)
        if state is not None
    )


def unclear_boxes(boxes: tuple[CheckBox, ...], where: Where) -> tuple[Problem, ...]:
    """One problem for every box whose state the paper does not tell."""
    return tuple(
        Problem(
            'checkbox_unclear',
            Severity.REVIEW,
            f"“{box.label or '方框'}”是否勾选看不清：勾和方框对不上，程序不猜；请对照原件核实后填写",
            where,
        )
        for box in boxes
        if box.checked is None
    )


def _marks_to_clusters(text: str, marks: list[Mark]) -> list[Cluster]:
    groups: list[list[Mark]] = []
    for mark in marks:
        last = groups[-1][-1] if groups else None
        gap = text[last.end : mark.start] if last else ''
        pair = last is not None and 'tick' in (last.kind, mark.kind) and last.kind != mark.kind
        beside = pair and gap == ' ' and len(groups[-1]) == 1 and last is not None and last.kind != 'tick'
        if last is not None and (not gap or beside):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    clusters = [Cluster(group[0].start, group[-1].end, tuple(group)) for group in groups]
    return [cluster for cluster in clusters if not _is_digit_boxes(cluster)]


def _is_digit_boxes(cluster: Cluster) -> bool:
    """Whether this is '□□□□' to write digits in, or '○○' in place of a name: no option."""
    return len(cluster.marks) > 1 and all(mark.kind == 'empty' for mark in cluster.marks)


def _is_between(text: str, cluster: Cluster) -> bool:
    """Whether a lone tick stands as near to the word before it as to the one after: '是√否'."""
    left = text[: cluster.start].rpartition('\n')[2]
    right = text[cluster.end :].partition('\n')[0]
    if not cluster.tick_only or not left.strip(_STOP + ' ') or not right.strip(_STOP + ' '):
        return False
    return left[-1].isalnum() == right[0].isalnum()


def _touches_left(text: str, cluster: Cluster) -> bool:
    char = text[cluster.start - 1 : cluster.start]
    return char.isalnum() or (char != '' and char in _CLOSERS)


def _touches_right(text: str, cluster: Cluster) -> bool:
    char = text[cluster.end : cluster.end + 1]
    return char.isalnum() or (char != '' and char in _OPENERS)


def _marks_lead(text: str, clusters: list[Cluster]) -> bool:
    """Whether marks stand before their labels: each mark votes, and so do both ends of the text."""
    lead = sum(_touches_right(text, cluster) for cluster in clusters)
    follow = sum(_touches_left(text, cluster) for cluster in clusters)
    lead += not text[: clusters[0].start].strip()
    follow += not text[clusters[-1].end :].strip(' \t\n\u3000' + _STOP)
    return lead >= follow


def _cluster_to_state(cluster: Cluster) -> State | None:
    kinds = [mark.kind for mark in cluster.marks]
    boxes = [kind for kind in kinds if kind != 'tick']
    if len(boxes) > 1 or 'unsure' in boxes:
        return 'unclear'
    if 'tick' in kinds or boxes == ['full']:
        return 'yes'
    return {'empty': 'no', 'crossed': 'crossed', 'cross': 'cross'}[boxes[0]]  # type: ignore[return-value]


def _settle_loose_ticks(
    text: str, clusters: list[Cluster], states: list[State | None], *, before: bool
) -> None:
    """Give a tick on the far side of a label to that label's box: '□是√ □否' chooses 是."""
    step = -1 if before else 1
    near, far = (_touches_right, _touches_left) if before else (_touches_left, _touches_right)
    for index, cluster in enumerate(clusters):
        owner = index + step
        if (
            not (0 <= owner < len(clusters))
            or not far(text, cluster)
            or _line_between(text, clusters, index, owner)
        ):
            continue
        outer = cluster.marks[0 if before else -1]
        if cluster.tick_only and not near(text, cluster) and states[owner] in ('no', 'yes'):
            states[owner], states[index] = 'yes', None
        elif len(cluster.marks) > 1 and outer.kind == 'tick':
            states[owner] = states[index] = 'unclear'


def _line_between(text: str, clusters: list[Cluster], one: int, other: int) -> bool:
    first, second = sorted((one, other))
    return '\n' in text[clusters[first].end : clusters[second].start]


def _settle_crosses(states: list[State | None]) -> list[State | None]:
    """A crossed box is a choice, unless others are ticked: then crosses may mean either."""
    ticked = 'yes' in states
    meaning: dict[State | None, State] = {
        'crossed': 'unclear' if ticked else 'yes',
        'cross': 'no' if ticked else 'unclear',
    }
    return [meaning.get(state, state) for state in states]


def _label_after(text: str, clusters: list[Cluster], index: int) -> str:
    end = clusters[index + 1].start if index + 1 < len(clusters) else len(text)
    piece = _tight_brackets(text[clusters[index].end : end]).strip()
    wrapped = _WRAPPED.fullmatch(piece)
    if wrapped:
        return ''.join(wrapped.groups())
    piece = _BREAK.split(piece, maxsplit=1)[0]
    piece = _AFTER_STOP.split(piece, maxsplit=1)[0]
    return _one_word(piece.split()).strip(_STOP)


def _label_before(text: str, clusters: list[Cluster], index: int) -> str:
    start = clusters[index - 1].end if index else 0
    piece = _tight_brackets(text[start : clusters[index].start]).strip()
    piece = _BREAK.split(piece)[-1]
    piece = re.split(f'[{_STOP}]', piece.rstrip(_STOP))[-1]
    return _one_word(piece.split()[::-1], join=lambda words: ''.join(words[::-1])).strip(_STOP)


def _tight_brackets(piece: str) -> str:
    return _IN_BRACKETS.sub(lambda match: _BLANKS.sub('', match[0]), piece)


def _one_word(words: list[str], join: Callable[[list[str]], str] = ''.join) -> str:
    """The nearest word; single characters with single spaces between them are one word."""
    if not words:
        return ''
    if len(words[0]) > 1 or words[0] in SINGLE_WORDS:
        return words[0]
    spaced = 1
    while spaced < len(words) and len(words[spaced]) == 1:
        spaced += 1
    return join(words[:spaced])
