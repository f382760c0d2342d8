"""Targets over towns, counties and parks: measured on the table 任务×责任单位."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ledger.coverage import TOTAL, UNFILLED, CoverageLine
from model.campaign import CampaignTarget, Pack
from model.subject import Organisation, SubjectKind
from model.task import Task
from office.config import Workplace
from office.population_kinds import KINDS
from office.tasks import list_tasks
from store import populations
from store.engine import reading
from text.labels import fold_label

_OPEN = {'unreported', 'undecided'}


@dataclass(frozen=True, slots=True)
class ByTask:
    """A target's share by the table of tasks; doubt: why a person has to look at it all the same."""

    task: str
    lines: tuple[CoverageLine, ...]
    doubt: str | None


def by_task(
    place: Workplace,
    pack: Pack,
    target: CampaignTarget,
    kind: SubjectKind,
    named: str | None,
    by_region: bool,
) -> ByTask | str:
    """The task that means the target (or the one named), and its share of units; why not, in Chinese.

    Raises:
        UsageFault: there is no task of that name.
    """
    with reading(place.engine) as connection:
        counted = {one.id: one for one in populations.members(connection, pack.id)}
    loaded = {number: one for number, one in counted.items() if one.kind == kind}
    listed = list_tasks(place, pack.id, named)
    others = {one.task for one in listed if one.subject in counted and one.subject not in loaded}
    names = [one for one in dict.fromkeys(task.task for task in listed) if named or one not in others]
    task = names[0] if named and len(names) == 1 else _meant(pack, target, names)
    if task is None:
        known = f"任务表现有：{'、'.join(names)}" if names else "任务表还没有导入（shoufa tasks import）"
        return f"没有与它相应的任务，{known}；可用 --task 序号=任务 指明"
    held = [one for one in listed if one.task == task]
    strangers = sorted({one.unit for one in held if one.subject not in loaded})
    doubt = None
    if not loaded:
        doubt = f"{KINDS[kind]}名单没有导入，分母只是任务表里的{len(held)}个"
    elif strangers:
        doubt = f"任务表里有{len(strangers)}个不在{KINDS[kind]}名单里：{'、'.join(strangers[:5])}"
    units = _units(held, loaded)
    return ByTask(task, tuple(_lines(target, units, by_region)), doubt)


def _meant(pack: Pack, target: CampaignTarget, names: Sequence[str]) -> str | None:
    """The one task of whose words more than half are this target's, and more than any other's."""
    shares = {name: _share(target, name) for name in names}
    best = max(shares.values(), default=Fraction())
    leading = [name for name, share in shares.items() if share == best]
    if best <= Fraction(1, 2) or len(leading) > 1:
        return None
    others = (_share(one, leading[0]) for one in pack.targets if one is not target)
    return leading[0] if best > max(others, default=Fraction()) else None


def _share(target: CampaignTarget, task: str) -> Fraction:
    """How much of a task's words are the target's."""
    own, told = _pairs(task), _pairs(f'{target.scope or ""}{target.metric}')
    return Fraction(len(own & told), len(own)) if own else Fraction()


def _pairs(text: str) -> set[str]:
    folded = fold_label(text)
    return {folded[place : place + 2] for place in range(len(folded) - 1)}


def _units(held: Sequence[Task], loaded: dict[int, Organisation]) -> list[tuple[Task | None, str | None]]:
    """Each unit that the task concerns with its county; a loaded unit that the table leaves out is silent."""
    told = {one.subject for one in held}
    concerned = [one for one in held if one.state != 'not_applicable']
    return [
        *((one, loaded[one.subject].region if one.subject in loaded else None) for one in concerned),
        *((None, one.region) for number, one in loaded.items() if number not in told),
    ]


def _lines(
    target: CampaignTarget,
    units: Sequence[tuple[Task | None, str | None]],
    by_region: bool,
) -> list[CoverageLine]:
    groups: dict[str, Counter[bool | None]] = {TOTAL: Counter()}
    for task, region in units:
        for key in (TOTAL, *((region or UNFILLED,) if by_region else ())):
            groups.setdefault(key, Counter())[_done(target, task)] += 1
    return [CoverageLine(key, told[True], told.total(), told[None]) for key, told in groups.items()]


def _done(target: CampaignTarget, task: Task | None) -> bool | None:
    """Whether a unit has done it: its state, or its number where the target counts something in each unit."""
    if target.unit == '%':
        return None if task is None or task.state in _OPEN else task.state == 'done'
    if task is None or task.figure is None or not task.figure.isdecimal():
        return None
    bounds = target.value if isinstance(target.value, tuple) else (target.value,)
    low = None if target.comparator == '<=' else bounds[0]
    high = None if target.comparator == '>=' else bounds[-1]
    figure = int(task.figure)
    return (low is None or figure >= low) and (high is None or figure <= high)
