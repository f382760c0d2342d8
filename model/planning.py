"""What planning works out: joint branches proposed, who has to be organised, who sends an instructor."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

JointStatus = Literal['optimal', 'gap', 'time_limit']
"""optimal: proved to be the best; gap: at most distance − bound from it; time_limit: stopped by the clock."""


@dataclass(frozen=True, slots=True)
class JointBranch:
    """A joint branch that stands: how many units it has, None where the ledger does not say.

    alike holds the facts that its units share, in the order of the rule's `alike`.
    """

    id: int
    name: str
    region: str | None
    units: int | None
    alike: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class JointGroup:
    """Organisations that may found a branch together, or (branch set) one that may join one.

    members is the sum of the counts the ledger holds, None for a join; reasons are in Chinese.
    """

    region: str
    organisations: tuple[int, ...]
    members: int | None
    distance: int
    reasons: tuple[str, ...]
    branch: int | None = None


@dataclass(frozen=True, slots=True)
class JointRegion:
    """The proposal for one region: no other leaves fewer alone, and none with as few is under `bound`."""

    region: str
    groups: tuple[JointGroup, ...]
    alone: tuple[int, ...]
    distance: int
    bound: int
    status: JointStatus


@dataclass(frozen=True, slots=True)
class JointPlan:
    """Every organisation once: in a region's proposal or, by the reason, left out of it.

    left_out gives reason code to organisations: established, established_unknown, members_unknown,
    no_members, own_branch (members enough), not_joint, no_region, ended, other_kind; the messages are
    LEFT_OUT of campaigns.joint.
    """

    regions: tuple[JointRegion, ...]
    left_out: dict[str, tuple[int, ...]]

    @property
    def distance(self) -> int:
        """Of all regions together."""
        return sum(one.distance for one in self.regions)

    @property
    def bound(self) -> int:
        """No proposal is better than this, all regions together."""
        return sum(one.bound for one in self.regions)

    @property
    def status(self) -> JointStatus:
        """The weakest of the regions."""
        held = {one.status for one in self.regions}
        return 'time_limit' if 'time_limit' in held else 'gap' if 'gap' in held else 'optimal'


@dataclass(frozen=True, slots=True)
class JointChoice:
    """Another group that one organisation could be in: how far it would then be from its neighbours.

    group are the others; branch a joint branch that stands. breaks: its proposed group would then no
    longer be within the limits.
    """

    organisations: tuple[int, ...]
    branch: int | None
    added: int
    breaks: bool
    reasons: tuple[str, ...]


EligibleState = Literal['eligible_not_established', 'established', 'not_eligible', 'unknown']


@dataclass(frozen=True, slots=True)
class EligibleLine:
    """One organisation by one definition of 应建; missing names the facts that leave it open."""

    organisation: int
    definition: str
    state: EligibleState
    missing: tuple[str, ...] = ()
    question: str | None = None


@dataclass(frozen=True, slots=True)
class ClearLine:
    """One organisation that has no branch yet: which of the things are clear, and the facts still missing."""

    organisation: int
    name: str
    region: str | None
    clear: tuple[str, ...]
    missing: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ResponsibleBody:
    """A body that answers, or may answer, for an organisation's Party building, and the rule's sentence."""

    body: str
    unit: str | None
    verbatim: str | None
    doubtful: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ResponsibleLine:
    """Who answers for one organisation: one body, several that may (a person decides), or no rule."""

    organisation: int
    state: Literal['one', 'doubtful', 'no_rule']
    bodies: tuple[ResponsibleBody, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """Organisations whose instructor another unit sends: a line of the 转办清单."""

    unit: str
    organisations: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Ours to send to (organisation, why), the others by unit, and those of whom nobody can tell."""

    ours: tuple[tuple[int, str], ...]
    handovers: tuple[Handover, ...]
    unclear: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """The days an instructor serves, both included."""

    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Sending:
    """An instructor sent to an organisation; new ones have no term yet."""

    instructor: int
    organisation: int
    term: Term | None = None
