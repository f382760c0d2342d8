"""A plan page by page for people to decide, its joint groups, and whether a line is as it was shown."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from campaigns.ladder import rungs_for
from model.campaign import Pack, PlanLine
from model.errors import StaleEdit, UsageFault
from model.subject import Organisation
from office.config import Workplace
from office.joining_up import JOINT, check_lines, groups_of, is_joint, joined_by, members_of, rule_for
from office.plan_looking import STATES, Board, PlanDecision, line_to_decision
from office.plan_work import SENT
from office.planning import pack_for, plan_of
from store import plan_pages, subjects
from store.engine import Connection, reading
from store.plan_pages import PlanFilter
from store.plans import PlannedLine


class ShownLine(NamedTuple):
    """A line, and a stamp of how it stands, to be sent back with a decision about it."""

    line: PlanDecision
    seen: str


class PlanPage(NamedTuple):
    """Lines of a plan, how many are meant, and how many in all have each state and method."""

    lines: list[ShownLine]
    total: int
    states: dict[str, int]
    methods: dict[str, int]


def plan_page(place: Workplace, wanted: PlanFilter, start: int, size: int) -> PlanPage:
    """The lines meant, size of them after the first start.

    Raises:
        UsageFault: there is no such campaign, or nothing to plan in it.
    """
    pack = pack_for(place, wanted.campaign, 'plan')
    with reading(place.engine) as connection:
        found = plan_pages.page(connection, wanted, start, size)
        board = _board(connection, pack, found)
        total = plan_pages.count(connection, wanted) if _narrows(wanted) else None
        counts = plan_pages.counts(connection, pack.id)
    states, methods = Counter[str](), Counter[str]()
    for (state, method), number in counts.items():
        states[state] += number
        methods[method] += number
    lines = [ShownLine(line_to_decision(board, one), f'{one.number}.{_stamp(one)}') for one in found]
    return PlanPage(lines, sum(counts.values()) if total is None else total, dict(states), dict(methods))


def _narrows(wanted: PlanFilter) -> bool:
    return wanted != PlanFilter(wanted.campaign)


def _board(connection: Connection, pack: Pack, lines: Sequence[PlannedLine]) -> Board:
    return Board(pack, list(lines), subjects.get_many(connection, [one.subject for one in lines]))


def _stamp(line: PlannedLine) -> str:
    told = repr((line.subject, line.method, line.branch, line.state, line.why, line.actor))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def numbers_seen(place: Workplace, pack_id: str, seen: Sequence[str]) -> list[int]:
    """The numbers of lines that a person chose on a page.

    Raises:
        UsageFault: none was chosen.
        StaleEdit: somebody else changed one of them first; the message tells how it stands now.
    """
    chosen = {
        int(number): stamp for one in seen for number, _, stamp in [one.partition('.')] if number.isdecimal()
    }
    if not chosen:
        raise UsageFault("请先在左边勾选要办的行。")
    pack = pack_for(place, pack_id, 'plan')
    with reading(place.engine) as connection:
        held = plan_pages.lines_numbered(connection, pack_id, list(chosen))
        board = _board(connection, pack, list(held.values()))
    told = []
    for number, stamp in chosen.items():
        line = held.get(number)
        if line is None:
            told.append(f"第{number}行已不在计划里（计划重新拟过）")
        elif _stamp(line) != stamp:
            now = line_to_decision(board, line)
            group = f"第{now.branch}组" if now.branch is not None else ""
            told.append(
                f"第{number}行“{now.name}”现在是：{now.method}{group}，{STATES[now.state]}（{now.actor}）"
            )
    if told:
        raise StaleEdit(f"您看过之后，别人先改了：{'；'.join(told)}。您选的都没有保存，请刷新后再办。")
    return list(chosen)


def methods_of(place: Workplace, pack_id: str) -> list[str]:
    """The methods that a line of this campaign may be set to."""
    pack = pack_for(place, pack_id, 'plan')
    own = [rung.method for rung in rungs_for(pack)]
    joint = [JOINT] if pack.joint or any(map(is_joint, own)) else []
    return list(dict.fromkeys([*own, *joint, SENT]))


class ShownGroup(NamedTuple):
    """A joint group: its organisations, their members together (None: not all known), what it lacks, why."""

    number: int
    region: str | None
    joins: str | None
    lines: list[ShownLine]
    members: int | None
    faults: tuple[str, ...]
    reasons: tuple[str, ...]


def group_page(place: Workplace, pack_id: str, start: int, size: int) -> list[ShownGroup]:
    """Joint groups in order of number, size of them after the first start.

    Raises:
        UsageFault: there is no such campaign, or nothing to plan in it.
    """
    pack = pack_for(place, pack_id, 'plan')
    with reading(place.engine) as connection:
        numbers = plan_pages.branches(connection, pack_id, start, size)
        found = plan_pages.in_branches(connection, pack_id, numbers)
        board = _board(connection, pack, found)
    return [_group(board, number, lines) for number, lines in groups_of(found).items()]


def _group(board: Board, number: int, lines: list[PlannedLine]) -> ShownGroup:
    told = check_lines(board.pack, lines, board.known)
    shown = [ShownLine(line_to_decision(board, one), f'{one.number}.{_stamp(one)}') for one in lines]
    joins = joined_by(lines)
    return ShownGroup(
        number,
        shown[0].line.region,
        joins['name'] if joins else None,
        shown,
        _members(board.pack, lines, board.known),
        (*told.never, *told.lacking),
        shown[0].line.reasons,
    )


def _members(pack: Pack, lines: Sequence[PlannedLine], known: Mapping[int, Organisation]) -> int | None:
    rule = rule_for(pack, known[lines[0].subject].kind)
    counts = [members_of(rule, known[one.subject]) for one in lines] if rule else [None]
    return None if None in counts else sum(one for one in counts if one is not None)


def undecided(place: Workplace, pack_id: str) -> list[PlanLine]:
    """What the notice gives those who are in no line of the plan and have no branch: a person decides.

    Raises:
        UsageFault: there is no such campaign, or nothing to plan in it.
    """
    lines = plan_of(place, pack_id)
    with reading(place.engine) as connection:
        decided = plan_pages.subjects_with_lines(connection, pack_id)
    return [one for one in lines if one.state != 'established' and one.organisation not in decided]
