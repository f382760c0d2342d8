"""The ledgers a notice asks for: branches alone, joint and other, and Party work without a branch."""

from __future__ import annotations

from collections.abc import Callable

from ledger.coverage import organisation_to_cell, work_ways
from model.approval import is_approved
from model.campaign import Pack
from model.subject import Organisation
from office.dispatch_issued import served_on
from office.list_coverage import NAMES, NOTHING_HELD
from office.list_desk import (
    Body,
    Desk,
    approved_on,
    county_order,
    enterprises,
    ids,
    organisations,
    paper_of,
)
from outgoing.lists import OPEN, UNKNOWN, Behind, Book, Column, ListPaper, Table
from store.engine import reading

_WAYS = {'instructor': "党建工作指导员", 'liaison': "联络员", 'mass_orgs': "群团组织"}


def tells_ledgers(pack: Pack) -> bool:
    """Whether the notice asks for ledgers of who is covered and how (“两个覆盖”等实名台账)."""
    return any('覆盖' in one and '台账' in one for one in pack.ledgers)


def kinds_and_served(desk: Desk) -> tuple[dict[str, list[Organisation]], set[int]]:
    """Organisations and, where the notice covers them, enterprises; and who has an instructor that day."""
    with reading(desk.place.engine) as connection:
        found = {'organisation': organisations(desk, connection)}
        if any(one.kind == 'enterprises' for one in desk.pack.populations):
            found['enterprise'] = enterprises(desk, connection)
        served = set(served_on(connection, desk.cut_off))
    return {kind: county_order(desk, listed) for kind, listed in found.items()}, served


def _form(one: Organisation) -> str:
    return str(one.facts.get('establishment_form') or '')


def alone_ledger(desk: Desk) -> ListPaper:
    """单独建立党组织台账."""
    return _branches(desk, 'alone', "单独建立党组织台账", lambda one: '单独' in _form(one))


def joint_ledger(desk: Desk) -> ListPaper:
    """联合建立党组织台账."""
    return _branches(desk, 'joint', "联合建立党组织台账", lambda one: '联合' in _form(one))


def other_ledger(desk: Desk) -> ListPaper:
    """Those with a branch of another form, or of one that nobody filled in: so that none is lost."""
    return _branches(
        desk,
        'other',
        "其他方式和方式待核实党组织台账",
        lambda one: '单独' not in _form(one) and '联合' not in _form(one),
    )


def _branches(desk: Desk, kind: str, name: str, meant: Callable[[Organisation], bool]) -> ListPaper:
    kinds, _ = kinds_and_served(desk)
    chosen = {
        key: [one for one in listed if one.facts.get('established') is True and meant(one)]
        for key, listed in kinds.items()
    }
    book = desk.book(sum(map(len, chosen.values())))
    lead, tables = [], []
    for key, listed in chosen.items():
        approved = [one for one in listed if is_approved(one)]
        whole = book.count(
            f'{key}.all', f"{NAMES[key]}{name}家数", len(listed), Behind('ledger', ids(listed))
        )
        with_paper = book.count(f'{key}.approved', "有批复", len(approved), Behind('ledger', ids(approved)))
        rest = [one for one in listed if not is_approved(one)]
        without = book.count(f'{key}.reported', "自报（缺批复）", len(rest), Behind('ledger', ids(rest)))
        if kinds[key]:
            lead.append(f"{NAMES[key]}{whole}家，其中有批复{with_paper}家、自报（缺批复）{without}家。")
            none = f"{NAMES[key]}没有（无）。"
        else:
            for told in ('all', 'approved', 'reported'):
                del book.used[f'{key}.{told}']
            none = NOTHING_HELD[key]
        rows = tuple(_branch_row(book, place, one) for place, one in enumerate(listed, start=1))
        tables.append(Table(_BRANCH, rows, none, heading=NAMES[key]))
    notes = ("注：党员数、批复没有填的列为“待核实”或“缺”，不是零。",)
    return paper_of(desk, book, kind, name, Body("家、名", tuple(lead), tuple(tables), notes))


_BRANCH = (
    Column("序号", 3),
    Column("单位名称", 13, left=True),
    Column("县（区）", 5),
    Column("党组织名称", 11, left=True),
    Column("组建方式", 6),
    Column("党员（名）", 4),
    Column("批复文号", 10),
    Column("批复或成立日期", 9),
    Column("状态", 7),
)


def _branch_row(book: Book, number: int, one: Organisation) -> tuple[str, ...]:
    facts = one.facts
    named = facts.get('joint_name') if '联合' in _form(one) else None
    return (
        book.row(number, one.name, one.id, of=f'{one.kind}.'),
        book.said(f'name.{one.id}', "单位名称", one.name, Behind('ledger', (one.id,))),
        one.region or OPEN,
        book.said(
            f'branch.{one.id}',
            "党组织名称",
            str(named or facts.get('party_org_name') or ''),
            Behind('ledger', (one.id,)),
            nothing=UNKNOWN,
        ),
        _form(one) or UNKNOWN,
        number_of(book, f'members.{one.id}', "党员", one, 'members_total'),
        book.said(
            f'approval.{one.id}',
            "批复文号",
            str(facts.get('approval_number') or ''),
            Behind('record', (one.id,)),
            nothing="缺",
        ),
        book.day(f'on.{one.id}', "批复或成立日期", approved_on(one), Behind('record', (one.id,)), "缺"),
        "有批复" if is_approved(one) else "自报（缺批复）",
    )


def number_of(book: Book, key: str, label: str, one: Organisation, fact: str) -> str:
    """A count of an organisation as it stands in the ledger, 待核实 where it is not filled in."""
    value = one.facts.get(fact)
    told = str(value) if isinstance(value, int) and not isinstance(value, bool) else None
    return book.said(key, f"{one.name}{label}", told, Behind('ledger', (one.id,)), nothing=UNKNOWN)


def work_ledger(desk: Desk) -> ListPaper:
    """党的工作覆盖台账: those without a branch whom an instructor or a liaison reaches, or 群团组织."""
    kinds, served = kinds_and_served(desk)
    told = {key: [(one, _ways(one, served)) for one in listed] for key, listed in kinds.items()}
    chosen = {
        key: [(one, ways) for one, ways in pairs if ways and one.facts.get('established') is not True]
        for key, pairs in told.items()
    }
    book = desk.book(sum(map(len, chosen.values())))
    lead, tables = [], []
    for key, pairs in chosen.items():
        absent = not kinds[key]
        if not absent:
            whole = book.count(
                f'{key}.all',
                f"{NAMES[key]}党的工作覆盖",
                len(pairs),
                Behind('ledger', [one.id for one, _ in pairs]),
            )
            lead.append(f"{NAMES[key]}未建党组织而党的工作已覆盖{whole}家。")
        rows = tuple(
            (
                book.row(place, one.name, one.id, of=f'{one.kind}.'),
                book.said(f'name.{one.id}', "单位名称", one.name, Behind('ledger', (one.id,))),
                one.region or OPEN,
                "、".join(_WAYS[way] for way in ways),
                number_of(book, f'members.{one.id}', "党员", one, 'members_total'),
                "未建" if one.facts.get('established') is False else "是否建立待核实",
            )
            for place, (one, ways) in enumerate(pairs, start=1)
        )
        none = NOTHING_HELD[key] if absent else f"{NAMES[key]}没有（无）。"
        tables.append(Table(_WORK, rows, none, heading=NAMES[key]))
    notes = ("注：本台账不含已建党组织的单位；同一单位有几种方式的只列一次。",)
    return paper_of(desk, book, 'work', "党的工作覆盖台账", Body("家、名", tuple(lead), tuple(tables), notes))


_WORK = (
    Column("序号", 3),
    Column("单位名称", 18, left=True),
    Column("县（区）", 6),
    Column("覆盖方式", 14, left=True),
    Column("党员（名）", 5),
    Column("党组织情况", 8),
)


def _ways(one: Organisation, served: set[int]) -> tuple[str, ...]:
    """The ways Party work reaches it beside a branch."""
    ways = [way for way in work_ways(organisation_to_cell(one)) if way in _WAYS]
    return tuple(ways if one.id not in served or 'instructor' in ways else ['instructor', *ways])
