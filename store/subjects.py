"""Organisations through time: a current row and a version row for every state, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update
from sqlalchemy.engine import RowMapping

from ledger.names import is_direct_registration, name_key
from model.subject import Organisation, Provenance, Version
from store.tables import subjects, versions

IDENTITY = {
    'org_name': 'name',
    'code': 'code',
    'region': 'region',
    'org_type': 'type',
    'competent_authority': 'supervisor',
}
"""Field ids that are columns of their own; every other field lives in facts."""

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


def _source_to_plain(source: Provenance) -> dict[str, Any]:
    return {
        'register': source.register_number,
        'where': source.where,
        'actor': source.actor,
        'at': source.recorded_at.isoformat(timespec='seconds'),
    }


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
        sources = {field: _source_to_plain(source) for field in fields}
        first.append(_version_row(organisation, 1, source, sources, None))
    if added:
        connection.execute(insert(subjects), current)
        connection.execute(insert(versions), first)
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
    """
    held = latest(connection, subject)
    organisation = with_fields(held.organisation, values)
    own = {field: _source_to_plain(source) for field in values}
    for field, where in (wheres or {}).items():
        own[field]['where'] = where
    version = held.version + 1
    here = (versions.c.subject == subject) & (versions.c.version == held.version)
    connection.execute(update(versions).where(here).values(recorded_to=source.recorded_at))
    row = _version_row(organisation, version, source, {**held.sources, **own}, valid_from)
    connection.execute(insert(versions).values(**row))
    connection.execute(
        update(subjects).where(subjects.c.id == subject).values(_current_row(organisation, version))
    )
    return organisation


def get(connection: Connection, subject: int) -> Organisation | None:
    """The organisation as it is now."""
    row = connection.execute(select(subjects).where(subjects.c.id == subject)).mappings().first()
    return _row_to_organisation(row) if row else None


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
    return [_row_to_version(row) for row in connection.execute(query).mappings()]


def latest(connection: Connection, subject: int) -> Version:
    """The version believed now.

    Raises:
        LookupError: there is no such organisation.
    """
    found = history(connection, subject)
    if not found:
        raise LookupError(subject)
    return found[-1]
