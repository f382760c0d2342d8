"""What the steps of one proposal share: its result, and the lines that it writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from campaigns.joint import LEFT_OUT
from model.campaign import JointRule, Pack, PlanLine
from model.subject import Organisation
from office.config import Workplace
from office.joining_up import JOINT, is_decided, is_joint
from store.plans import PlannedLine

SENT = "选派指导员"

REASONS = {
    **LEFT_OUT,
    'candidates': "有几个办法可选，由人选定",
    'doubtful': "适用的办法存疑，由人确认",
    'unknown': "缺数，定不下办法",
    'no_rule': "通知没有写到这种情形",
}
"""Why an organisation has no line, by code."""


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation as a person knows it, and what is to be said of it here."""

    id: int
    name: str
    region: str | None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Grouped:
    """A joint group proposed: its number, its organisations, their members together, and why these."""

    number: int
    region: str
    organisations: tuple[Named, ...]
    members: int | None
    reasons: tuple[str, ...]
    joins: str | None = None


@dataclass(slots=True)
class Proposed:
    """What was proposed. Every organisation covered is in a line, alone, left out, decided or established.

    Who stays alone may have a line for an instructor. methods counts the lines by method; proof says how
    good the groups are: proved best, or by how much at most another division could be better.
    incomplete are groups of people's own that lack something.
    """

    campaign: str
    lines: int = 0
    methods: dict[str, int] = field(default_factory=dict)
    groups: list[Grouped] = field(default_factory=list)
    alone: list[Named] = field(default_factory=list)
    left_out: dict[str, list[Named]] = field(default_factory=dict)
    decided: int = 0
    established: int = 0
    distance: int = 0
    bound: int = 0
    proof: str | None = None
    incomplete: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Work(NamedTuple):
    """What the steps of one proposal share; chosen are the lines whose group people left to the program."""

    place: Workplace
    kind: str
    pack: Pack
    rule: JointRule | None
    held: Sequence[PlannedLine]
    chosen: Mapping[int, PlannedLine]
    known: Mapping[int, Organisation]
    done: Proposed
    written: list[PlannedLine]


def is_chosen(line: PlannedLine) -> bool:
    """Whether a person wants it grouped and left the group to the program."""
    free = is_decided(line) and is_joint(line.method) and line.branch is None
    return free or bool(line.state == 'proposed' and line.proposal and line.proposal.get('chosen'))


def leave(work: Work, code: str, one: Organisation, why: str | None = None) -> None:
    """Tell that an organisation has no line, by the code of the reason."""
    named = Named(one.id, one.name, one.region, why)
    work.done.left_out.setdefault(REASONS.get(code, code), []).append(named)


def add(
    work: Work, line: PlanLine, method: str, branch: int | None = None, more: Mapping[str, Any] | None = None
) -> None:
    """A line of the program; its proposal keeps the method, the sentence and what else is told of it."""
    verbatim = next((one.verbatim for one in line.methods if one.method == method), None)
    told = {'method': method, 'branch': branch, 'verbatim': verbatim, 'instructor': line.instructor}
    before = work.chosen.get(line.organisation)
    if before and is_decided(before) and branch is None:
        return  # a person's line stays until there is a group for it
    chosen = {'chosen': (before.proposal or {}).get('chosen') or before.actor} if before else {}
    work.written.append(
        PlannedLine(
            campaign=work.done.campaign,
            subject=line.organisation,
            method=method,
            branch=branch,
            state='proposed',
            actor="程序",
            at=work.place.now(),
            proposal={
                key: value for key, value in {**told, **(more or {}), **chosen}.items() if value is not None
            },
        )
    )


def keep_choice(work: Work, line: PlanLine, why: str) -> None:
    """Who was to be grouped by a person's wish and could not be is asked about again next time."""
    if line.organisation in work.chosen:
        add(work, line, JOINT, more={'alone': why})
