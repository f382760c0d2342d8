"""A look at what arrives: its hash, whether it is known, what it says; nothing is written."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from extractors.readers import guard
from extractors.readers.process.pool import ReadingPool
from extractors.secrecy import secrecy_mark, secrecy_mark_in_name
from extractors.survey.comment_papers import has_revisions
from model.document import Document, Paragraph
from model.errors import BadInput, SecrecyMark, Unsupported
from model.register import Entry
from office import inbox
from office.config import Workplace
from office.inbox import Arrival
from office.understanding import Understood, understand
from store import copies, register
from store.engine import reading

_AHEAD = 2
"""How many files are read before their turn: as many as one child keeps busy with."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of a file before anything of it is written: its hash, what it says or why it cannot."""

    sha256: str | None = None
    understood: Understood | None = None
    fault: BadInput | SecrecyMark | None = None


def looked_ahead(
    place: Workplace, pool: ReadingPool, ready: Sequence[Arrival]
) -> Iterator[tuple[Arrival, Looked]]:
    """Each file with what it says, in order; the next one is read in the child while this one is recorded."""
    with ThreadPoolExecutor(1) as reader:
        ahead = deque(reader.submit(_look, place, pool, arrival) for arrival in ready[:_AHEAD])
        for number, arrival in enumerate(ready):
            looked = ahead.popleft().result()
            if number + _AHEAD < len(ready):
                ahead.append(reader.submit(_look, place, pool, ready[number + _AHEAD]))
            yield arrival, looked


def _look(place: Workplace, pool: ReadingPool, arrival: Arrival) -> Looked:
    """A file's hash and, unless the register knows these bytes already, what it says."""
    try:
        with guard.reading(arrival.file):
            sha256 = inbox.file_to_sha256(arrival.path)
    except BadInput as error:  # no bytes, no hash: it stays where it lies
        return Looked(fault=error)
    if secrecy_mark_in_name(arrival.file):
        return Looked(sha256, fault=SecrecyMark())
    if known_bytes(place, sha256).closed:
        return Looked(sha256)
    try:
        return Looked(sha256, read_file(place, pool, arrival.path, arrival.file))
    except (BadInput, SecrecyMark) as error:
        return Looked(sha256, fault=error)


class Known(NamedTuple):
    """What the register holds of these bytes: a stop, an entry, or an entry they are a copy of."""

    stopped: bool
    entry: Entry | None
    duplicate: tuple[Entry, str] | None

    @property
    def closed(self) -> bool:
        """Whether nothing of the file need be read."""
        return self.stopped or self.duplicate is not None


def known_bytes(place: Workplace, sha256: str) -> Known:
    """What the register holds of bytes with this hash."""
    with reading(place.engine) as connection:
        stopped = register.is_secrecy_stop(connection, sha256)
        entry = register.find_hash(connection, sha256)
        copy = copies.find_hash(connection, sha256)
        whole = register.get(connection, copy.register_number) if copy else None
    if entry and entry.state != 'received':
        return Known(stopped, entry, (entry, entry.file))
    return Known(stopped, entry, (whole, copy.file) if copy and whole else None)


def read_file(place: Workplace, pool: ReadingPool, path: Path, file: str) -> Understood:
    """What the file says, held in memory only: nothing is stored before the secrecy check.

    Raises:
        SecrecyMark: it bears a mark.
        BadInput: it cannot be used.
    """
    try:
        document = pool.read(path, file)
    except Unsupported as error:
        if error.code == 'needs_ocr':
            return Understood('picture', note=error.message)
        raise
    if secrecy_mark(document, file):
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
