"""A paragraph's characters as WordprocessingML runs: text, fields, symbols and what is drawn among it.

Characters below the space have meanings of their own ([MS-DOC] 2.4.1, 2.6.1 sprmCFSpec, 2.8.25 field marks).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from extractors.readers.doc.drawings import Drawings
from extractors.readers.doc.file import Range
from extractors.readers.doc.forms import data_to_form_field
from extractors.readers.doc.props import Formats, Look
from extractors.readers.doc.text import printed
from extractors.readers.docx.fields import overlaid_text
from extractors.readers.docx.names import OFFICE, RPR, STRIKE, TEXT_BOX, VAL, VANISH, WORD_ART, Element, V, W

_MARKS = re.compile('([\x01\x08\x13\x14\x15])')
_GUIDE = re.compile(r'\\s\s*\\up\s*\d+\s*\(.*?\)\s*[,;，；](.*)\)\s*$', re.IGNORECASE | re.DOTALL)
_PLAIN = Look()
_DEEPEST = 64


@dataclass(slots=True)
class OpenField:
    """A field whose end has not come: its w:fldChar, and its instruction up to the result."""

    begin: Element
    code: list[str] = field(default_factory=list)
    in_result: bool = False


@dataclass(slots=True)
class Pen:
    """One story being written; fields may span paragraphs, the rest is a paragraph's own.

    first is the story's first position, from which anchors are counted; box gives the blocks of a text
    box by its number, () for one that has been given before.
    """

    units: str
    formats: Formats
    first: int
    drawings: Drawings
    box: Callable[[int], Collection[Element]]
    fields: list[OpenField] = field(default_factory=list)
    paragraph: Element = None
    look: Look = _PLAIN
    text: list[str] = field(default_factory=list)


def write_runs(pen: Pen, paragraph: Element, story: Range, style: int) -> None:
    """Add the runs of these positions, a paragraph without its mark, to a w:p."""
    pen.paragraph = paragraph
    for first, end, chpx in pen.formats.characters.between(*story):
        look = pen.formats.look(chpx, style)
        if look.deleted:
            _flush(pen)
            _add(paragraph, W + 'del')
        elif look.symbol is not None:
            _flush(pen)
            _write_symbols(pen, look, look.symbol, end - first)
        else:
            _write_run(pen, pen.units[first:end], look, first)
    _flush(pen)


def _write_run(pen: Pen, text: str, look: Look, first: int) -> None:
    at = first
    for part in _MARKS.split(text):
        handler = _HANDLERS.get(part)
        if handler is not None:
            _flush(pen)
            pen.look = look
            handler(pen, look, at)
        elif part:
            _write_text(pen, part, look)
        at += len(part)


def _write_text(pen: Pen, text: str, look: Look) -> None:
    """Text of one look is gathered into one run, but not in picture fonts: short runs are told apart."""
    if look != pen.look or look.font:
        _flush(pen)
        pen.look = look
    pen.text.append(text)
    if pen.fields and not pen.fields[-1].in_result:
        pen.fields[-1].code.append(text)


def _flush(pen: Pen) -> None:
    text = printed(''.join(pen.text))
    pen.text.clear()
    if text:
        _add(_run(pen, pen.look), W + 't').text = text


def _add(parent: Element, tag: str, value: str | None = None) -> Element:
    from lxml import etree

    return etree.SubElement(parent, tag, {} if value is None else {VAL: value})


def _run(pen: Pen, look: Look) -> Element:
    run = _add(_add(pen.paragraph, W + 'ins') if look.inserted else pen.paragraph, W + 'r')
    if look.hidden or look.struck or look.font:
        properties = _add(run, RPR)
        if look.font:
            _add(properties, W + 'rFonts').set(W + 'ascii', look.font)
        for told, tag in ((look.hidden, VANISH), (look.struck, STRIKE)):
            if told:
                _add(properties, tag)
    return run


def _write_symbols(pen: Pen, look: Look, symbol: tuple[str, int], count: int) -> None:
    for _ in range(count):
        element = _add(_run(pen, look), W + 'sym')
        element.set(W + 'font', printed(symbol[0]))
        element.set(W + 'char', f'{symbol[1]:04X}')


def _begin_field(pen: Pen, look: Look, at: int) -> None:  # noqa: ARG001  # all handlers are called alike
    if len(pen.fields) >= _DEEPEST:
        return
    begin = _field_mark(pen, look, 'begin')
    pen.fields.append(OpenField(begin))


def _separate_field(pen: Pen, look: Look, at: int) -> None:  # noqa: ARG001
    if pen.fields:
        pen.fields[-1].in_result = True
        _field_mark(pen, look, 'separate')


def _end_field(pen: Pen, look: Look, at: int) -> None:  # noqa: ARG001
    if not pen.fields:
        return
    _field_mark(pen, look, 'end')
    ended = pen.fields.pop()
    code = ''.join(ended.code)
    words = code.split()
    kind = words[0].upper() if words else ''
    if kind == 'CONTROL':
        _add(_run(pen, look), W + 'control')
    elif kind in ('EMBED', 'LINK'):
        name = printed(words[1]) if len(words) > 1 else ''
        _add(_add(_run(pen, look), W + 'object'), OFFICE + 'OLEObject').set('ProgID', name)
    elif kind == 'EQ' and not ended.in_result:
        _write_equation(pen, look, code)


def _write_equation(pen: Pen, look: Look, code: str) -> None:
    r"""The base of a phonetic guide, 'EQ ... \o\ad(\s\up 9(zhù),注)'; other equations are told as unread.

    Characters over each other, as a ticked box, are left to the walk that reads the field.
    """
    guide = _GUIDE.search(code)
    if guide:
        _add(_run(pen, look), W + 't').text = printed(guide[1])
    elif not overlaid_text(code):
        _add(_add(_run(pen, look), W + 'object'), OFFICE + 'OLEObject').set('ProgID', 'Equation')


def _field_mark(pen: Pen, look: Look, kind: str) -> Element:
    mark = _add(_run(pen, look), W + 'fldChar')
    mark.set(W + 'fldCharType', kind)
    return mark


def _write_picture(pen: Pen, look: Look, at: int) -> None:  # noqa: ARG001
    """0x01 is a picture, an object's place, or in a field's instruction the data of a form field."""
    if look.picture is None:
        return
    if look.data:
        data = data_to_form_field(pen.formats.file.data, look.picture) if pen.fields else None
        if data is not None and not len(pen.fields[-1].begin):
            pen.fields[-1].begin.append(data)
    elif not look.embedded:
        _add(_run(pen, look), V + 'imagedata')


def _write_drawn(pen: Pen, look: Look, at: int) -> None:
    for drawn in pen.drawings.at(at - pen.first):
        if drawn.text is not None:
            blocks = pen.box(drawn.text)
            if blocks:
                _add(_add(_run(pen, look), W + 'pict'), TEXT_BOX).extend(blocks)
        if drawn.word_art:
            _add(_add(_run(pen, look), W + 'pict'), WORD_ART).set('string', printed(drawn.word_art))
        if drawn.picture:
            _add(_run(pen, look), V + 'imagedata')


_HANDLERS: dict[str, Callable[[Pen, Look, int], None]] = {
    '\x01': _write_picture,
    '\x08': _write_drawn,
    '\x13': _begin_field,
    '\x14': _separate_field,
    '\x15': _end_field,
}
