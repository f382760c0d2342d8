"""What a 请示 asks and a 批复 grants: Party organisations, and the registration of organisations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from model.place import NOWHERE, Where
from model.subject import EventKind, Organisation, Part

PaperKind = Literal['request', 'approval']
BranchActKind = Literal['establish', 'dissolve', 'rename', 'elect']
"""成立, 撤销, 更名 (改建 too), 选举或班子; who was elected is never kept."""

Decision = Literal[
    'asked',  # 拟, 申请
    'granted',  # 同意, 批准
    'in_principle',  # 原则同意, 同意筹建: granted, but not yet there
    'refused',  # 不同意, 暂不同意
]
Form = Literal['independent', 'joint', 'temporary', 'functional']
Level = Literal['committee', 'general_branch', 'branch']
"""党委, 党总支, 党支部."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisation as a paper names it; part is what it is in an event (self, into, from)."""

    name: str
    where: Where = NOWHERE
    code: str | None = None
    region: str | None = None
    part: Part = 'self'


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchAct:
    """One thing that a paper asks or decides about one Party organisation.

    party_org is its full name as printed, None where the paper only says 党支部; new_name is set by a
    renaming. units are the organisations it is for, all of them for a joint branch; stated is how many the
    paper says they are. reasons, in Chinese, are why a person must look; a sure act has none.
    """

    kind: BranchActKind
    decision: Decision
    party_org: str | None = None
    new_name: str | None = None
    form: Form | None = None
    level: Level | None = None
    units: tuple[Unit, ...] = ()
    stated: int | None = None
    where: Where = NOWHERE
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventProposal:
    """An event of the ledger that a paper tells of; a person accepts it.

    to is the new name of a renaming or the new 业务主管单位. date is the ISO day it takes effect, the
    paper's own where it says none, None where that is missing too. stated is how many organisations the
    paper says there are, set only where others were read.
    """

    kind: EventKind
    units: tuple[Unit, ...]
    date: str | None
    doc_number: str | None
    to: str | None = None
    places: tuple[Where, ...] = ()
    reasons: tuple[str, ...] = ()
    stated: int | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The 请示 that a 批复 answers, as it cites it."""

    title: str | None
    number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A 请示 or a 批复 as read; branches and events are in the order of the paper.

    conditions are what the paper demands with its yes (限一个月内选举); none of them names a person.
    """

    kind: PaperKind
    issuers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    doc_number: str | None = None
    date: str | None = None
    answers: Answered | None = None
    branches: tuple[BranchAct, ...] = ()
    events: tuple[EventProposal, ...] = ()
    conditions: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether it is about a Party organisation or a registration at all."""
        return bool(self.branches or self.events)


def is_approved(organisation: Organisation) -> bool:
    """Whether its Party organisation has been approved: a 批复 with number and date stands behind it (G11).

    False for one that is only reported (自报), and for one that has none.
    """
    facts = organisation.facts
    dated = facts.get('approval_date') or facts.get('established_on')
    return facts.get('established') is True and bool(facts.get('approval_number') and dated)


@dataclass(frozen=True, slots=True)
class ApprovedCounts:
    """已建 as a count of all, of those with a 批复, and of those only reported (自报)."""

    established: int
    approved: int

    @property
    def reported_only(self) -> int:
        """How many lack a 批复 (自报（缺批复）)."""
        return self.established - self.approved


def count_approved(organisations: Iterable[Organisation]) -> ApprovedCounts:
    """How many organisations have a Party organisation, and how many of these with its 批复."""
    built = [one for one in organisations if one.facts.get('established') is True]
    return ApprovedCounts(len(built), sum(map(is_approved, built)))
