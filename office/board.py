"""The due board as a person reads it: 逾期, 本周, 本月, 以后, 起算日待填, each with its lines."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from office.due_acts import STATE_NAMES
from office.dues import Due

OURS_NAMES = {'do': "要办", 'chase': "催办", 'know': "知悉"}
STANDING = "长期"
SECTIONS = ("逾期", "本周", "本月", "以后", "起算日待填", "没有期限", "已报待办结", STANDING, "已办")
_BY_STATE = {
    'standing': STANDING,
    'overdue': "逾期",
    'reported': "已报待办结",
    'reviewed': "已报待办结",
    'closed': "已办",
    'superseded': "已办",
}
_LONGEST = 60


class Section(NamedTuple):
    """A heading of the board and its lines in order of their days."""

    name: str
    lines: tuple[Due, ...]


def board_to_sections(lines: Sequence[Due], today: dt.date) -> list[Section]:
    """The lines under their headings, headings without any left out."""
    named = [(_section(line, today), line) for line in lines]
    found = [Section(name, tuple(line for told, line in named if told == name)) for name in SECTIONS]
    return [section for section in found if section.lines]


def _section(line: Due, today: dt.date) -> str:
    if line.state in _BY_STATE:
        return _BY_STATE[line.state]
    if line.deadline is None:
        return "起算日待填" if line.state == 'anchor_missing' else "没有期限"
    if line.deadline <= today + dt.timedelta(days=6 - today.weekday()):
        return "本周"
    same_month = (line.deadline.year, line.deadline.month) == (today.year, today.month)
    return "本月" if same_month else "以后"


def sections_to_count(sections: Sequence[Section]) -> str:
    """共5项：要办3、催办2；逾期1、本周2、起算日待填2."""
    ours = Counter(line.ours for section in sections for line in section.lines)
    whose = "、".join(f"{name}{ours[kind]}" for kind, name in OURS_NAMES.items() if ours[kind])
    when = "、".join(f"{section.name}{len(section.lines)}" for section in sections)
    return f"共{sum(ours.values())}项" + (f"：{whose}；{when}" if whose else "")


def line_to_text(line: Due) -> str:
    """One line: number, day, inner day, whose and how far, what, to whom, from which paper, what is odd."""
    when = line.deadline.isoformat() if line.deadline else _no_day(line)
    state = STATE_NAMES[line.state]
    if line.state == 'overdue' and line.progress == 'doing':
        state += "·在办"
    parts = [
        str(line.number),
        when,
        _inner(line),
        f"{OURS_NAMES[line.ours]}·{state}",
        _short(line.what),
        f"报{line.report_to}" if line.report_to else "",
        "、".join(dict.fromkeys(_source(source) for source in line.sources)),
        f"（{line.note}）" if line.note else "",
        f"佐证：{line.evidence}" if line.evidence else "",
    ]
    return "　".join(part for part in parts if part)


def _inner(line: Due) -> str:
    if line.internal_deadline is None:
        return ""
    return f"{'给下级' if line.ours == 'chase' else '内部'}{line.internal_deadline}"


def _no_day(line: Due) -> str:
    words = line.deadline_text
    if line.state == 'anchor_missing':
        return f"起算日待填（{words}）" if words else "起算日待填"
    return words or "未写期限"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _source(source: dict[str, object]) -> str:
    told = source.get('doc_number') or f"《{source['title']}》"
    return f"{told}（收文{source['register']}）" if 'register' in source else f"{told}"


def line_to_ask(line: Due) -> str | None:
    """What is missing and the command that gives it; None where nothing is."""
    if line.state != 'anchor_missing' or line.anchor_command is None:
        return None
    if line.missing == 'receipt':
        return f"文中从收文之日起算。登记的收文日供参考，确认后运行：{line.anchor_command}"
    wanted = {'issue': "下发日（文中无成文日期；按收文日算的改用 --received）", 'start': "第一期从哪天起算"}
    return f"缺{wanted.get(line.missing or '', '起算事项发生的日子')}，请运行：{line.anchor_command}"
