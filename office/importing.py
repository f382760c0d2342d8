"""Bringing an existing ledger in: new organisations at once, differences as questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from extractors.survey.values import read_value
from forms.draft import is_of_organisations
from forms.load import definitions
from ledger.match import match
from ledger.names import fold_name
from ledger.reconcile import differences
from model.errors import Damaged
from model.form import FormDefinition, FormField
from model.place import Value, Where
from model.register import ReviewItem, ReviewKind
from model.serialise import to_plain
from model.subject import Organisation, Provenance
from office.accepting import PAPER_FIELDS, is_doubtful
from office.config import Workplace
from office.indexing import name_index
from office.naming import value_to_text
from office.sheets import must_exist, read_sheet, sheet_to_records
from store import audit, reviews, subjects
from store.engine import Connection, atomic
from text.labels import LabelIndex, fields_to_index, match_label

ENGLISH = {
    'name': 'org_name',
    'code': 'code',
    'region': 'region',
    'type': 'org_type',
    'supervisor': 'competent_authority',
}
OURS = "内部拟制"
TOTAL_NAMES = re.compile(r'^(?:合\s*计|总\s*计|小\s*计)')


@dataclass(slots=True)
class Imported:
    """What an import did, by organisation name."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    questions: int = 0
    totals_dropped: int = 0
    ignored_columns: list[str] = field(default_factory=list)


def ledger_fields() -> tuple[FormField, ...]:
    """What the ledger can hold, once each: the fields of the shipped forms that say nothing forbidden."""
    found: dict[str, FormField] = {}
    for one in (one for form in _of_organisations() for one in form.fields):
        if not one.under and one.personal != 'never' and one.id not in PAPER_FIELDS - {'org_name'}:
            found.setdefault(one.id, one)
    return tuple(found.values())


def _of_organisations() -> list[FormDefinition]:
    """Forms whose labels speak of organisations, those first that ask for the plain facts."""
    forms = [form for form in definitions() if is_of_organisations(form)]
    return sorted(forms, key=lambda form: form.edition != OURS)


def header_to_field(header: str, index: LabelIndex) -> str | None:
    """The field a column's header means, by English key, field id or printed label; None if none."""
    told = header.strip()
    if told in ENGLISH:
        return ENGLISH[told]
    if any(told == one.id for one in index.fields):
        return told
    found = match_label(told, index)
    return found.field.id if found else None


def import_ledger(place: Workplace, path: Path) -> Imported:
    """Bring a list of organisations in, one transaction.

    Raises:
        BadInput: the file cannot be read, or has no column of names.
        UsageFault: there is no such file.
    """
    must_exist(path)
    index = fields_to_index(ledger_fields())
    records, ignored = sheet_to_records(read_sheet(path), lambda header: header_to_field(header, index))
    if not records or 'org_name' not in records[0][0]:
        raise Damaged(
            f"“{path.name}”里找不到“社会组织名称”一列。"
            "请把表头放在数据上方，至少有：社会组织名称、统一社会信用代码、所属县区。"
        )
    done = Imported(ignored_columns=ignored)
    with atomic(place.engine) as connection:
        named = [
            (texts, where) for texts, where in records if not TOTAL_NAMES.match(texts['org_name'].strip())
        ]
        done.totals_dropped = len(records) - len(named)
        lines = [Line(_typed(texts, index.fields), where) for texts, where in named]
        _import_lines(place, connection, path.name, lines, done)
        detail = {'added': len(done.added), 'changed': len(done.changed)}
        audit.note(
            connection, actor=place.actor, act='ledger_import', about=path.name, at=place.now(), detail=detail
        )
    return done


def _typed(texts: Mapping[str, str], fields: Sequence[FormField]) -> dict[str, Value]:
    """The texts of a record as values; an empty cell is no value at all."""
    return {
        one.id: read_value(one, texts[one.id]) for one in fields if one.id in texts and texts[one.id].strip()
    }


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation of the list; certain values by field, and those that are in doubt."""

    values: dict[str, Value]
    where: Where

    @property
    def certain(self) -> dict[str, Any]:
        """What can be written as it stands."""
        return {name: one.value for name, one in self.values.items() if not is_doubtful(one)}

    @property
    def doubtful(self) -> dict[str, Value]:
        """What a person should look at first."""
        return {name: one for name, one in self.values.items() if is_doubtful(one)}


def _import_lines(
    place: Workplace, connection: Connection, file: str, lines: list[Line], done: Imported
) -> None:
    """New organisations in one insert; known ones compared; anything unclear asked about."""
    index = name_index(place.office, subjects.list_all(connection))
    source = Provenance(None, {'file': file}, place.actor, place.now())
    fresh: list[Line] = []
    seen: set[tuple[str, str | None]] = set()
    for line in lines:
        fields = line.certain
        name = fields.get('org_name')
        keys = _identities(fields)
        found = match(name, fields.get('code'), fields.get('region'), index)
        if not name or seen & keys:
            reason = "这一行没有单位名称" if not name else "与表内另一行的名称或代码重复"
            _ask(place, connection, line, (reason,), (), done)
        elif found.decision == 'matched' and found.organisation is not None:
            _compare(place, connection, found.organisation, line, source, done)
        elif found.decision == 'candidates':
            _ask(place, connection, line, found.reasons, tuple(map(to_plain, found.candidates)), done)
        else:
            fresh.append(line)
        seen |= keys
    added = subjects.add_many(connection, [line.certain for line in fresh], source)
    done.added = [organisation.name for organisation in added]
    for organisation, line in zip(added, fresh, strict=True):
        _doubt(place, connection, organisation, line, done)


def _identities(fields: Mapping[str, Any]) -> set[tuple[str, str | None]]:
    """What may not occur twice in a list: the name within its county, and the code."""
    name, code = fields.get('org_name'), fields.get('code')
    named = {(fold_name(name), fields.get('region'))} if name else set()
    return named | ({(code, None)} if code else set())


def _ask(
    place: Workplace,
    connection: Connection,
    line: Line,
    reasons: tuple[str, ...],
    candidates: tuple[dict[str, Any], ...],
    done: Imported,
) -> None:
    """Which organisation a line means, when the list alone cannot tell; value holds its fields."""
    item = ReviewItem(
        kind='match',
        about=str(line.certain.get('org_name') or "（无名称）"),
        field='organisation',
        value=line.certain,
        reasons=reasons,
        candidates=candidates,
        where=to_plain(line.where),
    )
    reviews.add(connection, item, place.now())
    done.questions += 1


def _compare(
    place: Workplace,
    connection: Connection,
    subject: int,
    line: Line,
    source: Provenance,
    done: Imported,
) -> None:
    organisation = subjects.get(connection, subject)
    assert organisation is not None
    told = {name: one for name, one in line.values.items() if name in line.certain and name != 'org_name'}
    held = {name: subjects.field_of(organisation, name) for name in told}
    found = differences(held, told)
    new = {one.field: one.incoming.value for one in found if one.kind == 'new'}
    if new:
        subjects.change(connection, subject, new, source)
        done.changed.append(organisation.name)
    else:
        done.unchanged += 1
    for one in found:
        if one.kind == 'conflict':
            reason = f"台账为“{value_to_text(one.held)}”，导入表为“{one.incoming.raw}”"
            item = _question('conflict', organisation, one.field, one.incoming, reason)
            reviews.add(connection, replace(item, held=one.held), place.now())
            done.questions += 1
    _doubt(place, connection, organisation, line, done)


def _doubt(
    place: Workplace, connection: Connection, organisation: Organisation, line: Line, done: Imported
) -> None:
    for name, value in line.doubtful.items():
        reason = f"原文“{value.raw}”：{'；'.join(value.reasons)}"
        item = _question('reading', organisation, name, value, reason)
        reviews.add(connection, item, place.now())
        done.questions += 1


def _question(
    kind: ReviewKind, organisation: Organisation, name: str, value: Value, reason: str
) -> ReviewItem:
    return ReviewItem(
        kind=kind,
        about=organisation.name,
        subject=organisation.id,
        field=name,
        value=value.value,
        reasons=(reason,),
        where=to_plain(value.where),
    )
