"""任务×责任单位: how far each unit is with each task of a campaign (G14)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

TaskState = Literal[
    'open',  # 未开始
    'doing',  # 进行中
    'done',  # 已完成
    'not_applicable',  # 不涉及
    'undecided',  # （待明确）: nobody has said what the unit has to do
    'unreported',  # 未报: the unit has said nothing
]

STATE_LABELS: dict[TaskState, str] = {
    'open': "未开始",
    'doing': "进行中",
    'done': "已完成",
    'not_applicable': "不涉及",
    'undecided': "待明确",
    'unreported': "未报",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task of one unit: its state, by when, when done, on what evidence, and the number it reached.

    collection is the campaign's id; subject the unit where it is loaded as one; figure an exact
    number as text; file and where tell where a person wrote it.
    """

    collection: str
    task: str
    unit: str
    state: TaskState
    at: dt.datetime
    number: int = 0
    subject: int | None = None
    due: dt.date | None = None
    done_on: dt.date | None = None
    figure: str | None = None
    evidence: str | None = None
    note: str | None = None
    file: str | None = None
    where: dict[str, Any] | None = None
