"""The list of units that are to answer a collection, from a workbook or CSV: 单位, 别名, 电话."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from model.errors import Damaged, UsageFault
from model.place import Where
from office.collecting import collection_named
from office.config import Workplace
from office.sheets import must_exist, read_sheet, sheet_to_records
from store import audit, expected
from store.engine import atomic, reading
from store.expected import ExpectedUnit

_HEADS = {
    'unit': ('单位', '单位名称', '名称', '报送单位', '填报单位', '县区', '县（区）', '县(区)', '地区'),
    'aliases': ('别名', '简称', '又名', '曾用名', '其他名称'),
    'phone': ('电话', '联系电话', '电话号码', '联系方式', '办公电话'),
    'serial': ('序号', '编号'),
}
_BETWEEN = re.compile('[、,，;；/\\s]+')
_TOTAL = re.compile('^(?:合|总|小)计')


class Expecting(NamedTuple):
    """What an import would do, or did: the units, those new and those gone, and the lines left out."""

    units: tuple[ExpectedUnit, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    left_out: tuple[str, ...]
    written: bool


def expect(place: Workplace, collection: str, path: Path, *, replace: bool = False) -> Expecting:
    """Read a list of units; written where no unit falls out that is expected, or `replace` says so.

    Without a list of its own a collection expects the counties, or the units its notice names.

    Raises:
        UsageFault: there is no such collection or file, or two units share a name.
        BadInput: the file cannot be read or has no column of units.
    """
    expecting = collection_named(place, collection).asked.units
    must_exist(path)
    units, left_out = _read_units(path)
    with reading(place.engine) as connection:
        own = expected.list_units(connection, collection)
    held, names = [one.name for one in expecting], [one.name for one in units]
    added = tuple(name for name in names if name not in held)
    removed = tuple(name for name in held if name not in names)
    written = replace or not (own or removed)
    if written:
        with atomic(place.engine) as connection:
            expected.replace_all(connection, collection, units)
            detail = {'units': names, 'before': held}
            audit.note(
                connection,
                actor=place.actor,
                act='expect',
                about=collection,
                at=place.now(),
                detail=detail,
            )
    return Expecting(units, added, removed, left_out, written)


def _read_units(path: Path) -> tuple[tuple[ExpectedUnit, ...], tuple[str, ...]]:
    rows = read_sheet(path)
    records = [texts for texts, _ in sheet_to_records(rows, _head_to_field)[0]] or _lone_column(rows)
    if not records or 'unit' not in records[0]:
        raise Damaged(f"“{path.name}”里找不到“单位”一列。请把表头放在第一行：单位、别名、电话。")
    units: dict[str, ExpectedUnit] = {}
    left_out = []
    for texts in records:
        name = ''.join(texts['unit'].split())
        if not name or _TOTAL.match(name):
            left_out.append(name or "没有单位名称的一行")
        elif name in units:
            raise UsageFault(f"“{path.name}”里“{name}”有两行。请改成一行再导入。")
        else:
            aliases = tuple(filter(None, _BETWEEN.split(texts.get('aliases', '').strip())))
            units[name] = ExpectedUnit(name, aliases, texts.get('phone', '').strip() or None)
    _check_names(path, tuple(units.values()))
    return tuple(units.values()), tuple(left_out)


def _lone_column(rows: Sequence[tuple[dict[int, str], Where]]) -> list[dict[str, str]]:
    """A list of nothing but units under its one heading."""
    for position, (cells, _) in enumerate(rows):
        columns = [column for column, text in cells.items() if _head_to_field(text) == 'unit']
        if columns:
            return [{'unit': texts.get(columns[0], '')} for texts, _ in rows[position + 1 :]]
    return []


def _head_to_field(head: str) -> str | None:
    squeezed = ''.join(head.split())
    return next((name for name, words in _HEADS.items() if squeezed in words), None)


def _check_names(path: Path, units: tuple[ExpectedUnit, ...]) -> None:
    """No spelling may stand for two units: what comes would go to neither."""
    owner: dict[str, str] = {}
    for unit in units:
        for name in (unit.name, *unit.aliases):
            if owner.setdefault(name, unit.name) != unit.name:
                raise UsageFault(
                    f"“{path.name}”里“{name}”既指“{owner[name]}”又指“{unit.name}”。请改正后再导入。"
                )
