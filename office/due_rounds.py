"""When a recurring duty of a notice falls due: its start, its end and the rounds between."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from campaigns.rounds import rounds
from model.campaign import Pack, Reporting
from model.register import Duty, DutyState, Entry, Occurrence
from office.config import Workplace
from office.holidays import Holidays
from office.inner import month_day
from office.occurrences import unroll
from office.periods import Rhythm, duty_to_rhythm
from office.planning import running_packs
from store import register
from store.engine import Connection
from text.dates import TimeExpression, expressions
from text.workdays import NO_TABLES

Records = Mapping[dt.date, Occurrence]


class Paper(NamedTuple):
    """What a notice tells of its own time, and when it came in; None where it does not say.

    stages_end is the last day of its stages; reporting is that of the campaign which runs on it.
    """

    received: dt.date
    issued: dt.date | None = None
    stages_end: dt.date | None = None
    reporting: Reporting | None = None


@dataclass(frozen=True, slots=True)
class Rounds:
    """The due days in order; start_missing where they are counted from a day nobody has given.

    ends is the last day they go to, None for no end; note says what a person should look at.
    """

    days: Iterable[dt.date] = ()
    start_missing: bool = False
    ends: dt.date | None = None
    note: str | None = None
    each_day: bool = False


class Round(NamedTuple):
    """One due day and what people did about it."""

    due: dt.date
    state: DutyState
    evidence: str | None


_NO_PERIOD = "学期等起止日各单位不同，无法推算，请按本单位日历办理"
_FIRST = re.compile('首次|第一次|首期|首轮')
_SPAN = re.compile('期间|[内间]?[，,、]?(?=[每按逐])')
_SINCE = re.compile('(?:起|开始)?[，,、]?(?=[每按逐])')
_ONE_DAY = dt.timedelta(days=1)


def duty_to_rounds(duty: Duty, paper: Paper, given: Holidays = NO_TABLES) -> Rounds:
    """The rounds of a recurring duty (S5: from 21 February each 20 days: 13 March, 2 April, ...).

    They start after the anchor that a person gave, else after the start that the sentence or the running
    campaign tells: the notice's date is none, a person is asked. Those in the calendar (每月5日前) and
    those of every day need none. Rounds that lay behind when the notice came in are left out, unless a
    person gave the anchor. They end where the sentence or the notice's stages say so.
    """
    rhythm = _rhythm(duty)
    if rhythm is None:
        return Rounds(note=_NO_PERIOD)
    each_day = rhythm.unit == 'workday' or (rhythm.unit == 'day' and rhythm.every < 7)
    told = rounds(paper.reporting) if paper.reporting and _same_rhythm(rhythm, paper.reporting) else ()
    if told and duty.anchor is None:
        return Rounds(told, ends=told[-1])
    first, last = _told_span(duty.verbatim, paper.issued)
    ends = last or paper.stages_end
    start = duty.anchor or first
    if start is None and not (rhythm.calendar or (each_day and rhythm.every == 1)):
        return Rounds(start_missing=True, ends=ends)
    since = duty.anchor or paper.received - _ONE_DAY
    days = unroll(rhythm, start or since, ends, given)
    return Rounds(
        _with_first(duty, (day for day in days if day > since)),
        ends=ends,
        note="文中另有日期，请核对各期期限" if rhythm.doubtful else None,
        each_day=each_day,
    )


def _rhythm(duty: Duty) -> Rhythm | None:
    assert duty.recurrence is not None
    words = duty.deadline_text
    if duty.deadline is not None and words and not re.search('[每按逐]', words):
        words = None  # a day of its own (2025年7月15日前完成首次), not the rhythm's
    return duty_to_rhythm(duty.recurrence, words, duty.verbatim)


def _told_span(verbatim: str, issued: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    """The day before the first and the last day of a span named right before 每: 3月至12月，每月5日前."""
    for told in expressions(verbatim, issued):
        rest = verbatim[told.end :]
        if told.kind == 'range' and _SPAN.match(rest):
            return _before(told), dt.date.fromisoformat(told.last) if told.last else None
        if told.kind == 'date' and verbatim[: told.start].endswith(('自', '从')) and _SINCE.match(rest):
            return _before(told), None
    return None, None


def _before(told: TimeExpression) -> dt.date | None:
    return dt.date.fromisoformat(told.first) - _ONE_DAY if told.first else None


def _with_first(duty: Duty, days: Iterator[dt.date]) -> Iterator[dt.date]:
    """The duty's own day among the others; before them where it is the first round's."""
    if duty.deadline is None:
        yield from days
        return
    own = duty.deadline
    if _FIRST.search(duty.verbatim):
        yield own
        yield from itertools.dropwhile(lambda day: day <= own, days)
        return
    told = False
    for day in days:
        if not told and own <= day:
            told = True
            if own < day:
                yield own
        yield day
    if not told:
        yield own


def rounds_to_show(rounds: Rounds, records: Records, today: dt.date, *, everything: bool) -> list[Round]:
    """Rounds behind that are not closed, those under way, and the next one to do; everything adds the closed.

    Of duties for every day only the coming round is told.
    """
    shown = []
    for day in rounds.days:
        record = records.get(day)
        state: DutyState = record.state if record else 'open'
        if (state == 'closed' and not everything) or (rounds.each_day and day < today and state == 'open'):
            continue
        shown.append(Round(day, state, record.evidence if record else None))
        if day >= today and state in {'open', 'doing'}:
            break
    return shown


def notice_to_paper(connection: Connection, entry: Entry, reportings: Mapping[str, Reporting]) -> Paper:
    """A registered notice's own time; reportings are those of running campaigns by their notice's 文号."""
    extract = register.extract_of(connection, entry.number)
    data = extract if isinstance(extract, dict) else {}
    ends = [stage.get('end') for stage in data.get('stages') or ()]
    issued = data.get('date_of_document')
    return Paper(
        entry.received_at.date(),
        dt.date.fromisoformat(issued) if issued else None,
        dt.date.fromisoformat(max(ends)) if ends and all(ends) else None,
        reportings.get(entry.doc_number or ''),
    )


def running_reportings(place: Workplace) -> dict[str, Reporting]:
    """The reporting of every running campaign by the 文号 of its notice."""
    return packs_to_reportings(running_packs(place))


def packs_to_reportings(packs: Iterable[tuple[Pack, Reporting | None]]) -> dict[str, Reporting]:
    """The reporting of these running campaigns by the 文号 of their notices."""
    return {pack.notice_number: told for pack, told in packs if told and pack.notice_number}


def follows_campaign(duty: Duty, paper: Paper) -> bool:
    """Whether the duty's rounds are those of the campaign that runs on its notice."""
    if not duty.recurrence or duty.anchor or paper.reporting is None:
        return False
    rhythm = _rhythm(duty)
    return rhythm is not None and _same_rhythm(rhythm, paper.reporting) and bool(rounds(paper.reporting))


def _same_rhythm(rhythm: Rhythm, reporting: Reporting) -> bool:
    every = reporting.every_days if rhythm.unit == 'day' else reporting.every_months
    return rhythm.unit in {'day', 'month'} and every == rhythm.every


def ended_note(rounds: Rounds) -> str:
    """What to say of a duty whose rounds are all behind."""
    if rounds.ends is None:
        return rounds.note or "各期已办完"
    return f"按通知到{rounds.ends.year}年{month_day(rounds.ends)}止，各期已完，整项办结请加 --whole"
