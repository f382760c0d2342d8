"""One line of a table of organisations as its values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.survey.columns import Column
from extractors.survey.lines import Line, is_total_text, leading_texts
from extractors.survey.options import is_ticked, text_to_yes_no
from extractors.survey.values import is_blank, read_value, tidy
from model.document import Cell
from model.form import FormField
from model.place import NOWHERE, Problem, Severity, Value, Where
from model.returned import Named, ReturnedRow
from text.numbers import DOUBTFUL, PLAIN, UNREAD

_CELL_ROW = re.compile(r'[A-Za-z]+(\d+)')


def _column_value(column: Column, cell: Cell | None, row: int) -> Value | None:
    """A plain column's value; a merged cell's words hold for each row, its count for none surely."""
    if column.field is None or column.option is not None:
        return None
    if cell is None:
        return Value('', None)
    value = read_value(column.field, cell.text, cell.where, cell.boxes)
    if cell.rowspan == 1 or column.field.type != 'int' or value.value is None:
        return value
    if cell.row < row:
        return Value('', None, cell.where, PLAIN, ("与上一行合并单元格，本行未单独填写",))
    reason = f"合并单元格占{cell.rowspan}行，可能是几行的合计"
    return Value(value.raw, value.value, value.where, DOUBTFUL, (*value.reasons, reason))


def _ticks_to_values(
    columns: Sequence[Column], line: Line
) -> tuple[dict[str, Value], list[tuple[FormField, list[str], Where]]]:
    """Fields whose options are columns, and those where several columns are marked though one should be."""
    marked: dict[str, list[tuple[Column, Cell]]] = {}
    fields: dict[str, FormField] = {}
    for column in columns:
        if column.field is None or column.option is None:
            continue
        fields[column.field.id] = column.field
        hits = marked.setdefault(column.field.id, [])
        cell = line.cells[column.place]
        if cell is not None and is_ticked(cell.text, cell.boxes):
            hits.append((column, cell))
        elif cell is not None and column.option is True and text_to_yes_no(cell.text).value is False:
            hits.append((column._replace(option=False), cell))
    values: dict[str, Value] = {}
    several: list[tuple[FormField, list[str], Where]] = []
    for key, hits in marked.items():
        values[key] = _hits_to_value(fields[key], hits)
        if values[key].score == UNREAD:
            several.append((fields[key], [column.label for column, _ in hits], hits[0][1].where))
    return values, several


def _hits_to_value(field: FormField, hits: Sequence[tuple[Column, Cell]]) -> Value:
    if not hits:
        return Value('', None, NOWHERE, PLAIN, ("各栏均未勾选",))
    raw = '、'.join(column.label for column, _ in hits)
    where = hits[0][1].where
    options = tuple(dict.fromkeys(column.option for column, _ in hits))
    if field.type == 'choices':
        return Value(raw, options, where)
    if len(options) > 1:
        return Value(raw, None, where, UNREAD, (f"同时勾选了{raw}，只应勾选一项",))
    return Value(raw, options[0], where)


def _several_ticked(label: str, names: Sequence[str], where: Where) -> Problem:
    message = f"“{label}”同时勾选了{'、'.join(names)}，只应勾选一项，请核对"
    return Problem('several_ticked', Severity.REVIEW, message, where)


def _row_number(line: Line) -> int:
    """The sheet's own row where the cells tell it, else the table's, from 1."""
    for cell in line.cells:
        if cell is not None and cell.row == line.row and cell.where.cell:
            found = _CELL_ROW.fullmatch(cell.where.cell)
            if found:
                return int(found[1])
    return line.row + 1


def line_to_row(line: Line, columns: Sequence[Column], name: int) -> ReturnedRow:
    """One organisation's line with every value that the header asks for, blank ones included."""
    values: dict[str, Value] = {}
    for column in columns:
        value = None if column.never else _column_value(column, line.cells[column.place], line.row)
        if value is not None and column.field is not None:
            values[column.field.id] = value
    ticked, several = _ticks_to_values(columns, line)
    for key, value in ticked.items():
        if key not in values or is_blank(values[key]):
            values[key] = value
    problems = [_several_ticked(field.labels[0], names, where) for field, names, where in several]
    cell = line.cells[name]
    number, where = _row_number(line), cell.where if cell is not None else NOWHERE
    organisation = Named(values['org_name'].value, values['code'].value if 'code' in values else None)
    if organisation.name is None:
        message = f"第{number}行有内容但没有社会组织名称，未计入，请补填名称后重报"
        problems.append(Problem('row_without_name', Severity.REVIEW, message, where))
    return ReturnedRow(number, organisation, values, where, tuple(problems))


def line_to_total(line: Line, columns: Sequence[Column], name: int) -> ReturnedRow:
    """A 合计 or 小计 line: its counts only, under the words it is headed with."""
    values: dict[str, Value] = {}
    for column in columns:
        if column.field is not None and column.option is None and column.field.type == 'int':
            cell = line.cells[column.place]
            if cell is not None and not is_total_text(cell.text):
                values[column.field.id] = read_value(column.field, cell.text, cell.where)
    heading = next((text for text in leading_texts(line, columns, name) if is_total_text(text)), '')
    where = next((cell.where for cell in line.cells if cell is not None), NOWHERE)
    return ReturnedRow(_row_number(line), Named(tidy(heading) or None), values, where)
