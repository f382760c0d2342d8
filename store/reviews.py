"""What waits for a person, and what the person decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.engine import RowMapping

from model.register import ReviewItem
from store.tables import decisions, reviews

_FIELDS = tuple(field.name for field in fields(ReviewItem))


def _row_to_item(row: RowMapping) -> ReviewItem:
    values = {name: row[name] for name in _FIELDS}
    for name in ('reasons', 'candidates'):
        values[name] = tuple(values[name])
    return ReviewItem(**values)


def add(connection: Connection, item: ReviewItem, at: dt.datetime) -> int:
    """Raise a question; an equal open one about the same place is not asked twice."""
    same = select(reviews.c.number, reviews.c.where).where(
        reviews.c.state == 'open',
        reviews.c.kind == item.kind,
        reviews.c.register_number.is_not_distinct_from(item.register_number),
        reviews.c.row.is_not_distinct_from(item.row),
        reviews.c.subject.is_not_distinct_from(item.subject),
        reviews.c.field.is_not_distinct_from(item.field),
    )
    for number, where in connection.execute(same):
        if where == item.where:
            return int(number)
    number = (connection.execute(select(func.max(reviews.c.number))).scalar() or 0) + 1
    values = {**asdict(item), 'number': number, 'raised_at': at}
    values |= {'reasons': list(item.reasons), 'candidates': list(item.candidates)}
    connection.execute(insert(reviews).values(**values))
    return number


def get(connection: Connection, number: int) -> ReviewItem | None:
    """The question with this number, whatever its state."""
    row = connection.execute(select(reviews).where(reviews.c.number == number)).mappings().first()
    return _row_to_item(row) if row else None


def list_items(
    connection: Connection, state: str | None = 'open', register_number: int | None = None
) -> list[ReviewItem]:
    """Questions in order of number; state None gives all."""
    query = select(reviews).order_by(reviews.c.number)
    if state is not None:
        query = query.where(reviews.c.state == state)
    if register_number is not None:
        query = query.where(reviews.c.register_number == register_number)
    return [_row_to_item(row) for row in connection.execute(query).mappings()]


def decide(
    connection: Connection,
    number: int,
    action: str,
    *,
    actor: str,
    at: dt.datetime,
    value: Any = None,
    why: str | None = None,
) -> None:
    """Close a question: action is accepted, corrected or rejected."""
    connection.execute(update(reviews).where(reviews.c.number == number).values(state=action))
    row = {'review': number, 'action': action, 'value': value, 'why': why, 'actor': actor, 'at': at}
    connection.execute(insert(decisions).values(**row))


def supersede(connection: Connection, number: int) -> None:
    """Close a question that the answer to another one settled."""
    connection.execute(update(reviews).where(reviews.c.number == number).values(state='superseded'))
