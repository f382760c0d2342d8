"""Many lines into a table at once, past the statement builder: what it would write, in a fraction of the time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from sqlalchemy import JSON, Connection, Table, insert
from sqlalchemy.sql.compiler import SQLCompiler

_MANY = 1_000
_CACHE_KIB = 262_144
"""Pages of the indexes that many lines touch: with SQLite's own 2 MB a million take three times as long."""


def to_json(connection: Connection, values: Sequence[Any]) -> list[str]:
    """Values as the text that a JSON column keeps, each made once however many tables take it."""
    process = JSON().dialect_impl(connection.dialect).bind_processor(connection.dialect)
    if connection.dialect.name == 'sqlite' and process is not None:
        return [*map(process, values)]
    from json import dumps

    return [*map(dumps, values)]


def insert_columns(
    connection: Connection, table: Table, columns: Mapping[str, Sequence[Any]], same: Mapping[str, Any]
) -> None:
    """A line for each of the values that stand side by side; `same` are those that all lines share.

    Values of JSON columns are given as their text (to_json). Columns that are not named get their default.
    """
