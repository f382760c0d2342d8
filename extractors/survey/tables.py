"""Tables of organisations walked line by line, over pages and sheets, every line accounted for."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.survey.columns import Column, header_to_columns, header_to_printed
from extractors.survey.grid import Found, text_to_found
from extractors.survey.lines import (
    Kind,
    Line,
    distinct_cells,
    group_to_values,
    is_column_codes,
    is_filled,
    leading_texts,
    line_to_kind,
    text_at,
)
from extractors.survey.rows import line_to_row, line_to_total
from extractors.survey.values import is_blank
from model.document import Cell, Document
from model.place import NOWHERE, Problem, Severity, Value
from model.returned import ReturnedRow
from text.grids import Grid, cell_at, row_to_cells
from text.headers import Header, find_header, heads_persons
from text.label_words import SERIAL_LABELS
from text.labels import (
    LabelIndex,
    fold_label,
    is_label_like,
    is_name_label,
    is_person_label,
)
from text.layouts import grids
from text.numbers import NOTED


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a table's lines are read: its columns, which one holds the name, and its header's words."""

    columns: tuple[Column, ...]
    name: int
    header_texts: frozenset[str]


@dataclass(slots=True)
class TableRead:
    """One table as it was walked: rows and totals in order, and how many lines there were of each kind.

    unread counts, by column, the rows in which a column that goes nowhere is filled in; title is what
    stands over the header. below names the other tables under this one; numbered: rows have running numbers;
    ended: total and notes were met.
    """

    layout: Arrangement
    title: str = ''
    unread: Counter[Column] = field(default_factory=Counter)
    entries: list[tuple[Kind, ReturnedRow]] = field(default_factory=list)
    counts: Counter[Kind] = field(default_factory=Counter)
    found: list[Found] = field(default_factory=list)
    group: str = ''
    below: list[Problem] = field(default_factory=list)
    numbered: bool = False
    ended: bool = False


def header_to_arrangement(header: Header, index: LabelIndex) -> Arrangement | None:
    """The layout under a header, None when it heads no names of organisations."""
    columns = header_to_columns(header, index) if index.fields else header_to_printed(header, index)
    name = next((column.place for column in columns if column.field and column.field.id == 'org_name'), None)
    if name is None:
        return None
    return Arrangement(columns, name, frozenset(fold_label(text) for path in header.paths for text in path))


def split_merged(line: Line, columns: Sequence[Column]) -> Line:
    """A line that someone merged into one cell, its parts now under each other, laid out again."""
    cells = distinct_cells(line)
    if len(cells) != 1 or cells[0].rowspan > 1 or cells[0].colspan < max(3, len(columns)):
        return line
    parts = cells[0].text.split('\n')
    if len(parts) != len(columns):
        return line
    where = cells[0].where
    return Line(line.row, tuple(Cell(line.row, place, part, where=where) for place, part in enumerate(parts)))


def _with_group(row: ReturnedRow, group: str, layout: Arrangement) -> ReturnedRow:
    """A row with what the group line over it says, where its own columns do not."""
    values = dict(row.values)
    for key, word in group_to_values(group, layout.columns).items():
        if key not in values or is_blank(values[key]):
            values[key] = Value(group, word, row.where, NOTED, (f"按分组标题“{group}”",))
    return dataclasses.replace(row, values=values)


def _joined(row: ReturnedRow, more: ReturnedRow) -> ReturnedRow:
    """A row and a further line under the same merged name: what the first lacks comes from the second."""
    values = {
        key: more.values[key] if is_blank(value) and key in more.values else value
        for key, value in row.values.items()
    }
    message = f"第{more.number}行与第{row.number}行的名称是合并单元格，按一家读取，请核对"
    problem = Problem('merged_rows', Severity.REVIEW, message, more.where)
    return dataclasses.replace(row, values=values, problems=(*row.problems, problem))


def _take_line(read: TableRead, line: Line, kind: Kind, index: LabelIndex) -> None:
    """Put a line where its kind belongs."""
    layout = read.layout
    if kind == 'note' or (kind == 'empty' and any(_serials(line, layout))):
        read.ended = read.numbered and any(own == 'total' for own, _ in read.entries)
    if kind == 'group':
        read.group = next(cell.text.strip() for cell in distinct_cells(line) if cell.text.strip())
    elif kind == 'note':
        read.found.extend(line_to_found(line, index))
    elif kind == 'total':
        read.entries.append((kind, line_to_total(line, layout.columns, layout.name)))
    elif kind == 'continued':
        more = line_to_row(line, layout.columns, layout.name)
        read.entries[-1] = ('row', _joined(read.entries[-1][1], more))
    elif kind == 'row':
        read.unread.update(
            column for column in layout.columns if column.unread and is_filled(text_at(line, column.place))
        )
        row = line_to_row(line, layout.columns, layout.name)
        numbered = any(text.isdecimal() for text in _serials(line, layout))
        read.numbered |= numbered
        if read.ended and not numbered:
            row = dataclasses.replace(row, problems=(*row.problems, _after_notes(row)))
        read.entries.append((kind, _with_group(row, read.group, layout) if read.group else row))


def _serials(line: Line, layout: Arrangement) -> list[str]:
    return [text_at(line, column.place) for column in layout.columns if column.serial]


def _after_notes(row: ReturnedRow) -> Problem:
    message = f"第{row.number}行在合计和表下说明之后，又没有序号，可能不是名单里的单位，请核对"
    return Problem('row_after_notes', Severity.REVIEW, message, row.where)


def _begins_other(line: Line, layout: Arrangement, kind: Kind) -> bool:
    """Whether a line heads another table: 序号 among the running numbers, under no header of this list."""
    return kind != 'header' and any(fold_label(text) in SERIAL_LABELS for text in _serials(line, layout))


def _other_table(line: Line) -> Problem:
    cells = [cell for cell in distinct_cells(line) if cell.text.strip()]
    heads = '、'.join(cell.text.strip() for cell in cells[:4])
    message = f"名单下面还有一张表（{heads}），不是社会组织名单，没有读入，请核对"
    return Problem('other_table', Severity.REVIEW, message, cells[0].where)


def _begins_header(line: Line, layout: Arrangement) -> bool:
    texts = leading_texts(line, layout.columns, layout.name)
    return any(fold_label(text) in SERIAL_LABELS or is_name_label(text) for text in texts)


def walk_lines(grid: Grid, first: int, layout: Arrangement, index: LabelIndex) -> TableRead:
    """The lines of a grid from `first` on; the counts of all kinds add up to the lines there are."""
    read = TableRead(layout)
    number, other = first, False
    while number < len(grid):
        line = split_merged(Line(number, grid[number]), read.layout.columns)
        kind = line_to_kind(line, read.layout.columns, read.layout.name, read.layout.header_texts)
        heads = kind == 'header' or _begins_header(line, read.layout)
        header = find_header(grid, index, number) if heads else None
        if header is not None and header.top == number:
            own = header_to_arrangement(header, index)
            other = own is None
            read.layout = own or read.layout
            read.below += [_other_table(line)] if other else []
            read.counts['header'] += header.bottom - number
            number = header.bottom
            continue
        if number == first and is_column_codes(line):
            kind = 'header'
        if kind == 'continued' and not (read.entries and read.entries[-1][0] == 'row'):
            kind = 'row'
        if _begins_other(line, read.layout, kind):
            other = True
            read.below.append(_other_table(line))
        kind = 'other' if other and kind not in ('empty', 'header') else kind
        read.counts[kind] += 1
        _take_line(read, line, kind, index)
        number += 1
    return read


def line_to_found(line: Line, index: LabelIndex) -> tuple[Found, ...]:
    """填报单位, 填表人, 填报日期 and the like in a line that is no row."""
    cells = distinct_cells(line)
    text = '  '.join(cell.text.strip() for cell in cells)
    where = cells[0].where if cells else NOWHERE
    return tuple(text_to_found(text, where, (), index))


@dataclass(frozen=True, slots=True)
class TablesRead:
    """Every table of organisations in a document; persons counts the lines of tables that list people."""

    tables: tuple[TableRead, ...]
    persons: int


def document_to_tables(document: Document, index: LabelIndex) -> TablesRead:
    """The tables of organisations over all pages and sheets.

    A table without a header of its own that is as wide as the one before it goes on with it
    (a table broken over pages).
    """
    reads: list[TableRead] = []
    persons, layout, width = 0, None, 0
    for _, grid in grids(document):
        header = find_header(grid, index)
        own = header_to_arrangement(header, index) if header else None
        if header is not None and own is None:
            persons += _count_persons(grid, header, index)
        elif header is not None and own is not None:
            layout, width = own, len(grid[0])
            reads.extend(_walk_table(grid, header, index))
        elif layout is not None and grid and len(grid[0]) == width:
            reads.append(walk_lines(grid, 0, layout, index))
    return TablesRead(tuple(reads), persons)


def side_by_side(header: Header) -> tuple[tuple[int, int], ...]:
    """The column ranges of a header that says the same twice or more across the page, else the whole."""
    width = len(header.paths)
    for period in range(2, width // 2 + 2):
        starts = range(0, width, period)
        pieces = [_headed(header.paths[start : start + period]) for start in starts]
        if len(pieces) > 1 and len(pieces[0]) > 1 and all(piece == pieces[0] for piece in pieces):
            return tuple((start, min(start + period, width)) for start in starts)
    return ((0, width),)


def _headed(paths: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The paths up to the last that heads something: a blank column may stand between two lists."""
    kept = list(paths)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _walk_table(grid: Grid, header: Header, index: LabelIndex) -> list[TableRead]:
    """The lists under one header: one, or several side by side."""
    reads: list[TableRead] = []
    for start, end in side_by_side(header):
        part = tuple(row[start:end] for row in grid)
        layout = header_to_arrangement(Header(header.top, header.bottom, header.paths[start:end]), index)
        if layout is not None:
            reads.append(walk_lines(part, header.bottom, layout, index))
    for row in range(header.top):
        reads[0].found.extend(line_to_found(Line(row, grid[row]), index))
    title = '\n'.join(cell.text for row in range(header.top) for cell in row_to_cells(grid, row))
    for read in reads:
        read.title = title
    return reads


def _count_persons(grid: Grid, header: Header, index: LabelIndex) -> int:
    """How many lines of a list of persons are filled in; names are counted, not read."""
    if not heads_persons(header, index):
        return 0
    place = next(col for col, path in enumerate(header.paths) if path and is_person_label(path[-1]))
    cells = [cell_at(grid, row, place) for row in range(header.bottom, len(grid))]
    return sum(
        1
        for cell in {id(cell): cell for cell in cells if cell}.values()
        if 2 <= len(''.join(cell.text.split())) <= 15
        and not is_label_like(cell.text, index)
        and sum(bool(other.text.strip()) for other in row_to_cells(grid, cell.row)) >= 2
    )
