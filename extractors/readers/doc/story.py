"""One story of a Word binary (body, note, header, text box) as WordprocessingML blocks.

A table is nothing but paragraphs that say how deep in tables they lie, with marks that end cells and
rows ([MS-DOC] 2.4.3, 2.4.4).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from extractors.readers.doc.drawings import Drawings
from extractors.readers.doc.file import Range
from extractors.readers.doc.props import Formats, Shape
from extractors.readers.doc.runs import Pen, write_runs
from extractors.readers.doc.tables import Row, RowShape, rows_to_tables, sprms_to_shape
from extractors.readers.docx.names import PPR, RPR, VAL, Element, P, W
from model.errors import TooLarge

MAX_PARAGRAPHS = 200_000
MAX_DEPTH = 16
_CELL = '\x07'
_BREAKS = '\x0c\x0e'
_END = re.compile('[\r\x07\x0c\x0e]')


@dataclass(slots=True)
class Source:
    """A document's text and formatting, shared by its stories.

    sections are the positions where sections end; strays counts cell marks outside tables, undefined rows
    whose definition is missing or of other cells, unlabelled paragraphs with a label that is not read.
    """

    units: str
    formats: Formats
    sections: frozenset[int] = frozenset()
    paragraphs: int = 0
    strays: int = 0
    undefined: int = 0
    unlabelled: int = 0


@dataclass(slots=True)
class Level:
    """A table being read: its rows, the cells of the row being read, the blocks of the cell being read."""

    rows: list[Row] = field(default_factory=list)
    cells: list[list[Element]] = field(default_factory=list)
    blocks: list[Element] = field(default_factory=list)


def no_box(number: int) -> Collection[Element]:  # noqa: ARG001  # a story without text boxes
    """The blocks of a text box where there are none."""
    return ()


def read_blocks(
    source: Source,
    story: Range,
    drawings: Drawings | None = None,
    box: Callable[[int], Collection[Element]] = no_box,
    base: int | None = None,
) -> list[Element]:
    """The paragraphs and tables of a range, as w:p and w:tbl in order.

    Anchors of drawings are counted from base, by default the range's own beginning; box gives the blocks
    of a text box by its number. Raises TooLarge over the limit of paragraphs.
    """
    pen = Pen(
        source.units, source.formats, story.first if base is None else base, drawings or Drawings(), box
    )
    blocks: list[Element] = []
    levels: list[Level] = []
    first, numbered = story.first, True
    while first < story.end:
        found = _END.search(source.units, first, story.end)
        end = found.end() if found else story.end
        mark = source.units[end - 1] if found else ''
        shape, style = source.formats.shape(end - 1)
        broken = mark != '' and mark in _BREAKS and end not in source.sections
        labelled = numbered and not (broken and not source.units[first : end - 1].strip())
        element = _paragraph(pen, Range(first, end), style, shape if labelled else None)
        _place(source, element, shape, end, levels, blocks)
        numbered = not broken or (numbered and not labelled)
        first = end
        _count(source, shape)
    _close(source, levels, 0, blocks)
    return blocks


def _count(source: Source, shape: Shape) -> None:
    source.unlabelled += shape.old_label
    source.paragraphs += 1
    if source.paragraphs > MAX_PARAGRAPHS:
        raise TooLarge(f"段落超过{MAX_PARAGRAPHS // 10_000}万个，不像正常公文；请拆分后再放入")


def _paragraph(pen: Pen, story: Range, style: int, shape: Shape | None) -> Element:
    """One w:p; shape is None for what goes on behind a page break: its label stands before the break."""
    from lxml import etree

    element = etree.Element(P)
    numbered = shape is not None and shape.list_index > 0
    deleted = _is_deleted(pen.formats, story.end - 1, style)
    if numbered or deleted:
        properties = etree.SubElement(element, PPR)
        if shape is not None and numbered:
            numbering = etree.SubElement(properties, W + 'numPr')
            etree.SubElement(numbering, W + 'ilvl', {VAL: str(shape.level)})
            etree.SubElement(numbering, W + 'numId', {VAL: str(shape.list_index)})
        if deleted:
            etree.SubElement(etree.SubElement(properties, RPR), W + 'del')
    end = story.end - bool(_END.match(pen.units, story.end - 1))
    write_runs(pen, element, Range(story.first, end), style)
    return element


def _is_deleted(formats: Formats, position: int, style: int) -> bool:
    """Whether the mark at this position was deleted with tracked changes."""
    return formats.look(formats.characters.at(position), style).deleted


def _place(
    source: Source, element: Element, shape: Shape, end: int, levels: list[Level], blocks: list[Element]
) -> None:
    """Put a paragraph where it belongs: into the body, into the cell being read, or at the end of a row."""
    depth = min(shape.depth, MAX_DEPTH)
    marked = source.units[end - 1] == _CELL
    _close(source, levels, depth, blocks)
    levels += [Level() for _ in range(depth - len(levels))]
    if not levels:
        source.strays += marked
        blocks.append(element)
        return
    level = levels[-1]
    if shape.ends_row if depth == 1 else shape.ends_inner_row:
        _end_row(source, level, sprms_to_shape(shape.row), deleted=element.find(f'{PPR}/{RPR}') is not None)
        return
    level.blocks.append(element)
    if marked or (depth > 1 and shape.ends_inner_cell):
        level.cells.append(level.blocks)
        level.blocks = []


def _end_row(source: Source, level: Level, shape: RowShape, *, deleted: bool) -> None:
    if level.blocks:
        level.cells.append(level.blocks)
    if level.cells:
        source.undefined += len(shape.flags) != len(level.cells)
        level.rows.append(Row(shape, level.cells, deleted))
    level.cells, level.blocks = [], []


def _close(source: Source, levels: list[Level], depth: int, blocks: list[Element]) -> None:
    """End the tables deeper than this; each goes into the cell around it.

    A last row whose end is missing is a row; without any row before it these are paragraphs.
    """
    while len(levels) > depth:
        level = levels.pop()
        if level.blocks:
            level.cells.append(level.blocks)
        around = levels[-1].blocks if levels else blocks
        source.undefined += bool(level.cells)
        if level.cells and level.rows:
            level.rows.append(Row(RowShape(), level.cells))
        else:
            around += [block for cell in level.cells for block in cell]
        around += rows_to_tables(level.rows)
