"""A page as it is read, whatever it came from: letters, rules and notes, upright, from the top left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from model.place import Box, Problem


class Glyph(NamedTuple):
    """One letter; points from the top left of its page as it is read; base is its baseline."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float


class Drawn(NamedTuple):
    """What lies on a page besides letters as such.

    picture is the share of the page that its largest picture covers; paths counts rules and shapes; rules
    are those that run across or down, as boxes without height or without width, in the PDF's own points
    (y upwards; Page.rules has them as read); lost tells that pdfium left out letters (single ones in a font
    neither in the file nor on this machine), invisible that a recogniser laid letters unseen over a scan,
    crowded that there were too many things to look at, forms that some lie in form objects.
    """

    picture: float
    paths: int
    rules: tuple[Box, ...]
    lost: bool
    invisible: bool
    crowded: bool
    forms: bool


NOTHING_DRAWN = Drawn(0.0, 0, (), lost=False, invisible=False, crowded=False, forms=False)
"""Of a page that does not come from pdfium."""


class Comment(NamedTuple):
    """A note, or text marked by a reader: its words, '' where text is only struck out."""

    box: Box
    text: str
    struck: bool


class Field(NamedTuple):
    """A form field that the page does not show as text: a tick box ('☑' or '□'), or a value not drawn."""

    box: Box
    text: str
    is_box: bool


@dataclass(slots=True)
class Notes:
    """All that is fastened to one page.

    frames are the places of all form fields; active names in Chinese what would do something when clicked.
    """

    frames: list[Box] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    active: list[str] = field(default_factory=list)
    uncounted: int = 0

    def placed(self, move: Callable[[Box], Box]) -> Notes:
        """The same with every box moved."""
        fields = [each._replace(box=move(each.box)) for each in self.fields]
        comments = [each._replace(box=move(each.box)) for each in self.comments]
        return replace(self, frames=list(map(move, self.frames)), fields=fields, comments=comments)


@dataclass(frozen=True, slots=True)
class Page:
    """One page, turned so that most of its text is upright.

    number counts from 1; width and height are as read; quarters is by how many clockwise quarter
    turns that is off the page as a viewer shows it (0 but for pages lying on their side); aslant
    counts letters left out because they run another way; rules are boxes without height or without
    width; notes are comments and what else is fastened to the page; is_vertical tells that its columns
    have been laid down as lines.

    Of a page recognised from its picture: cells are the boxes of each ruled table found on it, inner
    tables first (None: they follow from the rules); problems what its recogniser is not sure of;
    places takes a box of the page as read to the page as a viewer shows it (None: they are the same).
    """

    number: int
    width: float
    height: float
    quarters: int
    glyphs: tuple[Glyph, ...]
    aslant: int
    drawn: Drawn
    rules: tuple[Box, ...]
    notes: Notes
    is_vertical: bool = False
    cells: tuple[tuple[Box, ...], ...] | None = None
    problems: tuple[Problem, ...] = ()
    places: Callable[[Box], Box] | None = None


def turn_box(box: Box, width: float, height: float, quarters: int) -> Box:
    """A box on a page of this size after clockwise quarter turns of the page, from the new top left."""
    for _ in range(quarters % 4):
        box = Box(height - box.y1, box.x0, height - box.y0, box.x1)
        width, height = height, width
    return box
