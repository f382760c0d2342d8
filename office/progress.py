"""What a campaign has come to: counts by county, who reported, and what waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from campaigns.ladder import plan
from model.campaign import Pack, PlanLine
from model.errors import UsageFault
from model.subject import Organisation
from office.collecting import Collected, Collection, collect, collection_named, round_meant
from office.config import Workplace
from office.county_counts import count_county, tells_eligible
from office.ledger_acts import end_of
from office.rounding import BASELINE
from office.unit_counts import count_round
from outgoing.draft import Basis, CampaignFacts, CountyLine, MethodLine
from outgoing.figures import summed
from store import instructors, subjects
from store.engine import reading

OWN_LEVEL = {'province': "省本级", 'city': "市本级", 'county': "县本级", 'town': "镇本级", 'unit': "本单位"}


class Reported(NamedTuple):
    """The round a paper is of: its number, the day its figures are of, the next round's day."""

    number: int | None
    cut_off: dt.date
    next_due: dt.date | None


def _round_of(collection: Collection, number: int | None, today: dt.date) -> Reported:
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


def campaign_facts(place: Workplace, pack: Pack, number: int | None = None) -> CampaignFacts:
    """Everything a circular or report of this campaign prints, as recorded by the cut-off day.

    Raises:
        UsageFault: the campaign has no such round.
    """
    collection = collection_named(place, pack.id)
    meant = _round_of(collection, number, place.today)
    collected = collect(place, collection, meant.number, meant.cut_off)
    with reading(place.engine) as connection:
        organisations = subjects.list_all(connection, end_of(meant.cut_off))
        served = set(instructors.served_on(connection, meant.cut_off))
    lines = plan(pack, organisations)
    own = _own_lines(place, collected)
    known = {one.id: one.facts.get('established') for one in organisations if one.region not in own}
    without = tuple(line for line in lines if known.get(line.organisation) is False)
    unknown = tuple(one for one, established in known.items() if established is None)
    waiting = tuple(line.organisation for line in without if line.state != 'one_method')
    ruled = lines if tells_eligible(pack) else None
    counties = _county_lines(place, organisations, ruled, served, own)
    return CampaignFacts(
        title=pack.title,
        basis=Basis(pack.notice_title, pack.notice_number),
        cut_off=meant.cut_off,
        round=meant.number,
        year=meant.cut_off.year,
        counties=counties,
        total=summed(counties, "合计") if own else count_county("合计", organisations, ruled, served),
        reported=collected.names('returned'),
        missing=collected.names('missing'),
        checking=tuple(one.unit for one in collected.states if one.state in {'unread', 'doubtful'}),
        methods=_method_lines(pack, without),
        waiting=len(waiting) + sum(one.organisations - one.established for one in own.values()),
        waiting_rows=None if own else waiting,
        unknown=len(unknown),
        unknown_rows=unknown,
        next_due=meant.next_due,
    )


def _own_lines(place: Workplace, collected: Collected) -> dict[str, CountyLine]:
    """The lines of counties that told totals or prose and no rows, where they tell enough for a line (G4)."""
    if not any(one.came.figures for history in collected.history.values() for one in history):
        return {}
    counted = count_round(place, collected)
    found = {}
    for one in (*counted.reported, *counted.carried):
        told = one.further or {}
        if one.basis == 'ledger' or one.unit not in place.office.counties:
            continue
        if one.total is not None and one.established is not None:
            found[one.unit] = CountyLine(
                region=one.unit,
                organisations=one.total,
                eligible=one.eligible,
                established=one.established,
                independent=told.get('independent'),
                joint=told.get('joint'),
                other=_known_sum(told.get('attached'), told.get('dispatched')),
                instructors=told.get('instructors'),
                members=told.get('members_total'),
            )
    return found


def _known_sum(*counts: int | None) -> int | None:
    """The counts that were told, together; None where none was."""
    told = [count for count in counts if count is not None]
    return sum(told) if told else None


def _county_lines(
    place: Workplace,
    organisations: list[Organisation],
    lines: tuple[PlanLine, ...] | None,
    served: set[int],
    own: Mapping[str, CountyLine],
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
        planned = None if lines is None else tuple(line for line in lines if line.organisation in ids)
        found.append(own.get(name) or count_county(name, inside, planned, served))
    return tuple(found)


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
