"""The makes of a registered paper as they lie in 存档/: one file each, or the photographs of its pages."""

from __future__ import annotations

from typing import NamedTuple

from extractors.readers.process.pool import ReadingPool
from extractors.readers.scans import stack
from model.document import Document
from model.register import Entry
from office.config import Workplace
from store import copies, obligations, pages, register, reviews
from store.engine import Connection, atomic, reading


class Make(NamedTuple):
    """One make: the name users know it by, and its files in 存档/ in the order of pages."""

    file: str
    archived: tuple[str, ...]


def own_make(connection: Connection, entry: Entry) -> Make:
    """The make that an entry was registered by."""
    listed = tuple(one.archived_as for one in pages.list_pages(connection, entry.number, entry.sha256))
    return Make(entry.file, listed or (str(entry.archived_as),))


def all_makes(connection: Connection, entry: Entry) -> list[Make]:
    """Every make of an entry, its own first."""
    found = [own_make(connection, entry)]
    for copy in copies.list_copies(connection, entry.number):
        if copy.archived_as and copy.sha256:
            listed = tuple(one.archived_as for one in pages.list_pages(connection, entry.number, copy.sha256))
            found.append(Make(copy.file, listed or (copy.archived_as,)))
    return found


def read_make(place: Workplace, pool: ReadingPool, make: Make) -> Document:
    """A make read again.

    Raises:
        BadInput: it cannot be read.
    """
    first, *further = (place.rooms.archive / name for name in make.archived)
    return pool.read(first, make.file, further=further)


def read_entry(place: Workplace, pool: ReadingPool, entry: Entry) -> Document:
    """A registered paper read again from 存档/.

    Raises:
        BadInput: it cannot be read.
    """
    with reading(place.engine) as connection:
        make = own_make(connection, entry)
    return read_make(place, pool, make)


def stop_registered(place: Workplace, entry: Entry) -> str:
    """End a registered paper that turns out to bear a secrecy mark: nothing it said stays, its name neither.

    Time and hash are kept of each of its pages. Gives where it lies, for whoever has to report it.
    """
    told = f"第{entry.number}号：它在 存档/ 里，文件名以{entry.number:05}_开头"
    with atomic(place.engine) as connection:
        listed = [one.sha256 for one in pages.list_pages(connection, entry.number, entry.sha256)]
        for sha256 in (entry.sha256, *listed):
            register.add_secrecy_stop(connection, sha256, place.now())
        obligations.replace_all(connection, entry.number, ())
        reviews.supersede_all(connection, entry.number)
        gone = dict.fromkeys(('title', 'doc_number', 'issuer', 'extract'))
        values = {'state': 'classified', 'file': "（涉密停止，不显示文件名）", **gone}
        register.change(connection, entry.number, **values, note=f"{told}；请按保密规定报告处理")
    return told


NO_RECOGNISER = 'none'
"""In place of its name, where a paper was read without one that has pages for it."""


def recogniser() -> str | None:
    """Which recogniser this machine has, None for none: what it failed at, it is not asked again."""
    return stack.told_version() if stack.is_installed() else None
