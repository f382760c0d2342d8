"""The due board: what is ours to do and to chase, by when, and how far it is (office-life.md G18)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from campaigns.rounds import reporting_to_text, rounds
from model.campaign import Pack, Reporting
from model.register import Duty, Entry
from office.anchoring import missing_anchor
from office.config import Workplace
from office.due_groups import Group, group_duties
from office.due_rounds import (
    Paper,
    duty_to_rounds,
    ended_note,
    follows_campaign,
    notice_to_paper,
    packs_to_reportings,
    rounds_to_show,
    running_reportings,
)
from office.inner import Inner, inner_deadline, lead_days, month_day
from office.planning import running_packs
from store import duty_lists, obligations
from store.engine import Connection, reading

Source = dict[str, Any]

_LEVEL = re.compile(r'(?:中共|中国共产党)?[^、]{2,8}?(省|自治区|自治州|州|盟|市|县|区|旗|镇|乡)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One line of the board.

    state is progress (open, doing, reported, reviewed, closed) or what follows from the day:
    overdue, anchor_missing (起算日待填), standing (no limit at all), superseded. internal_deadline
    precedes ours by the office's lead days; for a chase it is the day told to the level below.
    round is the due day of one round of a recurring duty. missing names the day nobody has given (issue,
    receipt, event, start) and anchor_command how to give it. note says what is odd about the day.
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
    sources: tuple[Source, ...]
    progress: str = 'open'
    round: dt.date | None = None
    evidence: str | None = None
    missing: str | None = None
    anchor_command: str | None = None


@dataclass(frozen=True, slots=True)
class _Books:
    """What a board is drawn from; stored rounds by duty, papers by register number, inner days once told."""

    duties: tuple[Duty, ...]
    entries: Mapping[int, Entry]
    records: Mapping[int, Any]
    papers: Mapping[int, Paper]
    inner: dict[tuple[dt.date | None, str], Inner] = field(default_factory=dict)


def board(place: Workplace, *, everything: bool = False) -> list[Due]:
    """What is ours to do or to chase, by deadline; everything adds the known, closed and superseded."""
    packs = running_packs(place)
    reportings = packs_to_reportings(packs)
    with reading(place.engine) as connection:
        live = duty_lists.live_duties(connection, reportings.keys()) if not everything else None
        books = _open_books(
            connection, obligations.list_duties(connection) if live is None else live, reportings
        )
    lines = [*_books_to_dues(place, books, everything=everything), *_packs_to_dues(place, books, packs)]
    if not everything:
        past = {'closed', 'superseded'}
        lines = [line for line in lines if line.ours != 'know' and line.state not in past]
    return sorted(lines, key=lambda line: (line.deadline is None, line.deadline or place.today))


def lines_of(place: Workplace, number: int) -> list[Due]:
    """The board's lines of one duty, every round that is told of it, whatever its state; [] for none such."""
    reportings = running_reportings(place)
    with reading(place.engine) as connection:
        books = _open_books(connection, duty_lists.linked_duties(connection, number), reportings)
    groups = [one for one in group_duties(books.duties) if number in {duty.number for duty in one.duties}]
    return [line for group in groups for line in _group_to_dues(place, books, group, everything=True)]


def other_lines(
    place: Workplace, kind: Literal['know', 'closed'], words: str, start: int, size: int
) -> tuple[list[Due], int]:
    """A page of duties that are only to be known, or done: their lines, and how many duties there are."""
    reportings = running_reportings(place)
    with reading(place.engine) as connection:
        duties, total = duty_lists.other_duties(connection, kind, words, start, size)
        books = _open_books(connection, duties, reportings)
    lines = _books_to_dues(place, books, everything=False)
    return sorted(lines, key=lambda line: -int(line.number)), total


def _books_to_dues(place: Workplace, books: _Books, *, everything: bool) -> Iterator[Due]:
    for group in group_duties(books.duties):
        yield from _group_to_dues(place, books, group, everything)


def _open_books(connection: Connection, told: Sequence[Duty], reportings: Mapping[str, Reporting]) -> _Books:
    duties = tuple(told)
    entries = duty_lists.entries_of(connection, {duty.register_number for duty in duties})
    papers = {
        number: notice_to_paper(connection, entries[number], reportings)
        for number in {duty.register_number for duty in duties if duty.recurrence}
    }
    return _Books(duties, entries, obligations.list_rounds(connection), papers)


def _group_to_dues(place: Workplace, books: _Books, group: Group, everything: bool) -> Iterator[Due]:
    chief = group.chief
    line = _to_line(books, group)
    if chief.recurrence and line.progress != 'closed' and not group.superseded:
        yield from _recurring(place, books, line, chief, everything)
    else:
        yield _dated(place, books, line, chief.deadline)


def _to_line(books: _Books, group: Group) -> Due:
    """The group's line before its day is known."""
    chief = group.chief
    head = next((duty for duty in group.duties if duty.number == group.number), chief)
    entry = books.entries[chief.register_number]
    missing = missing_anchor(chief, entry)
    return Due(
        number=group.number,
        what=chief.what or chief.verbatim,
        who=chief.who,
        ours=chief.ours,
        deadline=None,
        internal_deadline=None,
        state='superseded' if group.superseded else head.state,
        progress=head.state,
        deadline_text=chief.deadline_text,
        report_to=chief.report_to,
        rule=chief.rule,
        note=_group_note(books, group),
        sources=tuple(_to_source(duty, books.entries[duty.register_number]) for duty in group.duties),
        evidence=head.evidence,
        missing=missing.what if missing else None,
        anchor_command=missing.command if missing else None,
    )


def _to_source(duty: Duty, entry: Entry) -> Source:
    return {
        'register': duty.register_number,
        'title': entry.title or entry.file,
        'doc_number': entry.doc_number,
        'issuer': entry.issuer,
        'duty': duty.number,
        'verbatim': duty.verbatim,
        'deadline': duty.deadline,
        'deadline_text': duty.deadline_text,
        'where': duty.where,
    }


def _dated(place: Workplace, books: _Books, line: Due, deadline: dt.date | None) -> Due:
    """The line with its day, the inner one and what follows from them for its state."""
    inner = books.inner.get((deadline, line.ours))
    if inner is None:
        ours: Literal['do', 'chase', 'know'] = 'chase' if line.ours == 'chase' else 'do'
        inner = inner_deadline(deadline, lead_days(place.office, ours), place.holidays)
        books.inner[deadline, line.ours] = inner
    state = line.state
    if state in {'open', 'doing'}:
        state = _running_state(line, deadline, place.today)
    return replace(
        line,
        deadline=deadline,
        internal_deadline=inner.day,
        state=state,
        note=_joined(
            line.note, inner.note if state in _RUNNING else None, _inner_past(inner, state, place.today)
        ),
    )


_RUNNING = frozenset({'open', 'doing', 'overdue'})


def _running_state(line: Due, deadline: dt.date | None, today: dt.date) -> str:
    if deadline is not None:
        return 'overdue' if deadline < today else line.state
    if line.missing:
        return 'anchor_missing'
    timed = line.report_to or line.deadline_text or line.round or line.note
    return line.state if timed or line.state == 'doing' else 'standing'


def _inner_past(inner: Inner, state: str, today: dt.date) -> str | None:
    past = state in {'open', 'doing'} and inner.day is not None and inner.day < today
    return "内部期限已过" if past else None


def _recurring(place: Workplace, books: _Books, line: Due, duty: Duty, everything: bool) -> Iterator[Due]:
    """A line for each round behind or under way, and one for the next."""
    told = duty_to_rounds(duty, books.papers[duty.register_number], place.holidays)
    if told.start_missing:
        yield _dated(place, books, line, None)
        return
    line = replace(line, missing=None, anchor_command=None)
    records = books.records.get(int(line.number), {})
    shown = rounds_to_show(told, records, place.today, everything=everything)
    for one in shown:
        state, note = one.state, _joined(line.note, told.note)
        yield _dated(
            place,
            books,
            replace(line, round=one.due, state=state, progress=state, note=note, evidence=one.evidence),
            one.due,
        )
    if not any(one.state != 'closed' for one in shown):
        yield _dated(place, books, replace(line, note=_joined(line.note, ended_note(told))), None)


def _group_note(books: _Books, group: Group) -> str | None:
    """The days that the other notices set, and what a later one moved."""
    notes = [_other_day(duty, books.entries[duty.register_number]) for duty in group.others]
    moved = _duty(books, group.chief.superseded_by) if group.superseded else None
    if moved:
        entry = books.entries[moved.register_number]
        number = f"（{entry.doc_number}）" if entry.doc_number else ""
        notes.append(f"已由《{entry.title or entry.file}》{number}调整")
    return _joined(*notes)


def _duty(books: _Books, number: int | None) -> Duty | None:
    """The duty with this number."""
    return next((duty for duty in books.duties if duty.number == number), None)


def _other_day(duty: Duty, entry: Entry) -> str | None:
    """省定期限3月17日, or that its day is still to be counted."""
    name = (
        f"{level}定期限"
        if (level := issuer_level(entry.issuer))
        else f"《{entry.title or entry.file}》定的期限"
    )
    if duty.deadline:
        return f"{name}{month_day(duty.deadline)}"
    if missing := missing_anchor(duty, entry):
        return f"{name}起算日待填（{duty.deadline_text}，{missing.command}）"
    return None


def issuer_level(issuer: str | None) -> str | None:
    """The level an issuer's name speaks of: 示例省民政厅 is 省."""
    found = _LEVEL.match(issuer or '')
    return {'自治区': '省', '自治州': '市', '州': '市', '盟': '市'}.get(found[1], found[1]) if found else None


def _joined(*notes: str | None) -> str | None:
    return '；'.join(note for note in notes if note) or None


def _packs_to_dues(
    place: Workplace, books: _Books, packs: Sequence[tuple[Pack, Reporting | None]]
) -> Iterator[Due]:
    """The next reporting round of every running campaign, but of those whose notice's own duty tells it."""
    told = {
        books.entries[duty.register_number].doc_number
        for duty in books.duties
        if duty.recurrence and follows_campaign(duty, books.papers[duty.register_number])
    }
    for pack, reporting in packs:
        days = rounds(reporting) if reporting else ()
        coming = next((day for day in days if day >= place.today), None)
        if reporting is None or coming is None or pack.notice_number in told:
            continue
        number = days.index(coming) + 1
        line = Due(
            number=f'{pack.id}#{number}',
            what=f"{pack.title}第{number}期进展情况",
            who=place.office.name,
            ours='do',
            deadline=None,
            internal_deadline=None,
            state='open',
            deadline_text=reporting_to_text(reporting),
            report_to=None,
            rule="正在运行的活动按期报告",
            note=None,
            sources=({'campaign': pack.id, 'title': pack.notice_title},),
            round=coming,
        )
        yield _dated(place, books, line, coming)
