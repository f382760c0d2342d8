"""A .docx as lines of text with their resolved look, however a word processor cut it into runs and parts.

Two files that print the same give the same lines: runs, styles' names, proofing marks, bookmarks and the
order of parts do not matter; tracked changes count as accepted; page numbers are all alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from lxml import etree

from outgoing.line_looks import CharLook, ParagraphLook, Styles, section_looks
from outgoing.plain_wording import FALLBACK, W, members_of, parse

PAGE = '\ufffc'
"""Stands for a page number, whatever it was when the file was saved."""

_R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
_PAGES = re.compile(r'\b(?:NUM|SECTION)?PAGES?\b', re.IGNORECASE)
_SAID = {f'{W}tab': '\t', f'{W}br': '\n', f'{W}cr': '\n', f'{W}noBreakHyphen': '-'}
_GONE = {f'{W}del', f'{W}moveFrom'}
_TRACKED = ('ins', 'del', 'moveFrom', 'moveTo')


class Char(NamedTuple):
    """One printed character: where it stands in its paragraph's own text (stamping's offsets), its look."""

    text: str
    at: int
    look: CharLook


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: the part and number it has in its file, where a person finds it, its text and look.

    place is 'body', 'table' or the kind of head or foot ('footer default'); chars tell each character;
    row counts the part's table rows and cell those in the row (None, 0 outside tables).
    """

    part: str
    number: int
    place: str
    text: str
    chars: tuple[Char, ...]
    look: ParagraphLook
    row: int | None = None
    cell: int = 0


@dataclass(frozen=True, slots=True)
class Lines:
    """A whole file: the lines of its body, those of each head and foot, and the looks of its sections."""

    body: tuple[Line, ...]
    edges: dict[str, tuple[Line, ...]]
    sections: tuple[dict[str, int], ...]
    tracked: bool
    tables: bool

    def every(self) -> Iterator[Line]:
        """All lines, each part's once."""
        yield from self.body
        seen: set[str] = set()
        for lines in self.edges.values():
            if lines and lines[0].part not in seen:
                seen.add(lines[0].part)
                yield from lines


def docx_to_lines(data: bytes) -> Lines:
    """The lines of a .docx.

    Raises:
        Damaged: it is no .docx.
    """
    members = members_of(data)
    styles = Styles(members.get('word/styles.xml'))
    root = parse(members['word/document.xml'])
    sections = tuple(root.iter(f'{W}sectPr'))
    sections = tuple(one for one in sections if one.getparent().tag != f'{W}sectPrChange')
    edges = {
        kind: tuple(_lines(part, parse(members[part]), kind, styles))
        for kind, part in _edges(members, sections).items()
        if part in members
    }
    return Lines(
        body=tuple(_lines('word/document.xml', root, 'body', styles)),
        edges=edges,
        sections=tuple(section_looks(one) for one in sections),
        tracked=next(root.iter(*(f'{W}{name}' for name in _TRACKED)), None) is not None,
        tables=next(root.iter(f'{W}tbl'), None) is not None,
    )


def _edges(members: dict[str, bytes], sections: tuple[etree._Element, ...]) -> dict[str, str]:
    """Parts of heads and feet by what they are: 'footer even 0'."""
    targets = {}
    relations = members.get('word/_rels/document.xml.rels')
    for one in parse(relations) if relations else ():
        targets[one.get('Id')] = 'word/' + str(one.get('Target')).removeprefix('/word/').removeprefix('./')
    found: dict[str, str] = {}
    for number, section in enumerate(sections):
        for kind in ('header', 'footer'):
            for one in section.iter(f'{W}{kind}Reference'):
                part = targets.get(one.get(f'{_R}id'))
                if part:
                    found[f'{kind} {one.get(f"{W}type")} {number}'] = part
    return found


def _lines(part: str, root: etree._Element, place: str, styles: Styles) -> Iterator[Line]:
    pending: list[Char] = []
    rows = {row: number for number, row in enumerate(root.iter(f'{W}tr'))}
    for number, paragraph in enumerate(root.iter(f'{W}p')):
        if any(above.tag == FALLBACK or above.tag in _GONE for above in paragraph.iterancestors()):
            continue
        chars = [*pending, *_chars(paragraph, styles)]
        if paragraph.find(f'{W}pPr/{W}rPr/{W}del') is not None:  # its end is deleted: it runs on
            pending = chars
            continue
        pending = []
        row, cell = _cell(paragraph, rows)
        where = 'table' if row is not None and place == 'body' else place
        text = ''.join(one.text for one in chars)
        yield Line(part, number, where, text, tuple(chars), styles.paragraph_look(paragraph), row, cell)


def _cell(paragraph: etree._Element, rows: dict[etree._Element, int]) -> tuple[int | None, int]:
    cell = next(paragraph.iterancestors(f'{W}tc'), None)
    if cell is None or cell.getparent() not in rows:
        return None, 0
    return rows[cell.getparent()], len(list(cell.itersiblings(f'{W}tc', preceding=True)))


def _chars(paragraph: etree._Element, styles: Styles) -> Iterator[Char]:
    """What a paragraph prints, without deleted text and the text of boxes in it; a page number is PAGE."""
    at, paged = 0, False
    fields: list[str] = []
    for node in paragraph.iter(f'{W}t', f'{W}fldChar', f'{W}instrText', *_SAID):
        run = node.getparent()
        if run.tag != f'{W}r' or next(node.iterancestors(f'{W}p')) is not paragraph:
            continue
        if node.tag == f'{W}fldChar':
            _step(fields, node.get(f'{W}fldCharType'))
        elif node.tag == f'{W}instrText':
            fields[-1:] = [fields[-1] + (node.text or '')] if fields else []
        else:
            text = node.text or '' if node.tag == f'{W}t' else _SAID[node.tag]
            if _stays(node, paragraph):
                look = styles.char_look(run, paragraph)
                if not any(map(_PAGES.search, fields)) and not _is_page(node, paragraph):
                    yield from (Char(char, at + place, look) for place, char in enumerate(text))
                elif text and not paged:
                    yield Char(PAGE, at, look)
                    paged = True
            at += len(text)


def _step(fields: list[str], kind: str | None) -> None:
    if kind == 'begin':
        fields.append('')
    elif kind == 'end' and fields:
        fields.pop()


def _stays(node: Any, paragraph: etree._Element) -> bool:
    """Not deleted by a tracked change."""
    return not any(above.tag in _GONE for above in _above(node, paragraph))


def _is_page(node: Any, paragraph: etree._Element) -> bool:
    """A page number in a simple field."""
    return any(
        above.tag == f'{W}fldSimple' and _PAGES.search(above.get(f'{W}instr', ''))
        for above in _above(node, paragraph)
    )


def _above(node: Any, paragraph: etree._Element) -> Iterator[etree._Element]:
    for above in node.iterancestors():
        if above is paragraph:
            return
        yield above
