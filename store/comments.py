"""What units say about drafts: their comments, and of each paper which draft it speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from store.tables import comments, register

FORM = 'comments'
"""The form that a register entry of comments bears."""

_ENDED = ('withdrawn', 'returned', 'forwarded')


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldComment:
    """One comment of a paper; collection None: nobody can tell which draft it is about."""

    register_number: int
    collection: str | None
    unit: str | None
    article: str | None
    original: str | None
    suggestion: str
    reason: str | None
    where: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a paper of comments comes to: about which collection, none in so many words, how many.

    units are those that a table of several units' comments names; of any other paper the register tells.
    """

    units: tuple[str, ...]
    collection: str | None
    none: bool
    comments: int

    @property
    def understood(self) -> bool:
        """Whether the paper says anything: comments, or that there are none."""
        return self.none or self.comments > 0


_FIELDS = tuple(field.name for field in fields(HeldComment))


def replace_all(connection: Connection, register_number: int, held: Iterable[HeldComment]) -> None:
    """The comments of one paper, in place of what was stored of it before."""
    connection.execute(delete(comments).where(comments.c.register_number == register_number))
    values = [asdict(one) for one in held]
    if values:
        connection.execute(insert(comments), values)


def list_comments(
    connection: Connection, *, collection: str | None = None, register_number: int | None = None
) -> list[HeldComment]:
    """Comments in the order they came, without those of papers withdrawn, sent back or passed on."""
    query = select(*(comments.c[name] for name in _FIELDS)).join(
        register, register.c.number == comments.c.register_number
    )
    query = query.where(register.c.state.not_in(_ENDED)).order_by(comments.c.id)
    if collection is not None:
        query = query.where(comments.c.collection == collection)
    if register_number is not None:
        query = query.where(comments.c.register_number == register_number)
    return [HeldComment(**row) for row in connection.execute(query).mappings()]


def answers(connection: Connection) -> dict[int, Answer]:
    """What each paper of comments comes to, by its number."""
    query = select(register.c.number, register.c.extract).where(register.c.form == FORM)
    query = query.order_by(register.c.number)
    return {
        number: Answer(tuple(extract['units']), extract['collection'], extract['none'], extract['comments'])
        for number, extract in connection.execute(query)
        if extract
    }
