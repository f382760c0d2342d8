"""A look at what arrives: its hash, whether it is known, what it says; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, NamedTuple, Self, TypeVar

from extractors.containers.opening import container_kind
from extractors.readers import guard
from extractors.readers.process.pool import ReadingPool
from extractors.secrecy import secrecy_mark, secrecy_mark_in_path
from extractors.survey.comment_papers import has_revisions
from model.document import Document, Paragraph
from model.errors import BadInput, SecrecyMark, Unsupported
from model.register import Entry
from office import inbox
from office.config import Workplace
from office.inbox import Arrival
from office.understanding import Understood, understand
from store import copies, pages, register, secrecy
from store.engine import Connection, reading

T = TypeVar('T')

_AHEAD = 2
"""How many files are read before their turn: as many as one child keeps busy with."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of a file before anything of it is written: its hash, what it says or why it cannot.

    further are the hashes of the paper's further photographs; container the kind of what holds other files.
    """

    sha256: str | None = None
    understood: Understood | None = None
    fault: BadInput | SecrecyMark | None = None
    further: tuple[str, ...] = ()
    container: str | None = None


Group = list[tuple[Arrival, Looked]]
"""Arrivals that are looked at together: a secrecy mark on one of them stops all."""


def looked_ahead(
    place: Workplace, pool: ReadingPool, ready: Sequence[tuple[Arrival, ...]]
) -> Iterator[Group]:
    """Each group with what it says, in order; the next is read in the child while this one is recorded."""
    with Ahead(lambda group: look_at(place, pool, group), ready) as ahead:
        for at in range(len(ready)):
            yield ahead.at(at)


class Ahead(Generic[T]):
    """What looking at each of these gives, begun for the next ones while one is used; a context manager."""

    def __init__(
        self, look: Callable[[tuple[Arrival, ...]], T], ready: Sequence[tuple[Arrival, ...]]
    ) -> None:
        self._look = look
        self.ready = ready
        self._begun: dict[int, Future[T]] = {}
        self._reader = ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.shutdown(cancel_futures=True)

    def at(self, number: int) -> T:
        """What the group at this place gave, or its error; those before it are not begun any more."""
        for coming in range(number, min(number + _AHEAD + 1, len(self.ready))):
            if coming not in self._begun:
                self._begun[coming] = self._reader.submit(self._look, self.ready[coming])
        return self._begun.pop(number).result()


def look_at(place: Workplace, pool: ReadingPool, group: Sequence[Arrival]) -> Group:
    """What each of these says; photographs joined to one paper that cannot be read as one, each by itself."""
    found: Group = []
    for arrival in group:
        looked = _look(place, pool, arrival)
        if arrival.further and (looked is None or isinstance(looked.fault, BadInput)):
            found += look_at(place, pool, arrival.pages)
        elif looked:
            found.append((arrival, looked))
    return found


def _look(place: Workplace, pool: ReadingPool, arrival: Arrival) -> Looked | None:
    """A file's hash and, unless the register knows these bytes already, what it says.

    None for photographs of which the register knows some.
    """
    try:
        with guard.reading(arrival.file):
            sha256, *further = (inbox.file_to_sha256(one.path) for one in arrival.pages)
    except BadInput as error:  # no bytes, no hash: it stays where it lies
        return Looked(fault=error)
    hashes = Looked(sha256, further=tuple(further))
    known = [known_bytes(place, one) for one in (sha256, *further)]
    named = any(secrecy_mark_in_path(one.file) for one in arrival.pages)
    if any(one.stopped for one in known) or (named and not are_released(place, (sha256, *further))):
        return _failed(hashes, SecrecyMark())
    if any(one.duplicate for one in known):
        return None if further else hashes
    try:
        with guard.reading(arrival.file):
            kind = container_kind(arrival.path)
        if kind:
            return Looked(sha256, container=kind)
        understood = read_file(place, pool, [one.path for one in arrival.pages], arrival.file)
    except (BadInput, SecrecyMark) as error:
        return _failed(hashes, error)
    return Looked(sha256, understood, further=hashes.further)


def is_marked(place: Workplace, looked: Looked) -> bool:
    """Whether a file bears a mark, or one of its bytes was stopped for one, however it is called now."""
    if isinstance(looked.fault, SecrecyMark):
        return True
    with reading(place.engine) as connection:
        return any(is_stopped(connection, one) for one in (looked.sha256, *looked.further) if one)


def _failed(looked: Looked, fault: BadInput | SecrecyMark) -> Looked:
    return Looked(looked.sha256, fault=fault, further=looked.further)


class Known(NamedTuple):
    """What the register holds of these bytes: a stop, an entry, or an entry they are a copy of.

    duplicate is that entry, the name its bytes have there and the container they came in.
    """

    stopped: bool
    entry: Entry | None
    duplicate: tuple[Entry, str, int | None] | None

    @property
    def closed(self) -> bool:
        """Whether nothing of the file need be read."""
        return self.stopped or self.duplicate is not None


def known_bytes(place: Workplace, sha256: str) -> Known:
    """What the register holds of bytes with this hash."""
    with reading(place.engine) as connection:
        stopped = is_stopped(connection, sha256)
        entry = register.find_hash(connection, sha256)
        if entry and entry.state != 'received':
            return Known(stopped, entry, (entry, entry.file, entry.container))
        held = copies.find_hash(connection, sha256) or pages.find_hash(connection, sha256)
        whole = register.get(connection, held.register_number) if held else None
    if held is None or whole is None or whole.state == 'received':
        return Known(stopped, entry, None)
    container = held.container if isinstance(held, copies.Copy) else whole.container
    return Known(stopped, entry, (whole, held.file, container))


def is_stopped(connection: Connection, sha256: str) -> bool:
    """Whether bytes with this hash were stopped for a mark, and nobody said that it is none."""
    stopped = register.is_secrecy_stop(connection, sha256)
    return stopped and not secrecy.is_released(connection, sha256)


def are_released(place: Workplace, hashes: Iterable[str]) -> bool:
    """Whether a person said of each of these that the mark is none."""
    with reading(place.engine) as connection:
        return all(secrecy.is_released(connection, sha256) for sha256 in hashes)


def read_file(place: Workplace, pool: ReadingPool, paths: Sequence[Path], file: str) -> Understood:
    """What a file says, or several photographs as one paper, held in memory only until it is known unmarked.

    Raises:
        SecrecyMark: it bears a mark.
        BadInput: it cannot be used.
    """
    path, *further = paths
    try:
        document = pool.read(path, file, further=further)
    except Unsupported as error:
        if error.code == 'needs_ocr':
            return Understood('picture', note=error.message)
        raise
    if secrecy_mark(document, file) and not are_released(place, map(inbox.file_to_sha256, paths)):
        raise SecrecyMark
    with guard.reading(file):
        return understand(document, place.forms, revisions_of(pool, document, path, file))


def revisions_of(pool: ReadingPool, document: Document, path: Path, file: str) -> tuple[Paragraph, ...]:
    """The tracked changes and comments of a file, read only where its reader told of some.

    Raises:
        BadInput: they cannot be read.
    """
    if not has_revisions(document):
        return ()
    blocks = pool.read_revisions(path, file).blocks
    return tuple(block for block in blocks if isinstance(block, Paragraph))
