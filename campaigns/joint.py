"""Joint branches proposed: neighbouring organisations of one region within the limits of a pack.

Only counts that the ledger holds are added up; who has none is listed, never grouped. A person
accepts, changes or rejects each group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from campaigns.joint_solver import Limits, Parted, Traits, Unit, apart, part
from campaigns.ladder import count_of, holds, known_facts
from model.campaign import Compare, JointRule, Pack
from model.planning import JointBranch, JointChoice, JointGroup, JointPlan, JointRegion
from model.subject import Organisation

Clock = Callable[[], float]

LEFT_OUT = {
    'ended': "已注销、合并或不再计数",
    'other_kind': "不是这一类对象",
    'established': "已建立党组织",
    'established_unknown': "是否已建立党组织未填",
    'members_unknown': "党员数未填",
    'no_members': "没有党员",
    'own_branch': "党员数够单独组建",
    'not_joint': "党员数不在通知所说的联合范围内",
    'no_region': "县（区）未填",
}
"""Why an organisation is in no proposal, by code."""

ALIKE_LABELS = {
    'type': "组织类别",
    'industry': "行业",
    'supervisor': "业务主管单位",
    'town': "乡镇（街道）",
}

DIRECT = "直接登记"

_KINDS = {'organisation': 'organisations', 'enterprise': 'enterprises'}


@dataclass(frozen=True, slots=True)
class _Candidate:
    organisation: Organisation
    unit: Unit


def propose(
    pack: Pack,
    rule: JointRule,
    organisations: Iterable[Organisation],
    clock: Clock,
    branches: Sequence[JointBranch] = (),
) -> JointPlan:
    """Groups for every region: as few as possible alone, then the nearest neighbours, then few groups.

    clock gives the seconds left for all regions; each has its share by size, and one that ran out says so.
    """
    candidates, left_out = _sorted_out(pack, rule, organisations)
    regions = []
    waiting = sum(map(len, candidates.values()))
    for region, held in sorted(candidates.items(), key=lambda item: (len(item[1]), item[0])):
        ends = clock() * (1 - len(held) / waiting)
        waiting -= len(held)
        open_ones = [one for one in branches if one.region == region and _has_room(one, rule)]
        parted = part(
            [one.unit for one in held],
            [_padded(one, rule) for one in open_ones],
            limits_of(rule, held),
            lambda ends=ends: clock() - ends,  # type: ignore[misc]
        )
        regions.append(_region(region, rule, held, open_ones, parted))
    return JointPlan(tuple(sorted(regions, key=lambda one: one.region)), left_out)


def limits_of(rule: JointRule, held: Sequence[_Candidate]) -> Limits:
    """The rule's limits with weights for its neighbourly facts: n for the first of n, down to 1.

    A fact that the ledger holds of nobody in the region weighs nothing.
    """
    known = [any(one.unit.traits[place] is not None for one in held) for place in range(len(rule.alike))]
    weights = (weight if told else 0 for weight, told in zip(range(len(known), 0, -1), known, strict=True))
    return Limits(rule.together, rule.units, tuple(weights))


def _has_room(branch: JointBranch, rule: JointRule) -> bool:
    return branch.units is not None and branch.units < rule.units


def _padded(branch: JointBranch, rule: JointRule) -> Traits:
    return (*branch.alike, *(None for _ in rule.alike))[: len(rule.alike)]


def _sorted_out(
    pack: Pack, rule: JointRule, organisations: Iterable[Organisation]
) -> tuple[dict[str, list[_Candidate]], dict[str, tuple[int, ...]]]:
    """Candidates by region in order of id, and the others by why not; each organisation once."""
    candidates: dict[str, list[_Candidate]] = {}
    left_out: dict[str, list[int]] = {}
    once = {one.id: one for one in organisations}
    for organisation in (once[key] for key in sorted(once)):
        facts = known_facts(organisation)
        reason = _why_not(pack, rule, organisation, facts)
        if reason:
            left_out.setdefault(reason, []).append(organisation.id)
            continue
        members = sum(facts[name] for name in rule.counts)
        unit = Unit(members, tuple(_trait(facts, name) for name in rule.alike))
        candidates.setdefault(str(organisation.region), []).append(_Candidate(organisation, unit))
    return candidates, {key: tuple(held) for key, held in left_out.items()}


def _why_not(pack: Pack, rule: JointRule, organisation: Organisation, facts: Mapping[str, Any]) -> str | None:
    if organisation.state != 'active' or _KINDS.get(organisation.kind) != rule.population:
        return 'ended' if organisation.state != 'active' else 'other_kind'
    established = holds(pack.established, facts)
    if established is not False:
        return 'established' if established else 'established_unknown'
    enough = holds(Compare(rule.counts, '>=', rule.below), facts)
    if enough:
        own = holds(Compare(rule.counts, '>=', max(rule.below, rule.together)), facts)
        return 'own_branch' if own else 'not_joint'
    if any(count_of(facts, name) is None for name in rule.counts):
        return 'members_unknown'
    if not holds(Compare(rule.counts, '>=', rule.least), facts):
        return 'not_joint' if holds(Compare(rule.counts, '>=', 1), facts) else 'no_members'
    return None if organisation.region else 'no_region'


def _trait(facts: Mapping[str, Any], name: str) -> str | None:
    held = facts.get(name)
    if name == 'supervisor' and held is None:
        return DIRECT
    return str(held) if held not in (None, '') else None


def _region(
    region: str,
    rule: JointRule,
    held: Sequence[_Candidate],
    branches: Sequence[JointBranch],
    parted: Parted,
) -> JointRegion:
    weights = limits_of(rule, held).weights
    groups = []
    for places, away in zip(parted.groups, parted.away, strict=True):
        traits = [held[place].unit.traits for place in places]
        members = sum(held[place].unit.members for place in places)
        reasons = (f"同在{region}，共{len(places)}家、党员{members}名", *_shared(rule, traits))
        ids = tuple(held[place].organisation.id for place in places)
        groups.append(JointGroup(region, ids, members, away, reasons))
    for place, branch in parted.joined:
        own, standing = held[place].unit.traits, _padded(branches[branch], rule)
        groups.append(
            JointGroup(
                region,
                (held[place].organisation.id,),
                None,
                apart(own, standing, weights),
                (f"并入现有联合党支部“{branches[branch].name}”", *_shared(rule, [own, standing])),
                branches[branch].id,
            )
        )
    alone = tuple(held[place].organisation.id for place in parted.alone)
    return JointRegion(region, tuple(groups), alone, parted.distance, parted.bound, parted.status)


def _centres(held: Iterable[_Candidate]) -> list[Traits]:
    return list(dict.fromkeys(one.unit.traits for one in held))


def spread_of(traits: Sequence[Traits], centres: Sequence[Traits], weights: Sequence[int]) -> int:
    """What a group's units differ in from the combination of the region that suits them best.

    >>> spread_of([('甲',), ('甲',), ('乙',)], [('甲',), ('乙',)], (1,))
    1
    """
    return min(sum(apart(one, centre, weights) for one in traits) for centre in centres)


def _shared(rule: JointRule, traits: Sequence[Traits]) -> list[str]:
    """What all have in common, and what they do not, in the clerk's words."""
    told = []
    for place, name in enumerate(rule.alike):
        label, values = ALIKE_LABELS.get(name, name), [one[place] for one in traits]
        if None in values:
            told += [f"{label}有未填的"] if any(values) else []
        elif len(set(values)) == 1:
            told.append(f"{label}同为{values[0]}")
        else:
            told.append(f"{label}不同：{'、'.join(dict.fromkeys(map(str, values)))}")
    return told


def alternatives(
    pack: Pack,
    rule: JointRule,
    plan: JointPlan,
    organisations: Iterable[Organisation],
    organisation: int,
    branches: Sequence[JointBranch] = (),
    most: int = 5,
) -> tuple[JointChoice, ...]:
    """The next best groups that one organisation could join, nearest first; none where it is in no proposal.

    Groups of the plan and branches that stand, where there is room for one more.
    """
    candidates, _ = _sorted_out(pack, rule, organisations)
    known = {one.organisation.id: one for held in candidates.values() for one in held}
    region = next((one for one in plan.regions if one.region == _region_of(known, organisation)), None)
    if region is None:
        return ()
    own, here = known[organisation], candidates[region.region]
    weights = limits_of(rule, here).weights
    traits_of = {one.organisation.id: one.unit.traits for one in here}
    breaks = _breaks(region, known, organisation, rule)
    found = []
    for group in region.groups:
        room = group.branch is None and len(group.organisations) < rule.units
        if room and organisation not in group.organisations:
            both = [*(traits_of[one] for one in group.organisations), own.unit.traits]
            added = spread_of(both, _centres(here), weights) - group.distance
            found.append(JointChoice(group.organisations, None, added, breaks, tuple(_shared(rule, both))))
    taken = {group.branch for group in region.groups}
    for branch in branches:
        if branch.region == region.region and _has_room(branch, rule) and branch.id not in taken:
            both = [own.unit.traits, _padded(branch, rule)]
            added = apart(both[0], both[1], weights)
            found.append(JointChoice((), branch.id, added, breaks, tuple(_shared(rule, both))))
    ranked = sorted(
        found, key=lambda one: (one.added, one.branch is None, one.organisations, one.branch or 0)
    )
    return tuple(ranked[:most])


def _region_of(known: Mapping[int, _Candidate], organisation: int) -> str | None:
    return known[organisation].organisation.region if organisation in known else None


def _breaks(region: JointRegion, known: Mapping[int, _Candidate], organisation: int, rule: JointRule) -> bool:
    """Whether its proposed group would fall below the limits without it."""
    for group in region.groups:
        if organisation in group.organisations and group.branch is None:
            rest = [known[one].unit.members for one in group.organisations if one != organisation]
            return len(rest) < 2 or sum(rest) < rule.together
    return False
