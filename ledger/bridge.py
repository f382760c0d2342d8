"""Why a figure is lower than last month: 期初＋增－减±更正＝期末, each step with its names (G21)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from model.subject import Act, ActKind, Organisation

StepKind = Literal[
    'registered',  # 新登记
    'moved_in',  # 迁入
    'established',  # 新建
    'deregistered',  # 注销, 撤销登记
    'merged',  # 吸收合并, 新设合并
    'moved_out',  # 迁出
    'dissolved',  # 撤销党组织
    'doubles',  # 查重合并
    'corrected',  # 更正
]

ORDER: tuple[StepKind, ...] = (
    *('registered', 'moved_in', 'established'),
    *('deregistered', 'merged', 'moved_out', 'dissolved', 'doubles', 'corrected'),
)

_LEAVING: dict[ActKind, StepKind] = {
    'deregister': 'deregistered',
    'revoke': 'deregistered',
    'absorb': 'merged',
    'consolidate': 'merged',
    'move_out': 'moved_out',
}

_FOUNDING = frozenset[ActKind]({'register', 'divide', 'consolidate'})


@dataclass(frozen=True, slots=True)
class Moved:
    """One subject whose counting changed between two moments, and the acts in between that are about it.

    before and after are None where it was not known yet; established_by is the act that last set
    whether it has a branch, None where a return did.
    """

    before: Organisation | None
    after: Organisation | None
    acts: tuple[Act, ...] = ()
    established_by: Act | None = None
    opening: str | None = None
    """The first day of the span (ISO): what was registered before it and enters now was only missing."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the bridge: how many come (plus) or go (minus), by name."""

    kind: StepKind
    change: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """One figure at two moments and the steps between; opening plus all changes is closing."""

    opening: int
    closing: int
    steps: tuple[Step, ...]


def without_reentered(moved: Sequence[Moved]) -> list[Moved]:
    """The same where a record that was withdrawn and one that came in its place are one organisation.

    So an import that was rolled back and done again moves nothing.
    """
    gone = {
        _identity(one.before): one
        for one in moved
        if _counts(one.before) and one.after and one.after.state == 'withdrawn'
    }
    back = {
        _identity(one.after): one
        for one in moved
        if one.before is None and _counts(one.after) and _identity(one.after) in gone
    }
    paired = {id(one) for key in back for one in (gone[key], back[key])}
    left = [one for one in moved if id(one) not in paired]
    return [*left, *(replace(one, before=gone[key].before) for key, one in back.items())]


def _identity(one: Organisation | None) -> tuple[str, str | None, str | None] | None:
    return (one.name, one.code, one.region) if one else None


def bridge_population(opening: int, moved: Sequence[Moved]) -> Bridge:
    """How the number of organisations became another one."""
    return _bridge(opening, [(kind, one) for one in moved if (kind := _entry(one))])


def bridge_established(opening: int, moved: Sequence[Moved]) -> Bridge:
    """How the number of organisations with a branch became another one."""
    return _bridge(opening, [(kind, one) for one in moved if (kind := _branch(one))])


def renamed(moved: Sequence[Moved]) -> tuple[tuple[str, str], ...]:
    """Old and new names; they change no count."""
    return tuple(
        (one.before.name, one.after.name)
        for one in moved
        if one.before and one.after and _counts(one.after) and one.before.name != one.after.name
    )


def _bridge(opening: int, told: Sequence[tuple[tuple[StepKind, int], Moved]]) -> Bridge:
    groups: dict[tuple[StepKind, int], list[str]] = {}
    for key, one in told:
        known = one.after or one.before
        assert known is not None
        groups.setdefault(key, []).append(known.name)
    ordered = sorted(groups.items(), key=lambda item: (ORDER.index(item[0][0]), -item[0][1]))
    steps = tuple(Step(kind, sign * len(names), tuple(sorted(names))) for (kind, sign), names in ordered)
    return Bridge(opening, opening + sum(step.change for step in steps), steps)


def _counts(organisation: Organisation | None) -> bool:
    return organisation is not None and organisation.state == 'active'


def _entry(one: Moved) -> tuple[StepKind, int] | None:
    before, after = _counts(one.before), _counts(one.after)
    if before == after:
        return None
    return (_entering(one), 1) if after else (_leaving(one), -1)


def _entering(one: Moved) -> StepKind:
    kinds = {act.kind for act in one.acts}
    if 'move_in' in kinds:
        return 'moved_in'
    if one.before is not None and not kinds & _FOUNDING:
        return 'corrected'
    if kinds & _FOUNDING or one.after is None or one.opening is None:
        return 'registered'
    began = str(one.after.facts.get('registered_on') or '')
    return 'corrected' if '' < began < one.opening else 'registered'


def _leaving(one: Moved) -> StepKind:
    if one.after is not None and one.after.state == 'merged':
        return 'doubles'
    told = [_LEAVING[act.kind] for act in one.acts if act.kind in _LEAVING]
    return told[-1] if told and one.after is not None and one.after.state == 'ended' else 'corrected'


def _branch(one: Moved) -> tuple[StepKind, int] | None:
    before, after = _has_branch(one.before), _has_branch(one.after)
    if before == after:
        return None
    entry = _entry(one)
    if entry:
        return entry
    return (_gained(one), 1) if after else (_lost(one), -1)


def _has_branch(organisation: Organisation | None) -> bool:
    return _counts(organisation) and bool(organisation and organisation.facts.get('established') is True)


def _gained(one: Moved) -> StepKind:
    by = one.established_by
    return 'corrected' if by and by.kind in {'correct', 'undo', 'merge'} else 'established'


def _lost(one: Moved) -> StepKind:
    by = one.established_by
    subject = one.before.id if one.before else None
    told = by is not None and (by.kind == 'dissolve' or subject in by.detail.get('dissolved', ()))
    return 'dissolved' if told else 'corrected'


def grouped(steps: Sequence[Step], kinds: Mapping[StepKind, StepKind]) -> tuple[Step, ...]:
    """The steps with some kinds counted under another: 合并 under 注销."""
    found: dict[tuple[StepKind, bool], Step] = {}
    for step in steps:
        kind = kinds.get(step.kind, step.kind)
        key = (kind, step.change > 0)
        held = found.get(key)
        found[key] = Step(
            kind, step.change + (held.change if held else 0), (held.names if held else ()) + step.names
        )
    return tuple(found.values())
