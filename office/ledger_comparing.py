"""A line of a list beside the organisation it names: what is written, kept or asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from ledger.fields import field_of
from ledger.reconcile import Difference, decide, differences, source_to_origin
from model.place import NOWHERE, Value
from model.register import ReviewItem, ReviewKind
from model.serialise import to_plain, where_to_short
from model.subject import Organisation, Origin, Provenance
from office.ledger_lines import Line, certain_to_values
from office.naming import value_to_text
from store import subjects
from store.engine import Connection
from store.subjects import Change


class Source(NamedTuple):
    """Where a list's values come from: its act, its file, what kind of list, the day it speaks of."""

    provenance: Provenance
    file: str
    kind: Literal['import', 'registration'] = 'import'
    on: dt.date | None = None

    @property
    def origin(self) -> Origin:
        """The list as the field policy weighs it; without a day of its own, that of the import."""
        return Origin(self.kind, None, self.on or self.provenance.recorded_at.date())

    def place_of(self, line: Line) -> dict[str, Any]:
        """The line's place in the file."""
        where = where_to_short(line.where) if line.where is not None else {'line': line.row}
        return {'file': self.file, **where}


class Compared(NamedTuple):
    """What comes of a known organisation's line: kept counts values that stay as the ledger has them."""

    change: Change | None
    items: list[ReviewItem]
    kept: int


def compare(connection: Connection, organisation: Organisation, line: Line, source: Source) -> Compared:
    """A line's values against the ledger's, by field policy; values in doubt are asked about."""
    told = certain_to_values(line.certain, line.place)
    held = {name: field_of(organisation, name) for name in (*told, *line.doubtful)}
    new: dict[str, Any] = {}
    conflicts: list[Difference] = []
    for one in differences(held, told):
        if one.kind == 'new':
            new[one.field] = one.incoming.value
        elif one.kind == 'conflict':
            conflicts.append(one)
    sources = subjects.latest(connection, organisation.id).sources if conflicts else {}
    items, kept = [], 0
    for one in conflicts:
        rests_on = source_to_origin(sources.get(one.field)) or Origin('import')
        verdict = decide(one.field, rests_on, source.origin)
        if verdict == 'take':
            new[one.field] = one.incoming.value
        elif verdict == 'keep':
            kept += 1
        else:
            items.append(_conflict_item(organisation, one, line, source))
    provenance = replace(source.provenance, where=source.place_of(line), origin=source.origin)
    change = Change(organisation.id, new, provenance) if new else None
    return Compared(change, [*items, *doubts_to_items(organisation, line, source, held)], kept)


def doubts_to_items(
    organisation: Organisation, line: Line, source: Source, held: Mapping[str, Any] | None = None
) -> Iterator[ReviewItem]:
    """A question for each cell in doubt, but where it says in words what the ledger holds."""
    for name, value in line.doubtful.items():
        known = (held or {}).get(name)
        if known is not None and value.raw.strip() == value_to_text(known):
            continue
        told = f"原文“{value.raw}”：" if value.raw else ""
        reason = f"{told}{'；'.join(value.reasons)}"
        yield _item('reading', organisation, name, value, reason, line, source)


def _conflict_item(
    organisation: Organisation, difference: Difference, line: Line, source: Source
) -> ReviewItem:
    reason = f"台账为“{value_to_text(difference.held)}”，导入表为“{difference.incoming.raw}”"
    name, value = difference.field, difference.incoming
    return replace(_item('conflict', organisation, name, value, reason, line, source), held=difference.held)


def _item(
    kind: ReviewKind,
    organisation: Organisation,
    name: str,
    value: Value,
    reason: str,
    line: Line,
    source: Source,
) -> ReviewItem:
    where = line.place if value.where == NOWHERE else value.where
    return ReviewItem(
        kind=kind,
        about=organisation.name,
        subject=organisation.id,
        field=name,
        value=value.value,
        reasons=(reason,),
        where=to_plain(where),
        act=source.provenance.act,
    )
