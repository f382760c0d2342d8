"""What is wrong with one row: values one column off, codes and counts that a spreadsheet spoilt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from extractors.survey.columns import Column
from extractors.survey.lines import Line
from model.document import Cell
from model.place import Problem, Severity, Value, Where
from model.returned import ReturnedRow
from text.celldates import is_day_number
from text.codes import is_destroyed, is_registration_number
from text.labels import fold_label
from text.numbers import UNREAD, is_dash

_CODE = re.compile(r'[0-9A-Z]{17,18}')
_NUMBER = re.compile(r'\d{1,7}(?:\.0)?[人名个家]?')
_DATE = re.compile(r'(?:19|20)\d\d[年./-]\d{1,2}(?:[月./-]\d{0,2}日?)?')
_PHONE = re.compile(r'1[3-9]\d{9}|\d{3,4}-\d{7,8}')
_ANSWER = re.compile(r'[是否有无√✓✔●■☑]|已建|未建')
_DIGIT = re.compile(r'\d')
_NUMBERED = ('号', '码', '证', '文')
_FEWEST_CODE_DIGITS = 10
_FEWEST_MISFITS = 2

Kind = Literal['code', 'number', 'date', 'phone', 'answer', 'words', 'other']
_NAMES: dict[Kind, str] = {
    'code': "代码",
    'number': "数字",
    'date': "日期",
    'phone': "电话",
    'answer': "是否或勾选",
    'words': "文字",
    'other': "内容",
}


class Misfit(NamedTuple):
    """A cell that holds another kind of thing than its column asks for."""

    column: Column
    cell: Cell
    kind: Kind


@lru_cache(maxsize=8192)
def text_to_kind(text: str) -> Kind | None:
    """What a cell's text is by its look; None where nothing is filled in."""
    plain = ''.join(unicodedata.normalize('NFKC', text).split()).upper()
    if not plain or is_dash(text):
        return None
    if _CODE.fullmatch(plain) and sum(map(str.isdigit, plain)) >= _FEWEST_CODE_DIGITS:
        return 'code'
    looks: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ('number', _NUMBER),
        ('date', _DATE),
        ('phone', _PHONE),
        ('answer', _ANSWER),
    )
    for kind, pattern in looks:
        if pattern.fullmatch(plain):
            return kind
    return 'other' if _DIGIT.search(plain) else 'words'


_STRANGE: dict[str, frozenset[Kind]] = {
    'int': frozenset(('code', 'date', 'phone', 'answer', 'words')),
    'decimal': frozenset(('code', 'date', 'phone', 'answer', 'words')),
    'uscc': frozenset(('number', 'date', 'phone', 'answer', 'words')),
    'date': frozenset(('number', 'code', 'phone', 'answer', 'words')),
    'phone': frozenset(('code', 'date', 'answer', 'words', 'number')),
    'yes_no': frozenset(('number', 'code', 'date', 'phone')),
    'choice': frozenset(('number', 'code', 'date', 'phone')),
    'choices': frozenset(('number', 'code', 'date', 'phone')),
    'text': frozenset(('code',)),
}
"""What a column of a type does not hold, where it was not understood as that type."""
_SURE = frozenset(('int', 'decimal', 'uscc', 'date', 'yes_no', 'choice', 'choices'))
"""Types that understand nothing but their own."""

_NO_NAME: frozenset[Kind] = frozenset(('code', 'number', 'date', 'phone', 'answer'))


def _is_misfit(column: Column, value: Value, kind: Kind) -> bool:
    field = column.field
    if field is None:
        return False
    if field.id == 'org_name':
        return kind in _NO_NAME
    if field.type == 'text':
        return kind in _STRANGE['text'] and not any(word in column.label for word in _NUMBERED)
    if field.type == 'uscc' and is_registration_number(value.raw):
        return False
    if field.type == 'date' and is_day_number(value.raw):
        return False
    understood = value.value is not None and not (field.type == 'phone' and value.score < 1)
    return not understood and value.score < 1 and kind in _STRANGE.get(field.type, frozenset())


def _misfits(line: Line, columns: Sequence[Column], values: dict[str, Value]) -> Iterator[Misfit]:
    for column in columns:
        cell = line.cells[column.place]
        if column.field is None or column.option is not None or column.never or cell is None:
            continue
        value = values.get(column.field.id)
        if value is None or (column.field.type in _SURE and value.value is not None):
            continue
        kind = text_to_kind(cell.text)
        if kind is not None and _is_misfit(column, value, kind):
            yield Misfit(column, cell, kind)


def line_to_faults(
    line: Line, columns: Sequence[Column], values: dict[str, Value], number: int
) -> tuple[Problem, ...]:
    """Why a row must wait for a person: it is shifted, or a code or count in it is spoilt.

    'row_shifted': its name is no name, or two cells hold what other columns ask for; else
    'code_destroyed', 'date_serial' and 'count_unreadable' for single cells.
    """
    misfits = list(_misfits(line, columns, values))
    named = [one for one in misfits if one.column.field is not None and one.column.field.id == 'org_name']
    if named or len(misfits) >= _FEWEST_MISFITS:
        return (_shifted(misfits, number),)
    return tuple(
        cells_to_faults(
            (column.label, values[column.field.id], column.field.type)
            for column in columns
            if column.field is not None and column.option is None and column.field.id in values
        )
    )


def _shifted(misfits: Sequence[Misfit], number: int) -> Problem:
    told = "，".join(f"“{''.join(one.column.label.split())}”栏里是{_NAMES[one.kind]}" for one in misfits[:3])
    message = f"第{number}行的内容可能错列：{told}；请对照原件核对这一行"
    return Problem('row_shifted', Severity.REVIEW, message, misfits[0].cell.where)


def cells_to_faults(cells: Iterable[tuple[str, Value, str]]) -> Iterator[Problem]:
    """A problem for each cell, given as (label, value, type), whose code, date or count is spoilt."""
    for label, value, kind in cells:
        if value.score > UNREAD or not value.raw:
            continue
        name, raw = ''.join(label.split()), value.raw
        if is_destroyed(raw):
            message = f"“{name}”栏的“{raw}”是电子表格改成的数，末几位已丢失，找不回来；请按证书重填"
            yield Problem('code_destroyed', Severity.REVIEW, message, value.where)
        elif kind == 'date' and is_day_number(raw):
            message = f"“{name}”栏的“{raw}”像是电子表格里日期的序号，不能当作日期；请改成年月日"
            yield Problem('date_serial', Severity.REVIEW, message, value.where)
        elif kind in ('int', 'decimal') and not raw.startswith(('=', '{=')):
            message = f"“{name}”栏填的“{raw}”不能读成数，没有计入；请核对后补填"
            yield Problem('count_unreadable', Severity.REVIEW, message, value.where)


_ROW = re.compile(r'(?:.*?tr\[\d+\])|[A-Za-z]+(\d+)')


def _row_of(where: Where) -> tuple[str | None, str | None, str | None]:
    """Which row a place lies in: its sheet and row there, or its table row's path."""
    cell = _ROW.fullmatch(where.cell or '')
    path = _ROW.match(where.path or '')
    return where.sheet, cell[1] if cell else None, path[0] if path else None


Told = frozenset[tuple[str, tuple[str | None, str | None, str | None]]]


def problems_to_told(problems: Iterable[Problem]) -> Told:
    """What the reader of the file told already, and of which rows."""
    return frozenset((one.code, _row_of(one.where)) for one in problems if one.where.cell or one.where.path)


def untold(problems: Iterable[Problem], told: Told) -> tuple[Problem, ...]:
    """The problems but for those told already, of the same row."""
    return tuple(one for one in problems if (one.code, _row_of(one.where)) not in told)


def rows_told_twice(rows: Sequence[ReturnedRow]) -> dict[int, Problem]:
    """Rows, by their place in the list, of an organisation that an earlier row speaks of.

    The same code, or the same name where codes and regions do not tell two organisations apart.
    """
    by_code: dict[str, ReturnedRow] = {}
    by_name: dict[str, list[ReturnedRow]] = {}
    found: dict[int, Problem] = {}
    for place, row in enumerate(rows):
        name, code = fold_label(row.organisation.name or ''), row.organisation.code
        twin = by_code.get(code) if code else None
        same = by_name.setdefault(name, []) if name else []
        twin = twin or next((other for other in same if not _apart(row, other)), None)
        if twin is not None:
            found[place] = _told_twice(row, twin)
        by_code.setdefault(code, row) if code else None
        same.append(row)
    return found


def _apart(one: ReturnedRow, other: ReturnedRow) -> bool:
    """Whether two rows of one name are of two regions."""
    regions = [row.values['region'].value if 'region' in row.values else None for row in (one, other)]
    return None not in regions and regions[0] != regions[1]


def _told_twice(row: ReturnedRow, twin: ReturnedRow) -> Problem:
    why = "代码" if row.organisation.code and row.organisation.code == twin.organisation.code else "名称"
    sheet = f"工作表“{twin.where.sheet}”" if twin.where.sheet != row.where.sheet and twin.where.sheet else ""
    message = (
        f"第{row.number}行“{row.organisation.name or ''}”与{sheet}第{twin.number}行{why}相同，"
        "可能重复填报；请核对留哪一行"
    )
    return Problem('organisation_twice', Severity.REVIEW, message, row.where)
