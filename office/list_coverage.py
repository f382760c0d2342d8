"""Coverage on paper: organisations and enterprises each by themselves, another source beside our ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ledger.coverage import TOTAL, Cell, is_established, is_worked, organisation_to_cell
from model.campaign import Pack
from model.subject import Organisation
from office.dispatch_issued import served_on
from office.ledger_acts import end_of
from office.list_desk import Body, Desk, by_county, enterprises, ids, organisations, paper_of
from office.outside import Beside, beside
from outgoing.lists import UNKNOWN, Behind, Book, Column, ListPaper, Table
from store import outside_figures, subjects
from store.engine import Connection, reading

NAMES = {'organisation': "社会组织", 'enterprise': "非公有制企业"}
NOTHING_HELD = {
    'organisation': "台账里没有通知所涉的社会组织，情况待核实（不是零）。",
    'enterprise': "非公有制企业名单没有导入，情况待核实（不是零）。",
}


class _Measured(NamedTuple):
    """What one organisation counts as."""

    one: Organisation
    cell: Cell


_MEASURES: tuple[tuple[str, str, Callable[[_Measured], bool]], ...] = (
    ('all', "总数", lambda _: True),
    ('established', "已建党组织", lambda it: is_established(it.cell) is True),
    ('approved', "其中有批复", lambda it: it.cell.approved),
    ('unknown', "是否建立待核实", lambda it: is_established(it.cell) is None),
    ('worked', "党的工作已覆盖", lambda it: is_worked(it.cell) is True),
)


def tells_coverage(pack: Pack) -> bool:
    """Whether it is about organisations or enterprises and no consultation."""
    kinds = {one.kind for one in pack.populations}
    return bool(kinds & {'organisations', 'enterprises'}) and pack.consultation is None


def coverage_list(desk: Desk) -> ListPaper:
    """两个覆盖情况表: organisations and enterprises each in a table of their own, never one rate."""
    book = desk.book()
    with reading(desk.place.engine) as connection:
        kinds = {'organisation': organisations(desk, connection)}
        if any(one.kind == 'enterprises' for one in desk.pack.populations):
            kinds['enterprise'] = enterprises(desk, connection)
        tables = tuple(
            _coverage_table(desk, book, kind, listed, connection) for kind, listed in kinds.items()
        )
    notes = (
        (
            "注：组织覆盖率＝已建党组织／总数；工作覆盖率＝党的工作已覆盖（含已建党组织、已派指导员或联络员）／"
            "总数。是否建立未填的计入总数，不计入已建。"
        ),
        *(("社会组织与非公有制企业分别计算，不合并为一个比率。",) if len(tables) > 1 else ()),
    )
    return paper_of(desk, book, 'coverage', "覆盖情况统计表", Body("家", (), tables, notes, signed=True))


def _coverage_table(
    desk: Desk, book: Book, kind: str, listed: Sequence[Organisation], connection: Connection
) -> Table:
    groups = {
        county: _measured(desk, connection, inside) for county, inside in by_county(desk, listed).items()
    }
    rows = tuple(
        (str(number), county, *_coverage_cells(book, f'{kind}.{county}', county, told, ()))
        for number, (county, told) in enumerate(groups.items(), start=1)
    )
    whole = [one for told in groups.values() for one in told]
    total = _coverage_cells(book, f'{kind}.total', "合计", whole, [f'{kind}.{one}' for one in groups])
    columns = (
        Column("序号", 3),
        Column("县（区）", 7),
        *(Column(f"{label}（家）", 7) for _, label, _ in _MEASURES),
        Column("组织覆盖率", 7),
        Column("工作覆盖率", 7),
    )
    return Table(columns, rows, NOTHING_HELD[kind], total if rows else None, NAMES[kind])


def _measured(desk: Desk, connection: Connection, listed: Sequence[Organisation]) -> list[_Measured]:
    """Each with its cell; one to which an instructor is sent on the day is reached."""
    served = set(served_on(connection, desk.cut_off))
    found = []
    for one in listed:
        cell = organisation_to_cell(one)
        if one.id in served and 'instructor' not in cell.ways:
            cell = cell._replace(ways=('instructor', *cell.ways))
        found.append(_Measured(one, cell))
    return found


def _coverage_cells(
    book: Book, key: str, county: str, told: Sequence[_Measured], parts: Sequence[str]
) -> tuple[str, ...]:
    if not told:
        return ()
    counts = []
    unknown = {
        'established': all(is_established(it.cell) is None for it in told),
        'worked': all(is_worked(it.cell) is None for it in told),
    }
    unknown['approved'] = unknown['established']
    for name, label, counted in _MEASURES:
        meant = ids(it.one for it in told if counted(it))
        if unknown.get(name):
            counts.append(UNKNOWN)
            continue
        counts.append(
            book.count(
                f'{key}.{name}',
                f"{county}{label}",
                len(meant),
                Behind('sum' if parts else 'ledger', meant, parts=_noted(book, parts, name)),
            )
        )
    rates = (
        book.share(f'{key}.{name}_rate', f"{county}{label}", f'{key}.{name}', f'{key}.all', UNKNOWN)
        for name, label in (('established', "组织覆盖率"), ('worked', "工作覆盖率"))
    )
    return (*counts, *rates)


def _noted(book: Book, parts: Sequence[str], name: str) -> list[str]:
    """The figures of that name that the parts have."""
    return [key for one in parts if (key := f'{one}.{name}') in book.used]


def tells_statistics(pack: Pack) -> bool:
    """Whether the notice measures against 党内统计."""
    return any(one.base and '党内' in one.base for one in pack.targets)


def statistics_list(desk: Desk) -> ListPaper:
    """党内统计对照表: the source's counts and ours side by side with their differences, each its own rate."""
    with reading(desk.place.engine) as connection:
        known = outside_figures.list_figures(connection)
    source = next((one.source for one in reversed(known) if '党内' in one.source), None)
    book = desk.book()
    columns = (
        Column("序号", 3),
        Column("县（区）", 7),
        *(Column(label, 6, group) for group in _GROUPS for label in _labels(group)),
    )
    rows: list[tuple[str, ...]] = []
    total: tuple[str, ...] | None = None
    lead: tuple[str, ...] = ()
    if source:
        on, lines = beside(desk.place, source)
        empty = not any(one.ours for one in lines if one.field == 'total')
        lines = [replace(one, ours=None) for one in lines] if empty else _where_known(desk, on, lines)
        rows, total = _beside_rows(book, lines, f"{source}（{on}）")
        as_of = book.day('outside.day', f"{source}日期", on, Behind('record'))
        ours = "台账同日还没有记载，各数待核实（不是零）" if empty else "台账按同日的记载"
        lead = (f"对照的来源：{source}（{as_of}）；{ours}。",)
    notes = ("注：通知以党内统计为准；两个来源各算各的比率，不合并。“待核实”表示该来源没有这个数。",)
    table = Table(columns, tuple(rows), "党内统计数还没有导入，无从对照，情况待核实（不是零）。", total)
    return paper_of(desk, book, 'statistics', "党内统计对照表", Body("家", lead, (table,), notes))


def _where_known(desk: Desk, on: dt.date, lines: Sequence[Beside]) -> list[Beside]:
    """The lines with nothing of ours where of nobody in a county it is known whether there is a branch."""
    with reading(desk.place.engine) as connection:
        listed = subjects.list_all(connection, end_of(on))
    told = {key for one in listed if one.facts.get('established') is not None for key in (one.region, TOTAL)}
    return [
        replace(one, ours=None) if one.field == 'established' and one.key not in told else one
        for one in lines
    ]


_GROUPS = ("党内统计", "台账", "台账比党内统计")


def _labels(group: str) -> tuple[str, ...]:
    return ("社会组织（家）", "已建（家）", *(() if '比' in group else ("覆盖率",)))


def signed(step: int) -> str:
    """A difference as papers print it: ＋3, －1, 0."""
    return f"{'＋' if step > 0 else '－' if step < 0 else ''}{abs(step)}"


def _beside_rows(
    book: Book, lines: Sequence[Beside], detail: str
) -> tuple[list[tuple[str, ...]], tuple[str, ...] | None]:
    told = {(one.key, one.field): one for one in lines}
    rows, total = [], None
    for number, county in enumerate(dict.fromkeys(one.key for one in lines), start=1):
        cells: list[str] = []
        for side in ('theirs', 'ours'):
            for field, label in (('total', "社会组织"), ('established', "已建党组织")):
                one = told.get((county, field))
                value = getattr(one, side) if one else None
                key = f'{side}.{county}.{field}'
                origin, more = ('record', detail) if side == 'theirs' else ('ledger', None)
                cells.append(book.count(key, f"{county}{label}", value, Behind(origin, detail=more)))  # type: ignore[arg-type]
            key = f'{side}.{county}'
            cells.append(
                book.share(f'{key}.rate', f"{county}覆盖率", f'{key}.established', f'{key}.total', UNKNOWN)
            )
        for field in ('total', 'established'):
            one = told.get((county, field))
            step = one.difference if one else None
            text = None if step is None else signed(step)
            cells.append(
                book.said(f'step.{county}.{field}', f"{county}之差", text, Behind('sum'), nothing=UNKNOWN)
            )
        if county == TOTAL:
            total = tuple(cells)
        else:
            rows.append((str(number), county, *cells))
    return rows or ([("1", TOTAL, *total)] if total else []), total if rows else None
