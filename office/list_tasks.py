"""任务×责任单位 on paper: the table, progress by task, whom to chase, and the notice's tasks shared out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from model.campaign import CampaignTask, Pack
from model.figure import Source
from model.task import STATE_LABELS, Task
from office.list_desk import Body, Desk, notice_sources, paper_of
from office.target_told import target_sentence
from office.targets import targets
from office.task_units import units_of
from office.tasks import TaskRate, list_tasks, task_rates, unnamed_units
from outgoing.lists import NOTHING, OPEN, Behind, Book, Column, ListPaper, Table
from outgoing.wording import day
from store import populations
from store.engine import reading

_WAITING = ('open', 'doing', 'unreported', 'undecided')

_NOT_TAKEN_IN = "任务表还没有导入，进展待核实（不是零）。"
_NOT_NAMED = "任务表里没有写到"


def tells_tasks(pack: Pack) -> bool:
    """Whether the notice shares out tasks."""
    return bool(pack.tasks)


class _Silent(NamedTuple):
    """A unit of the campaign that a task's table does not name; subject is its number in the ledger."""

    task: str
    unit: str
    subject: int | None


def _silent(desk: Desk) -> list[_Silent]:
    with reading(desk.place.engine) as connection:
        loaded = populations.members(connection, desk.pack.id)
    units = units_of(loaded, desk.place.office.counties)
    known = {units.title(one): one.id for one in loaded}
    unnamed = unnamed_units(desk.place, desk.pack.id)
    return [_Silent(task, unit, known.get(unit)) for task, names in unnamed.items() for unit in names]


def _silent_cells(book: Book, number: int, one: _Silent) -> tuple[str, str, str]:
    """Serial number, task and unit."""
    behind = Behind('record', None if one.subject is None else (one.subject,))
    return (
        book.row(number, f"{one.unit} {one.task}", one.subject),
        book.said(f'silent.{number}.task', "任务", one.task, behind),
        book.said(f'silent.{number}.unit', "责任单位", one.unit, behind),
    )


def task_table(desk: Desk) -> ListPaper:
    """任务×责任单位: state, day, evidence, number; what has to be told and is not is （待明确）."""
    held = list_tasks(desk.place, desk.pack.id)
    silent = _silent(desk)
    book = desk.book(len(held) + len(silent))
    counting = {one.task for one in held if one.figure}
    rows = [_task_row(book, number, one, one.task in counting) for number, one in enumerate(held, start=1)]
    for number, each in enumerate(silent, start=len(held) + 1):
        first = _silent_cells(book, number, each)
        rows.append((*first, "未报", NOTHING, NOTHING, NOTHING, NOTHING, _NOT_NAMED))
    columns = (
        Column("序号", 3),
        Column("任务", 12, left=True),
        Column("责任单位", 9, left=True),
        Column("状态", 5),
        Column("完成时限", 9),
        Column("完成日期", 9),
        Column("佐证", 9, left=True),
        Column("数量", 4),
        Column("备注", 9, left=True),
    )
    table = Table(columns, tuple(rows), _NOT_TAKEN_IN, keys=3)
    lead = (_states(book, held, len(silent)),) if rows else ()
    notes = ("注：“（待明确）”表示应当写明而没有写明；“未报”表示责任单位没有报告，不是未完成。",)
    return paper_of(desk, book, 'tasks', "任务落实情况表", Body("项", lead, (table,), notes))


def _task_row(book: Book, number: int, one: Task, counted: bool) -> tuple[str, ...]:
    rows = (one.subject,) if one.subject is not None else None
    done, key = one.state == 'done', f'task.{one.number}'
    wanted = OPEN if done else NOTHING
    detail = f"任务表 {one.file}" if one.file else None
    due = NOTHING if one.state == 'not_applicable' else OPEN
    figure = OPEN if counted and done else NOTHING
    return (
        book.row(number, f"{one.unit} {one.task}", one.subject),
        book.said(f'{key}.task', "任务", one.task, Behind('record', rows, detail=detail)),
        book.said(f'{key}.unit', "责任单位", one.unit, Behind('record', rows, detail=detail)),
        OPEN if one.state == 'undecided' else STATE_LABELS[one.state],
        book.day(f'{key}.due', "完成时限", one.due, Behind('record', rows, detail=detail), nothing=due),
        book.day(
            f'{key}.done_on', "完成日期", one.done_on, Behind('record', rows, detail=detail), nothing=wanted
        ),
        book.said(
            f'{key}.evidence', "佐证", one.evidence, Behind('record', rows, detail=detail), nothing=wanted
        ),
        book.said(f'{key}.figure', "数量", one.figure, Behind('record', rows, detail=detail), nothing=figure),
        book.said(f'{key}.note', "备注", one.note, Behind('record', rows, detail=detail), nothing=NOTHING),
    )


def _states(book: Book, held: Sequence[Task], left: int) -> str:
    counts = {
        label: sum(one.state == state for one in held) + (left if state == 'unreported' else 0)
        for state, label in STATE_LABELS.items()
    }
    told = "，".join(
        f"{label}{book.count(f'state.{label}', label, count, Behind('record'))}项"
        for label, count in counts.items()
        if count
    )
    whole = book.count('state.all', "任务项数", len(held) + left, Behind('record'))
    return f"任务和责任单位共{whole}项{f'：{told}' if told else ''}。"


def task_progress(desk: Desk) -> ListPaper:
    """任务进度表: each task's rate over its units, the silent ones among them, and all tasks together."""
    rates = task_rates(desk.place, desk.pack.id)
    held = list_tasks(desk.place, desk.pack.id)
    book = desk.book()
    rows = tuple(_rate_row(book, number, one, held) for number, one in enumerate(rates, start=1))
    names = ('units', 'done', 'doing', 'open', 'undecided', 'silent', 'strangers')
    total = [
        book.count(
            f'total.{name}',
            f"合计{_RATE_LABELS[name]}",
            sum(book.used[f'rate.{place}.{name}'].value for place in range(1, len(rates) + 1)),
            Behind('sum', parts=[f'rate.{place}.{name}' for place in range(1, len(rates) + 1)]),
        )
        for name in names
        if rates
    ]
    if rates:
        total.append(book.share('total.rate', "总体完成率", 'total.done', 'total.units'))
    columns = (
        Column("序号", 3),
        Column("任务", 16, left=True),
        *(Column(f"{_RATE_LABELS[name]}（个）", 5) for name in names),
        Column("完成率", 6),
    )
    table = Table(columns, rows, _NOT_TAKEN_IN, tuple(total) if rates else None)
    states = [
        one for one in targets(desk.place, desk.pack.id).targets if one.source and '任务表' in one.source
    ]
    lead = tuple(target_sentence(book, one) for one in states)
    notes = ("注：完成率＝已完成的单位／应完成的单位；未报的计入应完成，不计入已完成。合计按项次计算。",)
    return paper_of(desk, book, 'progress', "任务进度表", Body("个", lead, (table,), notes))


_RATE_LABELS = {
    'units': "应完成",
    'done': "已完成",
    'doing': "进行中",
    'open': "未开始",
    'undecided': "待明确",
    'silent': "未报",
    'strangers': "不在名单",
}


def _rate_row(book: Book, number: int, one: TaskRate, held: Sequence[Task]) -> tuple[str, ...]:
    mine = [task for task in held if task.task == one.task]
    counts = {
        'units': one.units,
        'done': one.done,
        **{state: sum(task.state == state for task in mine) for state in ('doing', 'open', 'undecided')},
        'silent': one.silent,
        'strangers': one.strangers,
    }
    done = [task.subject for task in mine if task.state == 'done' and task.subject is not None]
    cells = [
        book.count(
            f'rate.{number}.{name}',
            f"{one.task}{_RATE_LABELS[name]}",
            value,
            Behind('record', done if name == 'done' and len(done) == one.done else None),
        )
        for name, value in counts.items()
    ]
    task = book.said(f'rate.{number}.task', "任务", one.task, Behind('record'))
    rate = book.share(
        f'rate.{number}.rate', f"{one.task}完成率", f'rate.{number}.done', f'rate.{number}.units'
    )
    return (str(number), task, *cells, rate)


def chase_list(desk: Desk) -> ListPaper:
    """催办清单: who is not done, by the day it is due; the silent ones that no table names come last."""
    everything = list_tasks(desk.place, desk.pack.id)
    held = [one for one in everything if one.state in _WAITING]
    held.sort(key=lambda one: (one.due is None, one.due, one.number))
    silent = _silent(desk)
    book = desk.book(len(held) + len(silent))
    late = [one for one in held if one.due and one.due < desk.cut_off]
    rows = [_chase_row(book, number, one, desk) for number, one in enumerate(held, start=1)]
    for place, each in enumerate(silent, start=len(held) + 1):
        number, task, unit = _silent_cells(book, place, each)
        rows.append((number, unit, task, "未报", OPEN, _NOT_NAMED))
    columns = (
        Column("序号", 3),
        Column("责任单位", 12, left=True),
        Column("任务", 18, left=True),
        Column("状态", 6),
        Column("完成时限", 9),
        Column("备注", 10, left=True),
    )
    lead = (_chased(book, len(rows), len(late)),) if everything else ()
    none = "没有需要催办的事项（无）。" if everything else _NOT_TAKEN_IN
    table = Table(columns, tuple(rows), none, keys=3)
    return paper_of(desk, book, 'chasing', "催办清单", Body("项", lead, (table,)))


def _chased(book: Book, rows: int, late: int) -> str:
    whole = book.count('chased', "未完成项数", rows, Behind('record'))
    if not late:
        return f"未完成或未报的共{whole}项。"
    overdue = book.count('overdue', "已过时限", late, Behind('record'))
    return f"未完成或未报的共{whole}项，其中已过时限{overdue}项。"


def _chase_row(book: Book, number: int, one: Task, desk: Desk) -> tuple[str, ...]:
    rows, key = ((one.subject,) if one.subject is not None else None), f'task.{one.number}'
    overdue = "已过时限" if one.due and one.due < desk.cut_off else ""
    note = '；'.join(filter(None, (overdue, one.note)))
    return (
        book.row(number, f"{one.unit} {one.task}", one.subject),
        book.said(f'{key}.unit', "责任单位", one.unit, Behind('record', rows)),
        book.said(f'{key}.task', "任务", one.task, Behind('record', rows)),
        OPEN if one.state == 'undecided' else STATE_LABELS[one.state],
        book.day(f'{key}.due', "完成时限", one.due, Behind('record', rows)),
        book.said(f'{key}.note', "备注", note, Behind('record', rows), nothing=NOTHING),
    )


def breakdown(desk: Desk) -> ListPaper:
    """任务分解表: every task of the notice, who does it, by when; what it leaves open is （待明确）."""
    book, sources = desk.book(), notice_sources(desk)
    rows = tuple(
        _breakdown_row(book, number, one, sources) for number, one in enumerate(desk.pack.tasks, start=1)
    )
    columns = (
        Column("序号", 3),
        Column("任务", 13, left=True),
        Column("责任单位", 9, left=True),
        Column("完成时限", 9),
        Column("报送对象", 6),
        Column("依据", 22, left=True),
        Column("说明", 8, left=True),
    )
    table = Table(columns, rows, "通知没有列明任务（无）。", keys=2)
    notes = ("注：“（待明确）”表示通知没有写明，请确定后填写。",)
    return paper_of(desk, book, 'breakdown', "任务分解表", Body("项", (), (table,), notes, annex=True))


def _breakdown_row(book: Book, number: int, one: CampaignTask, sources: Sequence[Source]) -> tuple[str, ...]:
    def told(name: str, label: str, text: str | None, nothing: str = OPEN) -> str:
        return book.said(
            f'task.{number}.{name}', label, text, Behind('notice', sources=sources), nothing=nothing
        )

    return (
        str(number),
        told('what', "任务", one.what),
        told('who', "责任单位", one.who),
        told('due', "完成时限", due_of(one)),
        told('to', "报送对象", one.report_to, NOTHING),
        told('verbatim', "依据", one.verbatim, NOTHING),
        told('doubt', "说明", f"需确认：{one.doubt}" if one.doubt else None, NOTHING),
    )


def due_of(one: CampaignTask) -> str | None:
    """A task's deadline as its notice prints it, with the day where it is known."""
    if one.deadline and one.deadline_text:
        return f"{one.deadline_text}（{day(one.deadline)}）"
    return day(one.deadline) if one.deadline else one.deadline_text
