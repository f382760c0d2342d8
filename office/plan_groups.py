"""The solver's joint groups as lines of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaigns import joint
from model.campaign import JointRule, PlanLine
from model.planning import JointGroup, JointPlan, JointRegion
from office.joining_up import JOINT, is_joint, members_of, standing
from office.plan_work import REASONS, SENT, Grouped, Named, Proposed, Work, add, keep_choice, leave
from store import plans


def in_groups(work: Work, rule: JointRule, lines: Mapping[int, PlanLine], clock: joint.Clock) -> None:
    """The solver's groups as lines; who stays alone is told with the reason."""
    kept = {one.subject for one in work.written}
    held = [one for one in work.held if one.state != 'proposed' or one.subject in kept]
    stand = standing(work.pack, rule, held, work.known)
    found = joint.propose(
        work.pack, rule, [work.known[one] for one in lines], clock, [one.branch for one in stand]
    )
    _tell_proof(work.done, found)
    groups = {one.branch.id: one.group for one in stand}
    names = {one.branch.id: one.branch for one in stand}
    number = plans.next_branch([*(one for one in work.held if one.state != 'proposed'), *work.written])
    for region in found.regions:
        for group in region.groups:
            joined = groups.get(group.branch) if group.branch is not None else None
            branch = names.get(group.branch) if group.branch is not None else None
            joins = {'name': branch.name, 'units': branch.units} if branch and joined is None else None
            _grouped(work, lines, group, joined or number, joins)
            number += joined is None
        for one in region.alone:
            _alone(work, rule, lines[one], region)
    for code, ones in found.left_out.items():
        for one in ones:
            leave(work, code, work.known[one])
            keep_choice(work, lines[one], REASONS[code])


def _grouped(
    work: Work, lines: Mapping[int, PlanLine], group: JointGroup, number: int, joins: dict[str, Any] | None
) -> None:
    told = {'reasons': list(group.reasons), 'distance': group.distance, 'joins': joins}
    for one in group.organisations:
        method = next((found.method for found in lines[one].methods if is_joint(found.method)), JOINT)
        add(work, lines[one], method, number, told)
    named = tuple(Named(one, work.known[one].name, work.known[one].region) for one in group.organisations)
    target = joins['name'] if joins else None if group.branch is None else f"第{number}组"
    work.done.groups.append(Grouped(number, group.region, named, group.members, group.reasons, target))


def _alone(work: Work, rule: JointRule, line: PlanLine, region: JointRegion) -> None:
    """Why it stays alone: for want of others, or of members."""
    candidates = [*region.alone, *(one for group in region.groups for one in group.organisations)]
    members = sum(members_of(rule, work.known[one]) or 0 for one in candidates)
    if len(candidates) == 1:
        why = f"{region.region}没有其他待编组的单位"
    elif members < rule.together:
        why = f"{region.region}可联合的{len(candidates)}家共有党员{members}名，合起来不足{rule.together}名"
    else:
        why = f"{region.region}其余单位编组后余下，党员或家数不够再成一组"
    work.done.alone.append(Named(line.organisation, line.name, line.region, why))
    if line.instructor:
        add(work, line, SENT, more={'alone': why})
    else:
        keep_choice(work, line, why)


def _tell_proof(done: Proposed, found: JointPlan) -> None:
    if not found.regions:
        return
    done.distance, done.bound = done.distance + found.distance, done.bound + found.bound
    told = f"各组不相近的程度共{found.distance}"
    late = [one.region for one in found.regions if one.status == 'time_limit']
    if found.status == 'optimal':
        proof = f"{told}，已证明没有更相近的编法（证明最优）"
    else:
        proof = f"{told}，与最优相差至多{found.distance - found.bound}"
    if late:
        proof += f"；{'、'.join(late)}时间用完，可加长 --seconds 再算"
    done.proof = f"{done.proof}；企业：{proof}" if done.proof else proof
