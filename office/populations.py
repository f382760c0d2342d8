"""Counties, towns, parks and enterprises that a campaign counts, loaded from a list (G14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from office.task_units import bracketed, is_all, is_total, parts_of, place_of, plain_name
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
        "乡镇",
        "街道",
        "乡镇街道",
        "街道（乡镇）",
        "街道名称",
        "乡镇名称",
        "镇街",
        "企业名称",
    ),
    *("单位", "县（区）名称", "县区名称", "园区名称", "园区", "开发区名称", "企业", "责任单位", "name"),
)


@dataclass(slots=True)
class Loaded:
    """What loading a list did: new, changed and unchanged subjects; what was not understood.

    left_out: lines that were not taken, as they name no one unit, or one that stands there already.
    """

    act: int = 0
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    counted: int = 0
    ignored_columns: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


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
        regions = frozenset(
            {*place.office.counties, *(texts.get('region', '').strip() for texts, _ in records)}
        )
        found = [_values(texts, index, where, done) for texts, where in _units(records, regions, done)]
        lines = _known_ones(connection, kind, _once(found, done), done)
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


def _units(
    records: Sequence[tuple[dict[str, str], Where]], regions: frozenset[str], done: Loaded
) -> Iterator[tuple[dict[str, str], Where]]:
    """The lines that name one unit each, by its plain name; others are told, but for 合计."""
    for texts, where in records:
        told = texts['org_name']
        name, region = bracketed(plain_name(told), regions)
        written = texts.get('region', '').strip() or None
        if is_total(told) or (not told.strip() and any(map(is_total, texts.values()))):
            continue
        if not name:
            done.left_out.append(f"{place_of(where)}没有写名称")
        elif is_all(name) or len(parts_of(name)) > 1:
            done.left_out.append(f"{place_of(where)}“{name}”不是一个单位，请按单位分行")
        elif region and written and region != written:
            done.left_out.append(f"{place_of(where)}“{told.strip()}”的所属县区写的是“{written}”，请核对")
        else:
            yield {**texts, 'org_name': name, 'region': region or written or ''}, where


Line = tuple[dict[str, Any], dict[str, Any]]


def _once(lines: Sequence[Line], done: Loaded) -> list[Line]:
    """Each unit once, by its first line; a further one is told."""
    first: dict[tuple[str, str], Line] = {}
    for values, where in lines:
        held = first.setdefault(_key_of(values), (values, where))
        if held[0] is not values:
            same = "" if held[0] == {**values, 'org_name': held[0]['org_name']} else "，两行所填不同"
            told = f"“{values['org_name']}”写了两次{same}，只记前一次（“{held[0]['org_name']}”）"
            done.left_out.append(told)
    return list(first.values())


def _known_ones(connection: Connection, kind: SubjectKind, lines: Sequence[Line], done: Loaded) -> list[Line]:
    """Lines without a county given that of the one unit known by their name; of several none is meant."""
    counties: dict[str, set[str]] = {}
    for one in subjects.list_all(connection, kind=kind):
        counties.setdefault(name_key(one.name), set()).add(one.region or '')
    for values, _ in lines:
        if values.get('region'):
            counties.setdefault(name_key(values['org_name']), set()).add(values['region'])
    kept: list[Line] = []
    for values, where in lines:
        found = counties.get(name_key(values['org_name']), set())
        if values.get('region') or not found or found == {''}:
            kept.append((values, where))
        elif len(found) == 1:
            kept.append(({**values, 'region': next(iter(found))}, where))
        else:
            listed = "、".join(sorted(found - {''}))
            done.left_out.append(f"“{values['org_name']}”没有写县区，同名的在{listed}，请写明")
    return list({_key_of(values): (values, where) for values, where in reversed(kept)}.values())[::-1]


def _values(texts: Mapping[str, str], index: LabelIndex, where: Where, done: Loaded) -> Line:
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
    lines: Sequence[Line],
    source: Provenance,
    done: Loaded,
) -> list[int]:
    """New subjects added, known ones (same name and county) given their new values; their ids."""
    known = {_key(one.name, one.region): one for one in subjects.list_all(connection, kind=kind)}
    fresh: list[Line] = []
    held: list[tuple[Organisation, dict[str, Any]]] = []
    for values, where in lines:
        key = _key_of(values)
        one = known.pop(key, None) or known.pop((key[0], ''), None)  # the county may not have been told then
        if one is None:
            fresh.append((values, where))
        else:
            held.append((one, values))
    wheres = [where for _, where in fresh]
    added = subjects.add_many(connection, [values for values, _ in fresh], source, wheres=wheres, kind=kind)
    done.added = [one.name for one in added]
    changes = [change for one, values in held if (change := _change(one, values, source))]
    done.changed = [one.name for one in subjects.change_many(connection, changes)]
    done.unchanged = len(held) - len(changes)
    return [*(one.id for one in added), *(one.id for one, _ in held)]


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
