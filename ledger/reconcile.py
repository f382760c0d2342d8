"""What a paper says against what the ledger holds, field by field; nothing is decided here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ledger.names import canonical_type, fold_name, is_direct_registration, name_key
from model.place import Value

Kind = Literal['new', 'same', 'conflict', 'unreadable']


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a paper beside the ledger's.

    new: the ledger holds nothing; same: both say the same; conflict: they do not, and a person
    or a policy chooses, nothing is overwritten; unreadable: the paper bears something that was
    not understood, so it is neither empty nor a value.
    """

    field: str
    held: Any
    incoming: Value
    kind: Kind


def differences(held: Mapping[str, Any], incoming: Mapping[str, Value]) -> list[Difference]:
    """The fields a paper fills in, in its own order; a field left empty on the paper says nothing.

    held is by field id, None or absent where the ledger has no value. Spaces, full-width
    forms and the order of several choices make no conflict; the two words for one class of
    organisation do not either.
    """
    return [
        Difference(field, held.get(field), value, kind)
        for field, value in incoming.items()
        if (kind := _kind(field, held.get(field), value)) is not None
    ]


def _kind(field: str, held: Any, incoming: Value) -> Kind | None:
    if _is_blank(incoming.value):
        return 'unreadable' if incoming.raw.strip() else None
    if field == 'competent_authority' and is_direct_registration(incoming.value):
        return 'same' if is_direct_registration(held) else 'conflict'
    if _is_blank(held):
        return 'new'
    if type(held) is type(incoming.value) and held == incoming.value:
        return 'same'
    return 'same' if _comparable(field, held) == _comparable(field, incoming.value) else 'conflict'


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str | tuple | list) and not value)


def _comparable(field: str, value: Any) -> Any:
    if isinstance(value, bool):
        return ('yes_no', value)  # True is not the count 1
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return frozenset(_comparable(field, item) for item in value)
    if not isinstance(value, str):
        return value
    if field == 'org_type':
        return canonical_type(value)
    return name_key(value) if field == 'org_name' else fold_name(value)
