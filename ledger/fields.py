"""Form fields as the columns and facts of an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from ledger.names import is_direct_registration
from model.subject import Organisation, SubjectKind

IDENTITY = {
    'org_name': 'name',
    'code': 'code',
    'region': 'region',
    'org_type': 'type',
    'competent_authority': 'supervisor',
}
"""Field ids that are columns of their own; every other field lives in facts."""

STANDING = {
    '@state': 'state',
    '@began_on': 'began_on',
    '@ended_on': 'ended_on',
    '@merged_into': 'merged_into',
}
"""What an act sets of an organisation beside form fields: whether it counts, from when to when."""

_COLUMNS = {**IDENTITY, **STANDING}
HELD = ('facts', *_COLUMNS.values())
"""What a version keeps of an organisation, beside its number and kind."""

NAMED = frozenset({*IDENTITY, '@state', '@merged_into', 'former_names'})
"""What an index of names holds of a subject."""


def field_of(organisation: Organisation, field: str) -> Any:
    """The organisation's value of a form field; None when the ledger holds none."""
    column = _COLUMNS.get(field)
    return getattr(organisation, column) if column else organisation.facts.get(field)


_is_direct = lru_cache(maxsize=1 << 12)(is_direct_registration)


def with_fields(organisation: Organisation, values: Mapping[str, Any]) -> Organisation:
    """The organisation with these form fields replaced; 直接登记 as a supervisor means there is none.

    A fact set to None is held no longer.
    """
    if 'competent_authority' in values and _is_direct(values['competent_authority']):
        values = {**values, 'competent_authority': None}
    columns = {_COLUMNS[field]: value for field, value in values.items() if field in _COLUMNS}
    facts = {field: value for field, value in values.items() if field not in _COLUMNS}
    told = {field: value for field, value in (organisation.facts | facts).items() if value is not None}
    return replace(organisation, **columns, facts=told)


def new_organisation(number: int, kind: SubjectKind, values: Mapping[str, Any]) -> Organisation:
    """The organisation that form fields make, as with_fields on one of which nothing is known."""
    get = values.get
    supervisor = get('competent_authority')
    return Organisation(
        number,
        get('org_name', ''),
        get('code'),
        get('region'),
        get('org_type'),
        None if _is_direct(supervisor) else supervisor,
        {field: value for field, value in values.items() if field not in _COLUMNS and value is not None},
        kind,
        get('@state', 'active'),
        get('@began_on'),
        get('@ended_on'),
        get('@merged_into'),
    )
