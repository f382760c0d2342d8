"""The lines of returns: every one is accepted, held or rejected by a person, and counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.engine import RowMapping

from model.register import HeldRow
from model.serialise import values_to_whole
from store.tables import rows

_AT_ONCE = 500
_FIELDS = tuple(field.name for field in fields(HeldRow))


def _row_to_held(row: RowMapping) -> HeldRow:
    held = HeldRow(**{name: row[name] for name in _FIELDS})
    return replace(held, values=values_to_whole(held.values))


def replace_all(connection: Connection, register_number: int, held: Iterable[HeldRow]) -> None:
    """The lines of one return, in place of what was stored of it before; no more than a few are held at once.

    Their values may be short (model.serialise); they come back whole.
    """
    connection.execute(delete(rows).where(rows.c.register_number == register_number))
    waiting = iter(held)
    while some := [{name: getattr(row, name) for name in _FIELDS} for row in islice(waiting, _AT_ONCE)]:
        connection.execute(insert(rows), some)


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
