"""A sheet with one organisation a column, turned so that each has a row."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from extractors.survey.strange import is_organisation
from model.document import Block, Cell, Document, Paragraph, Table
from text.grids import Grid, cell_at, is_whole_row, table_to_grid
from text.labels import fold_label, is_name_label

_FEWEST = 2
_FEWEST_LABELS = 3
_LONGEST_LABEL = 24


class Turned(NamedTuple):
    """A document with tables turned, and how many organisations stood across in them."""

    document: Document
    organisations: int


def upright(document: Document) -> Turned | None:
    """The document with every table turned that names organisations across; None where none does."""
    blocks: list[Block] = []
    count = 0
    for block in document.blocks:
        place = _names_at(table_to_grid(block)) if isinstance(block, Table) else None
        if isinstance(block, Table) and place is not None:
            blocks += _turn(block, place)
            count += len(_texts(table_to_grid(block), place[0], place[1] + 1))
        else:
            blocks.append(block)
    return Turned(replace(document, blocks=tuple(blocks)), count) if count else None


def _names_at(grid: Grid) -> tuple[int, int] | None:
    """Where the label stands that names of organisations follow on its row, above labels of its column."""
    for row in range(min(len(grid), 12)):
        for col in range(min(len(grid[row]), 3)):
            head = cell_at(grid, row, col)
            if head is None or not is_name_label(head.text):
                continue
            named = _texts(grid, row, col + 1)
            known = [text for text in named if is_organisation(text)]
            if len(set(known)) >= _FEWEST and 2 * len(known) >= len(named) and _has_labels(grid, row, col):
                return row, col
    return None


def _texts(grid: Grid, row: int, first: int) -> list[str]:
    cells = (cell_at(grid, row, col) for col in range(first, len(grid[row])))
    return [
        ''.join(cell.text.split())
        for cell in {id(one): one for one in cells if one}.values()
        if cell.text.strip()
    ]


def _has_labels(grid: Grid, row: int, col: int) -> bool:
    """Whether the column goes on with short words, each before several filled places."""
    asking = 0
    for below in range(row + 1, len(grid)):
        cell = cell_at(grid, below, col)
        label = fold_label(cell.text) if cell is not None else ''
        if label and len(label) <= _LONGEST_LABEL and not label.isdecimal() and not is_organisation(label):
            asking += len(_texts(grid, below, col + 1)) >= _FEWEST
    return asking >= _FEWEST_LABELS - 1


def _turn(table: Table, place: tuple[int, int]) -> list[Block]:
    """The lines over all columns as paragraphs around, the rest with rows and columns changed."""
    grid = table_to_grid(table)
    kept = [row for row in range(len(grid)) if not is_whole_row(grid, row) and any(grid[row])]
    before = [_line(grid, row) for row in range(place[0]) if row not in kept]
    after = [_line(grid, row) for row in range(place[0], len(grid)) if row not in kept]
    first = {row: position for position, row in enumerate(kept)}
    cells = tuple(_turned(cell, first) for cell in table.cells if cell.row in first)
    whole = replace(table, rows=table.cols, cols=len(kept), cells=cells)
    return [*(one for one in before if one), whole, *(one for one in after if one)]


def _line(grid: Grid, row: int) -> Paragraph | None:
    cell = cell_at(grid, row, 0)
    return Paragraph(cell.text, cell.where) if cell is not None and cell.text.strip() else None


def _turned(cell: Cell, first: dict[int, int]) -> Cell:
    height = sum(cell.row <= row < cell.row + cell.rowspan for row in first)
    return replace(cell, row=cell.col, col=first[cell.row], rowspan=cell.colspan, colspan=max(height, 1))
