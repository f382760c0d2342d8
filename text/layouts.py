"""Where a form's labels stand: beside or over values in a grid, and inside lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from model.document import Cell, Document, Paragraph, Table
from text.grids import Grid, cell_at, is_whole_row, row_to_cells, table_to_grid
from text.labels import (
    FieldMatch,
    LabelIndex,
    fold_label,
    is_known_label,
    is_label_like,
    is_never_label,
    match_label,
)

_PERSONAL = frozenset(
    ('职务', '职称', '工作单位', '单位及职务', '工作单位及职务', '社会组织职务', '社团职务')
)
_COLON = re.compile(r'[:：]')
_UNDERLINE = re.compile(r'[_＿]+')
_GAP = re.compile(r'[\s_＿]+')

Context = tuple[tuple[str, ...], tuple[str, ...]]
"""Labels over a label, nearest first, and the label that it follows on its line."""


class Placed(NamedTuple):
    """A label cell in a grid and its field if known."""

    cell: Cell
    context: Context
    match: FieldMatch | None


class Inline(NamedTuple):
    """'填报日期：2011年3月8日' found inside a text: its label as printed and what follows it."""

    label: str
    value: str
    match: FieldMatch | None


def grids(document: Document) -> Iterator[tuple[Table, Grid]]:
    """Every table of a document with its grid, in reading order."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield block, table_to_grid(block)


def top_lines(document: Document, limit: int = 12) -> tuple[str, ...]:
    """The first lines that may be a title: paragraphs, and whole rows at the head of a table."""
    lines: list[str] = []
    for block in document.blocks:
        if len(lines) >= limit:
            break
        if isinstance(block, Paragraph):
            lines.extend(line for line in block.text.splitlines() if line.strip())
            continue
        grid = table_to_grid(block)
        for row in range(min(len(grid), 4)):
            if not is_whole_row(grid, row):
                filled = [cell.text for cell in row_to_cells(grid, row) if cell.text.strip()]
                if len(filled) != 1:
                    break
                lines.extend(filled)
                continue
            lines.extend(cell.text for cell in row_to_cells(grid, row) if cell.text.strip())
    return tuple(lines[:limit])


def match_line(
    labels: Sequence[tuple[str, tuple[str, ...]]], index: LabelIndex
) -> tuple[tuple[Context, FieldMatch | None], ...]:
    """Each label of a line, given with its own sections, with its context and field.

    In '党组织书记 | 联系电话' the telephone is the secretary's: a label that its neighbour
    decided, and personal ones (性别, 职务), hand the neighbour on; any other replaces it.
    """
    found: list[tuple[Context, FieldMatch | None]] = []
    beside: tuple[str, ...] = ()
    for label, sections in labels:
        match = match_label(label, index, sections, beside)
        found.append(((sections, beside), match))
        kept = match.by_section if match else is_never_label(label) or fold_label(label) in _PERSONAL
        if match is None and sections and fold_label(label) in index.options:
            beside = sections[:1]
        elif not (kept and beside):
            beside = (label,)
    return tuple(found)


def _sections_of(grid: Grid, cell: Cell, index: LabelIndex) -> tuple[str, ...]:
    """Labels that group this one: taller cells to its left, wider ones above it, the last whole row."""
    sections: list[str] = []
    for col in range(cell.col - 1, -1, -1):
        left = cell_at(grid, cell.row, col)
        if left is not None and left.rowspan > cell.rowspan and left.text.strip() not in ('', *sections):
            sections.append(left.text.strip())
    row = cell.row - 1
    while row >= 0:
        over = cell_at(grid, row, cell.col)
        if over is None or over.colspan <= cell.colspan or not is_label_like(over.text, index):
            break
        if over.text.strip() not in sections:
            sections.append(over.text.strip())
        row = over.row - 1
    return (*sections, *_whole_row_above(grid, cell.row))


def _whole_row_above(grid: Grid, row: int) -> tuple[str, ...]:
    for upper in range(row - 1, -1, -1):
        if is_whole_row(grid, upper):
            text = row_to_cells(grid, upper)[0].text.strip()
            return (text,) if text and len(text) <= 30 else ()
    return ()


def place_labels(grid: Grid, index: LabelIndex) -> tuple[Placed, ...]:
    """The label cells of a label-value grid, row by row, each once, with the field it stands for."""
    placed: list[Placed] = []
    for row in range(len(grid)):
        cells = [
            cell
            for cell in row_to_cells(grid, row)
            if cell.row == row and not cell.boxes and is_label_like(cell.text, index)
        ]
        labels = tuple((cell.text, _sections_of(grid, cell, index)) for cell in cells)
        matches = match_line(labels, index)
        placed.extend(Placed(cell, *found) for cell, found in zip(cells, matches, strict=True))
    return tuple(placed)


def _label_starts(text: str) -> list[int]:
    """Where a label may begin: at the text's start and after every gap."""
    return [0, *(gap.end() for gap in _GAP.finditer(text) if gap.end() < len(text))]


def _label_before_colon(text: str, index: LabelIndex) -> int | None:
    """Where the label that ends this text begins: the longest known one, else the last short word."""
    starts = _label_starts(text)
    for start in starts[:-1]:
        if len(text) - start <= 40 and is_known_label(text[start:], index):
            return start
    last = starts[-1]
    word = fold_label(text[last:])
    return last if 2 <= len(word) <= 12 or is_known_label(text[last:], index) else None


def text_to_inlines(text: str, index: LabelIndex) -> tuple[Inline, ...]:
    """Labels with a colon inside a text and what is filled in behind each; '' where nothing is.

    Example: '填报单位（盖章）：甲县民政局  填报日期：2026年3月8日' gives two.
    """
    spans: list[tuple[int, int, int]] = []
    end = 0
    for colon in _COLON.finditer(text):
        start = _label_before_colon(text[end : colon.start()], index)
        if start is not None:
            spans.append((end + start, colon.start(), colon.end()))
            end = colon.end()
    labels = tuple((text[start:stop], ()) for start, stop, _ in spans)
    matches = match_line(labels, index)
    ends = [*(start for start, _, _ in spans[1:]), len(text)][: len(spans)]
    return tuple(
        Inline(text[start:stop].strip(), _UNDERLINE.sub(' ', text[after:until]).strip(), match)
        for (start, stop, after), until, (_, match) in zip(spans, ends, matches, strict=True)
    )
