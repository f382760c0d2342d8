"""汇总表 of returns: every organisation's row, and the counts by county with what each unit says itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from model.campaign import Pack
from model.figure import Origin, Source
from model.form import FormField
from model.register import HeldRow
from model.serialise import where_from_plain
from office.collecting import collect, collection_named
from office.ledger_acts import end_of
from office.list_desk import Body, Desk, paper_of
from office.summing import cell_of, entries_of, fields_of, sent_of
from office.unit_lines import Sent, Unit, sent_to_units, unit_lines
from office.workbook import Value
from outgoing.lists import NOTHING, Behind, Book, Column, ListPaper, Table
from store import subjects
from store.engine import reading


class Came(NamedTuple):
    """What came of a collection: units in their order, the fields its forms ask, nothing about persons."""

    units: Sequence[Unit]
    fields: Mapping[str, FormField]

    @property
    def sent(self) -> list[Sent]:
        """Every return that counts."""
        return [one for unit in self.units for one in unit.sent]


def tells_returns(pack: Pack) -> bool:
    """Whether the campaign has forms that units return."""
    return bool(pack.forms)


def came_of(desk: Desk) -> Came:
    """The returns of a campaign's forms, in the round asked for."""
    asked = collection_named(desk.place, desk.pack.id)
    collected = collect(desk.place, asked, desk.round, desk.cut_off)
    with reading(desk.place.engine) as connection:
        entries = entries_of(connection, asked.asked.forms)
        listed = [sent_of(connection, one) for one in entries if one.received_at.date() <= desk.cut_off]
    return Came(sent_to_units(collected, listed), fields_of(desk.place, asked.asked.forms))


def returned_rows(desk: Desk) -> ListPaper:
    """汇总表: a row an organisation, as accepted, by its name in the ledger where it is known there.

    A value with an open question bears （待核） and is in no sum.
    """
    came = came_of(desk)
    pairs = [(one, row) for one in came.sent for row in one.rows]
    accepted = [(one, row) for one, row in pairs if row.state == 'accepted']
    book = desk.book(len(accepted))
    with reading(desk.place.engine) as connection:
        names = {one.id: one.name for one in subjects.list_all(connection, end_of(desk.cut_off), every=True)}
    accepted = [(one, replace(row, name=names.get(row.subject or 0, row.name))) for one, row in accepted]
    table = _detail(book, came.fields, accepted)
    held = sum(row.state == 'held' for _, row in pairs)
    rejected = sum(row.state == 'rejected' for _, row in pairs)
    dropped = sum((one.entry.tally or {}).get('totals_dropped', 0) for one in came.sent)
    sources = [Source(one.entry.number) for one in came.sent]
    told = (
        ('rows.all', "报送明细", len(pairs)),
        ('rows.accepted', "入表", len(accepted)),
        ('rows.held', "待核", held),
        ('rows.rejected', "不采用", rejected),
        ('rows.dropped', "剔除合计行", dropped),
    )
    all_, done, waits, refused, totals = (
        book.count(key, label, value, Behind('unit', sources=sources)) for key, label, value in told
    )
    lead = (
        (
            f"报送明细{all_}行：列入本表{done}行，待核{waits}行、不采用{refused}行未列入；"
            f"另有合计、小计{totals}行不作为单位计入。"
        ),
    )
    notes = ("注：标“（待核）”的数未计入合计；“—”表示没有填报，不是零。",)
    return paper_of(desk, book, 'summary', "汇总表", Body("家、人、名", lead, (table,), notes, signed=True))


def _detail(book: Book, fields: Mapping[str, FormField], accepted: Sequence[tuple[Sent, HeldRow]]) -> Table:
    """A row an organisation, the columns those of the forms that anybody filled in, 合计 their sums."""
    used = [key for key in fields if key not in {'region', 'org_name'} and _filled(key, accepted)]
    sums: dict[str, int] = {}
    rows = []
    for number, (one, row) in enumerate(accepted, start=1):
        cells = [cell_of(one, row, key) for key in used]
        for key, value in zip(used, cells, strict=True):
            if fields[key].type == 'int' and isinstance(value, int):
                sums[key] = sums.get(key, 0) + value
        first = (_serial(book, number, one, row), _printed(row.name), row.region or one.unit)
        rows.append((*first, *map(_printed, cells)))
    columns = (
        Column("序号", 3),
        Column("单位名称", 13, left=True),
        Column("县（区）", 5),
        *(_column(fields[key]) for key in used),
    )
    total = (NOTHING, *(_sum(book, fields, sums, key) for key in used))
    return Table(columns, tuple(rows), "没有已核的明细（无）。", total if rows else None)


def _filled(key: str, accepted: Sequence[tuple[Sent, HeldRow]]) -> bool:
    """Whether any row says something of a field, be it doubtful."""
    return any(
        row.values.get(key, {}).get('value') is not None or (row.row, key) in one.marks
        for one, row in accepted
    )


def _serial(book: Book, number: int, one: Sent, row: HeldRow) -> str:
    where = where_from_plain(row.where) if row.where else None
    source = Source(one.entry.number, where) if where else Source(one.entry.number)
    return book.row(number, row.name or f"第{number}行", row.subject, (source,))


def _printed(value: Value) -> str:
    return NOTHING if value is None else ' '.join(str(value).split()) or NOTHING


def _column(field: FormField) -> Column:
    label = field.labels[0]
    width = {'int': 5, 'bool': 4}.get(field.type, 8)
    return Column(label, width, left=field.type not in {'int', 'bool', 'date'})


def _sum(book: Book, fields: Mapping[str, FormField], sums: Mapping[str, int], key: str) -> str:
    if key not in sums:
        return NOTHING
    return book.count(
        f'total.{key}', f"合计{fields[key].labels[0]}", sums[key], Behind('sum', detail="本栏各行之和")
    )


def returned_counts(desk: Desk) -> ListPaper:
    """分县汇总表: a line a unit; its own totals stand beside ours, and 合计 is the sum of what is certain."""
    came = came_of(desk)
    head, *lines = unit_lines(came.units, came.fields)
    book = desk.book()
    *units, whole = lines
    sources = {one.name: tuple(Source(sent.entry.number) for sent in one.sent) for one in came.units}
    rows = [
        _unit_row(book, number, head, line, sources.get(str(line[0]), ()))
        for number, line in enumerate(units, start=1)
    ]
    columns = (
        Column("序号", 3),
        Column("县（区）", 7),
        Column("状态", 5),
        *(Column(str(label), 5) for label in head[2:-2]),
        Column("备注", 14, left=True),
    )
    parts = [str(line[0]) for line in units]
    total = tuple(
        _cell(book, f'total.{place}', f"合计{head[place]}", value, parts=[f'{one}.{place}' for one in parts])
        for place, value in enumerate(whole[2:-2], start=2)
    )
    remark = book.said('total.remark', "合计备注", str(whole[-2] or ''), Behind('unit'), nothing=NOTHING)
    table = Table(
        columns, tuple(rows), "没有应报送的单位（无）。", (NOTHING, *total, remark) if rows else None
    )
    late = [one.name for one in came.units if not one.sent and one.state == "未报"]
    lead = (f"未报送：{'、'.join(late)}。",) if late else ()
    notes = ("注：“—”表示没有数，不是零；单位自报的合计与明细之和不一致的，两数并列，合计用明细之和。",)
    return paper_of(
        desk, book, 'counties', "分县（区）汇总表", Body("家、人、名", lead, (table,), notes, signed=True)
    )


def _unit_row(
    book: Book, number: int, head: Sequence[Value], line: Sequence[Value], sources: tuple[Source, ...]
) -> tuple[str, ...]:
    unit = str(line[0])
    cells = (
        _cell(book, f'{unit}.{place}', f"{unit}{head[place]}", value, sources=sources)
        for place, value in enumerate(line[2:-2], start=2)
    )
    remark = book.said(
        f'{unit}.remark', f"{unit}备注", str(line[-2] or ''), Behind('unit', sources=sources), nothing=NOTHING
    )
    return (str(number), unit, str(line[1] or NOTHING), *cells, remark)


def _cell(
    book: Book,
    key: str,
    label: str,
    value: Value,
    *,
    parts: Sequence[str] = (),
    sources: Sequence[Source] = (),
) -> str:
    """A count of a unit as a figure; words stay as they are, nothing is —."""
    if value is None or value == '':
        return NOTHING
    if isinstance(value, int):
        told = [one for one in parts if one in book.used and isinstance(book.used[one].value, int)]
        origin: Origin = 'sum' if told else 'unit'
        return book.count(key, label, value, Behind(origin, None, told, sources))
    return book.said(key, label, str(value), Behind('unit', sources=sources))
