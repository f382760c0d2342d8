"""Along a paragraph's runs: the text as Word prints it, and what hangs on it.

Insertions are in the text, deletions are not; hidden text is counted, struck-out text is kept apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from extractors.readers.docx.fields import Field, form_field_text, is_page_number, is_silent, overlaid_text
from extractors.readers.docx.names import (
    CHART,
    CHOICE,
    DIAGRAM,
    DSTRIKE,
    FALLBACK,
    MC,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    STRIKE,
    TC,
    TEXT_BOX,
    VANISH,
    W14,
    WORD_ART,
    A,
    Element,
    M,
    V,
    W,
    is_on,
    shows_placeholder,
    switch,
    value,
)
from extractors.readers.docx.styles import Styles, is_switched_on
from extractors.readers.docx.symbols import drawn_text, needs_font, symbol

R_STYLE, P_STYLE = W + 'rStyle', W + 'pStyle'
R_FONTS = W + 'rFonts'


@dataclass(slots=True)
class Flow:
    """One story's runs, walked in order: fields may span paragraphs, the rest is a paragraph's own.

    hidden counts characters; struck is (place in the paragraph's text, words) of what is struck out;
    boxes are the text boxes, word art, charts and diagrams met on the way.
    """

    styles: Styles
    fields: list[Field] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    paragraph_style: str | None = None
    hiding: bool = False
    hidden: int = 0
    striking: bool = False
    struck: list[tuple[int, str]] = field(default_factory=list)
    page_numbers: int = 0
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph's text and what was met along it."""

    text: str
    boxes: tuple[Element, ...]
    hidden: int
    page_numbers: int
    struck: tuple[tuple[int, str], ...] = ()


def paragraph_to_line(paragraph: Element, flow: Flow) -> Line:
    """A w:p as its printed text, numbering label apart."""
    flow.out, flow.boxes, flow.struck, flow.hidden, flow.page_numbers = [], [], [], 0, 0
    properties = paragraph.find(PPR)
    flow.paragraph_style = None if properties is None else value(properties, P_STYLE)
    if not _is_placeholder(paragraph):
        _children(paragraph, flow)
    # An instruction never goes on into the next paragraph: a field left open must not swallow the rest.
    flow.fields = [each for each in flow.fields if each.in_result]
    return Line(''.join(flow.out), tuple(flow.boxes), flow.hidden, flow.page_numbers, tuple(flow.struck))


def _is_placeholder(paragraph: Element) -> bool:
    """Whether a paragraph, or the cell it stands in, is the prompt of a content control around it."""
    parent = paragraph.getparent()
    if parent is not None and parent.tag == TC:
        parent = parent.getparent()
    return parent is not None and parent.tag == SDT_CONTENT and shows_placeholder(parent.getparent())


def _emit(flow: Flow, text: str) -> None:
    for each in flow.fields:
        if not each.in_result or each.silent:
            if not flow.fields[-1].in_result:
                flow.fields[-1].instruction.append(text)
            return
    if flow.hiding:
        flow.hidden += len(text.strip())
    elif flow.striking and text.strip():
        flow.struck.append((sum(map(len, flow.out)), text))
    else:
        flow.out.append(text)


def _children(element: Element, flow: Flow) -> None:
    for child in element:
        tag = child.tag
        handler = _HANDLERS.get(tag)
        if handler is not None:
            handler(child, flow)
        elif tag not in _SKIPPED and isinstance(tag, str):
            _children(child, flow)


def _run(run: Element, flow: Flow) -> None:
    before = flow.hiding, flow.striking
    properties = run.find(RPR)
    if properties is not None or flow.styles.switching:
        flow.hiding |= _is_on(VANISH, properties, flow)
        flow.striking |= _is_on(STRIKE, properties, flow) or _is_on(DSTRIKE, properties, flow)
    _children(run, flow)
    flow.hiding, flow.striking = before


def _is_on(switch: str, properties: Element | None, flow: Flow) -> bool:
    """A run's switch: its own word goes before its style's, that before the paragraph's."""
    direct = is_on(properties, switch)
    if direct is not None or not flow.styles.switching:
        return direct is True
    style = None if properties is None else value(properties, R_STYLE)
    return any(is_switched_on(switch, name, flow.styles) for name in (style, flow.paragraph_style) if name)


def _text(element: Element, flow: Flow) -> None:
    text = element.text or ''
    if needs_font(text):
        text = drawn_text(text, _font(element.getparent()))
    _emit(flow, text)


def _font(run: Element) -> str:
    properties = run.find(RPR)
    fonts = None if properties is None else properties.find(R_FONTS)
    return '' if fonts is None else fonts.get(W + 'ascii') or fonts.get(W + 'hAnsi') or ''


def _break(element: Element, flow: Flow) -> None:
    if element.get(W + 'type') in (None, 'textWrapping'):
        _emit(flow, '\n')


def _symbol(element: Element, flow: Flow) -> None:
    _emit(flow, symbol(element.get(W + 'font') or '', element.get(W + 'char') or ''))


def _field_char(element: Element, flow: Flow) -> None:
    kind = element.get(W + 'fldCharType')
    if kind == 'begin':
        _emit(flow, form_field_text(element))
        flow.fields.append(Field())
    elif kind == 'separate' and flow.fields:
        top = flow.fields[-1]
        top.in_result, top.silent = True, is_silent(top.code)
    elif kind == 'end' and flow.fields:
        ended = flow.fields.pop()
        flow.page_numbers += is_page_number(ended.code)
        if not ended.in_result:
            _emit(flow, overlaid_text(ended.code))


def _instruction(element: Element, flow: Flow) -> None:
    if flow.fields and not flow.fields[-1].in_result:
        flow.fields[-1].instruction.append(element.text or '')


def _simple_field(element: Element, flow: Flow) -> None:
    code = element.get(W + 'instr') or ''
    flow.page_numbers += is_page_number(code)
    if not is_silent(code):
        _children(element, flow)


def _alternate(element: Element, flow: Flow) -> None:
    chosen = element.find(CHOICE)
    chosen = element.find(FALLBACK) if chosen is None else chosen
    if chosen is not None:
        _children(chosen, flow)


def _control(element: Element, flow: Flow) -> None:
    content, properties = element.find(SDT_CONTENT), element.find(SDT_PR)
    box = None if properties is None else properties.find(W14 + 'checkbox')
    if box is not None:
        state = box.find(W14 + 'checked')
        checked = state is not None and switch(state, W14 + 'val')
        _emit(flow, _printed_box(content, checked=checked))
    elif content is not None and not shows_placeholder(element):
        _children(content, flow)


def _printed_box(content: Element | None, *, checked: bool) -> str:
    """The control's own character where it is one of the usual, else the usual one for its state."""
    printed = '' if content is None else ''.join(content.itertext(W + 't')).strip()
    if checked:
        return printed if printed in ('☑', '☒', '√') else '☑'
    return printed if printed in ('☐', '□') else '□'


def _fraction(element: Element, flow: Flow) -> None:
    """½ must not read as 12."""
    upper, lower = element.find(M + 'num'), element.find(M + 'den')
    for part, mark in ((upper, '/'), (lower, '')):
        if part is not None:
            _children(part, flow)
            _emit(flow, mark)


def _power(element: Element, flow: Flow) -> None:
    """The upper one of a base, set off: x² must not read as x2."""
    _emit(flow, '^')
    _children(element, flow)


def _ruby(element: Element, flow: Flow) -> None:
    base = element.find(W + 'rubyBase')
    if base is not None:
        _children(base, flow)


def _box(element: Element, flow: Flow) -> None:
    if flow.hiding:
        flow.hidden += len(''.join(element.itertext(W + 't')).strip())
    else:
        flow.boxes.append(element)


def _picture(element: Element, flow: Flow) -> None:  # noqa: ARG001  # a picture is only counted
    flow.pictures += 1


def _printing(text: str) -> Callable[[Element, Flow], None]:
    return lambda _, flow: _emit(flow, text)


_HANDLERS: dict[str, Callable[[Element, Flow], None]] = {
    W + 'r': _run,
    W + 't': _text,
    M + 't': _text,
    W + 'tab': _printing('\t'),
    W + 'ptab': _printing('\t'),
    W + 'br': _break,
    W + 'cr': _printing('\n'),
    W + 'noBreakHyphen': _printing('-'),
    W + 'sym': _symbol,
    W + 'fldChar': _field_char,
    W + 'instrText': _instruction,
    W + 'fldSimple': _simple_field,
    W + 'ruby': _ruby,
    M + 'f': _fraction,
    M + 'sup': _power,
    SDT: _control,
    MC + 'AlternateContent': _alternate,
    TEXT_BOX: _box,
    WORD_ART: _box,
    CHART: _box,
    DIAGRAM: _box,
    A + 'blip': _picture,
    V + 'imagedata': _picture,
}
_SKIPPED = frozenset(
    [PPR, RPR, W + 'del', W + 'moveFrom', W + 'delText', W + 'delInstrText', FALLBACK, SDT_PR, M + 'rPr']
)
"""Everything else is a wrapper of runs (w:ins, w:hyperlink, w:smartTag, ...) and is walked through."""
