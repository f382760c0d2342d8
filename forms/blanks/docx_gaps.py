"""What a .docx draws where its text says nothing: underlined blanks, leaders, prompts, empty boxes.

The body is walked as Word lays it out, and each line is written with its drawn gaps as underscores.
Paths are those of the reader of .docx files: 'p[3]', 'tbl[1]/tr[2]/tc[1]', each counted from 1.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
WP = '{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}'
V = '{urn:schemas-microsoft-com:vml}'
MC = '{http://schemas.openxmlformats.org/markup-compatibility/2006}'
P, TBL, TR, TC, SDT = W + 'p', W + 'tbl', W + 'tr', W + 'tc', W + 'sdt'
BOX = W + 'txbxContent'
_WRAPPERS = frozenset(
    [SDT, W + 'sdtContent', MC + 'Choice']
    + [W + name for name in ('ins', 'moveTo', 'customXml', 'smartTag', 'dir', 'bdo')]
)
_UNSEEN = frozenset(
    [W + name for name in ('pPr', 'rPr', 'del', 'moveFrom', 'delText', 'instrText', 'delInstrText', 'sdtPr')]
    + [MC + 'Fallback']
)
_MARGIN = re.compile(r'margin-left:(-?\d+(?:\.\d+)?)pt')
_EMU_PER_POINT = 12_700
_DRAWN = '____'
"""What a tab's line and the prompt of a content control are drawn as."""

Element = Any
"""An lxml element; lxml ships no types."""


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text box: the path of the body's line or table that it hangs on, of its first line, and its text.

    across is how far right it stands, in EMU, None where the file does not say.
    """

    anchor: str
    path: str
    text: str
    across: int | None = None


@dataclass(slots=True)
class DrawnGaps:
    """By path in the body: a line as printed, and with its drawn gaps as underscores; and the text boxes."""

    plain: dict[str, str] = field(default_factory=dict)
    drawn: dict[str, str] = field(default_factory=dict)
    boxes: list[TextBox] = field(default_factory=list)
    box_lines: int = 0

    def line(self, path: str | None, text: str) -> str:
        """A line of the Document with its gaps drawn; unchanged where it is not as it was read."""
        plain = self.plain.get(path or '')
        if plain is None or not text.endswith(plain):
            return text
        return text.removesuffix(plain) + self.drawn[path or '']


def docx_to_gaps(data: bytes) -> DrawnGaps:
    """The gaps drawn in the body of a .docx; none where the package is not as expected.

    data is the file's bytes; a reader has accepted the file before.
    """
    from lxml import etree

    found = DrawnGaps()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            xml = package.read('word/document.xml')
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        body = etree.fromstring(xml, parser).find(W + 'body')
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return found
    if body is not None:
        _walk_body(body, found)
    return found


def _walk_body(body: Element, found: DrawnGaps) -> None:
    paragraphs = tables = 0
    for element in _unwrapped(body, P, TBL):
        if element.tag == TBL:
            tables += 1
            path = f'tbl[{tables}]'
            _walk_table(element, path, found)
        else:
            paragraphs += 1
            path = f'p[{paragraphs}]'
            found.plain[path], found.drawn[path] = _line_to_texts(element)
        _read_boxes(element, path, found)


def _walk_table(table: Element, path: str, found: DrawnGaps) -> None:
    for r, row in enumerate(_unwrapped(table, TR), start=1):
        for c, cell in enumerate(_unwrapped(row, TC), start=1):
            own = f'{path}/tr[{r}]/tc[{c}]'
            lines: list[tuple[str, str]] = []
            nested = 0
            for element in _unwrapped(cell, P, TBL):
                if element.tag == TBL:
                    nested += 1
                    _walk_table(element, f'{own}/tbl[{nested}]', found)
                else:
                    lines.append(_line_to_texts(element))
            found.plain[own] = '\n'.join(plain for plain, _ in lines if plain.strip())
            found.drawn[own] = '\n'.join(drawn for plain, drawn in lines if drawn.strip())


def _read_boxes(element: Element, anchor: str, found: DrawnGaps) -> None:
    """The lines of the text boxes that hang on a paragraph or table, counted as the reader counts them."""
    for box in element.iter(BOX):
        if any(parent.tag in (MC + 'Fallback', BOX) for parent in box.iterancestors()):
            continue
        first = found.box_lines + 1
        found.box_lines += sum(1 for _ in _unwrapped(box, P))
        text = ''.join(box.itertext(W + 't')).strip()
        found.boxes.append(TextBox(anchor, f'p[{first}]', text, _across(box)))


def _across(box: Element) -> int | None:
    """How far right a text box stands."""
    for parent in box.iterancestors(WP + 'anchor', V + 'rect', V + 'shape'):
        if parent.tag == WP + 'anchor':
            offset = parent.findtext(f'{WP}positionH/{WP}posOffset') or ''
            return int(offset) if offset.lstrip('-').isdecimal() else None
        margin = _MARGIN.search(parent.get('style') or '')
        return round(float(margin[1]) * _EMU_PER_POINT) if margin else None
    return None


def _unwrapped(parent: Element, *tags: str) -> Iterator[Element]:
    """The parent's children with these tags, also those inside content controls and insertions."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS or child.tag == MC + 'AlternateContent':
            yield from _unwrapped(child, *tags)


def _line_to_texts(paragraph: Element) -> tuple[str, str]:
    """(the line as read, the line with its drawn gaps as underscores)."""
    plain: list[str] = []
    drawn: list[str] = []
    leader = _has_leader(paragraph)
    for child in paragraph:
        _walk_run(child, plain, drawn, leader)
    if not ''.join(plain).strip() and paragraph.find(f'{W}pPr/{W}pBdr/{W}bottom') is not None:
        drawn.append(_DRAWN)
    return ''.join(plain), ''.join(drawn)


def _walk_run(element: Element, plain: list[str], drawn: list[str], leader: bool) -> None:
    tag = element.tag
    if tag in _UNSEEN or tag == BOX or not isinstance(tag, str):
        return
    if tag == SDT and _is_prompt(element):
        drawn.append(_DRAWN)
    elif tag == W + 't':
        text = element.text or ''
        plain.append(text)
        drawn.append(_lined(text) if _is_underlined(element.getparent()) else text)
    elif tag in (W + 'tab', W + 'ptab'):
        plain.append('\t')
        drawn.append(_DRAWN if leader or _is_underlined(element.getparent()) else '\t')
    elif tag in (W + 'br', W + 'cr'):
        plain.append('\n')
        drawn.append('\n')
    else:
        for child in element:
            _walk_run(child, plain, drawn, leader)


def _lined(text: str) -> str:
    """Underlined blanks are drawn; a single one between words is only a space."""
    if len(text) < 2 and not text.isspace():
        return text
    return ''.join('_' if char.isspace() else char for char in text)


def _is_underlined(run: Element) -> bool:
    properties = run.find(W + 'rPr')
    line = None if properties is None else properties.find(W + 'u')
    return line is not None and line.get(W + 'val') not in ('none', None)


def _has_leader(paragraph: Element) -> bool:
    """Whether the paragraph's tab stops draw a line."""
    stops = paragraph.findall(f'{W}pPr/{W}tabs/{W}tab')
    return any(stop.get(W + 'leader') in ('underscore', 'heavy') for stop in stops)


def _is_prompt(control: Element) -> bool:
    """Whether a content control still shows its prompt."""
    shown = control.find(f'{W}sdtPr/{W}showingPlcHdr')
    return shown is not None and (shown.get(W + 'val') or '1').lower() not in ('0', 'false', 'off')
