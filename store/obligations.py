"""Duties taken from notices, their anchors and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.engine import RowMapping

from model.register import Duty
from store.tables import obligations

_FIELDS = tuple(field.name for field in fields(Duty))


def _row_to_duty(row: RowMapping) -> Duty:
    return Duty(**{**{name: row[name] for name in _FIELDS}, 'rules': tuple(row['rules'])})


def replace_all(connection: Connection, register_number: int, duties: Iterable[Duty]) -> None:
    """The duties of one notice, in place of those found before; numbers go on."""
    connection.execute(delete(obligations).where(obligations.c.register_number == register_number))
    last = connection.execute(select(func.max(obligations.c.number))).scalar() or 0
    values = [{**asdict(duty), 'number': last + offset} for offset, duty in enumerate(duties, start=1)]
    if values:
        connection.execute(insert(obligations), values)


def list_duties(connection: Connection, register_number: int | None = None) -> list[Duty]:
    """Duties in order of number."""
    query = select(obligations).order_by(obligations.c.number)
    if register_number is not None:
        query = query.where(obligations.c.register_number == register_number)
    return [_row_to_duty(row) for row in connection.execute(query).mappings()]


def get(connection: Connection, number: int) -> Duty | None:
    """The duty with this number."""
    found = connection.execute(select(obligations).where(obligations.c.number == number)).mappings().first()
    return _row_to_duty(found) if found else None


def change(connection: Connection, number: int, **values: Any) -> None:
    """Set columns of one duty."""
    connection.execute(update(obligations).where(obligations.c.number == number).values(**values))
