"""Where a blank workbook (.xlsx) wants values: cells, open places inside cells, rows for many entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from forms.blanks.gaps import Gap, text_to_gaps
from forms.blanks.locate import path_to_label
from forms.blanks.sheet_cells import Role, starting, view_to_roles
from forms.blanks.sheet_labels import (
    Headed,
    columns_to_headed,
    gap_to_label,
    group_of,
    headed_to_kind,
    is_open_beside,
    is_serial,
    label_of,
    label_text,
    line_headed,
    tick_option,
    view_to_headed,
)
from forms.blanks.sheet_tables import Line, OpenTable, entry_runs, find_tables
from forms.blanks.words import (
    begins_notes,
    has_signature,
    is_for_office,
    is_note,
    is_signature_label,
)
from forms.sheets.package import Sheet, Workbook, open_workbook
from forms.sheets.validations import rule_to_options
from forms.sheets.view import View, is_protected, sheet_to_view
from model.blank import Blank, BlankKind
from model.document import Cell
from text.grids import cell_at, is_whole_row, row_to_cells
from text.labels import LabelIndex, fields_to_index, match_label


def xlsx_to_blanks(data: bytes, index: LabelIndex | None = None) -> tuple[Blank, ...]:
    """The places of a workbook that want values, sheet by sheet, row by row.

    Open are empty cells beside, under or between labels in ruled lines, unlocked cells of a protected
    sheet, cells with data validation, and the open places inside printed words (text and slot then say
    which, slot counted as in forms.blanks.gaps). Not open: formulas, hidden rows, columns and sheets,
    totals that formulas make, titles, notes, numbering. Of rows that stand for many entries the first
    row of each run is given, repeating; a mark in a tick column is a 'checkbox' with that one option.
    A cell with a list has its choices as options, and takes one of them. index is that of a form.
    Example: '单位名称 | (empty)' in row 2 gives Blank(label='单位名称', sheet='Sheet1', cell='B2').

    Raises BadInput (Unsupported, Damaged, TooLarge) for what is no workbook or too large a one.
    """
    known = index or fields_to_index(())
    workbook = open_workbook(data)
    blanks: list[Blank] = []
    for sheet in workbook.sheets:
        if not sheet.hidden:
            blanks += _sheet_to_blanks(_look(workbook, sheet, known))
    return tuple(blanks)


def locked_sheets(data: bytes) -> tuple[str, ...]:
    """The sheets, of those not hidden, that are protected: nothing but their unlocked cells can be filled.

    Raises as xlsx_to_blanks.
    """
    return tuple(
        sheet.title for sheet in open_workbook(data).sheets if not sheet.hidden and is_protected(sheet)
    )


_UNITS = frozenset({'单位', '计量单位', '金额单位', '货币单位'})
"""What the figures are counted in: '单位：万元' over a table; nothing is written there."""


class _Looked(NamedTuple):
    """A sheet looked through: its visible part, what each cell is, its tables, labels and headings."""

    workbook: Workbook
    sheet: Sheet
    known: LabelIndex
    view: View
    roles: dict[int, Role]
    tables: tuple[OpenTable, ...]
    headed: dict[int, Headed]
    headings: frozenset[int]


def _look(workbook: Workbook, sheet: Sheet, index: LabelIndex) -> _Looked:
    view = sheet_to_view(workbook, sheet)
    roles = view_to_roles(view)
    tables = find_tables(view, roles, index)
    headings = frozenset(
        id(cell) for table in tables for row in range(table.top, table.bottom) for cell in starting(view, row)
    )
    headed = view_to_headed(view, roles, index)
    return _Looked(workbook, sheet, index, view, roles, tables, headed, headings)


def _sheet_to_blanks(looked: _Looked) -> list[Blank]:
    found = [*_in_tables(looked), *_beside_labels(looked)]
    found.sort(key=lambda pair: (pair[0].row, pair[0].col, pair[1].slot))
    return [blank for _, blank in found]


def _in_tables(looked: _Looked) -> Iterator[tuple[Cell, Blank]]:
    for table in looked.tables:
        columns = columns_to_headed(table.paths, looked.known)
        runs = entry_runs(table)
        for line in table.lines:
            if line.labels or line.row in runs:
                yield from _line_to_blanks(looked, line, table, columns)


def _line_to_blanks(
    looked: _Looked, line: Line, table: OpenTable, columns: tuple[Headed, ...]
) -> Iterator[tuple[Cell, Blank]]:
    repeating = table.repeating and not line.labels
    if line.is_total and _is_summed(looked, line):
        return
    for cell in line.cells:
        column = columns[cell.col]
        headed = line_headed(line.labels, column, looked.known) if line.labels else column
        if not headed.path:
            continue
        ticked = None if line.labels else tick_option(column, looked.known)
        if line.section and not line.is_total:
            headed = headed._replace(path=(label_text(line.section), *headed.path))
        if looked.roles[id(cell)] != 'gap' and ticked:
            headed = headed._replace(field=ticked[0])
            yield cell, replace(_blank(cell, headed, 'checkbox', repeating=repeating), options=(ticked[1],))
            continue
        for blank in _cell_to_blanks(looked, cell, headed, repeating=repeating):
            told = _as_sum(blank, column) if line.is_total else blank
            if told is not None:
                yield cell, told


def _as_sum(blank: Blank, column: Headed) -> Blank | None:
    """A total's place; None in a column that nothing is added up in."""
    counted = column.field is not None and column.field.type in ('int', 'decimal')
    if is_serial(column) or not (counted or blank.kind == 'number'):
        return None
    return replace(blank, kind='number')


def _is_summed(looked: _Looked, line: Line) -> bool:
    """Whether formulas fill a line."""
    return any(looked.roles[id(cell)] == 'formula' for cell in row_to_cells(looked.view.grid, line.row))


def _beside_labels(looked: _Looked) -> Iterator[tuple[Cell, Blank]]:
    """The places outside tables; below a line that says so they are the receiving organ's."""
    grid = looked.view.grid
    held = {row for table in looked.tables for row in range(table.top, table.last + 1)}
    used: set[int] = set()
    noted = for_office = False
    for row in range(len(grid)):
        first = next((cell.text for cell in row_to_cells(grid, row) if cell.text.strip()), '')
        noted = noted or begins_notes(first) or is_note(first)
        if is_whole_row(grid, row):
            for_office = is_for_office(first) or (for_office and not first.strip())
        if row in held:
            continue
        for cell in starting(looked.view, row):
            for blank in _labelled(looked, cell, used, noted=noted):
                yield cell, replace(blank, kind='signature') if for_office else blank


def _labelled(looked: _Looked, cell: Cell, used: set[int], *, noted: bool) -> Iterator[Blank]:
    """The places of a cell under the label beside it; a label has one cell, used tells those that have."""
    role = looked.roles[id(cell)]
    label = _label_of(looked, cell)
    if role == 'gap':
        if not (noted and not looked.view.box(cell).ruled) and not _is_label_of_blank(looked, cell):
            is_head = label is not None and looked.roles[id(label)] == 'text'
            headed = looked.headed.get(id(label)) if is_head else None
            yield from _cell_to_blanks(looked, cell, headed or Headed(()))
    elif role in ('blank', 'void') and label is not None and id(label) not in used:
        if role == 'void' and not is_open_beside(looked.view, label, cell, looked.known):
            return
        if looked.roles[id(label)] == 'gap' and not _is_label_of_blank(looked, label):
            return
        used.add(id(label))
        headed = looked.headed.get(id(label)) or Headed((label_text(label.text),))
        group = group_of(looked.view, looked.roles, label)
        if group and group not in headed.path:
            headed = headed._replace(path=(group, *headed.path))
        yield from _cell_to_blanks(looked, cell, headed)
    elif role == 'text' and label is not None and has_signature(cell.text) and id(label) in looked.headed:
        headed = looked.headed[id(label)]
        if headed_to_kind(headed, looked.view.box(cell)) == 'signature':
            yield _blank(cell, headed, 'signature', repeating=False)


def _label_of(looked: _Looked, cell: Cell) -> Cell | None:
    return label_of(looked.view, looked.roles, cell, looked.headings)


def _is_label_of_blank(looked: _Looked, cell: Cell) -> bool:
    """Whether words that end with a colon head an open cell of the form to their right."""
    right = cell_at(looked.view.grid, cell.row, cell.col + cell.colspan)
    is_label = cell.text.rstrip().endswith(('：', ':')) and len(text_to_gaps(cell.text)) == 1
    return is_label and right is not None and right.row == cell.row and looked.roles[id(right)] == 'blank'


def _cell_to_blanks(
    looked: _Looked, cell: Cell, headed: Headed, *, repeating: bool = False
) -> Iterator[Blank]:
    """The open places of a cell under its label."""
    box, text = looked.view.box(cell), cell.text
    gaps = _named_gaps(text, text_to_gaps(text)) if text.strip() else ()
    kind = headed_to_kind(headed, box) if headed.path else None
    if not gaps:
        if kind is not None:
            options = rule_to_options(looked.workbook, looked.sheet, box.rule) or ()
            yield replace(_blank(cell, headed, kind, repeating=repeating), options=options)
    elif kind == 'signature' or (has_signature(text) and not any(map(_is_written, gaps))):
        path = headed.path or (label_text(text)[:30],)
        yield _blank(cell, headed._replace(path=path), 'signature', repeating=repeating)
    else:
        for slot, gap in enumerate(gaps):
            if gap.label in _UNITS:
                continue
            own = _gap_headed(looked, cell, headed, gap, alone=len(gaps) == 1)
            kind = headed_to_kind(own, box, says_it=gap.kind) or 'text'
            blank = _blank(cell, own, kind, repeating=repeating)
            yield replace(blank, text=text, slot=slot, options=gap.options)


def _gap_headed(looked: _Looked, cell: Cell, headed: Headed, gap: Gap, *, alone: bool) -> Headed:
    """What a place between printed words is for: a lone one, or one without words, is its cell's."""
    words = label_text(cell.text[: gap.start])
    own = label_text(gap.label) if words or not headed.path else ''
    if alone and headed.path and not (own and words.endswith(own)):
        own = ''
    if own:
        match = match_label(own, looked.known, headed.path[::-1])
        return Headed((*headed.path, own), match.field if match else None)
    return headed if headed.path else Headed((label_text(cell.text)[:30],))


def _blank(cell: Cell, headed: Headed, kind: BlankKind, *, repeating: bool) -> Blank:
    known = headed.field is not None and headed.field.personal != 'never'
    return Blank(
        label=path_to_label(headed.path),
        kind=kind,
        sheet=cell.where.sheet,
        cell=cell.where.cell,
        field=headed.field.id if headed.field is not None and known else None,
        repeating=repeating,
        where=cell.where,
    )


def _named_gaps(text: str, gaps: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """The gaps under the words with a colon before them: a unit's name is typed, and sealed after."""
    named, before = [], 0
    for gap in gaps:
        label = gap_to_label(text, gap.start, before)
        before = gap.end
        typed = gap.kind == 'signature' and label and not is_signature_label(label)
        named.append(gap._replace(label=label or gap.label, kind='text' if typed else gap.kind))
    return tuple(named)


def _is_written(gap: Gap) -> bool:
    """Whether something is written at a gap beside a signature and its date: a name, a telephone."""
    return gap.kind not in ('signature', 'date')
