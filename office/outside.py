"""Another official source (党内统计) beside our ledger: the same counts, and where they differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ledger.coverage import TOTAL, CoverageLine
from model.errors import Damaged, UsageFault
from model.place import Where
from model.serialise import where_to_short
from office.config import Workplace
from office.counting import stats
from office.sheets import must_exist, read_sheet, sheet_to_records
from store import audit, outside_figures
from store.engine import atomic, reading
from store.outside_figures import OutsideFigure
from text.labels import fold_label
from text.numbers import cell_to_int
from text.regions import find_region, names_to_regions

LABELS = {
    'key': ("县区", "县（区）", "县市区", "地区", "所属县区", "单位", "单位名称", "行政区划", "region"),
    'total': ("社会组织数", "社会组织总数", "社会组织", "总数", "登记数", "法人单位数", "家数", "total"),
    'established': (
        "已建党组织数",
        "已建立党组织",
        "已建党组织",
        "已建立党组织数",
        "已建",
        "已建数",
        "established",
    ),
}
"""How such tables head what we can lay beside them."""

FIELDS = {'total': "社会组织", 'established': "已建党组织"}


@dataclass(frozen=True, slots=True)
class Beside:
    """One count of one county by the source and by our ledger; None where one of them says nothing."""

    key: str
    field: str
    theirs: int | None
    ours: int | None

    @property
    def difference(self) -> int | None:
        """Ours less theirs."""
        return None if self.theirs is None or self.ours is None else self.ours - self.theirs


def import_figures(place: Workplace, path: Path, source: str, as_of: dt.date) -> tuple[int, list[str]]:
    """Take in a source's table for a day; gives how many counts, and what could not be read.

    Raises:
        BadInput: the file cannot be read, or has no column of counties and counts.
        UsageFault: there is no such file.
    """
    must_exist(path)
    records, _ = sheet_to_records(read_sheet(path), _header_to_field)
    if not records or 'key' not in records[0][0] or not FIELDS.keys() & records[0][0].keys():
        wanted = "县区、社会组织数、已建党组织数"
        raise Damaged(f"“{path.name}”里找不到要对照的列，表头至少应有：{wanted}。")
    figures = [
        _figure(place, source, as_of, path, texts, field, where)
        for texts, where in records
        if texts['key'].strip()
        for field in FIELDS
        if texts.get(field, '').strip()
    ]
    unread = [f"{one.key}{FIELDS[one.field]}“{one.raw}”不是整数" for one in figures if one.value is None]
    with atomic(place.engine) as connection:
        outside_figures.replace_all(connection, source, as_of, figures)
        audit.note(connection, actor=place.actor, act='outside_import', about=path.name, at=place.now())
    return len(figures) - len(unread), unread


def _header_to_field(header: str) -> str | None:
    wanted = fold_label(header)
    return next((name for name, labels in LABELS.items() if wanted in map(fold_label, labels)), None)


def _figure(
    place: Workplace,
    source: str,
    as_of: dt.date,
    path: Path,
    texts: dict[str, str],
    field: str,
    where: Where,
) -> OutsideFigure:
    raw = texts[field].strip()
    return OutsideFigure(
        source=source,
        as_of=as_of,
        key=_key(place, texts['key']),
        field=field,
        value=_certain(raw),
        raw=raw,
        file=path.name,
        where=where_to_short(where),
        at=place.now(),
    )


def _certain(raw: str) -> int | None:
    """A count that leaves no doubt; None for any other cell."""
    read = cell_to_int(raw)
    return read.value if isinstance(read.value, int) and not read.reasons else None


def _key(place: Workplace, text: str) -> str:
    told = ''.join(text.split())
    if told in {"合计", "总计", "全市", "全省", "全县", place.office.region}:
        return TOTAL
    known = find_region(told, names_to_regions([place.office.region, *place.office.counties]))
    return known.full if known and known.full in place.office.counties else told


def beside(place: Workplace, source: str, as_of: dt.date | None = None) -> tuple[dt.date, list[Beside]]:
    """A source's figures of its latest day (or this one) beside ours as recorded by the end of that day.

    Raises:
        UsageFault: nothing is known from that source, or of that day.
    """
    with reading(place.engine) as connection:
        known = outside_figures.list_figures(connection, source)
    days = sorted({one.as_of for one in known})
    if not days or (as_of and as_of not in days):
        raise UsageFault(f"没有“{source}”{as_of or ''}的数，先用 shoufa ledger outside import 导入。")
    day = as_of or days[-1]
    theirs = {(one.key, one.field): one.value for one in known if one.as_of == day}
    ours = _ours(place, day)
    keys = list(dict.fromkeys([*(key for key, _ in theirs), *(key for key, _ in ours)]))
    ordered = sorted(keys, key=lambda key: (key == TOTAL, _place_of(place.office.counties, key), key))
    told = [field for field in FIELDS if any(one == field for _, one in theirs)]
    return day, [
        Beside(key, field, theirs.get((key, field)), ours.get((key, field)))
        for key in ordered
        for field in told
    ]


def _place_of(counties: Sequence[str], key: str) -> int:
    return counties.index(key) if key in counties else len(counties)


def _ours(place: Workplace, day: dt.date) -> dict[tuple[str, str], int]:
    as_of = day if day < place.today else None
    lines: list[CoverageLine] = [line for line, _ in stats(place, ['region'], as_of)]
    lines += [line for line, _ in stats(place, [], as_of)]
    found: dict[tuple[str, str], int] = {}
    for line in lines:
        found[line.key, 'total'] = line.denominator
        found[line.key, 'established'] = line.numerator
    return found
