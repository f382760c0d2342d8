"""WordprocessingML as far as filling needs it: cells and rows, and a paragraph's text with its places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from forms.filling.spans import Element

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
W14 = '{http://schemas.microsoft.com/office/word/2010/wordml}'
R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
MC = '{http://schemas.openxmlformats.org/markup-compatibility/2006}'
VAL = W + 'val'
P, TBL, TR, TC, T, RUN = (W + name for name in ('p', 'tbl', 'tr', 'tc', 't', 'r'))
PPR, RPR, SDT, SDT_PR, SDT_CONTENT = (W + name for name in ('pPr', 'rPr', 'sdt', 'sdtPr', 'sdtContent'))
TEXT_BOX = W + 'txbxContent'
CHOICE, FALLBACK = MC + 'Choice', MC + 'Fallback'

_WRAPPERS = frozenset(
    [SDT, SDT_CONTENT, CHOICE]
    + [W + name for name in ('ins', 'moveTo', 'customXml', 'smartTag', 'dir', 'bdo')]
)
_SKIPPED = frozenset(
    [PPR, RPR, SDT_PR, FALLBACK, TEXT_BOX]
    + [W + name for name in ('del', 'moveFrom', 'delText', 'delInstrText', 'rt')]
)
_PRINTED = {W + 'tab': '\t', W + 'ptab': '\t', W + 'cr': '\n', W + 'noBreakHyphen': '-'}
_LABELS = re.compile(r'\W+')

AtomKind = Literal['text', 'mark', 'box', 'symbol', 'prompt']


class Atom(NamedTuple):
    """A piece of a paragraph's text and the element that prints it.

    mark: a tab or break; box: a content control or form field to tick; symbol: w:sym;
    prompt: a content control that shows its prompt, of which nothing is text.
    """

    kind: AtomKind
    text: str
    element: Element


@dataclass(slots=True)
class _Flow:
    atoms: list[Atom] = field(default_factory=list)
    codes: list[bool] = field(default_factory=list)
    """For each field open, whether its result has begun."""


def unwrapped(parent: Element, *tags: str) -> Iterator[Element]:
    """The parent's children with these tags, also those inside content controls and insertions."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from unwrapped(child, *tags)
        elif child.tag == MC + 'AlternateContent':
            chosen = child.find(CHOICE)
            chosen = child.find(FALLBACK) if chosen is None else chosen
            yield from () if chosen is None else unwrapped(chosen, *tags)


def is_on(parent: Element | None, name: str) -> bool:
    """Whether a toggle such as w:vanish is set."""
    child = None if parent is None else parent.find(W + name)
    return child is not None and (child.get(VAL) or '1').lower() not in ('0', 'false', 'off')


def number_of(parent: Element | None, name: str, attribute: str = 'val') -> int | None:
    """An attribute of a direct child as an integer; None where missing or none."""
    child = None if parent is None else parent.find(W + name)
    text = '' if child is None else child.get(W + attribute) or ''
    return int(text) if text.isdecimal() else None


def fold(text: str) -> str:
    """Text without anything but letters and digits, for comparing what is printed."""
    return _LABELS.sub('', text)


def squeezed(text: str) -> str:
    """Text without white space."""
    return ''.join(text.split())


def paragraph_to_atoms(paragraph: Element) -> list[Atom]:
    """What a paragraph prints, in order; hidden and deleted text, text boxes and field codes are left out."""
    flow = _Flow()
    control = _prompting(paragraph)
    if control is not None:
        flow.atoms.append(Atom('prompt', '', control))
    else:
        _walk(paragraph, flow)
    return flow.atoms


def _prompting(paragraph: Element) -> Element | None:
    """The content control around a paragraph, or around its cell, that still shows its prompt."""
    parent = paragraph.getparent()
    if parent is not None and parent.tag == TC:
        parent = parent.getparent()
    if parent is not None and parent.tag == SDT_CONTENT and shows_prompt(parent.getparent()):
        return parent.getparent()
    return None


def shows_prompt(control: Element) -> bool:
    """Whether nobody has filled a content control in."""
    return is_on(control.find(SDT_PR), 'showingPlcHdr')


def text_of(atoms: list[Atom]) -> str:
    """The text of a paragraph's atoms."""
    return ''.join(atom.text for atom in atoms)


def _walk(element: Element, flow: _Flow) -> None:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        handler = _HANDLERS.get(tag)
        if handler is not None:
            handler(child, flow)
        elif tag in _PRINTED:
            _emit(flow, Atom('mark', _PRINTED[tag], child))
        else:
            _walk(child, flow)


def _emit(flow: _Flow, atom: Atom) -> None:
    if all(flow.codes):
        flow.atoms.append(atom)


def _run(run: Element, flow: _Flow) -> None:
    if not is_on(run.find(RPR), 'vanish'):
        _walk(run, flow)


def _text(element: Element, flow: _Flow) -> None:
    if element.text:
        _emit(flow, Atom('text', element.text, element))


def _break(element: Element, flow: _Flow) -> None:
    if element.get(W + 'type') in (None, 'textWrapping'):
        _emit(flow, Atom('mark', '\n', element))


def _symbol(element: Element, flow: _Flow) -> None:
    code = element.get(W + 'char') or ''
    try:
        _emit(flow, Atom('symbol', chr(int(code, 16)), element))
    except (ValueError, OverflowError):
        return


def _field_char(element: Element, flow: _Flow) -> None:
    kind = element.get(W + 'fldCharType')
    if kind == 'begin':
        box = element.find(f'{W}ffData/{W}checkBox')
        if box is not None:
            _emit(flow, Atom('box', '☑' if _is_ticked(box) else '□', element))
        flow.codes.append(False)
    elif kind == 'separate' and flow.codes:
        flow.codes[-1] = True
    elif kind == 'end' and flow.codes:
        flow.codes.pop()


def _is_ticked(box: Element) -> bool:
    return is_on(box, 'checked') if box.find(W + 'checked') is not None else is_on(box, 'default')


def _control(element: Element, flow: _Flow) -> None:
    properties, content = element.find(SDT_PR), element.find(SDT_CONTENT)
    box = None if properties is None else properties.find(W14 + 'checkbox')
    if box is not None:
        state = box.find(W14 + 'checked')
        on = state is not None and (state.get(W14 + 'val') or '1') not in ('0', 'false')
        _emit(flow, Atom('box', '☑' if on else '□', element))
    elif shows_prompt(element):
        _emit(flow, Atom('prompt', '', element))
    elif content is not None:
        _walk(content, flow)


def _alternate(element: Element, flow: _Flow) -> None:
    chosen = element.find(CHOICE)
    chosen = element.find(FALLBACK) if chosen is None else chosen
    if chosen is not None:
        _walk(chosen, flow)


_HANDLERS: dict[str, Callable[[Element, _Flow], None]] = {
    RUN: _run,
    T: _text,
    W + 'br': _break,
    W + 'sym': _symbol,
    W + 'fldChar': _field_char,
    SDT: _control,
    MC + 'AlternateContent': _alternate,
}


def grid_column(row: Element, cell: Element) -> int:
    """The grid column at which a cell of a row begins."""
    column = number_of(row.find(W + 'trPr'), 'gridBefore') or 0
    for each in unwrapped(row, TC):
        if each is cell:
            break
        column += number_of(each.find(W + 'tcPr'), 'gridSpan') or 1
    return column


def is_continued(cell: Element) -> bool:
    """Whether a cell goes on with the one above it."""
    merge = cell.find(f'{W}tcPr/{W}vMerge')
    return merge is not None and merge.get(VAL) in (None, 'continue')


def top_cell(table: Element, row: Element, cell: Element) -> Element:
    """The cell that a vertically merged one belongs to; the cell itself where it is none."""
    if not is_continued(cell):
        return cell
    column = grid_column(row, cell)
    rows = list(unwrapped(table, TR))
    for above in reversed(rows[: rows.index(row)]):
        upper = next((each for each in unwrapped(above, TC) if grid_column(above, each) == column), None)
        if upper is None:
            return cell
        if not is_continued(upper):
            return upper
    return cell
