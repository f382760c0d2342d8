"""Returns that wait for their layout, read once it is confirmed; a stop between costs nothing."""

from __future__ import annotations

from typing import NamedTuple

from extractors.readers.process.pool import ReadingPool
from model.errors import BadInput
from model.register import Entry
from office.config import Workplace
from office.makes import read_entry
from office.understanding import record, understand
from store import audit, layouts, register, reviews
from store.engine import Connection, atomic, reading


class ReadAgain(NamedTuple):
    """A return that waited for its layout: its entry and what became of it."""

    entry: Entry
    message: str


class Fault(NamedTuple):
    """A return that waited and cannot be read any more; it waits on."""

    entry: Entry
    error: BadInput


def waiting_for(connection: Connection, fingerprint: str) -> list[Entry]:
    """The entries in 待对应 with this layout, in order of number."""
    entries = register.list_entries(connection, ('awaiting_layout',))
    return [entry for entry in entries if entry.layout == fingerprint]


def read_waiting(place: Workplace, pool: ReadingPool | None = None) -> tuple[list[ReadAgain], list[Fault]]:
    """Read every return that waits for a layout confirmed by now, each recorded in one transaction.

    A file that cannot be read stays waiting, with the reason.
    """
    with reading(place.engine) as connection:
        confirmed = {
            one.layout.fingerprint for one in layouts.list_all(connection) if one.state == 'confirmed'
        }
        ready = [
            entry
            for entry in register.list_entries(connection, ('awaiting_layout',))
            if entry.layout in confirmed and not _is_asked(connection, entry)
        ]
    if not ready:
        return [], []
    if pool is None:
        with ReadingPool() as own:
            return _read_ready(place, own, ready)
    return _read_ready(place, pool, ready)


def _is_asked(connection: Connection, entry: Entry) -> bool:
    """Whether a question about the entry's layout is open: then its answer decides."""
    return any(one.kind == 'layout' and one.field == entry.layout for one in reviews.list_items(connection))


def _read_ready(
    place: Workplace, pool: ReadingPool, ready: list[Entry]
) -> tuple[list[ReadAgain], list[Fault]]:
    done: list[ReadAgain] = []
    faults: list[Fault] = []
    for entry in ready:
        try:
            understood = understand(read_entry(place, pool, entry), place.forms)
        except BadInput as error:
            faults.append(Fault(entry, error))
            continue
        with atomic(place.engine) as connection:
            now = register.get(connection, entry.number)
            if now is None or now.state != 'awaiting_layout':
                continue
            message = record(place, connection, now, understood).message
            audit.note(
                connection, actor=place.actor, act='read_by_layout', about=str(entry.number), at=place.now()
            )
        done.append(ReadAgain(entry, message))
    return done, faults


def close_unasked(connection: Connection, fingerprint: str | None) -> None:
    """Close the question about a layout that no return waits for any more."""
    if fingerprint is None or waiting_for(connection, fingerprint):
        return
    for item in reviews.list_items(connection):
        if item.kind == 'layout' and item.field == fingerprint:
            reviews.supersede(connection, item.number)
