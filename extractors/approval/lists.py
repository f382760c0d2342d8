"""Organisations in the tables and lists of a paper: 成员单位, 党组织名称 and 所在单位, 原名称 and 现名称."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.approval.names import is_organisation, listed_organisations, without_numbering
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
        r'|.{0,2}(?:涵盖|覆盖|包含|组成|联建|联合|成员|涉及)的?(?:社会组织|单位)(?:名称|名单)?'
    ),
}
_PERSONS = re.compile('姓名|性别|身份证|入党|出生')
_BLANKS = re.compile(r'\s')
_REMARK = re.compile(  # a bracket of another kind is a part of the name: （甲县分会）
    r'[（(](?:[^（）()]{0,20}(?:单位|党员|\d[人名]|牵头|简称|盖?公?章|书记|联系)[^（）()]{0,20}|(?:原|曾用名)[^（）()]{2,30})[）)]$'
)
_CODE = re.compile(r'[0-9A-Z]{18}')
_FEWEST, _LONGEST = 2, 40


class Row(NamedTuple):
    """One line of a table: its organisation, the Party organisation beside it, both names of a renaming."""

    unit: Unit | None
    party: str | None
    form: str | None
    old: str | None
    new: str | None
    where: Where


def document_to_rows(document: Document) -> list[list[Row]]:
    """The lines of each table that names organisations under a head, or names nothing else.

    Lists of persons are passed over.
    """
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [rows for table in tables if (rows := list(_table_to_rows(table)) or _bare_rows(table))]


def _bare_rows(table: Table) -> list[Row]:
    """A table without a head in which every cell is an organisation's name."""
    cells = [(without_numbering(_BLANKS.sub('', cell.text)), cell.where) for cell in table.cells]
    named = [(name, where) for name, where in cells if name]
    if len(named) < _FEWEST or not all(is_organisation(name) for name, _ in named):
        return []
    return [Row(Unit(name, where), None, None, None, None, where) for name, where in named]


def _table_to_rows(table: Table) -> Iterator[Row]:
    grid = _grid(table)
    for top in range(min(4, table.rows)):
        sides = _sides(grid[top])
        heads = sides[0]
        if any(cell and _PERSONS.search(cell.text) for cell in grid[top]):
            return
        if 'name' in heads or 'party' in heads or {'old', 'new'} <= heads.keys():
            break
    else:
        return
    for heads in sides:
        for line in grid[top + 1 :]:
            row = _to_row(line, heads)
            if row.unit or row.party or (row.old and row.new):
                yield row
            cell = line[heads['name']] if 'name' in heads else None
            for name in _several(cell.text if cell and not row.unit else ''):
                yield row._replace(unit=Unit(name, cell.where if cell else Where()))


def _grid(table: Table) -> list[list[Cell | None]]:
    """Every place with the cell that covers it: a merged cell stands in each of its rows."""
    grid: list[list[Cell | None]] = [[None] * table.cols for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.rowspan, table.rows)):
            for col in range(cell.col, min(cell.col + cell.colspan, table.cols)):
                grid[row][col] = cell
    return grid


def _several(text: str) -> tuple[str, ...]:
    """The organisations that one cell names, in lines or with 、 between; () where it names none or one."""
    pieces = [name for line in text.splitlines() if (name := without_numbering(_BLANKS.sub('', line)))]
    if len(pieces) > 1 and all(map(is_organisation, pieces)):
        return tuple(pieces)
    found = listed_organisations(''.join(pieces))
    return found if len(found) > 1 else ()


def _sides(line: Sequence[Cell | None]) -> list[dict[str, int]]:
    """The heads of a table; of one that goes on beside itself those of each side."""
    texts = [_BLANKS.sub('', cell.text) if cell else '' for cell in line]
    width = next((col for col in range(1, len(texts)) if texts[col] and texts[col] == texts[0]), 0)
    if not width or len(texts) % width or texts != texts[:width] * (len(texts) // width):
        return [_heads(line)]
    first = _heads(line[:width])
    return [{kind: col + start for kind, col in first.items()} for start in range(0, len(texts), width)]


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
    named = [(place, line, _to_name(line)) for place, line in enumerate(lines)]
    found = [(place, line, name) for place, line, name in named if is_organisation(name)]
    numbered = [one for one in found if one[2] != one[1].text]
    places = {place for place, _, _ in found}
    beside = [one for one in found if {one[0] - 1, one[0] + 1} & places]
    return tuple(dict.fromkeys(Unit(name, line.where) for _, line, name in numbered or beside))


def _to_name(line: Said) -> str:
    """What may be a name on a line of a list, '' where it is too long for one."""
    name = _REMARK.sub('', without_numbering(line.text))
    return name if len(name) < _LONGEST else ''
