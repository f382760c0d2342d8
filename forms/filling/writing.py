"""Putting words between a paragraph's words: in the font that stands there, everything else as it was."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from forms.filling.spans import Element
from forms.filling.wordml import (
    PPR,
    RPR,
    RUN,
    SDT_CONTENT,
    SDT_PR,
    TC,
    VAL,
    P,
    T,
    W,
    paragraph_to_atoms,
    unwrapped,
)

_FORBIDDEN = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]')
_SPACE = '{http://www.w3.org/XML/1998/namespace}space'
_NOT_OURS = tuple(
    W + name for name in ('vanish', 'ins', 'del', 'moveFrom', 'moveTo', 'rPrChange', 'rStyle', 'webHidden')
)
_FONT = tuple(W + name for name in ('rFonts', 'sz', 'szCs'))
_BEFORE_SIZE = frozenset(
    W + name
    for name in (
        'rStyle', 'rFonts', 'b', 'bCs', 'i', 'iCs', 'caps', 'smallCaps', 'strike', 'dstrike', 'outline',
        'shadow', 'emboss', 'imprint', 'noProof', 'snapToGrid', 'vanish', 'webHidden', 'color', 'spacing',
        'w', 'kern', 'position',
    )
)  # fmt: skip
"""What stands before w:sz in a w:rPr (ECMA-376-1, 17.3.2.28)."""


class Style(NamedTuple):
    """What is not taken from the place: a size in half points, an underline."""

    size: int | None = None
    underlined: bool = False


PLAIN = Style()


def clean(value: str) -> str:
    """A value without what XML forbids; every line break is one newline."""
    return _FORBIDDEN.sub('', value.replace('\r\n', '\n').replace('\r', '\n').replace('\v', '\n'))


def replace_text(paragraph: Element, start: int, end: int, value: str, style: Style = PLAIN) -> None:
    """Put value in place of the paragraph's text[start:end], in the font of what stood there."""
    for place in (start, end):
        _split_at(paragraph, place)
    atoms = paragraph_to_atoms(paragraph)
    ends = list(accumulate(len(atom.text) for atom in atoms))
    placed = list(zip([0, *ends], ends, atoms, strict=False))
    prompt = next(
        (atom for first, _, atom in placed if atom.kind == 'prompt' and start <= first <= end), None
    )
    if prompt is not None:
        fill_control(prompt.element, value, style)
        return
    printed = [(first, last, atom) for first, last, atom in placed if last > first and atom.kind != 'box']
    inside = [atom for first, last, atom in printed if first >= start and last <= end]
    before = [atom for _, last, atom in printed if last <= start]
    behind = [atom for first, _, atom in printed if first >= end]
    if inside or (behind and not before):
        _insert((inside or behind)[0].element, value, style, behind=False)
    elif before:
        _insert(before[-1].element, value, style, behind=True)
    else:
        _append(paragraph, value, style)
    for atom in inside:
        _drop(atom.element)


def _split_at(paragraph: Element, place: int) -> None:
    """Cut the w:t that reaches over a place of the paragraph's text in two."""
    for atom in paragraph_to_atoms(paragraph):
        if atom.kind == 'text' and 0 < place < len(atom.text):
            rest = deepcopy(atom.element)
            rest.tail = None
            atom.element.addnext(rest)
            _set_text(atom.element, atom.text[:place])
            _set_text(rest, atom.text[place:])
            return
        place -= len(atom.text)


def _insert(element: Element, value: str, style: Style, *, behind: bool) -> None:
    """Put a run of its own before or behind what a run holds; what follows there goes on in a new one."""
    run = next(each for each in (element, *element.iterancestors()) if each.tag == RUN)
    made = _made_run(value, _own_properties(run), style)
    child = element
    while child.getparent() is not run:
        child = child.getparent()
    first = child.getnext() if behind else child
    moved = [] if first is None else [first, *first.itersiblings()]
    if moved:
        tail = etree.Element(RUN, run.attrib)
        run.addnext(tail)
        tail.extend([deepcopy(each) for each in run.findall(RPR)] + moved)
    run.addnext(made)
    _drop_empty(run)


def _drop(element: Element) -> None:
    """Remove an element, and its run where nothing else is in it."""
    run = element.getparent()
    run.remove(element)
    _drop_empty(run)


def _drop_empty(run: Element) -> None:
    if run.tag == RUN and all(each.tag == RPR for each in run):
        run.getparent().remove(run)


def _set_text(element: Element, text: str) -> None:
    element.text = text
    element.set(_SPACE, 'preserve')


def _append(paragraph: Element, value: str, style: Style) -> None:
    """Put a run into a paragraph that prints nothing: into its field or content control where it has one."""
    made = _made_run(value, cell_properties(paragraph), style)
    for mark in paragraph.iter(W + 'fldChar'):
        if mark.get(W + 'fldCharType') == 'separate':
            mark.getparent().addnext(made)
            return
    content = next(paragraph.iter(SDT_CONTENT), None)
    (paragraph if content is None else content).append(made)


def fill_control(control: Element, value: str, style: Style = PLAIN) -> None:
    """Put a value into a content control in place of its prompt; it stays a content control."""
    properties, content = control.find(SDT_PR), control.find(SDT_CONTENT)
    for name in ('showingPlcHdr', 'dataBinding'):  # bound data would be printed over the value
        for each in properties.findall(W + name):
            properties.remove(each)
    paragraph = next(content.iter(P), None)
    runs = list((content if paragraph is None else paragraph).iter(RUN))
    own = properties.find(RPR)
    if own is None and paragraph is not None:
        own = cell_properties(paragraph)
    if own is None and runs:
        own = _own_properties(runs[0])
    made = _made_run(value, None if own is None else _cleaned(own), style)
    for run in runs:
        run.getparent().remove(run)
    (content if paragraph is None else paragraph).append(made)


def _own_properties(run: Element) -> Element | None:
    properties = run.find(RPR)
    return None if properties is None else _cleaned(properties)


def _cleaned(properties: Element) -> Element:
    """A copy for new text: each property once, without what would hide it or mark it as changed."""
    copy = deepcopy(properties)
    copy.tail = None
    seen = set()
    for each in list(copy):
        if each.tag in _NOT_OURS or each.tag in seen:
            copy.remove(each)
        seen.add(each.tag)
    return copy


def cell_properties(paragraph: Element) -> Element | None:
    """The font for a paragraph without text: of its mark, of a run in its cell, of a cell of its row."""
    run = next((each for each in paragraph.iter(RUN) if each.find(RPR) is not None), None)
    mark = paragraph.find(f'{PPR}/{RPR}')
    own = mark if mark is not None and len(mark) else None if run is None else run.find(RPR)
    if own is not None:
        return _cleaned(own)
    cell = next(paragraph.iterancestors(TC), None)
    if cell is None:
        return None
    inside = next((each for each in cell.iter(RPR) if each.getparent().tag == RUN), None)
    return _cleaned(inside) if inside is not None else _neighbour(paragraph, cell)


def _neighbour(paragraph: Element, cell: Element) -> Element | None:
    """Face and size of the text in the row's other cells: what is bold there is a label."""
    if paragraph.find(f'{PPR}/{W}pStyle') is not None:
        return None
    for other in unwrapped(cell.getparent(), TC):
        for properties in other.iter(RPR) if other is not cell else ():
            fonts = [deepcopy(each) for each in properties if each.tag in _FONT]
            if fonts and properties.getparent().tag == RUN:
                made = etree.Element(RPR, nsmap=properties.nsmap)
                made.extend(fonts)
                return _cleaned(made)
    return None


def _made_run(value: str, properties: Element | None, style: Style) -> Element:
    run = etree.Element(RUN, nsmap=None if properties is None else properties.nsmap)
    if properties is None and style != PLAIN:
        properties = etree.Element(RPR)
    if properties is not None:
        run.append(properties)
        _style(properties, style)
    for index, line in enumerate(clean(value).split('\n')):
        if index:
            etree.SubElement(run, W + 'br')
        for number, piece in enumerate(line.split('\t')):
            if number:
                etree.SubElement(run, W + 'tab')
            if piece:
                _set_text(etree.SubElement(run, T), piece)
    return run


def _style(properties: Element, style: Style) -> None:
    if style.size is not None:
        for name in (W + 'sz', W + 'szCs'):
            for each in properties.findall(name):
                properties.remove(each)
        place = sum(each.tag in _BEFORE_SIZE for each in properties)
        for step, name in enumerate((W + 'sz', W + 'szCs')):
            properties.insert(place + step, _valued(name, str(style.size)))
    if style.underlined and properties.find(W + 'u') is None:
        place = sum(each.tag in _BEFORE_SIZE | {W + 'sz', W + 'szCs', W + 'highlight'} for each in properties)
        properties.insert(place, _valued(W + 'u', 'single'))


def _valued(name: str, value: str) -> Element:
    element = etree.Element(name)
    element.set(VAL, value)
    return element
