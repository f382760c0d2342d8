"""The list of papers that go out, page by page, without what only the press and the trace need."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, or_, select

from model.paper import PaperNumber
from store.tables import batches, outbox, paper_numbers


class Line(NamedTuple):
    """A paper as a list shows it; see store.outbox.Drafted."""

    file: str
    title: str
    recipients: str
    doc_type: str
    issuing_name: str
    campaign: str | None
    state: str
    drafted_at: dt.datetime
    batch: int | None
    doc_number: str | None
    dated: dt.date | None
    signed_by: str | None
    issued_at: dt.datetime | None


class Asked(NamedTuple):
    """What a list is narrowed to: a step, a batch, a campaign, words of title, number or recipient."""

    state: str = ''
    batch: int | None = None
    campaign: str = ''
    words: str = ''


def lines(connection: Connection, asked: Asked, start: int, size: int) -> list[Line]:
    """Papers newest first, size of them after the first start; of one batch by name."""
    query = select(*(outbox.c[name] for name in Line._fields)).where(*_where(asked))
    order = (outbox.c.file,) if asked.batch is not None else (outbox.c.drafted_at.desc(), outbox.c.file)
    return [Line(*row) for row in connection.execute(query.order_by(*order).offset(start).limit(size))]


def files(connection: Connection, asked: Asked) -> list[str]:
    """The names of all papers asked for."""
    return list(connection.scalars(select(outbox.c.file).where(*_where(asked)).order_by(outbox.c.file)))


def counts(connection: Connection, asked: Asked) -> dict[str, int]:
    """How many papers are at each step, whatever step is asked for."""
    query = select(outbox.c.state, func.count()).where(*_where(asked._replace(state='')))
    return {row[0]: row[1] for row in connection.execute(query.group_by(outbox.c.state))}


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.state:
        found.append(outbox.c.state == asked.state)
    if asked.batch is not None:
        found.append(outbox.c.batch == asked.batch)
    if asked.campaign:
        found.append(outbox.c.campaign == asked.campaign)
    if asked.words:
        columns = (outbox.c.title, outbox.c.doc_number, outbox.c.recipients, outbox.c.file)
        found.append(or_(*(column.contains(asked.words, autoescape=True) for column in columns)))
    return found


def numbers(connection: Connection, year: int | None, start: int, size: int) -> tuple[list[PaperNumber], int]:
    """A page of the numbers given or void, of one year or of all, by series and serial; and how many."""
    wanted = [paper_numbers.c.state != 'reserved']
    if year is not None:
        wanted.append(paper_numbers.c.year == year)
    total = connection.scalar(select(func.count()).select_from(paper_numbers).where(*wanted)) or 0
    order = (paper_numbers.c.series, paper_numbers.c.year, paper_numbers.c.serial)
    query = select(paper_numbers).where(*wanted).order_by(*order).offset(start).limit(size)
    return [PaperNumber(*row) for row in connection.execute(query)], total


def bare_files(connection: Connection, year: int | None, start: int, size: int) -> tuple[list[str], int]:
    """A page of the issued papers that bear no number, by day; and how many."""
    wanted = [outbox.c.issued_at.is_not(None), outbox.c.doc_number.is_(None), outbox.c.dated.is_not(None)]
    if year is not None:
        wanted.append(outbox.c.dated.between(dt.date(year, 1, 1), dt.date(year, 12, 31)))
    total = connection.scalar(select(func.count()).select_from(outbox).where(*wanted)) or 0
    query = select(outbox.c.file).where(*wanted).order_by(outbox.c.dated, outbox.c.file)
    return list(connection.scalars(query.offset(start).limit(size))), total


class Lot(NamedTuple):
    """Papers drafted in one go: the act, its campaign, by whom, when, and how many there are."""

    number: int
    act: str
    campaign: str | None
    state: str
    at: dt.datetime
    papers: int


def lots(connection: Connection, most: int) -> list[Lot]:
    """The newest lots."""
    newest = select(batches).order_by(batches.c.number.desc()).limit(most).subquery()
    query = (
        select(newest.c.number, newest.c.act, newest.c.campaign, newest.c.state, newest.c.at, func.count())
        .join(outbox, outbox.c.batch == newest.c.number)
        .group_by(newest.c.number, newest.c.act, newest.c.campaign, newest.c.state, newest.c.at)
        .order_by(newest.c.number.desc())
    )
    return [Lot(*row) for row in connection.execute(query)]
