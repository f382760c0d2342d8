"""The ledger's counts of one reporting unit, with the organisations behind each."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from campaigns.ladder import rungs_for
from ledger.coverage import is_instructed
from model.campaign import Pack, PlanLine
from model.subject import Organisation
from outgoing.draft import CountyLine


def count_county(
    region: str, organisations: Iterable[Organisation], lines: tuple[PlanLine, ...] | None, served: set[int]
) -> CountyLine:
    """Counts over these organisations; served are those our own list sends an instructor to.

    lines are their plan, None where the campaign's rules do not tell who is to establish.
    """

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
        'instructors': ids(lambda one: is_instructed(one, served)),
    }
    members = [one.facts['members_total'] for one in listed if one.facts.get('members_total') is not None]
    eligible = None if lines is None else eligible_of(lines)
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


def tells_eligible(pack: Pack) -> bool:
    """Whether the campaign's rules tell who is to establish: it has some, and all are confirmed."""
    rungs = rungs_for(pack)
    return bool(rungs) and all(rung.when is not None for rung in rungs)


def eligible_of(lines: tuple[PlanLine, ...]) -> tuple[int, ...] | None:
    """应建: established, or told by the rules to establish; None while one cannot be told."""
    if any(line.state == 'unknown' for line in lines):
        return None
    return tuple(
        line.organisation
        for line in lines
        if line.state == 'established' or any(method.method.endswith('组建') for method in line.methods)
    )
