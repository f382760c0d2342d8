"""What people decided for organisations in a campaign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, insert, select, update

from store import counters
from store.tables import plan_lines

_NUMBERS = 'plan_lines'
"""The last number of a line, so that none is given twice though lines are proposed anew."""

LineState = Literal[
    'proposed',  # the program's, nobody has looked at it
    'accepted',
    'changed',  # a person chose another method or another group
    'rejected',
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """How an organisation is to be organised in a campaign; branch numbers those organised jointly.

    proposal is what the program proposed, kept beside what a person made of it.
    """

    campaign: str
    subject: int
    method: str
    state: LineState
    actor: str
    at: dt.datetime
    number: int = 0
    branch: int | None = None
    why: str | None = None
    proposal: dict[str, Any] | None = None


_FIELDS = tuple(field.name for field in fields(PlannedLine))


def list_lines(connection: Connection, campaign: str) -> list[PlannedLine]:
    """The lines of a campaign in order of number."""
    query = select(plan_lines).where(plan_lines.c.campaign == campaign).order_by(plan_lines.c.number)
    return [
        PlannedLine(**{name: row[name] for name in _FIELDS}) for row in connection.execute(query).mappings()
    ]


def propose(connection: Connection, campaign: str, incoming: Iterable[PlannedLine]) -> int:
    """The program's lines in place of its earlier ones; what a person decided stays. Gives how many."""
    mine = (plan_lines.c.campaign == campaign) & (plan_lines.c.state == 'proposed')
    last = max(counters.last_given(connection, _NUMBERS), _highest(connection))
    connection.execute(delete(plan_lines).where(mine))
    decided = {one.subject for one in list_lines(connection, campaign)}
    fresh = [one for one in incoming if one.subject not in decided]
    rows = [
        {**{name: getattr(one, name) for name in _FIELDS}, 'number': number}
        for number, one in enumerate(fresh, last + 1)
    ]
    if rows:
        connection.execute(insert(plan_lines), rows)
        counters.remember(connection, _NUMBERS, last + len(rows))
    return len(rows)


def _highest(connection: Connection) -> int:
    return connection.execute(select(func.max(plan_lines.c.number))).scalar() or 0


def save(connection: Connection, line: PlannedLine) -> int:
    """A person's line for an organisation, in place of whatever stood there; gives its number."""
    here = (plan_lines.c.campaign == line.campaign) & (plan_lines.c.subject == line.subject)
    held = connection.execute(select(plan_lines.c.number).where(here)).scalar()
    row = {name: getattr(line, name) for name in _FIELDS if name != 'number'}
    if held is not None:
        connection.execute(update(plan_lines).where(here).values(**row))
        return int(held)
    number = max(counters.last_given(connection, _NUMBERS), _highest(connection)) + 1
    connection.execute(insert(plan_lines).values(**row, number=number))
    counters.remember(connection, _NUMBERS, number)
    return number


def next_branch(lines: Sequence[PlannedLine]) -> int:
    """A group number no line of the campaign has."""
    return max((one.branch or 0 for one in lines), default=0) + 1
