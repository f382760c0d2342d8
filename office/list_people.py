"""基本情况台账: who heads the branch, who is sent there, who answers; nothing else of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.campaign import Pack
from model.subject import Organisation
from office.list_coverage import NAMES, NOTHING_HELD
from office.list_desk import Body, Desk, paper_of
from office.list_ledgers import kinds_and_served
from office.naming import value_to_text
from outgoing.lists import OPEN, UNKNOWN, Behind, Book, Column, ListPaper, Table
from store import instructors
from store.engine import reading
from text.phones import mask_phone

_COLUMNS = (
    Column("序号", 3),
    Column("单位名称", 14, left=True),
    Column("县（区）", 5),
    Column("党组织书记", 6, "党组织"),
    Column("联系电话", 7, "党组织"),
    Column("指导员", 7, "联系人员"),
    Column("联络员", 6, "联系人员"),
    Column("出资人（负责人）", 8),
)


def tells_people(pack: Pack) -> bool:
    """Whether the notice asks for a ledger of secretaries, instructors and those who answer."""
    return any('书记' in one and '台账' in one for one in pack.ledgers)


def people_ledger(desk: Desk) -> ListPaper:
    """By unit: secretary, instructors, liaison, who answers for it; telephones masked, a gap 待核实."""
    kinds, served = kinds_and_served(desk)
    with reading(desk.place.engine) as connection:
        people = instructors.list_instructors(connection, desk.cut_off)
    sent: dict[int, list[str]] = {}
    for who in people:
        for subject in who.organisations:
            sent.setdefault(subject, []).append(who.name)
    chosen = {
        kind: [
            one for one in listed if one.facts.get('established') is True or one.id in served or _told(one)
        ]
        for kind, listed in kinds.items()
    }
    book = desk.book(sum(map(len, chosen.values())))
    tables = []
    for kind, listed in chosen.items():
        rows = tuple(_row(book, place, one, sent) for place, one in enumerate(listed, start=1))
        none = f"{NAMES[kind]}没有（无）。" if kinds[kind] else NOTHING_HELD[kind]
        tables.append(Table(_COLUMNS, rows, none, heading=NAMES[kind]))
    notes = (
        "注：列已建党组织的和已派指导员、联络员的单位；没有填的列为“待核实”。电话已隐去中间数字。",
        "台账不记政治面貌，出资人（负责人）是否党员，由填报单位另行核定。",
    )
    return paper_of(desk, book, 'people', "基本情况台账", Body("名", (), tuple(tables), notes))


def _told(one: Organisation) -> bool:
    return any(one.facts.get(fact) for fact in ('instructor', 'liaison'))


def _row(book: Book, number: int, one: Organisation, sent: Mapping[int, Sequence[str]]) -> tuple[str, ...]:
    def told(fact: str, label: str, nothing: str = UNKNOWN) -> str:
        value = one.facts.get(fact)
        text = "" if value is None or isinstance(value, bool) else mask_phone(value_to_text(value))
        return book.said(f'{fact}.{one.id}', f"{one.name}{label}", text, Behind(rows=(one.id,)), nothing)

    has = one.facts.get('established') is True
    branch = UNKNOWN if has else "—"
    named = "、".join(sent.get(one.id, ())) or told('instructor', "指导员", "—")
    return (
        book.row(number, one.name, one.id, of=f'{one.kind}.'),
        book.said(f'name.{one.id}', "单位名称", one.name, Behind(rows=(one.id,))),
        one.region or OPEN,
        told('party_head', "党组织书记", branch),
        told('party_head_phone', "党组织联系电话", branch),
        named,
        told('liaison', "联络员", "—"),
        told('legal_rep', "出资人（负责人）"),
    )
