"""指导员选派情况表: by county how many have one, then each organisation served."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.campaign import Pack
from model.subject import Organisation
from office.dispatch_issued import sent_on
from office.list_coverage import NAMES, NOTHING_HELD
from office.list_desk import Body, Desk, by_county, counted_table, ids, paper_of, total_of
from office.list_ledgers import kinds_and_served
from office.naming import value_to_text
from outgoing.lists import OPEN, UNKNOWN, Behind, Book, Column, ListPaper, Table
from outgoing.wording import day
from store import instructors
from store.engine import reading
from store.instructors import Assignment, InstructorRow
from text.phones import mask_phone


def tells_sending(pack: Pack) -> bool:
    """Whether instructors are sent: by a rule of their own or as one of the methods."""
    return bool(pack.instructors) or any('派' in rung.method for rung in pack.ladder)


def sending_list(desk: Desk) -> ListPaper:
    """指导员选派情况表: by county how many without a branch have one, then each organisation served."""
    kinds, _ = kinds_and_served(desk)
    with reading(desk.place.engine) as connection:
        sent = sent_on(connection, desk.cut_off)
        people = {one.id: one for one in instructors.list_instructors(connection, desk.cut_off)}
    by_subject: dict[int, list[Assignment]] = {}
    for one in sent:
        by_subject.setdefault(one.subject, []).append(one)
    pairs = {
        kind: [(one, each) for one in listed for each in by_subject.get(one.id, ())]
        for kind, listed in kinds.items()
    }
    book = desk.book(sum(map(len, pairs.values())))
    lead, tables = [], []
    for kind, listed in kinds.items():
        groups = {one: _sending_groups(inside, by_subject) for one, inside in by_county(desk, listed).items()}
        none = NOTHING_HELD[kind]
        tables.append(counted_table(book, kind, _COUNTS, groups, none, f"{NAMES[kind]}分县（区）情况"))
        if listed:
            busy = {each.instructor for _, each in pairs[kind]}
            count = book.count(f'{kind}.people', "在派指导员", len(busy), Behind('record'))
            served = total_of(book, kind, 'sent', "已选派指导员")
            lead.append(f"联系{NAMES[kind]}的在派指导员{count}名，联系单位{served}家。")
            rows = tuple(
                _sent_row(book, place, *pair, people) for place, pair in enumerate(pairs[kind], start=1)
            )
            tables.append(Table(_SENT, rows, "没有在派的指导员（无）。", heading=f"{NAMES[kind]}在派名单"))
    notes = ("注：名单里的电话已隐去中间数字；是否建立党组织未填的不计入“未建党组织”。",)
    return paper_of(
        desk, book, 'sending', "指导员选派情况表", Body("家、名", tuple(lead), tuple(tables), notes)
    )


_COUNTS = (
    ('all', "单位总数", 7),
    ('sent', "已选派指导员", 8),
    ('without', "未建党组织", 7),
    ('without_sent', "未建且已选派", 8),
    ('neither', "未建且未选派", 8),
)
_SENT = (
    Column("序号", 3),
    Column("单位名称", 13, left=True),
    Column("县（区）", 5),
    Column("指导员", 5),
    Column("工作单位及职务", 12, left=True),
    Column("联系电话", 8),
    Column("选派期", 11),
    Column("文号", 10),
)


def _sending_groups(
    inside: Sequence[Organisation], sent: Mapping[int, Sequence[Assignment]]
) -> dict[str, tuple[int, ...] | None]:
    known = any(one.facts.get('established') is not None for one in inside)
    without = [one for one in inside if one.facts.get('established') is False]
    return {
        'all': ids(inside),
        'sent': ids(one for one in inside if one.id in sent),
        'without': ids(without) if known else None,
        'without_sent': ids(one for one in without if one.id in sent) if known else None,
        'neither': ids(one for one in without if one.id not in sent) if known else None,
    }


def _sent_row(
    book: Book, number: int, one: Organisation, each: Assignment, people: Mapping[int, InstructorRow]
) -> tuple[str, ...]:
    who, key = people[each.instructor], f'sent.{each.id}'
    term = "至".join(day(one) for one in (each.start, each.end) if one)
    return (
        book.row(number, one.name, one.id, of=f'{one.kind}.'),
        book.said(f'name.{one.id}', "单位名称", one.name, Behind('ledger', (one.id,))),
        one.region or OPEN,
        who.name,
        book.said(
            f'{key}.unit',
            "工作单位及职务",
            f"{who.unit}{who.post or ''}",
            Behind('record', (one.id,)),
            nothing=UNKNOWN,
        ),
        book.said(
            f'{key}.phone',
            "联系电话",
            mask_phone(who.phone or ''),
            Behind('record', (one.id,)),
            nothing=UNKNOWN,
        ),
        book.said(f'{key}.term', "选派期", term, Behind('record', (one.id,))),
        book.said(
            f'{key}.paper',
            "文号",
            value_to_text(each.doc_number or ''),
            Behind('record', (one.id,)),
            nothing="缺",
        ),
    )
