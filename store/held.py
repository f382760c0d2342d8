"""How many organisations were alike on a day, by what is known now: added up by the database."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, String, and_, cast, func, or_, select

from ledger.coverage import Cell, organisation_to_cell
from ledger.undo import held_on
from model.subject import Organisation
from store import acts, subjects
from store.cells import cells_numbered
from store.tables import subjects as table
from store.tables import versions

_AT_ONCE = 500


class Held(NamedTuple):
    """Active organisations by cell, those served told as reached; of how many nobody told since when."""

    counts: Counter[Cell]
    undated: int


def count_held(connection: Connection, day: dt.date, served: Collection[int]) -> Held:
    """The organisations active on a day by what is known now (ledger.undo.held_on).

    One whose every change holds from before that day is as it is now, so the database counts it; the others
    are gone through. served are those that an instructor is sent to on that day.
    """
    later = _later(connection, day)
    numbers = _plain(connection, day, served, later)
    by_number = cells_numbered(connection, {*numbers.counts, *numbers.sent})
    found: Counter[Cell] = Counter()
    for number, count in numbers.counts.items():
        found[by_number[number]] += count
    for number, count in numbers.sent.items():
        found[by_number[number]] -= count
        found[_sent(by_number[number])] += count
    undated = numbers.undated
    for one in _changed(connection, day, later):
        cell = organisation_to_cell(one)
        found[_sent(cell) if one.id in served else cell] += 1
        undated += one.began_on is None and not one.facts.get('registered_on')
    return Held(+found, undated)


def _sent(cell: Cell) -> Cell:
    return cell if 'instructor' in cell.ways else cell._replace(ways=('instructor', *cell.ways))


def _later(connection: Connection, day: dt.date) -> list[int]:
    """The organisations of which a change holds only from a later day on, also one that was taken back."""
    query = select(versions.c.subject).where(versions.c.valid_from > day, versions.c.version > 1)
    return sorted(set(connection.execute(query).scalars()))


class _Numbers(NamedTuple):
    """How many by number of the cell, how many of them are served, of how many nobody told since when."""

    counts: Counter[int]
    sent: Counter[int]
    undated: int


def _plain(connection: Connection, day: dt.date, served: Collection[int], later: Collection[int]) -> _Numbers:
    registered = cast(table.c.facts['registered_on'].as_string(), String)
    told = func.coalesce(registered, '')
    begun = or_(table.c.began_on <= day, and_(table.c.began_on.is_(None), told <= day.isoformat()))
    here = and_(table.c.kind == 'organisation', table.c.state == 'active', begun)
    undated = and_(table.c.began_on.is_(None), told == '')
    query = select(table.c.cell, undated, func.count()).where(here).group_by(table.c.cell, undated)
    counts: Counter[int] = Counter()
    sent: Counter[int] = Counter()
    without = 0
    for cell, no_day, count in connection.execute(query).all():
        counts[cell] += count
        without += count if no_day else 0
    for part in _parts(later):
        for cell, no_day, count in connection.execute(query.where(part)).all():
            counts[cell] -= count
            without -= count if no_day else 0
    for part in _parts({*served}.difference(later)):
        for cell, _, count in connection.execute(query.where(part)).all():
            sent[cell] += count
    return _Numbers(+counts, sent, without)


def _parts(numbers: Collection[int]) -> Iterator[ColumnElement[bool]]:
    listed = sorted(numbers)
    for start in range(0, len(listed), _AT_ONCE):
        yield table.c.id.in_(listed[start : start + _AT_ONCE])


def _changed(connection: Connection, day: dt.date, later: list[int]) -> Iterator[Organisation]:
    gone = acts.gone(connection)
    for found in subjects.histories(connection, later):
        held = held_on(found, day, gone)
        if held is not None and held.kind == 'organisation' and held.state == 'active':
            yield held
