"""What a figure rests on, down to files: papers of the register, imported lists, settings, people."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from campaigns.pack import BUILT_IN
from model.figure import Source
from model.register import Entry
from model.serialise import to_plain
from model.subject import Act, Version
from office.config import SETTINGS, Workplace
from office.import_cells import own_source
from store import acts, audit, provenance, register
from store.engine import Connection, reading
from store.provenance import Last

_MANY = 20_000
"""More organisations than these are told by what recorded them, not field by field."""

_FIELDS: dict[str, tuple[str, ...]] = {
    'established': ('established',),
    'unestablished': ('established',),
    'unknown': ('established',),
    'independent': ('established', 'establishment_form'),
    'joint': ('established', 'establishment_form'),
    'other': ('established', 'establishment_form'),
    'form_unknown': ('established', 'establishment_form'),
    'approved': ('approval_number',),
    'members': ('members_total',),
    'instructors': ('org_name',),
    'organisations': ('org_name',),
    'eligible': ('established', 'members_total'),
    'waiting': ('established', 'members_total'),
    'method': ('established', 'members_total'),
    'code': ('unified_code',),
}
"""Which fields of an organisation decide whether a figure counts it, by a word of the figure's key."""
_CONDITIONS = {
    'established': "是否建立党组织 = 是",
    'unestablished': "是否建立党组织 = 否",
    'unknown': "是否建立党组织没有记载",
    'independent': "已建，组建形式 = 单独组建",
    'joint': "已建，组建形式 = 联合组建",
    'other': "已建，组建形式为其他方式",
    'approved': "有批复文号",
    'members': "党员总数相加",
    'instructors': "当日有党建工作指导员",
    'organisations': "当日在册的社会组织",
    'eligible': "已建，或按活动的组建条件应建",
    'waiting': "按活动的组建条件暂不能确定方式",
    'method': "按活动的组建条件只适用这一方式",
}


class Query(NamedTuple):
    """What was counted: the deciding fields, the condition in Chinese, by what was recorded when."""

    field: str
    condition: str | None
    as_of: dt.date | None
    known_by: dt.date | None


@dataclass(frozen=True, slots=True)
class Ground:
    """The register and acts by number, and what the wanted organisations held when the paper was made."""

    place: Workplace
    entries: Mapping[int, Entry]
    acts: Mapping[int, Act]
    held: Mapping[int, Version] = field(default_factory=dict)
    last: Mapping[int, Last] = field(default_factory=dict)
    there: dict[str, bool] = field(default_factory=dict)
    rosters: list[str] = field(default_factory=list)


def word_of(key: str) -> str:
    """The word of a figure's key that says what is counted: 'established' of 'county.甲县.established'."""
    return next((word for word in reversed(key.split('.')) if word in _FIELDS), '')


def query_of(key: str, as_of: dt.date | None, known_by: dt.date | None) -> Query:
    """What a figure of the ledger counts."""
    word = word_of(key)
    return Query('、'.join(_FIELDS.get(word, ('org_name',))), _CONDITIONS.get(word), as_of, known_by)


def ground_for(
    place: Workplace, rows: Collection[int], moment: dt.datetime, *, whole: bool = False
) -> Ground:
    """What these organisations held at a moment, in a few queries; of very many in short, unless whole."""
    with reading(place.engine) as connection:
        entries = {one.number: one for one in register.list_entries(connection)}
        if len(rows) > _MANY and not whole:
            last = provenance.last_at(connection, moment)
            return Ground(place, entries, _acts(connection, (one.act for one in last.values())), last=last)
        held = {one.organisation.id: one for one in provenance.held_at(connection, rows, moment)}
        numbers = (source.get('act') for one in held.values() for source in one.sources.values())
        return Ground(place, entries, _acts(connection, numbers), held)


def _acts(connection: Connection, numbers: Iterable[int | None]) -> dict[int, Act]:
    wanted = sorted({number for number in numbers if number is not None})
    return {
        one.number: one
        for start in range(0, len(wanted), 500)
        for one in acts.list_acts(connection, numbers=wanted[start : start + 500])
    }


def rows_told(ground: Ground, key: str, rows: Iterable[int]) -> list[dict[str, Any]]:
    """Each organisation a figure counts, with where its deciding values come from."""
    wanted = _FIELDS.get(word_of(key), ('org_name',))
    return [_row(ground, row, wanted) for row in rows]


def _row(ground: Ground, row: int, wanted: tuple[str, ...]) -> dict[str, Any]:
    version = ground.held.get(row)
    if version is None:
        found = first_source(ground, '', row)
        return {'id': row, 'organisation': None, 'code': None, 'sources': found}
    one = version.organisation
    sources = _of_fields(ground, version, wanted)
    for source in sources:
        source['value'] = one.name if source['field'] == 'org_name' else one.facts.get(source['field'])
    return {'id': row, 'organisation': one.name, 'code': one.code, 'sources': sources}


def _of_fields(ground: Ground, version: Version, wanted: tuple[str, ...]) -> list[dict[str, Any]]:
    fields = [name for name in wanted if name in version.sources] or ['org_name']
    return [source for name in fields for source in _sources(ground, name, version.sources.get(name))]


def deciding_sources(ground: Ground, key: str, row: int) -> list[dict[str, Any]]:
    """Where the values come from by which a figure counts an organisation."""
    version = ground.held.get(row)
    if version is None:
        return first_source(ground, key, row)
    return _of_fields(ground, version, _FIELDS.get(word_of(key), ('org_name',)))


def _sources(ground: Ground, name: str, told: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    if not told:
        return []
    place = own_source(told, name, ground.acts).get('where') or {}
    where = {key: value for key, value in place.items() if value is not None}
    found = {'field': name, **register_told(ground, told.get('register'))}
    act = ground.acts.get(told.get('act') or 0)
    file = where.pop('file', None) or (act.about if act and act.kind == 'import' else None)
    if found['register'] is None and file:
        found |= {'file': file, 'title': "导入的名单"}
    if act and act.doc_number:
        found['doc_number'] = act.doc_number
    return [{**found, 'where': where, 'raw': None, 'accepted_by': told.get('actor'), 'at': told.get('at')}]


def register_told(ground: Ground, number: int | None) -> dict[str, Any]:
    """A register entry's number, its file as it lies in the office, and its title."""
    entry = ground.entries.get(number or 0)
    if entry is None:
        return {'register': None, 'file': None, 'title': None}
    file = f'存档/{entry.archived_as}' if entry.archived_as else entry.file
    return {'register': number, 'file': file, 'title': entry.title or entry.file}


def source_told(ground: Ground, source: Source) -> dict[str, Any]:
    """A paper that states a figure, and the place in it."""
    where = {key: value for key, value in to_plain(source.where).items() if value is not None}
    return {**register_told(ground, source.register), 'where': where, 'raw': source.raw}


def by_file(ground: Ground, key: str, rows: Iterable[int]) -> list[dict[str, Any]]:
    """How many organisations rest on each file or person, by the first of their deciding values."""
    counts: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        for source in first_source(ground, key, row):
            who = None if source['file'] else source['accepted_by']
            counts[source['register'], source['file'], who] += 1
    return [
        {'register': number, 'file': file, 'accepted_by': who, 'rows': count}
        for (number, file, who), count in counts.most_common()
    ]


def first_source(ground: Ground, key: str, row: int) -> list[dict[str, Any]]:
    """Where the first of an organisation's deciding values comes from; none where nothing is known of it."""
    version, last = ground.held.get(row), ground.last.get(row)
    if version is not None:
        names = [*_FIELDS.get(word_of(key), ()), 'org_name']
        name = next((one for one in names if one in version.sources), names[-1])
        return _sources(ground, name, version.sources.get(name))
    return _sources(
        ground, 'org_name', last and {'register': last.register, 'act': last.act, 'actor': last.actor}
    )


def is_there(ground: Ground, source: Mapping[str, Any]) -> bool:
    """Whether a source leads somewhere: a kept original, an imported list's line, a person."""
    if source['register'] is not None:
        file = source['file'] or ''
        if file not in ground.there:
            ground.there[file] = (ground.place.rooms.root / file).is_file()
        return ground.there[file]
    return bool(source['file'] or source.get('accepted_by'))


def roster_files(ground: Ground) -> Iterator[dict[str, Any]]:
    """The lists from which instructors came, as far as they were imported."""
    if not ground.rosters:
        with reading(ground.place.engine) as connection:
            told = [line['about'] for line in audit.lines(connection) if line['act'] == 'instructors_import']
        ground.rosters.extend(dict.fromkeys(told) or [''])
    for file in filter(None, ground.rosters):
        yield {'register': None, 'file': file, 'title': "导入的指导员名单", 'where': {}, 'raw': None}


def setting_file() -> dict[str, Any]:
    """office.toml as a source."""
    return {'register': None, 'file': SETTINGS, 'title': "本办公室的设置", 'where': {}, 'raw': None}


def pack_file(place: Workplace, campaign: str | None) -> Iterator[dict[str, Any]]:
    """A campaign's pack as a source: the office's own, else the one that ships."""
    for folder, name in ((place.rooms.packs, '活动'), (BUILT_IN, 'campaigns/packs')):
        path = Path(folder) / f'{campaign}.toml'
        if campaign and path.is_file():
            yield {
                'register': None,
                'file': f'{name}/{path.name}',
                'title': "活动方案",
                'where': {},
                'raw': None,
            }
            return
