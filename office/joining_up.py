"""Joint branches of a campaign: the groups of its plan, their limits, and the branches that stand already."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from campaigns import joint
from campaigns.basis import joint_rule
from campaigns.joint import DIRECT
from campaigns.ladder import count_of, holds, known_facts
from model.campaign import Compare, JointRule, Pack, PopulationKind
from model.planning import JointBranch, JointChoice, JointGroup, JointPlan, JointRegion
from model.subject import Organisation
from store.plans import PlannedLine

JOINT = "联合组建"
POPULATIONS: dict[str, PopulationKind] = {'organisation': 'organisations', 'enterprise': 'enterprises'}


def is_joint(method: str) -> bool:
    """Whether a method makes organisations share a branch."""
    return '联合' in method


def rule_for(pack: Pack, kind: str) -> JointRule | None:
    """The pack's limits for organisations or enterprises (the kind of a subject); None where it has none."""
    population = POPULATIONS.get(kind)
    return joint_rule(pack, population) if population else None


def groups_of(lines: Iterable[PlannedLine]) -> dict[int, list[PlannedLine]]:
    """The lines of each group by its number; who was rejected is in none."""
    found: dict[int, list[PlannedLine]] = {}
    for line in lines:
        if line.branch is not None and line.state != 'rejected':
            found.setdefault(line.branch, []).append(line)
    return found


def is_decided(line: PlannedLine) -> bool:
    """Whether a person agreed to the line or wrote it."""
    return line.state in {'accepted', 'changed'}


def joined_by(lines: Sequence[PlannedLine]) -> dict[str, Any] | None:
    """The branch of the ledger that this group joins: its name and how many units it has; None: a new one."""
    told = (one.proposal for one in lines if one.proposal and one.proposal.get('branch') == one.branch)
    return next((proposal['joins'] for proposal in told if proposal.get('joins')), None)


class Checked(NamedTuple):
    """What a group may never be, and what it still lacks, in Chinese."""

    never: tuple[str, ...]
    lacking: tuple[str, ...]


def check(rule: JointRule, members: Sequence[Organisation], stands: int = 0) -> Checked:
    """A group against the limits; stands are the units of a branch that it joins, 0 for a new one."""
    counts = [members_of(rule, one) for one in members]
    unknown = [one.name for one, count in zip(members, counts, strict=True) if count is None]
    gone = [one.name for one in members if one.state != 'active']
    regions = dict.fromkeys(one.region for one in members)
    units, known = stands + len(members), sum(count or 0 for count in counts)
    never = (
        *((f"{'、'.join(gone)}已不再计数",) if gone else ()),
        *((f"{'、'.join(unknown)}党员数未填",) if unknown else ()),
        *(("县（区）未填",) if None in regions else ()),
        *(
            (f"不在同一县（区）：{'、'.join(str(one or '未填') for one in regions)}",)
            if len(regions) > 1
            else ()
        ),
        *((f"共{units}家，超过{rule.units}家",) if units > rule.units else ()),
    )
    if stands:
        return Checked(never, ())
    few = (
        *((f"只有{units}家，至少要2家",) if units < 2 else ()),
        *((f"党员共{known}名，不足{rule.together}名",) if known < rule.together and not unknown else ()),
    )
    return Checked(never, few)


def members_of(rule: JointRule, organisation: Organisation) -> int | None:
    """Its Party members as the rule counts them; None where one of the counts is not filled in."""
    facts = known_facts(organisation)
    counts = [count_of(facts, name) for name in rule.counts]
    return None if None in counts else sum(count for count in counts if count is not None)


def check_lines(pack: Pack, lines: Sequence[PlannedLine], known: Mapping[int, Organisation]) -> Checked:
    """A group of the plan against the limits for its kind."""
    members = [known[one.subject] for one in lines]
    rule = rule_for(pack, members[0].kind) if members else None
    if rule is None:
        return Checked(("通知没有联合组建的家数、人数规定",), ())
    if len({one.kind for one in members}) > 1:
        return Checked(("企业与社会组织不编在一组",), ())
    joins = joined_by(lines)
    return check(rule, members, joins['units'] if joins else 0)


class Standing(NamedTuple):
    """A joint branch with what it is: a group of the plan (its number), or a branch of the ledger."""

    branch: JointBranch
    group: int | None


def standing(
    pack: Pack, rule: JointRule, lines: Sequence[PlannedLine], known: Mapping[int, Organisation]
) -> list[Standing]:
    """Branches that one more may join: groups that people agreed to and that lack nothing, and the ledger's.

    known holds every organisation of the rule's kind and those of the lines.
    """
    found = []
    joined = set()
    for number, group in groups_of(lines).items():
        joins = joined_by(group)
        members = [known[one.subject] for one in group]
        if POPULATIONS.get(members[0].kind) != rule.population:
            continue
        joined |= {joins['name']} if joins else set()
        if any(map(is_decided, group)) and check_lines(pack, group, known) == Checked((), ()):
            units = len(members) + (joins['units'] if joins else 0)
            name = joins['name'] if joins else f"第{number}组"
            branch = JointBranch(number, name, members[0].region, units, _shared(rule, members))
            found.append(Standing(branch, number))
    return found + [one for one in _of_ledger(rule, known.values()) if one.branch.name not in joined]


def _of_ledger(rule: JointRule, organisations: Iterable[Organisation]) -> list[Standing]:
    """The ledger's joint branches that say which units they have: only those have room that is known."""
    by_name: dict[tuple[str | None, str], list[Organisation]] = {}
    for one in organisations:
        name = one.facts.get('joint_name')
        there = one.state == 'active' and one.facts.get('established') is True
        if name and there and POPULATIONS.get(one.kind) == rule.population:
            by_name.setdefault((one.region, str(name)), []).append(one)
    return [
        Standing(
            JointBranch(-members[0].id, name, region, _units(members), _shared(rule, members)), group=None
        )
        for (region, name), members in by_name.items()
        if region and _units(members) is not None
    ]


def _units(members: Sequence[Organisation]) -> int | None:
    told = [one.facts.get('joint_units') for one in members]
    listed = [len(units) for units in told if isinstance(units, list | tuple) and units]
    return max(*listed, len(members)) if listed else None


def _shared(rule: JointRule, members: Sequence[Organisation]) -> tuple[str | None, ...]:
    """What all the units have in common, in the order of the rule's `alike`."""
    told = [[_trait(one, name) for one in members] for name in rule.alike]
    return tuple(values[0] if len(set(values)) == 1 else None for values in told)


def _trait(organisation: Organisation, name: str) -> str | None:
    held = known_facts(organisation).get(name)
    if name == 'supervisor' and held is None:
        return DIRECT
    return str(held) if held not in (None, '') else None


def clock_of(seconds: float) -> Callable[[], float]:
    """The seconds left of so many, from now on."""
    ends = time.monotonic() + seconds
    return lambda: ends - time.monotonic()


def fits(pack: Pack, rule: JointRule, organisation: Organisation) -> bool:
    """Whether the notice means this one to be organised jointly, so far as the ledger tells."""
    members = members_of(rule, organisation)
    return (
        organisation.state == 'active'
        and bool(organisation.region)
        and members is not None
        and rule.least <= members < rule.below
        and holds(Compare(rule.counts, '<', rule.below), known_facts(organisation)) is True
        and holds(pack.established, known_facts(organisation)) is False
    )


def choices_for(
    pack: Pack,
    rule: JointRule,
    one: Organisation,
    lines: Sequence[PlannedLine],
    known: Mapping[int, Organisation],
) -> tuple[JointChoice, ...]:
    """The groups of the plan and the standing branches that one organisation could be in, nearest first."""
    own = {line.branch for line in lines if line.subject == one.id and line.branch is not None}
    groups = [
        JointGroup(str(one.region), ids, None, int(told[0].proposal['distance']), ())
        for told in groups_of(lines).values()
        if (ids := tuple(line.subject for line in told))
        and all(line.state == 'proposed' and line.proposal and 'distance' in line.proposal for line in told)
        and all(known[number].region == one.region and fits(pack, rule, known[number]) for number in ids)
        and not joined_by(told)
        and told[0].proposal
    ]
    region = JointRegion(str(one.region), tuple(groups), (), 0, 0, 'optimal')
    members = {number: known[number] for group in groups for number in group.organisations} | {one.id: one}
    branches = [
        told.branch
        for told in standing(pack, rule, lines, known)
        if told.group is None or told.group not in own
    ]
    return joint.alternatives(
        pack, rule, JointPlan((region,), {}), members.values(), one.id, branches, most=8
    )
