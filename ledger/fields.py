"""Form fields as the columns and facts of an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ledger.names import is_direct_registration
from model.subject import Organisation

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


def with_fields(organisation: Organisation, values: Mapping[str, Any]) -> Organisation:
    """The organisation with these form fields replaced; 直接登记 as a supervisor means there is none.

    A fact set to None is held no longer.
    """
    if is_direct_registration(values.get('competent_authority')) and 'competent_authority' in values:
        values = {**values, 'competent_authority': None}
    columns = {_COLUMNS[field]: value for field, value in values.items() if field in _COLUMNS}
    facts = {field: value for field, value in values.items() if field not in _COLUMNS}
    told = {field: value for field, value in (organisation.facts | facts).items() if value is not None}
    return replace(organisation, **columns, facts=told)
