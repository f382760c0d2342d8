"""Requests and approvals among the papers of the register, with what was read of each."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, update

from store.tables import register

KEY = 'approval'
"""Where a paper's extract keeps what approval_of read of it."""

_KINDS = ('request', 'approval', 'notice')
_ENDED = ('withdrawn', 'returned', 'forwarded')


class ApprovalPaper(NamedTuple):
    """A paper of the register with what was read of it, as plain data (model.approval.Approval)."""

    number: int
    title: str | None
    doc_number: str | None
    received_at: dt.datetime
    read: dict[str, Any]


def keep(connection: Connection, number: int, read: dict[str, Any] | None) -> None:
    """Put what was read beside the rest of a paper's extract; None takes it away."""
    extract = connection.execute(select(register.c.extract).where(register.c.number == number)).scalar() or {}
    rest = {key: value for key, value in extract.items() if key != KEY}
    new = {**rest, KEY: read} if read else rest
    connection.execute(update(register).where(register.c.number == number).values(extract=new))


def list_papers(connection: Connection) -> list[ApprovalPaper]:
    """Every request, approval and other decision that counts, in order of number."""
    query = select(
        register.c.number,
        register.c.title,
        register.c.doc_number,
        register.c.received_at,
        register.c.extract[KEY],
    )
    wanted = register.c.kind.in_(_KINDS) & register.c.state.not_in(_ENDED)
    found = connection.execute(query.where(wanted).order_by(register.c.number))
    return [ApprovalPaper(*row) for row in found if row[-1]]
