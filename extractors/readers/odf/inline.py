"""Along a paragraph of an OpenDocument text: its characters as w:r, and what hangs on it (ODF 1.2, 6)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extractors.readers.docx.names import Element, V, W
from extractors.readers.odf.package import DRAW, FIELD, FORM, LOEXT, OFFICE, SVG, TEXT
from extractors.readers.odf.styles import Look, Styles, combined, style_look

_MOST_SPACES = 1_000
_BLANKS = re.compile(r'[ \t\r\n]+')
_SILENT = frozenset(
    [
        *(TEXT + name for name in ('note-citation', 'ruby-text', 'placeholder', 'tracked-changes')),
        *(DRAW + name for name in ('enhanced-geometry', 'glue-point', 'image-map')),
        OFFICE + 'annotation-end', OFFICE + 'forms', FIELD + 'param', OFFICE + 'event-listeners',
        SVG + 'title', SVG + 'desc',
    ]
)  # fmt: skip
_SHAPES = frozenset(
    DRAW + name
    for name in (
        'text-box', 'custom-shape', 'rect', 'ellipse', 'circle', 'line', 'polyline', 'polygon', 'path',
        'regular-polygon', 'connector', 'caption', 'measure',
    )
)  # fmt: skip


@dataclass(slots=True)
class Inline:
    """A paragraph being written; fill reads the blocks of a box, add_note files a note.

    controls are the form controls by id; blank tells that white space before the next character is none.
    """

    styles: Styles
    controls: dict[str, Element]
    fill: Callable[[Element, Element], None]
    add_note: Callable[[str, Element], None]
    word: Element
    blank: bool = True


def read_runs(element: Element, look: Look, inline: Inline) -> None:
    """Write an element's text and children, each with the text behind it."""
    add_text(element.text, look, inline)
    for child in element:
        tag = child.tag
        if isinstance(tag, str):
            handler = _HANDLERS.get(tag)
            if handler is not None:
                handler(child, look, inline)
            elif tag in _SHAPES:
                _box(child, look, inline)
            elif tag not in _SILENT:
                read_runs(child, look, inline)
        add_text(child.tail, look, inline)


def add_text(text: str | None, look: Look, inline: Inline) -> None:
    """Add characters; white space is one space, and none at the paragraph's beginning (ODF 1.2, 6.1.2)."""
    if not text:
        return
    text = _BLANKS.sub(' ', text)
    if inline.blank and text[0] == ' ':
        text = text[1:]
    if text:
        inline.blank = text[-1] == ' '
        _run(look, inline, 't').text = text


def _run(look: Look, inline: Inline, name: str) -> Element:
    from lxml import etree

    run = etree.SubElement(inline.word, W + 'r')
    if look != Look():
        properties = etree.SubElement(run, W + 'rPr')
        if look.hidden:
            etree.SubElement(properties, W + 'vanish')
        if look.struck:
            etree.SubElement(properties, W + 'strike')
        if look.font:
            etree.SubElement(properties, W + 'rFonts').set(W + 'ascii', look.font)
    inline.blank = False if name != 't' else inline.blank
    return etree.SubElement(run, W + name)


def _span(element: Element, look: Look, inline: Inline) -> None:
    own = style_look('text', element.get(TEXT + 'style-name'), inline.styles)
    read_runs(element, combined(own, look), inline)


def _spaces(element: Element, look: Look, inline: Inline) -> None:
    text = element.get(TEXT + 'c') or '1'
    count = min(int(text), _MOST_SPACES) if text.isdecimal() and len(text) < 10 else 1
    inline.blank = False
    _run(look, inline, 't').text = ' ' * count


def _element(name: str) -> Callable[[Element, Look, Inline], None]:
    def handler(element: Element, look: Look, inline: Inline) -> None:  # noqa: ARG001
        _run(look, inline, name)

    return handler


def _page_number(element: Element, look: Look, inline: Inline) -> None:  # noqa: ARG001
    from lxml import etree

    etree.SubElement(inline.word, W + 'fldSimple').set(W + 'instr', 'PAGE')
    inline.blank = False


def _note(element: Element, look: Look, inline: Inline) -> None:  # noqa: ARG001
    body = element.find(TEXT + 'note-body')
    if body is not None:
        inline.add_note('endnote' if element.get(TEXT + 'note-class') == 'endnote' else 'footnote', body)


def _comment(element: Element, look: Look, inline: Inline) -> None:  # noqa: ARG001
    inline.add_note('comment', element)


def _box(element: Element, look: Look, inline: Inline) -> None:
    from lxml import etree

    if look.hidden:
        read_runs(element, look, inline)
        return
    run = etree.SubElement(inline.word, W + 'r')
    box = etree.SubElement(etree.SubElement(run, W + 'pict'), W + 'txbxContent')
    inline.fill(element, box)
    if not len(box):
        inline.word.remove(run)


def _picture(element: Element, look: Look, inline: Inline) -> None:  # noqa: ARG001
    from lxml import etree

    etree.SubElement(_run(look, inline, 'pict'), V + 'imagedata')


def _field_mark(element: Element, look: Look, inline: Inline) -> None:
    """Word's legacy form fields as LibreOffice keeps them."""
    kind = (element.get(FIELD + 'type') or '').rpartition('.')[2]
    given = {each.get(FIELD + 'name'): each.get(FIELD + 'value') for each in element.findall(FIELD + 'param')}
    if kind == 'FORMCHECKBOX':
        add_text('☑' if given.get('Checkbox_Checked') == 'true' else '□', look, inline)
    elif kind == 'FORMDROPDOWN':
        entries = [
            each.get(FIELD + 'value') or ''
            for each in element.findall(FIELD + 'param')
            if each.get(FIELD + 'name') == 'Dropdown_ListEntry'
        ]
        chosen = given.get('Dropdown_Selected') or ''
        if chosen.isdecimal() and int(chosen) < len(entries):
            add_text(entries[int(chosen)], look, inline)


def _content_control(element: Element, look: Look, inline: Inline) -> None:
    if element.get(LOEXT + 'showing-place-holder') == 'true':
        return
    if element.get(LOEXT + 'checkbox') == 'true':
        shown = ''.join(element.itertext()).strip()
        checked = element.get(LOEXT + 'checked') == 'true'
        usual = ('☑', '☒', '√') if checked else ('☐', '□')
        add_text(shown if shown in usual else usual[0], look, inline)
    else:
        read_runs(element, look, inline)


def _control(element: Element, look: Look, inline: Inline) -> None:
    control = inline.controls.get(element.get(DRAW + 'control') or '')
    if control is None:
        return
    state = control.get(FORM + 'current-state') or control.get(FORM + 'state')
    chosen = control.get(FORM + 'current-selected') or control.get(FORM + 'selected')
    if control.tag == FORM + 'checkbox':
        add_text('☑' if state == 'checked' else '□', look, inline)
    elif control.tag == FORM + 'radio':
        add_text('☑' if chosen == 'true' else '□', look, inline)
    shown = control.get(FORM + 'label') or control.get(FORM + 'current-value') or control.get(FORM + 'value')
    if control.tag != FORM + 'button':
        add_text(shown, look, inline)


def _hidden_field(element: Element, look: Look, inline: Inline) -> None:
    hidden = element.get(TEXT + 'is-hidden') == 'true'
    add_text(element.get(TEXT + 'string-value'), combined(Look(hidden=hidden), look), inline)


def _change(element: Element, look: Look, inline: Inline) -> None:  # noqa: ARG001
    from lxml import etree

    etree.SubElement(inline.word, W + ('ins' if element.tag == TEXT + 'change-start' else 'del'))


_HANDLERS: dict[str, Callable[[Element, Look, Inline], None]] = {
    TEXT + 'span': _span,
    TEXT + 's': _spaces,
    TEXT + 'tab': _element('tab'),
    TEXT + 'line-break': _element('br'),
    TEXT + 'page-number': _page_number,
    TEXT + 'page-count': _page_number,
    TEXT + 'note': _note,
    OFFICE + 'annotation': _comment,
    DRAW + 'image': _picture,
    DRAW + 'control': _control,
    FIELD + 'fieldmark': _field_mark,
    FIELD + 'fieldmark-start': _field_mark,
    LOEXT + 'content-control': _content_control,
    TEXT + 'hidden-text': _hidden_field,
    TEXT + 'change': _change,
    TEXT + 'change-start': _change,
}
