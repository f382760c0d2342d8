"""Organisations through time: a current row and a version row for every state, in one transaction."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update
from sqlalchemy.engine import RowMapping

from ledger.names import is_direct_registration, name_key
from model.serialise import where_to_whole
from model.subject import Organisation, Provenance, Version
from store import counters
from store.tables import subjects, versions

IDENTITY = {
    'org_name': 'name',
    'code': 'code',
    'region': 'region',
    'org_type': 'type',
    'competent_authority': 'supervisor',
}
"""Field ids that are columns of their own; every other field lives in facts."""

_NAMES = 'names'
_AT_ONCE = 500
_COLUMNS = ('name', 'code', 'region', 'type', 'supervisor', 'facts')


def field_of(organisation: Organisation, field: str) -> Any:
    """The organisation's value of a form field; None when the ledger holds none."""
    column = IDENTITY.get(field)
    return getattr(organisation, column) if column else organisation.facts.get(field)


def with_fields(organisation: Organisation, values: Mapping[str, Any]) -> Organisation:
    """The organisation with these form fields replaced; 直接登记 as a supervisor means there is none."""
    if is_direct_registration(values.get('competent_authority')) and 'competent_authority' in values:
        values = {**values, 'competent_authority': None}
    columns = {IDENTITY[field]: value for field, value in values.items() if field in IDENTITY}
    facts = {field: value for field, value in values.items() if field not in IDENTITY}
    return replace(organisation, **columns, facts={**organisation.facts, **facts})


def _row_to_organisation(row: RowMapping, key: str = 'id') -> Organisation:
    return Organisation(id=row[key], **{name: row[name] for name in _COLUMNS})


def _sources(
    fields: Iterable[str], source: Provenance, wheres: Mapping[str, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Where each of these fields comes from."""
    one = {
        'register': source.register_number,
        'where': source.where,
        'actor': source.actor,
        'at': source.recorded_at.isoformat(timespec='seconds'),
    }
    return {field: {**one, 'where': wheres[field]} if field in wheres else one for field in fields}


def add_many(
    connection: Connection, incoming: Iterable[Mapping[str, Any]], source: Provenance
) -> list[Organisation]:
    """New organisations from form fields; gives them with their ids, in order."""
    last = connection.execute(select(func.max(subjects.c.id))).scalar() or 0
    added, current, first = [], [], []
    for offset, fields in enumerate(incoming, start=1):
        blank = Organisation(last + offset, '', None, None, None, None)
        organisation = with_fields(blank, fields)
        added.append(organisation)
        current.append(_current_row(organisation, 1))
        sources = _sources(fields, source, {})
        first.append(_version_row(organisation, 1, source, sources, None))
    if added:
        connection.execute(insert(subjects), current)
        connection.execute(insert(versions), first)
        _names_changed(connection)
    return added


def _current_row(organisation: Organisation, version: int) -> dict[str, Any]:
    row = {name: getattr(organisation, name) for name in _COLUMNS}
    return {
        **row,
        'id': organisation.id,
        'kind': 'organisation',
        'name_key': name_key(organisation.name),
        'version': version,
    }


def _version_row(
    organisation: Organisation,
    version: int,
    source: Provenance,
    sources: dict[str, Any],
    valid_from: dt.date | None,
) -> dict[str, Any]:
    row = {name: getattr(organisation, name) for name in _COLUMNS}
    return {
        **row,
        'subject': organisation.id,
        'version': version,
        'valid_from': valid_from,
        'recorded_from': source.recorded_at,
        'register_number': source.register_number,
        'actor': source.actor,
        'sources': sources,
    }


class Change(NamedTuple):
    """New values of one organisation; wheres gives each field's own place where it is not the source's."""

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

    wheres gives each field's own place where it is not the source's.

    Raises:
        LookupError: there is no such organisation.
    """
    (changed,) = change_many(connection, [Change(subject, values, source, wheres or {}, valid_from)])
    return changed


def change_many(connection: Connection, changes: Sequence[Change]) -> list[Organisation]:
    """A new version for each change, in order, in as many statements as one takes; each subject once.

    Raises:
        LookupError: there is no such organisation.
    """
    if not changes:
        return []
    held = _latest_of(connection, [one.subject for one in changes])
    changed, ended, added, current = [], [], [], []
    for one in changes:
        before = held[one.subject]
        organisation = with_fields(before.organisation, one.values)
        own = _sources(one.values, one.source, one.wheres)
        version = before.version + 1
        ended.append({'of': one.subject, 'which': before.version, 'recorded_to': one.source.recorded_at})
        sources = {**before.sources, **own}
        added.append(_version_row(organisation, version, one.source, sources, one.valid_from))
        current.append({'of': one.subject, **_without_id(_current_row(organisation, version))})
        changed.append(organisation)
    here = (versions.c.subject == bindparam('of')) & (versions.c.version == bindparam('which'))
    connection.execute(update(versions).where(here).values(recorded_to=bindparam('recorded_to')), ended)
    connection.execute(insert(versions), added)
    columns: dict[str, Any] = {name: bindparam(name) for name in current[0] if name != 'of'}
    connection.execute(update(subjects).where(subjects.c.id == bindparam('of')).values(columns), current)
    if any(IDENTITY.keys() & one.values.keys() or 'former_names' in one.values for one in changes):
        _names_changed(connection)
    return changed


def _without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != 'id'}


def _latest_of(connection: Connection, wanted: Sequence[int]) -> dict[int, Version]:
    """The versions believed now, by subject.

    Raises:
        LookupError: one of them is unknown.
    """
    found: dict[int, Version] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = versions.c.subject.in_(wanted[start : start + _AT_ONCE])
        query = select(versions).where(part, versions.c.recorded_to.is_(None))
        found |= {row['subject']: _row_to_version(row) for row in connection.execute(query).mappings()}
    missing = [subject for subject in wanted if subject not in found]
    if missing:
        raise LookupError(missing[0])
    return found


def _names_changed(connection: Connection) -> None:
    """Tell whoever keeps an index of names that it is old; random: no undone change is taken for one."""
    counters.remember(connection, _NAMES, secrets.randbits(31))


def names_state(connection: Connection) -> int:
    """A number that is another one whenever a name, code or region of the ledger has changed."""
    return counters.last_given(connection, _NAMES)


def get(connection: Connection, subject: int) -> Organisation | None:
    """The organisation as it is now."""
    row = connection.execute(select(subjects).where(subjects.c.id == subject)).mappings().first()
    return _row_to_organisation(row) if row else None


def get_many(connection: Connection, wanted: Sequence[int]) -> dict[int, Organisation]:
    """These organisations as they are now, by id."""
    found: dict[int, Organisation] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(subjects).where(subjects.c.id.in_(wanted[start : start + _AT_ONCE]))
        found |= {row['id']: _row_to_organisation(row) for row in connection.execute(query).mappings()}
    return found


def list_all(connection: Connection, as_of: dt.datetime | None = None) -> list[Organisation]:
    """Every organisation in order of id; with as_of, as recorded at that moment."""
    if as_of is None:
        rows = connection.execute(select(subjects).order_by(subjects.c.id)).mappings()
        return [_row_to_organisation(row) for row in rows]
    known = versions.c.recorded_from <= as_of
    believed = or_(versions.c.recorded_to.is_(None), versions.c.recorded_to > as_of)
    query = select(versions).where(known, believed).order_by(versions.c.subject)
    return [_row_to_organisation(row, 'subject') for row in connection.execute(query).mappings()]


def _row_to_version(row: RowMapping) -> Version:
    return Version(
        organisation=_row_to_organisation(row, 'subject'),
        version=row['version'],
        valid_from=row['valid_from'],
        recorded_from=row['recorded_from'],
        recorded_to=row['recorded_to'],
        actor=row['actor'],
        sources=row['sources'],
    )


def history(connection: Connection, subject: int) -> list[Version]:
    """Every version of an organisation, oldest first."""
    query = select(versions).where(versions.c.subject == subject).order_by(versions.c.version)
    found = [_row_to_version(row) for row in connection.execute(query).mappings()]
    return [replace(one, sources=_sources_to_whole(one.sources)) for one in found]


def _sources_to_whole(sources: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Sources with all keys of their places, which are kept short."""
    return {
        field: {**one, 'where': where_to_whole(one['where'])} if one['where'] else one
        for field, one in sources.items()
    }


def latest(connection: Connection, subject: int) -> Version:
    """The version believed now.

    Raises:
        LookupError: there is no such organisation.
    """
    found = history(connection, subject)
    if not found:
        raise LookupError(subject)
    return found[-1]
