"""A campaign's plan by county, counted in the database."""

from __future__ import annotations

from dataclasses import dataclass, field

from campaigns.ladder import PARTS, covered, rungs_for
from ledger.coverage import TOTAL, UNFILLED
from office.config import Workplace
from office.planning import pack_for
from store.engine import reading
from store.ladder import RungCount, count_rungs


@dataclass(slots=True)
class PlanCount:
    """How many organisations of a county stand in each state, and to how many each method is offered.

    One with several methods counts in each of them, once in its state; doubtful is part of methods.
    """

    region: str
    organisations: int = 0
    states: dict[str, int] = field(default_factory=dict)
    methods: dict[str, int] = field(default_factory=dict)
    doubtful: dict[str, int] = field(default_factory=dict)


def by_region(place: Workplace, wanted: str) -> list[PlanCount]:
    """The plan's counts by county as the office lists them, 合计 last; none where it covers nobody.

    Raises:
        UsageFault: there is no such campaign, or nothing to plan in it.
    """
    pack = pack_for(place, wanted, 'plan')
    rungs = rungs_for(pack)
    with reading(place.engine) as connection:
        counted = count_rungs(
            connection, rungs, established=pack.established, covered=covered(pack), parts=PARTS
        )
    found: dict[str, PlanCount] = {}
    total = PlanCount(TOTAL)
    methods = [rung.method for rung in rungs]
    for one in counted:
        region = one.region or UNFILLED
        for count in (found.setdefault(region, PlanCount(region)), total):
            _add(count, one, methods)
    order = {county: number for number, county in enumerate(place.office.counties)}
    lines = sorted(found.values(), key=lambda one: (order.get(one.region, len(order)), one.region))
    return [*lines, total] if lines else []


def _add(count: PlanCount, one: RungCount, methods: list[str]) -> None:
    count.organisations += one.organisations
    count.states[one.state] = count.states.get(one.state, 0) + one.organisations
    for told, offered in ((count.methods, one.offered), (count.doubtful, one.doubtful)):
        for method, number in zip(methods, offered, strict=True):
            if number:
                told[method] = told.get(method, 0) + number
