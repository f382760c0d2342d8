"""How many subjects are alike, kept up to date in the transaction that changes them."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import add
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    bindparam,
    case,
    func,
    null,
    or_,
    select,
    true,
    update,
)

from ledger.coverage import TOTAL, UNFILLED, Cell, CoverageLine, Dimension, coverage
from store.bulk import insert_columns
from store.tables import cells, subjects, versions

_AT_ONCE = 500
_METHODS = 50
_GROUPED = ('region', 'type', 'supervisor', 'established', 'approved', 'method', 'ways')


def _cell_to_key(cell: Cell) -> str:
    return json.dumps([*cell[:-1], ','.join(cell.ways)], ensure_ascii=False)


def count_in(connection: Connection, steps: Mapping[Cell, int]) -> dict[Cell, int]:
    """Add to the counts of these cells, those never met before made; gives the number of each."""
    by_key = {_cell_to_key(cell): cell for cell in steps}
    keys = list(by_key)
    found: dict[Cell, int] = {}
    for start in range(0, len(keys), _AT_ONCE):
        query = select(cells.c.key, cells.c.id).where(cells.c.key.in_(keys[start : start + _AT_ONCE]))
        found |= {by_key[key]: number for key, number in connection.execute(query)}
    _shift(connection, {number: steps[cell] for cell, number in found.items()})
    last = connection.execute(select(func.max(cells.c.id))).scalar() or 0
    missing = {key: cell for key, cell in by_key.items() if cell not in found}
    numbers = range(last + 1, last + 1 + len(missing))
    _insert(connection, missing, numbers, [steps[cell] for cell in missing.values()])
    return found | dict(zip(missing.values(), numbers, strict=True))


def _insert(connection: Connection, added: Mapping[str, Cell], numbers: range, counts: list[int]) -> None:
    if added:
        *plain, ways = zip(*added.values(), strict=True)
        columns = dict(zip(Cell._fields[:-1], plain, strict=True))
        told = {
            'id': numbers,
            'key': added,
            **columns,
            'ways': [','.join(one) for one in ways],
            'count': counts,
        }
        insert_columns(connection, cells, told, {})


def _shift(connection: Connection, changes: Mapping[int, int]) -> None:
    steps = [{'of': number, 'by': by} for number, by in changes.items() if by]
    if steps:
        more = update(cells).where(cells.c.id == bindparam('of'))
        connection.execute(more.values(count=cells.c.count + bindparam('by')), steps)


def counts_now(connection: Connection, kind: str = 'organisation', by: Collection[str] = ()) -> Counter[Cell]:
    """How many active subjects of a kind are alike; region, type, supervisor only where `by` asks.

    Fewer dimensions make fewer lines: a million organisations by county and type are some ten thousand.
    """
    told = (*by, 'established', 'approved', 'method', 'ways')
    columns = [cells.c[name] for name in _GROUPED if name in told]
    every = [cells.c[name] if name in told else null().label(name) for name in _GROUPED]
    query = select(*every, func.sum(cells.c.count)).where(_counting(kind)).group_by(*columns)
    rows: Iterable[Any] = connection.execute(query.order_by(*columns))
    return Counter(
        {Cell._make((kind, 'active', *values, _text_to_ways(ways))): total for *values, ways, total in rows}
    )


def _counting(kind: str) -> ColumnElement[bool]:
    return (cells.c.kind == kind) & (cells.c.state == 'active') & (cells.c.count > 0)


def coverage_now(
    connection: Connection, by: Sequence[Dimension] = (), kind: str = 'organisation'
) -> list[CoverageLine]:
    """Coverage by a Party organisation now, as ledger.coverage counts it, added up by the database.

    A county and type is one row with a figure for each method; methods come in order of their words.
    """
    methods = _methods(connection, kind) if 'method' in by else ['']
    if len(methods) > _METHODS:
        return coverage(counts_now(connection, kind, by), by)
    established, unknown = cells.c.established.is_(true()), cells.c.established.is_(None)
    wanted = [established & (_said == one) for one in methods] if 'method' in by else [established]
    columns = [cells.c[name] for name in by if name != 'method']
    sums = [func.sum(case((one, cells.c.count), else_=0)) for one in (true(), unknown, *wanted)]
    query = select(*columns, *sums).where(_counting(kind)).group_by(*columns).order_by(*columns)
    rows: Iterable[Any] = connection.execute(query)
    groups: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        key = tuple([value or UNFILLED for value in row[: len(columns)]])
        figures = [figure or 0 for figure in row[len(columns) :]]
        groups[key] = [*map(add, groups[key], figures)] if key in groups else figures
    return [*_to_lines(groups, by, methods)]


_said = func.coalesce(func.nullif(cells.c.method, ''), UNFILLED)


def _methods(connection: Connection, kind: str) -> list[str]:
    here = _counting(kind) & cells.c.established.is_(true())
    return [*connection.execute(select(_said).where(here).distinct().order_by(_said)).scalars()]


def _to_lines(
    groups: Mapping[tuple[str, ...], list[int]], by: Sequence[Dimension], methods: list[str]
) -> Iterator[CoverageLine]:
    place = by.index('method') if 'method' in by else None
    for key, (total, unknown, *reached) in groups.items():
        if place is None:
            yield CoverageLine('/'.join(key) or TOTAL, reached[0], total, unknown)
            continue
        before, after = [*key[:place], ''], ['', *key[place:]]
        head, tail = '/'.join(before), '/'.join(after)
        for method, count in zip(methods, reached, strict=True):
            if count:
                yield CoverageLine(f'{head}{method}{tail}', count, total, unknown)


def _text_to_ways(text: str) -> Any:
    return tuple(text.split(',')) if text else ()


def _row_to_cell(row: RowMapping, kind: str) -> Cell:
    plain = (row['region'], row['type'], row['supervisor'])
    rest = (row['established'], row['approved'], row['method'], _text_to_ways(row['ways']))
    return Cell(kind, 'active', *plain, *rest)


def counts_at(connection: Connection, as_of: dt.datetime, kind: str = 'organisation') -> Counter[Cell]:
    """The same as recorded at a moment, every dimension told."""
    believed = as_recorded(as_of)
    grouped = select(versions.c.cell, func.count().label('total')).where(believed).group_by(versions.c.cell)
    here = grouped.subquery()
    query = select(cells, here.c.total).join(here, here.c.cell == cells.c.id)
    query = query.where(cells.c.kind == kind, cells.c.state == 'active').order_by(cells.c.id)
    found: Counter[Cell] = Counter()
    for row in connection.execute(query).mappings():
        found[_row_to_cell(row, kind)] += row['total']
    return found


def cells_numbered(connection: Connection, wanted: Collection[int]) -> dict[int, Cell]:
    """Cells of active subjects by their number."""
    numbers, found = sorted(wanted), {}
    for start in range(0, len(numbers), _AT_ONCE):
        query = select(cells).where(cells.c.id.in_(numbers[start : start + _AT_ONCE]))
        for row in connection.execute(query).mappings():
            found[row['id']] = _row_to_cell(row, row['kind'])
    return found


def as_recorded(as_of: dt.datetime) -> ColumnElement[bool]:
    """The versions believed at a moment."""
    until = or_(versions.c.recorded_to.is_(None), versions.c.recorded_to > as_of)
    return (versions.c.recorded_from <= as_of) & until


def cells_of(
    connection: Connection, wanted: Iterable[int], as_of: dt.datetime | None = None
) -> Counter[Cell]:
    """The cells in which these subjects count now, or counted as recorded at a moment; active ones only."""
    numbers = sorted(set(wanted))
    found: Counter[Cell] = Counter()
    table, key = (subjects, subjects.c.id) if as_of is None else (versions, versions.c.subject)
    for start in range(0, len(numbers), _AT_ONCE):
        here = key.in_(numbers[start : start + _AT_ONCE]) & (cells.c.state == 'active')
        believed = true() if as_of is None else as_recorded(as_of)
        query = select(cells).join(table, table.c.cell == cells.c.id).where(here, believed)
        for row in connection.execute(query).mappings():
            found[_row_to_cell(row, row['kind'])] += 1
    return found
