"""Taking an act back: what an organisation's fields were before it, where nobody has changed them since.

Every version is a link in the chain of each field that it changed. A link counts as long as the act it
belongs to has not been taken back; a field holds what its last counting link gave it. So acts can be
taken back in any order: one on which a later link rests stays until that one goes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from ledger.events import BRANCH
from ledger.fields import field_of, with_fields
from model.subject import Organisation, Version

_NOBODY: frozenset[int] = frozenset()
_TOGETHER = (frozenset({'established', *BRANCH}), frozenset({'org_name', 'former_names'}))
"""What says one thing together: where a part of it was changed since, the whole stays."""


@dataclass(frozen=True, slots=True)
class Undone:
    """The values that take an act back, the fields that stay, and the acts that changed those after it.

    In later, None stands for a return or an answer that belongs to no act.
    """

    values: Mapping[str, Any]
    kept: tuple[str, ...] = ()
    later: tuple[int | None, ...] = ()


def undo_values(versions: Sequence[Version], act: int, gone: Collection[int] = _NOBODY) -> Undone:
    """What to write to an organisation (all its versions, oldest first) so that an act is taken back.

    gone are the acts that were taken back before and those that took them back. An organisation that the
    act brought is withdrawn, unless somebody has changed it since; then with the last of those changes.
    """
    counting = [versions[0], *(one for one in versions[1:] if one.act not in gone)]
    if versions[0].act == act:
        return _withdrawal(counting, versions[-1].organisation, act)
    told = dict.fromkeys(field for one in counting if one.act == act for field in one.changed or ())
    last = {field: _links(counting, field)[-1] for field in told}
    stay = {field for field in told if last[field].act != act}
    stay |= {field for group in _TOGETHER if group & stay for field in group if field in told}
    before = [one for one in counting if one.act != act]
    back = [field for field in (*told, *_left(versions, set(told))) if field not in stay]
    values = {field: field_of(_links(before, field)[-1].organisation, field) for field in back}
    now = versions[-1].organisation
    changes = {field: value for field, value in values.items() if value != field_of(now, field)}
    brought = versions[0].act
    if brought in gone and not _resting(before, with_fields(now, changes), brought):
        changes |= {'@state': 'withdrawn'} if now.state != 'withdrawn' else {}
    kept = tuple(field for field in told if field in stay)
    later = dict.fromkeys(last[field].act for field in kept if last[field].act != act)
    return Undone(changes, kept, tuple(later))


def _left(versions: Sequence[Version], told: AbstractSet[str]) -> list[str]:
    """What an act that was taken back in part may have left standing because of this one."""
    together = {field for group in _TOGETHER if group & told for field in group} - told
    return [field for field in sorted(together) if len(_links(versions, field)) > 1]


def _withdrawal(counting: Sequence[Version], now: Organisation, act: int) -> Undone:
    rests = _resting(counting, now, act)
    if rests:
        return Undone({}, tuple(rests), tuple(dict.fromkeys(rests.values())))
    return Undone({'@state': 'withdrawn'} if now.state != 'withdrawn' else {})


def _resting(counting: Sequence[Version], now: Organisation, brought: int | None) -> dict[str, int | None]:
    """The fields that others than the act which brought an organisation gave it since, each with its act."""
    first = counting[0].organisation
    changed = {field: one.act for one in counting[1:] if one.act != brought for field in one.changed or ()}
    return {field: act for field, act in changed.items() if field_of(now, field) != field_of(first, field)}


def _links(versions: Sequence[Version], field: str) -> list[Version]:
    return [versions[0], *(one for one in versions[1:] if field in (one.changed or ()))]


def held_on(
    versions: Sequence[Version], day: dt.date, gone: Collection[int] = _NOBODY
) -> Organisation | None:
    """The organisation as it was on a day by what is known now; None where it had not begun.

    A change with a day of its own holds from that day on; one without (a value read from a
    form, a correction) holds for all days, because nobody said since when. Of acts that were taken back
    (gone, with those that took them back) nothing holds on any day.
    """
    latest = versions[-1].organisation
    began = latest.began_on.isoformat() if latest.began_on else str(latest.facts.get('registered_on') or '')
    if day.isoformat() < began:
        return None
    counting = [versions[0], *(one for one in versions[1:] if one.act not in gone)]
    later = {
        field
        for one in counting[1:]
        if one.valid_from is not None and one.valid_from > day
        for field in one.changed or ()
    }
    return with_fields(latest, {field: _last_before(counting, field, day) for field in later})


def changed_after(
    versions: Sequence[Version], fields: Collection[str], day: dt.date, gone: Collection[int] = _NOBODY
) -> dict[dt.date, dict[str, Any]]:
    """Values of these fields that hold only from a later day on, by that day: an earlier event keeps them."""
    found: dict[dt.date, dict[str, Any]] = {}
    for field in fields:
        dated = [
            one.valid_from
            for one in _links(versions, field)[1:]
            if one.valid_from is not None and one.valid_from > day and one.act not in gone
        ]
        if dated:
            found.setdefault(max(dated), {})[field] = field_of(versions[-1].organisation, field)
    return dict(sorted(found.items()))


def _last_before(versions: Sequence[Version], field: str, day: dt.date) -> Any:
    value, since = field_of(versions[0].organisation, field), dt.date.min
    for one in _links(versions, field)[1:]:
        if since <= (one.valid_from or dt.date.max) and (one.valid_from is None or one.valid_from <= day):
            value, since = field_of(one.organisation, field), one.valid_from or dt.date.min
    return value
