"""Papers that came in and went out, as lines of a catalogue of evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from model.register import Entry
from office.config import Workplace
from office.paper_files import kept_path, paper_path
from store import outbox, register
from store.engine import reading
from store.outbox import Drafted


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the catalogue: a paper and what it bears out; path None where there is none: missing tells.

    responsible is 责任者; about 对应数据; register the paper's entry, by which what is restricted is told.
    """

    about: str
    responsible: str | None = None
    number: str | None = None
    title: str | None = None
    date: dt.date | None = None
    path: Path | None = None
    register: int | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Papers:
    """What came in and went out, to be found by number."""

    place: Workplace
    entries: Mapping[int, Entry]
    issued: tuple[Drafted, ...]
    numbers: Mapping[str, int]
    dates: dict[int, dt.date] = field(default_factory=dict)

    def dated(self, one: Entry) -> dt.date:
        """成文日期 of an official paper as it was read, else the day it came in."""
        if one.number not in self.dates:
            with reading(self.place.engine) as connection:
                extract = register.extract_of(connection, one.number) or {}
            told = extract.get('date_of_document')
            day = dt.date.fromisoformat(told) if isinstance(told, str) else None
            self.dates[one.number] = day or one.received_at.date()
        return self.dates[one.number]

    def received(self, number: int | None, about: str) -> Item | None:
        """The original of an entry; one whose file is gone is missing."""
        one = self.entries.get(number or 0)
        if one is None:
            return None
        path = self.place.rooms.archive / one.archived_as if one.archived_as else None
        here = path if path and path.is_file() else None
        date, missing = self.dated(one), None if here else "缺原件"
        who = one.issuer or one.sender_hint
        return Item(about, who, one.doc_number, one.title or one.file, date, here, one.number, missing)

    def sent(self, paper: Drafted, about: str) -> Item:
        """A paper of ours as it was issued."""
        kept = kept_path(self.place, paper.issued_sha256 or '')
        path = kept if kept.is_file() else paper_path(self.place, paper.file)
        here = path if path.is_file() else None
        names = {one.id: one.name for one in self.place.office.issuing_names}
        who = names.get(paper.issuing_name, self.place.office.name)
        return Item(
            about, who, paper.doc_number, paper.title, paper.dated, here, None, None if here else "缺原件"
        )

    def named(self, number: str, about: str) -> Item | None:
        """A received or issued paper by its 文号."""
        if number in self.numbers:
            return self.received(self.numbers[number], about)
        return next((self.sent(one, about) for one in self.issued if one.doc_number == number), None)


def papers_of(place: Workplace) -> Papers:
    """All entries that count and all issued papers."""
    with reading(place.engine) as connection:
        entries = {one.number: one for one in register.list_entries(connection) if one.state != 'withdrawn'}
        issued = tuple(one for one in outbox.list_all(connection) if one.issued_at is not None)
    numbers = {one.doc_number: one.number for one in reversed(entries.values()) if one.doc_number}
    return Papers(place, entries, issued, numbers)
