"""A campaign's targets as a paper tells them: each on its own denominator, the unmeasurable left open."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from model.campaign import CampaignTarget, Pack
from office.config import Workplace
from office.target_told import base_note
from office.targets import Share, TargetState, targets
from outgoing.draft import Goal
from outgoing.wording import day

_ISO = re.compile(r'\d{4}-\d{2}-\d{2}')
_SIGNS = {'>=': "不低于", '>': "高于", '<=': "不高于", '<': "低于", '=': "", '≈': "约"}


def goals_of(place: Workplace, pack: Pack) -> tuple[Goal, ...]:
    """Every target of the campaign; one of enterprises and one of social organisations are never mixed."""
    if not pack.targets:
        return ()
    return tuple(
        goal for state in targets(place, pack.id).targets for goal in _goals(state, base_note(place, state))
    )


def _goals(state: TargetState, base: str | None) -> Iterator[Goal]:
    """The target on what it is to be measured by; 党内统计 first, ours beside it where both are known."""
    target = state.target
    metric, wanted = _metric(target), _wanted(target)
    lines = [one for one in state.lines[:2] if one.denominator > one.unknown]
    if not lines:
        yield Goal(metric, wanted, None)
        return
    basis, *beside = lines
    yield _measured(metric, wanted, state, basis, base)
    for one in beside:
        if one.key.startswith("台账"):
            yield Goal(f"{metric}（按台账）", wanted, None, one.numerator, one.denominator, one.rate, "台账")


def _measured(metric: str, wanted: str, state: TargetState, share: Share, base: str | None) -> Goal:
    unknown = f"另有{share.unknown}家情况待核实" if share.unknown else None
    note = "；".join(filter(None, (base, unknown))) or None
    counts = (share.numerator, share.denominator, share.rate)
    basis = _ISO.sub(_day, state.source) if state.source else None
    return Goal(metric, wanted, state.reached, *counts, basis=basis, note=note)


def _day(found: re.Match[str]) -> str:
    """A day as papers print it."""
    return day(dt.date.fromisoformat(found[0]))


def _metric(target: CampaignTarget) -> str:
    scope = target.scope or ""
    return target.metric if not scope or scope in target.metric else f"{scope}{target.metric}"


def _wanted(target: CampaignTarget) -> str:
    """What the notice asks, '不低于70%'."""
    unit = target.unit or ""
    if isinstance(target.value, tuple):
        return f"{'至'.join(f'{one}{unit}' for one in target.value)}"
    return f"{_SIGNS.get(target.comparator, '')}{target.value}{unit}"
