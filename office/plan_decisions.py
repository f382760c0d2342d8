"""What people decide of a campaign's plan, line by line; no group of theirs breaks the limits unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from model.campaign import Pack
from model.errors import UsageFault
from office.config import Workplace
from office.joining_up import JOINT, check_lines, groups_of, is_decided, is_joint
from office.plan_looking import STATES, Board, board_of, one_meant, outdated
from office.plan_work import SENT
from office.planning import pack_for
from store import audit, plans, subjects
from store.engine import Connection, atomic
from store.plans import PlannedLine


@dataclass(slots=True)
class Decided:
    """The lines decided, in Chinese; what was not, and what the groups still lack."""

    told: list[str] = field(default_factory=list)
    not_done: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)


def accept(place: Workplace, wanted: str, numbers: Sequence[int], *, every: bool = False) -> Decided:
    """Agree to lines; every: to all that are open and keep the limits, the others are told.

    Raises:
        UsageFault: no such line, or one that cannot be agreed to as it is: the message says why.
    """
    pack, done = pack_for(place, wanted, 'plan'), Decided()
    with atomic(place.engine) as connection:
        board = board_of(connection, pack)
        meant = (
            [one for one in board.lines if one.state == 'proposed'] if every else _numbered(board, numbers)
        )
        groups = groups_of(board.lines)
        faults = {one.number: told for one in meant if (told := _not_acceptable(board, groups, one))}
        if faults and not every:
            raise UsageFault("没有采用：" + '；'.join(faults.values()) + "。")
        done.not_done = list(faults.values())
        agreed = [one for one in meant if one.number not in faults and one.state == 'proposed']
        for line in agreed:
            plans.save(connection, replace(line, state='accepted', actor=place.actor, at=place.now()))
        done.told = [f"采用　{_named(board, one)}" for one in agreed]
        known = [one for one in meant if is_decided(one)]
        done.not_done += [
            f"{_named(board, one)}：早已{STATES[one.state].removeprefix('已')}" for one in known
        ]
        _note(place, connection, pack, 'plan_accept', agreed)
    return done


def _not_acceptable(board: Board, groups: Mapping[int, list[PlannedLine]], line: PlannedLine) -> str | None:
    spot = f"第{line.number}行“{board.known[line.subject].name}”"
    if line.state == 'rejected':
        return f"{spot}已定为不采用，要用请 shoufa campaign change"
    if is_decided(line):
        return None
    late = outdated(board.pack, board.known[line.subject])
    if late or line.branch is None:
        return f"{spot}{late}，请重新运行 shoufa campaign propose" if late else None
    told = check_lines(board.pack, groups[line.branch], board.known)
    faults = '，'.join((*told.never, *told.lacking))
    return f"{spot}所在第{line.branch}组{faults}，请重新 propose 或 change" if faults else None


def reject(place: Workplace, wanted: str, numbers: Sequence[int], why: str) -> Decided:
    """Turn lines down, with the reason; they are not proposed again.

    Raises:
        UsageFault: no reason, no such line, or a group that people agreed to would fall below its limits.
    """
    if not why.strip():
        raise UsageFault("请写明不采用的理由：--why 理由。")
    pack, done = pack_for(place, wanted, 'plan'), Decided()
    with atomic(place.engine) as connection:
        board = board_of(connection, pack)
        meant = _numbered(board, numbers)
        after = _replaced(board, [replace(one, state='rejected', why=why) for one in meant])
        _keep_groups(board, after)
        for line in meant:
            turned = replace(line, state='rejected', why=why, actor=place.actor, at=place.now())
            plans.save(connection, turned)
        done.told = [f"不采用　{_named(board, one)}" for one in meant]
        done.lacking = _lacking(after, {one.branch for one in meant})
        _note(place, connection, pack, 'plan_reject', meant)
    return done


def change(
    place: Workplace, wanted: str, whom: Sequence[str], method: str, branch: str | None = None
) -> Decided:
    """Set another method, or another group (its number, or 'new'), for lines or for organisations by name.

    A joint method without a group leaves the group to the next propose.

    Raises:
        UsageFault: no such line, organisation, method or group; a group would break its limits.
    """
    pack, done = pack_for(place, wanted, 'plan'), Decided()
    _check_method(pack, method, branch)
    with atomic(place.engine) as connection:
        board = _with_named(place, connection, board_of(connection, pack), whom)
        meant = [_meant(place, board, one) for one in whom]
        number = _group_meant(board, branch)
        changed = [
            replace(
                one,
                method=method,
                branch=number,
                state='changed',
                why=None,
                actor=place.actor,
                at=place.now(),
            )
            for one in meant
        ]
        after = _replaced(board, changed)
        _keep_groups(board, after)
        if number is not None:
            _must_fit(after, number)
        for line in changed:
            saved = replace(line, number=plans.save(connection, line))
            done.told.append(f"改定　{_named(after, saved)}")
        done.lacking = _lacking(after, {number, *(one.branch for one in meant)})
        _note(place, connection, pack, 'plan_change', changed)
    return done


def _check_method(pack: Pack, method: str, branch: str | None) -> None:
    own = [rung.method for rung in pack.ladder]
    joint = [JOINT] if pack.joint or any(map(is_joint, own)) else []
    known = list(dict.fromkeys([*own, *joint, SENT]))
    if method not in known:
        raise UsageFault(f"这个活动没有办法“{method}”。可用：{'、'.join(known)}。")
    if branch and not is_joint(method):
        raise UsageFault(f"--branch 只用于联合组建，“{method}”没有组。")


def _with_named(place: Workplace, connection: Connection, board: Board, whom: Sequence[str]) -> Board:
    """The board with the organisations that are meant by name and have no line yet."""
    named = [one_meant(place, board.pack, one) for one in whom if not _is_number(one)]
    found = subjects.get_many(connection, [one.id for one in named])
    return board._replace(known={**board.known, **found})


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 18


def _meant(place: Workplace, board: Board, whom: str) -> PlannedLine:
    if _is_number(whom):
        return _numbered(board, [int(whom)])[0]
    one = one_meant(place, board.pack, whom)
    if one.state != 'active':
        raise UsageFault(f"“{one.name}”已不再计数，不能编进计划。")
    held = next((line for line in board.lines if line.subject == one.id), None)
    new = PlannedLine(
        campaign=board.pack.id, subject=one.id, method='', state='changed', actor=place.actor, at=place.now()
    )
    return held or new


def _numbered(board: Board, numbers: Sequence[int]) -> list[PlannedLine]:
    by_number = {one.number: one for one in board.lines}
    missing = [str(one) for one in numbers if one not in by_number]
    if missing:
        raise UsageFault(
            f"计划里没有第{'、'.join(missing)}行。用 shoufa campaign lines {board.pack.id} 查看编号。"
        )
    return [by_number[one] for one in dict.fromkeys(numbers)]


def _group_meant(board: Board, branch: str | None) -> int | None:
    if branch is None:
        return None
    if branch == 'new':
        return plans.next_branch(board.lines)
    groups = groups_of(board.lines)
    if not branch.isdecimal() or int(branch) not in groups:
        told = '、'.join(map(str, sorted(groups))) or '无'
        raise UsageFault(f"没有第{branch}组。现有：{told}；新编一组写 --branch new。")
    return int(branch)


def _replaced(board: Board, lines: Sequence[PlannedLine]) -> Board:
    """The board as it would be with these lines."""
    new = {one.subject: one for one in lines}
    return board._replace(lines=[*(one for one in board.lines if one.subject not in new), *new.values()])


def _keep_groups(before: Board, after: Board) -> None:
    """Raises UsageFault where a group that people agreed to would fall below its limits."""
    left = groups_of(after.lines)
    for number, group in groups_of(before.lines).items():
        rest = left.get(number, [])
        if not any(map(is_decided, rest)) or check_lines(before.pack, group, before.known).lacking:
            continue
        told = check_lines(after.pack, rest, after.known).lacking
        if told:
            names = '、'.join(after.known[one.subject].name for one in rest)
            raise UsageFault(
                f"第{number}组已有人采用，改动后余下{names}：{'，'.join(told)}。"
                "请把余下的一并改定或不采用，或先给这一组补进别的单位。"
            )


def _must_fit(after: Board, number: int) -> None:
    group = groups_of(after.lines)[number]
    told = check_lines(after.pack, group, after.known).never
    if told:
        raise UsageFault(f"不能编进第{number}组：{'；'.join(told)}。")


def _lacking(after: Board, numbers: set[int | None]) -> list[str]:
    """What the groups touched still lack."""
    groups = groups_of(after.lines)
    touched = [(number, groups[number]) for number in sorted(filter(None, numbers)) if number in groups]
    return [
        f"第{number}组还不够：{'，'.join(told)}"
        for number, group in touched
        if (told := check_lines(after.pack, group, after.known).lacking)
    ]


def _named(board: Board, line: PlannedLine) -> str:
    group = f"　第{line.branch}组" if line.branch is not None else ""
    return f"{line.number}　{board.known[line.subject].name}　{line.method}{group}"


def _note(
    place: Workplace, connection: Connection, pack: Pack, act: str, lines: Sequence[PlannedLine]
) -> None:
    told = [{'subject': one.subject, 'method': one.method, 'branch': one.branch} for one in lines]
    audit.note(connection, actor=place.actor, act=act, about=pack.id, at=place.now(), detail={'lines': told})
