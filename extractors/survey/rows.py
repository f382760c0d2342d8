"""One line of a table of organisations as its values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.survey.columns import Column
from extractors.survey.faults import line_to_faults
from extractors.survey.lines import Line, is_total_text, leading_texts
from extractors.survey.options import is_plain_mark, is_ticked, text_to_yes_no
from extractors.survey.values import cell_to_value, is_blank, tidy
from model.document import Cell
from model.form import FormField
from model.place import NOWHERE, Problem, Severity, Value, Where
from model.returned import Named, ReturnedRow
from text.numbers import DOUBTFUL, PLAIN, UNREAD

_CELL_ROW = re.compile(r'[A-Za-z]+(\d+)')


def _column_value(column: Column, cell: Cell | None, row: int, lines: int = 1) -> Value | None:
    """A plain column's value; a merged cell's words hold for each row, its count for none surely.

    lines: how many the organisation's own name takes; a count over as many is its own.
    """
    if column.field is None or column.option is not None:
        return None
    if cell is None:
        return Value('', None)
    value = cell_to_value(column.field, cell, column.label)
    if not column.label and is_blank(value):
        return None
    if cell.rowspan <= lines or column.field.type != 'int' or value.value is None:
        return value
    if cell.row < row:
        return Value('', None, cell.where, PLAIN, ("与上一行合并单元格，本行未单独填写",))
    reason = f"合并单元格占{cell.rowspan}行，可能是几行的合计"
    return Value(value.raw, value.value, value.where, DOUBTFUL, (*value.reasons, reason))


class Hit(NamedTuple):
    """A marked place under a tick column: what it means, and what stands there."""

    label: str
    option: str | bool | None
    cell: Cell
    plain: bool


def _ticks_to_values(
    columns: Sequence[Column], line: Line
) -> tuple[dict[str, Value], list[tuple[FormField, list[str], Where]]]:
    """Fields whose options are columns, and those where several columns are marked though one should be."""
    marked: dict[str, list[Hit]] = {}
    fields: dict[str, FormField] = {}
    for column in columns:
        if column.field is None or column.option is None:
            continue
        fields[column.field.id] = column.field
        hits = marked.setdefault(column.field.id, [])
        cell = line.cells[column.place]
        hit = _cell_to_hit(column, cell) if cell is not None else None
        hits.extend([hit] if hit else [])
    values = {key: _hits_to_value(fields[key], hits) for key, hits in marked.items()}
    several = [
        (fields[key], [hit.label for hit in hits], hits[0].cell.where)
        for key, hits in marked.items()
        if values[key].score == UNREAD and len(hits) > 1
    ]
    return values, several


def _cell_to_hit(column: Column, cell: Cell) -> Hit | None:
    """A marked cell under an option; words under a column that asks for words are told, not the column's."""
    ticked, plain = is_ticked(cell.text, cell.boxes), is_plain_mark(cell.text, column.label)
    if ticked is None:
        return Hit(column.label, None, cell, plain=False)
    if not ticked:
        said_no = column.option is True and text_to_yes_no(cell.text).value is False
        return Hit(column.label, option=False, cell=cell, plain=True) if said_no else None
    if not plain and column.field is not None and column.field.type == 'text':
        return Hit(cell.text.strip(), tidy(cell.text), cell, plain=False)
    return Hit(column.label, column.option, cell, plain)


def _hits_to_value(field: FormField, hits: Sequence[Hit]) -> Value:
    if not hits:
        return Value('', None, NOWHERE, PLAIN, ("各栏均未勾选",))
    raw = '、'.join(hit.label for hit in hits)
    where = hits[0].cell.where
    options = tuple(dict.fromkeys(hit.option for hit in hits))
    if None in options:
        return Value(raw, None, where, UNREAD, ("勾选看不清，请对照原件",))
    odd = tuple(f"“{hit.label}”栏填的是“{hit.cell.text.strip()}”" for hit in hits if not hit.plain)
    score = DOUBTFUL if odd else PLAIN
    if field.type == 'choices':
        return Value(raw, options, where, score, odd)
    if len(options) > 1:
        return Value(raw, None, where, UNREAD, (f"同时勾选了{raw}，只应勾选一项",))
    return Value(raw, options[0], where, score, odd)


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
    named = line.cells[name]
    lines = named.rowspan if named is not None and named.row == line.row else 1
    for column in columns:
        value = None if column.never else _column_value(column, line.cells[column.place], line.row, lines)
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
    problems.extend(line_to_faults(line, columns, values, number))
    return ReturnedRow(number, organisation, values, where, tuple(problems))


_FIGURES: dict[tuple[str, str | bool | None], str] = {
    ('established', None): 'established',
    ('established', True): 'established',
    ('established', False): 'not_established',
    ('establishment_form', '单独组建'): 'independent',
    ('establishment_form', '联合组建'): 'joint',
    ('establishment_form', '挂靠组建'): 'attached',
    ('establishment_form', '派员组建'): 'dispatched',
    ('org_name', None): 'total',
}
"""What a number in a total's line counts where the rows have marks, words or names there."""

_TOTAL_COUNT = re.compile(r'[合总共小累]计[:：]?(\d{1,6})[家个]')


def _total_value(column: Column, cell: Cell) -> tuple[str, Value] | None:
    """A count in a total's line with the figure it stands for, None where the place holds none."""
    field = column.field
    if field is None or is_total_text(cell.text):
        return None
    if field.type == 'int' and column.option is None:
        return field.id, cell_to_value(field, cell)
    figure = _FIGURES.get((field.id, column.option))
    value = cell_to_value(FormField(field.id, field.labels, 'int'), cell) if figure else None
    return (figure, value) if figure and value is not None and value.value is not None else None


def line_to_total(line: Line, columns: Sequence[Column], name: int) -> ReturnedRow:
    """A 合计 or 小计 line: its counts only, under the words it is headed with.

    A number under 是否建立党组织, 单独组建 and the like counts the rows marked there; under the names, or
    in '合计86家', it counts the rows ('total').
    """
    values: dict[str, Value] = {}
    for column in columns:
        cell = line.cells[column.place]
        found = _total_value(column, cell) if cell is not None else None
        if found is not None:
            values.setdefault(*found)
    heading = next((text for text in leading_texts(line, columns, name) if is_total_text(text)), '')
    where = next((cell.where for cell in line.cells if cell is not None), NOWHERE)
    counted = _TOTAL_COUNT.search(''.join(heading.split()))
    if counted:
        values.setdefault('total', Value(heading, int(counted[1]), where))
    return ReturnedRow(_row_number(line), Named(tidy(heading) or None), values, where)
