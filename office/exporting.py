"""The ledger as a workbook that imports back equal, and a hash of all that it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extractors.survey.columns import header_to_columns
from ledger.fields import field_of
from model.errors import UsageFault
from model.form import FormDefinition, FormField
from model.serialise import to_plain
from model.subject import Organisation
from office.config import Workplace
from office.inbox import write_whole
from office.ledger_form import OWN_FIELDS, ledger_fields, ledger_form
from office.ledger_reading import ENDED_SHEET
from office.naming import value_to_text
from office.workbook import Value, tables_to_workbook
from store import audit, subjects
from store.engine import atomic, reading
from text.headers import Header
from text.labels import fields_to_index

SHEET = "台账"
_ALWAYS = frozenset(('org_name', 'code', 'region'))
"""Columns that stand there even where nobody has a value: so few tell a list."""

_LONGEST = 32_767
"""Letters that a cell of Excel holds."""

_STATES = {'ended': "已注销、撤销或迁出", 'merged': "已并入"}


def export(place: Workplace, target: Path) -> int:
    """Write the ledger as a workbook; gives the number of organisations that count.

    Codes are text cells; a text that a spreadsheet would run as a formula is kept as text. Those that count
    no longer stand on a sheet of their own, which import leaves out.

    Raises:
        UsageFault: a text is longer than a cell holds.
    """
    with reading(place.engine) as connection:
        everyone = subjects.list_all(connection, every=True)
    listed = [one for one in everyone if one.state == 'active']
    ended = [one for one in everyone if one.state in _STATES]
    used = _used(place, [*listed, *ended])
    heads = fields_to_heads(used, ledger_form(place.forms))
    tables = [(SHEET, [heads, *(_row(one, used) for one in listed)])]
    if ended:
        names = {one.id: one.name for one in everyone}
        more = [(*_row(one, used), *_ending(one, names)) for one in ended]
        tables.append((ENDED_SHEET, [(*heads, "状态", "日期", "并入"), *more]))
    write_whole(target, tables_to_workbook(tables))
    return len(listed)


def export_on_record(place: Workplace, target: Path) -> int:
    """The same for somebody at the desk: telephones go out with it, so who took it is on record.

    Raises:
        UsageFault: as export.
    """
    count = export(place, target)
    with atomic(place.engine) as connection:
        about = f"{count}家"
        audit.note(connection, actor=place.actor, act='ledger_export', about=about, at=place.now())
    return count


def _used(place: Workplace, listed: Sequence[Organisation]) -> list[FormField]:
    """The fields that any organisation has a value of, and those that tell one from another."""
    own = {one.id for one in OWN_FIELDS}
    known = sorted(ledger_fields(place.forms), key=lambda one: one.id in own)
    filled = {name for one in listed for name, value in one.facts.items() if value is not None}
    strange = sorted(filled - {one.id for one in known})
    return [
        one
        for one in (*known, *(FormField(name, (name,)) for name in strange))
        if one.id in _ALWAYS or any(field_of(organisation, one.id) is not None for organisation in listed)
    ]


def fields_to_heads(fields: Sequence[FormField], definition: FormDefinition) -> tuple[str, ...]:
    """What heads each field's column: its first label, or its id where that would be read as another."""
    heads = [one.labels[0] for one in fields]
    index = fields_to_index(definition.fields)
    for _ in fields:
        header = Header(0, 1, tuple((head,) for head in heads))
        read = [column.field.id if column.field else None for column in header_to_columns(header, index)]
        wrong = [
            place
            for place, (one, found) in enumerate(zip(fields, read, strict=True))
            if found != one.id and heads[place] != one.id
        ]
        if not wrong:
            break
        heads[wrong[0]] = fields[wrong[0]].id
    return tuple(heads)


def _row(organisation: Organisation, used: Sequence[FormField]) -> tuple[Value, ...]:
    return tuple(_cell(organisation, field_of(organisation, one.id)) for one in used)


def _cell(organisation: Organisation, value: Any) -> Value:
    """Counts as numbers, all else as text."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    text = value_to_text(value)
    if len(text) > _LONGEST:
        raise UsageFault(
            f"“{organisation.name}”有一项{len(text)}字，Excel 一格只放得下{_LONGEST}字，没有导出。请先缩短。"
        )
    return text


def _ending(organisation: Organisation, names: dict[int, str]) -> tuple[Value, ...]:
    on = organisation.ended_on.isoformat() if organisation.ended_on else None
    into = names.get(organisation.merged_into) if organisation.merged_into is not None else None
    return (_STATES.get(organisation.state), on, into)


def export_hash(place: Workplace) -> str:
    """A hash of all that the ledger says, the same whatever numbers its organisations bear."""
    with reading(place.engine) as connection:
        everyone = subjects.list_all(connection, every=True)
    names = {one.id: (one.name, one.code, one.region) for one in everyone}
    lines = sorted(_told(one, names) for one in everyone if one.state != 'withdrawn')
    return hashlib.sha256('\n'.join(lines).encode()).hexdigest()


def _told(organisation: Organisation, names: dict[int, tuple[str, str | None, str | None]]) -> str:
    plain = to_plain(organisation)
    del plain['id']
    into = organisation.merged_into
    plain['merged_into'] = names.get(into) if into is not None else None
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)
