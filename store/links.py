"""Links between the duties of several notices."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, and_, or_, update

from store.tables import obligations


def unlink(connection: Connection, numbers: Collection[int]) -> None:
    """Undo every joining and superseding of these duties, either way, so that it can be decided anew.

    What a person linked or parted stays.
    """
    for name in ('joined_to', 'superseded_by'):
        column = obligations.c[name]
        touched = and_(
            or_(obligations.c.number.in_(numbers), column.in_(numbers)), obligations.c.linked_by.is_(None)
        )
        connection.execute(update(obligations).where(touched).values({name: None}))
