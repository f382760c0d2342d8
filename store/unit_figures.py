"""What reporting units say of themselves as a whole: kept beside the ledger, never in it (G4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, select

from store.tables import unit_figures

Basis = Literal['totals', 'prose', 'own_total']


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFigure:
    """One figure of one unit on one return.

    unit is as the paper or its folder names it, '' where neither does. value None: asked and not
    said, or not understood (raw tells which). state held: a person looks at it first.
    """

    register_number: int
    unit: str
    field: str
    basis: Basis
    value: Any
    raw: str | None
    state: Literal['accepted', 'held']
    where: dict[str, Any] | None = None


_FIELDS = tuple(field.name for field in fields(UnitFigure))


def replace_all(connection: Connection, register_number: int, figures: Iterable[UnitFigure]) -> None:
    """The figures of one return, in place of what was stored of it before."""
    connection.execute(delete(unit_figures).where(unit_figures.c.register_number == register_number))
    values = [asdict(figure) for figure in figures]
    if values:
        connection.execute(insert(unit_figures), values)


def list_figures(connection: Connection, register_number: int | None = None) -> list[UnitFigure]:
    """Figures in order of document, of one return or of all."""
    order = (unit_figures.c[name] for name in ('register_number', 'field', 'unit', 'basis'))
    query = select(unit_figures).order_by(*order)
    if register_number is not None:
        query = query.where(unit_figures.c.register_number == register_number)
    rows = connection.execute(query).mappings()
    return [UnitFigure(**{name: row[name] for name in _FIELDS}) for row in rows]
