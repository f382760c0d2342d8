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
from office.accepting import TOGETHER, first_of_group, with_companions
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
        """The line's place in the file (office.import_cells tells those of its values)."""
        where = where_to_short(line.where) if line.where is not None else {'line': line.row}
        return {'file': self.file, **where, **({'cells': line.cells} if line.cells else {})}


class Compared(NamedTuple):
    """What comes of a known organisation's line: kept counts values that stay as the ledger has them."""

    change: Change | None
    items: list[ReviewItem]
    kept: int


def compare(connection: Connection, organisation: Organisation, line: Line, source: Source) -> Compared:
    """A line's values against the ledger's, by field policy; values in doubt are asked about.

    What says one thing with a value in question (office.accepting.TOGETHER) waits for its answer. Of an
    organisation that counts no longer nothing is written: the line is a question.
    """
    if organisation.state != 'active':
        return Compared(None, [_ended_item(organisation, line, source)], 0)
    told = certain_to_values(line.certain, line.place)
    held = {name: field_of(organisation, name) for name in (*told, *line.doubtful)}
    found = differences(held, told)
    new = {one.field: one.incoming for one in found if one.kind == 'new'}
    conflicts = [one for one in found if one.kind == 'conflict']
    sources = subjects.latest(connection, organisation.id).sources if conflicts else {}
    items, kept = list(doubts_to_items(organisation, line, source, held)), 0
    for one in conflicts:
        rests_on = source_to_origin(sources.get(one.field)) or Origin('import')
        verdict = decide(one.field, rests_on, source.origin)
        if verdict == 'take':
            new[one.field] = one.incoming
        elif verdict == 'keep':
            kept += 1 + _keep_branch(one.field, new)
        else:
            items.append(_conflict_item(organisation, one, line, source))
    asked = [with_companions(item, new) for item in first_of_group(items)]
    provenance = replace(source.provenance, where=source.place_of(line), origin=source.origin)
    values = {name: value.value for name, value in new.items()}
    change = Change(organisation.id, values, provenance) if values else None
    return Compared(change, asked, kept)


def _keep_branch(kept: str, new: dict[str, Value]) -> int:
    """Leave out what a list says of a branch where its word on whether there is one is not taken."""
    linked = [name for name in TOGETHER[0] if name in new] if kept == 'established' else []
    for name in linked:
        del new[name]
    return len(linked)


def _ended_item(organisation: Organisation, line: Line, source: Source) -> ReviewItem:
    """A line of an organisation that is no more; confirming it writes nothing."""
    day = f"已于{organisation.ended_on}" if organisation.ended_on else "已"
    into = f"，并入编号{organisation.merged_into}" if organisation.merged_into else ""
    told = f"台账中“{organisation.name}”（编号{organisation.id}）{day}不再计数{into}，表上仍有，没有写入"
    return ReviewItem(
        kind='reading',
        about=organisation.name,
        subject=organisation.id,
        reasons=(told, "如已重新登记请登记新登记事件，如当时办错请撤回那次办理"),
        where=to_plain(line.place),
        act=source.provenance.act,
    )


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
