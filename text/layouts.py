"""Where a form's labels stand: beside or over values in a grid, and inside lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from model.document import Cell, Document, Paragraph, Table
from model.form import FormField
from text.grids import Grid, cell_at, is_whole_row, row_to_cells, table_to_grid
from text.label_sections import FILLED_IN, labels_to_sections, values_below
from text.labels import (
    FieldMatch,
    LabelIndex,
    fold_label,
    is_known_label,
    is_label_like,
    is_never_label,
    is_section,
    match_label,
    told_field,
)

_PERSONAL = frozenset(
    ('职务', '职称', '工作单位', '单位及职务', '工作单位及职务', '社会组织职务', '社团职务')
)
_COLON = re.compile(r'[:：]')
_UNDERLINE = re.compile(r'[_＿]+')
_GAP = re.compile(r'[\s_＿]+')
_BEFORE_LABEL = re.compile(r'[\s_＿；;，,。]+')
_STOPS = ' \t\u3000；;，,'
_WIDE_GAPS = ('  ', '\t', '\u3000')
_STARS = '*＊★☆ \u3000\n'
_ABOUT_THE_PAPER = frozenset(('reporting_unit', 'filled_by', 'filled_by_phone', 'filled_on'))

Context = tuple[tuple[str, ...], tuple[str, ...]]
"""Labels over a label, nearest first, and the label that it follows on its line."""


class Placed(NamedTuple):
    """A label cell in a grid and its field if known; option where a person said a mark means one."""

    cell: Cell
    context: Context
    match: FieldMatch | None
    option: str | bool | None = None


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
        told = told_field((*reversed(sections), label), index)
        match = match_label(label, index, sections, beside) if told is None else _told_match(told[0])
        found.append(((sections, beside), match))
        kept = match.by_section if match else is_never_label(label) or fold_label(label) in _PERSONAL
        if match is None and sections and fold_label(label) in index.options:
            beside = sections[:1]
        elif not (kept and beside):
            beside = (label,)
    return tuple(found)


def _told_match(field: FormField | None) -> FieldMatch | None:
    return None if field is None else FieldMatch(field, 1.0, by_section=False)


def place_labels(grid: Grid, index: LabelIndex) -> tuple[Placed, ...]:
    """The label cells of a label-value grid, row by row, each once, with the field it stands for."""
    rows = [
        [cell for cell in row_to_cells(grid, row) if cell.row == row and _is_label(cell, index)]
        for row in range(len(grid))
    ]
    known = {id(cell) for cells in rows for cell in cells} - set(values_below(grid, rows))
    placed: list[Placed] = []
    for row in range(len(grid)):
        cells = [
            cell
            for cell in row_to_cells(grid, row)
            if cell.row == row and (id(cell) in known or _heads_line(grid, cell, known, index))
        ]
        labels = tuple(labels_to_sections(grid, cells, index))
        matches = match_line(labels, index)
        for (label, sections), cell, found in zip(labels, cells, matches, strict=True):
            told = told_field((*reversed(sections), label), index)
            placed.append(Placed(cell, *found, told[1] if told else None))
    return tuple(placed)


def _is_label(cell: Cell, index: LabelIndex) -> bool:
    """Whether a cell holds a label and nothing filled in behind it ('名称：—')."""
    inside = FILLED_IN.search(cell.text) and not cell.text.strip(_STARS).startswith('其中')
    return not cell.boxes and not inside and is_label_like(cell.text, index)


def _heads_line(grid: Grid, cell: Cell, known: set[int], index: LabelIndex) -> bool:
    """Whether a word that is no label by itself, as 领导成员, is the section of the labels behind it."""
    after = cell_at(grid, cell.row, cell.col + cell.colspan)
    return after is not None and id(after) in known and is_section(cell.text, index)


def labels_inside(grid: Grid, index: LabelIndex) -> Iterator[int]:
    """The id() of cells that hold a known label and what is filled in behind its colon."""
    for row in range(len(grid)):
        for cell in row_to_cells(grid, row):
            colon = _COLON.search(cell.text) if cell.row == row else None
            if colon and is_known_label(cell.text[: colon.start()], index):
                yield id(cell)


def _label_starts(text: str) -> list[int]:
    """Where a label may begin: at the text's start and after every gap or stop."""
    return [0, *(gap.end() for gap in _BEFORE_LABEL.finditer(text) if gap.end() < len(text))]


def _label_before_colon(text: str, index: LabelIndex) -> int | None:
    """Where the label that ends this text begins: the longest known one, else the last short word."""
    starts = _label_starts(text)
    for start in starts[:-1]:
        if len(text) - start <= 40 and is_known_label(text[start:], index):
            return start
    last = starts[-1] or _behind_value(text, index)
    word = fold_label(text[last:])
    return last if 2 <= len(word) <= 12 or is_known_label(text[last:], index) else None


def _behind_value(text: str, index: LabelIndex) -> int:
    """Where in '甲县民政局填表人' the label of the paper begins, where no gap tells; else 0."""
    if fold_label(text) in index.exact:
        return 0
    for start in range(max(1, len(text) - 12), len(text) - 2):
        if any(field.id in _ABOUT_THE_PAPER for field in index.exact.get(fold_label(text[start:]), ())):
            return start
    return 0


def text_to_inlines(text: str, index: LabelIndex) -> tuple[Inline, ...]:
    """Labels with a colon inside a text and what is filled in behind each; '' where nothing is.

    A known label with its value on a drawn line, without a colon ('名称___示例协会___'), is one too.
    Example: '填报单位（盖章）：甲县民政局  填报日期：2026年3月8日' gives two.
    """
    if not _COLON.search(text):
        return _on_lines(text, index) if _GAP.search(text) else ()
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
        Inline(text[start:stop].strip(), _UNDERLINE.sub(' ', text[after:until]).strip().rstrip(_STOPS), match)
        for (start, stop, after), until, (_, match) in zip(spans, ends, matches, strict=True)
    )


def _on_lines(text: str, index: LabelIndex) -> tuple[Inline, ...]:
    """Known labels and what stands on the line drawn behind each; of lines drawn with blanks, two or more."""
    starts = _label_starts(text)
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    asked = [place for place, piece in enumerate(pieces) if fold_label(_GAP.sub('', piece)) in index.exact]
    ends = [*asked[1:], len(pieces)][: len(asked)]
    filled = [(place, end) for place, end in zip(asked, ends, strict=True) if end > place + 1]
    drawn = [span for span in filled if _UNDERLINE.search(pieces[span[0]])]
    chosen = drawn or [span for span in filled if pieces[span[0]].endswith(_WIDE_GAPS)]
    if not drawn and len(chosen) < 2:
        return ()
    labels = tuple((_GAP.sub('', pieces[place]), ()) for place, _ in chosen)
    values = (_GAP.sub(' ', ''.join(pieces[place + 1 : end])).strip() for place, end in chosen)
    return tuple(
        Inline(label, value, match)
        for (label, _), value, (_, match) in zip(labels, values, match_line(labels, index), strict=True)
    )
