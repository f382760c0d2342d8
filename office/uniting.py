"""Joining entries by hand: photographs or pages of one paper, an attachment and its notice (G9, G19)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from model.errors import UsageFault
from model.register import Entry
from office.attached import settle_missing
from office.config import Workplace
from office.copying import MAYBE
from office.leaves import are_photographs, give_back, join_leaves
from office.noticing import settle_notice
from office.registering import entry_named, reread
from office.relating import held_notice, relate
from store import audit, obligations, register, reviews
from store.engine import Connection, atomic, reading

_ANSWERED = frozenset({MAYBE, 'attachment_of'})
"""Questions that a joining answers."""


def join(place: Workplace, number: int, others: Sequence[int]) -> str | None:
    """Make entries part of another one; they keep their numbers, their duties join its duties.

    Photographs are read again as one paper in the order of their pages; gives what it then says. A picture
    that waits to be recognised takes over what a joined text says.

    Raises:
        UsageFault: no such number, an entry joined to itself, or one that is a part already.
        BadInput: the photographs cannot be read as one paper; nothing is joined.
    """
    with reading(place.engine) as connection:
        whole, parts = _checked(connection, number, others)
        joins_leaves = are_photographs([whole, *parts])
    if joins_leaves:
        return join_leaves(place, whole, parts)
    with atomic(place.engine) as connection:
        whole, parts = _checked(connection, number, others)
        for part in parts:
            _join_one(place, connection, whole, part)
            whole = entry_named(connection, number)
        kin = held_notice(connection, number)
        if kin:
            settle_missing(connection, kin)
            relate(place, connection, kin)
        audit.note(
            connection, actor=place.actor, act='join', about=str(number), at=place.now(), detail=list(others)
        )
    return None


def _checked(connection: Connection, number: int, others: Sequence[int]) -> tuple[Entry, list[Entry]]:
    """The whole and the entries that may be joined to it."""
    whole = entry_named(connection, number)
    if whole.part_of is not None:
        raise UsageFault(f"第{number}号已经并入第{whole.part_of}号，请直接并入第{whole.part_of}号。")
    parts = [entry_named(connection, other) for other in dict.fromkeys(others)]
    for part in parts:
        if part.number == number:
            raise UsageFault(f"第{number}号不能并入自己。")
        if part.part_of not in {None, number} or register.list_parts(connection, part.number):
            raise UsageFault(f"第{part.number}号已经和别的收文并在一起。请先用 register join --undo 分开。")
    return whole, parts


def _join_one(place: Workplace, connection: Connection, whole: Entry, part: Entry) -> None:
    register.change(connection, part.number, part_of=whole.number)
    for item in reviews.list_items(connection, register_number=part.number):
        if item.field in _ANSWERED:
            reviews.supersede(connection, item.number)
    if whole.state == 'awaiting_recognition' and held_notice(connection, part.number):
        _recognise(place, connection, whole, part)
    elif part.state == 'awaiting_recognition' and whole.state == 'done':
        register.change(connection, part.number, state='done', note=_joined_note(whole.number))


def _recognise(place: Workplace, connection: Connection, whole: Entry, part: Entry) -> None:
    """The text of a joined part becomes what the picture says; the duties move to the picture's entry."""
    kin = held_notice(connection, part.number)
    assert kin is not None
    values = {'kind': kin.entry.kind, 'state': 'done', 'note': None}
    register.change(connection, whole.number, **values)
    obligations.replace_all(connection, part.number, ())
    entry = replace(whole, kind=kin.entry.kind, state='done', note=None)
    settle_notice(place, connection, entry, kin.notice)


def _joined_note(number: int) -> str:
    return f"并入第{number}号"


def part_again(place: Workplace, number: int, others: Sequence[int]) -> None:
    """Undo a joining; photographs are then read again, each by itself.

    Raises:
        UsageFault: no such number, or an entry that is no part of this one.
    """
    with atomic(place.engine) as connection:
        whole = entry_named(connection, number)
        parts = [entry_named(connection, other) for other in dict.fromkeys(others)]
        for part in parts:
            if part.part_of != number:
                raise UsageFault(f"第{part.number}号没有并入第{number}号，不用分开。")
            register.change(connection, part.number, part_of=None)
            if part.kind == 'picture' and part.note == _joined_note(number):
                register.change(connection, part.number, state='awaiting_recognition', note=None)
        again = give_back(connection, whole, parts)
        for one in (number, *others):
            kin = held_notice(connection, one)
            if kin and kin.entry.state == 'done':
                settle_notice(place, connection, kin.entry, kin.notice)
        audit.note(
            connection, actor=place.actor, act='part', about=str(number), at=place.now(), detail=list(others)
        )
    for one in again:
        reread(place, one)
