"""The walk of the inbox into the register and the ledger, one file or parcel after the other.

Each step leaves a state that the next run can go on from: nothing leaves the inbox before its number, its
copy in 存档/ and what it says are durable, so a kill at any point costs nothing. Papers are looked at by as
many processes as there are; what is found is written by one of them at a time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from extractors.readers.process.pool import ReadingPool
from model.errors import BadInput, ReaderFailed, SecrecyMark, ShoufaError, UsageFault
from model.register import Entry, State
from office import in_hand, inbox
from office.alone import Fatal, take_in_alone
from office.config import Workplace
from office.enclosed import carries_papers, take_in_with_attachments
from office.inbox import Arrival
from office.layout_reading import read_waiting
from office.looking import Ahead, Group, is_marked, look_at, read_file
from office.makes import own_make, stop_registered
from office.parcels import Wishes, take_in_container
from office.photographs import Together, papers_of
from office.recognising import recognise_waiting
from office.taking import Outcome, give_up, record_entry, stop_for_secrecy, take_in_paper
from office.turn_taking import registering, taking_in
from office.unpacking import Keys
from store import register
from store.engine import atomic, reading
from store.place_faults import place_fault
from text.building import collecting_seldom

__all__ = ['Outcome', 'take_in']

TRIES = 3
"""How often a paper is tried at which the program fails."""

UNFINISHED: tuple[State, ...] = ('stored', 'awaiting_recognition', 'awaiting_layout')

T = TypeVar('T')

_log = logging.getLogger('shoufa')


class Hand(NamedTuple):
    """Arrivals in hand and what they say.

    looked is None where processes died with them; fault is what the program failed with.
    """

    arrivals: tuple[Arrival, ...]
    looked: Group | None
    fault: ReaderFailed | None = None


class OurFault(ReaderFailed):
    """The program failed at a file, not the file."""

    code = 'our_fault'


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
    locked archive, passwords are tried first. Two at once are one after the other.

    Raises:
        UsageFault: a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise UsageFault(f"找不到“{path}”。请检查路径后再试。")
    wishes = Wishes(Keys(list(passwords), ask), together)
    with taking_in(place), ReadingPool() as pool:
        yield from finish(place, pool)
        ready, growing = inbox.settled(inbox.arrivals(place.rooms.inbox, paths))
        for arrival in growing:
            yield Outcome('growing', arrival.file, "文件还在写入，下次再收。")
        yield from take_in_all(place, pool, papers_of(ready, together), wishes)


def take_in_all(
    place: Workplace, pool: ReadingPool, papers: Sequence[tuple[Arrival, ...]], wishes: Wishes
) -> Iterator[Outcome]:
    """Papers one after the other, the next ones looked at while one is written."""
    try:
        looked = Ahead(lambda group: into_hand(place, pool, group), papers)
        with collecting_seldom(), looked as ahead:
            for at in range(len(papers)):
                yield from take_in_hand(place, pool, ahead.at(at), wishes)
    finally:
        for paper in papers:
            in_hand.put_down(place, paper[0].file)


def into_hand(place: Workplace, pool: ReadingPool, arrivals: tuple[Arrival, ...]) -> Hand:
    """These in hand, with what they say; nothing is written but that they are in hand."""
    there = tuple(one for one in arrivals if one.path.exists())
    if not there:
        return Hand((), [])
    if in_hand.pick_up(place, there[0].file) >= in_hand.SUSPECT:
        return Hand(there, None)
    try:
        return Hand(there, _tried(lambda: look_at(place, pool, there), there[0].file))
    except ReaderFailed as fault:
        return Hand(there, None, fault)


def take_in_hand(
    place: Workplace, pool: ReadingPool, hand: Hand, wishes: Wishes | None = None
) -> Iterator[Outcome]:
    """What becomes of what is in hand; of what another process took meanwhile nothing is told."""
    if not any(one.path.exists() for one in hand.arrivals):
        return
    try:
        yield from _outcomes(place, pool, hand, wishes)
    except (Fatal, OurFault) as error:
        yield from (give_up(place, one, error) for one in hand.arrivals)
    finally:
        in_hand.put_down(place, hand.arrivals[0].file)


def _outcomes(place: Workplace, pool: ReadingPool, hand: Hand, wishes: Wishes | None) -> list[Outcome]:
    if hand.fault:
        raise hand.fault
    if hand.looked is None:
        return take_in_alone(place, hand.arrivals)
    looked = hand.looked
    return _tried(lambda: take_in_looked(place, pool, looked, wishes), hand.arrivals[0].file)


def _tried(act: Callable[[], T], file: str) -> T:
    """What an act gives, tried again where the program fails at it.

    Raises:
        OurFault: it failed each time. What the disk or the database fails with, and errors of our own kind,
            go through.
    """
    for left in reversed(range(TRIES)):
        try:
            return act()
        except ShoufaError:
            raise
        except Exception as error:
            if place_fault(error):
                raise
            _log.exception('a paper the program failed at')
            failed = type(error).__name__
        if not left:
            break
    raise OurFault(
        f"处理“{file}”时程序出错（{failed}），试了{TRIES}次，文件没有改动。请打开核对内容，另存后再放入；"
        "并把 shoufa doctor --out 的结果交给维护人员。"
    )


def take_in_looked(
    place: Workplace, pool: ReadingPool, group: Group, wishes: Wishes | None = None
) -> list[Outcome]:
    """What becomes of a file, a parcel, or photographs that may be one paper: a mark on one stops all.

    Nobody else writes into the register from a folder meanwhile.
    """
    wishes = wishes or Wishes(Keys(), lambda _: False)
    with registering(place):
        return list(_take_in_looked(place, pool, wishes, group))


def _take_in_looked(place: Workplace, pool: ReadingPool, wishes: Wishes, group: Group) -> Iterator[Outcome]:
    if len(group) == 1 and group[0][1].container:
        yield from take_in_container(place, pool, wishes, *group[0])
        return
    if any(is_marked(place, looked) for _, looked in group):
        hashes = [sha256 for _, looked in group for sha256 in (looked.sha256, *looked.further)]
        yield from stop_for_secrecy(place, hashes)
        return
    for arrival, looked in group:
        if not arrival.path.exists():
            continue
        act = take_in_with_attachments if carries_papers(arrival, looked) else take_in_paper
        yield from act(place, pool, arrival, looked)


def is_left_unfinished(place: Workplace) -> bool:
    """Whether finish may find something to do."""
    with reading(place.engine) as connection:
        return bool(register.list_entries(connection, UNFINISHED))


def finish(place: Workplace, pool: ReadingPool) -> Iterator[Outcome]:
    """Entries whose copy is safe but whose content was not worked out before a stop, or a confirmation."""
    with registering(place):
        with reading(place.engine) as connection:
            unfinished = register.list_entries(connection, ('stored',))
        yield from filter(None, [_finish(place, pool, entry) for entry in unfinished])
    yield from recognise_waiting(place, pool)
    done, faults = read_waiting(place, pool)
    for one in done:
        yield Outcome('registered', one.entry.file, one.message, one.entry.number, 'return')
    for left in faults:
        yield Outcome(
            'unreadable', left.entry.file, left.error.message, left.entry.number, code=left.error.code
        )


def _finish(place: Workplace, pool: ReadingPool, entry: Entry) -> Outcome | None:
    """What becomes of an entry; None of one that processes died with: it waits for a person to reread it."""
    name = f'第{entry.number}号'
    if in_hand.pick_up(place, name) >= in_hand.SUSPECT:
        return None
    try:
        outcome = _tried(lambda: _worked_out(place, pool, entry), entry.file)
        in_hand.put_down(place, name)
    except BadInput as error:
        with atomic(place.engine) as connection:
            register.change(connection, entry.number, note=error.message)
        outcome = Outcome('unreadable', entry.file, error.message, entry.number, code=error.code)
    return outcome


def _worked_out(place: Workplace, pool: ReadingPool, entry: Entry) -> Outcome:
    with reading(place.engine) as connection:
        make = own_make(connection, entry)
    try:
        understood = read_file(place, pool, [place.rooms.archive / one for one in make.archived], entry.file)
    except SecrecyMark as mark:
        return Outcome('classified', None, f"{mark.message}（{stop_registered(place, entry)}）", entry.number)
    return record_entry(place, entry, understood)
