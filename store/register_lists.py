"""Pages of the incoming register: filtered, counted and cut in the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from model.register import Entry, HeldRow
from model.serialise import values_to_whole
from store.tables import copies, obligations, register, reviews, rows

_FIELDS = tuple(field.name for field in fields(Entry))
_ROW_FIELDS = tuple(field.name for field in fields(HeldRow))
_LOOKED_IN = ('title', 'doc_number', 'issuer', 'file', 'sender_hint', 'note')
"""Columns that stand before the long extract, so that no page of it is read for words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries: with every word somewhere, of a state, of a kind, received from first to last.

    asked: only those with open questions; whole: only those that are no part of another one.
    """

    words: tuple[str, ...] = ()
    state: str | None = None
    kind: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    asked: bool = False
    whole: bool = False


def list_page(connection: Connection, wanted: Wanted, start: int, size: int) -> list[Entry]:
    """A page of the register, the newest entry first."""
    query = _wanted(select(*(register.c[name] for name in _FIELDS)), wanted)
    query = query.order_by(register.c.number.desc()).offset(start).limit(size)
    return [Entry(**row) for row in connection.execute(query).mappings()]


def count(connection: Connection, wanted: Wanted) -> int:
    """How many entries there are on all pages."""
    return int(connection.execute(_wanted(select(func.count()).select_from(register), wanted)).scalar_one())


def _wanted(query: Select[Any], wanted: Wanted) -> Select[Any]:
    for word in wanted.words:
        told = [register.c[name].icontains(word, autoescape=True) for name in _LOOKED_IN]
        told += [register.c.number == int(word)] if word.isdecimal() and len(word) < 10 else []
        query = query.where(or_(*told))
    if wanted.state:
        query = query.where(register.c.state == wanted.state)
    if wanted.kind:
        query = query.where(register.c.kind == wanted.kind)
    if wanted.first:
        query = query.where(register.c.received_at >= dt.datetime.combine(wanted.first, dt.time()))
    if wanted.last:
        after = wanted.last + dt.timedelta(days=1)
        query = query.where(register.c.received_at < dt.datetime.combine(after, dt.time()))
    if wanted.asked:
        open_ones = select(reviews.c.register_number).where(reviews.c.state == 'open')
        query = query.where(register.c.number.in_(open_ones))
    if wanted.whole:
        query = query.where(register.c.part_of.is_(None))
    return query


def copies_of(connection: Connection, numbers: Iterable[int]) -> dict[int, int]:
    """How many further files these entries have; those without any are left out."""
    return _counted(connection, copies.c.register_number, copies.c.register_number.in_(numbers))


def questions_of(connection: Connection, numbers: Iterable[int]) -> dict[int, int]:
    """How many open questions are about these entries; those without any are left out."""
    mine = reviews.c.register_number.in_(numbers) & (reviews.c.state == 'open')
    return _counted(connection, reviews.c.register_number, mine)


def count_states(connection: Connection) -> dict[str, int]:
    """How many entries stand in each state."""
    return _counted(connection, register.c.state)


def count_questions(connection: Connection) -> dict[str, int]:
    """How many open questions there are of each kind."""
    return _counted(connection, reviews.c.kind, reviews.c.state == 'open')


def _counted(connection: Connection, column: Any, *conditions: Any) -> dict[Any, int]:
    query = select(column, func.count()).where(*conditions).group_by(column)
    return {row[0]: int(row[1]) for row in connection.execute(query)}


def last_received(connection: Connection) -> dt.datetime | None:
    """When the last entry came in; None for an empty register."""
    newest = select(register.c.received_at).order_by(register.c.number.desc()).limit(1)
    return connection.execute(newest).scalar()


def beside(connection: Connection, number: int) -> tuple[int | None, int | None]:
    """The numbers before and after this one; None at the ends."""
    before = select(func.max(register.c.number)).where(register.c.number < number)
    after = select(func.min(register.c.number)).where(register.c.number > number)
    return connection.execute(before).scalar(), connection.execute(after).scalar()


def list_called(connection: Connection, numbers: Iterable[str]) -> list[tuple[str, int]]:
    """Papers of the register by their 文号: (文号, number)."""
    query = select(register.c.doc_number, register.c.number).where(register.c.doc_number.in_(numbers))
    return [(str(called), int(number)) for called, number in connection.execute(query)]


def list_linked(connection: Connection, duties: Iterable[int]) -> list[tuple[int, str]]:
    """Papers with a duty that is one of these, gives way to one or takes its place: (number, how)."""
    mine = list(duties)
    other, own = obligations.alias(), obligations.alias()
    found: list[tuple[int, str]] = []
    for link, to_me, from_me in (
        ('joined_to', "转发或重复了本文的事项", "本文的事项与它是一件事"),
        ('superseded_by', "它的期限已由本文更改", "更改了本文的期限"),
    ):
        query = select(other.c.register_number).where(other.c[link].in_(mine))
        found += [(int(number), to_me) for number in connection.execute(query).scalars()]
        query = select(other.c.register_number).join(own, own.c[link] == other.c.number)
        query = query.where(own.c.number.in_(mine))
        found += [(int(number), from_me) for number in connection.execute(query).scalars()]
    return found


def list_rows_page(connection: Connection, number: int, start: int, size: int) -> tuple[list[HeldRow], int]:
    """Some lines of a return in their order, and how many it has."""
    mine = rows.c.register_number == number
    query = select(*(rows.c[name] for name in _ROW_FIELDS)).where(mine)
    query = query.order_by(rows.c.row).offset(start).limit(size)
    held = [HeldRow(**row) for row in connection.execute(query).mappings()]
    total = connection.execute(select(func.count()).select_from(rows).where(mine)).scalar_one()
    return [replace(one, values=values_to_whole(one.values)) for one in held], int(total)
