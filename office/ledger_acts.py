"""Looking at the ledger: find, show, history, figures, export."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ledger.coverage import Dimension
from ledger.index import by_id
from ledger.match import match
from ledger.names import fold_name
from ledger.undo import held_on
from model.errors import UsageFault
from model.serialise import to_plain
from model.subject import Organisation, Version
from office.config import Workplace
from office.import_cells import acts_behind, own_source
from office.indexing import ledger_index
from office.sheets import must_exist, read_sheet, sheet_to_records
from store import acts, listed, subjects
from store.engine import Connection, reading

MATCH_COLUMNS = {
    'id': 'id',
    'name': 'name',
    'code': 'code',
    'region': 'region',
    '编号': 'id',
    '名称': 'name',
    '代码': 'code',
    '县区': 'region',
    '序号': 'id',
    '单位名称': 'name',
    '社会组织名称': 'name',
    '统一社会信用代码': 'code',
    '所属县区': 'region',
}

_LONGEST_NUMBER = 10

DIMENSIONS: tuple[Dimension, ...] = ('region', 'type', 'supervisor', 'method')


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day: --as-of means as recorded by then."""
    return dt.datetime.combine(day, dt.time.max)


def organisations(place: Workplace, as_of: dt.date | None = None) -> list[Organisation]:
    """The ledger now, or as it was recorded by the end of a day."""
    with reading(place.engine) as connection:
        return subjects.list_all(connection, end_of(as_of) if as_of else None)


def find(
    place: Workplace, text: str, as_of: dt.date | None = None, *, ended: bool = False
) -> list[Organisation]:
    """Organisations whose name, former name, code, county or supervisor contains every word of text."""
    words = [fold_name(word) for word in text.split()]

    def speaks(organisation: Organisation) -> bool:
        former = organisation.facts.get('former_names') or ()
        told = (organisation.name, *former, organisation.code, organisation.region, organisation.supervisor)
        whole = '\n'.join(fold_name(part) for part in told if part)
        return all(word in whole for word in words)

    known = _known(place, as_of) if ended else organisations(place, as_of)
    return [one for one in known if speaks(one)]


def _known(place: Workplace, as_of: dt.date | None) -> list[Organisation]:
    """Those that count and those that ended or were merged."""
    with reading(place.engine) as connection:
        known = subjects.list_all(connection, end_of(as_of) if as_of else None, every=True)
    return [one for one in known if one.state != 'withdrawn']


def one_named(place: Workplace, wanted: str, as_of: dt.date | None = None) -> Organisation:
    """The organisation with this ledger number, code or exact name.

    Raises:
        UsageFault: there is none, or several bear the name.
    """
    exact = _meant(_may_be_meant(place, wanted) if as_of is None else _known(place, as_of), wanted)
    if len(exact) == 1:
        return exact[0]
    if exact:
        told = '；'.join(f"{one.id} {one.name}（{one.region}）" for one in exact)
        raise UsageFault(f"“{wanted}”有{len(exact)}家：{told}。请改用编号。")
    raise UsageFault(f"台账里没有“{wanted}”。用 shoufa ledger find 词 查找。")


def _may_be_meant(place: Workplace, wanted: str) -> list[Organisation]:
    """Those of its number, code or name, else those that bore it before; a large ledger is not read whole."""
    told = wanted.strip()
    number = int(told) if told.isdecimal() and told.isascii() and len(told) < _LONGEST_NUMBER else None
    with reading(place.engine) as connection:
        found = listed.meant_by(connection, number, _to_code(told), told)
        known = [one for one in found if one.state != 'withdrawn']
        if _meant(known, wanted):
            return known
        return [*known, *(one for one in listed.renamed(connection) if one.state != 'withdrawn')]


def _to_code(told: str) -> str:
    return unicodedata.normalize('NFKC', told).upper()


def _meant(known: list[Organisation], wanted: str) -> list[Organisation]:
    """By number, code, name or former name; those that count before those that do not."""
    told, name = wanted.strip(), fold_name(wanted)
    code = _to_code(told)
    numbered = [one for one in known if str(one.id) == told]
    named = numbered or [one for one in known if one.code == code or fold_name(one.name) == name]
    named = named or [one for one in known if name in map(fold_name, one.facts.get('former_names') or ())]
    return [one for one in named if one.state == 'active'] or named


def one_on(place: Workplace, wanted: str, day: dt.date) -> Organisation | None:
    """The organisation as it was on a day by what is known now; None where it had not begun."""
    organisation = one_named(place, wanted)
    with reading(place.engine) as connection:
        versions = subjects.history(connection, organisation.id)
        return held_on(versions, day, acts.gone(connection))


def history(place: Workplace, wanted: str) -> list[Version]:
    """Every version of an organisation, oldest first."""
    organisation = one_named(place, wanted)
    with reading(place.engine) as connection:
        return subjects.history(connection, organisation.id)


def sources(place: Workplace, subject: int, as_of: dt.date | None = None) -> dict[str, Any]:
    """Where each value of an organisation comes from: {field: {register, where, actor, at}}."""
    with reading(place.engine) as connection:
        versions = subjects.history(connection, subject)
        if as_of:
            versions = [one for one in versions if one.recorded_from <= end_of(as_of)]
        return own_sources(connection, versions[-1].sources) if versions else {}


def own_sources(connection: Connection, held: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """These sources, each of an imported value with that value's own cell."""
    behind = {one.number: one for one in acts.list_acts(connection, numbers=acts_behind(held))}
    return {field: dict(own_source(source, field, behind)) for field, source in held.items()}


def match_names(place: Workplace, path: Path) -> list[dict[str, Any]]:
    """The decision on each line of a list headed id, name and optionally code and region.

    Raises:
        BadInput: the list cannot be read.
        UsageFault: there is no such file.
    """
    must_exist(path)
    records, _ = sheet_to_records(
        read_sheet(path), lambda header: MATCH_COLUMNS.get(header.strip().lower()), 1
    )
    with reading(place.engine) as connection:
        index = ledger_index(place, connection)
    lines = []
    for texts, _ in records:
        given = {key: texts.get(key, '').strip() or None for key in ('name', 'code', 'region')}
        found = match(given['name'], given['code'], given['region'], index)
        held = by_id(found.organisation, index) if found.organisation is not None else None
        lines.append({'id': texts.get('id'), **to_plain(found), 'code': held.code if held else None})
    return lines
