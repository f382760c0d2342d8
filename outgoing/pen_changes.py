"""What a person can change in a paper, and what is to be done to its template for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from outgoing.layout_changes import LookEdit

Kind = Literal['text', 'layout', 'once', 'mixed', 'refused']
"""text: constant text, for all; layout: look, for all; once: this paper only; mixed: template's words and
filled-in ones together (carried only where it is accepted by its number); refused: cannot be carried."""


class TextEdit(NamedTuple):
    """In paragraph number of a template's part: old at start becomes new."""

    part: str
    paragraph: int
    start: int
    old: str
    new: str


class LineEdit(NamedTuple):
    """A paragraph of a template taken out (text None), or one of this text put behind it."""

    part: str
    paragraph: int
    text: str | None


Edit = TextEdit | LineEdit | LookEdit


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where a person finds it, what stood there and what stands there now.

    edits is what to do to the template; why says why it cannot be carried, or what to look at first.
    key is the figure it lies in; at is its place in the paper as we wrote it: part, paragraph, start, end.
    """

    number: int
    kind: Kind
    where: str
    old: str
    new: str
    why: str | None = None
    edits: tuple[Edit, ...] = ()
    key: str | None = None
    tags: str = ''
    at: tuple[str, int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Differences:
    """All changes, numbered from 1, and what a person should know of the comparison."""

    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()
