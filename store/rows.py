"""The lines of returns: every one is accepted, held or rejected by a person, and counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.engine import RowMapping

from model.register import HeldRow
from store.tables import rows

_FIELDS = tuple(field.name for field in fields(HeldRow))


def _row_to_held(row: RowMapping) -> HeldRow:
    return HeldRow(**{name: row[name] for name in _FIELDS})


def replace_all(connection: Connection, register_number: int, held: Iterable[HeldRow]) -> None:
    """The lines of one return, in place of what was stored of it before."""
    connection.execute(delete(rows).where(rows.c.register_number == register_number))
    values = [{name: getattr(row, name) for name in _FIELDS} for row in held]
    if values:
        connection.execute(insert(rows), values)


def list_rows(connection: Connection, register_number: int | None = None) -> list[HeldRow]:
    """Lines in order of document and row."""
    query = select(rows).order_by(rows.c.register_number, rows.c.row)
    if register_number is not None:
        query = query.where(rows.c.register_number == register_number)
    return [_row_to_held(row) for row in connection.execute(query).mappings()]


def get(connection: Connection, register_number: int, row: int) -> HeldRow | None:
    """One line of a return."""
    here = (rows.c.register_number == register_number) & (rows.c.row == row)
    found = connection.execute(select(rows).where(here)).mappings().first()
    return _row_to_held(found) if found else None


def change(connection: Connection, register_number: int, row: int, **values: Any) -> None:
    """Set columns of one line."""
    here = (rows.c.register_number == register_number) & (rows.c.row == row)
    connection.execute(update(rows).where(here).values(**values))


def settle(
    connection: Connection, register_number: int, row: int, *, state: str, subject: int | None
) -> None:
    """Set a line's state and the organisation it speaks of."""
    change(connection, register_number, row, state=state, subject=subject)
