"""Why lower than last month: the same figures on two days and everything that lies between (G21)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.bridge import (
    Bridge,
    Moved,
    Step,
    StepKind,
    bridge_established,
    bridge_population,
    grouped,
    renamed,
    without_reentered,
)
from ledger.coverage import standing
from model.errors import UsageFault
from model.subject import Act, Organisation, Version
from office.config import Workplace
from office.counting import counts
from office.ledger_acts import end_of
from store import acts, subjects
from store.engine import Connection, reading
from text.rates import rate, rate_difference

_LABELS: dict[StepKind, str] = {
    'registered': "新登记",
    'moved_in': "迁入",
    'established': "新建",
    'deregistered': "注销",
    'merged': "合并",
    'moved_out': "迁出",
    'dissolved': "撤销",
    'doubles': "查重合并",
    'corrected': "更正",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """Two days beside each other: the bridges, the renamed, and the sentence with the rates."""

    population: Bridge
    established: Bridge
    renamed: tuple[tuple[str, str], ...]
    sentence: str


def compare(place: Workplace, first: dt.date, second: dt.date) -> Compared:
    """From one day to a later one, as recorded by the end of each.

    Raises:
        UsageFault: the second day is not later.
    """
    if second <= first:
        raise UsageFault(f"--compare 要前一个日期早于后一个：{first} 不早于 {second}。")
    before, after = end_of(first), end_of(second)
    with reading(place.engine) as connection:
        opening = standing(counts(connection, first, before))
        closing = standing(counts(connection, second, after))
        moved = without_reentered(_moved(connection, before, after))
    population = bridge_population(opening.total, moved)
    established = bridge_established(opening.established, moved)
    assert (population.closing, established.closing) == (closing.total, closing.established)
    return Compared(population, established, renamed(moved), _sentence(place, population, established))


def _moved(connection: Connection, before: dt.datetime, after: dt.datetime) -> list[Moved]:
    changed = subjects.changed_between(connection, before, after)
    by_number = {act.number: act for act in acts.list_acts(connection) if act.at <= after}
    about: dict[int, list[Act]] = {}
    for act in by_number.values():
        undone = by_number.get(act.undone_by or 0)
        if act.at > before and undone is None:
            for subject, _ in act.parts:
                about.setdefault(subject, []).append(act)
    return [
        _history_to_moved(versions, before, after, about.get(versions[0].organisation.id, ()), by_number)
        for versions in subjects.histories(connection, changed)
        if versions[0].organisation.kind == 'organisation'
    ]


def _history_to_moved(
    versions: Sequence[Version],
    before: dt.datetime,
    after: dt.datetime,
    about: Sequence[Act],
    by_number: dict[int, Act],
) -> Moved:
    setting = [
        one
        for one in versions
        if before < one.recorded_from <= after and 'established' in (one.changed or ('established',))
    ]
    by = by_number.get(setting[-1].act or 0) if setting else None
    opening = before.date().isoformat()
    return Moved(_at(versions, before), _at(versions, after), tuple(about), by, opening)


def _at(versions: Sequence[Version], moment: dt.datetime) -> Organisation | None:
    known = [one for one in versions if one.recorded_from <= moment]
    return known[-1].organisation if known else None


def _sentence(place: Workplace, population: Bridge, established: Bridge) -> str:
    layout = place.office.layout
    both = [(established.opening, population.opening), (established.closing, population.closing)]
    rates = [rate(part, whole, layout.rounding, layout.decimals) for part, whole in both]
    counted = _line(population, grouped(population.steps, {'merged': 'deregistered'}))
    told = f"{counted}；{_line(established, established.steps)}"
    if rates[0] is None or rates[1] is None:
        return f"{told}。"
    words = [f"{one}（{part}/{whole}）" for one, (part, whole) in zip(rates, both, strict=True)]
    step = rate_difference(rates[0], rates[1])
    if step.startswith('-'):
        return f"{told}；组织覆盖率由{words[0]}降至{words[1]}，下降{step[1:]}个百分点（按公布数计算）"
    if step.strip('0.') == '':
        return f"{told}；组织覆盖率由{words[0]}到{words[1]}，持平（按公布数计算）"
    return f"{told}；组织覆盖率由{words[0]}升至{words[1]}，上升{step}个百分点（按公布数计算）"


def _line(bridge: Bridge, steps: Sequence[Step]) -> str:
    signed = ''.join(f"{'＋' if step.change > 0 else '－'}{abs(step.change)}" for step in steps)
    return f"{bridge.opening}{signed}＝{bridge.closing}家"


def step_label(step: Step, about: str = "population") -> str:
    """A step as a clerk calls it: 新登记5家, of branches 随注销减3家."""
    word = _LABELS[step.kind]
    if step.kind == 'corrected':
        return f"更正{'＋' if step.change > 0 else '－'}{abs(step.change)}家"
    if about == 'established' and step.kind in {
        'registered',
        'moved_in',
        'deregistered',
        'merged',
        'doubles',
    }:
        return f"随{word}{'增' if step.change > 0 else '减'}{abs(step.change)}家"
    return f"{word}{abs(step.change)}家"
