"""What a campaign has come to: counts by county, who reported, and what waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from campaigns.ladder import plan
from campaigns.rounds import rounds
from model.campaign import Pack, PlanLine
from model.errors import UsageFault
from model.subject import Organisation
from office.config import Workplace
from office.ledger_acts import end_of
from outgoing.draft import Basis, CampaignFacts, CountyLine, MethodLine
from store import campaigns, register, rows, subjects
from store.engine import reading

OWN_LEVEL = {'province': "省本级", 'city': "市本级", 'county': "县本级", 'town': "镇本级", 'unit': "本单位"}


class Reported(NamedTuple):
    """The round a paper is of: its number, the day its figures are of, the rounds' days around it."""

    number: int | None
    cut_off: dt.date
    before: dt.date | None
    next_due: dt.date | None


def round_meant(pack: Pack, number: int | None, today: dt.date) -> Reported:
    """The round that a number means, or else the one that fell due last, or else the coming one.

    A round still to come is drawn up with today's figures.

    Raises:
        UsageFault: the campaign has no such round.
    """
    days = rounds(pack.reporting) if pack.reporting else ()
    if number is not None and not 1 <= number <= len(days):
        raise UsageFault(f"活动“{pack.title}”共{len(days)}期，没有第{number}期。")
    if not days:
        return Reported(None, today, None, None)
    number = number or max(1, sum(day <= today for day in days))
    before = days[number - 2] if number > 1 else None
    after = days[number] if number < len(days) else None
    return Reported(number, min(days[number - 1], today), before, after)


def campaign_facts(place: Workplace, pack: Pack, number: int | None = None) -> CampaignFacts:
    """Everything a circular or report of this campaign prints, as recorded by the cut-off day.

    Raises:
        UsageFault: the campaign has no such round.
    """
    meant = round_meant(pack, number, place.today)
    with reading(place.engine) as connection:
        organisations = subjects.list_all(connection, end_of(meant.cut_off))
        served = {one for row in campaigns.list_instructors(connection) for one in row.organisations}
    lines = plan(pack, organisations)
    known = {one.id: one.facts.get('established') for one in organisations}
    without = tuple(line for line in lines if known[line.organisation] is False)
    unknown = tuple(one for one, established in known.items() if established is None)
    waiting = tuple(line.organisation for line in without if line.state != 'one_method')
    reported, checking = _who_reported(place, meant.before, meant.cut_off)
    counties = _county_lines(place, organisations, lines, served)
    return CampaignFacts(
        title=pack.title,
        basis=Basis(pack.notice_title, pack.notice_number),
        cut_off=meant.cut_off,
        round=meant.number,
        year=meant.cut_off.year,
        counties=counties,
        total=_count("合计", organisations, lines, served),
        reported=tuple(one for one in place.office.counties if one in reported),
        missing=tuple(one for one in place.office.counties if one not in reported | checking),
        checking=tuple(one for one in place.office.counties if one in checking - reported),
        methods=_method_lines(pack, without),
        waiting=len(waiting),
        waiting_rows=waiting,
        unknown=len(unknown),
        unknown_rows=unknown,
        next_due=meant.next_due,
    )


def _county_lines(
    place: Workplace, organisations: list[Organisation], lines: tuple[PlanLine, ...], served: set[int]
) -> tuple[CountyLine, ...]:
    """One line a county in the office's order; what lies in none of them stands under our own level."""
    known = set(place.office.counties)
    names = [*place.office.counties]
    if any(one.region not in known for one in organisations):
        names.append(OWN_LEVEL[place.office.level])
    found = []
    for name in names:
        inside = [
            one
            for one in organisations
            if one.region == name or (name not in known and one.region not in known)
        ]
        ids = {one.id for one in inside}
        found.append(_count(name, inside, tuple(line for line in lines if line.organisation in ids), served))
    return tuple(found)


def _count(
    region: str, organisations: Iterable[Organisation], lines: tuple[PlanLine, ...], served: set[int]
) -> CountyLine:
    def ids(holds: Callable[[Organisation], bool]) -> tuple[int, ...]:
        return tuple(one.id for one in listed if holds(one))

    listed = list(organisations)
    established = [one for one in listed if one.facts.get('established') is True]
    form = {one.id: one.facts.get('establishment_form') for one in established}
    behind = {
        'organisations': ids(lambda _: True),
        'established': tuple(form),
        'independent': ids(lambda one: form.get(one.id) == '单独组建'),
        'joint': ids(lambda one: form.get(one.id) == '联合组建'),
        'other': ids(lambda one: form.get(one.id) not in {None, '单独组建', '联合组建'}),
        'instructors': ids(lambda one: one.id in served),
    }
    members = [one.facts['members_total'] for one in listed if one.facts.get('members_total') is not None]
    eligible = _eligible(lines)
    if eligible is not None:
        behind['eligible'] = eligible
    return CountyLine(
        region=region,
        organisations=len(listed),
        eligible=None if eligible is None else len(eligible),
        established=len(established),
        independent=len(behind['independent']),
        joint=len(behind['joint']),
        other=len(behind['other']),
        instructors=len(behind['instructors']),
        members=sum(members) if len(members) == len(listed) and listed else None,
        rows=behind,
    )


def _eligible(lines: tuple[PlanLine, ...]) -> tuple[int, ...] | None:
    """应建: established, or told by the rules to establish; None while one cannot be told."""
    if any(line.state == 'unknown' for line in lines):
        return None
    return tuple(
        line.organisation
        for line in lines
        if line.state == 'established' or any(method.method.endswith('组建') for method in line.methods)
    )


def _method_lines(pack: Pack, lines: tuple[PlanLine, ...]) -> tuple[MethodLine, ...]:
    """For each rung of the ladder the organisations it alone is planned for."""
    found = []
    for rung in pack.ladder:
        ids = tuple(
            line.organisation
            for line in lines
            if line.state == 'one_method' and line.methods[0].method == rung.method
        )
        found.append(MethodLine(rung.method, len(ids), ids))
    return tuple(found)


def _who_reported(place: Workplace, after: dt.date | None, until: dt.date) -> tuple[set[str], set[str]]:
    """Counties with an accepted row, and those of which anything at all has come (G3)."""

    def in_window(moment: dt.datetime) -> bool:
        return moment.date() <= until and (after is None or moment.date() > after)

    with reading(place.engine) as connection:
        entries = {one.number: one for one in register.list_entries(connection) if in_window(one.received_at)}
        hints = register.hints(connection)
        lost = [one.sender_hint for one in register.list_unreadable(connection) if in_window(one.at)]
        listed = rows.list_rows(connection)
    reported: set[str] = set()
    come = _counties(place, lost)
    for number, entry in entries.items():
        if entry.kind in {'return', 'picture'}:
            come |= _counties(place, hints.get(number, ()))
    for row in listed:
        if row.register_number in entries and row.region:
            (reported if row.state == 'accepted' else come).add(row.region)
    return reported, come


def _counties(place: Workplace, hints: Iterable[str | None]) -> set[str]:
    return {county for hint in hints for county in place.office.counties if hint and county in hint}
