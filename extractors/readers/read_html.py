"""Web pages, and office files that are web pages inside (.xls and .doc exports of many systems)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from extractors.readers.boxes import text_to_boxes, unclear_boxes
from extractors.readers.html_tables import Slot, table_to_slots
from extractors.readers.html_text import Break, Element, Inner, Unshown, collapse, element_to_tokens
from extractors.readers.read_text import bytes_to_text
from model.document import Block, Cell, Paragraph, Table
from model.errors import Damaged
from model.place import Problem, Severity, Where

NAME = 'html'

_START = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|title)\b',
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb'<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["\']?\s*([\w-]+)', re.IGNORECASE)
_FROM_WORD = re.compile(rb'<meta[^>]+generator[^>]+microsoft', re.IGNORECASE)


@dataclass(slots=True)
class _Walk:
    """One pass through a page."""

    joins_han: bool
    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unshown: Unshown = field(default_factory=Unshown)


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # content decides
    """60 where the file begins as a page does; a text that only holds '<' somewhere is none."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode('utf-16', errors='ignore').encode()
    return 60 if _START.match(head) else None


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """Read a page as a browser shows it; Where.path is the element's path from the root.

    Scripts, navigation and page feet are left out; no other file is opened, no address called.
    Raises Damaged for a page without elements, TooLarge for a table of over a million places.
    """
    from lxml import html

    data = path.read_bytes()
    text, problems = _decode(data)
    parser = html.HTMLParser(
        encoding='utf-8', no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = html.document_fromstring(text.encode('utf-8', errors='replace'), parser=parser)
    if root is None or any(fault.type_name == 'ERR_RESOURCE_LIMIT' for fault in parser.error_log):
        raise Damaged("网页里没有内容，或层层嵌套过深，读不完整；请在浏览器里打开，重新保存后再放入")
    walk = _Walk(joins_han=bool(_FROM_WORD.search(data[:4096])), problems=problems)
    _read_flow(root, walk)
    walk.problems += _unshown_problems(walk.unshown)
    return tuple(walk.blocks), None, tuple(walk.problems)


def _decode(data: bytes) -> tuple[str, list[Problem]]:
    """UTF-8 if it is valid UTF-8, else what the page says of itself, else as any text."""
    named = _CHARSET.search(data[:4096])
    text, problems = bytes_to_text(data)
    if named is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return text, problems
    name = named[1].decode('ascii', errors='replace').lower()
    try:
        encoding = codecs.lookup('gb18030' if name.startswith('gb') else name).name
        return (text, problems) if _is_utf8(data) else (data.decode(encoding), [])
    except (LookupError, UnicodeDecodeError):
        return text, problems


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode('utf-8')
    except UnicodeDecodeError:
        return False
    return True


def _unshown_problems(unshown: Unshown) -> Iterable[Problem]:
    if unshown.hidden:
        message = f"网页中有隐藏文字{unshown.hidden}字，没有读入；请对照原网页核对是否有用"
        yield Problem('hidden_text', Severity.REVIEW, message)
    if unshown.furniture:
        message = f"网页的导航栏和页脚（{unshown.furniture}字）已略去，不作正文"
        yield Problem('furniture_dropped', Severity.INFO, message)


def _read_flow(element: Element, walk: _Walk) -> None:
    """Add an element's paragraphs and tables to the walk."""
    pieces: list[str] = []
    home = element
    for token in element_to_tokens(element, walk.unshown):
        if isinstance(token, str):
            pieces.append(token)
            continue
        _add_paragraph(pieces, home, walk)
        pieces, home = [], token.element
        if isinstance(token, Inner):
            home = token.element.getparent()
            _read_table(token.element, walk)
    _add_paragraph(pieces, home, walk)


def _add_paragraph(pieces: list[str], home: Element, walk: _Walk) -> None:
    text = collapse(''.join(pieces), joins_han=walk.joins_han)
    if text.strip():
        walk.blocks.append(Paragraph(text, _place(home)))


def _place(element: Element) -> Where:
    return Where(path=element.getroottree().getpath(element).strip('/'))


def _read_table(table: Element, walk: _Walk) -> None:
    """Add a table and those nested in it, or, where it only lays out the page, what is in it."""
    rows, cols, slots = table_to_slots(table, walk.unshown)
    for caption in table.iterchildren('caption'):
        _read_flow(caption, walk)
    if _is_layout(table, slots):
        for slot in slots:
            _read_flow(slot.element, walk)
        return
    nested: list[Element] = []
    cells = tuple(_slot_to_cell(slot, nested, walk) for slot in slots)
    walk.blocks.append(Table(rows, cols, cells, _place(table)))
    for inner in nested:
        _read_table(inner, walk)


def _is_layout(table: Element, slots: list[Slot]) -> bool:
    """Whether a table only places things: one column of content, or tables side by side in few cells."""
    filled = [slot for slot in slots if slot.element.text_content().strip()]
    if table.get('role') == 'presentation' or len(filled) < 2:
        return True
    holds_tables = any(slot.element.find('.//table') is not None for slot in filled)
    return holds_tables and len({slot.row for slot in filled}) == len(filled)


def _slot_to_cell(slot: Slot, nested: list[Element], walk: _Walk) -> Cell:
    lines: list[list[str]] = [[]]
    for token in element_to_tokens(slot.element, walk.unshown):
        if isinstance(token, str):
            lines[-1].append(token)
        elif isinstance(token, Break):
            lines.append([])
        else:
            nested.append(token.element)
            lines.append([])
    texts = (collapse(''.join(pieces), joins_han=walk.joins_han) for pieces in lines)
    text = '\n'.join(text for text in texts if text.strip())
    where = _place(slot.element)
    boxes = text_to_boxes(text)
    walk.problems += unclear_boxes(boxes, where)
    return Cell(slot.row, slot.col, text, slot.rowspan, slot.colspan, boxes, where)
