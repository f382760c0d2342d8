"""The stories of an OpenDocument text (body, notes, headers, footers, boxes) as WordprocessingML trees."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace

from extractors.readers.docx.names import Element, P, R, W
from extractors.readers.docx.package import Package
from extractors.readers.odf.inline import Inline, read_runs
from extractors.readers.odf.lists import ListPlace, Lists, heading_label, open_list, paragraph_label
from extractors.readers.odf.package import DRAW, FORM, OFFICE, STYLE, TABLE, TEXT, XML_ID, OpenDocument
from extractors.readers.odf.styles import Look, Styles, combined, open_styles, style_look, style_value
from extractors.readers.odf.tables import table_to_word

_NOT_BLOCKS = frozenset(
    [TEXT + name for name in ('tracked-changes', 'sequence-decls', 'variable-decls', 'user-field-decls')]
    + [OFFICE + 'forms', TABLE + 'table-column', TEXT + 'note-citation']
)
_MARGINS = ('header', 'header-first', 'header-left', 'footer', 'footer-first', 'footer-left')


@dataclass(slots=True)
class Walk:
    """One pass: where notes go, which lists were counted, whether a section around hides all."""

    styles: Styles
    lists: Lists
    controls: dict[str, Element]
    notes: dict[str, list[Element]] = field(default_factory=dict)


def document_to_package(document: OpenDocument) -> Package:
    """An OpenDocument text as the trees read_docx takes."""
    from lxml import etree

    styles = open_styles(document)
    walk = Walk(styles, Lists(styles), _controls(document.content))
    body = etree.Element(W + 'body')
    text = document.content.find(f'{OFFICE}body/{OFFICE}text')
    if text is not None:
        _read_blocks(text, body, None, Look(), walk)
    margins = _read_margins(document, walk)
    section = etree.SubElement(body, W + 'sectPr')
    for name in margins:
        etree.SubElement(section, W + name.rstrip('0123456789') + 'Reference').set(R + 'id', name)
    return Package(
        body=body,
        styles=None,
        numbering=None,
        footnotes=_notes('footnote', walk),
        endnotes=_notes('endnote', walk),
        margins=margins,
        problems=document.problems,
        comments=_notes('comment', walk),
    )


def _controls(content: Element) -> dict[str, Element]:
    found = {}
    for forms in content.iter(OFFICE + 'forms'):
        for control in forms.iter():
            name = control.get(XML_ID) or control.get(FORM + 'id')
            if name:
                found[name] = control
    return found


def _notes(kind: str, walk: Walk) -> Element | None:
    from lxml import etree

    notes = etree.Element(W + f'{kind}s')
    notes.extend(walk.notes.get(kind, []))
    return notes


def _read_margins(document: OpenDocument, walk: Walk) -> dict[str, Element]:
    """Headers and footers of all page styles; the same text under several of them counts once."""
    from lxml import etree

    margins: dict[str, Element] = {}
    if document.styles is None:
        return margins
    styles = open_styles(document, pages=True)
    inner = Walk(styles, Lists(styles), walk.controls, walk.notes)
    seen = set()
    for page in document.styles.iter(STYLE + 'master-page'):
        for margin in page.iterchildren(*(STYLE + name for name in _MARGINS)):
            kind = margin.tag.removeprefix(STYLE).partition('-')[0]
            text = kind, ''.join(margin.itertext())
            if margin.get(STYLE + 'display') != 'false' and text not in seen:
                seen.add(text)
                word = etree.Element(W + ('hdr' if kind == 'header' else 'ftr'))
                _read_blocks(margin, word, None, Look(), inner)
                margins[f'{kind}{len(margins)}'] = word
    return margins


def _read_blocks(parent: Element, word: Element, place: ListPlace | None, look: Look, walk: Walk) -> None:
    """Add the blocks of an element to a Word one; place is the list item they stand in, None for none."""
    for child in parent:
        tag = child.tag
        if tag in (TEXT + 'p', TEXT + 'h'):
            _read_paragraph(child, word, place, look, walk)
            if place is not None:
                place.counts = False
        elif tag == TEXT + 'list':
            _read_list(child, word, place, look, walk)
        elif tag == TEXT + 'numbered-paragraph':
            _read_numbered(child, word, look, walk)
        elif tag == TABLE + 'table':
            word.append(table_to_word(child, lambda cell, box: _read_blocks(cell, box, None, look, walk)))
        elif tag == TEXT + 'section' and child.get(TEXT + 'display') == 'none':
            _read_blocks(child, word, place, Look(hidden=True), walk)
        elif isinstance(tag, str) and tag.startswith(DRAW):
            _read_drawing(child, word, look, walk)
        elif isinstance(tag, str) and tag not in _NOT_BLOCKS and not tag.endswith('-source'):
            _read_blocks(child, word, place, look, walk)


def _read_list(element: Element, word: Element, outer: ListPlace | None, look: Look, walk: Walk) -> None:
    place = open_list(element, outer, walk.lists)
    for item in element.iterchildren(TEXT + 'list-item', TEXT + 'list-header'):
        start = item.get(TEXT + 'start-value') or ''
        own = replace(
            place,
            style=item.get(TEXT + 'style-override') or place.style,
            counts=item.tag == TEXT + 'list-item',
            start=int(start) if start.isdecimal() and len(start) < 10 else None,
        )
        _read_blocks(item, word, own, look, walk)


def _read_numbered(element: Element, word: Element, look: Look, walk: Walk) -> None:
    """A paragraph that names its list and level itself (ODF 1.2, 5.3.6)."""
    place = open_list(element, None, walk.lists)
    name = element.get(TEXT + 'list-id')
    if name:
        place.run = walk.lists.by_id.setdefault(name, place.run)
    level = element.get(TEXT + 'level') or ''
    place.level = int(level) if level.isdecimal() and len(level) < 3 else 1
    _read_blocks(element, word, place, look, walk)


def _read_drawing(element: Element, word: Element, look: Look, walk: Walk) -> None:
    """A drawing that hangs on the page, not on a paragraph: in a paragraph of its own."""
    from lxml import etree

    carrier = etree.Element(TEXT + 'p')
    carrier.append(copy.deepcopy(element))
    _write_runs(carrier, etree.SubElement(word, P), look, walk)


def _read_paragraph(element: Element, word: Element, place: ListPlace | None, look: Look, walk: Walk) -> None:
    from lxml import etree

    paragraph = etree.SubElement(word, P)
    name = element.get(TEXT + 'style-name')
    label = _paragraph_label(element, place, name, walk)
    if label:
        run = etree.SubElement(paragraph, W + 'r')
        etree.SubElement(run, W + 't').text = label
    _write_runs(element, paragraph, combined(look, style_look('paragraph', name, walk.styles)), walk)


def _paragraph_label(element: Element, place: ListPlace | None, name: str | None, walk: Walk) -> str:
    if place is not None:
        own = style_value('paragraph', name, STYLE + 'list-style-name', walk.styles)
        return paragraph_label(place, own, walk.lists)
    level = element.get(TEXT + 'outline-level') or ''
    if element.tag == TEXT + 'h' and level.isdecimal() and len(level) < 3:
        return heading_label(element, int(level), walk.lists)
    return ''


def _write_runs(element: Element, paragraph: Element, look: Look, walk: Walk) -> None:
    from lxml import etree

    def add_note(kind: str, body: Element) -> None:
        note = etree.Element(W + kind)
        walk.notes.setdefault(kind, []).append(note)
        _read_blocks(body, note, None, Look(), walk)

    inline = Inline(
        walk.styles,
        walk.controls,
        lambda inner, box: _read_blocks(inner, box, None, Look(), walk),
        add_note,
        paragraph,
    )
    read_runs(element, look, inline)
