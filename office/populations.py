"""Counties, towns, parks and enterprises that a campaign counts, loaded from a list (G14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.survey.values import read_value
from ledger.fields import field_of
from ledger.names import name_key
from model.campaign import PopulationKind
from model.errors import Damaged
from model.form import FormField
from model.place import Where
from model.serialise import where_to_short
from model.subject import Organisation, Provenance, SubjectKind
from office.acting import begin
from office.config import Workplace
from office.ledger_form import ledger_fields
from office.planning import pack_named
from office.population_kinds import KINDS
from office.sheets import must_exist, read_sheet, sheet_to_records
from store import acts, populations, subjects
from store.engine import Connection, atomic, reading
from store.subjects import Change
from text.labels import LabelIndex, fields_to_index, fold_label, match_label

__all__ = ['KINDS', 'OF_PACK', 'Loaded', 'load_population', 'population']

OF_PACK: dict[PopulationKind, SubjectKind] = {
    'organisations': 'organisation',
    'enterprises': 'enterprise',
    'counties': 'county',
    'towns': 'town',
    'parks': 'park',
    'units': 'unit',
}

_NAMES = (
    *(
        "名称",
        "单位名称",
        "乡镇（街道）",
        "乡镇街道",
        "街道（乡镇）",
        "街道名称",
        "乡镇名称",
        "镇街",
        "企业名称",
    ),
    *("单位", "县（区）名称", "县区名称", "园区名称", "开发区名称", "责任单位", "name"),
)


@dataclass(slots=True)
class Loaded:
    """What loading a list did: new, changed and unchanged subjects; what was not taken or not understood."""

    act: int = 0
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    counted: int = 0
    ignored_columns: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def load_population(place: Workplace, path: Path, kind: SubjectKind, campaign: str) -> Loaded:
    """Bring a list of towns, parks or enterprises in, and count them in a campaign; one act.

    Raises:
        BadInput: the file cannot be read, or has no column of names.
        UsageFault: there is no such file or campaign.
    """
    must_exist(path)
    pack_named(place, campaign)
    index = fields_to_index(_fields())
    records, ignored = sheet_to_records(read_sheet(path), lambda one: _header_to_field(one, index), fewest=1)
    if not records or 'org_name' not in records[0][0]:
        raise Damaged(f"“{path.name}”里找不到名称一列。表头至少应有：名称、所属县区。")
    done = Loaded(ignored_columns=ignored)
    with atomic(place.engine) as connection:
        done.act = begin(place, connection, 'import', path.name, detail={'kind': kind, 'campaign': campaign})
        source = Provenance(None, None, place.actor, place.now(), done.act)
        lines = [_values(texts, index, where, done) for texts, where in records if texts['org_name'].strip()]
        wanted = _write(connection, kind, lines, source, done)
        acts.set_detail(connection, done.act, {'kind': kind, 'campaign': campaign, 'added': len(done.added)})
        done.counted = populations.add_members(connection, campaign, kind, wanted)
    return done


def _fields() -> tuple[FormField, ...]:
    return tuple(one for one in ledger_fields() if one.id != 'org_name')


def _header_to_field(header: str, index: LabelIndex) -> str | None:
    if fold_label(header) in map(fold_label, _NAMES):
        return 'org_name'
    found = match_label(header, index)
    return found.field.id if found else None


def _values(
    texts: Mapping[str, str], index: LabelIndex, where: Where, done: Loaded
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A record's certain values with its place; the others are named."""
    values: dict[str, Any] = {'org_name': texts['org_name'].strip()}
    for one in index.fields:
        text = texts.get(one.id, '').strip()
        if not text:
            continue
        value = read_value(one, text)
        if value.value is None or value.reasons:
            done.unread.append(f"{values['org_name']}：{one.labels[0]}“{text}”")
        else:
            values[one.id] = value.value
    return values, where_to_short(where)


def _write(
    connection: Connection,
    kind: SubjectKind,
    lines: Sequence[tuple[dict[str, Any], dict[str, Any]]],
    source: Provenance,
    done: Loaded,
) -> list[int]:
    """New subjects added, known ones (same name and county) given their new values; their ids."""
    known = {_key(one.name, one.region): one for one in subjects.list_all(connection, kind=kind)}
    fresh = [(values, where) for values, where in lines if _key_of(values) not in known]
    once = {_key_of(values): (values, where) for values, where in fresh}
    added = subjects.add_many(
        connection,
        [values for values, _ in once.values()],
        source,
        wheres=[where for _, where in once.values()],
        kind=kind,
    )
    done.added = [one.name for one in added]
    held = {_key_of(values): values for values, _ in lines if _key_of(values) in known}
    changes = [change for key, values in held.items() if (change := _change(known[key], values, source))]
    done.changed = [one.name for one in subjects.change_many(connection, changes)]
    done.unchanged = len(held) - len(changes)
    return [*(one.id for one in added), *(known[key].id for key in held)]


def _key(name: str, region: str | None) -> tuple[str, str]:
    return name_key(name), region or ''


def _key_of(values: Mapping[str, Any]) -> tuple[str, str]:
    return _key(values['org_name'], values.get('region'))


def _change(one: Organisation, values: Mapping[str, Any], source: Provenance) -> Change | None:
    new = {
        name: value for name, value in values.items() if name != 'org_name' and field_of(one, name) != value
    }
    return Change(one.id, new, source) if new else None


def population(place: Workplace, campaign: str, kind: SubjectKind | None = None) -> list[Organisation]:
    """The subjects a campaign counts.

    Raises:
        UsageFault: there is no such campaign.
    """
    pack = pack_named(place, campaign)
    with reading(place.engine) as connection:
        return populations.members(connection, pack.id, kind)
