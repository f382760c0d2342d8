"""Duties that a board needs, and papers that may show that one was done, found in the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple

from sqlalchemy import Connection, String, cast, func, or_, select
from sqlalchemy.engine import RowMapping

from model.register import Duty, Entry
from store.obligations import row_to_duty
from store.tables import audit, obligations, outbox, register

_MANY = 500
_NEAR = dt.timedelta(days=45)
_FIELDS = tuple(Entry.__dataclass_fields__)
_ENTRY = tuple(register.c[name] for name in _FIELDS)


def live_duties(connection: Connection, notices: Collection[str]) -> list[Duty]:
    """The duties that are ours or to be chased and not closed, with every one that is linked to another.

    Those of the notices with these 文号 are all given.
    """
    running = select(register.c.number).where(register.c.doc_number.in_(list(notices)))
    targets = select(obligations.c.joined_to).where(obligations.c.joined_to.is_not(None))
    later = select(obligations.c.superseded_by).where(obligations.c.superseded_by.is_not(None))
    wanted = or_(
        (obligations.c.ours != 'know') & (obligations.c.state != 'closed'),
        obligations.c.joined_to.is_not(None),
        obligations.c.superseded_by.is_not(None),
        obligations.c.number.in_(targets),
        obligations.c.number.in_(later),
        obligations.c.register_number.in_(running),
    )
    rows = connection.execute(select(obligations).where(wanted).order_by(obligations.c.number)).mappings()
    return [row_to_duty(row) for row in rows]


def other_duties(
    connection: Connection, kind: Literal['know', 'closed'], words: str, start: int, size: int
) -> tuple[list[Duty], int]:
    """A page of the duties that are no business any more, newest first, and how many there are.

    know: those that are only to be known; closed: those done, and those that a later notice moved.
    """
    done = (obligations.c.state == 'closed') | obligations.c.superseded_by.is_not(None)
    wanted = done if kind == 'closed' else ~done & (obligations.c.ours == 'know')
    if words:
        said = (obligations.c.what, obligations.c.verbatim, register.c.title, register.c.doc_number)
        wanted &= or_(*(column.contains(words, autoescape=True) for column in said))
    both = obligations.join(register, register.c.number == obligations.c.register_number)
    total = connection.scalar(select(func.count()).select_from(both).where(wanted)) or 0
    query = select(obligations).select_from(both).where(wanted).order_by(obligations.c.number.desc())
    rows = connection.execute(query.offset(start).limit(size)).mappings()
    return [row_to_duty(row) for row in rows], total


def near_duties(connection: Connection, duty: Duty, most: int) -> list[Duty]:
    """Open duties of other papers that this one might be the same as: their day is near, or not known."""
    wanted = (
        (obligations.c.register_number != duty.register_number)
        & (obligations.c.ours != 'know')
        & (obligations.c.state != 'closed')
        & obligations.c.superseded_by.is_(None)
    )
    if duty.deadline:
        first, last = duty.deadline - _NEAR, duty.deadline + _NEAR
        wanted &= obligations.c.deadline.is_(None) | obligations.c.deadline.between(first, last)
    order = (obligations.c.deadline.is_(None), obligations.c.deadline, obligations.c.number.desc())
    rows = connection.execute(select(obligations).where(wanted).order_by(*order).limit(most)).mappings()
    return [row_to_duty(row) for row in rows]


def linked_duties(connection: Connection, number: int) -> list[Duty]:
    """A duty with all that it is linked to, by however many steps."""
    found: dict[int, Duty] = {}
    seen: set[int] = set()
    left = {number}
    while left:
        here = or_(
            obligations.c.number.in_(left),
            obligations.c.joined_to.in_(left),
            obligations.c.superseded_by.in_(left),
        )
        for row in connection.execute(select(obligations).where(here)).mappings():
            found[row['number']] = row_to_duty(row)
        seen |= left
        ends = {(duty.number, duty.joined_to, duty.superseded_by) for duty in found.values()}
        left = {end for three in ends for end in three if end} - seen
    return [found[key] for key in sorted(found)]


def entries_of(connection: Connection, numbers: Collection[int]) -> dict[int, Entry]:
    """The entries with these numbers."""
    wanted = sorted(numbers)
    found: dict[int, Entry] = {}
    for start in range(0, len(wanted), _MANY):
        query = select(*_ENTRY).where(register.c.number.in_(wanted[start : start + _MANY]))
        told = (dict(zip(_FIELDS, row, strict=True)) for row in connection.execute(query))
        found.update({one['number']: Entry(**one) for one in told})
    return found


class Shows(NamedTuple):
    """A paper that may show that a duty was done: a registered one (number), or one of ours (file)."""

    number: int | None
    file: str | None
    title: str
    doc_number: str | None


def papers_saying(
    connection: Connection, words: str, besides: Iterable[int], most: int
) -> tuple[list[Shows], list[Shows]]:
    """Registered papers and our issued ones whose number, 文号 or title has these words, newest first."""
    entry = register.c
    said = [column.contains(words, autoescape=True) for column in (entry.title, entry.doc_number, entry.file)]
    query = (
        select(entry.number, entry.title, entry.file, entry.doc_number)
        .where(
            or_(cast(entry.number, String) == words, *said), entry.state.not_in(('classified', 'withdrawn'))
        )
        .where(entry.number.not_in(list(besides)))
        .order_by(entry.number.desc())
        .limit(most)
    )
    came = [
        Shows(row.number, None, row.title or row.file, row.doc_number) for row in connection.execute(query)
    ]
    ours = [column.contains(words, autoescape=True) for column in (outbox.c.title, outbox.c.doc_number)]
    issued = (
        select(outbox.c.file, outbox.c.title, outbox.c.doc_number)
        .where(outbox.c.issued_at.is_not(None), or_(*ours))
        .order_by(outbox.c.issued_at.desc(), outbox.c.file)
        .limit(most)
    )
    went = [Shows(None, row.file, row.title, row.doc_number) for row in connection.execute(issued)]
    return came, went


def acts_on_duty(connection: Connection, acts: Collection[str], number: int, most: int) -> list[RowMapping]:
    """What was done with a duty or a round of it, newest first."""
    about = or_(audit.c.about == str(number), audit.c.about.startswith(f'{number}@'))
    query = select(audit).where(audit.c.act.in_(list(acts)), about).order_by(audit.c.id.desc()).limit(most)
    return list(connection.execute(query).mappings())
