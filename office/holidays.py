"""放假安排 told to the office, for years whose table the program does not have yet (G18).

They lie in 放假安排.csv (日期,类型) beside office.toml, written by `shoufa due holidays` and read once.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping
from pathlib import Path

from model.errors import BadInput, BadSetting, Damaged
from model.place import Where
from office.inbox import write_whole
from text.celldates import cell_to_date
from text.labels import fold_label
from text.workdays import YearDays, is_workday

Holidays = Mapping[int, YearDays]
"""By year; a year in it is known."""

HEADER = ('日期', '类型')
_ALWAYS_OFF = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
"""Off in every year (全国年节及纪念日放假办法 第二条): a list without them is no whole year."""

_LABELS = {'day': ("日期",), 'kind': ("类型", "类别", "休班")}
_KINDS = {'休': False, '休息': False, '放假': False, '班': True, '上班': True, '调休上班': True}
_Days = dict[dt.date, bool]
"""Whether a day is worked."""


def load_holidays(path: Path) -> Holidays:
    """The office's own list; empty where there is none.

    Raises:
        BadSetting: the list cannot be read.
    """
    if not path.exists():
        return {}
    try:
        return _days_to_tables(_read(path))
    except BadInput as error:
        raise BadSetting(f"{error.message}改不好可以删去这个文件，再用 shoufa due holidays 导入。") from error


def import_holidays(target: Path, source: Path) -> dict[int, int]:
    """Bring a list of days off and days worked into the office's own; gives how many days of each year.

    Raises:
        UsageFault: there is no such file.
        BadInput: it cannot be read, or a year without a published table is not whole.
    """
    told = _read(source)
    merged = {**(_read(target) if target.exists() else {}), **told}
    years = sorted({day.year for day in told})
    for year in years:
        _must_be_whole(year, merged, source.name)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows((day.isoformat(), "班" if merged[day] else "休") for day in sorted(merged))
    write_whole(target, out.getvalue().encode('utf-8-sig'))
    return {year: sum(day.year == year for day in told) for year in years}


def _must_be_whole(year: int, days: _Days, file: str) -> None:
    """Raises Damaged where a year that only this list knows lacks days that every year has."""
    lacking = [f"{month}月{day}日" for month, day in _ALWAYS_OFF if days.get(dt.date(year, month, day), True)]
    if lacking and not _published(year) and not _only_december(year, days):
        raise Damaged(
            f"“{file}”里{year}年缺{'、'.join(lacking)}，不像完整的一年，没有导入。"
            "请照国务院办公厅的放假安排，把休息日和调休上班日补齐后再导入。"
        )


def _only_december(year: int, days: _Days) -> bool:
    """Whether the year's days are those that the next year's notice moves."""
    return all(day.month == 12 for day in days if day.year == year)


def _read(path: Path) -> _Days:
    from office.sheets import must_exist, read_sheet, sheet_to_records

    must_exist(path)
    records, _ = sheet_to_records(read_sheet(path), _header_to_field)
    if not records:
        raise Damaged(f"“{path.name}”里没有“日期”“类型”两列，或者没有一行。类型写“休”或“班”。")
    days = {}
    for texts, where in records:
        day, kind = cell_to_date(texts['day']).value, texts['kind'].strip()
        if not day or len(day) != 10 or kind not in _KINDS:
            raise Damaged(
                f"“{path.name}”{_place(where)}“{texts['day']},{kind}”读不懂："
                "日期写成 2027-01-01，类型写“休”或“班”。"
            )
        days[dt.date.fromisoformat(day)] = _KINDS[kind]
    return days


def _place(where: Where) -> str:
    return f"第{where.line}行" if where.line else f"{where.cell}格" if where.cell else ""


def _header_to_field(header: str) -> str | None:
    wanted = fold_label(header)
    return next((name for name, labels in _LABELS.items() if wanted in map(fold_label, labels)), None)


def _days_to_tables(days: _Days) -> Holidays:
    """Tables by year; where the program has a year's table the told days change single days of it.

    Days of December alone belong to the next year's notice, which moves them.
    """
    tables: dict[int, _Days] = {}
    for year in {day.year for day in days}:
        own = {day: worked for day, worked in days.items() if day.year == year}
        if not _published(year) and _only_december(year, days):
            tables.setdefault(year + 1, {}).update(own)
        else:
            tables.setdefault(year, {}).update({**_published_days(year), **own})
    return {
        year: YearDays(
            off=frozenset(day for day, worked in table.items() if not worked),
            on=frozenset(day for day, worked in table.items() if worked),
        )
        for year, table in tables.items()
    }


def _published(year: int) -> bool:
    """Whether the program has this year's table."""
    return any((found := is_workday(dt.date(year, 1, day))) and found.known for day in range(1, 8))


def _published_days(year: int) -> _Days:
    """The days of a published table that are not what their weekday says."""
    if not _published(year):
        return {}
    days = (dt.date(year, 1, 1) + dt.timedelta(days=offset) for offset in range(366))
    worked = {day: is_workday(day) is not None for day in days if day.year == year}
    return {day: works for day, works in worked.items() if works != (day.weekday() < 5)}
