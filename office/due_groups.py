"""Duties told by several notices as one: which belong together, and whose day counts (S10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from model.register import Duty

_RANK = {'do': 0, 'chase': 1, 'know': 2}


@dataclass(frozen=True, slots=True)
class Group:
    """One line of the board: its number, all its duties, and the chief, whose day is the nearer one.

    superseded: a later notice moved the day of its one duty.
    """

    number: int
    duties: tuple[Duty, ...]
    chief: Duty
    superseded: bool = False

    @property
    def others(self) -> tuple[Duty, ...]:
        """The duties whose own day is not the line's."""
        return tuple(
            duty
            for duty in self.duties
            if duty is not self.chief and (duty.deadline is None or duty.deadline != self.chief.deadline)
        )


def group_duties(duties: Sequence[Duty]) -> list[Group]:
    """Every duty in one group: those joined together as one, the others alone, in order of number."""
    by_number = {duty.number: duty for duty in duties}
    live: dict[int, list[Duty]] = {}
    groups = []
    for duty in duties:
        if duty.superseded_by in by_number:
            groups.append(Group(duty.number, (duty,), duty, superseded=True))
        else:
            live.setdefault(_root(duty, by_number), []).append(duty)
    for root, members in live.items():
        numbers = {member.number for member in members}
        groups.append(Group(root if root in numbers else min(numbers), tuple(members), _chief(members)))
    return sorted(groups, key=lambda group: group.number)


def _root(duty: Duty, by_number: dict[int, Duty]) -> int:
    """The end of a duty's chain of links, a later notice's day before a joining; of a ring the least."""
    seen = [duty.number]
    while (following := by_number[seen[-1]].superseded_by or by_number[seen[-1]].joined_to) in by_number:
        assert following is not None
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


def _chief(members: Sequence[Duty]) -> Duty:
    """The duty that is ours the most, and of those the one with the nearest day."""
    return min(
        members,
        key=lambda duty: (
            _RANK[duty.ours],
            duty.deadline is None,
            duty.deadline or dt.date.max,
            duty.recurrence is None,
            duty.relative is None,
            duty.number,
        ),
    )
