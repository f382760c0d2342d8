"""Whose a paper is, judged again: what the settings say of this office decides it, and they may change."""

from __future__ import annotations

from typing import Any

from office.config import Workplace
from office.noticing import settle_notice
from office.relating import Kin, held_notice
from store import audit, obligations, register
from store.engine import Connection, atomic, reading

_KEPT = ('title', 'doc_number', 'issuer', 'secrecy', 'urgency')
"""Columns that people may have written."""


def rejudge(place: Workplace) -> list[int]:
    """Draw up the duties of every official paper anew from what was read of it; no file is read again.

    Gives the papers of which a duty, or whether they came to us by mistake, is other than before. What people
    did with a duty stays with it; papers that ended, were merged or corrected stay as they are.
    """
    with reading(place.engine) as connection:
        numbers = [number for number, _, _ in register.list_titles(connection)]
    changed = []
    for number in numbers:
        with atomic(place.engine) as connection:
            kin = held_notice(connection, number)
            if kin and _stands(kin) and _judged_otherwise(place, connection, kin):
                changed.append(number)
    if changed:
        with atomic(place.engine) as connection:
            audit.note(
                connection,
                actor=place.actor,
                act='settings_changed',
                about="按改后的设置重判来文",
                at=place.now(),
                detail={'papers': changed},
            )
    return changed


def _stands(kin: Kin) -> bool:
    return kin.entry.state == 'done' and kin.entry.part_of is None and kin.entry.superseded_by is None


def _judged_otherwise(place: Workplace, connection: Connection, kin: Kin) -> bool:
    number = kin.entry.number
    before = _judgement(connection, number)
    settle_notice(place, connection, kin.entry, kin.notice)
    register.change(connection, number, **{name: getattr(kin.entry, name) for name in _KEPT})
    return _judgement(connection, number) != before


def _judgement(connection: Connection, number: int) -> tuple[Any, ...]:
    entry = register.get(connection, number)
    duties = obligations.list_duties(connection, number)
    return entry and entry.note, *((duty.verbatim, duty.ours, duty.rule) for duty in duties)
