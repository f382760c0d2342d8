"""What is wrong with a whole table: columns that go nowhere or come twice, a sheet under another's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.survey.columns import Column
from extractors.survey.lines import Kind
from extractors.survey.tables import TableRead
from model.place import NOWHERE, Problem, Severity, Where
from model.returned import ReturnedRow
from text.labels import label_key

_REGION = re.compile(r'[\u4e00-\u9fff]{1,5}(?:县|区|旗|市|镇|乡|街道)')
_NAMED_REGION = re.compile(
    r'(?:^|[省市州盟：:\s])([\u4e00-\u9fff]{1,4}?(?<![社地园城辖市全各本景校厂新])[县区旗])'
)
_SHOWN = 8
_FEWEST_NAMES = 3


def _entries(read: TableRead, kind: Kind) -> list[ReturnedRow]:
    return [row for own, row in read.entries if own == kind]


def _column_name(column: Column) -> str:
    return f"“{label_key((column.label,))}”" if column.label else f"第{column.place + 1}列（没有栏目名）"


def unread_columns(tables: Sequence[TableRead]) -> tuple[Problem, ...]:
    """One problem naming the filled-in columns that go nowhere, one for each column that comes twice."""
    names: dict[str, int] = {}
    problems: dict[str, Problem] = {}
    for read in tables:
        for column, count in read.unread.items():
            where = Where(sheet=_sheet(read))
            if column.rival is None:
                name = _column_name(column)
                names[name] = names.get(name, 0) + count
            else:
                first = next(one for one in read.layout.columns if one.place == column.rival)
                problem = _twice(first, column, where)
                problems.setdefault(problem.message, problem)
    if not names:
        return tuple(problems.values())
    shown = '、'.join(list(names)[:_SHOWN]) + ("等" if len(names) > _SHOWN else '')
    message = (
        f"表中有{len(names)}栏填了内容但没有对应的项，没有读入：{shown}；"
        "请确认各栏的含义，不需要的可以标为不读"
    )
    return (Problem('columns_not_read', Severity.REVIEW, message, NOWHERE), *problems.values())


def columns_unclear(tables: Sequence[TableRead]) -> frozenset[str]:
    """The fields of columns whose labels a rule not seen, or seen where none is, may have shifted.

    Of two columns that claim one field either may be meant; a filled column without a label may be the end
    of the one to its left.
    """
    found: set[str] = set()
    for read in tables:
        fields = {column.place: column.field.id for column in read.layout.columns if column.field}
        for column in read.unread:
            places = (
                [column.rival] if column.rival is not None else [] if column.label else [column.place - 1]
            )
            found.update(fields[place] for place in places if place in fields)
    return frozenset(found)


def _twice(first: Column, second: Column, where: Where) -> Problem:
    if label_key((first.label,)) == label_key((second.label,)):
        message = (
            f"{_column_name(first)}栏出现了两次（第{first.place + 1}列和第{second.place + 1}列），"
            "只读了前一栏；请核对以哪一栏为准"
        )
        return Problem('column_twice', Severity.REVIEW, message, where)
    message = (
        f"{_column_name(second)}与{_column_name(first)}像是同一项，只读了前一栏；请核对后一栏是不是别的项"
    )
    return Problem('column_alike', Severity.REVIEW, message, where)


def _sheet(read: TableRead) -> str | None:
    return next((row.where.sheet for _, row in read.entries if row.where.sheet), None)


def _own_region(sheet: str) -> str | None:
    found = _REGION.search(sheet)
    return found[0] if found else None


def misnamed_sheets(tables: Sequence[TableRead]) -> dict[str, Problem]:
    """By its name, every sheet whose title, unit, region column or names speak of another region."""
    sheets = [_sheet(read) or '' for read in tables]
    regions = {region for region in map(_own_region, sheets) if region}
    found: dict[str, Problem] = {}
    for read, sheet in zip(tables, sheets, strict=True):
        own = _own_region(sheet)
        evidence = next(_evidence(read, own, regions - {own}), None) if own else None
        if evidence:
            message = f"工作表“{sheet}”里{evidence}，与表名不符，可能放错了工作表；请核对这一张表是哪里的"
            found.setdefault(
                sheet, Problem('sheet_contradicts', Severity.REVIEW, message, Where(sheet=sheet))
            )
    return found


def _evidence(read: TableRead, own: str, others: set[str]) -> Iterator[str]:
    """What on a sheet says that it is another region's."""
    units = [item.value.raw for item in read.found if item.field.id in ('reporting_unit', 'region')]
    for told in (read.title, *units):
        if told and own not in told:
            other = next((name for name in sorted(others) if name in told), None) or _named(told)
            if other and other != own:
                yield f"写的是“{other}”"
    rows = _entries(read, 'row')
    regions = [row.values['region'].value for row in rows if 'region' in row.values]
    strangers = [name for name in regions if name and own not in name and name not in own]
    if strangers and 2 * len(strangers) > len(rows):
        yield f"多数行的地区是“{strangers[0]}”"
    names = [row.organisation.name or '' for row in rows]
    if any(own in name for name in names):
        return
    for other in sorted(others):
        count = sum(other in name for name in names)
        if count >= _FEWEST_NAMES and 2 * count > len(names):
            yield f"{count}家的名称里是“{other}”"


def _named(text: str) -> str | None:
    found = _NAMED_REGION.search(text)
    return found[1] if found else None
