"""谁主管，谁选派: to whom we send an instructor, whom we propose, and the 转办清单 of every other unit."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from campaigns.ladder import FACT_LABELS, covered, holds, known_facts, undecided
from campaigns.selection import is_sending, select, share, term_of
from ledger.coverage import is_instructed
from model.campaign import AnyOf, Condition, Is, Pack
from model.errors import UsageFault
from model.planning import Sending
from model.subject import Organisation
from office.config import Workplace
from office.inbox import write_whole
from office.naming import label_of, value_to_text
from office.planning import pack_for
from office.workbook import Value, tables_to_workbook
from store import audit, instructors, subjects
from store.engine import Connection, atomic, reading
from store.instructors import Assignment, InstructorRow


@dataclass(frozen=True, slots=True)
class Ours:
    """An organisation we send an instructor to: who goes there, and whether that is arranged already.

    instructor None: nobody has room, or the ledger names one whom nobody has arranged (noted).
    """

    id: int
    name: str
    code: str | None
    region: str | None
    why: str
    instructor: int | None
    instructor_name: str | None
    arranged: bool
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation as a list names it; why it stands there where that is not the list's own reason."""

    id: int
    name: str
    code: str | None
    region: str | None
    type: str | None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """A 转办清单: the organisations whose instructor this unit sends."""

    unit: str
    reason: str
    organisations: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Selected:
    """Everyone to whom the notice sends an instructor, once: ours, handed over, or unclear with the reason.

    unknown are those of whom the ledger does not tell whether the notice means them, with what it lacks;
    loads how many each of our instructors would serve, those of other campaigns among them.
    """

    campaign: str
    ours: tuple[Ours, ...]
    handovers: tuple[Handed, ...]
    unclear: tuple[Listed, ...]
    unknown: tuple[Listed, ...]
    loads: tuple[tuple[str, int], ...]

    @property
    def lacking(self) -> str:
        """What the ledger lacks of those unknown, the most frequent first."""
        told = Counter(label for one in self.unknown for label in (one.why or '').split("、") if label)
        return "、".join(label for label, _ in told.most_common())


def selection(place: Workplace, wanted: str, most: int | None = None) -> Selected:
    """Who sends whom; most is the upper number of organisations for one instructor.

    Raises:
        UsageFault: there is no such campaign, it sends no instructors, or nobody confirmed to whom.
    """
    pack = pack_for(place, wanted, 'dispatch')
    with reading(place.engine) as connection:
        return _selection(place, connection, pack, most)


def _selection(place: Workplace, connection: Connection, pack: Pack, most: int | None) -> Selected:
    meant, unknown = _meant(pack, subjects.list_all(connection))
    people = instructors.list_instructors(connection, place.today)
    told = select(place.office, meant)
    known = {one.id: one for one in meant}
    held = _arranged(place, connection, known)
    mine = [known[one] for one, _ in told.ours]
    waiting = [one for one in mine if one.id in held or not is_instructed(one, ())]
    ours = [one.id for one in people if _is_ours(place, one)]
    standing = {one.subject: one for one in instructors.assignments_on(connection, place.today)}
    everywhere = {
        **{one: Sending(told.instructor, one) for one, told in standing.items()},
        **held,
    }
    new = {one.organisation: one for one in share(ours, waiting, everywhere.values(), most).new}
    names = {one.id: one for one in people}
    lines = [_line(known[one], why, held.get(one), new.get(one), names) for one, why in told.ours]
    served = Counter(one.instructor for one in [*everywhere.values(), *new.values()])
    loads = [(names[one].name, served[one]) for one in ours]
    return Selected(
        pack.id,
        tuple(lines),
        tuple(
            Handed(one.unit, one.reason, tuple(_listed(known[each]) for each in one.organisations))
            for one in told.handovers
        ),
        tuple(_listed(known[one], why) for one, why in told.unclear),
        tuple(_listed(one, _lacking(pack, one)) for one in unknown),
        tuple(loads),
    )


def _listed(one: Organisation, why: str | None = None) -> Listed:
    return Listed(one.id, one.name, one.code, one.region, one.type, why)


def handed_over(place: Workplace, pack: Pack, listed: Sequence[Organisation]) -> int:
    """To how many of these other units send the instructor, as the 转办清单 has them.

    Where nobody confirmed yet to whom the notice sends one, of those without a branch.
    """
    meant = [one for one in listed if one.facts.get('established') is not True]
    with suppress(UsageFault):
        meant, _ = _meant(pack, listed)
    return sum(len(one.organisations) for one in select(place.office, meant).handovers)


def _meant(pack: Pack, listed: Iterable[Organisation]) -> tuple[list[Organisation], list[Organisation]]:
    """To whom the notice sends an instructor, and of whom the ledger does not tell."""
    when = _condition(pack)
    if when is None:
        said = next((rung.verbatim for rung in pack.ladder if is_sending(rung.method)), '')
        why = f"通知写的条件还没有确认，不能逐家套用：“{said}”" if said else "没有从通知里读出来。"
        raise UsageFault(
            f"派到哪些单位，{why}请先在活动的“规定”里确认条件。"
            f"用 shoufa campaign show {pack.id} 看待确认的各处。"
        )
    sure: list[Organisation] = []
    unknown: list[Organisation] = []
    for one in listed:
        facts = known_facts(one)
        if holds(covered(pack), facts) is False or (not pack.instructors and holds(pack.established, facts)):
            continue
        told = holds(when, facts)
        if told is not False:
            (sure if told else unknown).append(one)
    return sure, unknown


def _condition(pack: Pack) -> Condition | None:
    """To whom an instructor is sent; None where nobody confirmed it, or nothing tells."""
    if pack.instructors:
        return pack.instructors.when
    rungs = tuple(rung.when for rung in pack.ladder if is_sending(rung.method) and rung.when is not None)
    return AnyOf(rungs) if rungs else None


def _lacking(pack: Pack, one: Organisation) -> str:
    """What the ledger lacks of an organisation to tell whether the notice means it."""
    when, facts = _condition(pack), known_facts(one)
    names: list[str] = []
    for leaf in undecided(when, facts) if when else ():
        names += [leaf.fact] if isinstance(leaf, Is) else leaf.counts
    lacking = [name for name in dict.fromkeys(names) if facts.get(name) is None]
    return "、".join(FACT_LABELS.get(name) or label_of(name) for name in lacking)


def _arranged(
    place: Workplace, connection: Connection, known: Mapping[int, Organisation]
) -> dict[int, Sending]:
    """Whoever is sent to these organisations from today on or later; the latest where there are several."""
    found = instructors.assignments_of(connection, known)
    return {
        one.subject: Sending(one.instructor, one.subject)
        for one in found
        if one.end is None or one.end >= place.today
    }


def _is_ours(place: Workplace, person: InstructorRow) -> bool:
    """Whether an instructor is of our own unit, read as the 业务主管单位 of an organisation is read."""
    if not person.unit:
        return True
    asked = Organisation(0, person.unit, None, None, None, person.unit)
    return bool(select(place.office, [asked]).ours)


def _unsent(one: Organisation) -> str:
    named = one.facts.get('instructor')
    if named and named is not True:
        return f"台账写有指导员“{value_to_text(named)}”，未登记选派"
    return "台账写有指导员、没有姓名，未登记选派" if is_instructed(one, ()) else "指导员不够，尚无人选"


def _line(
    one: Organisation,
    why: str,
    held: Sending | None,
    new: Sending | None,
    names: Mapping[int, InstructorRow],
) -> Ours:
    sent = held or new
    person = names[sent.instructor] if sent else None
    note = None if sent else _unsent(one)
    return Ours(
        one.id,
        one.name,
        one.code,
        one.region,
        why,
        person.id if person else None,
        person.name if person else None,
        held is not None,
        note,
    )


def apply(place: Workplace, shown: Selected, start: dt.date | None = None, end: dt.date | None = None) -> int:
    """Arrange the new sendings that were shown; gives how many. Without a start the letter will bear the day.

    Raises:
        UsageFault: the last day is before the first, or things have changed since they were shown.
    """
    if start and end and end < start:
        raise UsageFault(f"选派期的最后一天{end}在第一天{start}之前。")
    pack = pack_for(place, shown.campaign, 'dispatch')
    months = (pack.instructors.term_months if pack.instructors else None) or 12
    last = end or (term_of(start, months).end if start else None)
    new = [one for one in shown.ours if one.instructor is not None and not one.arranged]
    with atomic(place.engine) as connection:
        held = _arranged(place, connection, {one.id: _bare(one) for one in new})
        now = subjects.get_many(connection, [one.id for one in new])
        if held or any(one.state != 'active' for one in now.values()):
            raise UsageFault("其间台账或选派已有变动，没有登记。请重新运行。")
        for one in new:
            assert one.instructor is not None
            sent = Assignment(
                instructor=one.instructor, subject=one.id, start=start, end=last, campaign=pack.id
            )
            instructors.assign(connection, sent)
        audit.note(
            connection,
            actor=place.actor,
            act='instructors_select',
            about=pack.id,
            at=place.now(),
            detail={'assigned': len(new)},
        )
    return len(new)


def _bare(one: Ours) -> Organisation:
    return Organisation(one.id, one.name, one.code, one.region, None, None)


_HEAD: tuple[Value, ...] = ("序号", "社会组织名称", "统一社会信用代码", "县（区）", "组织类别")


def write_selection(shown: Selected, target: Path) -> int:
    """A workbook with a sheet for ours and one for each unit; gives how many sheets."""
    tables: list[tuple[str, Sequence[Sequence[Value]]]] = [("本单位选派", _ours_rows(shown.ours))]
    tables += [(one.unit, _rows(one.organisations)) for one in shown.handovers]
    if shown.unclear:
        listed = [replace(one, type=one.why) for one in shown.unclear]
        tables.append(("待明确", [(*_HEAD[:-1], "原因"), *_rows(listed)[1:]]))
    if shown.unknown:
        listed = [replace(one, type=one.why) for one in shown.unknown]
        tables.append(("是否需派未明", [(*_HEAD[:-1], "台账缺"), *_rows(listed)[1:]]))
    titled = zip(_titles([name for name, _ in tables]), (rows for _, rows in tables), strict=True)
    write_whole(target, tables_to_workbook(list(titled)))
    return len(tables)


def _ours_rows(ours: Sequence[Ours]) -> list[Sequence[Value]]:
    head = (*_HEAD[:-1], "指导员", "是否已安排", "依据", "备注")
    return [
        head,
        *(
            (number, one.name, one.code, one.region, one.instructor_name, _told(one), one.why, one.note)
            for number, one in enumerate(ours, start=1)
        ),
    ]


def _told(one: Ours) -> str | None:
    return None if one.instructor is None else "已安排" if one.arranged else "拟安排"


def _rows(organisations: Iterable[Listed]) -> list[Sequence[Value]]:
    listed = enumerate(organisations, start=1)
    return [_HEAD, *((number, one.name, one.code, one.region, one.type) for number, one in listed)]


def _titles(names: Sequence[str]) -> list[str]:
    """Names that a workbook takes for its sheets: of 31 characters at most, none twice, whatever the case."""
    found: list[str] = []
    for name in names:
        plain = re.sub(r'[\\/*?:\[\]]', ' ', name).strip("' ")[:31] or "单位"
        number = 2
        title = plain
        while title.casefold() in {one.casefold() for one in found}:
            title, number = f'{plain[:27]}（{number}）', number + 1
        found.append(title)
    return found
