"""Every place of a received blank form that wants a value, from its Document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from forms.blanks.cells import arranged_to_places
from forms.blanks.docx_gaps import DrawnGaps
from forms.blanks.fields import Labelled, with_fields, without_foreign_rows
from forms.blanks.gaps import text_to_gaps
from forms.blanks.lines import lines_to_places
from forms.blanks.rows import arrange
from forms.blanks.samples import has_placeholders
from forms.blanks.text_boxes import empty_boxes
from model.blank import Blank
from model.document import Block, Document, Paragraph, Table
from model.place import BESIDE, Where
from text.labels import LabelIndex

_CELL = re.compile(r'tbl\[(\d+)\]/tr\[(\d+)\]/tc\[(\d+)\]')
_NONE = DrawnGaps()


def document_to_blanks(
    document: Document, gaps: DrawnGaps = _NONE, index: LabelIndex | None = None
) -> tuple[Blank, ...]:
    """The places that want values, in reading order; pure.

    gaps is what the file draws beyond its text (docx_to_gaps); index knows the fields to name, and
    without it no blank has one. An organ's own places come as kind 'signature' where they are
    signed or sealed, and not at all where it only writes. Example: a cell right of '联系人' gives
    Blank(label='联系人', table=0, row=1, cell=1).
    """
    found: list[Blank] = []
    lines: list[Line] = []
    outer = _holders(document)
    coded = has_placeholders(_texts(document))
    for block in _with_drawn_lines(document.blocks, gaps):
        if block.where.part in BESIDE:
            continue
        if isinstance(block, Table):
            found += with_fields(tuple(_lines_to_labelled(lines, gaps, coded=coded)), index)
            found += with_fields(tuple(_table_to_labelled(block, gaps, outer, coded=coded)), index)
            lines = []
        else:
            lines.append(_line(block, gaps))
    found += with_fields(tuple(_lines_to_labelled(lines, gaps, coded=coded)), index)
    found += _boxes_to_blanks(gaps)
    return _in_order(without_foreign_rows(found), gaps)


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield from (cell.text for cell in block.cells) if isinstance(block, Table) else (block.text,)


def _with_drawn_lines(blocks: tuple[Block, ...], gaps: DrawnGaps) -> list[Block]:
    """The blocks with the lines of the body that print nothing and yet are drawn, each in its place."""
    order = {path: place for place, path in enumerate(gaps.plain)}
    lines = [
        (order[path], Paragraph(gaps.plain[path], Where(part='body', path=path)))
        for path, drawn in gaps.drawn.items()
        if path.startswith('p[') and drawn.strip() and not gaps.plain[path].strip()
    ]
    placed: list[tuple[int, Block]] = []
    last = -1
    for block in blocks:
        where = block.cells[0].where if isinstance(block, Table) and block.cells else block.where
        last = order.get(where.path or '', last) if where.part == 'body' else last
        placed.append((last, block))
    return [block for _, block in sorted((*placed, *lines), key=lambda pair: pair[0])]


def path_to_label(path: Sequence[str]) -> str:
    """A printed path as Blank.label, joined by '/'; a '/' that is printed itself is written '／'."""
    return '/'.join(part.replace('/', '／') for part in path)


class Line(NamedTuple):
    """A line outside tables: as printed, with its gaps drawn, and where."""

    text: str
    drawn: str
    where: Where


def _line(paragraph: Paragraph, gaps: DrawnGaps) -> Line:
    path = paragraph.where.path if paragraph.where.part == 'body' else None
    return Line(paragraph.text, gaps.line(path, paragraph.text), paragraph.where)


def _lines_to_labelled(lines: list[Line], gaps: DrawnGaps, *, coded: bool) -> Iterator[Labelled]:
    boxed = {box.anchor for box in gaps.boxes if not box.text or text_to_gaps(box.text)}
    on_boxes = frozenset(
        place for place, line in enumerate(lines) if line.where.part == 'body' and line.where.path in boxed
    )
    before: tuple[int, tuple[str, ...]] = (-1, ())
    for place in lines_to_places([line.drawn for line in lines], on_boxes, coded=coded):
        line = lines[place.line]
        beside = before[1] if before[0] == place.line else ()
        before = place.line, (place.label, *beside)
        blank = Blank(
            label=path_to_label((place.label,)),
            kind=place.kind,
            text=line.text,
            slot=place.slot,
            part=line.where.part or 'body',
            options=place.options,
            where=line.where,
        )
        yield Labelled(blank, (place.label,) if place.label else (), beside)


def _boxes_to_blanks(gaps: DrawnGaps) -> Iterator[Blank]:
    for box, label in empty_boxes(gaps):
        yield Blank(
            label=path_to_label((label,)),
            text='',
            part='textbox',
            where=Where(part='textbox', path=box.path),
        )


def _holders(document: Document) -> frozenset[str]:
    """The paths of cells that hold another table."""
    paths = (block.where.path or '' for block in document.blocks if isinstance(block, Table))
    return frozenset(path.rpartition('/')[0] for path in paths if '/' in path)


def _table_to_labelled(
    table: Table, gaps: DrawnGaps, outer: frozenset[str], *, coded: bool
) -> Iterator[Labelled]:
    in_body = table.where.part == 'body'
    drawn = {id(cell): gaps.line(cell.where.path, cell.text) for cell in table.cells} if in_body else {}
    taken = {id(cell) for cell in table.cells if cell.where.path in outer}
    for place in arranged_to_places(arrange(table, drawn, taken, coded=coded)):
        where = place.cell.where
        numbers = _CELL.fullmatch(where.path or '') if in_body else None
        t, r, c = (int(number) - 1 for number in numbers.groups()) if numbers else (None, None, None)
        blank = Blank(
            label=path_to_label(place.path),
            kind=place.kind,
            table=t,
            row=r,
            cell=c if where.sheet is None else where.cell,
            sheet=where.sheet,
            text=place.cell.text if place.slot is not None else None,
            slot=place.slot or 0,
            part=table.where.part,
            options=place.options,
            repeating=place.repeating,
            where=where,
        )
        yield Labelled(blank, place.path, place.beside)


def _in_order(found: list[Blank], gaps: DrawnGaps) -> tuple[Blank, ...]:
    """Blanks in the order of the file's lines and tables; a text box stands where it hangs."""
    anchors = {box.path: box.anchor for box in gaps.boxes}
    order = {path: place for place, path in enumerate(gaps.plain)}

    def key(blank: Blank) -> int:
        path = blank.where.path or ''
        return order.get(anchors.get(path, path) if blank.part == 'textbox' else path, -1)

    return tuple(sorted(found, key=key)) if order else tuple(found)
