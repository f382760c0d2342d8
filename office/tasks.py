"""任务×责任单位 (G14): how far each unit is, who is behind, the texts to chase with, and the rates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from model.errors import UsageFault
from model.subject import Organisation
from model.task import STATE_LABELS, Task
from office.chasing import Chase, chase_text
from office.config import Workplace
from office.planning import pack_named
from office.task_import import Taken, import_tasks, undo_import
from office.task_units import units_of
from store import populations, tasks
from store.engine import reading
from text.rates import rate

__all__ = [
    'Taken',
    'TaskRate',
    'import_tasks',
    'list_tasks',
    'state_counts',
    'task_chases',
    'task_rates',
    'undo_import',
    'unnamed_units',
]


def list_tasks(place: Workplace, campaign: str, task: str | None = None) -> list[Task]:
    """What is held of a campaign's tasks, of one or all, units that said nothing of a task included.

    Raises:
        UsageFault: no such campaign, or no such task in it.
    """
    pack = pack_named(place, campaign)
    with reading(place.engine) as connection:
        held = tasks.list_tasks(connection, pack.id)
    names = list(dict.fromkeys(one.task for one in held))
    wanted = [name for name in names if task is None or task in name]
    if task is not None and not wanted:
        raise UsageFault(f"活动“{pack.id}”里没有任务“{task}”。现有：{'、'.join(names) or '无'}。")
    return [one for one in held if one.task in wanted]


@dataclass(frozen=True, slots=True)
class TaskRate:
    """How many units are done with a task, of how many it concerns; silent ones are among them.

    text is the printed rate, None where it concerns nobody; strangers are units of the table that
    are not among those loaded for the campaign, 0 where none are loaded.
    """

    task: str
    done: int
    units: int
    silent: int
    text: str | None
    strangers: int = 0


def task_rates(place: Workplace, campaign: str, task: str | None = None) -> list[TaskRate]:
    """The rate of each task over the units loaded for the campaign, or over those the table names.

    A loaded unit that a task's table does not name is silent: never done, and never left out.
    """
    by_task, loaded = _by_name(place, campaign, task)
    return [_rate_of(place, name, held, loaded) for name, held in by_task.items()]


def _by_name(
    place: Workplace, campaign: str, task: str | None
) -> tuple[dict[str, list[Task]], list[Organisation]]:
    """What is held of each task, and the units loaded for the campaign."""
    by_task: dict[str, list[Task]] = {}
    for one in list_tasks(place, campaign, task):
        by_task.setdefault(one.task, []).append(one)
    with reading(place.engine) as connection:
        return by_task, populations.members(connection, pack_named(place, campaign).id)


def _unnamed(held: Sequence[Task], loaded: Sequence[Organisation]) -> list[Organisation]:
    """The loaded units that a task's table does not name, of the kinds it is about."""
    named = {one.subject for one in held if one.subject is not None}
    kinds = {one.kind for one in loaded if one.id in named}
    return [one for one in loaded if one.kind in kinds and one.id not in named]


def _rate_of(place: Workplace, name: str, held: Sequence[Task], loaded: Sequence[Organisation]) -> TaskRate:
    unnamed = len(_unnamed(held, loaded))
    concerned = [one for one in held if one.state != 'not_applicable']
    units, done = len(concerned) + unnamed, sum(one.state == 'done' for one in concerned)
    silent = sum(one.state == 'unreported' for one in concerned) + unnamed
    layout = place.office.layout
    strangers = sum(one.subject is None for one in concerned) if loaded else 0
    return TaskRate(name, done, units, silent, rate(done, units, layout.rounding, layout.decimals), strangers)


def task_chases(place: Workplace, campaign: str, task: str | None = None) -> list[Chase]:
    """A text of at most seventy characters for each unit that is not done, by the day it is due."""
    waiting = [
        one for one in list_tasks(place, campaign, task) if one.state in {'open', 'doing', 'unreported'}
    ]
    ordered = sorted(waiting, key=lambda one: (one.due or dt.date.max, one.number))
    contact = place.office.contact
    return [
        Chase(one.unit, one.due, chase_text(one.unit, f"“{one.task}”进展", one.due, place.today, contact))
        for one in ordered
    ]


def unnamed_units(place: Workplace, campaign: str, task: str | None = None) -> dict[str, list[str]]:
    """The loaded units that each task's table does not name: silent in its rate, and no text is for them."""
    by_task, loaded = _by_name(place, campaign, task)
    units = units_of(loaded, place.office.counties)
    found = {name: [units.title(one) for one in _unnamed(held, loaded)] for name, held in by_task.items()}
    return {name: units for name, units in found.items() if units}


def state_counts(listed: Sequence[Task]) -> dict[str, int]:
    """How many stand in each state, in the order of the states."""
    return {label: sum(one.state == state for one in listed) for state, label in STATE_LABELS.items()}
