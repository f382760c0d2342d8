"""Sentence by sentence: does what last round's paper says still stand in this round's data?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from outgoing.claims import Moved, doubts
from outgoing.ground import Ground
from outgoing.lines import Lines
from outgoing.slots import Read, Slot, row_labels

_SENTENCE = re.compile('[^。；！？\\n]*[。；！？\\n]?')
_BLANKS = re.compile(r'\s+')
_NAMED = 3


class Doubt(NamedTuple):
    """A sentence to look at, and why."""

    sentence: str
    why: str


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    return (one.span() for one in _SENTENCE.finditer(text) if one[0].strip())


def sentences_of(lines: Lines) -> frozenset[str]:
    """All sentences of a paper's text, without blanks; tables are left out."""
    texts = (line.text for line in lines.body if line.place == 'body')
    return frozenset(_plain(text[start:end]) for text in texts for start, end in _sentences(text))


def _plain(text: str) -> str:
    return _BLANKS.sub('', text)


def sentence_doubts(
    one: Read, ground: Ground, said: frozenset[str], *, trusted: bool
) -> Iterator[tuple[int, Doubt]]:
    """(where it ends, sentence and why) for each sentence of a line that has to be looked at."""
    if one.line.place != 'body' or any(slot.tags for slot in one.slots):
        return
    for start, end in _sentences(one.line.text):
        inside = [slot for slot in (*one.slots, *one.known) if start <= slot.start < end]
        now = _plain(_replaced(one.line.text, start, end, inside))
        if now in said or _is_constant(one, ground, start, end, trusted=trusted):
            continue
        sentence = one.line.text[start:end]
        moved = [Moved(s.start - start, s.end - start, s.old, s.new) for s in inside if s.old]
        untraced = any(start <= span[0] < end for span in one.untraced)
        why = [
            *doubts(sentence, moved, untraced=untraced),
            *_gone([slot for slot in one.known if slot in inside]),
        ]
        if not why and trusted and _is_ours(one, start, end) and sentence[-1] in '。；！？':
            why = ["本期数据不再得出这一句"]
        if why:
            yield end, Doubt(sentence.strip(), '；'.join(why))


def _gone(known: Sequence[Slot]) -> Iterator[str]:
    """Last round's figures that this round has none for, in a few words."""
    labels = list(dict.fromkeys(slot.old.label for slot in known if slot.old))
    if labels:
        more = f"等{len(labels)}个数" if len(labels) > _NAMED else ""
        yield f"本期没有{'、'.join(labels[:_NAMED])}{more}"


def order_doubts(now: Lines, new: Lines) -> Iterator[Doubt]:
    """Rows that this round's paper has in another order, as ranks change."""
    labels = [[label for label, _ in row_labels(one.body).values() if label] for one in (now, new)]
    both = set(labels[0]) & set(labels[1])
    ours, theirs = ([label for label in one if label in both] for one in labels)
    if ours != theirs and len(set(theirs)) == len(theirs):
        yield Doubt("附表", "各行的次序与本期不同，请重排")


def _replaced(text: str, start: int, end: int, inside: Sequence[Slot]) -> str:
    for slot in sorted(inside, reverse=True, key=lambda one: one.start):
        if slot.shown is not None:
            text = text[: slot.start] + slot.shown + text[slot.end :]
            end += len(slot.shown) - slot.end + slot.start
    return text[start:end]


def _is_ours(one: Read, start: int, end: int) -> bool:
    """Whether nobody changed anything of a sentence that we wrote."""
    return one.hunks is not None and not any(h.new_start < end and h.new_end >= start for h in one.hunks)


def _is_constant(one: Read, ground: Ground, start: int, end: int, *, trusted: bool) -> bool:
    """Whether a sentence is the shipped template's own, nothing of it filled in or changed."""
    origin = ground.origins.get((one.made.part, one.made.number)) if one.made and trusted else None
    if origin is None or not _is_ours(one, start, end):
        return False
    filled = any(each.start < end and start < each.end for each in origin.filled)
    return not origin.filled or (not one.hunks and not filled)
