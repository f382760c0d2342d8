"""One hash over what an office holds, the same on every kind of database and after every way of moving it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, DateTime, Table, inspect, select

from store.tables import (
    act_subjects,
    acts,
    audit,
    cells,
    name_links,
    outside_figures,
    register,
    rows,
    statements,
    subjects,
    versions,
)

LEDGER = (subjects, versions, acts, act_subjects, cells, name_links, statements, outside_figures)
"""What the ledger is, was and became, and by which acts."""

RECORDED = (*LEDGER, register, rows, audit)
"""The ledger, the register with the rows of its returns, and the record of who did what."""

_MANY = 2_000


def ledger_hash(connection: Connection, tables: Iterable[Table] = LEDGER, *, moments: bool = True) -> str:
    """A hash over every line of these tables in the order of their keys, in hex.

    moments False leaves out the times of day at which things were written down, so that two runs over the
    same papers are alike. A column or table that a database of an earlier schema lacks is left out.
    """
    told = hashlib.sha256()
    for table in tables:
        told.update(f'{table.name}\n'.encode())
        for line in _lines(connection, table, moments=moments):
            told.update(line.encode())
            told.update(b'\n')
    return told.hexdigest()


def _lines(connection: Connection, table: Table, *, moments: bool) -> Iterator[str]:
    """Each line as canonical JSON: keys of objects sorted, days and moments in ISO."""
    look = inspect(connection)
    if not look.has_table(table.name):
        return
    there = {column['name'] for column in look.get_columns(table.name)}
    kept = [one for one in table.columns if one.name in there and (moments or not _is_moment(one))]
    write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(',', ':'), default=str).encode
    query = select(*kept).order_by(*table.primary_key).execution_options(yield_per=_MANY)
    yield write([one.name for one in kept])
    for row in connection.execute(query):
        yield write(list(row))


def _is_moment(column: Any) -> bool:
    return isinstance(column.type, DateTime)
