"""What is due: duties with their deadlines, the anchors people give, and the rounds of campaigns."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, Literal

from campaigns.rounds import rounds
from model.errors import UsageFault
from model.register import Duty
from office.config import Workplace
from office.planning import running_packs
from store import audit, obligations, register
from store.engine import atomic, reading
from text.workdays import last_workday_until, shift_workdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One line of the board. state: open, anchor_missing (起算日待填), overdue, closed or standing.

    internal_deadline precedes ours by the office's lead days; note says when the day is no
    working day or its year has no published holidays.
    """

    number: int | str
    what: str
    who: str | None
    ours: str
    deadline: dt.date | None
    internal_deadline: dt.date | None
    state: str
    deadline_text: str | None
    report_to: str | None
    rule: str
    note: str | None
    sources: tuple[dict[str, Any], ...]


def board(place: Workplace, *, everything: bool = False) -> list[Due]:
    """What is ours to do or to chase, by deadline; everything adds what is only to know and closed."""
    with reading(place.engine) as connection:
        duties = obligations.list_duties(connection)
        files = {entry.number: entry for entry in register.list_entries(connection)}
    lines = [_duty_to_due(place, duty, files[duty.register_number]) for duty in duties]
    lines += _rounds_to_dues(place)
    if not everything:
        lines = [line for line in lines if line.ours != 'know' and line.state not in {'closed', 'standing'}]
    return sorted(lines, key=lambda line: (line.deadline is None, line.deadline or place.today))


def _duty_to_due(place: Workplace, duty: Duty, source: Any) -> Due:
    internal, note = inner_deadline(duty.deadline, place.office.lead_days)
    return Due(
        number=duty.number,
        what=duty.what or duty.verbatim,
        who=duty.who,
        ours=duty.ours,
        deadline=duty.deadline,
        internal_deadline=internal,
        state=_state(duty, place.today),
        deadline_text=duty.deadline_text,
        report_to=duty.report_to,
        rule=duty.rule,
        note=note,
        sources=(
            {
                'register': duty.register_number,
                'title': source.title or source.file,
                'doc_number': source.doc_number,
                'verbatim': duty.verbatim,
                'where': duty.where,
            },
        ),
    )


def _state(duty: Duty, today: dt.date) -> str:
    if duty.state != 'open':
        return duty.state
    if duty.deadline is None:
        timed = duty.recurrence or duty.report_to or duty.deadline_text
        return 'anchor_missing' if duty.relative else 'open' if timed else 'standing'
    return 'overdue' if duty.deadline < today else 'open'


def inner_deadline(deadline: dt.date | None, lead_days: int) -> tuple[dt.date | None, str | None]:
    """The day our subordinates' part is due, and a note on the deadline itself (G18)."""
    if deadline is None:
        return None, None
    workday = last_workday_until(deadline)
    inner = shift_workdays(workday.day, -lead_days) if lead_days else workday
    notes = []
    if workday.day != deadline:
        notes.append(f"{deadline:%m月%d日}不是工作日，建议提前到{workday.day:%m月%d日}")
    if not (workday.known and inner.known):
        notes.append("该年放假安排未发布，按周一至周五计算")
    return inner.day, '；'.join(notes) or None


def _rounds_to_dues(place: Workplace) -> list[Due]:
    """The next reporting round of every running campaign."""
    lines = []
    for pack, reporting in running_packs(place):
        if reporting is None:
            continue
        coming = [day for day in rounds(reporting) if day >= place.today]
        if coming:
            number = rounds(reporting).index(coming[0]) + 1
            internal, note = inner_deadline(coming[0], place.office.lead_days)
            lines.append(
                Due(
                    number=f'{pack.id}#{number}',
                    what=f"{pack.title}第{number}期进展情况",
                    who=place.office.name,
                    ours='do',
                    deadline=coming[0],
                    internal_deadline=internal,
                    state='open',
                    deadline_text=f"每间隔{reporting.every_days}天",
                    report_to=None,
                    rule="正在运行的活动按期报告",
                    note=note,
                    sources=({'campaign': pack.id, 'title': pack.notice_title},),
                )
            )
    return lines


def anchor(place: Workplace, number: int, kind: Literal['issued', 'received'], day: dt.date) -> list[Duty]:
    """Give the day a notice was issued or received; every duty of it counted from there gets its date.

    Raises:
        UsageFault: no such duty, or it needs no anchor.
    """
    with atomic(place.engine) as connection:
        duty = obligations.get(connection, number)
        if duty is None:
            raise UsageFault(f"没有第{number}号事项。用 shoufa due --all 查看编号。")
        if not duty.relative:
            raise UsageFault(f"第{number}号事项的期限不是从某日起算的，不需要填起算日。")
        changed = []
        for sibling in obligations.list_duties(connection, duty.register_number):
            if sibling.number == number or _share_anchor(sibling, duty):
                assert sibling.relative is not None
                deadline = relative_to_deadline(sibling.relative, day)
                values = {'anchor': day, 'anchor_kind': kind, 'deadline': deadline}
                obligations.change(connection, sibling.number, **values)
                changed.append(replace(sibling, **values))  # type: ignore[arg-type]  # keys are Duty's own
        detail = {'kind': kind, 'day': day.isoformat()}
        audit.note(
            connection, actor=place.actor, act='anchor', about=str(number), at=place.now(), detail=detail
        )
        return changed


def _share_anchor(one: Duty, other: Duty) -> bool:
    """Whether both are counted from the same thing, and the paper says which."""
    named = (one.relative or {}).get('from')
    return named is not None and named == (other.relative or {}).get('from')


def relative_to_deadline(relative: dict[str, Any], day: dt.date) -> dt.date:
    """The last day of a limit counted from `day`, which itself is not counted (民法典 art. 201).

    Example: 15 days from 2016-10-08 end on 2016-10-23.
    """
    value, unit = int(relative['value']), relative['unit']
    if unit == 'workday':
        return shift_workdays(day, value).day
    if unit == 'month':
        return _add_months(day, value)
    if unit == 'year':
        return _add_months(day, 12 * value)
    if unit == 'next_month_day':
        following = _add_months(day.replace(day=1), 1)
        return following.replace(day=min(value, calendar.monthrange(following.year, following.month)[1]))
    return day + dt.timedelta(days=value)


def _add_months(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def close(place: Workplace, number: int, evidence: str) -> None:
    """办结: a duty done, with the document that shows it.

    Raises:
        UsageFault: no such duty.
    """
    with atomic(place.engine) as connection:
        if obligations.get(connection, number) is None:
            raise UsageFault(f"没有第{number}号事项。用 shoufa due --all 查看编号。")
        obligations.change(connection, number, state='closed', evidence=evidence)
        audit.note(
            connection, actor=place.actor, act='close', about=str(number), at=place.now(), detail=evidence
        )
