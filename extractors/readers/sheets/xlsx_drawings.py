"""What floats over a sheet: text boxes and pictures (DrawingML), form controls (VML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

Place = tuple[int, int]

_BREAK = re.compile(rb'<br\s*>', re.IGNORECASE)


class TextBox(NamedTuple):
    """A text box's lines and the place of its upper left corner, from 0."""

    place: Place
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing part, read: charts are counted only."""

    boxes: tuple[TextBox, ...] = ()
    pictures: int = 0
    charts: int = 0


class Control(NamedTuple):
    """A form control: kind as VML names it ('Checkbox', 'Radio', 'Drop', ...); checked as VML has it.

    anchor is left column, its offset, top row, its offset, right column, offset, bottom row, offset: columns
    and rows from 0, offsets in pixels; None where it is not given.
    """

    shape: str
    kind: str
    label: str
    checked: bool
    anchor: tuple[int, ...] | None


def part_to_drawing(root: Any) -> Drawing:
    """A drawing part's root (ECMA-376-1 20.5) as text boxes from above to below; fallbacks are left out."""
    boxes = [box for anchor in root.iter('{*}twoCellAnchor', '{*}oneCellAnchor', '{*}absoluteAnchor')
             if not _is_fallback(anchor) for box in _anchor_to_boxes(anchor)]  # fmt: skip
    pictures = sum(not _is_fallback(each) for each in root.iter('{*}blip'))
    charts = sum(not _is_fallback(each) for each in root.iter('{*}graphicFrame'))
    return Drawing(tuple(sorted(boxes)), pictures, charts)


def _anchor_to_boxes(anchor: Any) -> Iterator[TextBox]:
    place = _number(anchor, 'row'), _number(anchor, 'col')
    for shape in anchor.iter('{*}sp', '{*}cxnSp'):
        body = shape.find('{*}txBody')
        if body is None or _is_fallback(shape) or _is_control(shape):
            continue
        lines = tuple(filter(None, (_paragraph_text(each).strip() for each in body.iterfind('{*}p'))))
        if lines:
            yield TextBox(place, lines)


def _paragraph_text(paragraph: Any) -> str:
    pieces = (
        '\n' if each.tag.endswith('}br') else each.text or '' for each in paragraph.iter('{*}t', '{*}br')
    )
    return ''.join(pieces)


def _number(anchor: Any, name: str) -> int:
    text = anchor.findtext('{*}from/{*}' + name) or '0'
    return int(text) if text.strip().isdecimal() else 0


def _is_fallback(element: Any) -> bool:
    return next(element.iterancestors('{*}Fallback'), None) is not None


def _is_control(shape: Any) -> bool:
    """Whether a shape is the twin of a form control, whose label the VML part has too."""
    return next(shape.iter('{*}compatExt'), None) is not None


def part_to_controls(part: bytes) -> list[Control]:
    """The form controls of a VML part; what is not well formed in it (Excel writes <br>) is mended."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(_BREAK.sub(b'<br/>', part), parser)
    if root is None:
        return []
    return [
        _shape_to_control(shape, about)
        for shape in root.iter('{*}shape', '{*}rect')
        for about in shape.iterfind('{*}ClientData')
        if about.get('ObjectType') != 'Note'
    ]


def _shape_to_control(shape: Any, about: Any) -> Control:
    numbers = (about.findtext('{*}Anchor') or '').replace(' ', '').split(',')
    anchor = tuple(int(each) for each in numbers if each.strip().lstrip('-').isdecimal())
    label = ' '.join(' '.join(box.itertext()) for box in shape.iterfind('{*}textbox'))
    return Control(
        (shape.get('id') or '').rpartition('_s')[2],
        about.get('ObjectType') or '',
        ' '.join(label.split()),
        (about.findtext('{*}Checked') or '0').strip() == '1',
        anchor if len(anchor) == 8 else None,
    )
