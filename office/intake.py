"""The walk of one document from the inbox into the register and the ledger.

Each step leaves a state that the next run can go on from: nothing leaves the inbox before its
number, its copy in 存档/ and what it says are durable, so a kill at any point costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractors.readers.process.pool import ReadingPool
from model.errors import BadInput, SecrecyMark, UsageFault
from model.register import Entry
from office import inbox
from office.config import Workplace
from office.copying import add_copy, ask_maybe, ask_same_name, ended, find_held
from office.inbox import Arrival
from office.layout_reading import read_waiting
from office.looking import Looked, known_bytes, looked_ahead, read_file
from office.understanding import Understood, record
from store import audit, copies, register
from store.copies import Copy
from store.engine import atomic, reading

Status = Literal[
    'registered', 'misdirected', 'copy', 'duplicate', 'waiting', 'unreadable', 'classified', 'growing'
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; file is None for a classified one."""

    status: Status
    file: str | None
    message: str
    number: int | None = None
    kind: str | None = None
    code: str | None = None


def take_in(place: Workplace, paths: Sequence[Path] = ()) -> Iterator[Outcome]:
    """Take in the inbox (or these paths), one outcome a file, after finishing what a stopped run left.

    Raises:
        UsageFault: a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise UsageFault(f"找不到“{path}”。请检查路径后再试。")
    with inbox.one_at_a_time(place.rooms.root), ReadingPool() as pool:
        yield from _finish_unfinished(place, pool)
        ready, growing = inbox.settled(inbox.arrivals(place.rooms.inbox, paths))
        for arrival in growing:
            yield Outcome('growing', arrival.file, "文件还在写入，下次再收。")
        for arrival, looked in looked_ahead(place, pool, ready):
            yield _take_in_one(place, arrival, looked)


def _finish_unfinished(place: Workplace, pool: ReadingPool) -> Iterator[Outcome]:
    """Entries whose copy is safe but whose content was not worked out before a stop, or a confirmation."""
    with reading(place.engine) as connection:
        unfinished = register.list_entries(connection, ('stored',))
    for entry in unfinished:
        try:
            understood = read_file(place, pool, place.rooms.archive / str(entry.archived_as), entry.file)
        except BadInput as error:
            with atomic(place.engine) as connection:
                register.change(connection, entry.number, note=error.message)
            yield Outcome('unreadable', entry.file, error.message, entry.number, code=error.code)
        except SecrecyMark:
            yield Outcome('classified', None, SecrecyMark().message)
        else:
            yield _record(place, entry, understood)
    done, faults = read_waiting(place, pool)
    for one in done:
        yield Outcome('registered', one.entry.file, one.message, one.entry.number, 'return')
    for left in faults:
        yield Outcome(
            'unreadable', left.entry.file, left.error.message, left.entry.number, code=left.error.code
        )


def _take_in_one(place: Workplace, arrival: Arrival, looked: Looked) -> Outcome:
    if looked.sha256 is None:
        assert isinstance(looked.fault, BadInput)
        return Outcome('unreadable', arrival.file, looked.fault.message, code=looked.fault.code)
    known = known_bytes(place, looked.sha256)  # again: the file before this one may be its twin
    if known.stopped:
        return Outcome('classified', None, SecrecyMark().message)
    if isinstance(looked.fault, SecrecyMark):
        return _stop_for_secrecy(place, looked.sha256)
    if known.duplicate:
        return _as_duplicate(place, arrival, *known.duplicate)
    if isinstance(looked.fault, BadInput):
        return _set_aside(place, arrival, looked.sha256, looked.fault)
    assert looked.understood is not None
    outcome = None if known.entry else _as_copy(place, arrival, looked.sha256, looked.understood)
    outcome = outcome or _record(place, _receive(place, arrival, looked.sha256), looked.understood)
    _clear(place, arrival)
    return outcome


def _stop_for_secrecy(place: Workplace, sha256: str) -> Outcome:
    with atomic(place.engine) as connection:
        register.add_secrecy_stop(connection, sha256, place.now())
    return Outcome('classified', None, SecrecyMark().message)


def _receive(place: Workplace, arrival: Arrival, sha256: str) -> Entry:
    """The entry of these bytes, its copy safe in 存档/ (state 'stored')."""
    with atomic(place.engine) as connection:
        known = register.find_hash(connection, sha256)
        number = (
            known.number
            if known
            else register.add(
                connection, file=arrival.file, sender_hint=arrival.sender_hint, sha256=sha256, at=place.now()
            )
        )
    archived_as = f'{number:05}_{arrival.path.name}'
    inbox.copy_whole(arrival.path, place.rooms.archive / archived_as)
    with atomic(place.engine) as connection:
        register.change(connection, number, archived_as=archived_as, state='stored')
        entry = register.get(connection, number)
    assert entry is not None
    return entry


def _record(place: Workplace, entry: Entry, understood: Understood) -> Outcome:
    """What it says, its duties, rows and questions, and its final state: one transaction."""
    with atomic(place.engine) as connection:
        recorded = record(place, connection, entry, understood)
        if understood.notice:
            ask_maybe(place, connection, entry, understood.notice)
        if understood.kind == 'picture':
            ask_same_name(place, connection, entry)
        audit.note(
            connection,
            actor='收发',
            act='take_in',
            about=f'{entry.number}',
            at=place.now(),
            detail={'file': entry.file, 'sha256': entry.sha256, 'kind': understood.kind},
        )
    status: Status = 'misdirected' if recorded.misdirected else 'registered'
    status = 'waiting' if understood.kind == 'picture' else status
    return Outcome(status, entry.file, recorded.message, entry.number, understood.kind)


def _as_copy(place: Workplace, arrival: Arrival, sha256: str, understood: Understood) -> Outcome | None:
    """A further make of a paper that has its number already; None when it is none.

    Its file is safe under a name that these bytes alone have before the register tells of it.
    """
    notice = understood.notice
    if notice is None or understood.document is None:
        return None
    with reading(place.engine) as connection:
        found = [one for one in find_held(connection, notice) if one.sameness.verdict == 'copy']
    if not found:
        return None
    number = found[0].kin.entry.number
    archived_as = f'{number:05}_{sha256[:8]}_{arrival.path.name}'
    inbox.copy_whole(arrival.path, place.rooms.archive / archived_as)
    copy = Copy(
        register_number=number,
        file=arrival.file,
        sender_hint=arrival.sender_hint,
        received_at=place.now(),
        sha256=sha256,
        archived_as=archived_as,
        format=understood.document.format,
    )
    with atomic(place.engine) as connection:
        message = add_copy(place, connection, found[0], copy, notice)
        detail = {'file': arrival.file, 'sha256': sha256}
        audit.note(connection, actor='收发', act='copy', about=f'{number}', at=place.now(), detail=detail)
    return Outcome('copy', arrival.file, message, number, understood.kind)


def _as_duplicate(place: Workplace, arrival: Arrival, known: Entry, file: str) -> Outcome:
    """The same bytes as `file` again: noted, unless a stopped run merely left the file behind."""
    if arrival.file != file:
        copy = Copy(
            register_number=known.number,
            file=arrival.file,
            sender_hint=arrival.sender_hint,
            received_at=place.now(),
        )
        with atomic(place.engine) as connection:
            copies.add(connection, copy)
    _clear(place, arrival)
    message = f"与收文第{known.number}号（{file}）内容完全相同，不再登记{ended(known)}"
    return Outcome('duplicate', arrival.file, message, known.number)


def _set_aside(place: Workplace, arrival: Arrival, sha256: str, error: BadInput) -> Outcome:
    """Move an unusable file to 无法读取/ with its reason beside it; the reason is there first."""
    item = register.Unreadable(
        arrival.file, arrival.sender_hint, sha256, error.code, error.message, place.now()
    )
    target = place.rooms.unreadable / arrival.file
    if target.exists() and inbox.file_to_sha256(target) != sha256:
        target = inbox.free_name(target)
    inbox.write_whole(target.with_name(target.name + '.原因.txt'), (error.message + '\n').encode())
    with atomic(place.engine) as connection:
        register.add_unreadable(connection, item)
    inbox.copy_whole(arrival.path, target)
    _clear(place, arrival)
    return Outcome('unreadable', arrival.file, error.message, code=error.code)


def _clear(place: Workplace, arrival: Arrival) -> None:
    """Take the file out of the inbox, last of all; a file from elsewhere stays where it is."""
    if arrival.path.is_relative_to(place.rooms.inbox):
        arrival.path.unlink(missing_ok=True)
