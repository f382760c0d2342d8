"""Another official source (党内统计) beside our ledger: the same counts, and where they differ."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledger.coverage import TOTAL
from model.errors import Damaged, UsageFault
from model.place import Where
from model.serialise import where_to_short
from office.config import Workplace
from office.counting import further_figures, stats
from office.sheets import must_exist, read_sheet, sheet_to_records
from office.task_units import is_total, place_of
from store import audit, outside_figures
from store.engine import atomic, reading
from store.outside_figures import OutsideFigure
from text.labels import fold_label
from text.numbers import cell_to_int, is_dash
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


@dataclass(slots=True)
class Taken:
    """How many counts were taken in; what could not be read, and what a person should look at."""

    figures: int = 0
    unread: list[str] = dataclasses.field(default_factory=list)
    doubts: list[str] = dataclasses.field(default_factory=list)
    ignored_columns: list[str] = dataclasses.field(default_factory=list)


def import_figures(place: Workplace, path: Path, source: str, as_of: dt.date) -> Taken:
    """Take in a source's table for a day, in place of what it said of that day; checks it against itself.

    A county that stands there twice with differing counts has none; 合计 is held against the sum.

    Raises:
        BadInput: the file cannot be read, or has no column of counties and counts.
        UsageFault: there is no such file.
    """
    must_exist(path)
    records, ignored = sheet_to_records(read_sheet(path), _header_to_field)
    if not records or 'key' not in records[0][0] or not FIELDS.keys() & records[0][0].keys():
        wanted = "县区、社会组织数、已建党组织数"
        raise Damaged(f"“{path.name}”里找不到要对照的列，表头至少应有：{wanted}。")
    told = [field for field in FIELDS if field in records[0][0]]
    taken = Taken(ignored_columns=ignored)
    lines = [
        _figure(place, source, as_of, path, texts, field, where)
        for texts, where in records
        if texts['key'].strip() and (not is_total(texts['key']) or _key(place, texts['key']) == TOTAL)
        for field in told
    ]
    filled = [one for one in lines if one.raw]
    taken.unread += _nameless(records, told)
    taken.unread += [
        f"{one.key}{FIELDS[one.field]}“{one.raw}”不是整数" for one in filled if one.value is None
    ]
    figures = _once(filled, taken)
    named = list(dict.fromkeys(one.key for one in lines))
    taken.doubts += doubts_of(figures, named, told, place.office.counties)
    taken.figures = sum(one.value is not None for one in figures)
    with atomic(place.engine) as connection:
        outside_figures.replace_all(connection, source, as_of, figures)
        audit.note(connection, actor=place.actor, act='outside_import', about=path.name, at=place.now())
    return taken


def _nameless(records: Sequence[tuple[Mapping[str, str], Where]], told: Sequence[str]) -> list[str]:
    return [
        f"{place_of(where)}没有写县区"
        for texts, where in records
        if not texts['key'].strip() and any(texts.get(field, '').strip() for field in told)
    ]


def _once(figures: Sequence[OutsideFigure], taken: Taken) -> list[OutsideFigure]:
    """Each count of each county once; one that is told twice and differs has no value."""
    by_key: dict[tuple[str, str], list[OutsideFigure]] = {}
    for one in figures:
        by_key.setdefault((one.key, one.field), []).append(one)
    once: list[OutsideFigure] = []
    for found in by_key.values():
        raws = list(dict.fromkeys(one.raw for one in found))
        differ = len({one.value for one in found}) > 1
        once.append(dataclasses.replace(found[0], value=None, raw="；".join(raws)) if differ else found[0])
        if len(found) > 1:
            label = f"{found[0].key}{FIELDS[found[0].field]}写了{len(found)}次"
            taken.doubts.append(f"{label}：{'、'.join(raws)}{'，没有取哪一个' if differ else '，记一次'}")
    return once


def doubts_of(
    figures: Sequence[OutsideFigure], named: Collection[str], told: Sequence[str], counties: Sequence[str]
) -> list[str]:
    """Where a table disagrees with itself or leaves something out.

    Its sums, more established than there are, counties that are missing, left blank or not of this office.
    """
    values = {(one.key, one.field): one.value for one in figures}
    found = [doubt for field in told if (doubt := _sum_doubt(values, named, field))]
    for key in named:
        total, established = values.get((key, 'total')), values.get((key, 'established'))
        if total is not None and established is not None and established > total:
            found.append(f"{key}：已建党组织{established}多于社会组织{total}")
        found += [f"{key}没有填{FIELDS[field]}" for field in told if (key, field) not in values]
    missing = [one for one in counties if one not in named]
    if missing:
        found.append(f"表里没有：{'、'.join(missing)}")
    strange = [one for one in named if one != TOTAL and counties and one not in counties]
    return [*found, *([f"不是本单位所列的县区：{'、'.join(strange)}"] if strange else [])]


def _sum_doubt(
    values: Mapping[tuple[str, str], int | None], named: Collection[str], field: str
) -> str | None:
    told = values.get((TOTAL, field))
    parts = [values.get((key, field)) for key in named if key != TOTAL]
    if told is None or not parts:
        return None
    known = sum(one for one in parts if one is not None)
    unknown = sum(one is None for one in parts)
    if unknown:
        more = "，已超过合计" if known > told else ''
        return f"合计的{FIELDS[field]}{told}无法核对：有{unknown}个县区没有数，其余相加为{known}{more}"
    return None if known == told else f"合计的{FIELDS[field]}{told}与各县区相加的{known}不一致"


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
    raw = '' if is_dash(raw) else raw
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
    told = ''.join(text.split()).strip('：:')
    if told in {"合计", "总计", "共计", "全市", "全省", "全县", "全市合计", "全省合计", place.office.region}:
        return TOTAL
    known = find_region(told, names_to_regions([place.office.region, *place.office.counties]))
    return known.full if known and known.full in place.office.counties else told


def known_days(place: Workplace) -> dict[str, list[dt.date]]:
    """The days of which figures are known, the latest first, by source."""
    with reading(place.engine) as connection:
        known = outside_figures.list_figures(connection)
    found: dict[str, set[dt.date]] = {}
    for one in known:
        found.setdefault(one.source, set()).add(one.as_of)
    return {source: sorted(days, reverse=True) for source, days in found.items()}


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
    """Our figures of that day by key; none where the ledger was empty, or nobody filled in 是否建立."""
    as_of = day if day < place.today else None
    found: dict[tuple[str, str], int] = {}
    for by in (['region'], []):
        further = further_figures(place, by, as_of)
        for line, _ in stats(place, by, as_of):
            if line.denominator:
                found[line.key, 'total'] = line.denominator
            if line.denominator > further.get(line.key, {}).get('unknown', 0):
                found[line.key, 'established'] = line.numerator
    return found
