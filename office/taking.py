"""One paper from the inbox into the register: its number, its copy in 存档/, what it says, in this order.

Nothing leaves the inbox before that is durable, so a kill at any point costs nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from extractors.readers.process.pool import ReadingPool
from model.errors import BadInput, SecrecyMark
from model.register import Entry
from office import inbox
from office.config import Workplace
from office.copying import add_copy, ask_maybe, ask_same_name, ended, find_held
from office.inbox import Arrival
from office.looking import Group, Looked, known_bytes, look_at
from office.understanding import Understood, entry_now, record
from store import audit, copies, pages, register
from store.copies import Copy
from store.engine import Connection, atomic, reading
from store.pages import PageFile

Status = Literal[
    'registered',
    'misdirected',
    'copy',
    'duplicate',
    'waiting',
    'unreadable',
    'classified',
    'growing',
    'opened',
    'locked',
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, or of files photographs of one paper; file is None for a classified one.

    container is the mail or archive it lay in; status 'opened' tells of such a one itself, `kind` its kind.
    """

    status: Status
    file: str | None
    message: str
    number: int | None = None
    kind: str | None = None
    code: str | None = None
    files: int = 1
    container: str | None = None


def take_in_paper(place: Workplace, pool: ReadingPool, arrival: Arrival, looked: Looked) -> Iterator[Outcome]:
    """What becomes of a paper; of photographs joined to one, each by itself where some came in meanwhile."""
    group: Group = [(arrival, looked)]
    if looked.further and any(
        known_bytes(place, one).closed for one in (looked.sha256 or '', *looked.further)
    ):
        group = look_at(place, pool, arrival.pages)
    for one, seen in group:
        outcome = take_in_one(place, one, seen)
        if outcome:
            yield outcome


def take_in_one(place: Workplace, arrival: Arrival, looked: Looked) -> Outcome | None:
    """What becomes of a file that was looked at; None where an earlier run had finished it already."""
    if looked.sha256 is None:
        assert isinstance(looked.fault, BadInput)
        return Outcome('unreadable', arrival.file, looked.fault.message, code=looked.fault.code)
    known = known_bytes(place, looked.sha256)  # again: the file before this one may be its twin
    if known.stopped:
        return Outcome('classified', None, SecrecyMark().message)
    if known.duplicate:
        return _as_duplicate(place, arrival, *known.duplicate)
    if isinstance(looked.fault, BadInput):
        return set_aside(place, arrival, looked.sha256, looked.fault)
    assert looked.understood is not None
    outcome = None if known.entry else _as_copy(place, arrival, looked, looked.understood)
    outcome = outcome or _register(place, arrival, looked, looked.understood)
    clear(place, arrival)
    return outcome


def stop_for_secrecy(place: Workplace, hashes: Sequence[str | None]) -> list[Outcome]:
    """Time and hash of each file kept, and nothing else."""
    with atomic(place.engine) as connection:
        for sha256 in hashes:
            if sha256:
                register.add_secrecy_stop(connection, sha256, place.now())
    return [Outcome('classified', None, SecrecyMark().message) for _ in hashes]


def _register(place: Workplace, arrival: Arrival, looked: Looked, understood: Understood) -> Outcome:
    """The number of these bytes, then their copy safe in 存档/, then all that they say."""
    assert looked.sha256 is not None
    with atomic(place.engine) as connection:
        known = register.find_hash(connection, looked.sha256)
        number = (
            known.number
            if known
            else register.add(
                connection,
                file=arrival.file,
                sender_hint=arrival.sender_hint,
                sha256=looked.sha256,
                at=place.now(),
                container=arrival.container,
            )
        )
    archived = _archive(
        place, arrival, [f'{number:05}_', *(f'{number:05}_{one[:8]}_' for one in looked.further)]
    )
    with atomic(place.engine) as connection:
        register.change(connection, number, archived_as=archived[0], state='stored')
        _add_pages(connection, number, arrival, looked, archived)
        return _record(place, connection, entry_now(connection, number), understood)


def _archive(place: Workplace, arrival: Arrival, prefixes: Sequence[str]) -> list[str]:
    """The files of a make whole in 存档/; their names there."""
    names = []
    for one, prefix in zip(arrival.pages, prefixes, strict=True):
        names.append(prefix + inbox.short_name(PurePosixPath(one.file).name))
        inbox.copy_whole(one.path, place.rooms.archive / names[-1])
    return names


def _add_pages(
    connection: Connection, number: int, arrival: Arrival, looked: Looked, archived: Sequence[str]
) -> None:
    """Remember which photographs a make consists of; nothing for a single file."""
    if not looked.further:
        return
    assert looked.sha256 is not None
    hashes = (looked.sha256, *looked.further)
    listed = [
        PageFile(
            register_number=number,
            make=looked.sha256,
            page=page,
            file=one.file,
            sha256=sha256,
            archived_as=name,
        )
        for page, (one, sha256, name) in enumerate(zip(arrival.pages, hashes, archived, strict=True), start=1)
    ]
    pages.replace_all(connection, number, looked.sha256, listed)


def record_entry(place: Workplace, entry: Entry, understood: Understood) -> Outcome:
    """What it says, its duties, rows and questions, and its final state: one transaction."""
    with atomic(place.engine) as connection:
        return _record(place, connection, entry, understood)


def _record(place: Workplace, connection: Connection, entry: Entry, understood: Understood) -> Outcome:
    recorded = record(place, connection, entry, understood)
    if understood.notice:
        ask_maybe(place, connection, entry, understood.notice)
    page = ''
    if understood.kind == 'picture' or (understood.document and understood.document.format == 'image'):
        page = ask_same_name(place, connection, entry_now(connection, entry.number))
    files = len(pages.list_pages(connection, entry.number, entry.sha256)) or 1
    audit.note(
        connection,
        actor='收发',
        act='take_in',
        about=f'{entry.number}',
        at=place.now(),
        detail={'sha256': entry.sha256, 'kind': understood.kind},
    )
    status: Status = 'misdirected' if recorded.misdirected else 'registered'
    status = 'waiting' if understood.kind == 'picture' else status
    told = f"（{files}张照片合为一份）" if files > 1 else ""
    message = recorded.message + told + page
    return Outcome(status, entry.file, message, entry.number, understood.kind, files=files)


def _as_copy(place: Workplace, arrival: Arrival, looked: Looked, understood: Understood) -> Outcome | None:
    """A further make of a paper that has its number already; None when it is none.

    Its files are safe under names that these bytes alone have before the register tells of it.
    """
    notice = understood.notice
    if notice is None or understood.document is None:
        return None
    with reading(place.engine) as connection:
        found = [one for one in find_held(connection, notice) if one.sameness.verdict == 'copy']
    if not found:
        return None
    number = found[0].kin.entry.number
    hashes = (looked.sha256 or '', *looked.further)
    archived = _archive(place, arrival, [f'{number:05}_{sha256[:8]}_' for sha256 in hashes])
    copy = Copy(
        register_number=number,
        file=arrival.file,
        sender_hint=arrival.sender_hint,
        received_at=place.now(),
        sha256=looked.sha256,
        archived_as=archived[0],
        format=understood.document.format,
        container=arrival.container,
    )
    with atomic(place.engine) as connection:
        message = add_copy(place, connection, found[0], copy, notice)
        _add_pages(connection, number, arrival, looked, archived)
        detail = {'sha256': looked.sha256}
        audit.note(connection, actor='收发', act='copy', about=f'{number}', at=place.now(), detail=detail)
    return Outcome('copy', arrival.file, message, number, understood.kind, files=len(hashes))


def _as_duplicate(
    place: Workplace, arrival: Arrival, known: Entry, file: str, container: int | None
) -> Outcome | None:
    """The same bytes as `file` again: noted, unless a stopped run merely left the file behind."""
    same_place = arrival.file == file and arrival.container == container
    if same_place and container is not None:
        return None
    if not same_place:
        copy = Copy(
            register_number=known.number,
            file=arrival.file,
            sender_hint=arrival.sender_hint,
            received_at=place.now(),
            container=arrival.container,
        )
        with atomic(place.engine) as connection:
            if not is_noted(connection, copy):
                copies.add(connection, copy)
    clear(place, arrival)
    message = f"与收文第{known.number}号（{file}）内容完全相同，不再登记{ended(known)}"
    return Outcome('duplicate', arrival.file, message, known.number)


def is_noted(connection: Connection, copy: Copy) -> bool:
    """Whether these bytes were noted under this name, maybe by a run that was stopped."""
    listed = copies.list_copies(connection, copy.register_number)
    same = (copy.file, copy.container, None)
    return any((one.file, one.container, one.sha256) == same for one in listed)


def set_aside(place: Workplace, arrival: Arrival, sha256: str, error: BadInput) -> Outcome:
    """Move an unusable file to 无法读取/ with its reason beside it; the reason is there first."""
    target = _room_in(place.rooms.unreadable, PurePosixPath(arrival.file).parts)
    if target.exists() and not (target.is_file() and inbox.file_to_sha256(target) == sha256):
        target = inbox.free_name(target)
    _tell_why(place, target, target, arrival.sender_hint, sha256, error)
    inbox.copy_whole(arrival.path, target)
    clear(place, arrival)
    return Outcome('unreadable', arrival.file, error.message, code=error.code)


def give_up(place: Workplace, arrival: Arrival, error: BadInput) -> Outcome:
    """A paper that the program failed at: under its number where its copy is safe, else in 无法读取/."""
    sha256 = inbox.file_to_sha256(arrival.path)
    with atomic(place.engine) as connection:
        entry = register.find_hash(connection, sha256)
        if entry and entry.state == 'stored':
            register.change(connection, entry.number, note=error.message)
    if entry is None or entry.state != 'stored':
        return set_aside(place, arrival, sha256, error)
    clear(place, arrival)
    return Outcome('unreadable', arrival.file, error.message, entry.number, code=error.code)


def tell_lost(place: Workplace, file: str, sender_hint: str | None, within: str, error: BadInput) -> Outcome:
    """The reason alone in 无法读取/ for what could not be taken out of a container, `within` its hash."""
    target = _room_in(place.rooms.unreadable, PurePosixPath(file).parts)
    sha256 = hashlib.sha256(f'{within}/{file}'.encode()).hexdigest()
    _tell_why(place, reason_of(target), target, sender_hint, sha256, error)
    return Outcome('unreadable', file, error.message, code=error.code)


def reason_of(target: Path) -> Path:
    """Where the reason of a file in 无法读取/ stands."""
    return target.with_name(f'{target.name}.原因.txt')


def _tell_why(
    place: Workplace, held: Path, target: Path, hint: str | None, sha256: str, error: BadInput
) -> None:
    """The reason beside where a file will lie, and in the register, which goes by the file `held` there."""
    file = held.relative_to(place.rooms.unreadable).as_posix()
    item = register.Unreadable(file, hint, sha256, error.code, error.message, place.now())
    inbox.write_whole(reason_of(target), f'{error.message}\n'.encode())
    with atomic(place.engine) as connection:
        register.add_unreadable(connection, item)


def _room_in(folder: Path, parts: Sequence[str]) -> Path:
    """Where a file may lie below a folder: not below another file."""
    *folders, name = map(inbox.short_name, parts)
    for part in folders:
        folder = folder / part
        if folder.is_file():
            folder = inbox.free_name(folder)
    return folder / name


def clear(place: Workplace, arrival: Arrival) -> None:
    """Take the files out of the inbox, last of all; a file from elsewhere stays where it is."""
    for one in arrival.pages:
        if one.path.is_relative_to(place.rooms.inbox):
            one.path.unlink(missing_ok=True)
