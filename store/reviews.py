"""What waits for a person, and what the person decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.engine import RowMapping

from model.register import ReviewItem
from store.tables import decisions, reviews

_FIELDS = tuple(field.name for field in fields(ReviewItem))
_SAME = ('kind', 'register_number', 'row', 'subject', 'field')
"""Two open questions with these alike and of one place are one."""


def row_to_item(row: RowMapping) -> ReviewItem:
    """A question as it is stored."""
    values = {name: row[name] for name in _FIELDS}
    for name in ('reasons', 'candidates'):
        values[name] = tuple(values[name])
    return ReviewItem(**values)


def add(connection: Connection, item: ReviewItem, at: dt.datetime) -> int:
    """Raise a question; an equal open one about the same place is not asked twice."""
    return add_many(connection, [item], at)[0]


def add_many(connection: Connection, items: Sequence[ReviewItem], at: dt.datetime) -> list[int]:
    """Raise questions in their order, as add does; gives the number of each, or of the one like it."""
    if not items:
        return []
    known = _open_questions(connection, items)
    last = connection.execute(select(func.max(reviews.c.number))).scalar() or 0
    numbers, added = [], []
    for item in items:
        same = known.setdefault(tuple(getattr(item, name) for name in _SAME), [])
        number = next((number for number, where in same if where == item.where), None)
        if number is None:
            last = number = last + 1
            same.append((number, item.where))
            values = {name: getattr(item, name) for name in _FIELDS}
            values |= {'reasons': list(item.reasons), 'candidates': list(item.candidates)}
            added.append({**values, 'number': number, 'raised_at': at})
        numbers.append(number)
    if added:
        connection.execute(insert(reviews), added)
    return numbers


def _open_questions(
    connection: Connection, items: Sequence[ReviewItem]
) -> dict[tuple[Any, ...], list[tuple[int, Any]]]:
    """The open questions about the same documents, each with its place, by what makes two alike."""
    same = (reviews.c[name] for name in _SAME)
    query = select(reviews.c.number, reviews.c.where, *same).where(reviews.c.state == 'open')
    about = {item.register_number for item in items}
    if len(about) == 1:
        query = query.where(reviews.c.register_number.is_not_distinct_from(about.pop()))
    if len(items) == 1:
        one = items[0]
        query = query.where(*(reviews.c[name].is_not_distinct_from(getattr(one, name)) for name in _SAME))
    found: dict[tuple[Any, ...], list[tuple[int, Any]]] = {}
    for number, where, *key in connection.execute(query):
        found.setdefault(tuple(key), []).append((int(number), where))
    return found


def get(connection: Connection, number: int) -> ReviewItem | None:
    """The question with this number, whatever its state."""
    row = connection.execute(select(reviews).where(reviews.c.number == number)).mappings().first()
    return row_to_item(row) if row else None


def list_items(
    connection: Connection, state: str | None = 'open', register_number: int | None = None
) -> list[ReviewItem]:
    """Questions in order of number; state None gives all."""
    query = select(reviews).order_by(reviews.c.number)
    if state is not None:
        query = query.where(reviews.c.state == state)
    if register_number is not None:
        query = query.where(reviews.c.register_number == register_number)
    return [row_to_item(row) for row in connection.execute(query).mappings()]


def reword(connection: Connection, number: int, reasons: Sequence[str], value: Any) -> None:
    """Say an open question anew: what it is about has grown or shrunk."""
    told = {'reasons': list(reasons), 'value': value}
    connection.execute(update(reviews).where(reviews.c.number == number).values(**told))


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


def supersede_all(connection: Connection, register_number: int) -> int:
    """Close every open question about a paper, to be asked anew or not at all any more; how many."""
    here = (reviews.c.register_number == register_number) & (reviews.c.state == 'open')
    return connection.execute(update(reviews).where(here).values(state='superseded')).rowcount


def supersede_act(connection: Connection, act: int) -> int:
    """Close every open question that an act brought about; how many."""
    here = (reviews.c.act == act) & (reviews.c.state == 'open')
    return connection.execute(update(reviews).where(here).values(state='superseded')).rowcount
