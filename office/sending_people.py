"""Instructors sent out, replaced mid-term (G13) and coming to the end of their term."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from campaigns.selection import term_of
from model.errors import UsageFault
from model.subject import Organisation
from office.config import Workplace
from office.instructing import counts_on
from office.instructor_terms import TERM_MONTHS
from office.ledger_acts import one_named
from store import audit, instructors, subjects
from store.engine import Connection, atomic, reading
from store.instructors import Assignment, InstructorRow

ONE_DAY = dt.timedelta(days=1)
_NAMED = 5


@dataclass(slots=True)
class Sent:
    """What was arranged, in Chinese, and whom a letter has to go to: (organisation, what the letter says)."""

    told: list[str] = field(default_factory=list)
    letters: list[tuple[int, str]] = field(default_factory=list)


def assign(
    place: Workplace,
    who: str,
    organisations: Sequence[str],
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    doc_number: str | None = None,
) -> Sent:
    """Send an instructor to organisations: for a year from the first day on, if nothing else is said.

    Raises:
        UsageFault: no such instructor or organisation, or the last day is before the first.
    """
    if start and end and end < start:
        raise UsageFault(f"选派期的最后一天{end}在第一天{start}之前。")
    last = end or (term_of(start, TERM_MONTHS).end if start else None)
    sent = Sent()
    with atomic(place.engine) as connection:
        person = _named(connection, place, who)
        for wanted in organisations:
            one = _counting(place, wanted)
            new = Assignment(
                instructor=person.id, subject=one.id, start=start, end=last, doc_number=doc_number
            )
            known = instructors.assign(connection, new) is None
            sent.told.append(
                f"{person.name}→{one.name}{_term(start, last)}{'，已有安排，未重复' if known else ''}"
            )
        audit.note(connection, actor=place.actor, act='instructors_assign', about=person.name, at=place.now())
    return sent


def _term(start: dt.date | None, end: dt.date | None) -> str:
    return f"（{start}至{end or '未定'}）" if start else "（起始日待发函后填）"


def _counting(place: Workplace, wanted: str) -> Organisation:
    one = one_named(place, wanted)
    if one.state != 'active':
        raise UsageFault(f"“{one.name}”已不再计数，不能选派指导员。")
    return one


def _named(connection: Connection, place: Workplace, who: str) -> InstructorRow:
    """The instructor of this number, name, or name and unit (示例一/示例市民政局).

    Raises:
        UsageFault: none is, or several are.
    """
    known = instructors.list_instructors(connection, place.today)
    name, _, unit = who.strip().partition('/')
    found = [one for one in known if str(one.id) == name or (one.name == name and unit in {'', one.unit})]
    if len(found) == 1:
        return found[0]
    if found:
        listed = '；'.join(f"{one.id} {one.name}/{one.unit}" for one in found)
        raise UsageFault(f"“{who}”有{len(found)}名：{listed}。请改用编号。")
    raise UsageFault(f"没有指导员“{who}”。先用 shoufa instructors import 导入，或用 instructors list 查看。")


class Letter(NamedTuple):
    """The letter that changes who is sent; past: it is known to change terms that have ended."""

    doc_number: str | None = None
    past: bool = False


NO_LETTER = Letter()


def replace(
    place: Workplace,
    old: str,
    new: str | None,
    on: dt.date,
    *,
    organisations: Sequence[str] = (),
    stop: Sequence[str] = (),
    letter: Letter = NO_LETTER,
) -> Sent:
    """Another instructor from a day on, for the rest of the term; some organisations get none any more.

    organisations are those handed over, by default all that the old one serves but those in stop; with nobody
    to take over, those in stop alone. The old one serves until the day before. Why it changes is not asked
    and not kept. A term that has ended by today is changed only where the letter says that it is meant.

    Raises:
        UsageFault: no such instructor, one who serves none of these, nobody to take over, the day is
            before the term begins, or the term has ended.
    """
    sent = Sent()
    with atomic(place.engine) as connection:
        leaving = _named(connection, place, old)
        coming = _coming(connection, place, leaving, new, organisations or not stop)
        ended = {one_named(place, one).id for one in stop}
        handed = {_counting(place, one).id for one in organisations}
        held = [
            one
            for one in instructors.assignments_on(connection, on)
            if one.instructor == leaving.id
            and (one.subject in handed | ended or (coming is not None and not handed))
        ]
        missing = (handed | ended) - {one.subject for one in held}
        if not held or missing:
            raise UsageFault(
                f"{leaving.name}在{on}没有联系{'其中的单位' if missing else '任何单位'}，请核对。"
            )
        if not letter.past:
            _not_over(connection, place, held, on)
        for one in held:
            successor = None if one.subject in ended else coming
            _hand_over(connection, one, leaving, successor, on, letter.doc_number, sent)
        audit.note(
            connection, actor=place.actor, act='instructors_replace', about=leaving.name, at=place.now()
        )
    return sent


def _coming(
    connection: Connection, place: Workplace, leaving: InstructorRow, new: str | None, needed: object
) -> InstructorRow | None:
    """Who takes over.

    Raises:
        UsageFault: nobody, where somebody has to; or the one who leaves.
    """
    if new is None and needed:
        raise UsageFault("没有写由谁接任。不再选派的单位（如已建党组织）请用 --stop 逐家写明。")
    coming = _named(connection, place, new) if new else None
    if coming is not None and coming.id == leaving.id:
        raise UsageFault(f"接任的就是{leaving.name}本人，没有可调整的。")
    return coming


def _not_over(connection: Connection, place: Workplace, held: Sequence[Assignment], on: dt.date) -> None:
    """Raises UsageFault where a term is over: what was true until its end would be written anew."""
    over = [one for one in held if one.end and one.end < place.today]
    if over:
        names = subjects.get_many(connection, [one.subject for one in over])
        listed = "、".join(f"{names[one.subject].name}（到{one.end}）" for one in over[:_NAMED])
        more = "等" if len(over) > _NAMED else ""
        raise UsageFault(
            f"这些选派期已经结束：{listed}{more}，从{on}起调整会改写过去的记录。"
            "请核对日期；确为补记的，加 --past。"
        )


def _hand_over(
    connection: Connection,
    one: Assignment,
    leaving: InstructorRow,
    coming: InstructorRow | None,
    on: dt.date,
    doc_number: str | None,
    sent: Sent,
) -> None:
    organisation = subjects.get(connection, one.subject)
    assert organisation is not None
    if one.start and one.start >= on:
        raise UsageFault(f"{leaving.name}联系“{organisation.name}”自{one.start}起，调整日期应在其后。")
    instructors.stop(connection, one.id, on - ONE_DAY)
    if organisation.state != 'active':
        sent.told.append(
            f"{organisation.name}：{leaving.name}联系到{on - ONE_DAY}，单位已不再计数，不再选派。"
        )
        return
    if coming is None:
        sent.told.append(f"{organisation.name}：{leaving.name}联系到{on - ONE_DAY}，不再选派。")
        sent.letters.append((one.subject, "结束选派"))
        return
    new = Assignment(
        instructor=coming.id,
        subject=one.subject,
        start=on,
        end=one.end,
        campaign=one.campaign,
        doc_number=doc_number,
        replaces=one.id,
    )
    known = instructors.assign(connection, new) is None
    told = "已在联系，任期不变" if known else f"{_term(on, one.end)}接任"
    sent.told.append(f"{organisation.name}：{leaving.name}联系到{on - ONE_DAY}，{coming.name}{told}。")
    sent.letters.append((one.subject, "调整指导员"))


@dataclass(frozen=True, slots=True)
class Ending:
    """A term that ends: whose, where, and its last day."""

    instructor: str
    organisation: str
    end: dt.date


def expiring(place: Workplace, within: int = 30) -> list[Ending]:
    """The terms that end within so many days from today on, the next first (届满提醒).

    Raises:
        UsageFault: a negative number of days.
    """
    if within < 0:
        raise UsageFault(f"天数不能是{within}：写从今天起多少天内到期，如 --within 30。")
    with reading(place.engine) as connection:
        found = instructors.ending(connection, place.today, place.today + dt.timedelta(days=within))
        names = {one.id: one.name for one in instructors.list_instructors(connection, place.today)}
        held = subjects.get_many(connection, [one.subject for one in found])
    lines = [
        Ending(names[one.instructor], held[one.subject].name, one.end)
        for one in found
        if one.end and held[one.subject].state == 'active'
    ]
    return sorted(lines, key=lambda line: (line.end, line.organisation))


def names_of(place: Workplace, organisations: Sequence[int]) -> dict[int, str]:
    """What these organisations are called."""
    with reading(place.engine) as connection:
        return {number: one.name for number, one in subjects.get_many(connection, organisations).items()}


def served(place: Workplace, day: dt.date) -> int:
    """How many organisations have an instructor on a day."""
    with reading(place.engine) as connection:
        held = subjects.get_many(connection, instructors.served_on(connection, day))
    return sum(counts_on(one, day) for one in held.values())
