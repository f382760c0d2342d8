"""What a document looks like and asks for: its tables' heads, its labels, its shape."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from model.document import Document, Table
from model.form import FormDefinition, Subject
from text.grids import Grid, row_to_cells, table_to_grid
from text.headers import Header, find_header, heads_organisations
from text.label_words import SERIAL_LABELS
from text.labels import (
    FieldMatch,
    LabelIndex,
    fields_to_index,
    fold_label,
    is_person_label,
    match_label,
    split_label,
)
from text.layouts import match_line, place_labels, text_to_inlines, top_lines

FEWEST_LABELS = 3
"""So many labels tell a form that bears its title, a form among the rows of a table, a list of persons."""

_ROWS_READ = 60
_LONGEST_LABEL = 40
_COLON = re.compile('[:：]')


@dataclass(frozen=True, slots=True)
class Paper:
    """What of a document tells its form: the heads of its tables, its first lines, its short texts folded."""

    grids: tuple[Grid, ...]
    lines: tuple[str, ...]
    more_lines: tuple[str, ...]
    texts: frozenset[str]


def document_to_paper(document: Document) -> Paper:
    """A document's Paper: of each table the first rows only."""
    blocks = tuple(_head_of(block) if isinstance(block, Table) else block for block in document.blocks)
    head = dataclasses.replace(document, blocks=blocks)
    tables = [block for block in blocks if isinstance(block, Table)]
    texts = {cell.text for table in tables for cell in table.cells if len(cell.text) <= _LONGEST_LABEL}
    more = top_lines(head, limit=80)
    return Paper(
        tuple(table_to_grid(table) for table in tables),
        _titles(top_lines(head)),
        more,
        frozenset(fold_label(text) for text in (*texts, *more) if len(text) <= _LONGEST_LABEL),
    )


def _titles(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Lines that may be a title: each, and each with the next one, for a title is broken over two."""
    return (*lines, *(first + second for first, second in pairwise(lines)))


def _head_of(table: Table) -> Table:
    if table.rows <= _ROWS_READ:
        return table
    cells = tuple(cell for cell in table.cells if cell.row < _ROWS_READ)
    return dataclasses.replace(table, rows=_ROWS_READ, cells=cells)


def paper_shape(grids: Iterable[Grid], index: LabelIndex) -> Subject | None:
    """'rows' where a header heads names of organisations, 'organisation' for labels beside values."""
    shape: Subject | None = None
    for grid in grids:
        header = find_header(grid, index)
        if header is None or _begins_with_labels(grid, header, index):
            shape = 'organisation'
        elif any(path and heads_organisations(path, index) for path in header.paths):
            return 'rows'
    return shape


def _begins_with_labels(grid: Grid, header: Header, index: LabelIndex) -> bool:
    """Whether what looks like the header of a list stands within one organisation's form."""
    above = grid[: header.top]
    asked = {one.match.field.id for one in place_labels(above, index) if one.match}
    asked |= inline_fields(texts_with_colons((above,)), index)
    return 'org_name' in asked and len(asked) >= FEWEST_LABELS


def asked_labels(grid: Grid, index: LabelIndex, *, rows: bool) -> tuple[set[str], int]:
    """The ids of the fields asked for, and how many labels nobody knows."""
    header = find_header(grid, index) if rows else None
    if rows and header is None:
        return set(), 0
    if header is None:
        matches = [(placed.cell.text, placed.match) for placed in place_labels(grid, index)]
    else:
        paths = [path for path in header.paths if path and fold_label(path[-1]) not in SERIAL_LABELS]
        labels = [(path[-1], path[-2::-1]) for path in paths]
        found = match_line(labels, index)
        matches = [
            (label, match or _section_match(over, index))
            for (label, over), (_, match) in zip(labels, found, strict=True)
        ]
    asked = {match.field.id for _, match in matches if match and match.field.personal != 'never'}
    unknown = {
        fold_label(text) for text, match in matches if match is None and fold_label(text) not in index.options
    }
    return asked, len(unknown)


def _section_match(sections: tuple[str, ...], index: LabelIndex) -> FieldMatch | None:
    """The field that a tick column's group asks for: 是 and 否 under 是否建立党组织."""
    return match_label(sections[0], index, sections[1:]) if sections else None


def persons_header(grid: Grid, definition: FormDefinition) -> Header | None:
    """The header of a list of persons that a form of counts may be: it names persons and sorts them.

    Of few columns (姓名, 人员类别) all must be such a list's and one sort them.
    """
    header = find_header(grid, fields_to_index(definition.fields))
    if header is None or not any(path and is_person_label(path[-1]) for path in header.paths):
        return None
    leaves = {split_label(path[-1]).base.removeprefix('是否') for path in header.paths if path}
    leaves -= SERIAL_LABELS
    never = {
        fold_label(label) for one in definition.fields for label in one.labels if one.personal == 'never'
    }
    known = leaves & never
    sorts = any(fold_label(label) in leaves for count in definition.counts for label in count.labels)
    return header if len(known) >= FEWEST_LABELS or (sorts and known == leaves) else None


def texts_with_colons(grids: Iterable[Grid]) -> tuple[str, ...]:
    """The short texts of cells in which a label may be named with a colon."""
    return tuple(
        cell.text
        for grid in grids
        for row in range(len(grid))
        for cell in row_to_cells(grid, row)
        if cell.row == row and len(cell.text) <= 200 and _COLON.search(cell.text)
    )


def inline_fields(texts: Iterable[str], index: LabelIndex) -> set[str]:
    """Fields named with a colon in texts."""
    return {
        inline.match.field.id
        for text in texts
        for inline in text_to_inlines(text, index)
        if inline.match and inline.match.field.personal != 'never'
    }
