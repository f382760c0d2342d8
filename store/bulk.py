"""Many lines into a table at once: what SQLAlchemy's own insert writes, in a fraction of the time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from json import encoder
from typing import Any

from sqlalchemy import JSON, Column, Connection, Dialect, Table, select

from store.tables import subjects, versions

_MANY = 1_000
_CACHE = 'pragma cache_size=-196608'
"""192 MB for the pages of indexes: SQLite keeps 2 MB by itself and then waits for the disk."""

_PLAIN = encoder.JSONEncoder()
_to_parts = encoder.c_make_encoder(  # type: ignore[attr-defined]
    None, _PLAIN.default, encoder.encode_basestring_ascii, None, ': ', ', ', False, False, True
)
"""What JSONEncoder makes anew for every value it writes, which takes longer than to write it."""


def to_json(value: Any) -> str:
    """A value as the text that a JSON column keeps."""
    return ''.join(_to_parts(value, 0))


@contextmanager
def first_load(connection: Connection) -> Iterator[None]:
    """An empty ledger gets its indexes after what is written meanwhile: a million lines cost half as much.

    All in one transaction, which an error must undo: until it ends others see the ledger as it was.
    PostgreSQL would let them wait for it, so there the indexes stay.
    """
    empty = connection.execute(select(subjects.c.id).limit(1)).first() is None
    late = [*subjects.indexes, *versions.indexes] if empty and connection.dialect.name == 'sqlite' else []
    for index in late:
        index.drop(connection)
    yield
    for index in late:
        index.create(connection)


def insert_columns(
    connection: Connection, table: Table, columns: Mapping[str, Collection[Any]], same: Mapping[str, Any]
) -> None:
    """A line for each of the values that stand side by side, with what is the same in all of them.

    Values of JSON columns come as text (to_json); a column that is not named gets its default.
    """
    dialect = connection.dialect
    sides = [_bound(dialect, table.c[name], values) for name, values in columns.items()]
    alike = tuple(_bound(dialect, table.c[name], [value])[0] for name, value in same.items())
    rows = [(*row, *alike) for row in zip(*sides, strict=True)]
    if rows:
        _WRITERS[dialect.name](connection, table, [*columns, *same], rows)


def _bound(dialect: Dialect, column: Column[Any], values: Collection[Any]) -> list[Any]:
    """The values as the driver takes them."""
    process = None
    if not isinstance(column.type, JSON):
        process = column.type.dialect_impl(dialect).bind_processor(dialect)
    return [*map(process, values)] if process else [*values]


_Rows = list[tuple[Any, ...]]


def _write_sqlite(connection: Connection, table: Table, names: list[str], rows: _Rows) -> None:
    if len(rows) >= _MANY:
        connection.exec_driver_sql(_CACHE)
    columns, marks = ', '.join(names), ', '.join('?' * len(names))
    connection.exec_driver_sql(f'insert into {table.name} ({columns}) values ({marks})', rows)  # noqa: S608


def _write_postgresql(connection: Connection, table: Table, names: list[str], rows: _Rows) -> None:
    from psycopg import sql

    into, columns = sql.Identifier(table.name), sql.SQL(', ').join(map(sql.Identifier, names))
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(sql.SQL('copy {} ({}) from stdin').format(into, columns)) as copy:
        for row in rows:
            copy.write_row(row)


_WRITERS: dict[str, Callable[[Connection, Table, list[str], _Rows], None]] = {
    'sqlite': _write_sqlite,
    'postgresql': _write_postgresql,
}
