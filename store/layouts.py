"""How senders arrange a form, as a person confirmed it; what was taken back is kept and not used."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.engine import RowMapping

from model.layout import ConfirmedLayout, Layout, LayoutColumn
from model.serialise import to_plain
from store.tables import layouts


def layout_from_plain(data: dict[str, Any]) -> Layout:
    """The inverse of to_plain for a Layout."""
    columns = tuple(
        LayoutColumn(**{**column, 'reasons': tuple(column['reasons'])}) for column in data['columns']
    )
    return Layout(**{**data, 'columns': columns, 'sheets': tuple(data['sheets'])})


def _row_to_confirmed(row: RowMapping) -> ConfirmedLayout:
    return ConfirmedLayout(
        layout=layout_from_plain(row['layout']),
        senders=tuple(row['senders']),
        confirmed_by=row['confirmed_by'],
        confirmed_at=row['confirmed_at'].isoformat(timespec='seconds'),
        state=row['state'],
    )


def get(connection: Connection, fingerprint: str) -> ConfirmedLayout | None:
    """The layout with this fingerprint, confirmed or revoked; None where nobody decided on it."""
    row = connection.execute(select(layouts).where(layouts.c.fingerprint == fingerprint)).mappings().first()
    return _row_to_confirmed(row) if row else None


def list_all(connection: Connection) -> list[ConfirmedLayout]:
    """Every layout decided on, the oldest first."""
    query = select(layouts).order_by(layouts.c.confirmed_at, layouts.c.fingerprint)
    return [_row_to_confirmed(row) for row in connection.execute(query).mappings()]


def save(
    connection: Connection, layout: Layout, senders: tuple[str, ...], actor: str, at: dt.datetime
) -> None:
    """A layout a person said yes to, in place of what was decided on it before."""
    connection.execute(delete(layouts).where(layouts.c.fingerprint == layout.fingerprint))
    row = {
        'fingerprint': layout.fingerprint,
        'form': layout.form,
        'layout': to_plain(layout),
        'senders': list(senders),
        'state': 'confirmed',
        'confirmed_by': actor,
        'confirmed_at': at,
    }
    connection.execute(insert(layouts).values(**row))


def change(connection: Connection, fingerprint: str, **values: Any) -> None:
    """Set columns of one layout: its senders, its state."""
    connection.execute(update(layouts).where(layouts.c.fingerprint == fingerprint).values(**values))
