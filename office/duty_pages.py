"""One duty with all that is told of it, and the papers that may show that it was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model.errors import UsageFault
from model.register import Duty
from office.anchoring import KIND_NAMES, AnchorKind
from office.config import Workplace
from office.due_groups import group_duties
from office.dues import Due, lines_of
from store import duty_lists, outbox, register
from store.duty_lists import Shows
from store.engine import reading

_MOST = 12
_HISTORY = 30
_NEAR = 40
ACT_NAMES = {
    'due_start': "开始办理",
    'due_report': "上报",
    'due_review': "复核",
    'due_close': "办结",
    'due_reopen': "退回重办",
    'due_join': "并成一项",
    'due_part': "单列",
    'anchor': "填起算日",
}


__all__ = [
    'DutyShown',
    'Shows',
    'anchor_kinds',
    'duty_shown',
    'evidence_choices',
    'evidence_told',
    'near_duties',
]


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of what people did with a duty."""

    at: str
    person: str
    act: str
    detail: str


@dataclass(frozen=True, slots=True)
class DutyShown:
    """A duty: its lines of the board (a recurring one has one a round), its sources, what was done."""

    number: int
    lines: tuple[Due, ...]
    duties: tuple[Duty, ...]
    superseded: bool
    happened: tuple[Happened, ...]

    @property
    def chief(self) -> Due:
        """The line whose words stand for all."""
        return self.lines[0]


def duty_shown(place: Workplace, number: int) -> DutyShown:
    """A duty by its number.

    Raises:
        UsageFault: there is none.
    """
    with reading(place.engine) as connection:
        linked = duty_lists.linked_duties(connection, number)
    group = next(
        (one for one in group_duties(linked) if number in {duty.number for duty in one.duties}), None
    )
    lines = lines_of(place, number)
    if group is None or not lines:
        raise UsageFault(f"没有第{number}号事项。可能通知已重新识读；请从“期限”的列表里打开。")
    happened = _history(place, [duty.number for duty in group.duties])
    return DutyShown(group.number, tuple(lines), group.duties, group.superseded, happened)


def _history(place: Workplace, numbers: Sequence[int]) -> tuple[Happened, ...]:
    with reading(place.engine) as connection:
        rows = [
            row
            for number in numbers
            for row in duty_lists.acts_on_duty(connection, tuple(ACT_NAMES), number, _HISTORY)
        ]
    rows.sort(key=lambda row: row['id'], reverse=True)
    return tuple(
        Happened(
            f'{row["at"]:%Y-%m-%d %H:%M}',
            row['actor'],
            _act(row['act'], row['about']),
            _detail(row['detail']),
        )
        for row in rows[:_HISTORY]
    )


def _act(act: str, about: str) -> str:
    day = about.partition('@')[2]
    return ACT_NAMES[act] + (f"（{day}这一期）" if day else "")


def _detail(detail: object) -> str:
    if not isinstance(detail, dict):
        return f"第{detail}号" if isinstance(detail, int) else ''
    kinds: Mapping[Any, str] = KIND_NAMES
    told = {
        "佐证": detail.get('evidence'),
        "理由": detail.get('why'),
        kinds.get(detail.get('kind'), "日子"): detail.get('day'),
    }
    return '；'.join(f'{name}：{text}' for name, text in told.items() if text)


def near_duties(place: Workplace, shown: DutyShown) -> list[Duty]:
    """Open duties of other papers that this one might be the same as."""
    with reading(place.engine) as connection:
        return duty_lists.near_duties(connection, shown.duties[0], _NEAR)


def evidence_choices(place: Workplace, number: int, words: str) -> tuple[list[Shows], list[Shows]]:
    """Registered papers and issued ones of ours that may show that a duty was done; not its own notices."""
    if not words:
        return [], []
    with reading(place.engine) as connection:
        imposing = {duty.register_number for duty in duty_lists.linked_duties(connection, number)}
        return duty_lists.papers_saying(connection, words, imposing, _MOST)


def evidence_told(place: Workplace, told: str) -> str:
    """What a page tells as evidence, as due_acts takes it: 'r12' a registered paper, 'p…' an issued one.

    A bare number, or a 文号 or title that one paper alone has, is taken too; no path of the machine ever is.

    Raises:
        UsageFault: there is no such paper, or several.
    """
    kind, rest = told[:1], told[1:]
    with reading(place.engine) as connection:
        number = told.removeprefix('r')
        if number.isdecimal() and len(number) < 10 and register.get(connection, int(number)):
            return number
        if kind == 'p' and rest:
            paper = outbox.get(connection, rest)
            if paper and outbox.is_issued(paper):
                return (place.rooms.outbox / paper.file).as_posix()
        came, went = duty_lists.papers_saying(connection, told, (), 3)
    found = [*came, *went]
    if len(found) != 1:
        more = "有几件材料都符合，" if found else "没有找到这件材料，"
        raise UsageFault(
            f"“{told}”：{more}没有办结。请写收文编号，或从提示的材料里选一件；还没有登记的，先在“收文”里登记。"
        )
    (one,) = found
    return str(one.number) if one.number else (place.rooms.outbox / (one.file or '')).as_posix()


def anchor_kinds(line: Due) -> tuple[tuple[AnchorKind, str], ...]:
    """The days that a line may be counted from, by what it waits for."""
    kinds: dict[str | None, tuple[AnchorKind, ...]] = {
        'issue': ('issued', 'received'),
        'receipt': ('received',),
        'event': ('event',),
        'start': ('event', 'issued'),
    }
    return tuple((kind, KIND_NAMES[kind]) for kind in kinds.get(line.missing, ()))
