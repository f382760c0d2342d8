"""Organisations page by page: filtered by the cells they count in, found by words said of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Text, TextClause, and_, cast, func, or_, select, text

from ledger.names import fold_name, name_key
from model.subject import Organisation
from store.cells import as_recorded
from store.subject_rows import row_to_organisation
from store.tables import cells, reviews, subjects, versions

MISSING = '-'
"""As a filter: those of which the ledger holds no value."""

BRANCHES = ('yes', 'no', 'unknown', 'approved', 'alone')
"""Has a branch, has none, nobody told; of those that have one: with its paper, without."""

STATES = ('active', 'ended', 'merged')
_TOLD = {'yes': True, 'no': False, 'unknown': None}
_AT_ONCE = 20_000
_WIDE = 10_000
"""So many found ones are met sooner in order of id than through the index of cells."""


class Wanted(NamedTuple):
    """Which organisations: '' asks for nothing, MISSING for those without a value; state '' for any.

    formers are the folded former names of those that have some, in which words are looked for too.
    """

    text: str = ''
    region: str = ''
    type: str = ''
    supervisor: str = ''
    branch: str = ''
    state: str = 'active'
    formers: Mapping[int, str] = {}


class CellCount(NamedTuple):
    """A cell, how many of those found count in it, and what it says of a branch."""

    number: int
    held: int
    established: bool | None
    approved: bool


class Found(NamedTuple):
    """One page of those found, and how many there are by cell whatever is told of a branch."""

    organisations: list[Organisation]
    counts: list[CellCount]


def find_page(
    connection: Connection, wanted: Wanted, start: int, size: int, as_of: dt.datetime | None = None
) -> Found:
    """The organisations wanted, in order of id, size of them after the first start.

    With as_of as recorded at that moment; words are looked for in what is known now.
    """
    known = _cells(connection, wanted)
    look = _Look.at(as_of)
    if wanted.text.strip():
        return _find_said(connection, wanted, known, look, slice(start, start + size))
    if as_of is not None:
        known = _count_at(connection, wanted, known, look)
    total = sum(one.held for one in known if has_branch(one, wanted.branch))
    cell = look.cell + 0 if total > _WIDE else look.cell  # + 0: not through its index
    here = cell.in_(select(cells.c.id).where(_wanted_cells(wanted), *_wanted_branch(wanted.branch)))
    query = select(look.key).where(here, *look.recorded).order_by(look.key).offset(start).limit(size)
    return Found(_organisations(connection, [*connection.execute(query).scalars()], look), known)


class _Look(NamedTuple):
    """Where organisations stand: in subjects now, in versions at an earlier moment."""

    key: Any
    cell: Any
    recorded: tuple[ColumnElement[bool], ...]

    @staticmethod
    def at(as_of: dt.datetime | None) -> _Look:
        if as_of is None:
            return _Look(subjects.c.id, subjects.c.cell, ())
        return _Look(versions.c.subject, versions.c.cell, (as_recorded(as_of),))


def has_branch(one: CellCount, branch: str) -> bool:
    """Whether those of a cell are wanted by what is told of a branch."""
    if branch in {'approved', 'alone'}:
        return one.established is True and one.approved == (branch == 'approved')
    return not branch or one.established is _TOLD[branch]


def _wanted_branch(branch: str) -> list[ColumnElement[bool]]:
    if branch in {'approved', 'alone'}:
        return [cells.c.established.is_(True), cells.c.approved.is_(branch == 'approved')]
    return [cells.c.established.is_(_TOLD[branch])] if branch else []


def _wanted_cells(wanted: Wanted) -> ColumnElement[bool]:
    states = (wanted.state,) if wanted.state else STATES
    told = [cells.c.kind == 'organisation', cells.c.state.in_(states)]
    for name in ('region', 'type', 'supervisor'):
        value, column = getattr(wanted, name), cells.c[name]
        if value:
            told.append(column.is_(None) if value == MISSING else column == value)
    return and_(*told)


def _cells(connection: Connection, wanted: Wanted) -> list[CellCount]:
    query = select(cells.c.id, cells.c.count, cells.c.established, cells.c.approved)
    return [CellCount._make(row) for row in connection.execute(query.where(_wanted_cells(wanted))).all()]


def _count_at(connection: Connection, wanted: Wanted, known: list[CellCount], look: _Look) -> list[CellCount]:
    here = look.cell.in_(select(cells.c.id).where(_wanted_cells(wanted)))
    query = select(look.cell, func.count()).where(here, *look.recorded).group_by(look.cell)
    counted = {row[0]: row[1] for row in connection.execute(query).all()}
    return [one._replace(held=counted.get(one.number, 0)) for one in known]


def _find_said(
    connection: Connection, wanted: Wanted, known: list[CellCount], look: _Look, part: slice
) -> Found:
    """Those of which every word is said: found once, counted and cut by the database, some at a time."""
    by_number = {one.number: one for one in known}
    chosen = [number for number, one in by_number.items() if has_branch(one, wanted.branch)]
    counts: Counter[int] = Counter()
    found: list[int] = []
    before = 0
    for here in _parts_of(_said(connection, wanted), look):
        query = select(look.cell, func.count()).where(here, *look.recorded).group_by(look.cell)
        counted = {cell: held for cell, held in connection.execute(query).all() if cell in by_number}
        counts.update(counted)
        held = sum(counted.get(cell, 0) for cell in chosen)
        first, last = max(part.start - before, 0), min(part.stop - before, held)
        if first < last:
            within = text(f'{look.cell} + 0 in ({",".join(map(str, chosen))})')  # not through its index
            query = select(look.key).where(here, within, *look.recorded).order_by(look.key)
            found += connection.execute(query.offset(first).limit(last - first)).scalars()
        before += held
    told = [by_number[cell]._replace(held=count) for cell, count in counts.items()]
    return Found(_organisations(connection, found, look), told)


def _said(connection: Connection, wanted: Wanted) -> set[int]:
    """The ids of those of which every word is said."""
    found: set[int] | None = None
    for word in wanted.text.split():
        here = {*connection.execute(_saying(word)).scalars().all()}
        folded = fold_name(word) or word
        here.update(one for one, names in wanted.formers.items() if folded in names)
        found = here if found is None else found & here
    return found or set()


def _saying(word: str) -> Any:
    """The ids of those of which a word is said; each part is answered by an index, or by the few cells."""
    key, folded = name_key(word), fold_name(word) or word
    column, said = (subjects.c.name_key, key) if key else (subjects.c.name, word)
    named = column.contains(said, autoescape=True)
    places = (cells.c[name].contains(folded, autoescape=True) for name in ('region', 'supervisor'))
    within = subjects.c.cell.in_(select(cells.c.id).where(or_(*places)))
    parts = [named, within]
    if folded.isascii():
        parts.append(subjects.c.code.contains(folded, autoescape=True))
    if folded.isdecimal() and len(folded) < 9:
        parts.append(subjects.c.id == int(folded))
    first, *more = (select(subjects.c.id).where(part) for part in parts)
    return first.union_all(*more)


def _parts_of(ids: set[int], look: _Look) -> Iterator[TextClause]:
    """These in order of id, so many at once, written out: to bind them takes far longer."""
    listed = sorted(ids)
    for start in range(0, len(listed), _AT_ONCE):
        yield text(f'{look.key} in ({",".join(map(str, listed[start : start + _AT_ONCE]))})')


def _organisations(connection: Connection, ids: list[int], look: _Look) -> list[Organisation]:
    """These as they are where one looks, in the order given."""
    table = look.key.table
    query = select(table).where(look.key.in_(ids), *look.recorded)
    rows = connection.execute(query).mappings()
    found = {row[look.key.name]: row_to_organisation(row, look.key.name, 'organisation') for row in rows}
    return [found[one] for one in ids]


def meant_by(connection: Connection, number: int | None, code: str, name: str) -> list[Organisation]:
    """Whoever may be meant: those of this number, of this code, and of a name with the same key."""
    same = (subjects.c.name_key == name_key(name)) | (subjects.c.code == code)
    return _of_kind(connection, same if number is None else same | (subjects.c.id == number))


def bearing(connection: Connection, names: Sequence[str]) -> list[Organisation]:
    """Those whose name has the key of one of these."""
    keys = sorted({name_key(name) for name in names})
    return _of_kind(connection, subjects.c.name_key.in_(keys))


def with_code(connection: Connection, code: str) -> list[Organisation]:
    """Those with this code."""
    return _of_kind(connection, subjects.c.code == code)


def renamed(connection: Connection) -> list[Organisation]:
    """Those that bore another name before."""
    return _of_kind(connection, cast(subjects.c.facts, Text).contains('"former_names"', autoescape=True))


def _of_kind(connection: Connection, here: ColumnElement[bool]) -> list[Organisation]:
    query = select(subjects).where(here, subjects.c.kind == 'organisation').order_by(subjects.c.id)
    return [row_to_organisation(row) for row in connection.execute(query).mappings()]


def choices(connection: Connection) -> dict[str, list[str]]:
    """The types and supervisors that organisations of the ledger have, for filters."""
    found = {}
    for name in ('type', 'supervisor', 'region'):
        here = (cells.c.kind == 'organisation') & (cells.c.count > 0) & cells.c[name].is_not(None)
        query = select(cells.c[name]).where(here).distinct().order_by(cells.c[name])
        found[name] = list(connection.execute(query).scalars())
    return found


def open_about(connection: Connection, subject: int) -> int:
    """How many open questions there are about an organisation."""
    here = (reviews.c.subject == subject) & (reviews.c.state == 'open')
    return int(connection.execute(select(func.count()).select_from(reviews).where(here)).scalar_one())
