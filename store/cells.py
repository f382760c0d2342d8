"""How many subjects are alike, kept up to date in the transaction that changes them."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    bindparam,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from ledger.coverage import Cell
from store.tables import cells, subjects, versions

_AT_ONCE = 500
_GROUPED = ('region', 'type', 'supervisor', 'established', 'approved', 'method', 'ways')


def _cell_to_key(cell: Cell) -> str:
    return json.dumps([*cell[:-1], ','.join(cell.ways)], ensure_ascii=False)


def numbers_of(connection: Connection, wanted: Iterable[Cell]) -> dict[Cell, int]:
    """The number of each cell, those never met before added with a count of 0."""
    by_key = {_cell_to_key(cell): cell for cell in wanted}
    keys = list(by_key)
    found: dict[Cell, int] = {}
    for start in range(0, len(keys), _AT_ONCE):
        query = select(cells.c.key, cells.c.id).where(cells.c.key.in_(keys[start : start + _AT_ONCE]))
        found |= {by_key[row.key]: row.id for row in connection.execute(query)}
    last = connection.execute(select(func.max(cells.c.id))).scalar() or 0
    missing = [(key, cell) for key, cell in by_key.items() if cell not in found]
    added = [_row(number, key, cell) for number, (key, cell) in enumerate(missing, last + 1)]
    if added:
        connection.execute(insert(cells), added)
    return found | {cell: row['id'] for (_, cell), row in zip(missing, added, strict=True)}


def _row(number: int, key: str, cell: Cell) -> dict[str, Any]:
    return {'id': number, 'key': key, 'count': 0, **cell._asdict(), 'ways': ','.join(cell.ways)}


def shift(connection: Connection, changes: Mapping[int, int]) -> None:
    """Add to the counts of these cells."""
    steps = [{'of': number, 'by': by} for number, by in changes.items() if by]
    if steps:
        more = update(cells).where(cells.c.id == bindparam('of'))
        connection.execute(more.values(count=cells.c.count + bindparam('by')), steps)


def counts_now(connection: Connection, kind: str = 'organisation', by: Iterable[str] = ()) -> Counter[Cell]:
    """How many active subjects of a kind are alike; region, type, supervisor only where `by` asks.

    Fewer dimensions make fewer lines: a million organisations by county and type are some ten thousand.
    """
    told = (*by, 'established', 'approved', 'method', 'ways')
    columns = [cells.c[name] for name in _GROUPED if name in told]
    total = func.sum(cells.c.count).label('total')
    here = (cells.c.kind == kind) & (cells.c.state == 'active') & (cells.c.count > 0)
    query = select(*columns, total).where(here).group_by(*columns).order_by(*columns)
    found: Counter[Cell] = Counter()
    for row in connection.execute(query).mappings():
        found[_row_to_cell(row, kind)] += row['total']
    return found


def _row_to_cell(row: RowMapping, kind: str) -> Cell:
    ways = tuple(row['ways'].split(',')) if row['ways'] else ()
    plain = (row.get('region'), row.get('type'), row.get('supervisor'))
    return Cell(kind, 'active', *plain, row['established'], row['approved'], row['method'], ways)


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
