"""The lines of a campaign's plan as people see them, and the other groups one organisation could be in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from campaigns.ladder import holds, known_facts
from model.campaign import Pack
from model.errors import UsageFault
from model.planning import JointChoice
from model.subject import Organisation
from office.config import Workplace
from office.joining_up import choices_for, fits, groups_of, joined_by, rule_for
from office.ledger_acts import one_named
from office.planning import pack_for
from store import plans, populations, subjects
from store.engine import Connection, reading
from store.plans import LineState, PlannedLine

STATES: dict[LineState, str] = {
    'proposed': "待定",
    'accepted': "已采用",
    'changed': "已改定",
    'rejected': "不采用",
}


@dataclass(frozen=True, slots=True)
class PlanDecision:
    """A line of the plan with its organisation; warning says what no longer fits."""

    number: int
    organisation: int
    name: str
    code: str | None
    region: str | None
    type: str | None
    supervisor: str | None
    method: str
    branch: int | None
    state: LineState
    instructor: bool
    reasons: tuple[str, ...]
    why: str | None = None
    actor: str | None = None
    warning: str | None = None


class Board(NamedTuple):
    """The plan as it stands in this transaction."""

    pack: Pack
    lines: list[PlannedLine]
    known: Mapping[int, Organisation]


def board_of(connection: Connection, pack: Pack) -> Board:
    """The lines of a campaign with their organisations."""
    lines = plans.list_lines(connection, pack.id)
    return Board(pack, lines, subjects.get_many(connection, [one.subject for one in lines]))


def lines_of(place: Workplace, wanted: str, state: LineState | None = None) -> list[PlanDecision]:
    """The lines of a campaign's plan, all or those in one state.

    Raises:
        UsageFault: there is no such campaign, or nothing to plan in it.
    """
    pack = pack_for(place, wanted, 'plan')
    with reading(place.engine) as connection:
        board = board_of(connection, pack)
    return [line_to_decision(board, one) for one in board.lines if state in {None, one.state}]


def line_to_decision(board: Board, line: PlannedLine) -> PlanDecision:
    """A line as people see it; the board knows its organisation."""
    one, told = board.known[line.subject], line.proposal or {}
    reasons = told.get('reasons') if told.get('branch') == line.branch else None
    return PlanDecision(
        line.number,
        one.id,
        one.name,
        one.code,
        one.region,
        one.type,
        one.supervisor,
        line.method,
        line.branch,
        line.state,
        bool(told.get('instructor')),
        tuple(reasons or filter(None, (told.get('alone'), told.get('verbatim')))),
        line.why,
        line.actor,
        outdated(board.pack, one),
    )


def outdated(pack: Pack, one: Organisation) -> str | None:
    """Why the plan is no longer about this organisation; None where it is."""
    if one.state != 'active':
        return "已不再计数"
    return "台账已是已建立党组织" if holds(pack.established, known_facts(one)) else None


def one_meant(place: Workplace, pack: Pack, wanted: str) -> Organisation:
    """An organisation of the ledger by name or code, or an enterprise that the campaign counts."""
    with reading(place.engine) as connection:
        firms = populations.members(connection, pack.id, 'enterprise')
    same = [one for one in firms if wanted.strip() in {one.name, one.code}]
    return same[0] if len(same) == 1 else one_named(place, wanted)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another group an organisation could be in: its number in the plan, None for a branch of the ledger."""

    branch: int | None
    name: str
    organisations: tuple[str, ...]
    added: int
    breaks: bool
    reasons: tuple[str, ...]


def alternatives(place: Workplace, wanted: str, organisation: str) -> list[Alternative]:
    """The groups that one organisation could be in instead, nearest first.

    Raises:
        UsageFault: no such campaign or organisation, no rule for joint branches, or it is not for one.
    """
    pack = pack_for(place, wanted, 'plan')
    one = one_meant(place, pack, organisation)
    rule = rule_for(pack, one.kind)
    if rule is None:
        raise UsageFault(f"活动“{pack.title}”没有联合组建的家数、人数规定。")
    if not fits(pack, rule, one):
        raise UsageFault(
            f"“{one.name}”不在联合组建的范围：应未建党组织、县（区）和党员数已填，党员{rule.least}名以上、不足{rule.below}名。"
        )
    with reading(place.engine) as connection:
        board = board_of(connection, pack)
        known = {**board.known, **{each.id: each for each in subjects.list_all(connection)}, one.id: one}
    found = choices_for(pack, rule, one, board.lines, known)
    return [_alternative(board.lines, known, choice) for choice in found]


def _alternative(
    lines: Sequence[PlannedLine], known: Mapping[int, Organisation], choice: JointChoice
) -> Alternative:
    groups = groups_of(lines)
    if choice.branch is None:
        number = next(line.branch for line in lines if line.subject in choice.organisations)
    else:
        number = choice.branch if choice.branch > 0 else None
    held = groups.get(number, []) if number is not None else []
    ids = [line.subject for line in held] or [-(choice.branch or 0)]
    joins = joined_by(held)
    ledger = str(known[ids[0]].facts.get('joint_name')) if number is None else None
    name = ledger or (joins['name'] if joins else f"第{number}组")
    names = tuple(known[each].name for each in ids)
    return Alternative(number, name, names, choice.added, choice.breaks, choice.reasons)
