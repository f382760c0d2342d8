"""Subjects through time: a current row and a version row for every state, in one transaction."""

from __future__ import annotations

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, func, insert, select, update
from sqlalchemy.engine import RowMapping

from ledger.coverage import Cell, organisation_to_cell
from ledger.fields import NAMED, new_organisation, with_fields
from ledger.names import name_key
from model.subject import Organisation, Provenance, SubjectKind, Version
from store import cells, counters
from store.bulk import insert_columns
from store.subject_rows import (
    current_row,
    first_row,
    first_sources,
    held_columns,
    next_row,
    row_to_organisation,
    row_to_version,
    with_whole_sources,
)
from store.tables import subjects, versions

_NAMES = 'names'
_AT_ONCE = 500
_INSERTED = 50_000
_GAP = 1 << 20
"""Serials leave gaps by chance: that of a change which was not committed is never another one's."""


def add_many(
    connection: Connection,
    incoming: Iterable[Mapping[str, Any]],
    source: Provenance,
    *,
    wheres: Sequence[dict[str, Any] | None] | None = None,
    kind: SubjectKind = 'organisation',
) -> list[Organisation]:
    """New subjects from form fields; gives them with their ids, in order. wheres are their own places."""
    last = connection.execute(select(func.max(subjects.c.id))).scalar() or 0
    added = [new_organisation(number, kind, fields) for number, fields in enumerate(incoming, last + 1)]
    if not added:
        return []
    serial = _next_serial(connection)
    sources = first_sources(source, wheres) if wheres else first_sources(source, [source.where]) * len(added)
    for start in range(0, len(added), _INSERTED):
        here = slice(start, start + _INSERTED)
        _insert(connection, added[here], source, sources[here], serial)
    return added


def _insert(
    connection: Connection, added: Sequence[Organisation], source: Provenance, sources: list[str], serial: int
) -> None:
    held = [*map(organisation_to_cell, added)]
    numbers = cells.count_in(connection, Counter(held))
    ids = [one.id for one in added]
    both = held_columns(added) | {'cell': [numbers[cell] for cell in held]}
    now = both | {'id': ids, 'name_key': [*map(name_key, both['name'])]}
    insert_columns(connection, subjects, now, {'kind': added[0].kind, 'version': 1, 'serial': serial})
    first = both | {'subject': ids, 'sources': sources}
    insert_columns(connection, versions, first, first_row(source))


class Change(NamedTuple):
    """New values of one subject; wheres gives each field's own place where it is not the source's."""

    subject: int
    values: Mapping[str, Any]
    source: Provenance
    wheres: Mapping[str, dict[str, Any]] = {}
    valid_from: dt.date | None = None


def change(
    connection: Connection,
    subject: int,
    values: Mapping[str, Any],
    source: Provenance,
    *,
    wheres: Mapping[str, dict[str, Any]] | None = None,
    valid_from: dt.date | None = None,
) -> Organisation:
    """A new version with these fields; the one before it stops being believed now.

    Raises:
        LookupError: there is no such subject.
    """
    (changed,) = change_many(connection, [Change(subject, values, source, wheres or {}, valid_from)])
    return changed


def change_many(connection: Connection, changes: Sequence[Change]) -> list[Organisation]:
    """A new version for each change, in order, in as many statements as one takes; each subject once.

    Raises:
        LookupError: there is no such subject.
    """
    if not changes:
        return []
    held = _latest_of(connection, [one.subject for one in changes])
    changed = [with_fields(held[one.subject].organisation, one.values) for one in changes]
    moved = _move(connection, [held[one.subject].organisation for one in changes], changed)
    ended, added, current = [], [], []
    for one, organisation, cell in zip(changes, changed, moved, strict=True):
        before = held[one.subject]
        ended.append({'of': one.subject, 'which': before.version, 'until': one.source.recorded_at})
        row = next_row(organisation, before, one.source, cell, one.wheres, tuple(one.values))
        added.append({**row, 'valid_from': one.valid_from})
        now = current_row(organisation, before.version + 1, cell)
        current.append({'of': now.pop('id'), **now})
    here = (versions.c.subject == bindparam('of')) & (versions.c.version == bindparam('which'))
    connection.execute(update(versions).where(here).values(recorded_to=bindparam('until')), ended)
    connection.execute(insert(versions), added)
    columns: dict[str, Any] = {name: bindparam(name) for name in current[0] if name != 'of'}
    connection.execute(update(subjects).where(subjects.c.id == bindparam('of')).values(columns), current)
    _stamp(connection, [one.subject for one in changes if NAMED & one.values.keys()])
    return changed


def _move(connection: Connection, before: list[Organisation], after: list[Organisation]) -> list[int]:
    """Count each subject where it belongs now; gives the numbers of their cells."""
    new = [*map(organisation_to_cell, after)]
    steps: Counter[Cell] = Counter(new)
    steps.subtract(map(organisation_to_cell, before))
    numbers = cells.count_in(connection, steps)
    return [numbers[cell] for cell in new]


def _latest_of(connection: Connection, wanted: Sequence[int]) -> dict[int, Version]:
    """The versions believed now, by subject.

    Raises:
        LookupError: one of them is unknown.
    """
    found: dict[int, Version] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = versions.c.subject.in_(wanted[start : start + _AT_ONCE])
        query = _with_kind(select(versions)).where(part, versions.c.recorded_to.is_(None))
        rows = connection.execute(query).mappings()
        found |= {row['subject']: row_to_version(row, row['kind']) for row in rows}
    missing = [subject for subject in wanted if subject not in found]
    if missing:
        raise LookupError(missing[0])
    return found


def _with_kind(query: Select[Any]) -> Select[Any]:
    return query.join(subjects, subjects.c.id == versions.c.subject).add_columns(subjects.c.kind)


def _next_serial(connection: Connection) -> int:
    serial = names_state(connection) + 1 + secrets.randbelow(_GAP)
    counters.remember(connection, _NAMES, serial)
    return serial


def _stamp(connection: Connection, changed: Sequence[int]) -> None:
    """Tell whoever keeps an index of names which of them are old."""
    if changed:
        serial = _next_serial(connection)
        stamped = update(subjects).where(subjects.c.id == bindparam('of')).values(serial=serial)
        connection.execute(stamped, [{'of': subject} for subject in changed])


def names_state(connection: Connection) -> int:
    """A number that grows whenever a name, code, region or state of the ledger changes."""
    return counters.last_given(connection, _NAMES)


def changed_since(connection: Connection, serial: int) -> Iterator[Organisation]:
    """The subjects of any state whose name, code, region or state changed after names_state gave `serial`."""
    query = select(subjects).where(subjects.c.serial > serial).order_by(subjects.c.id)
    for row in connection.execute(query).mappings():
        yield row_to_organisation(row)


def get(connection: Connection, subject: int) -> Organisation | None:
    """The subject as it is now, whatever its state."""
    row = connection.execute(select(subjects).where(subjects.c.id == subject)).mappings().first()
    return row_to_organisation(row) if row else None


def get_many(connection: Connection, wanted: Sequence[int]) -> dict[int, Organisation]:
    """These subjects as they are now, by id."""
    found: dict[int, Organisation] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(subjects).where(subjects.c.id.in_(wanted[start : start + _AT_ONCE]))
        found |= {row['id']: row_to_organisation(row) for row in connection.execute(query).mappings()}
    return found


def list_all(
    connection: Connection,
    as_of: dt.datetime | None = None,
    *,
    kind: SubjectKind = 'organisation',
    every: bool = False,
) -> list[Organisation]:
    """Every active subject of a kind in order of id; with as_of, as recorded at that moment.

    With `every` also those that ended, were merged or came by an import that was rolled back.
    """
    if as_of is None:
        query = select(subjects).where(subjects.c.kind == kind).order_by(subjects.c.id)
        here, key = subjects.c.state == 'active', 'id'
    else:
        query = _with_kind(select(versions)).where(subjects.c.kind == kind, cells.as_recorded(as_of))
        query = query.order_by(versions.c.subject)
        here, key = versions.c.state == 'active', 'subject'
    rows = connection.execute(query if every else query.where(here)).mappings()
    return [row_to_organisation(row, key) for row in rows]


def history(connection: Connection, subject: int) -> list[Version]:
    """Every version of a subject, oldest first, each with the source of every field."""
    query = _with_kind(select(versions)).where(versions.c.subject == subject).order_by(versions.c.version)
    rows: list[RowMapping] = list(connection.execute(query).mappings())
    return with_whole_sources([row_to_version(row, row['kind']) for row in rows], rows[0]) if rows else []


def histories(connection: Connection, wanted: Sequence[int]) -> Iterator[list[Version]]:
    """Every version of each of these subjects, oldest first, in order of id; sources are left short."""
    for start in range(0, len(wanted), _AT_ONCE):
        part = versions.c.subject.in_(wanted[start : start + _AT_ONCE])
        query = _with_kind(select(versions)).where(part).order_by(versions.c.subject, versions.c.version)
        for _, rows in groupby(connection.execute(query).mappings().all(), key=itemgetter('subject')):
            yield [row_to_version(row, row['kind']) for row in rows]


def sources_of(connection: Connection, wanted: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Where every value that these subjects hold now comes from, by subject and field."""
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = versions.c.subject.in_(wanted[start : start + _AT_ONCE])
        ends = (versions.c.version == 1) | versions.c.recorded_to.is_(None)
        query = _with_kind(select(versions)).where(part, ends)
        query = query.order_by(versions.c.subject, versions.c.version)
        for subject, rows in groupby(connection.execute(query).mappings().all(), key=itemgetter('subject')):
            told = list(rows)
            held = with_whole_sources([row_to_version(row, row['kind']) for row in told], told[0])
            found[subject] = held[-1].sources
    return found


def first_recorded(connection: Connection) -> dt.date | None:
    """The day from which on organisations were recorded; None in an empty ledger."""
    query = select(func.min(versions.c.recorded_from)).join(subjects, subjects.c.id == versions.c.subject)
    moment: dt.datetime | None = connection.execute(query.where(subjects.c.kind == 'organisation')).scalar()
    return moment.date() if moment else None


def changed_between(connection: Connection, after: dt.datetime, until: dt.datetime) -> list[int]:
    """The subjects that got a version after one moment and by another, in order."""
    here = (versions.c.recorded_from > after) & (versions.c.recorded_from <= until)
    query = select(versions.c.subject).where(here).distinct().order_by(versions.c.subject)
    return list(connection.execute(query).scalars())


def latest(connection: Connection, subject: int) -> Version:
    """The version believed now.

    Raises:
        LookupError: there is no such subject.
    """
    found = history(connection, subject)
    if not found:
        raise LookupError(subject)
    return found[-1]
