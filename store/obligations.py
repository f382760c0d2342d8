"""Duties taken from notices, their anchors and what became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import asdict, fields, replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.engine import RowMapping

from model.register import Duty, Occurrence
from store import counters
from store.tables import obligations, occurrences
from text.limits import limit_to_day

_FIELDS = tuple(field.name for field in fields(Duty))
_ROUND_FIELDS = tuple(field.name for field in fields(Occurrence))

_SAMENESS: tuple[Callable[[Duty], tuple[str | None, ...]], ...] = (
    lambda duty: (duty.verbatim, duty.what, duty.deadline_text),
    lambda duty: (duty.verbatim, duty.what),
)
"""What makes a duty read again the one known before, strictest first."""


def row_to_duty(row: RowMapping) -> Duty:
    """A row of the table as a Duty."""
    return Duty(**{**{name: row[name] for name in _FIELDS}, 'rules': tuple(row['rules'])})


def replace_all(connection: Connection, register_number: int, duties: Iterable[Duty]) -> list[Duty]:
    """The duties of one notice, in place of those found before; gives them as they stand now.

    A duty found again keeps its number and what people did with it: state, evidence, anchor, rounds
    and links. New duties get new numbers; those found no more go, with their rounds and the links to them.
    """
    known = list_duties(connection, register_number)
    merged = _merge(known, list(duties), register_number, _last_number(connection))
    gone = {duty.number for duty in known} - {duty.number for duty in merged}
    connection.execute(delete(obligations).where(obligations.c.register_number == register_number))
    connection.execute(delete(occurrences).where(occurrences.c.duty.in_(gone)))
    if merged:
        connection.execute(insert(obligations), [asdict(duty) for duty in merged])
        counters.remember(connection, 'duty', _last_number(connection))
    for link in (obligations.c.joined_to, obligations.c.superseded_by):
        connection.execute(update(obligations).where(link.in_(gone)).values({link: None}))
    return list_duties(connection, register_number)


def _last_number(connection: Connection) -> int:
    """The last number that a duty bore, also one that is gone."""
    highest = connection.execute(select(func.max(obligations.c.number))).scalar() or 0
    return max(highest, counters.last_given(connection, 'duty'))


def _merge(known: list[Duty], found: list[Duty], register_number: int, last: int) -> list[Duty]:
    """The found duties in their order, each as the known one it is, or with the next number."""
    pairs = _pairs(known, found)
    merged = []
    for position, duty in enumerate(found):
        if position in pairs:
            merged.append(_keep(pairs[position], duty))
        else:
            last += 1
            merged.append(replace(duty, number=last, register_number=register_number))
    return merged


def _pairs(known: list[Duty], found: list[Duty]) -> dict[int, Duty]:
    """Which known duty each found one is, by its position; no known duty twice."""
    pairs: dict[int, Duty] = {}
    left = list(known)
    for sameness in _SAMENESS:
        for position, duty in enumerate(found):
            same = [one for one in left if position not in pairs and sameness(one) == sameness(duty)]
            if same:
                pairs[position] = same[0]
                left.remove(same[0])
    return pairs


def _keep(known: Duty, found: Duty) -> Duty:
    """The duty as read now, with what people did to the one known."""
    return replace(
        found,
        register_number=known.register_number,
        number=known.number,
        state=known.state,
        evidence=known.evidence,
        anchor=known.anchor,
        anchor_kind=known.anchor_kind,
        deadline=_deadline(known, found),
        linked_by=known.linked_by,
        joined_to=found.joined_to or known.joined_to,
        superseded_by=found.superseded_by or known.superseded_by,
    )


def _deadline(known: Duty, found: Duty) -> dt.date | None:
    """A day counted from an anchor that a person gave stands; counted again where the limit reads anew."""
    if known.anchor is None or not known.relative:
        return found.deadline
    if found.relative is None or found.relative == known.relative:
        return known.deadline
    try:
        return limit_to_day(found.relative, known.anchor).day
    except ValueError:  # a unit that no calendar counts
        return None


def list_duties(connection: Connection, register_number: int | None = None) -> list[Duty]:
    """Duties in order of number."""
    query = select(obligations).order_by(obligations.c.number)
    if register_number is not None:
        query = query.where(obligations.c.register_number == register_number)
    return [row_to_duty(row) for row in connection.execute(query).mappings()]


def get(connection: Connection, number: int) -> Duty | None:
    """The duty with this number."""
    found = connection.execute(select(obligations).where(obligations.c.number == number)).mappings().first()
    return row_to_duty(found) if found else None


def change(connection: Connection, number: int, **values: Any) -> None:
    """Set columns of one duty."""
    connection.execute(update(obligations).where(obligations.c.number == number).values(**values))


def list_rounds(connection: Connection) -> dict[int, dict[dt.date, Occurrence]]:
    """The rounds that people have dealt with, by duty and due day."""
    found: dict[int, dict[dt.date, Occurrence]] = {}
    for row in connection.execute(select(occurrences).order_by(occurrences.c.due)).mappings():
        one = Occurrence(**{name: row[name] for name in _ROUND_FIELDS})
        found.setdefault(one.duty, {})[one.due] = one
    return found


def set_round(connection: Connection, one: Occurrence) -> None:
    """What became of one round, in place of what stood before."""
    here = (occurrences.c.duty == one.duty) & (occurrences.c.due == one.due)
    connection.execute(delete(occurrences).where(here))
    connection.execute(insert(occurrences).values(**asdict(one)))
