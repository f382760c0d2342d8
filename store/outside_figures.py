"""Figures of other official sources (党内统计), beside which ours are laid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from store.tables import outside_figures


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideFigure:
    """One count of a source: of a county (key), on a day; value None where its cell could not be read."""

    source: str
    as_of: dt.date
    key: str
    field: str
    value: int | None
    raw: str
    file: str
    where: dict[str, Any] | None
    at: dt.datetime


_FIELDS = tuple(field.name for field in fields(OutsideFigure))


def replace_all(
    connection: Connection, source: str, as_of: dt.date, figures: Sequence[OutsideFigure]
) -> None:
    """What a source says of a day, in place of what it said of that day before."""
    here = (outside_figures.c.source == source) & (outside_figures.c.as_of == as_of)
    connection.execute(delete(outside_figures).where(here))
    if figures:
        connection.execute(
            insert(outside_figures), [{name: getattr(one, name) for name in _FIELDS} for one in figures]
        )


def list_figures(connection: Connection, source: str | None = None) -> list[OutsideFigure]:
    """What is known from a source, or from all, by source, day and key."""
    table = outside_figures
    query = select(table).order_by(table.c.source, table.c.as_of, table.c.key, table.c.field)
    if source is not None:
        query = query.where(table.c.source == source)
    return [
        OutsideFigure(**{name: row[name] for name in _FIELDS}) for row in connection.execute(query).mappings()
    ]
