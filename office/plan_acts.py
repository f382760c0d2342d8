"""The plan of a campaign worked out line by line for people to decide: methods, joint groups, instructors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from campaigns.ladder import FACT_LABELS, covered, holds, known_facts, plan, rungs_for
from model.campaign import Pack, PlanLine, Population
from model.errors import UsageFault
from model.subject import Organisation
from office.config import Workplace
from office.joining_up import (
    JOINT,
    POPULATIONS,
    check_lines,
    clock_of,
    groups_of,
    is_decided,
    is_joint,
    rule_for,
)
from office.naming import label_of
from office.plan_groups import in_groups
from office.plan_work import SENT, Proposed, Work, add, is_chosen, leave
from office.planning import pack_for
from store import audit, plans, populations, subjects
from store.engine import atomic, reading
from store.plans import PlannedLine


def pack_of(pack: Pack, kind: str) -> Pack:
    """The pack as its ladder reads it for one kind of subject: for enterprises, their own rungs."""
    if kind == 'organisation':
        return pack
    population = POPULATIONS[kind]
    rungs = tuple(
        replace(rung, applies_to=())
        for rung in pack.ladder
        if not rung.applies_to or population in rung.applies_to
    )
    whom = tuple(Population('organisations', one.when) for one in pack.populations if one.kind == population)
    return replace(pack, populations=whom, ladder=rungs)


def propose(place: Workplace, wanted: str, seconds: float = 60, *, candidates: bool = False) -> Proposed:
    """Write the program's lines of a campaign in place of its earlier ones; what people decided stays.

    candidates also groups those for whom 联合组建 is one of several methods; a person still accepts each.

    Raises:
        UsageFault: no such campaign, nothing to plan in it, or a person changed lines meanwhile.
    """
    pack = pack_for(place, wanted, 'plan')
    with reading(place.engine) as connection:
        held = plans.list_lines(connection, pack.id)
        kinds = {
            'organisation': subjects.list_all(connection),
            'enterprise': populations.members(connection, pack.id, 'enterprise'),
        }
        known = subjects.get_many(connection, [one.subject for one in held])
    done, written = Proposed(pack.id), list[PlannedLine]()
    chosen = {one.subject: one for one in held if is_chosen(one)}
    everybody = sum(map(len, kinds.values())) or 1
    for kind, listed in kinds.items():
        known |= {one.id: one for one in listed}
        work = Work(
            place, kind, pack_of(pack, kind), rule_for(pack, kind), held, chosen, known, done, written
        )
        _of_kind(work, listed, clock_of(seconds * len(listed) / everybody), candidates)
    if not kinds['enterprise'] and any(one.kind == 'enterprises' for one in pack.populations):
        done.notes.append("企业名单还没有导入（shoufa population import），企业没有列入。")
    _write(place, pack, held, written, done)
    return done


def _of_kind(
    work: Work, listed: Sequence[Organisation], clock: Callable[[], float], candidates: bool
) -> None:
    kept = _kept(work)
    decided = {one.subject for one in work.held if one.state != 'proposed'} - work.chosen.keys()
    for_groups: dict[int, PlanLine] = {}
    for line in plan(work.pack, listed):
        one = work.known[line.organisation]
        if line.organisation in decided | kept:
            work.done.decided += line.organisation in decided
        elif line.state == 'established':
            work.done.established += 1
        elif line.organisation in work.chosen or _for_group(work, line, candidates):
            for_groups[line.organisation] = line
        else:
            _plain(work, one, line)
    if for_groups and work.rule:
        in_groups(work, work.rule, for_groups, clock)
    elif for_groups:
        for line in for_groups.values():
            add(work, line, JOINT)
        work.done.notes.append("通知没有联合组建的家数、人数规定，没有编组。")


def _kept(work: Work) -> set[int]:
    """Those still open in a group of which a person agreed to a part: the group stays as it is."""
    kept = set()
    for number, group in groups_of(work.held).items():
        if work.known[group[0].subject].kind != work.kind or not any(map(is_decided, group)):
            continue
        for line in group:
            one = work.known[line.subject]
            if line.state == 'proposed' and one.state == 'active' and not _is_established(work.pack, one):
                kept.add(one.id)
                work.written.append(line)
        told = check_lines(work.pack, group, work.known)
        if told.never or told.lacking:
            work.done.incomplete.append(f"第{number}组：{'；'.join((*told.never, *told.lacking))}")
    return kept


def _is_established(pack: Pack, one: Organisation) -> bool | None:
    return holds(pack.established, known_facts(one))


def _for_group(work: Work, line: PlanLine, candidates: bool) -> bool:
    """Whether the solver groups it: the notice gives it 联合组建, and nothing else unless candidates."""
    firm = [one for one in line.methods if not one.doubtful]
    if _is_established(work.pack, work.known[line.organisation]) is None:
        return False
    if line.state == 'one_method' or (candidates and line.state == 'candidates'):
        return any(is_joint(one.method) for one in firm)
    return (
        line.state == 'no_rule'
        and work.rule is not None
        and not any(is_joint(rung.method) for rung in rungs_for(work.pack))
    )


def _plain(work: Work, one: Organisation, line: PlanLine) -> None:
    """A line where the ladder gives exactly one method beyond doubt; else why not."""
    if _is_established(work.pack, one) is None:
        leave(work, 'established_unknown', one)
    elif line.state == 'one_method':
        add(work, line, line.methods[0].method)
    elif line.state == 'no_rule' and line.instructor:
        add(work, line, SENT)
    else:
        leave(work, line.state, one, _why(line))


def _why(line: PlanLine) -> str | None:
    if line.state == 'unknown':
        return f"缺：{'、'.join(FACT_LABELS.get(fact) or label_of(fact) for fact in line.missing)}"
    told = [f"{one.method}{f'（存疑：{one.reason}）' if one.doubtful else ''}" for one in line.methods]
    return '、'.join(told) or None


def _write(
    place: Workplace, pack: Pack, held: Sequence[PlannedLine], written: Iterable[PlannedLine], done: Proposed
) -> None:
    lines = sorted(written, key=lambda one: one.subject)
    chosen = {one.subject: one for one in held if is_decided(one) and is_chosen(one)}
    with atomic(place.engine) as connection:
        if plans.list_lines(connection, pack.id) != list(held):
            raise UsageFault("编计划时有人改动了计划，没有写入。请再运行一次。")
        for one in lines:
            if one.subject in chosen and one.branch is not None:
                plans.save(connection, one)
        plans.propose(connection, pack.id, lines)
        audit.note(
            connection,
            actor=place.actor,
            act='plan_propose',
            about=pack.id,
            at=place.now(),
            detail={'lines': len(lines)},
        )
    done.lines = len(lines)
    done.methods = dict(Counter(one.method for one in lines))


def covered_by(pack: Pack, organisations: Iterable[Organisation]) -> list[Organisation]:
    """Those that the notice covers, or may cover."""
    whom = covered(pack)
    return [one for one in organisations if holds(whom, known_facts(one)) is not False]
