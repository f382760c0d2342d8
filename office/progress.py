"""What a campaign has come to: counts by unit, who reported, what changed, and what is still open."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from model.campaign import Pack, PlanLine
from model.errors import UsageFault
from model.figure import Source
from office.citing import notice_of, pack_basis
from office.collecting import Collected, Collection, UnitState, collect, collection_named, round_meant
from office.config import Workplace
from office.goals import goals_of
from office.open_duties import open_duties
from office.paper_lines import Ledger, Lines, News, ledger_on, lines_of
from office.rounding import BASELINE
from outgoing.draft import Asked, Before, CampaignFacts, CountyLine, MethodLine
from store import expected, register
from store.engine import reading


class Reported(NamedTuple):
    """The round a paper is of: its number, the day its figures are of, the next round's day."""

    number: int | None
    cut_off: dt.date
    next_due: dt.date | None


class Drawn(NamedTuple):
    """A round as it is drawn up for a paper: who reported, the ledger of the day, a line for each unit."""

    collected: Collected
    ledger: Ledger
    lines: Lines


def collection_of(place: Workplace, pack: Pack) -> Collection:
    """What a campaign's papers count: its own returns.

    Where nobody was asked, in rounds, on a form or as a unit that a person named, nobody can be 未报送
    (office-life.md G3), and what came for something else is no answer: all is counted by the ledger.

    Raises:
        UsageFault: there is no such campaign.
    """
    collection = collection_named(place, pack.id)
    if collection.calendar.dues or collection.asked.forms:
        return collection
    with reading(place.engine) as connection:
        named = expected.list_units(connection, pack.id)
    return collection if named else replace(collection, asked=collection.asked._replace(units=()))


def round_of(collection: Collection, number: int | None, today: dt.date) -> Reported:
    """The round that a number means, or else the one that fell due last, or else the coming one.

    A round still to come is drawn up with today's figures.

    Raises:
        UsageFault: the campaign has no such round.
    """
    dues = collection.calendar.dues
    if number == BASELINE:
        raise UsageFault(f"活动“{collection.title}”共{len(dues)}期，没有第{number}期。")
    meant = round_meant(collection, number, today)
    if not meant:
        return Reported(meant, today, None)
    after = dues[meant] if meant < len(dues) else None
    return Reported(meant, min(dues[meant - 1], today), after)


def campaign_facts(
    place: Workplace,
    pack: Pack,
    number: int | None = None,
    *,
    cut_off: dt.date | None = None,
    known_by: dt.date | None = None,
) -> CampaignFacts:
    """Everything a circular or report of this campaign prints, as recorded by the cut-off day.

    cut_off is the round's own day unless told. known_by later than it gives what is known by then of the
    same round and day: returns received since, and the ledger as it is now held to have been.

    Raises:
        UsageFault: the campaign has no such round.
    """
    collection = collection_of(place, pack)
    meant = round_of(collection, number, place.today)
    day = cut_off or meant.cut_off
    known = max(known_by or day, day)
    drawn = _draw(place, pack, collection, meant.number, (day, known))
    collected = drawn.collected
    methods, waiting = _planned(pack, drawn)
    with reading(place.engine) as connection:
        basis, notice = pack_basis(connection, pack), notice_of(connection, pack)
    return CampaignFacts(
        title=pack.title,
        basis=basis,
        cut_off=day,
        round=meant.number,
        year=day.year,
        counties=drawn.lines.lines,
        reported=collected.names('returned'),
        missing=tuple(one.unit for one in collected.of_state('missing') if not one.earlier),
        checking=tuple(one.unit for one in collected.states if _is_checked(one)),
        unsure=_unsure(place, collected),
        due=collected.due,
        methods=methods,
        waiting=len(waiting) + _told_only(drawn.lines),
        waiting_rows=waiting,
        next_due=meant.next_due,
        before=_before(place, pack, collection, meant.number, known),
        returns=_returns(collected),
        asked=_asked(drawn),
        duties=open_duties(place, pack, notice, rounds=meant.next_due is not None),
        goals=goals_of(place, pack) if known >= place.today else (),
    )


def _draw(
    place: Workplace,
    pack: Pack,
    collection: Collection,
    number: int | None,
    days: tuple[dt.date, dt.date],
    *,
    imports: bool = False,
) -> Drawn:
    """A round as of a cut-off day, by what was known at the end of the second day.

    imports: what was imported in between is news of its own day, and not knowledge of the first.
    """
    cut_off, known_by = days
    collected = collect(place, collection, number, known_by)
    with reading(place.engine) as connection:
        ledger = ledger_on(connection, pack, cut_off, known_by, _news(collected, imports=imports))
    return Drawn(collected, ledger, lines_of(place, collected, ledger))


def _news(collected: Collected, *, imports: bool) -> News:
    """What a paper of a later round says is news and no knowledge of this one."""
    if collected.round is None:
        return News(imports=imports)
    placed = [one for sent in collected.history.values() for one in sent if one.round <= collected.round]
    return News(frozenset(one.came.number for one in placed if one.came.number is not None), imports)


def _is_checked(one: UnitState) -> bool:
    """Whether something of a unit lies somewhere unread, be it of an earlier round."""
    return one.state in {'unread', 'doubtful'} or bool(one.state == 'missing' and one.earlier)


def _unsure(place: Workplace, collected: Collected) -> tuple[str, ...]:
    """The units of which nothing came but papers of another kind, or of an earlier round and unread."""
    with reading(place.engine) as connection:
        other = {
            one.number
            for one in register.list_entries(connection, ('done',))
            if one.kind not in {None, 'return'}
        }
    return tuple(
        one.unit
        for one in collected.states
        if one.earlier or (one.state == 'unread' and all(came.number in other for came in one.waiting))
    )


def _without(drawn: Drawn) -> tuple[PlanLine, ...]:
    """The plan of the organisations without a branch, of those that a line counts from the ledger."""
    known = {one.id: one.facts.get('established') for one in drawn.ledger.organisations}
    return tuple(
        line
        for line in drawn.ledger.lines
        if line.organisation in drawn.lines.by_ledger and known.get(line.organisation) is False
    )


def _planned(pack: Pack, drawn: Drawn) -> tuple[tuple[MethodLine, ...], tuple[int, ...]]:
    """How many each method is meant for, and the organisations of which it cannot be told yet."""
    without = _without(drawn)
    waiting = tuple(line.organisation for line in without if line.state != 'one_method')
    return _method_lines(pack, without), waiting


def _told_only(lines: Lines) -> int:
    """How many have no branch in the units that told totals and no list."""
    return sum(
        one.organisations - one.established
        for one in lines.lines
        if not one.rows and one.organisations is not None and one.established is not None
    )


def _method_lines(pack: Pack, lines: tuple[PlanLine, ...]) -> tuple[MethodLine, ...]:
    """For each method of the ladder, once, the organisations it alone is planned for."""
    found = []
    for method in dict.fromkeys(rung.method for rung in pack.ladder):
        ids = tuple(
            line.organisation
            for line in lines
            if line.state == 'one_method' and line.methods[0].method == method
        )
        found.append(MethodLine(method, len(ids), ids))
    return tuple(found)


def _before(
    place: Workplace, pack: Pack, collection: Collection, number: int | None, known_by: dt.date
) -> Before | None:
    """The round before on its own day; None where there was none or nobody told anything.

    What was put right since is as it is known now: a correction is no change of the world. Who reported is
    as it was then: a late return is no correction.
    """
    calendar = collection.calendar
    if not number or (number == 1 and calendar.start is None):
        return None
    last = number - 1
    day = calendar.due(last) or calendar.start
    assert day is not None
    drawn = _draw(place, pack, collection, last, (day, day))
    then = drawn.lines.lines
    if not any(line.organisations or line.eligible for line in then):
        return None
    known = _draw(place, pack, collection, last, (day, known_by), imports=True).lines.lines
    right = {line.region: line for line in known}
    lines = tuple(right.get(line.region, line) for line in then)
    pairs = zip(then, lines, strict=True)
    corrected = tuple(new.region for old, new in pairs if _counts(old) != _counts(new))
    return Before(last, day, lines, drawn.collected.names('returned'), corrected)


def _counts(line: CountyLine) -> tuple[int | None, ...]:
    return line.organisations, line.eligible, line.established


def _returns(collected: Collected) -> tuple[Source, ...]:
    """The papers by which units count as having reported."""
    placed = [one for state in collected.of_state('returned') for one in state.placed]
    return tuple(Source(one.came.number) for one in placed if one.came.number is not None)


def _asked(drawn: Drawn) -> tuple[Asked, ...]:
    """What waits for a person, by unit."""
    unequal = Counter(one.unit for one in drawn.lines.counted.differences)
    found = []
    for state in drawn.collected.states:
        numbers = [one.came.number for one in state.placed if one.superseded_by is None]
        sources = tuple(Source(number) for number in numbers if number is not None)
        if state.rows_waiting or state.questions or unequal[state.unit]:
            found.append(Asked(state.unit, state.rows_waiting, state.questions, unequal[state.unit], sources))
    return tuple(found)
