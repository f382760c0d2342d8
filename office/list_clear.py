"""五清清单: what is clear about those without a branch, by county and one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from campaigns.eligible import clear_lines
from model.campaign import Pack
from model.planning import ClearLine
from model.subject import Organisation
from office.list_coverage import NAMES, NOTHING_HELD
from office.list_desk import Body, Desk, by_county, counted_table, ids, paper_of, total_of
from office.list_ledgers import kinds_and_served
from office.naming import label_of
from outgoing.lists import OPEN, UNKNOWN, Behind, Book, Column, ListPaper, Table


def tells_clear(pack: Pack) -> bool:
    """Whether the notice names what has to be clear about those without a branch."""
    return bool(pack.clear)


def clear_list(desk: Desk) -> ListPaper:
    """五清清单: counts by county of what is clear, and each organisation with what is missing."""
    kinds, _ = kinds_and_served(desk)
    items = [one.name for one in desk.pack.clear]
    lines = {
        key: {line.organisation: line for line in clear_lines(desk.pack.clear, listed, desk.pack.established)}
        for key, listed in kinds.items()
    }
    chosen = {key: [one for one in listed if one.id in lines[key]] for key, listed in kinds.items()}
    book = desk.book(sum(map(len, chosen.values())))
    names = [('all', "未建或待核实", 6), *((item, f"{item}清", 7) for item in items), ('clear', "全部清", 6)]
    lead, tables = [], []
    for key, listed in chosen.items():
        inside = by_county(desk, listed)
        groups = {county: _clear_groups(ones, lines[key], items) for county, ones in inside.items()}
        none = NOTHING_HELD[key] if not kinds[key] else f"{NAMES[key]}没有未建党组织的（无）。"
        counted = counted_table(book, key, names, groups, none, f"{NAMES[key]}分县（区）情况")
        tables.append(_with_sums(book, key, counted, inside))
        if listed:
            whole, clear = (total_of(book, key, name, name) for name in ('all', 'clear'))
            lead.append(f"{NAMES[key]}未建或是否建立待核实的{whole}家，其中各项全部清的{clear}家。")
            rows = tuple(
                _clear_row(book, place, one, lines[key][one.id], items)
                for place, one in enumerate(listed, start=1)
            )
            tables.append(Table(_clear_columns(items), rows, none, heading=f"{NAMES[key]}名单"))
    notes = (
        "注：“清”指该项所需各栏均已填写，填“0”也是已填；“缺”后为还没有填写的栏目。",
        *(
            f"{one.name}：{book.said(f'doubt.{place}', '说明', one.doubt, Behind('notice'))}。"
            for place, one in enumerate(desk.pack.clear)
            if one.doubt
        ),
    )
    return paper_of(desk, book, 'clear', "五清清单", Body("家", tuple(lead), tuple(tables), notes))


_SUMS = (('staff_total', "职工（人）", 6), ('members_total', "党员（名）", 6))


def _with_sums(book: Book, key: str, table: Table, inside: Mapping[str, Sequence[Organisation]]) -> Table:
    """The table with the sums of what is filled in behind its counts, and how many have not filled it in."""
    rows = tuple(
        (*row, *(_summed(book, f'{key}.{county}', county, fact, ones) for fact, _, _ in _SUMS))
        for row, (county, ones) in zip(table.rows, inside.items(), strict=True)
    )
    everyone = [one for ones in inside.values() for one in ones]
    total = tuple(_summed(book, f'{key}.total', "合计", fact, everyone) for fact, _, _ in _SUMS)
    columns = (*table.columns, *(Column(label, width) for _, label, width in _SUMS))
    return replace(table, columns=columns, rows=rows, total=(*(table.total or ()), *total))


def _summed(book: Book, key: str, county: str, fact: str, ones: Sequence[Organisation]) -> str:
    told = [one for one in ones if isinstance(one.facts.get(fact), int)]
    if not told:
        return UNKNOWN
    label, left = f"{county}{label_of(fact)}", len(ones) - len(told)
    count = book.count(f'{key}.{fact}', label, sum(one.facts[fact] for one in told), Behind(rows=ids(told)))
    if not left:
        return count
    missing = [one.id for one in ones if not isinstance(one.facts.get(fact), int)]
    waits = book.count(f'{key}.{fact}.unknown', f"{label}未填", left, Behind(rows=missing))
    return f"{count}（{waits}家待核实）"


def _clear_groups(
    inside: Sequence[Organisation], lines: Mapping[int, ClearLine], items: Sequence[str]
) -> dict[str, tuple[int, ...]]:
    return {
        'all': ids(inside),
        **{item: ids(one for one in inside if item in lines[one.id].clear) for item in items},
        'clear': ids(one for one in inside if not lines[one.id].missing),
    }


def _clear_columns(items: Sequence[str]) -> tuple[Column, ...]:
    return (
        Column("序号", 3),
        Column("单位名称", 13, left=True),
        Column("县（区）", 5),
        *(Column(item, 8) for item in items),
    )


def _clear_row(
    book: Book, number: int, one: Organisation, line: ClearLine, items: Sequence[str]
) -> tuple[str, ...]:
    return (
        book.row(number, one.name, one.id, of=f'{one.kind}.'),
        book.said(f'name.{one.id}', "单位名称", one.name, Behind('ledger', (one.id,))),
        one.region or OPEN,
        *("清" if item in line.clear else f"缺{'、'.join(line.missing[item])}" for item in items),
    )
