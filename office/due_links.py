"""Duties that a person says are one, or are not."""

from __future__ import annotations

from model.errors import UsageFault
from model.register import Duty
from office.config import Workplace
from store import audit, obligations, reviews
from store.engine import Connection, atomic


def join(place: Workplace, number: int, to: int) -> None:
    """Show a duty and another as one line, whatever later readings of their notices find.

    Raises:
        UsageFault: one of them does not exist, or they are the same or one already.
    """
    if number == to:
        raise UsageFault("要并的两项编号相同。请写两个不同的编号。")
    with atomic(place.engine) as connection:
        duty, other = _duty(connection, number), _duty(connection, to)
        if number in _chain(connection, other) or to in _chain(connection, duty):
            raise UsageFault(f"第{number}号和第{to}号事项已经是一项。")
        obligations.change(connection, number, joined_to=to, linked_by=place.actor)
        for item in reviews.list_items(connection, register_number=duty.register_number):
            if item.field == 'same_duty':
                reviews.supersede(connection, item.number)
        _note(place, connection, 'due_join', number, to)


def part(place: Workplace, number: int) -> None:
    """Show a duty on a line of its own again.

    Raises:
        UsageFault: it does not exist, or is joined to none.
    """
    with atomic(place.engine) as connection:
        duty = _duty(connection, number)
        if duty.joined_to is None:
            raise UsageFault(f"第{number}号事项没有并到别的事项。用 shoufa due --all 查看来源。")
        obligations.change(connection, number, joined_to=None, linked_by=place.actor)
        _note(place, connection, 'due_part', number, duty.joined_to)


def _duty(connection: Connection, number: int) -> Duty:
    duty = obligations.get(connection, number)
    if duty is None:
        raise UsageFault(f"没有第{number}号事项。用 shoufa due --all 查看编号。")
    return duty


def _chain(connection: Connection, duty: Duty) -> list[int]:
    """The numbers of the duties that a duty is joined to, one to the next."""
    seen: list[int] = []
    following = duty.joined_to
    while following is not None and following not in seen:
        seen.append(following)
        found = obligations.get(connection, following)
        following = found.joined_to if found else None
    return seen


def _note(place: Workplace, connection: Connection, act: str, number: int, other: int) -> None:
    audit.note(connection, actor=place.actor, act=act, about=str(number), at=place.now(), detail=other)
