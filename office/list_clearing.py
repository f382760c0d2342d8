"""销号清单 of organisations: those to be organised, and those that report or have a branch (G11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from campaigns.eligible import definitions, eligible_lines
from campaigns.ladder import FACT_LABELS, plan, rungs_for
from campaigns.responsible import responsible_lines
from model.approval import is_approved
from model.campaign import Pack, PlanLine
from model.figure import Source
from model.planning import ResponsibleLine
from model.subject import Organisation
from office.list_coverage import NOTHING_HELD
from office.list_desk import (
    Body,
    Desk,
    approved_on,
    by_county,
    counted_table,
    county_order,
    ids,
    notice_sources,
    organisations,
    paper_of,
    total_of,
)
from office.naming import label_of
from outgoing.lists import OPEN, Behind, Book, Column, ListPaper, Table
from outgoing.wording import day
from store import plans, subjects
from store.engine import reading
from store.plans import PlannedLine

CLEARED, REPORTED, TO_DO, UNKNOWN = "已销号", "自报（缺批复）", "未组建", "是否建立待核实"
_COUNTS = (
    ('all', "列入清单", 7),
    ('cleared', "已销号", 7),
    ('reported', "自报（缺批复）", 8),
    ('to_do', "未组建", 7),
    ('unknown', "是否建立待核实", 8),
)


class _Known(NamedTuple):
    """What is known of each organisation by its id."""

    lines: Mapping[int, PlanLine]
    decided: Mapping[int, PlannedLine]
    bodies: Mapping[int, ResponsibleLine]
    sources: Mapping[int, tuple[Source, ...]]


def tells_clearing(pack: Pack) -> bool:
    """Whether the notice has organisations organised, one by one."""
    return bool(rungs_for(pack)) and any(one.kind == 'organisations' for one in pack.populations)


def clearing_list(desk: Desk) -> ListPaper:
    """Whom the campaign has to organise, by which way, who answers, by when, and how far each is.

    销号 stands only where the ledger holds number and day of an approval; a branch that is only reported
    is 自报（缺批复）. Those with an approval from before the campaign are not in it, but counted.
    """
    with reading(desk.place.engine) as connection:
        everyone = organisations(desk, connection)
        decided = {one.subject: one for one in plans.list_lines(connection, desk.pack.id)}
        held = subjects.sources_of(connection, [one.id for one in everyone if is_approved(one)])
    before = [one for one in everyone if _was_there(desk.pack, one)]
    gone = set(ids(before))
    listed = county_order(desk, (one for one in everyone if one.id not in gone))
    known = _Known(
        {one.organisation: one for one in plan(desk.pack, listed)},
        {
            subject: one
            for subject, one in decided.items()
            if one.state != 'rejected' and one.at.date() <= desk.cut_off
        },
        {one.organisation: one for one in responsible_lines(desk.pack.responsible, listed)},
        {subject: _approval_source(told) for subject, told in held.items()},
    )
    book = desk.book(len(listed))
    counted = counted_table(
        book, 'county', _COUNTS, _groups(desk, listed), "没有需要列入的社会组织（无）。", "分县（区）情况"
    )
    todo = [one for one in listed if _state(one) in {TO_DO, UNKNOWN}]
    built = [one for one in listed if _state(one) in {CLEARED, REPORTED}]
    tables: tuple[Table, ...] = (counted, _to_do(desk, book, todo, known), _built(book, built, known))
    if not everyone:
        tables = tuple(replace(one, none=NOTHING_HELD['organisation']) for one in tables)
    body = Body(
        unit="家",
        lead=(_told(book, listed, before), *_readings(desk.pack, book, everyone)) if everyone else (),
        tables=tables,
        notes=(
            "注：“已销号”指台账已记有批复文号和批复日期；没有批复的列为“自报（缺批复）”，不作销号。",
            "组建方式有几种可选或存疑的，照列各种及其依据，由人审定。",
            *_sentences(book, desk.pack, [known.lines[one.id] for one in todo]),
        ),
    )
    return paper_of(desk, book, 'clearing', "销号清单", body)


def _state(one: Organisation) -> str:
    established = one.facts.get('established')
    if established is True:
        return CLEARED if is_approved(one) else REPORTED
    return TO_DO if established is False else UNKNOWN


def _groups(desk: Desk, listed: Sequence[Organisation]) -> dict[str, dict[str, tuple[int, ...]]]:
    names = {'cleared': CLEARED, 'reported': REPORTED, 'to_do': TO_DO, 'unknown': UNKNOWN}
    return {
        county: {
            'all': ids(inside),
            **{key: ids(one for one in inside if _state(one) == state) for key, state in names.items()},
        }
        for county, inside in by_county(desk, listed).items()
    }


def _was_there(pack: Pack, one: Organisation) -> bool:
    """Whether its branch was approved before the campaign began."""
    days = [stage.start for stage in pack.stages if stage.start]
    first = min(days) if days else pack.reporting.start if pack.reporting else None
    on = approved_on(one)
    return first is not None and on is not None and is_approved(one) and on < first


def _approval_source(told: Mapping[str, Mapping[str, object]]) -> tuple[Source, ...]:
    number = told.get('approval_number', {}).get('register')
    return (Source(number),) if isinstance(number, int) else ()


def _told(book: Book, listed: Sequence[Organisation], before: Sequence[Organisation]) -> str:
    built = [one for one in listed if one.facts.get('established') is True]
    parts = [f'county.total.{name}' for name in ('cleared', 'reported')]
    count = book.count('built', "已组建", len(built), Behind('sum', ids(built), parts=parts))
    whole, cleared, reported, todo, unknown = (
        total_of(book, 'county', key, label) for key, label, _ in _COUNTS
    )
    earlier = (
        f"另有{book.count('before', '活动开始前已建立', len(before), Behind(rows=ids(before)))}家"
        "在活动开始前已经批复建立，不列入。"
        if before
        else ""
    )
    return (
        f"列入清单{whole}家：已组建{count}家，其中有批复、已销号{cleared}家，自报（缺批复）{reported}家；"
        f"未组建{todo}家，是否建立待核实{unknown}家。{earlier}"
    )


def _readings(pack: Pack, book: Book, listed: Sequence[Organisation]) -> Iterable[str]:
    """应建未建 by each definition: they differ, and none is chosen."""
    rules = definitions(pack)
    lines = eligible_lines(rules, listed, pack.established)
    told = []
    for place, rule in enumerate(rules):
        mine = [one for one in lines if one.definition == rule.name]
        lacking = [one.organisation for one in mine if one.state == 'eligible_not_established']
        unknown = [one.organisation for one in mine if one.state == 'unknown']
        name = book.said(f'definition.{place}', "应建未建的口径", rule.name, Behind('notice'))
        count = book.count(
            f'eligible.{place}', f"{rule.name}应建未建", len(lacking), Behind('ledger', lacking)
        )
        more = (
            f"（另有{book.count(f'eligible.{place}.unknown', '缺数', len(unknown), Behind(rows=unknown))}家"
            "缺数，待核实）"
            if unknown
            else ""
        )
        told.append(f"按“{name}”{count}家{more}")
    return (f"应建未建：{'；'.join(told)}。",)


def _to_do(desk: Desk, book: Book, listed: Sequence[Organisation], known: _Known) -> Table:
    columns = (
        Column("序号", 3),
        Column("社会组织名称", 13, left=True),
        Column("县（区）", 5),
        Column("业务主管单位", 9, left=True),
        Column("拟采取的组建方式", 15, left=True),
        Column("责任单位", 9, left=True),
        Column("完成时限", 9),
        Column("状态", 7),
    )
    due, sources = deadline_of(desk.pack), notice_sources(desk)
    rows = tuple(
        (
            book.row(number, one.name, one.id),
            book.said(f'name.{one.id}', "社会组织名称", one.name, Behind('ledger', (one.id,))),
            one.region or OPEN,
            one.supervisor or "无（直接登记）",
            _method(book, one, known),
            _responsible(book, one, known.bodies.get(one.id)),
            book.said('deadline', "完成时限", due, Behind('notice', sources=sources)),
            _state(one),
        )
        for number, one in enumerate(listed, start=1)
    )
    return Table(columns, rows, "没有未组建的社会组织（无）。", heading="未组建的社会组织")


def deadline_of(pack: Pack) -> str | None:
    """The last day of the stage in which branches are organised; open where the notice has none."""
    ends = [stage.end for stage in pack.stages if '组建' in stage.name and stage.end]
    last = max((stage.end for stage in pack.stages if stage.end), default=None)
    if ends:
        return day(max(ends))
    return f"{OPEN}（行动至{day(last)}）" if last else None


def _method(book: Book, one: Organisation, known: _Known) -> str:
    """What a person decided, or what the notice's rules give; where they give several, all of them."""
    decided, line = known.decided.get(one.id), known.lines.get(one.id)
    if decided is not None and decided.state in {'accepted', 'changed'}:
        group = f"（第{decided.branch}组）" if decided.branch is not None else ""
        text = f"{decided.method}{group}"
    else:
        text = _offered(line) if line else ""
    return book.said(f'method.{one.id}', f"{one.name}拟采取的组建方式", text, Behind('record', (one.id,)))


def _offered(line: PlanLine) -> str:
    firm = [one.method for one in line.methods if not one.doubtful]
    doubtful = [f"{one.method}（{one.reason or '条件待确认'}）" for one in line.methods if one.doubtful]
    if line.state == 'unknown':
        lacking = "、".join(FACT_LABELS.get(fact) or label_of(fact) for fact in line.missing)
        return f"待核实：缺{lacking}"
    if line.state == 'one_method' and not doubtful:
        return f"{firm[0]}（拟，待审定）"
    several = f"可选：{'、'.join(firm)}（待选定）" if len(firm) > 1 else "".join(firm)
    doubts = f"存疑：{'；'.join(doubtful)}" if doubtful else ""
    return '；'.join(filter(None, (several, doubts)))


def _responsible(book: Book, one: Organisation, line: ResponsibleLine | None) -> str:
    if line is None or not line.bodies:
        return OPEN
    told = "、".join(
        body.body.replace("业务主管单位", body.unit) if body.unit else body.body for body in line.bodies
    )
    words = told if line.state == 'one' else f"{OPEN}可能是：{told}"
    return book.said(f'responsible.{one.id}', f"{one.name}责任单位", words, Behind('ledger', (one.id,)))


def _built(book: Book, listed: Sequence[Organisation], known: _Known) -> Table:
    columns = (
        Column("序号", 3),
        Column("社会组织名称", 13, left=True),
        Column("县（区）", 5),
        Column("业务主管单位", 9, left=True),
        Column("组建方式", 6),
        Column("批复文号", 11),
        Column("批复或成立日期", 9),
        Column("状态", 7),
    )
    rows = []
    for number, one in enumerate(listed, start=1):
        source, on = known.sources.get(one.id, ()), approved_on(one)
        behind = Behind('record', (one.id,), sources=source)
        paper = str(one.facts.get('approval_number') or '')
        rows.append(
            (
                book.row(number, one.name, one.id, source, 'built.'),
                book.said(f'name.{one.id}', "社会组织名称", one.name, Behind('ledger', (one.id,))),
                one.region or OPEN,
                one.supervisor or "无（直接登记）",
                str(one.facts.get('establishment_form') or "待核实"),
                book.said(f'approval.{one.id}', f"{one.name}批复文号", paper, behind, "缺"),
                book.day(f'approved_on.{one.id}', f"{one.name}批复日期", on, behind, "缺"),
                _state(one),
            )
        )
    return Table(columns, tuple(rows), "没有已组建的社会组织（无）。", heading="已组建的社会组织")


def _sentences(book: Book, pack: Pack, lines: Iterable[PlanLine]) -> tuple[str, ...]:
    """The notice's sentence of each method that is offered to anybody."""
    offered = {method.method for line in lines for method in line.methods}
    told = {rung.method: rung.verbatim for rung in rungs_for(pack) if rung.method in offered}
    return tuple(
        f"{method}：“{book.said(f'sentence.{place}', f'{method}的依据', verbatim, Behind('notice'))}”"
        for place, (method, verbatim) in enumerate(told.items())
    )
