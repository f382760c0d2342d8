"""A notice made executable: whom it covers, which method for whom, when reports fall due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Compare:
    """A count compared with a number; the left side is the sum of the named counts."""

    counts: tuple[str, ...]
    comparator: Literal['>=', '<=', '=', '<', '>']
    value: int


@dataclass(frozen=True, slots=True)
class Is:
    """A fact that has one of these values."""

    fact: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every condition holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one condition holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    of: Condition


Condition = Compare | Is | All | AnyOf | Not
"""A small tree over counts: Python evaluates it, the store can compile it to SQL."""


@dataclass(frozen=True, slots=True)
class LadderRule:
    """One rung: when it holds, this method, because of this sentence of the notice.

    A rung may have a second reading of its own sentence (`doubtful_when`): where only that
    reading holds, the method is offered as doubtful with `doubt` as the reason.
    """

    method: str
    verbatim: str
    when: Condition
    doubtful_when: Condition | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class CampaignStage:
    """动员摸底阶段 and the like: first and last day."""

    name: str
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Reporting:
    """Every so many days from `start`, not after `end`; each round is a due day."""

    every_days: int
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Pack:
    """A campaign's settings. doubtful lists what no person has confirmed yet."""

    id: str
    title: str
    notice_number: str | None
    notice_title: str
    population: Condition
    established: Condition
    ladder: tuple[LadderRule, ...]
    stages: tuple[CampaignStage, ...]
    reporting: Reporting | None
    forms: tuple[str, ...]
    count_basis: str
    doubtful: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedMethod:
    """A method offered for an organisation, with the rule's own sentence."""

    method: str
    verbatim: str
    doubtful: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What the campaign means for one organisation.

    state: established, one_method, candidates (a person chooses), doubtful, unknown (facts
    are missing: named in `missing`) or no_rule.
    """

    organisation: int
    name: str
    code: str | None
    region: str | None
    methods: tuple[PlannedMethod, ...]
    state: str
    missing: tuple[str, ...] = ()
