"""Subjects as rows of their tables, and form fields as the subject's columns and facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from sqlalchemy.engine import RowMapping

from ledger.fields import HELD, IDENTITY
from ledger.names import name_key
from model.serialise import where_to_whole
from model.subject import Organisation, Provenance, SubjectKind, Version
from store.bulk import to_json


def row_to_organisation(row: RowMapping, key: str = 'id', kind: SubjectKind | None = None) -> Organisation:
    """A row of subjects, or of versions (key is then 'subject' and the kind given)."""
    return Organisation(id=row[key], kind=kind or row['kind'], **{name: row[name] for name in HELD})


def current_row(organisation: Organisation, version: int, cell: int) -> dict[str, Any]:
    """A row of subjects but for its serial."""
    row = {name: getattr(organisation, name) for name in HELD}
    return {
        **row,
        'id': organisation.id,
        'kind': organisation.kind,
        'name_key': name_key(organisation.name),
        'version': version,
        'cell': cell,
    }


def held_columns(organisations: Sequence[Organisation]) -> dict[str, list[Any]]:
    """What subjects and versions both keep of these organisations, by column; facts as JSON text."""
    columns = {name: [*map(attrgetter(name), organisations)] for name in HELD}
    return columns | {'facts': [*map(to_json, columns['facts'])]}


def first_row(source: Provenance) -> dict[str, Any]:
    """What the first versions of one source have in common."""
    return {
        'version': 1,
        'recorded_from': source.recorded_at,
        'register_number': source.register_number,
        'actor': source.actor,
        'act': source.act,
    }


def first_sources(source: Provenance, places: Sequence[dict[str, Any] | None]) -> list[str]:
    """The sources of first versions as JSON text: where the values come from is told once for all of them."""
    origin = _origin(source)
    told = [{'where': place, **origin} if place else origin for place in places]
    return [to_json({'*': one} if one else {}) for one in told]


def _version_row(organisation: Organisation, version: int, source: Provenance, cell: int) -> dict[str, Any]:
    row = {name: getattr(organisation, name) for name in HELD}
    return {
        **row,
        'subject': organisation.id,
        'version': version,
        'recorded_from': source.recorded_at,
        'register_number': source.register_number,
        'actor': source.actor,
        'cell': cell,
        'act': source.act,
    }


def next_row(
    organisation: Organisation,
    before: Version,
    source: Provenance,
    cell: int,
    wheres: Mapping[str, dict[str, Any]],
    changed: Sequence[str],
) -> dict[str, Any]:
    """The row of a later version: the fields it changed come from its own source."""
    one = _provenance_to_source(source)
    own = {field: {**one, 'where': wheres[field]} if field in wheres else one for field in changed}
    row = _version_row(organisation, before.version + 1, source, cell)
    return row | {'sources': {**before.sources, **own}, 'changed': list(changed)}


def _provenance_to_source(source: Provenance) -> dict[str, Any]:
    told = {
        'register': source.register_number,
        'where': source.where,
        'actor': source.actor,
        'at': source.recorded_at.isoformat(timespec='seconds'),
        'act': source.act,
    }
    return told | _origin(source)


def _origin(source: Provenance) -> dict[str, Any]:
    origin = source.origin
    if origin is None:
        return {}
    on = origin.on.isoformat() if origin.on else None
    return {'origin': {'kind': origin.kind, 'form': origin.form, 'on': on}}


def row_to_version(row: RowMapping, kind: SubjectKind) -> Version:
    """A version with its sources as they are kept: short."""
    return Version(
        organisation=row_to_organisation(row, 'subject', kind),
        version=row['version'],
        valid_from=row['valid_from'],
        recorded_from=row['recorded_from'],
        recorded_to=row['recorded_to'],
        actor=row['actor'],
        sources=row['sources'],
        changed=tuple(row['changed']) if row['changed'] is not None else None,
        act=row['act'],
    )


def with_whole_sources(versions: Sequence[Version], first: RowMapping) -> list[Version]:
    """Versions of one subject with the source of every field they hold and all keys of its place."""
    origin = {
        'register': first['register_number'],
        'where': None,
        'actor': first['actor'],
        'at': first['recorded_from'].isoformat(timespec='seconds'),
        'act': first['act'],
        **versions[0].sources.get('*', {}),
    }
    return [replace(one, sources=_whole(one, origin)) for one in versions]


def _whole(version: Version, origin: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = {}
    for field in _fields_held(version.organisation):
        source = version.sources.get(field, origin)
        found[field] = {**source, 'where': where_to_whole(source['where'])} if source['where'] else source
    return found


def _fields_held(organisation: Organisation) -> Iterable[str]:
    yield from (field for field, column in IDENTITY.items() if getattr(organisation, column) is not None)
    yield from organisation.facts
