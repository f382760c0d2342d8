"""A notice made executable: whom it covers, which method for whom, when reports fall due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from model.notice import Recurrence, Relative

Comparator = Literal['>=', '<=', '=', '<', '>']


@dataclass(frozen=True, slots=True)
class Compare:
    """A count compared with a number; the left side is the sum of the named counts."""

    counts: tuple[str, ...]
    comparator: Comparator
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


PopulationKind = Literal['organisations', 'enterprises', 'counties', 'towns', 'parks', 'units']
"""社会组织, 非公有制企业, 县（区）, 乡镇街道, 园区, and bodies named one by one (units)."""


@dataclass(frozen=True, slots=True)
class Population:
    """One kind of bodies that a notice covers; of organisations `when` says which, units are named.

    In every part of a pack verbatim is the notice's own sentence, where its place as `read
    --picture` takes it, and doubt what a person has to confirm; None where there is nothing to.
    """

    kind: PopulationKind
    when: Condition = All(())
    name: str | None = None
    units: tuple[str, ...] = ()
    verbatim: str | None = None
    where: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class LadderRule:
    """One rung: when it holds, this method, because of this sentence of the notice.

    A rung may have a second reading of its own sentence (`doubtful_when`): where only that
    reading holds, the method is offered as doubtful with `doubt` as the reason. when is None where
    nobody has confirmed a reading yet; a doubt without a second reading is about the whole rung.
    applies_to names populations, none means all; ways are the method's varieties (片区联建、同业共建);
    count_basis says who is counted, in the notice's words.
    """

    method: str
    verbatim: str
    when: Condition | None = None
    doubtful_when: Condition | None = None
    doubt: str | None = None
    count_basis: str | None = None
    applies_to: tuple[PopulationKind, ...] = ()
    ways: tuple[str, ...] = ()
    where: str | None = None


@dataclass(frozen=True, slots=True)
class CampaignStage:
    """动员摸底阶段 and the like: first and last day, None where the notice leaves it open (8月初)."""

    name: str
    start: dt.date | None = None
    end: dt.date | None = None
    verbatim: str | None = None
    where: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Reporting:
    """Reports that fall due again and again; exactly one of every_days, every_months, days is set.

    every_days and every_months count from `start` and go on until `end`; with `day` the rounds
    are that day of each month that ends a period of the year (3 months, day 25: 25 March, 25 June).
    start or end None: the notice does not say, and no round is made up.
    """

    every_days: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    every_months: int | None = None
    day: int | None = None
    days: tuple[dt.date, ...] = ()
    verbatim: str | None = None
    where: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class CampaignTarget:
    """A quantified goal: comparator >= <= = ≈ or between (value is then two numbers); counts and rates exact.

    population is whom it is counted over, scope those words in the notice, base what it is
    measured against, by the day it is to be reached.
    """

    metric: str
    comparator: Comparator | Literal['≈', 'between']
    value: int | Decimal | tuple[int | Decimal, ...]
    unit: str | None = None
    scope: str | None = None
    by: dt.date | None = None
    base: str | None = None
    population: PopulationKind | None = None
    verbatim: str | None = None
    where: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class CampaignTask:
    """What somebody has to do: by a day, within a time of something, again and again, or standing (none)."""

    what: str
    who: str | None = None
    deadline: dt.date | None = None
    deadline_text: str | None = None
    relative: Relative | None = None
    recurrence: Recurrence | None = None
    report_to: str | None = None
    scope: str | None = None
    verbatim: str | None = None
    where: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Consultation:
    """Comments asked on a draft, which itself binds nobody: by when (deadline_text as printed), to whom."""

    draft_title: str
    deadline: dt.date | None = None
    deadline_text: str | None = None
    units: tuple[str, ...] = ()
    reply_to: str | None = None
    verbatim: str | None = None
    where: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Dispatching:
    """Instructors sent to the organisations for which `when` holds, for so many months."""

    when: Condition
    term_months: int | None = None
    verbatim: str | None = None
    where: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class JointRule:
    """Limits of a joint branch of one kind of bodies, and what makes them neighbours.

    Those with at least `least` and fewer than `below` members (the sum of the named counts) are
    grouped; a group has 2 to `units` of one region with `together` members or more. alike names the
    facts that neighbours share, the weightiest first.
    """

    counts: tuple[str, ...]
    population: PopulationKind = 'organisations'
    least: int = 1
    below: int = 3
    together: int = 3
    units: int = 5
    alike: tuple[str, ...] = ('type', 'supervisor', 'town')
    verbatim: str | None = None
    where: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class ResponsibleRule:
    """Who answers for the Party building of the organisations for which `when` holds.

    when None: a case that only a person can tell; it is never chosen, only shown.
    """

    body: str
    when: Condition | None = None
    verbatim: str | None = None
    where: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class EligibleRule:
    """A reading of 应建: which organisations have members enough for a branch."""

    name: str
    when: Condition
    verbatim: str | None = None
    where: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class ClearItem:
    """One of the things that have to be clear (五个清): it is where all these facts are filled in."""

    name: str
    needs: tuple[str, ...]
    verbatim: str | None = None
    where: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A campaign's settings. doubtful lists what no person has confirmed of the whole.

    forms are ids of forms this program reads, forms_named the titles of those the notice names
    and nobody has defined; ledgers are those it tells its units to keep.
    """

    id: str
    title: str
    notice_number: str | None
    notice_title: str
    populations: tuple[Population, ...]
    established: Condition = Is('established', (True,))
    count_basis: str | None = None
    forms: tuple[str, ...] = ()
    forms_named: tuple[str, ...] = ()
    ledgers: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    reporting: Reporting | None = None
    consultation: Consultation | None = None
    instructors: Dispatching | None = None
    stages: tuple[CampaignStage, ...] = ()
    targets: tuple[CampaignTarget, ...] = ()
    tasks: tuple[CampaignTask, ...] = ()
    ladder: tuple[LadderRule, ...] = ()
    joint: tuple[JointRule, ...] = ()
    eligible: tuple[EligibleRule, ...] = ()
    responsible: tuple[ResponsibleRule, ...] = ()
    clear: tuple[ClearItem, ...] = ()


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
    are missing: named in `missing`) or no_rule. instructor says whether one is to be sent
    there, None where the campaign sends none or the facts do not tell.
    """

    organisation: int
    name: str
    code: str | None
    region: str | None
    methods: tuple[PlannedMethod, ...]
    state: str
    missing: tuple[str, ...] = ()
    instructor: bool | None = None
