"""A stretch of a paragraph as a run of its own, so that it alone can be replaced or coloured."""

from __future__ import annotations

import copy

from lxml import etree

from outgoing.adopting import set_run_look
from outgoing.plain_wording import W, own_nodes

_SPACE = '{http://www.w3.org/XML/1998/namespace}space'


def put(paragraph: etree._Element, start: int, end: int, text: str, colour: str | None) -> None:
    """Text in place of a stretch of a paragraph's own text, highlighted or (None) plain, in its look."""
    runs = _runs_of(paragraph, start, end)
    first = runs[0]
    for child in list(first):
        if child.tag != f'{W}rPr':
            first.remove(child)
    words = etree.SubElement(first, f'{W}t')
    words.text = text
    words.set(_SPACE, 'preserve')
    for run in runs[1:]:
        run.getparent().remove(run)
    colour_run(first, colour)


def paint(paragraph: etree._Element, start: int, end: int, colour: str) -> None:
    """A stretch of a paragraph highlighted."""
    for run in _runs_of(paragraph, start, end):
        colour_run(run, colour)


def add(paragraph: etree._Element, place: int, text: str, colour: str) -> None:
    """Text put into a paragraph behind the character before place, in that one's look, highlighted."""
    last = _runs_of(paragraph, place - 1, place)[-1]
    run = etree.Element(f'{W}r')
    look = last.find(f'{W}rPr')
    if look is not None:
        run.append(copy.deepcopy(look))
    words = etree.SubElement(run, f'{W}t')
    words.text = text
    words.set(_SPACE, 'preserve')
    last.addnext(run)
    colour_run(run, colour)


def colour_run(run: etree._Element, colour: str | None) -> None:
    """The run highlighted; None takes our colours away and leaves other ones."""
    look = run.find(f'{W}rPr')
    if look is None:
        look = etree.Element(f'{W}rPr')
        run.insert(0, look)
    if colour:
        set_run_look(look, 'highlight', colour)
        return
    old = look.find(f'{W}highlight')
    if old is not None and old.get(f'{W}val') in {'yellow', 'cyan'}:
        look.remove(old)


def _runs_of(paragraph: etree._Element, start: int, end: int) -> list[etree._Element]:
    """The runs that hold exactly the stretch, cut where they held more."""
    for place in (end, start):
        _cut(paragraph, place)
    found: list[etree._Element] = []
    at = 0
    for node, said in own_nodes(paragraph):
        if start <= at < end and said and node.getparent() not in found:
            found.append(node.getparent())
        at += len(said)
    return found


def _cut(paragraph: etree._Element, place: int) -> None:
    """Make a run end at this place of the paragraph's text."""
    at = 0
    for node, said in own_nodes(paragraph):
        if at < place < at + len(said):
            rest = copy.deepcopy(node)
            rest.text = said[place - at :]
            rest.set(_SPACE, 'preserve')
            node.text = said[: place - at]
            node.set(_SPACE, 'preserve')
            node.addnext(rest)
            _split_after(node)
            return
        at += len(said)
        if at == place:
            _split_after(node)
            return


def _split_after(node: etree._Element) -> None:
    """What follows a node in its run as a run of its own."""
    run = node.getparent()
    rest = list(node.itersiblings())
    if not rest:
        return
    fresh = etree.Element(run.tag, dict(run.attrib))
    look = run.find(f'{W}rPr')
    if look is not None:
        fresh.append(copy.deepcopy(look))
    fresh.extend(rest)
    run.addnext(fresh)
