"""The walk of the inbox into the register and the ledger, one file or parcel after the other.

Each step leaves a state that the next run can go on from: nothing leaves the inbox before its
number, its copy in 存档/ and what it says are durable, so a kill at any point costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from extractors.readers.process.pool import ReadingPool
from model.errors import BadInput, SecrecyMark, UsageFault
from model.register import Entry
from office import inbox
from office.config import Workplace
from office.enclosed import carries_papers, take_in_with_attachments
from office.layout_reading import read_waiting
from office.looking import Group, is_marked, looked_ahead, read_file
from office.makes import own_make, stop_registered
from office.parcels import Wishes, take_in_container
from office.photographs import Together, papers_of
from office.recognising import recognise_waiting
from office.taking import Outcome, record_entry, stop_for_secrecy, take_in_paper
from office.unpacking import Keys
from store import register
from store.engine import atomic, reading

__all__ = ['Outcome', 'take_in']


def take_in(
    place: Workplace,
    paths: Sequence[Path] = (),
    *,
    together: Together = lambda _: False,
    passwords: Sequence[str] = (),
    ask: Callable[[str], str | None] = lambda _: None,
) -> Iterator[Outcome]:
    """Take in the inbox (or these paths), one outcome a file, after finishing what a stopped run left.

    together says whether photographs of these names are pages of one paper; ask gives the password of a
    locked archive, passwords are tried first.

    Raises:
        UsageFault: a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise UsageFault(f"找不到“{path}”。请检查路径后再试。")
    wishes = Wishes(Keys(list(passwords), ask), together)
    with inbox.one_at_a_time(place.rooms.root), ReadingPool() as pool:
        yield from _finish_unfinished(place, pool)
        ready, growing = inbox.settled(inbox.arrivals(place.rooms.inbox, paths))
        for arrival in growing:
            yield Outcome('growing', arrival.file, "文件还在写入，下次再收。")
        for group in looked_ahead(place, pool, papers_of(ready, together)):
            yield from _take_in_group(place, pool, wishes, group)


def _take_in_group(place: Workplace, pool: ReadingPool, wishes: Wishes, group: Group) -> Iterator[Outcome]:
    """What becomes of a file, a parcel, or photographs that may be one paper: a mark on one stops all."""
    if len(group) == 1 and group[0][1].container:
        yield from take_in_container(place, pool, wishes, *group[0])
        return
    if any(is_marked(place, looked) for _, looked in group):
        hashes = [sha256 for _, looked in group for sha256 in (looked.sha256, *looked.further)]
        yield from stop_for_secrecy(place, hashes)
        return
    for arrival, looked in group:
        act = take_in_with_attachments if carries_papers(arrival, looked) else take_in_paper
        yield from act(place, pool, arrival, looked)


def _finish_unfinished(place: Workplace, pool: ReadingPool) -> Iterator[Outcome]:
    """Entries whose copy is safe but whose content was not worked out before a stop, or a confirmation."""
    with reading(place.engine) as connection:
        unfinished = register.list_entries(connection, ('stored',))
    for entry in unfinished:
        yield _finish(place, pool, entry)
    yield from recognise_waiting(place, pool)
    done, faults = read_waiting(place, pool)
    for one in done:
        yield Outcome('registered', one.entry.file, one.message, one.entry.number, 'return')
    for left in faults:
        yield Outcome(
            'unreadable', left.entry.file, left.error.message, left.entry.number, code=left.error.code
        )


def _finish(place: Workplace, pool: ReadingPool, entry: Entry) -> Outcome:
    with reading(place.engine) as connection:
        make = own_make(connection, entry)
    try:
        understood = read_file(place, pool, [place.rooms.archive / one for one in make.archived], entry.file)
    except BadInput as error:
        with atomic(place.engine) as connection:
            register.change(connection, entry.number, note=error.message)
        return Outcome('unreadable', entry.file, error.message, entry.number, code=error.code)
    except SecrecyMark as mark:
        return Outcome('classified', None, f"{mark.message}（{stop_registered(place, entry)}）", entry.number)
    return record_entry(place, entry, understood)
