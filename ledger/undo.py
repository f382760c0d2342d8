"""Taking an act back: what an organisation's fields were before it, where nobody has changed them since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ledger.fields import field_of, with_fields
from model.subject import Organisation, Version


@dataclass(frozen=True, slots=True)
class Undone:
    """The values that take an act back, and the fields that stay because they were changed after it."""

    values: Mapping[str, Any]
    kept: tuple[str, ...] = ()


def undo_values(versions: Sequence[Version], act: int) -> Undone:
    """What to write to an organisation (all its versions, oldest first) so that an act is taken back.

    A field goes back to what it was before the act if it still holds what the act gave it. An
    organisation that the act brought is withdrawn, unless somebody has changed it since.
    """
    now, first = versions[-1].organisation, versions[0]
    if first.act == act:
        others = dict.fromkeys(field for one in versions[1:] if one.act != act for field in one.changed or ())
        kept = [field for field in others if field_of(now, field) != field_of(first.organisation, field)]
        return Undone({}, tuple(kept)) if kept else Undone({'@state': 'withdrawn'})
    values: dict[str, Any] = {}
    kept = []
    for before, after in pairwise(versions):
        for field in after.changed or () if after.act == act else ():
            if field_of(now, field) == field_of(after.organisation, field):
                values.setdefault(field, field_of(before.organisation, field))
            else:
                kept.append(field)
    changes = {name: value for name, value in values.items() if value != field_of(now, name)}
    return Undone(changes, tuple(kept))


def held_on(versions: Sequence[Version], day: dt.date) -> Organisation | None:
    """The organisation as it was on a day by what is known now; None where it had not begun.

    A change with a day of its own holds from that day on; one without (a value read from a
    form, a correction) holds for all days, because nobody said since when.
    """
    latest = versions[-1].organisation
    began = latest.began_on.isoformat() if latest.began_on else str(latest.facts.get('registered_on') or '')
    if day.isoformat() < began:
        return None
    later = {
        field
        for one in versions[1:]
        if one.valid_from is not None and one.valid_from > day
        for field in one.changed or ()
    }
    return with_fields(latest, {field: _last_before(versions, field, day) for field in later})


def _last_before(versions: Sequence[Version], field: str, day: dt.date) -> Any:
    value = field_of(versions[0].organisation, field)
    for one in versions[1:]:
        if field in (one.changed or ()) and (one.valid_from is None or one.valid_from <= day):
            value = field_of(one.organisation, field)
    return value
