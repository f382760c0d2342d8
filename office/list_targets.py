"""Targets and deadlines on paper: each target by its own denominator, the days in order."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from model.campaign import CampaignTarget, Pack
from model.figure import Source
from office.list_coverage import signed
from office.list_desk import (
    Body,
    Desk,
    notice_sources,
    paper_of,
)
from office.target_told import asked_of, note_of, origin_of, share_texts, state_of
from office.targets import TargetState, targets
from office.tasks import TaskRate, task_rates
from outgoing.lists import NOTHING, OPEN, UNKNOWN, Behind, Book, Column, ListPaper, Table
from outgoing.wording import day

_COMMANDS = re.compile(r'（shoufa[^）]*）|；可用 --task[^；]*')
"""What a note tells the clerk to type; no paper prints it."""


def tells_targets(pack: Pack) -> bool:
    """Whether the notice sets targets."""
    return bool(pack.targets)


def target_list(desk: Desk) -> ListPaper:
    """目标完成情况表: each target by its own denominator; the source the notice wants stands beside ours."""
    book, sources = desk.book(), notice_sources(desk)
    rows: list[tuple[str, ...]] = []
    for one in targets(desk.place, desk.pack.id).targets:
        rows += _target_rows(desk, book, one, sources)
    columns = (
        Column("序号", 3),
        Column("对象", 10, left=True),
        Column("目标", 8, left=True),
        Column("时限", 9),
        Column("数据来源", 8),
        Column("已达", 4, "现在情况"),
        Column("基数", 4, "现在情况"),
        Column("比率", 5, "现在情况"),
        Column("是否达到", 5),
        Column("说明", 12, left=True),
    )
    notes = (
        "注：各目标按各自的基数计算，不合并计算；“待核实”是因有单位未填，补齐后才能断定。",
        *(("通知没有写明时限的目标，行动时间附在括号里，不作为时限。",) if _period(desk.pack) else ()),
    )
    table = Table(columns, tuple(rows), "通知没有列出目标（无）。")
    return paper_of(desk, book, 'targets', "目标完成情况表", Body("个", (), (table,), notes))


def _target_rows(
    desk: Desk, book: Book, one: TargetState, sources: Sequence[Source]
) -> list[tuple[str, ...]]:
    key, target = f'target.{one.number}', one.target
    scope = book.said(f'{key}.scope', "目标范围", target.scope, Behind('notice', sources=sources))
    asked = asked_of(book, one.number, target, sources)
    first = (str(one.number), scope, asked, _due(book, key, target, desk.pack, sources))
    words = _COMMANDS.sub('', note_of(desk.place, one))
    note = book.said(f'{key}.note', "说明", words, Behind('record'), nothing=NOTHING)
    if not one.lines:
        return [(*first, NOTHING, NOTHING, NOTHING, NOTHING, state_of(one), note)]
    origin = origin_of(one)
    source = book.said(f'{key}.source', "数据来源", one.source, Behind('record'))
    counts = share_texts(book, key, f"目标{one.number}", one.lines[0], origin)
    rows: list[tuple[str, ...]] = [(*first, source, *counts, state_of(one), note)]
    for share in one.lines[1:]:
        if share.key == "台账":
            ours = share_texts(book, f'{key}.ours', f"目标{one.number}台账", share, 'ledger')
            rows.append((*first, "台账（对照）", *ours, NOTHING, _differs(book, key)))
    return rows


def _differs(book: Book, key: str) -> str:
    """How our counts differ from the source's."""
    told = []
    for name, label in (('whole', "基数"), ('done', "已达")):
        theirs, ours = book.used.get(f'{key}.{name}'), book.used.get(f'{key}.ours.{name}')
        if theirs is None or ours is None:
            told.append(f"{label}{UNKNOWN}")
            continue
        text = signed(ours.value - theirs.value)
        told.append(f"{label}{book.said(f'{key}.step.{name}', f'{label}之差', text, Behind('sum'))}")
    return f"台账比上行：{'，'.join(told)}"


def _due(book: Book, key: str, one: CampaignTarget, pack: Pack, sources: Sequence[Source]) -> str:
    period = _period(pack)
    text = day(one.by) if one.by else f"{OPEN}（行动至{day(period)}）" if period else None
    return book.said(f'{key}.due', "时限", text, Behind('notice', sources=sources))


def _period(pack: Pack) -> dt.date | None:
    """The last day of the campaign's stages; None where the notice does not say."""
    return max((one.end for one in pack.stages if one.end), default=None)


class _Due(NamedTuple):
    """A day the notice sets: for what, for whom, in which words, and how far that is.

    on is None where the notice's words (下发15天内) give no day yet.
    """

    on: dt.date | None
    what: str
    who: str | None = None
    words: str | None = None
    how: str = NOTHING


def deadline_list(desk: Desk) -> ListPaper:
    """阶段性时限表: every day the notice sets, in order, which are past on the cut-off, how far each is."""
    book, behind = desk.book(), Behind('notice', sources=notice_sources(desk))
    rates = {one.task: one for one in task_rates(desk.place, desk.pack.id)}
    states = targets(desk.place, desk.pack.id).targets
    told = [
        *(_Due(one.end, f"{one.name}结束", None, one.verbatim) for one in desk.pack.stages if one.end),
        *(
            _Due(one.target.by, _goal(one.target), None, one.target.verbatim, _reached(book, one))
            for one in states
            if one.target.by
        ),
        *(
            _Due(one.deadline, one.what, one.who, one.deadline_text, _done(book, place, rates.get(one.what)))
            for place, one in enumerate(desk.pack.tasks)
            if one.deadline or one.deadline_text
        ),
    ]
    told.sort(key=lambda one: (one.on is None, one.on or desk.cut_off))
    rows = tuple(_deadline_row(desk, book, number, one, behind) for number, one in enumerate(told, start=1))
    loose = tuple(
        (
            str(number),
            book.said(f'loose.{one.number}', "目标", _goal(one.target), behind),
            _reached(book, one),
        )
        for number, one in enumerate((one for one in states if not one.target.by), start=1)
    )
    columns = (
        Column("序号", 3),
        Column("时限", 9),
        Column("事项", 16, left=True),
        Column("责任单位", 9, left=True),
        Column("到期情况", 7),
        Column("完成情况", 9),
        Column("通知写法", 12, left=True),
    )
    without = (Column("序号", 3), Column("目标", 36, left=True), Column("现在情况", 18))
    tables = (
        Table(columns, rows, "通知没有写明任何时限（无）。", heading="通知写明的时限"),
        Table(without, loose, "没有未写明时限的目标（无）。", heading="通知没有写明时限的目标"),
    )
    return paper_of(desk, book, 'deadlines', "阶段性时限表", Body("项", (), tables))


def _goal(one: CampaignTarget) -> str:
    values = one.value if isinstance(one.value, tuple) else (one.value,)
    return f"{one.scope or ''}{one.metric}{'至'.join(map(str, values))}{one.unit or ''}"


def _reached(book: Book, one: TargetState) -> str:
    """How far a target is, with its counts where it is measured."""
    if not one.lines:
        return state_of(one)
    above, below, rate = share_texts(
        book, f'target.{one.number}', one.target.metric, one.lines[0], origin_of(one)
    )
    return f"{rate}（{above}/{below}），{state_of(one)}"


def _done(book: Book, place: int, one: TaskRate | None) -> str:
    """How many units are done with a task, where the table of tasks holds it under the notice's name."""
    if one is None:
        return UNKNOWN
    done = book.count(f'task.{place}.done', f"{one.task}已完成", one.done, Behind('record'))
    units = book.count(f'task.{place}.units', f"{one.task}应完成", one.units, Behind('record'))
    return f"{done}/{units}"


def _deadline_row(desk: Desk, book: Book, number: int, one: _Due, behind: Behind) -> tuple[str, ...]:
    key = f'due.{number}'
    return (
        str(number),
        book.day(f'{key}.day', "时限", one.on, behind),
        book.said(f'{key}.what', "事项", one.what, behind),
        book.said(f'{key}.who', "责任单位", one.who, behind),
        book.said(f'{key}.left', "到期情况", _left(desk, one.on), Behind('calendar')),
        one.how,
        book.said(f'{key}.words', "通知写法", one.words, behind, NOTHING),
    )


def _left(desk: Desk, on: dt.date | None) -> str:
    if on is None:
        return "具体日期待明确"
    left = (on - desk.cut_off).days
    return f"还有{left}天" if left > 0 else "今日到期" if left == 0 else f"已过{-left}天"
