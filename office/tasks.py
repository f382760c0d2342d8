"""任务×责任单位 (G14): taking such a table in, who is behind, the texts to chase with, and the rates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ledger.names import name_key
from model.errors import Damaged, UsageFault
from model.place import Where
from model.serialise import where_to_short
from model.subject import Organisation
from model.task import STATE_LABELS, Task, TaskState
from office.chasing import Chase, chase_text
from office.config import Workplace
from office.planning import pack_named
from office.sheets import must_exist, read_sheet
from store import audit, populations, tasks
from store.engine import atomic, reading
from text.celldates import cell_to_date
from text.labels import fold_label
from text.rates import rate

LABELS = {
    'unit': (
        "责任单位",
        "单位",
        "单位名称",
        "乡镇（街道）",
        "街道（乡镇）",
        "乡镇街道",
        "县区",
        "县（区）",
        "企业名称",
        "名称",
    ),
    'task': ("任务", "工作任务", "重点任务", "任务名称", "事项", "工作事项"),
    'state': ("状态", "进展", "完成情况", "完成状态", "进度"),
    'due': ("期限", "完成时限", "时限", "截止日期", "要求完成时间"),
    'done_on': ("完成日期", "完成时间", "建成时间", "办结日期"),
    'evidence': ("佐证", "佐证材料", "依据", "文号", "证明材料"),
    'figure': ("数", "数量", "完成数", "数值"),
    'note': ("备注", "说明"),
}

_STATES: dict[TaskState, tuple[str, ...]] = {
    'done': (
        "已完成",
        "完成",
        "已建成",
        "建成",
        "已建",
        "办结",
        "已办结",
        "是",
        "√",
        "✓",
        "✔",
        "●",
        "☑",
        "■",
    ),
    'doing': ("进行中", "推进中", "在办", "正在推进", "在建", "部分完成"),
    'open': ("未开始", "未完成", "未建成", "未建", "未启动", "否", "×", "✗", "○", "☐", "□"),
    'not_applicable': ("不涉及", "不适用", "无此项"),
    'undecided': ("待明确", "（待明确）", "未明确"),
}
_BY_WORD = {fold_label(word): state for state, words in _STATES.items() for word in words}


@dataclass(slots=True)
class Taken:
    """What taking a table of tasks in did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    unread: list[str] = field(default_factory=list)
    ignored_columns: list[str] = field(default_factory=list)


def import_tasks(place: Workplace, path: Path, campaign: str) -> Taken:
    """Take a table in: one task of one unit a row, or units by tasks with a state in each cell.

    Raises:
        BadInput: the file cannot be read, or is no such table.
        UsageFault: there is no such file or campaign.
    """
    must_exist(path)
    pack = pack_named(place, campaign)
    taken = Taken()
    with reading(place.engine) as connection:
        known = {name_key(one.name): one.id for one in populations.members(connection, pack.id)}
    found = list(_rows_to_tasks(place, path, pack.id, known, taken))
    with atomic(place.engine) as connection:
        taken.added, taken.changed = tasks.save_many(connection, found)
        audit.note(connection, actor=place.actor, act='tasks_import', about=path.name, at=place.now())
    taken.unchanged = len(found) - taken.added - taken.changed
    return taken


def _rows_to_tasks(
    place: Workplace, path: Path, campaign: str, known: Mapping[str, int], taken: Taken
) -> Iterator[Task]:
    rows = read_sheet(path)
    for position, (cells, _) in enumerate(rows):
        named = {column: _header_to_key(text) for column, text in cells.items() if text.strip()}
        keys = {key: column for column, key in named.items() if key}
        if 'unit' not in keys or len(named) < 2:
            continue
        headers = {column: ''.join(text.split()) for column, text in cells.items()}
        listed = 'task' in keys
        taken.ignored_columns = [headers[column] for column, key in named.items() if not key and listed]
        for texts, where in rows[position + 1 :]:
            base = _base(place, path, campaign, known, texts.get(keys['unit'], ''), where)
            if base is None:
                continue
            if listed:
                yield _listed(base, {key: texts.get(column, '') for key, column in keys.items()}, taken)
            else:
                matrix = {headers[column]: texts.get(column, '') for column, key in named.items() if not key}
                yield from _by_task(base, matrix, taken)
        return
    raise Damaged(
        f"“{path.name}”里找不到责任单位一列。表头应有：责任单位、任务、状态，或 责任单位 加各项任务。"
    )


def _header_to_key(header: str) -> str | None:
    wanted = fold_label(header)
    return next((key for key, labels in LABELS.items() if wanted in map(fold_label, labels)), None)


def _base(
    place: Workplace, path: Path, campaign: str, known: Mapping[str, int], unit: str, where: Where
) -> Task | None:
    name = ''.join(unit.split())
    if not name or name in {"合计", "总计", "小计"}:
        return None
    return Task(
        collection=campaign,
        task='',
        unit=name,
        state='undecided',
        at=place.now(),
        subject=known.get(name_key(name)),
        file=path.name,
        where=where_to_short(where),
    )


def _listed(base: Task, texts: Mapping[str, str], taken: Taken) -> Task:
    done_on = _date(base, texts.get('done_on', ''), "完成日期", taken)
    told = texts.get('state', '').strip()
    state = _state(base, told, taken) if told else ('done' if done_on else 'unreported')
    return replace(
        base,
        task=''.join(texts['task'].split()) or "（未写任务）",
        state=state,
        due=_date(base, texts.get('due', ''), "期限", taken),
        done_on=done_on,
        evidence=texts.get('evidence', '').strip() or None,
        figure=texts.get('figure', '').strip() or None,
        note=texts.get('note', '').strip() or None,
    )


def _by_task(base: Task, matrix: Mapping[str, str], taken: Taken) -> Iterator[Task]:
    """A unit's line of a table with a column for each task: a state, the day it was done, or a number."""
    for task, text in matrix.items():
        told = text.strip()
        one = replace(base, task=task)
        day = cell_to_date(told) if told else None
        if not told:
            yield replace(one, state='unreported')
        elif told.isdecimal():
            yield replace(one, state='done' if int(told) else 'open', figure=told)
        elif day and day.value and not day.reasons:
            yield replace(one, state='done', done_on=dt.date.fromisoformat(day.value))
        else:
            yield replace(one, state=_state(one, told, taken))


def _state(base: Task, told: str, taken: Taken) -> TaskState:
    state = _BY_WORD.get(fold_label(told)) or _BY_WORD.get(told)
    if state is None:
        taken.unread.append(f"{base.unit}：状态“{told}”")
    return state or 'undecided'


def _date(base: Task, text: str, label: str, taken: Taken) -> dt.date | None:
    read = cell_to_date(text) if text.strip() else None
    if read is None or read.blank:
        return None
    if read.value is None or read.reasons or len(str(read.value)) != len('2026-01-01'):
        taken.unread.append(f"{base.unit}：{label}“{text.strip()}”")
        return None
    return dt.date.fromisoformat(read.value)


def list_tasks(place: Workplace, campaign: str, task: str | None = None) -> list[Task]:
    """What is held of a campaign's tasks, of one or all, units that said nothing of a task included.

    Raises:
        UsageFault: no such campaign, or no such task in it.
    """
    pack = pack_named(place, campaign)
    with reading(place.engine) as connection:
        held = tasks.list_tasks(connection, pack.id)
    names = list(dict.fromkeys(one.task for one in held))
    wanted = [name for name in names if task is None or task in name]
    if task is not None and not wanted:
        raise UsageFault(f"活动“{pack.id}”里没有任务“{task}”。现有：{'、'.join(names) or '无'}。")
    return [one for one in held if one.task in wanted]


@dataclass(frozen=True, slots=True)
class TaskRate:
    """How many units are done with a task, of how many it concerns; silent ones are among them.

    text is the printed rate, None where it concerns nobody.
    """

    task: str
    done: int
    units: int
    silent: int
    text: str | None


def task_rates(place: Workplace, campaign: str, task: str | None = None) -> list[TaskRate]:
    """The rate of each task over the units loaded for the campaign, or over those the table names.

    A loaded unit that a task's table does not name is silent: never done, and never left out.
    """
    by_task, loaded = _by_name(place, campaign, task)
    return [_rate_of(place, name, held, loaded) for name, held in by_task.items()]


def _by_name(
    place: Workplace, campaign: str, task: str | None
) -> tuple[dict[str, list[Task]], list[Organisation]]:
    """What is held of each task, and the units loaded for the campaign."""
    by_task: dict[str, list[Task]] = {}
    for one in list_tasks(place, campaign, task):
        by_task.setdefault(one.task, []).append(one)
    with reading(place.engine) as connection:
        return by_task, populations.members(connection, pack_named(place, campaign).id)


def _unnamed(held: Sequence[Task], loaded: Sequence[Organisation]) -> list[Organisation]:
    """The loaded units that a task's table does not name, of the kinds it is about."""
    named = {one.subject for one in held if one.subject is not None}
    kinds = {one.kind for one in loaded if one.id in named}
    return [one for one in loaded if one.kind in kinds and one.id not in named]


def _rate_of(place: Workplace, name: str, held: Sequence[Task], loaded: Sequence[Organisation]) -> TaskRate:
    unnamed = len(_unnamed(held, loaded))
    concerned = [one for one in held if one.state != 'not_applicable']
    units, done = len(concerned) + unnamed, sum(one.state == 'done' for one in concerned)
    silent = sum(one.state == 'unreported' for one in concerned) + unnamed
    layout = place.office.layout
    return TaskRate(name, done, units, silent, rate(done, units, layout.rounding, layout.decimals))


def task_chases(place: Workplace, campaign: str, task: str | None = None) -> list[Chase]:
    """A text of at most seventy characters for each unit that is not done, by the day it is due."""
    waiting = [
        one for one in list_tasks(place, campaign, task) if one.state in {'open', 'doing', 'unreported'}
    ]
    ordered = sorted(waiting, key=lambda one: (one.due or dt.date.max, one.number))
    contact = place.office.contact
    return [
        Chase(one.unit, one.due, chase_text(one.unit, f"“{one.task}”进展", one.due, place.today, contact))
        for one in ordered
    ]


def unnamed_units(place: Workplace, campaign: str, task: str | None = None) -> dict[str, list[str]]:
    """The loaded units that each task's table does not name: silent in its rate, and no text is for them."""
    by_task, loaded = _by_name(place, campaign, task)
    found = {name: [one.name for one in _unnamed(held, loaded)] for name, held in by_task.items()}
    return {name: units for name, units in found.items() if units}


def state_counts(listed: Sequence[Task]) -> dict[str, int]:
    """How many stand in each state, in the order of the states."""
    return {label: sum(one.state == state for one in listed) for state, label in STATE_LABELS.items()}
