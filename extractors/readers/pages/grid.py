"""Ruled cells of a page to a grid with spans, and a grid to a Table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.readers.boxes import text_to_boxes
from model.document import Cell, Table
from model.place import Box, Where
from text.lines import Line, ends_sentence, join_texts, starts_paragraph, word_width

_FULL = 2.5
"""A line that leaves less of its cell's width, in letters, is full for a number that goes on."""
_NUMBER_END, _NUMBER_REST = re.compile(r'\d[-./]?$'), re.compile(r'[-.\d/]{1,12}')

SNAP = 4.0
"""Rules nearer than this, in points, are one rule: double borders, and cells drawn one by one."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at its place in the grid, with its printed lines."""

    row: int
    col: int
    rowspan: int
    colspan: int
    lines: tuple[Line, ...]
    where: Where

    @property
    def text(self) -> str:
        """All letters, spaces apart: to compare cells, not to show."""
        return ''.join(line.text for line in self.lines).replace(' ', '')


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table, or the part of one on a page; xs are its column edges in points."""

    rows: int
    xs: tuple[float, ...]
    cells: tuple[GridCell, ...]
    first: Where
    last: Where


def boxes_to_spans(boxes: Sequence[Box]) -> tuple[int, tuple[float, ...], list[tuple[int, int, int, int]]]:
    """Cell boxes to the number of rows, the column edges, and (row, col, rowspan, colspan) for each box."""
    xs = edges_to_rules([edge for box in boxes for edge in (box.x0, box.x1)])
    ys = edges_to_rules([edge for box in boxes for edge in (box.y0, box.y1)])
    spans = []
    for box in boxes:
        col, end_col = nearest_rule(box.x0, xs), nearest_rule(box.x1, xs)
        row, end_row = nearest_rule(box.y0, ys), nearest_rule(box.y1, ys)
        spans.append((row, col, end_row - row, end_col - col))
    return len(ys) - 1, tuple(xs), spans


def edges_to_rules(edges: Iterable[float]) -> list[float]:
    """Edges that nearly agree to one rule each, in order."""
    rules: list[list[float]] = []
    for edge in sorted(edges):
        if rules and edge - rules[-1][0] < SNAP:
            rules[-1].append(edge)
        else:
            rules.append([edge])
    return [sum(group) / len(group) for group in rules]


def nearest_rule(edge: float, rules: Sequence[float]) -> int:
    """The index of the rule an edge belongs to."""
    return min(range(len(rules)), key=lambda index: abs(rules[index] - edge))


def cells_to_grid(boxes: Sequence[Box], lines: Sequence[tuple[Line, ...]], page: int) -> Grid:
    """The boxes of a page's ruled cells and the lines within each, as a grid."""
    rows, xs, spans = boxes_to_spans(boxes)
    cells = tuple(
        GridCell(*span, its_lines, Where(page=page, box=box))
        for span, its_lines, box in zip(spans, lines, boxes, strict=True)
    )
    around = Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
    where = Where(page=page, box=around)
    return Grid(rows, xs, tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))), where, where)


def grid_to_table(grid: Grid) -> Table:
    """The grid as a Table: wrapped lines joined, tick boxes read."""
    cells = []
    for cell in grid.cells:
        text = lines_to_cell_text(cell.lines, cell.where.box)
        cells.append(
            Cell(cell.row, cell.col, text, cell.rowspan, cell.colspan, text_to_boxes(text), cell.where)
        )
    return Table(grid.rows, len(grid.xs) - 1, tuple(cells), grid.first)


def lines_to_cell_text(lines: Sequence[Line], box: Box | None) -> str:
    """A cell's lines as text: joined where the cell was too narrow, on a new line where it was meant."""
    text = ''
    room = 0.0
    for line in lines:
        piece = line.text.strip()
        meant = ends_sentence(text) and starts_paragraph(piece)
        wrapped = not meant and (is_wrapped(room, line) or _is_torn(text, piece, room, line.size))
        text = join_texts(text, piece) if not text or wrapped else f'{text}\n{piece}'
        room = room_beside(line, box)
    return text


def _is_torn(text: str, piece: str, room: float, size: float | None) -> bool:
    """Whether a number or date was cut where the cell was full: 1390000607/5, 2024.6.1/1."""
    return room < _FULL * (size or 0.0) and bool(_NUMBER_END.search(text) and _NUMBER_REST.fullmatch(piece))


def room_beside(line: Line, box: Box | None) -> float:
    """How much of the cell's width the line leaves, in points."""
    if box is None or line.where.box is None:
        return 0.0
    return (box.x1 - box.x0) - (line.where.box.x1 - line.where.box.x0)


def is_wrapped(room: float, line: Line) -> bool:
    """Whether a cell's line came to be because the line before had only this much room left."""
    return room < (word_width(line.text.strip()) + 1.3) * (line.size or 0.0)
