"""Who is to answer a collection: a campaign, or a form that is asked for without one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from store.tables import expected_units


@dataclass(frozen=True, slots=True)
class ExpectedUnit:
    """A unit that is to answer, what else it is called, and whom to ring."""

    name: str
    aliases: tuple[str, ...] = ()
    phone: str | None = None


def replace_all(connection: Connection, collection: str, units: Iterable[ExpectedUnit]) -> None:
    """The units of a collection in this order, in place of those it had."""
    connection.execute(delete(expected_units).where(expected_units.c.collection == collection))
    values = [
        {
            'collection': collection,
            'unit': one.name,
            'aliases': list(one.aliases),
            'phone': one.phone,
            'position': position,
        }
        for position, one in enumerate(units)
    ]
    if values:
        connection.execute(insert(expected_units), values)


def list_units(connection: Connection, collection: str) -> tuple[ExpectedUnit, ...]:
    """The units of a collection in order; none where nobody gave a list."""
    query = select(expected_units).where(expected_units.c.collection == collection)
    rows = connection.execute(query.order_by(expected_units.c.position))
    return tuple(ExpectedUnit(row.unit, tuple(row.aliases), row.phone) for row in rows)
