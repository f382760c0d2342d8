"""Questions as lists: by paper, by state, page by page in the database; and what people answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Date, case, func, literal, null, or_, select, type_coerce

from model.register import ReviewItem
from store.reviews import row_to_item
from store.tables import decisions, obligations, register, reviews, rows

_KINDS = ('layout', 'form', 'match', 'check', 'reading', 'conflict', 'approval', 'event', 'branch')
"""What holds most back comes first."""

_OPEN = reviews.c.state == 'open'


class PaperWaiting(NamedTuple):
    """A paper with open questions: the nearest day it is due by, and how many questions of each kind."""

    number: int
    file: str
    title: str | None
    received_at: dt.datetime
    due: dt.date | None
    questions: int
    kinds: dict[str, int]


class Wanted(NamedTuple):
    """Which papers are listed: those with questions of a kind, with a word in their name or title."""

    kind: str = ''
    text: str = ''
    dues: Mapping[str, dt.date] = {}


def list_papers(connection: Connection, wanted: Wanted, start: int, size: int) -> list[PaperWaiting]:
    """Papers with open questions, by the day that they are due, then by doubt, then as they came.

    wanted.dues are the days that returns on a form (by id) are due.
    """
    waiting = _waiting(wanted)
    day = _due(wanted.dues).label('due')
    query = select(
        waiting.c.register_number, register.c.file, register.c.title, register.c.received_at, day
    ).add_columns(waiting.c.questions)
    query = query.join_from(waiting, register, register.c.number == waiting.c.register_number)
    query = query.where(*_speaks(wanted.text))
    query = query.order_by(day.is_(None), day, waiting.c.doubt, waiting.c.register_number)
    found = connection.execute(query.offset(start).limit(size)).all()
    kinds = _count_kinds(connection, [one.register_number for one in found])
    return [PaperWaiting(*one, kinds.get(one.register_number, {})) for one in found]  # type: ignore[call-arg]  # a row has the other six


def count_papers(connection: Connection, wanted: Wanted) -> int:
    """How many papers list_papers lists in all."""
    waiting = _waiting(wanted)
    query = select(func.count()).select_from(waiting)
    if wanted.text:
        query = query.join(register, register.c.number == waiting.c.register_number)
        query = query.where(*_speaks(wanted.text))
    return int(connection.execute(query).scalar_one())


def _waiting(wanted: Wanted) -> Any:
    """The numbers of papers with open questions, how many, and the weightiest kind."""
    doubt = func.min(case({kind: place for place, kind in enumerate(_KINDS)}, value=reviews.c.kind, else_=9))
    count = func.count().label('questions')
    query = select(reviews.c.register_number, count, doubt.label('doubt'))
    query = query.where(_OPEN, reviews.c.register_number.is_not(None))
    if wanted.kind:
        query = query.where(reviews.c.kind == wanted.kind)
    return query.group_by(reviews.c.register_number).subquery()


def _due(dues: Mapping[str, dt.date]) -> ColumnElement[Any]:
    """The nearest open day of a paper's own duties, or else of the collection that its form belongs to."""
    here = (obligations.c.register_number == register.c.number) & (obligations.c.state != 'closed')
    own = select(func.min(obligations.c.deadline)).where(here).scalar_subquery()
    if not dues:
        return type_coerce(own, Date)
    days = {form: literal(day, Date) for form, day in dues.items()}
    return type_coerce(func.coalesce(own, case(days, value=register.c.form, else_=null())), Date)


def _speaks(text: str) -> list[ColumnElement[bool]]:
    columns = (register.c.file, register.c.title, register.c.doc_number)
    return [or_(*(one.icontains(word, autoescape=True) for one in columns)) for word in text.split()]


def _count_kinds(connection: Connection, papers: Sequence[int]) -> dict[int, dict[str, int]]:
    query = select(reviews.c.register_number, reviews.c.kind, func.count())
    query = query.where(_OPEN, reviews.c.register_number.in_(papers))
    found: dict[int, dict[str, int]] = {}
    for number, kind, count in connection.execute(query.group_by(reviews.c.register_number, reviews.c.kind)):
        found.setdefault(number, {})[kind] = count
    return found


def count_open(connection: Connection, register_number: int | None) -> int:
    """How many questions about a paper are open; None: those about no paper."""
    here = reviews.c.register_number.is_not_distinct_from(register_number)
    return int(connection.execute(select(func.count()).where(_OPEN, here)).scalar_one())


def count_all_open(connection: Connection) -> int:
    """How many questions are open."""
    return int(connection.execute(select(func.count()).where(_OPEN)).scalar_one())


def list_of_paper(
    connection: Connection, register_number: int | None, start: int, size: int
) -> list[ReviewItem]:
    """The open questions about a paper (None: about none), line by line."""
    here = reviews.c.register_number.is_not_distinct_from(register_number)
    order = (reviews.c.row.is_not(None), reviews.c.row, reviews.c.number)
    numbers = select(reviews.c.number).where(_OPEN, here).order_by(*order).offset(start).limit(size)
    wanted = list(connection.execute(numbers).scalars())
    found = connection.execute(select(reviews).where(reviews.c.number.in_(wanted))).mappings()
    items = {row['number']: row_to_item(row) for row in found}
    return [items[number] for number in wanted]


def count_before(connection: Connection, item: ReviewItem) -> int:
    """How many open questions about the same paper list_of_paper gives before one."""
    here = reviews.c.register_number.is_not_distinct_from(item.register_number)
    earlier = (reviews.c.row == item.row) & (reviews.c.number < item.number)
    if item.row is None:
        before = reviews.c.row.is_(None) & (reviews.c.number < item.number)
    else:
        before = reviews.c.row.is_(None) | (reviews.c.row < item.row) | earlier
    return int(connection.execute(select(func.count()).where(_OPEN, here, before)).scalar_one())


def about_of(connection: Connection, number: int) -> tuple[int | None, int | None]:
    """The paper and the line that a question is about."""
    query = select(reviews.c.register_number, reviews.c.row).where(reviews.c.number == number)
    paper, row = connection.execute(query).one()
    return paper, row


def list_of_row(
    connection: Connection, register_number: int, row: int, state: str = 'open'
) -> list[ReviewItem]:
    """The questions about one line of a return, in order."""
    here = (
        (reviews.c.register_number == register_number) & (reviews.c.row == row) & (reviews.c.state == state)
    )
    query = select(reviews).where(here).order_by(reviews.c.number)
    return [row_to_item(one) for one in connection.execute(query).mappings()]


def last_number(connection: Connection) -> int:
    """The number of the newest question; 0 before any."""
    return int(connection.execute(select(func.max(reviews.c.number))).scalar() or 0)


def raised_after(connection: Connection, register_number: int, number: int) -> list[int]:
    """The open questions about a paper that are newer than one, in order."""
    here = (reviews.c.register_number == register_number) & (reviews.c.number > number)
    query = select(reviews.c.number).where(here, _OPEN).order_by(reviews.c.number)
    return list(connection.execute(query).scalars())


class Decided(NamedTuple):
    """One answer: what was done, with what, why, by whom and when."""

    review: int
    action: str
    value: Any
    why: str | None
    actor: str
    at: dt.datetime


_DECIDED = tuple(decisions.c[name] for name in Decided._fields)


def last_decision(connection: Connection, number: int) -> Decided | None:
    """The last answer to a question."""
    query = select(*_DECIDED).where(decisions.c.review == number).order_by(decisions.c.id.desc()).limit(1)
    found = connection.execute(query).first()
    return Decided(*found) if found else None


def list_decisions(
    connection: Connection, start: int, size: int, register_number: int | None = None
) -> list[tuple[Decided, ReviewItem]]:
    """Answers, the newest first, each with its question; of one paper where it is named."""
    query = select(reviews, *(one.label(f'_{one.name}') for one in _DECIDED))
    query = query.join_from(decisions, reviews, reviews.c.number == decisions.c.review)
    if register_number is not None:
        query = query.where(reviews.c.register_number == register_number)
    query = query.order_by(decisions.c.id.desc()).offset(start).limit(size)
    found = connection.execute(query).mappings()
    names = [f'_{name}' for name in Decided._fields]
    return [(Decided(*(row[name] for name in names)), row_to_item(row)) for row in found]


def change(connection: Connection, number: int, **values: Any) -> None:
    """Set columns of one question."""
    told = {name: list(one) if isinstance(one, tuple) else one for name, one in values.items()}
    connection.execute(reviews.update().where(reviews.c.number == number).values(**told))


class LineHead(NamedTuple):
    """A line of a return as its organisation is told; its values left out."""

    row: int
    name: str | None
    code: str | None
    region: str | None
    subject: int | None


def lines_beside(connection: Connection, register_number: int, row: int) -> list[LineHead]:
    """The other lines of a return that were not refused, in order."""
    columns = [rows.c[name] for name in LineHead._fields]
    here = (rows.c.register_number == register_number) & (rows.c.row != row) & (rows.c.state != 'rejected')
    return [LineHead(*one) for one in connection.execute(select(*columns).where(here).order_by(rows.c.row))]


def reopen_beside(connection: Connection, number: int, within: dt.timedelta) -> int:
    """Open again the questions about a line as a whole that were raised, and closed, with this one."""
    one = connection.execute(select(reviews).where(reviews.c.number == number)).mappings().one()
    here = (reviews.c.register_number == one['register_number']) & (reviews.c.row == one['row'])
    when = reviews.c.raised_at.between(one['raised_at'] - within, one['raised_at'] + within)
    closed = (reviews.c.state == 'superseded') & reviews.c.kind.in_(('match', 'check'))
    return connection.execute(reviews.update().where(here, when, closed).values(state='open')).rowcount


def raised_since(connection: Connection, register_number: int, row: int, at: dt.datetime) -> list[ReviewItem]:
    """The questions about a line that were raised at a moment or later, in whatever state."""
    here = (reviews.c.register_number == register_number) & (reviews.c.row == row)
    query = select(reviews).where(here, reviews.c.raised_at >= at).order_by(reviews.c.number)
    return [row_to_item(one) for one in connection.execute(query).mappings()]


def count_lines_of(connection: Connection, subject: int) -> int:
    """How many lines of returns speak of a subject."""
    return int(connection.execute(select(func.count()).where(rows.c.subject == subject)).scalar_one())
