"""What the lists of a campaign are made from: whom it covers, the notice behind it, the day it is of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from campaigns.ladder import covered, holds, known_facts
from model.campaign import Pack
from model.figure import Source
from model.subject import Organisation
from office.config import Workplace
from office.ledger_acts import end_of
from outgoing.draft import Basis
from outgoing.lists import Behind, Book, Column, ListPaper, Table
from outgoing.wording import cite
from store import populations, register, subjects
from store.engine import Connection, reading

UNFILLED = "县（区）未填"
LONG = 300
"""Rows from which on a list marks one figure a row and no more."""


class Desk(NamedTuple):
    """Who makes a list, of which campaign and round; place.today is the day its figures are of."""

    place: Workplace
    pack: Pack
    round: int | None = None

    @property
    def cut_off(self) -> dt.date:
        """The day the figures are of."""
        return self.place.today

    def book(self, rows: int = 0) -> Book:
        """A book for the figures of one list of so many rows."""
        return Book(self.place.office.layout, sparse=rows > LONG)


class Body(NamedTuple):
    """What a list says beside its name: the rest of a ListPaper."""

    unit: str
    lead: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    signed: bool = False
    annex: bool = False


def paper_of(desk: Desk, book: Book, kind: str, name: str, body: Body) -> ListPaper:
    """A list of this campaign; it says which notice it rests on."""
    return ListPaper(
        kind=kind,
        name=name,
        about=desk.pack.title.strip('《》'),
        cut_off=desk.cut_off,
        unit=body.unit,
        lead=body.lead,
        tables=body.tables,
        notes=(*body.notes, basis_of(desk, book)),
        figures=tuple(book.used.values()),
        signed=body.signed,
        annex=body.annex,
    )


def basis_of(desk: Desk, book: Book) -> str:
    """The notice the list rests on, as a note."""
    pack = desk.pack
    cited = cite(Basis(pack.notice_title, None))
    title = book.said('notice.title', "依据的通知", cited, Behind('notice'), nothing='')
    number = book.said(
        'notice.number',
        "依据的通知文号",
        pack.notice_number,
        Behind('notice', sources=notice_sources(desk)),
        nothing='',
    )
    return f"依据：{title}{f'（{number}）' if number else ''}。"


def notice_sources(desk: Desk) -> tuple[Source, ...]:
    """The registered copies of the campaign's notice; none where it never came in."""
    wanted = desk.pack.notice_number
    if not wanted:
        return ()
    with reading(desk.place.engine) as connection:
        found = register.list_entries(connection, ('done',))
    return tuple(Source(one.number) for one in found if one.kind == 'notice' and one.doc_number == wanted)


def organisations(desk: Desk, connection: Connection) -> list[Organisation]:
    """The organisations the notice covers or may cover, as recorded by the cut-off."""
    whom = covered(desk.pack)
    listed = subjects.list_all(connection, end_of(desk.cut_off))
    return [one for one in listed if holds(whom, known_facts(one)) is not False]


def enterprises(desk: Desk, connection: Connection) -> list[Organisation]:
    """The enterprises loaded for the campaign, as recorded by the cut-off."""
    loaded = {one.id for one in populations.members(connection, desk.pack.id, 'enterprise')}
    listed = subjects.list_all(connection, end_of(desk.cut_off), kind='enterprise')
    return [one for one in listed if one.id in loaded]


def by_county(desk: Desk, listed: Iterable[Organisation]) -> dict[str, list[Organisation]]:
    """Organisations by county as the office lists them, those elsewhere and those without one last."""
    found: dict[str, list[Organisation]] = {one: [] for one in desk.place.office.counties}
    for one in sorted(listed, key=lambda one: (one.region or '\uffff', one.id)):
        found.setdefault(one.region or UNFILLED, []).append(one)
    return {county: inside for county, inside in found.items() if inside}


def county_order(desk: Desk, listed: Iterable[Organisation]) -> list[Organisation]:
    """The same organisations in the order of their counties."""
    return [one for inside in by_county(desk, listed).values() for one in inside]


def ids(listed: Iterable[Organisation]) -> tuple[int, ...]:
    """Their numbers in the ledger."""
    return tuple(one.id for one in listed)


def counted_table(
    book: Book,
    key: str,
    names: Sequence[tuple[str, str, int]],
    groups: Mapping[str, Mapping[str, tuple[int, ...] | None]],
    none: str,
    heading: str | None = None,
) -> Table:
    """Counts by county with 合计: names are (id, label, width), groups give the ledger ids by county and id.

    Each count is a figure '<key>.<county>.<id>', 合计 the sum of those that are known; None is 待核实.
    """
    rows = [
        (
            str(number),
            county,
            *(
                book.count(
                    f'{key}.{county}.{name}',
                    f"{county}{label}",
                    None if (meant := told[name]) is None else len(meant),
                    Behind('ledger', meant),
                )
                for name, label, _ in names
            ),
        )
        for number, (county, told) in enumerate(groups.items(), start=1)
    ]
    total = tuple(_total(book, key, name, label, groups) for name, label, _ in (names if groups else ()))
    columns = (
        Column("序号", 3),
        Column("县（区）", 8),
        *(Column(f"{label}（家）", width) for _, label, width in names),
    )
    return Table(columns, tuple(rows), none, total, heading)


def _total(
    book: Book, key: str, name: str, label: str, groups: Mapping[str, Mapping[str, tuple[int, ...] | None]]
) -> str:
    known = {county: ids for county, told in groups.items() if (ids := told[name]) is not None}
    rows = [one for meant in known.values() for one in meant]
    behind = Behind('sum', rows, parts=[f'{key}.{county}.{name}' for county in known])
    return book.count(f'{key}.total.{name}', f"合计{label}", len(rows) if known else None, behind)


def total_of(book: Book, key: str, name: str, label: str) -> str:
    """A figure of the 合计 of counted_table again; 0 where the table has no row."""
    held = book.used.get(f'{key}.total.{name}')
    return (
        book.put(held) if held else book.count(f'{key}.total.{name}', f"合计{label}", 0, Behind('ledger', ()))
    )


def approved_on(one: Organisation) -> dt.date | None:
    """The day of the approval, else of the founding."""
    for field in ('approval_date', 'established_on'):
        try:
            return dt.date.fromisoformat(str(one.facts.get(field)))
        except ValueError:
            continue
    return None
