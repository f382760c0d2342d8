"""The days that limits are counted from: which are missing, and giving them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from model.errors import UsageFault
from model.register import Duty, Entry
from office.config import Workplace
from office.due_groups import group_duties
from office.periods import duty_to_rhythm
from store import audit, obligations, register, reviews
from store.engine import Connection, atomic
from text.limits import limit_to_day

AnchorKind = Literal['issued', 'received', 'event']

KIND_NAMES: dict[AnchorKind, str] = {'issued': "下发日", 'received': "收文日", 'event': "起算事项的日子"}
_DAY = '年-月-日'
_RECEIPT = re.compile(r'(?:收到|接到|接)(?:[此本该]|来)?(?:通知|文件|函|意见|文|通报|决定|方案)?(?:之日|后)?')


class Missing(NamedTuple):
    """A day nobody has given: issue, receipt, event or start; the command that gives it.

    Of a receipt the register knows a day: the command proposes it, nothing assumes it.
    """

    what: Literal['issue', 'receipt', 'event', 'start']
    command: str
    event: str | None = None


def missing_anchor(duty: Duty, entry: Entry) -> Missing | None:
    """What a duty's day still waits for; None where nothing is missing, or where it needs none."""
    if duty.anchor is not None or duty.deadline is not None:
        return None
    if duty.recurrence:
        return Missing('start', _command(duty, 'event')) if _counted_from_start(duty) else None
    if not duty.relative:
        return None
    event = duty.relative.get('from')
    if event is None or event == 'issue':
        return Missing('issue', _command(duty, 'issued'))
    if _RECEIPT.fullmatch(event):
        return Missing('receipt', _command(duty, 'received', entry.received_at.date()), event)
    return Missing('event', _command(duty, 'event'), event)


def _counted_from_start(duty: Duty) -> bool:
    assert duty.recurrence is not None
    rhythm = duty_to_rhythm(duty.recurrence, duty.deadline_text, duty.verbatim)
    return rhythm is not None and not rhythm.calendar


def _command(duty: Duty, kind: AnchorKind, day: dt.date | None = None) -> str:
    return f'shoufa due anchor {duty.number} --{kind} {day or _DAY}'


class Anchored(NamedTuple):
    """The duties that got their day, and what is odd about it."""

    duties: tuple[Duty, ...]
    warnings: tuple[str, ...]


def anchor(place: Workplace, number: int, kind: AnchorKind, day: dt.date) -> Anchored:
    """Give the day a limit is counted from; every duty of the notice counted from the same gets its date.

    Raises:
        UsageFault: no such duty, it needs no anchor, or it is counted from something else.
    """
    with atomic(place.engine) as connection:
        duty = _waiting(number, obligations.list_duties(connection), kind)
        siblings = obligations.list_duties(connection, duty.register_number)
        changed = []
        for sibling in siblings:
            if sibling.number == duty.number or _shares(sibling, duty, kind):
                values = _counted(place, sibling, kind, day)
                obligations.change(connection, sibling.number, **values)
                changed.append(replace(sibling, **values))
        audit.note(
            connection,
            actor=place.actor,
            act='anchor',
            about=str(duty.number),
            at=place.now(),
            detail={'kind': kind, 'day': day.isoformat(), 'duties': [one.number for one in changed]},
        )
        _answer(connection, duty.register_number)
        entry = register.get(connection, duty.register_number)
    assert entry is not None
    return Anchored(tuple(changed), _warnings(kind, day, entry.received_at.date(), place.today))


def _answer(connection: Connection, register_number: int) -> None:
    """The question for the start of the notice's limits is answered when none of them is open any more."""
    duties = obligations.list_duties(connection, register_number)
    if any(duty.relative and not (duty.deadline or duty.recurrence) for duty in duties):
        return
    for item in reviews.list_items(connection, register_number=register_number):
        if item.field == 'deadline_anchor_missing':
            reviews.supersede(connection, item.number)


def _waiting(number: int, duties: list[Duty], kind: AnchorKind) -> Duty:
    """The duty meant by a number of the board: of duties joined as one, the one that is counted."""
    group = next(
        (one for one in group_duties(duties) if number in {duty.number for duty in one.duties}), None
    )
    if group is None:
        raise UsageFault(f"没有第{number}号事项。用 shoufa due --all 查看编号。")
    named = next(duty for duty in group.duties if duty.number == number)
    counted = [duty for duty in group.duties if duty.relative or duty.recurrence]
    if named not in counted and len(counted) == 1:
        named = counted[0]
    if not (named.relative or named.recurrence):
        raise UsageFault(f"第{number}号事项的期限不是从某日起算的，不需要填起算日。")
    _must_fit(named, kind)
    return named


def _must_fit(duty: Duty, kind: AnchorKind) -> None:
    """Raises UsageFault where a paper's day is given for a limit counted from an event, or the other way."""
    event = (duty.relative or {}).get('from')
    if duty.recurrence or event is None:
        return
    on_paper = event == 'issue' or _RECEIPT.fullmatch(event) is not None
    if on_paper and kind == 'event':
        told = "下发" if event == 'issue' else event
        raise UsageFault(f"第{duty.number}号事项从{told}之日起算，请用 --issued 或 --received 填。")
    if event != 'issue' and on_paper and kind == 'issued':
        raise UsageFault(f"第{duty.number}号事项从{event}起算，请用 --received 填收到的日子。")
    if not on_paper and kind != 'event':
        raise UsageFault(f"第{duty.number}号事项从“{event}”起算，不从来文之日起算，请用 --event 填那一天。")


def _shares(one: Duty, other: Duty, kind: AnchorKind) -> bool:
    """Whether both are counted from the same thing, and the paper says which.

    The day of issue also starts the notice's rounds that are counted from a start nobody has given.
    """
    named = (one.relative or {}).get('from')
    if named is not None and one.recurrence is None:
        return bool(named == (other.relative or {}).get('from'))
    return kind == 'issued' and one.recurrence is not None and one.anchor is None and _counted_from_start(one)


def _counted(place: Workplace, duty: Duty, kind: AnchorKind, day: dt.date) -> dict[str, Any]:
    """The columns that an anchor sets; the rounds of a recurring duty are worked out from it later."""
    values: dict[str, Any] = {'anchor': day, 'anchor_kind': kind}
    if duty.recurrence or not duty.relative:
        return values
    try:
        return {**values, 'deadline': limit_to_day(duty.relative, day, place.holidays).day}
    except ValueError as error:
        raise UsageFault(
            f"第{duty.number}号事项的期限“{duty.deadline_text}”无法从{day}推算。请核对日期。"
        ) from error


def _warnings(kind: AnchorKind, day: dt.date, received: dt.date, today: dt.date) -> tuple[str, ...]:
    name = KIND_NAMES[kind]
    if kind != 'event' and day > today:
        return (f"{name}{day}在今天（{today}）之后，请核对。",)
    if kind == 'issued' and day > received:
        return (f"下发日{day}在收文登记日{received}之后，请核对。",)
    return ()
