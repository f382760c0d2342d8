"""Organisations in the tables and lists of a paper: 成员单位, 党组织名称 and 所在单位, 原名称 and 现名称."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.approval.names import is_organisation, without_numbering
from extractors.approval.sentences import Said
from model.approval import Unit
from model.document import Cell, Document, Table
from model.place import Where

_HEADS = {
    'party': re.compile(r'.*(?:党组织|党支部|支部|党总支|党委)(?:名称|全称)?'),
    'old': re.compile(
        r'(?:原|变更前|更名前|旧|曾用)(?:名称?|单位名称|社会组织名称|登记名称)?(?:称)?|.*变更前.*'
    ),
    'new': re.compile(
        r'(?:现|新|变更后|更名后|拟变更)(?:名称?|单位名称|社会组织名称|登记名称)?(?:称)?|.*变更后.*'
    ),
    'code': re.compile('.*(?:信用代码|登记证号|证书编号)'),
    'region': re.compile(r'(?:所[在属])?(?:县|区|市|地区|行政区)[（(、县市区）)]*'),
    'form': re.compile('.*(?:组建|建立|设置)(?:形式|方式|类型)'),
    'name': re.compile(
        r'(?:社会组织|单位|成员单位|组成单位|联建单位|联合单位|所在单位|依托单位|覆盖单位|组织|机构|社团|协会|法人)(?:名称|全称)?|名称|全称'
    ),
}
_PERSONS = re.compile('姓名|性别|身份证|入党|出生')
_BLANKS = re.compile(r'\s')
_REMARK = re.compile(r'[（(][^（）()]{0,30}[）)]$')
_CODE = re.compile(r'[0-9A-Z]{18}')


class Row(NamedTuple):
    """One line of a table: its organisation, the Party organisation beside it, both names of a renaming."""

    unit: Unit | None
    party: str | None
    form: str | None
    old: str | None
    new: str | None
    where: Where


def document_to_rows(document: Document) -> list[list[Row]]:
    """The lines of each table that names organisations under a head; lists of persons are passed over."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [rows for table in tables if (rows := list(_table_to_rows(table)))]


def _table_to_rows(table: Table) -> Iterator[Row]:
    grid = _grid(table)
    for top in range(min(4, table.rows)):
        heads = _heads(grid[top])
        if any(cell and _PERSONS.search(cell.text) for cell in grid[top]):
            return
        if 'name' in heads or 'party' in heads or {'old', 'new'} <= heads.keys():
            break
    else:
        return
    for line in grid[top + 1 :]:
        row = _to_row(line, heads)
        if row.unit or row.party or (row.old and row.new):
            yield row


def _grid(table: Table) -> list[list[Cell | None]]:
    """Every place with the cell that covers it: a merged cell stands in each of its rows."""
    grid: list[list[Cell | None]] = [[None] * table.cols for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.rowspan, table.rows)):
            for col in range(cell.col, min(cell.col + cell.colspan, table.cols)):
                grid[row][col] = cell
    return grid


def _heads(line: Sequence[Cell | None]) -> dict[str, int]:
    found: dict[str, int] = {}
    for col, cell in enumerate(line):
        text = _BLANKS.sub('', cell.text) if cell else ''
        kind = next((name for name, pattern in _HEADS.items() if text and pattern.fullmatch(text)), None)
        if kind:
            found.setdefault(kind, col)
    return found


def _to_row(line: Sequence[Cell | None], heads: dict[str, int]) -> Row:
    def text(kind: str) -> str | None:
        cell = line[heads[kind]] if kind in heads else None
        return (_BLANKS.sub('', cell.text) or None) if cell else None

    name = text('name')
    cell = line[heads['name']] if 'name' in heads else None
    code = _CODE.search(text('code') or '')
    unit = (
        Unit(
            _REMARK.sub('', name), cell.where if cell else Where(), code[0] if code else None, text('region')
        )
        if name and (is_organisation(name) or is_organisation(_REMARK.sub('', name)))
        else None
    )
    where = next((one.where for one in line if one is not None), Where())
    return Row(unit, text('party'), text('form'), text('old'), text('new'), where)


def listed_units(rows: Sequence[Sequence[Row]], lines: Sequence[Said]) -> tuple[Unit, ...]:
    """The organisations of the one table that lists them, else of lines that are nothing but such names."""
    tables = [units for table in rows if (units := [row.unit for row in table if row.unit])]
    if len(tables) == 1:
        return tuple(dict.fromkeys(tables[0]))
    if tables:
        return ()
    return tuple(
        dict.fromkeys(
            Unit(name, line.where)
            for line in lines
            if len(name := _REMARK.sub('', without_numbering(line.text))) < 40
            and name != line.text
            and is_organisation(name)
        )
    )
