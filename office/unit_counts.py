"""What each unit's figures of a round are, and on what basis: as reported, and with the rest carried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from campaigns.ladder import plan
from model.office import Layout
from model.register import HeldRow
from model.serialise import value_from_plain
from model.subject import Organisation
from office.collecting import Collected, UnitState
from office.config import Workplace
from office.county_counts import eligible_of, tells_eligible
from office.ledger_acts import end_of
from office.naming import label_of
from office.placing import Placed
from office.senders import unit_named
from store import rows, subjects
from store.engine import reading
from text.rates import rate

Basis = Literal['ledger', 'totals', 'prose']
COUNTS = {'total': "登记社会组织", 'eligible': "应建", 'established': "已建"}
_OWN = ('own_committee.total', 'own_general_branch.total', 'own_branch.total', 'joint_branch_units.total')
_OF_MATRIX = {
    'total': ('units.total',),
    'established': _OWN,
    'eligible': (*_OWN, 'eligible_not_established.total'),
}
"""The counts by the lines of the 党内统计 matrix (domain.md §3.7)."""


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """The counts of one unit; None where nobody said.

    round is the one they are of, None for the ledger's own; further all that the unit told of itself.
    waiting is how many organisations in its returns of the round are not in them: a person looks first;
    unknown how many are in total of which the ledger does not tell whether they have a branch: they are not
    in established, in returns as in papers (office.paper_lines), and are said beside it.
    """

    unit: str
    basis: Basis
    total: int | None = None
    eligible: int | None = None
    established: int | None = None
    round: int | None = None
    further: Mapping[str, int] | None = None
    waiting: int = 0
    unknown: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether a rate can be counted from it."""
        return self.eligible is not None and self.established is not None


class Sum(NamedTuple):
    """Several units' counts as one, over the units that told both; left_out names the others.

    None where no unit told them. The same over 登记 in place of 应建: total, of which built, the share.
    waiting are the organisations that wait for a person in any unit's returns of the round; unknown those in
    total of which nobody knows whether they have a branch.
    """

    eligible: int | None
    established: int | None
    rate: str | None
    units: tuple[str, ...]
    left_out: tuple[str, ...]
    total: int | None
    total_established: int | None
    coverage: str | None
    total_left_out: tuple[str, ...]
    waiting: int = 0
    unknown: int = 0


class Difference(NamedTuple):
    """Two figures of one unit for the same thing that do not agree."""

    unit: str
    field: str
    here: int
    there: int
    text: str


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of a round: by unit as reported and as carried, both sums, and what disagrees."""

    reported: tuple[UnitCounts, ...]
    carried: tuple[UnitCounts, ...]
    sum_reported: Sum
    sum_carried: Sum
    differences: tuple[Difference, ...]


class _Ledger(NamedTuple):
    organisations: dict[str, list[Organisation]]
    eligible: dict[str, int | None]


def count_round(place: Workplace, collected: Collected) -> Counted:
    """Both bases of a round: returned units alone, and with the last figures of those that are not returned.

    A unit's figures are those of its accepted rows, by the ledger as recorded at the cut-off, or else of
    its own totals or prose. A unit that never told any is named and left out, never counted as 0.
    A form that asks for none of it has no such figures.
    """
    waits = {one.unit: one.rows_waiting for one in collected.states}
    units, layout = tuple(waits), place.office.layout
    if not collected.collection.counts:
        nothing = _sum((), units, layout)._replace(waiting=sum(waits.values()))
        return Counted((), (), nothing, nothing, ())
    ledger = _ledger(place, collected)
    own = {one.unit: _reported(one, ledger) for one in collected.of_state('returned')}
    earlier = {
        one.unit: _earlier(one.unit, collected, ledger) for one in collected.states if one.unit not in own
    }
    reported, carried = (
        tuple(replace(one, waiting=waits[one.unit]) for one in found.values() if one)
        for found in (own, earlier)
    )
    return Counted(
        reported,
        carried,
        _sum(reported, tuple(own), layout)._replace(waiting=sum(waits.values())),
        _sum((*reported, *carried), units, layout)._replace(waiting=sum(waits.values())),
        (*_between_bases(collected, ledger), *_own_totals(place, collected)),
    )


def _ledger(place: Workplace, collected: Collected) -> _Ledger:
    """The ledger's organisations and 应建 by unit, as recorded at the cut-off."""
    with reading(place.engine) as connection:
        listed = subjects.list_all(connection, end_of(collected.cut_off))
    inside: dict[str, list[Organisation]] = {}
    named = _units_by_text(collected, listed)
    for one in listed:
        unit = named.get(one.name) or named.get(one.region or '')
        if unit:
            inside.setdefault(unit, []).append(one)
    pack = collected.collection.pack
    eligible: dict[str, int | None] = dict.fromkeys(inside)
    if pack and tells_eligible(pack):
        lines = plan(pack, [one for group in inside.values() for one in group])
        for unit, group in inside.items():
            ids = {one.id for one in group}
            found = eligible_of(tuple(line for line in lines if line.organisation in ids))
            eligible[unit] = None if found is None else len(found)
    return _Ledger(inside, eligible)


def _units_by_text(collected: Collected, listed: Sequence[Organisation]) -> dict[str, str]:
    """The unit that a region stands for, and the one that is an organisation itself."""
    units = collected.collection.asked.units
    regions = {one.region for one in listed if one.region}
    found = {region: unit for region in regions if (unit := unit_named([region], units))}
    return found | {name: unit.name for unit in units for name in (unit.name, *unit.aliases)}


def _of_ledger(unit: str, ledger: _Ledger) -> UnitCounts | None:
    listed = ledger.organisations.get(unit)
    if not listed:
        return None
    established = [one.facts.get('established') for one in listed]
    unknown = established.count(None)
    known = None if unknown == len(listed) else established.count(True)
    return UnitCounts(unit, 'ledger', len(listed), ledger.eligible.get(unit), known, unknown=unknown)


def _reported(state: UnitState, ledger: _Ledger) -> UnitCounts | None:
    return _of_round(state.unit, state.placed, ledger)


def _of_round(unit: str, placed: Sequence[Placed], ledger: _Ledger) -> UnitCounts | None:
    """A round's figures: of the accepted rows where they tell all, else of totals or prose that do."""
    accepted = [one for one in placed if one.came.state == 'accepted']
    number = accepted[0].round if accepted else None
    found: list[UnitCounts] = []
    if any(one.came.basis == 'rows' for one in accepted):
        counts = _of_ledger(unit, ledger)
        found += [counts] if counts else []
    bases: tuple[Literal['totals', 'prose'], ...] = ('totals', 'prose')
    for basis in bases:
        counts = _own_counts(unit, basis, number, accepted)
        found += [counts] if counts else []
    return next((one for one in found if one.is_whole), found[0] if found else None)


def _own_counts(
    unit: str, basis: Literal['totals', 'prose'], number: int | None, accepted: Sequence[Placed]
) -> UnitCounts | None:
    """A unit's own figures; of a corrected one the later say, and the earlier where the later is silent."""
    told: dict[str, int] = {}
    for one in accepted:
        told |= {
            figure.field: figure.value
            for figure in one.came.figures
            if figure.basis == basis and isinstance(figure.value, int)
        }
    for name, parts in _OF_MATRIX.items():
        if name not in told and all(part in told for part in parts):
            told[name] = sum(told[part] for part in parts)
    if not told:
        return None
    total, eligible, established = map(told.get, COUNTS)
    return UnitCounts(unit, basis, total, eligible, established, round=number, further=told)


def _earlier(unit: str, collected: Collected, ledger: _Ledger) -> UnitCounts | None:
    """A unit's figures of the last round that it told any of; else what the ledger has of it."""
    history = collected.history[unit]
    before = {one.round for one in history if collected.round is None or one.round < collected.round}
    for number in sorted(before, reverse=True):
        found = _of_round(unit, [one for one in history if one.round == number], ledger)
        if found and found.is_whole:
            return found
    return _of_ledger(unit, ledger)


def _sum(counts: Iterable[UnitCounts], units: Sequence[str], layout: Layout) -> Sum:
    listed = tuple(counts)
    eligible, established, whole = _summed([(one.unit, one.eligible, one.established) for one in listed])
    total, built, covered = _summed([(one.unit, one.total, one.established) for one in listed])
    return Sum(
        eligible,
        established,
        rate(established, eligible, layout.rounding, layout.decimals),
        tuple(unit for unit in units if unit in whole),
        tuple(unit for unit in units if unit not in whole),
        total,
        built,
        rate(built, total, layout.rounding, layout.decimals),
        tuple(unit for unit in units if unit not in covered),
        unknown=sum(one.unknown for one in listed if one.unit in covered),
    )


def _summed(told: Iterable[tuple[str, int | None, int | None]]) -> tuple[int | None, int | None, set[str]]:
    """The sums over the units that told both numbers, and which those are; None where none did."""
    both = [(unit, below, above) for unit, below, above in told if below is not None and above is not None]
    if not both:
        return None, None, set()
    return sum(one[1] for one in both), sum(one[2] for one in both), {one[0] for one in both}


def _between_bases(collected: Collected, ledger: _Ledger) -> list[Difference]:
    """Where a unit sent rows and its own figures too, and they do not say the same."""
    found = []
    for state in collected.of_state('returned'):
        accepted = [one for one in state.placed if one.came.state == 'accepted']
        by_rows = _of_ledger(state.unit, ledger)
        if by_rows is None or not any(one.came.basis == 'rows' for one in accepted):
            continue
        bases: tuple[Literal['totals', 'prose'], ...] = ('totals', 'prose')
        for basis in bases:
            own = _own_counts(state.unit, basis, None, accepted)
            found += _differing(by_rows, own) if own else []
    return found


def _differing(by_rows: UnitCounts, own: UnitCounts) -> list[Difference]:
    word = "文字汇报" if own.basis == 'prose' else "汇总表"
    found = []
    for name, label in COUNTS.items():
        here, there = getattr(by_rows, name), getattr(own, name)
        if name == 'established' and by_rows.unknown:
            continue  # the rows do not tell it of all
        if here is not None and there is not None and here != there:
            text = f"{own.unit}：{label}，{word}为{there}，按明细为{here}，差{abs(here - there)}"
            found.append(Difference(own.unit, name, here, there, text))
    return found


def _own_totals(place: Workplace, collected: Collected) -> list[Difference]:
    """Where a sender's own 合计 is not the sum of its rows (C13)."""
    found = []
    with reading(place.engine) as connection:
        for state in collected.states:
            for one in state.placed:
                totals = {figure.field: figure for figure in one.came.figures if figure.basis == 'own_total'}
                if totals and one.came.number is not None and one.superseded_by is None:
                    listed = rows.list_rows(connection, one.came.number)
                    for name, figure in totals.items():
                        summed = _sum_of(listed, name)
                        if summed is not None and summed != figure.value:
                            found.append(_own_total(state.unit, one.came.number, name, summed, figure.value))
    return found


def _own_total(unit: str, number: int, name: str, summed: int, printed: int) -> Difference:
    text = (
        f"{unit}：{label_of(name)}合计{printed}与明细之和{summed}不符，差{abs(printed - summed)}"
        f"（第{number}号），汇总用明细之和"
    )
    return Difference(unit, name, summed, printed, text)


def _sum_of(listed: Sequence[HeldRow], name: str) -> int | None:
    """The sum of a field over rows: counts, or how many say 是; None where no row says it."""
    if name == 'total':
        return len(listed)
    values = [value_from_plain(row.values[name]).value for row in listed if name in row.values]
    told = [int(value) for value in values if isinstance(value, int)]
    return sum(told) if told else None
