r"""One story of an RTF file (body, note, header, text box) as it is being read into w:p and w:tbl.

RTF has no elements: a paragraph is what came before its \par, a cell what came before its \cell, a row
the cells before its \row, and how deep in tables a paragraph lies is its own property.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field

from extractors.readers.docx.names import PPR, RPR, Element, P, W
from extractors.readers.rtf.lists import Numbered
from extractors.readers.rtf.tables import Row, RowDefinition, rows_to_table

MAX_DEPTH = 40
"""Tables in tables; deeper ones are read at this depth."""

_NOT_XML = re.compile('[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\r]')
_SURROGATE = re.compile('[\ud800-\udfff]')


@dataclass(frozen=True, slots=True)
class Look:
    """What of a run's formatting is read: font is the picture font's name, None for any other."""

    hidden: bool = False
    struck: bool = False
    font: str | None = None


@dataclass(slots=True)
class OpenTable:
    """A table being read: finished rows, the finished cells of the row, the blocks of the cell."""

    rows: list[Row] = field(default_factory=list)
    cells: list[list[Element]] = field(default_factory=list)
    blocks: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    r"""Blocks go into root, or into the cell that is open; in_row from \trowd to \row.

    definition is the one in force for the outer table's rows (former: for those that define nothing),
    nested_definition that for nested ones.
    """

    root: Element
    numbered: list[Numbered]
    tables: list[OpenTable] = field(default_factory=list)
    paragraph: Element | None = None
    pieces: list[str] = field(default_factory=list)
    look: Look = field(default_factory=Look)
    label: list[str] | None = None
    in_row: bool = False
    former: RowDefinition = field(default_factory=RowDefinition)
    definition: RowDefinition = field(default_factory=RowDefinition)
    nested_definition: RowDefinition = field(default_factory=RowDefinition)


def add_text(text: str, look: Look, story: Story) -> None:
    """Add text to the open paragraph, to the last run where it looks the same."""
    if look != story.look:
        end_run(story)
        story.look = look
    story.pieces.append(text)


def end_run(story: Story) -> None:
    """Put the collected text into the paragraph as a run."""
    if story.pieces:
        text = clean(''.join(story.pieces))
        story.pieces.clear()
        if text:
            run = _new_run(story.look, story)
            _add(run, 't').text = text


def add_mark(name: str, look: Look, story: Story) -> Element:
    """Add a run with one w: element (tab, br, fldChar, ...) and give that element."""
    end_run(story)
    return _add(_new_run(look, story), name)


def end_paragraph(depth: int, place: tuple[int | None, int], story: Story, *, deleted: bool = False) -> None:
    """Close the paragraph and put it `depth` tables deep; place is its list (None: none) and level.

    deleted tells that its end was deleted with tracked changes: the next one continues it.
    """
    end_run(story)
    paragraph, story.paragraph = _open_paragraph(story), None
    if deleted:
        properties = _add_first(paragraph, PPR)
        _add(_add(properties, 'rPr'), 'del')
    label = None if story.label is None else clean(''.join(story.label))
    if place[0] is not None or label is not None:
        story.numbered.append(Numbered(paragraph, place[0] or 0, place[1], label))
    story.label = None
    _put(paragraph, depth, story)


def end_cell(depth: int, place: tuple[int | None, int], story: Story) -> None:
    """Close the paragraph and with it the cell, `depth` tables deep."""
    end_paragraph(depth, place, story)
    table = story.tables[-1]
    table.cells.append(table.blocks)
    table.blocks = []


def end_row(depth: int, definition: RowDefinition, story: Story) -> None:
    """Close the row `depth` tables deep; what stands behind its last cell belongs to that."""
    if _is_begun(story):
        end_paragraph(depth, (None, 0), story)
    _close_tables(depth, story)
    if len(story.tables) < depth:
        return
    table = story.tables[-1]
    if table.cells and definition.first and table.rows and table.rows[-1].definition.last:
        cells, table.cells = table.cells, []
        _close_tables(depth - 1, story)
        story.tables.append(OpenTable(cells=cells))
        table = story.tables[-1]
    _end_open_row(table, definition)


def end_story(story: Story) -> Element:
    """Close all that is open, as at a truncated end, and give the root."""
    if _is_begun(story):
        end_paragraph(len(story.tables), (None, 0), story)
    _close_tables(0, story)
    return story.root


def clean(text: str) -> str:
    r"""Text without characters XML cannot hold; halves of surrogate pairs from two \u joined."""
    if _SURROGATE.search(text):
        text = text.encode('utf-16', 'surrogatepass').decode('utf-16', 'replace')
    return _NOT_XML.sub('', text)


def _is_begun(story: Story) -> bool:
    return story.paragraph is not None or any(piece.strip() for piece in story.pieces)


def _open_paragraph(story: Story) -> Element:
    from lxml import etree

    if story.paragraph is None:
        story.paragraph = etree.Element(P)
    return story.paragraph


def _new_run(look: Look, story: Story) -> Element:
    run = _add(_open_paragraph(story), 'r')
    if look != Look():
        properties = _add(run, 'rPr')
        if look.hidden:
            _add(properties, 'vanish')
        if look.struck:
            _add(properties, 'strike')
        if look.font is not None:
            _add(properties, 'rFonts').set(W + 'ascii', look.font)
    return run


def _add(parent: Element, name: str) -> Element:
    from lxml import etree

    return etree.SubElement(parent, W + name)


def _add_first(parent: Element, tag: str) -> Element:
    from lxml import etree

    element = etree.Element(tag)
    parent.insert(0, element)
    return element


def _put(block: Element, depth: int, story: Story) -> None:
    depth = min(depth, MAX_DEPTH)
    _close_tables(depth, story)
    while len(story.tables) < depth:
        story.tables.append(OpenTable())
    if depth:
        story.tables[-1].blocks.append(block)
    else:
        story.root.append(block)


def _close_tables(depth: int, story: Story) -> None:
    """Close all tables deeper than `depth`, each into the cell around it."""
    while len(story.tables) > depth:
        table = story.tables.pop()
        if table.cells or any(_holds_text(block) for block in table.blocks):
            _end_open_row(table, story.nested_definition if story.tables else story.definition)
        if table.rows:
            parent = story.tables[-1].blocks if story.tables else story.root
            parent.append(rows_to_table(table.rows))


def _end_open_row(table: OpenTable, definition: RowDefinition) -> None:
    if any(_holds_text(block) for block in table.blocks):
        if not table.cells:
            table.cells.append([])
        table.cells[-1] += table.blocks
    table.blocks = []
    if table.cells:
        table.rows.append(Row(table.cells, copy.copy(definition)))
        table.cells = []


def _holds_text(block: Element) -> bool:
    return block.tag != P or any(child.tag not in (PPR, RPR) for child in block)
