"""What a paper says against what the ledger holds, field by field; nothing is decided here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ledger.names import canonical_type, fold_name, is_direct_registration, name_key
from model.place import Value
from model.subject import Origin

__all__ = ['Difference', 'Origin', 'Verdict', 'decide', 'differences', 'source_to_origin']

Kind = Literal['new', 'same', 'conflict', 'unreadable']
Verdict = Literal['take', 'keep', 'ask']

_IDENTIFYING = frozenset({'org_name', 'code', 'org_type', 'region'})
"""What says which organisation it is: a change of these is an event with a paper, never just newer."""

_REGISTERED = frozenset({'competent_authority', 'legal_rep', 'address', 'registered_on', 'registration_no'})
_STANDING = frozenset({'established', 'establishment_form', 'org_level', 'approval_number', 'approved_by'})
"""What the paper that approved a branch decides, and what a later return may not quietly undo."""

_SENT = frozenset({'instructor', 'liaison'})
"""Held by name, or as True where it is only known that there is somebody: a yes agrees with any name."""


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
    if _is_blank(held) or (field in _SENT and held is True):
        return 'new' if held is not incoming.value else 'same'
    if field in _SENT and incoming.value is True:
        return 'same'
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


def decide(field: str, held: Origin, incoming: Origin) -> Verdict:
    """Which of two differing values the ledger goes on with, by field policy; the rest is asked.

    A person's value yields to nothing but a person's. Higher authority wins where it is not older:
    the registration authority on what it registers, an approval on whether there is a branch. Of
    the same kind of paper (the same form) the newer one wins, but for what identifies an
    organisation or says that it has a branch. What is older and of the same kind, or of lower
    authority, changes nothing.

    >>> decide('members_total', Origin('return', 'survey', day), Origin('return', 'survey', day_after))
    'take'
    """
    if incoming.kind == 'human':
        return 'take'
    if held.kind == 'human' or field in _IDENTIFYING:
        return 'ask'
    step = _authority(field, incoming) - _authority(field, held)
    newer = _newer(held, incoming)
    if step > 0:
        return 'ask' if newer is False else 'take'
    same_paper = step == 0 and (held.kind, held.form) == (incoming.kind, incoming.form)
    if newer is False:
        return 'keep' if same_paper or step < 0 else 'ask'
    return 'take' if same_paper and newer and field not in _STANDING else 'ask'


def _authority(field: str, origin: Origin) -> int:
    if field in _REGISTERED:
        return int(origin.kind == 'registration')
    return int(field in _STANDING and origin.kind == 'approval')


def _newer(held: Origin, incoming: Origin) -> bool | None:
    """Whether the incoming value is of a later day; None where they are of one day or a day is unknown."""
    if held.on is None or incoming.on is None or held.on == incoming.on:
        return None
    return incoming.on > held.on


def source_to_origin(told: Mapping[str, Any] | None) -> Origin | None:
    """What a value that the ledger holds rests on, by its source in Version.sources; None without one."""
    if told is None:
        return None
    kept = told.get('origin')
    if kept:
        on = dt.date.fromisoformat(kept['on']) if kept['on'] else None
        return Origin(kept['kind'], kept['form'], on)
    day = dt.datetime.fromisoformat(told['at']).date()
    if told.get('register') is not None:
        return Origin('return', None, day)
    return Origin('import', None, day) if told.get('act') is not None else Origin('human', None, day)
