"""Tables of tasks (序号、任务、责任单位、完成时限): each row lays one duty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.notice.lines import Line
from extractors.notice.subjects import is_body

_TASK = re.compile(
    r'(?:工作|重点|主要|目标|具体|整改|改革|任务)?(?:任务|事项|内容|措施|举措|要求)(?:名称|分解|清单|和要求)?|项目(?:名称|内容)?'
)
_WHO = re.compile(
    r'(?:责任|牵头|主办|承办|主责|实施|落实)(?:单位|部门|主体|机关|科室|处室)(?:[及和、].{1,6})?'
)
_DUE = re.compile(
    r'(?:计划|拟|要求)?(?:完成|整改|办结|落实|报送|上报|推进)?(?:时限|时间节点|时间|期限|截止时间|截止日期|进度)(?:要求|安排|节点)?'
)
_CELLS = re.compile(r'\t|\s*\|\s*|\s{2,}')
_TIME = re.compile(r'\d\s*[年月日.\-/个天]|[年月季]底|每|[一二三四五六七八九十]月|长期|持续|常态')
_NUMBER = re.compile(r'\d{1,3}|[一二三四五六七八九十]{1,3}')
_BLANKS = re.compile(r'\s')


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row: who answers (None where its cell does not tell), the task, and where its time stands in it.

    guessed tells that cells were missing and the others read by what they look like.
    """

    who: str | None
    task: str
    due: tuple[int, int]
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class _Columns:
    """The indexes of a task table's columns, and how many there are."""

    task: int
    due: int
    who: int | None
    count: int


def lines_to_task_rows(lines: Sequence[Line]) -> dict[int, TaskRow]:
    """The rows of task tables by the index of their line; a header there names the task and its time."""
    return dict(_rows(lines))


def _rows(lines: Sequence[Line]) -> Iterator[tuple[int, TaskRow]]:
    columns: _Columns | None = None
    for index, line in enumerate(lines):
        if not (line.table or '\t' in line.text or '|' in line.text):
            columns = None
            continue
        cells = _cells(line.text)
        header = _header([text for text, _ in cells])
        if header:
            columns = header
        elif columns:
            row = _row(cells, columns)
            if row:
                yield index, row


def _cells(text: str) -> list[tuple[str, int]]:
    """The cells of a row with where they begin in it."""
    found: list[tuple[str, int]] = []
    start = 0
    for gap in _CELLS.finditer(text):
        found.append((text[start : gap.start()].strip(), start))
        start = gap.end()
    return [*found, (text[start:].strip(), start)]


def _header(cells: Sequence[str]) -> _Columns | None:
    names = [_BLANKS.sub('', cell) for cell in cells]
    task = next((index for index, name in enumerate(names) if _TASK.fullmatch(name)), None)
    due = next((index for index, name in enumerate(names) if _DUE.fullmatch(name)), None)
    who = next((index for index, name in enumerate(names) if _WHO.fullmatch(name)), None)
    return None if task is None or due is None else _Columns(task, due, who, len(cells))


def _row(cells: Sequence[tuple[str, int]], columns: _Columns) -> TaskRow | None:
    """A whole row by its columns; one with empty or merged cells by what its cells look like."""
    guessed = len(cells) != columns.count
    if not guessed:
        who = cells[columns.who][0] if columns.who is not None else ''
        due, task = cells[columns.due], cells[columns.task][0]
    else:
        timed = [cell for cell in cells if _TIME.search(cell[0]) and len(cell[0]) < 30]
        bodies = [text for text, _ in cells if is_body(text)]
        others = [text for text, _ in cells if text not in bodies and not _NUMBER.fullmatch(text)]
        tasks = [text for text in others if not timed or text != timed[-1][0]]
        if len(timed) != 1 or len(bodies) > 1 or not tasks:
            return None
        who, due, task = bodies[0] if bodies else '', timed[0], max(tasks, key=len)
    span = (due[1], due[1] + len(due[0]))
    return TaskRow(who or None, task, span, guessed) if len(task) > 1 and due[0] else None
