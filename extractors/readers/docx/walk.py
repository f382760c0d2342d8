"""A document's stories (body, notes, headers, footers, text boxes) as blocks with their places."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from extractors.readers.boxes import text_to_boxes, unclear_boxes
from extractors.readers.docx.inline import Flow, Line, paragraph_to_line
from extractors.readers.docx.names import CHART, DGM, DIAGRAM, PPR, RPR, TBL, TEXT_BOX, A, C, Element, P, R, W
from extractors.readers.docx.numbering import Numbering, paragraph_to_label
from extractors.readers.docx.styles import Styles
from extractors.readers.docx.tables import Slot, table_to_slots, unwrapped
from extractors.readers.struck import struck_problem, struck_to_choice
from model.document import Block, Cell, Paragraph, Table
from model.place import Problem, Severity, Where

_AROUND_PAGE_NUMBER = re.compile(r'[第共页码Page of/／\-—–－·.\s]*')


@dataclass(slots=True)
class Walk:
    """One pass through a document; seen counts paragraphs and tables by part, for their paths.

    drawings are the charts and diagrams of the part being read, by the ids that refer to them.
    """

    numbering: Numbering
    styles: Styles
    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    pictures: int = 0
    drawings: dict[str, Element] = field(default_factory=dict)


@dataclass(slots=True)
class Cellar:
    """What a cell holds besides its own text: it follows its table as blocks of its own."""

    nested: list[tuple[Element, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


def read_story(story: Element, part: str, walk: Walk) -> None:
    """Add a story's blocks to the walk, each text box after the paragraph or table that anchors it."""
    flow = Flow(walk.styles)
    carried = ''
    for element in unwrapped(story, P, TBL):
        if element.tag == TBL:
            boxes = _read_table(element, part, f'tbl[{_next(walk, part, "tbl")}]', flow, walk)
        else:
            where = Where(part=part, path=f'p[{_next(walk, part, "p")}]')
            line, text = _read_line(element, where, flow, walk)
            if line.struck:
                walk.problems.append(struck_problem(line.struck, None, where))
            boxes = list(line.boxes)
            carried += text
            if not _runs_on(element):
                _add_paragraph(carried, where, line, walk)
                carried = ''
        _read_boxes(boxes, walk)
    walk.pictures += flow.pictures


def _next(walk: Walk, part: str, kind: str) -> int:
    walk.seen[part, kind] += 1
    return walk.seen[part, kind]


def _read_line(paragraph: Element, where: Where, flow: Flow, walk: Walk) -> tuple[Line, str]:
    """A paragraph's line, and its text behind its numbering label."""
    label = paragraph_to_label(paragraph, walk.numbering)
    line = paragraph_to_line(paragraph, flow)
    if line.hidden:
        walk.problems.append(
            Problem(
                'hidden_text',
                Severity.REVIEW,
                f"此处有隐藏文字{line.hidden}字，没有读入；请在 Word 中显示隐藏文字后核对是否有用",
                where,
            )
        )
    return line, label + line.text


def _runs_on(paragraph: Element) -> bool:
    """Whether the paragraph's end was deleted with tracked changes: the next one continues it."""
    properties = paragraph.find(PPR)
    mark = None if properties is None else properties.find(RPR)
    return mark is not None and (mark.find(W + 'del') is not None or mark.find(W + 'moveFrom') is not None)


def _add_paragraph(text: str, where: Where, line: Line, walk: Walk) -> None:
    if text.strip() and not (line.page_numbers and _AROUND_PAGE_NUMBER.fullmatch(text)):
        walk.blocks.append(Paragraph(text, where))


def _read_boxes(boxes: list[Element], walk: Walk) -> None:
    for box in boxes:
        if box.tag == TEXT_BOX:
            read_story(box, 'textbox', walk)
        for text in _box_lines(box, walk):
            where = Where(part='textbox', path=f'p[{_next(walk, "textbox", "p")}]')
            _add_paragraph(text, where, Line('', (), 0, 0), walk)


def _box_lines(box: Element, walk: Walk) -> list[str]:
    """The lines of word art, of a diagram's shapes or of a chart's titles; a chart's numbers are not read."""
    if box.tag in (CHART, DIAGRAM):
        drawing = walk.drawings.get(box.get(R + 'id') or box.get(R + 'dm') or '')
        titles = () if drawing is None else drawing.iter(C + 'title', DGM + 'pt')
        return [''.join(line.itertext(A + 't')) for title in titles for line in title.iter(A + 'p')]
    return [box.get('string') or ''] if box.tag != TEXT_BOX else []


def _read_table(table: Element, part: str, path: str, flow: Flow, walk: Walk) -> list[Element]:
    """Add a table and those nested in it; gives the text boxes anchored anywhere inside."""
    rows, cols, slots = table_to_slots(table)
    inner = Cellar()
    cells = tuple(_slot_to_cell(slot, _cell_where(slot, part, path), inner, flow, walk) for slot in slots)
    if rows:
        walk.blocks.append(Table(rows, cols, cells, Where(part=part, path=path)))
    for nested, nested_path in inner.nested:
        inner.boxes += _read_table(nested, part, nested_path, flow, walk)
    return inner.boxes


def _cell_where(slot: Slot, part: str, table: str) -> Where:
    return Where(part=part, path=f'{table}/tr[{slot.tr}]/tc[{slot.tc}]')


def _slot_to_cell(slot: Slot, where: Where, inner: Cellar, flow: Flow, walk: Walk) -> Cell:
    lines: list[str] = []
    struck: list[tuple[int, str]] = []
    tables = 0
    for element in unwrapped(slot.element, P, TBL):
        if element.tag == TBL:
            tables += 1
            inner.nested.append((element, f'{where.path}/tbl[{tables}]'))
        else:
            line, text = _read_line(element, where, flow, walk)
            inner.boxes += line.boxes
            start = sum(len(each) + 1 for each in lines) + len(text) - len(line.text)
            struck += [(start + place, words) for place, words in line.struck]
            if text.strip():
                lines.append(text)
    text = '\n'.join(lines)
    choice = struck_to_choice(text, struck) if struck else None
    if struck:
        walk.problems.append(struck_problem(struck, choice, where))
    text, boxes = choice or (text, text_to_boxes(text))
    walk.problems += unclear_boxes(boxes, where)
    return Cell(slot.row, slot.col, text, slot.rowspan, slot.colspan, boxes, where)
