"""Who lacks an attachment and who may be one, asked of the database: no paper is taken up in vain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from model.register import Entry
from store.register import ENTRIES, LINKED_WITHIN, row_to_entry
from store.tables import register, reviews

_AT_ONCE = 500


class Listing(NamedTuple):
    """A paper, the attachments it names and those of them that did not come with it."""

    entry: Entry
    attachments: tuple[str, ...]
    missing: tuple[str, ...]


def list_asked(connection: Connection, field: str) -> list[int]:
    """Numbers of the papers with an open question of this field, in order of question."""
    asked = (reviews.c.state == 'open') & (reviews.c.field == field)
    query = select(reviews.c.register_number).where(asked).order_by(reviews.c.number)
    return list(dict.fromkeys(number for (number,) in connection.execute(query) if number is not None))


def list_listings(connection: Connection, numbers: Sequence[int], now: dt.datetime) -> list[Listing]:
    """What these official papers say of their attachments, in this order; those of late only."""
    extract = register.c.extract
    query = ENTRIES.add_columns(
        extract['attachments'].label('attachments'), extract['missing_attachments'].label('missing')
    ).where(
        register.c.received_at >= now - LINKED_WITHIN, register.c.kind.in_(('notice', 'request', 'approval'))
    )
    found: dict[int, Listing] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        chosen = query.where(register.c.number.in_(numbers[start : start + _AT_ONCE]))
        for row in connection.execute(chosen).mappings():
            names = tuple(row['attachments'] or ()), tuple(row['missing'] or ())
            found[row['number']] = Listing(row_to_entry(row), *names)
    return [found[number] for number in numbers if number in found]


def list_joined(connection: Connection) -> list[tuple[int, str]]:
    """Of every finished entry that is part of another: that one's number, and its own file's name."""
    query = select(register.c.part_of, register.c.file).where(register.c.part_of.is_not(None))
    found = connection.execute(query.where(register.c.state == 'done').order_by(register.c.number))
    return [(whole, file) for whole, file in found]


def list_loose(connection: Connection, kinds: Collection[str], day: dt.date) -> list[Entry]:
    """Finished entries of these kinds that came in on a day and belong to no other, in order of number."""
    start = dt.datetime.combine(day, dt.time())
    query = ENTRIES.where(
        register.c.received_at >= start,
        register.c.received_at < start + dt.timedelta(days=1),
        register.c.kind.in_(sorted(kinds)),
        register.c.part_of.is_(None),
        register.c.state == 'done',
    )
    return [row_to_entry(row) for row in connection.execute(query.order_by(register.c.number)).mappings()]
