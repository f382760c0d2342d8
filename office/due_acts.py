"""What people do with a duty or one of its rounds: 在办, 已报, 已复核, 办结, and back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from extractors.secrecy import secrecy_mark_in_name
from model.campaign import Reporting
from model.errors import SecrecyMark, StaleEdit, UsageFault
from model.register import Duty, DutyState, Entry, Occurrence
from office.config import Workplace
from office.due_groups import Group, group_duties
from office.due_rounds import Round, duty_to_rounds, notice_to_paper, rounds_to_show, running_reportings
from office.evidence_names import file_sent
from office.inbox import file_to_sha256
from store import audit, obligations, register
from store.engine import Connection, atomic

Act = Literal['start', 'report', 'review', 'close', 'reopen']

_NUMBERED = re.compile(r'(?:收文)?第?(\d{1,9})号?')

STATE_NAMES: dict[str, str] = {
    'open': "待办",
    'doing': "在办",
    'reported': "已报",
    'reviewed': "已复核",
    'closed': "办结",
    'overdue': "逾期",
    'anchor_missing': "起算日待填",
    'standing': "长期",
    'superseded': "已调整",
}
_NEXT: dict[Act, DutyState] = {
    'start': 'doing',
    'report': 'reported',
    'review': 'reviewed',
    'close': 'closed',
    'reopen': 'open',
}
_FROM: dict[Act, tuple[DutyState, ...]] = {
    'start': ('open',),
    'report': ('open', 'doing'),
    'review': ('reported',),
    'close': ('open', 'doing', 'reported', 'reviewed'),
    'reopen': ('reported', 'reviewed', 'closed'),
}


def acts_open(state: str) -> list[Act]:
    """The steps that a duty or round at this state can take, in their order; of what waits, as if open."""
    known: dict[str, DutyState] = dict.fromkeys(('overdue', 'anchor_missing', 'standing'), 'open')
    return [act for act, states in _FROM.items() if known.get(state, state) in states]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An act on a duty: which round of a recurring one (None: the oldest it fits), or all of it (whole).

    evidence is a register number, a file that came in or one of 发文/; why is the reason of a reopening.
    seen is the state that the person looked at (None: not told).
    """

    act: Act
    number: int
    round: dt.date | None = None
    whole: bool = False
    evidence: str | None = None
    why: str | None = None
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What changed: the round's day where it was one, the state now, the evidence as recorded."""

    round: dt.date | None
    state: DutyState
    evidence: str | None


def advance(place: Workplace, step: Step) -> Done:
    """Do the step, in the order 待办 在办 已报 已复核 办结; told in the audit.

    Raises:
        UsageFault: no such duty or round, a step out of order, evidence that is not there.
        SecrecyMark: the evidence's name bears a mark.
        StaleEdit: it is at another state than the person saw.
    """
    reportings = running_reportings(place)
    with atomic(place.engine) as connection:
        group = _group(connection, step.number)
        if step.evidence is not None:
            imposing = {duty.register_number for duty in group.duties}
            step = replace(step, evidence=_evidence(place, connection, step.evidence, imposing))
        due = None
        if group.chief.recurrence and not step.whole and _head(group).state != 'closed':
            rounds = _rounds(place, connection, group, reportings)
            due = _step_round(connection, group, step, rounds)
        else:
            _step_whole(connection, group, step)
        audit.note(
            connection,
            actor=place.actor,
            act=f'due_{step.act}',
            about=f'{group.number}@{due}' if due else f'{group.number}',
            at=place.now(),
            detail={key: told for key in ('evidence', 'why') if (told := getattr(step, key)) is not None},
        )
    return Done(due, _NEXT[step.act], step.evidence)


def _group(connection: Connection, number: int) -> Group:
    for group in group_duties(obligations.list_duties(connection)):
        if number in {duty.number for duty in group.duties}:
            if group.superseded:
                raise UsageFault(f"第{number}号事项已由后来的通知调整，请办第{group.chief.superseded_by}号。")
            return group
    raise UsageFault(f"没有第{number}号事项。用 shoufa due --all 查看编号。")


def _head(group: Group) -> Duty:
    """The duty whose number the board shows; its state is the line's."""
    return next(duty for duty in group.duties if duty.number == group.number)


def _must_follow(step: Step, state: DutyState, evidence: str | None) -> None:
    if step.seen not in {None, state}:
        saw, proof = STATE_NAMES.get(step.seen or '', "没有记下"), f"，佐证：{evidence}" if evidence else ""
        raise StaleEdit(
            f"第{step.number}号事项在您打开之后变了，没有办。您看到的是“{saw}”，"
            f"现在是“{STATE_NAMES[state]}”{proof}。请刷新后再办。"
        )
    if state not in _FROM[step.act]:
        wanted = "、".join(STATE_NAMES[one] for one in _FROM[step.act])
        raise UsageFault(
            f"第{step.number}号事项现在是“{STATE_NAMES[state]}”，不能改为“{STATE_NAMES[_NEXT[step.act]]}”"
            f"（须是：{wanted}）。"
        )


def _step_whole(connection: Connection, group: Group, step: Step) -> None:
    if step.round:
        raise UsageFault(f"第{step.number}号事项没有分期，或已整项办结，不用写 --round。")
    head = _head(group)
    _must_follow(step, head.state, head.evidence)
    for duty in group.duties:
        obligations.change(
            connection, duty.number, state=_NEXT[step.act], evidence=_kept(step, head.evidence)
        )


def _rounds(
    place: Workplace, connection: Connection, group: Group, reportings: Mapping[str, Reporting]
) -> list[Round]:
    """Every round that the board could show.

    Raises:
        UsageFault: nobody has given the day they are counted from.
    """
    entry = register.get(connection, group.chief.register_number)
    assert entry is not None
    told = duty_to_rounds(group.chief, notice_to_paper(connection, entry, reportings), place.holidays)
    if told.start_missing:
        raise UsageFault(
            f"第{group.number}号事项的起算日还没有填，不知道是哪一期。"
            f"请先运行 shoufa due anchor {group.number} --event 年-月-日；整项办理加 --whole。"
        )
    records = obligations.list_rounds(connection).get(group.number, {})
    return rounds_to_show(told, records, place.today, everything=True)


def _step_round(connection: Connection, group: Group, step: Step, rounds: list[Round]) -> dt.date:
    """The step on one round; gives its day."""
    one = _round_meant(step, rounds)
    _must_follow(step, one.state, one.evidence)
    kept = _kept(step, one.evidence)
    obligations.set_round(
        connection, Occurrence(duty=group.number, due=one.due, state=_NEXT[step.act], evidence=kept)
    )
    return one.due


def _round_meant(step: Step, rounds: list[Round]) -> Round:
    """The round that is named, or the oldest that the step fits (the newest to reopen)."""
    named = [one for one in rounds if one.due == step.round]
    if step.round and not named:
        days = "、".join(str(one.due) for one in rounds) or "无"
        raise UsageFault(f"第{step.number}号事项没有{step.round}这一期。现有：{days}。")
    fitting = named or [one for one in rounds if one.state in _FROM[step.act]]
    if not fitting:
        state = STATE_NAMES[_NEXT[step.act]]
        raise UsageFault(f"第{step.number}号事项没有哪一期能改为“{state}”。整项办理请加 --whole。")
    return fitting[-1] if step.act == 'reopen' else fitting[0]


def _kept(step: Step, known: str | None) -> str | None:
    """The evidence after the step: a reopened duty has none, the audit still does."""
    return None if step.act == 'reopen' else step.evidence or known


def _evidence(place: Workplace, connection: Connection, given: str, imposing: Collection[int]) -> str:
    """The document as recorded: a register entry with its title, or a file of 发文/ with its hash.

    imposing are the entries that lay the duty: they show nothing of its being done.

    Raises:
        UsageFault: neither a number, 文号 or file of the register nor a file of 发文/; or a notice that lays
            the duty.
    """
    entry = _entry_named(connection, given.strip())
    if entry and entry.number in imposing:
        raise UsageFault(
            f"收文第{entry.number}号是布置这件事的通知本身，不能作办结的佐证。请写办理结果的材料，如报送的报告、回执。"
        )
    if entry:
        number = f"（{entry.doc_number}）" if entry.doc_number else ""
        return f"收文第{entry.number}号《{entry.title or entry.file}》{number}"
    path = file_sent(place, given)
    if path is None:
        raise UsageFault(
            f"办结要有佐证：“{given}”既不是收文登记簿里的编号、文号或文件名，也不是 发文/ 里的文件。"
            "请写收文编号（shoufa register list 查看），或 发文/ 里的文件，如 发文/报告.docx；"
            "别的材料请先收文登记。"
        )
    if secrecy_mark_in_name(path.name):
        raise SecrecyMark
    name = path.relative_to(place.rooms.outbox.resolve())
    return f"{place.rooms.outbox.name}/{name.as_posix()}（sha256 {file_to_sha256(path)}）"


def _entry_named(connection: Connection, given: str) -> Entry | None:
    """The entry of a number, a 文号, or a file that no other entry bears."""
    numbered = _NUMBERED.fullmatch(given)
    entry = register.get(connection, int(numbered[1])) if numbered else None
    if entry or not given:
        return entry
    listed = register.list_entries(connection)
    named = next((one for one in listed if one.doc_number == given), None)
    filed = [one for one in listed if one.archived_as and given in {one.file, one.archived_as}]
    if named is None and len(filed) > 1:
        numbers = '、'.join(f'{one.number}' for one in filed)
        raise UsageFault(f"办结要有佐证：收文里有几件都叫“{given}”（第{numbers}号）。请写收文编号。")
    return named or (filed[0] if filed else None)
