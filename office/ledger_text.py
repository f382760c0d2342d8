"""A long CSV as lines in one pass: plain lines are taken at once, the rest by the reader of lists."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from extractors.readers.plain.encoding import bytes_to_text
from extractors.readers.sheets.csv_reader import field_to_text
from extractors.readers.sheets.csv_rows import sniff_delimiter
from extractors.secrecy import secrecy_mark
from extractors.survey.lines import Line as GridLine
from extractors.survey.lines import group_to_values, line_to_kind
from extractors.survey.rows import line_to_row, line_to_total
from extractors.survey.settling import settle
from extractors.survey.values import read_value
from model.document import Cell, Document, Table
from model.errors import Damaged, SecrecyMark
from model.form import FormField
from model.place import Where
from office.accepting import is_doubtful
from office.ledger_columns import HEAD_ROWS, Headed, Reading, headed_tables
from office.ledger_contents import with_days
from office.ledger_ends import tellers
from office.ledger_form import is_kept
from office.ledger_lines import Line, pairs_of, row_to_line, with_branch
from office.ledger_totals import Figure, TotalCheck, is_summed, total_to_figures, value_adds
from text.codes import has_outer_checksum
from text.labels import fold_label

_NAME = re.compile(r'[\u4e00-\u9fff（）()]{3,60}')
_ODD_NAME = re.compile('合计|小计|总计|共计|累计|汇总|其中|年月日|[章签印注]|说明|填[表报]|制表|审核')
_SUMS = re.compile('[计总]|其中')
_COLON = re.compile('[:：、.．]|^[注说备填制审单分负联]')
_LONG_CODE = re.compile(r'[0-9A-Za-z]{15,}')
_LINE = re.compile(r'[^\r\n]*(?:\r\n?|\n)|[^\r\n]+')
_ODD = object()
"""What a plain reader gives for a text that says more than one thing, or is in doubt."""

_REMEMBERED = 16_384


class LongText(NamedTuple):
    """A CSV whose header is one line: its text, what divides its fields, its columns."""

    file: str
    text: str
    delimiter: str
    reading: Reading
    headed: Headed


class Counted(NamedTuple):
    """What is known once the lines are taken: rows, dropped totals, filled columns of no field, checks."""

    rows: int
    dropped: int
    not_taken: tuple[str, ...]
    checks: tuple[TotalCheck, ...]


def path_to_text(path: Path, reading: Reading) -> LongText | None:
    """The file as text with its columns; None where it is no plain CSV headed in one line.

    Raises:
        SecrecyMark: it bears one.
    """
    text, _ = bytes_to_text(path.read_bytes())
    delimiter, text, skipped = sniff_delimiter(text)
    if '\0' in text or skipped:
        return None
    document = _head(path.name, text, delimiter)
    if secrecy_mark(document, path.name):
        raise SecrecyMark
    headed = next(headed_tables(document, reading.labels), None)
    if headed is None or not headed.single or headed.header.bottom - headed.header.top > 1:
        return None
    if any(one.how != 'remarks' for one in tellers(headed.columns)):
        return None
    return LongText(path.name, text, delimiter, reading, headed)


def text_to_head(path: Path) -> Document:
    """The first lines of a CSV as a document."""
    text, _ = bytes_to_text(path.read_bytes())
    delimiter, text, _ = sniff_delimiter(text)
    return _head(path.name, text, delimiter)


def _head(file: str, text: str, delimiter: str) -> Document:
    """The first lines as a document."""
    rows = [
        [field_to_text(field, delimiter) for field in fields]
        for fields in islice(csv.reader(io.StringIO(text, newline=''), delimiter=delimiter), HEAD_ROWS)
    ]
    cells = tuple(
        Cell(row, col, text, where=Where(line=row + 1))
        for row, fields in enumerate(rows)
        for col, text in enumerate(fields)
    )
    width = max(map(len, rows), default=0)
    return Document(file, '', 'csv', None, (Table(len(rows), width, cells),))


Read = Callable[[str], Any]


def _reader_of(field: FormField) -> Read:
    """A field's value of a text; None where nothing is filled in, _ODD where it is not plain."""
    own = {'org_name': _name, 'code': _code}.get(field.id)
    return own or lru_cache(_REMEMBERED)(partial(_plain_value, field))


def _name(text: str) -> Any:
    return text if _NAME.fullmatch(text) and not _ODD_NAME.search(text) else _ODD


def _code(text: str) -> Any:
    return text if has_outer_checksum(text) else _ODD


def _plain_value(field: FormField, text: str) -> Any:
    if field.type == 'text' and _LONG_CODE.fullmatch(text):
        return _ODD
    value = read_value(field, text)
    return _ODD if is_doubtful(value) else value.value


class _Plan(NamedTuple):
    """How lines are taken: (place, field, reader) of each column, and where words of a total may stand."""

    readers: tuple[tuple[int, str, Read], ...]
    name: int
    leading: tuple[int, ...]
    width: int
    easy: bool


def _plan(headed: Headed) -> _Plan:
    columns = headed.columns
    name = next(one.place for one in columns if one.field is not None and one.field.id == 'org_name')
    used = [(one.place, one.field) for one in columns if one.field is not None and is_kept(one.field)]
    return _Plan(
        tuple((place, field.id, _reader_of(field)) for place, field in used),
        name,
        tuple(one.place for one in columns if one.serial or one.place < name),
        len(columns),
        easy=all(one.option is None for one in columns),
    )


def _plain_line(fields: list[str], number: int, plan: _Plan) -> Line | None:
    """A line whose every field says one thing for certain; None for the lists' reader."""
    if not plan.easy or len(fields) != plan.width:
        return None
    certain: dict[str, Any] = {}
    for place, name, read in plan.readers:
        text = fields[place]
        if text:
            value = read(text)
            if value is _ODD:
                return None
            if value is not None:
                certain[name] = value
    if len(certain) < 2 or 'org_name' not in certain or _is_doubled(certain):
        return None
    for place in plan.leading:
        if _SUMS.search(fields[place]) or _COLON.search(fields[place]):
            return None
    return Line(certain, {}, number)


def _is_doubled(certain: dict[str, Any]) -> bool:
    """Whether two values need to be held against each other."""
    return certain.get('established') is False and 'establishment_form' in certain


@dataclass(slots=True)
class _Tally:
    """What is counted on the way through a text, by column place: in all, and since the last total."""

    rows: int = 0
    group: dict[str, str] = field(default_factory=dict)
    filled: Counter[int] = field(default_factory=Counter)
    sums: Counter[int] = field(default_factory=Counter)
    since: Counter[int] = field(default_factory=Counter)
    totals: list[tuple[int, str, Figure, int, int]] = field(default_factory=list)
    dropped: int = 0


def lines_of(long: LongText, counted: Callable[[Counted], None]) -> Iterator[Line]:
    """The lines of a text one by one; what was counted is told after the last.

    Raises:
        Damaged: quotation marks that do not pair off.
    """
    tally, plan, columns = _Tally(), _plan(long.headed), long.headed.columns
    loose = [one.place for one in columns if one.unread or (one.field is not None and not is_kept(one.field))]
    summed = [(one.place, one.field.id, one) for one in columns if one.field is not None and is_summed(one)]
    for number, fields in _body(long):
        line = _plain_line(fields, number, plan) or _read_line(long, fields, number, plan, tally)
        if line is None:
            continue
        if tally.group:
            line = line._replace(certain={**tally.group, **line.certain})
        line = with_branch(line, columns)
        tally.rows += 1
        for place, name, column in summed:
            value = line.certain.get(name)
            if value is None and name in line.doubtful:
                value = line.doubtful[name].value
            adds = value_adds(value, column)
            tally.sums[place] += adds
            tally.since[place] += adds
        for place in loose:
            if place < len(fields) and fields[place]:
                tally.filled[place] += 1
        yield line
    counted(_to_counted(long, tally))


def _body(long: LongText) -> Iterator[tuple[int, list[str]]]:
    """The fields of each line under the header, with its number."""
    each = (found[0] for found in _LINE.finditer(long.text))  # a copy to read from is four bytes a letter
    lines = csv.reader(each, delimiter=long.delimiter, strict=True)
    bare = '="' not in long.text and '\t' not in long.text
    for _ in range(long.headed.header.bottom):
        next(lines)
    try:
        for fields in lines:
            if not bare:
                fields[:] = [field_to_text(one, long.delimiter) for one in fields]
            yield lines.line_num, fields
    except csv.Error as error:
        message = f"“{long.file}”第{lines.line_num}行的引号不成对。请用 Excel 打开核对后另存，再导入。"
        raise Damaged(message) from error


def _read_line(long: LongText, fields: list[str], number: int, plan: _Plan, tally: _Tally) -> Line | None:
    """A line as the reader of lists has it; None for a total, a heading, a note or nothing."""
    columns = long.headed.columns
    cells = tuple(
        Cell(number - 1, place, text.strip(), where=Where(line=number)) if text else None
        for place, text in enumerate((*fields, *[''] * (plan.width - len(fields))))
    )
    line = GridLine(number - 1, cells)
    kind = line_to_kind(line, columns, plan.name, _header_texts(long.headed))
    if kind == 'total':
        _take_total(long, line_to_total(line, columns, plan.name).organisation.name, line, tally)
    elif kind == 'group':
        text = next(cell.text for cell in cells if cell is not None)
        tally.group = dict(group_to_values(text, columns))
    if kind not in {'row', 'continued'}:
        return None
    row = line_to_row(line, columns, plan.name)
    kept = frozenset(one.field.id for one in columns if one.field is not None and is_kept(one.field))
    found = row_to_line(replace(row, values=settle(row.values)), kept, pairs_of(columns))
    found = with_days(found, long.reading.definition.fields)
    short = len(fields) != plan.width and (len(fields) < plan.width or any(fields[plan.width :]))
    ragged = (f"第{number}行有{len(fields)}格，表头是{plan.width}格，可能错列",) if short else ()
    return found._replace(whys=(*found.whys, *ragged))


@lru_cache(maxsize=4)
def _header_texts(headed: Headed) -> frozenset[str]:
    return frozenset(fold_label(text) for path in headed.header.paths for text in path)


def _take_total(long: LongText, heading: str | None, line: GridLine, tally: _Tally) -> None:
    cells = {place: cell for place, cell in enumerate(line.cells) if cell is not None}
    tally.dropped += 1
    for figure in total_to_figures(long.headed, cells):
        place = figure.column.place
        tally.totals.append((line.row + 1, heading or "合计", figure, tally.sums[place], tally.since[place]))
    tally.since.clear()


def _to_counted(long: LongText, tally: _Tally) -> Counted:
    headed = long.headed
    checks = []
    for row, heading, figure, so_far, group in tally.totals:
        whole = tally.sums[figure.column.place]
        likeliest = group if '小计' in heading else whole
        read = figure.own if figure.own in (whole, so_far, group, whole - so_far) else likeliest
        label = headed.label(figure.column)
        checks.append(TotalCheck(None, row, heading, label, figure.own, read))
    never = [one for one in headed.columns if one.never and headed.header.paths[one.place]]
    loose = [one for one in headed.columns if one.place in tally.filled and not one.never]
    not_taken = tuple(headed.label(one) for one in sorted((*never, *loose), key=lambda one: one.place))
    return Counted(tally.rows, tally.dropped, not_taken, tuple(checks))
