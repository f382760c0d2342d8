"""The lines of a plan part by part: found, counted and cut into pages by the database."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, select

from store.plans import PlannedLine
from store.tables import plan_lines, subjects


class PlanFilter(NamedTuple):
    """What of a plan is wanted; '' and None mean all. words is a part of a name."""

    campaign: str
    state: str = ''
    method: str = ''
    region: str = ''
    branch: int | None = None
    words: str = ''


def page(connection: Connection, wanted: PlanFilter, start: int, size: int) -> list[PlannedLine]:
    """Lines in order of number, size of them after the first start."""
    columns = [plan_lines.c[name] for name in PlannedLine.__dataclass_fields__]
    query = _meant(select(*columns), wanted).order_by(plan_lines.c.number).offset(start).limit(size)
    return [PlannedLine(**row) for row in connection.execute(query).mappings()]


def count(connection: Connection, wanted: PlanFilter) -> int:
    """How many lines are meant."""
    found: int = connection.execute(_meant(select(func.count()).select_from(plan_lines), wanted)).scalar_one()
    return found


def counts(connection: Connection, campaign: str) -> dict[tuple[str, str], int]:
    """How many lines of a campaign have each state and method."""
    told = (plan_lines.c.state, plan_lines.c.method)
    query = select(*told, func.count()).where(plan_lines.c.campaign == campaign).group_by(*told)
    return {(state, method): number for state, method, number in connection.execute(query)}


def lines_numbered(connection: Connection, campaign: str, numbers: list[int]) -> dict[int, PlannedLine]:
    """The lines with these numbers."""
    columns = [plan_lines.c[name] for name in PlannedLine.__dataclass_fields__]
    query = select(*columns).where((plan_lines.c.campaign == campaign) & plan_lines.c.number.in_(numbers))
    return {row['number']: PlannedLine(**row) for row in connection.execute(query).mappings()}


def subjects_with_lines(connection: Connection, campaign: str) -> set[int]:
    """Those who have a line in a campaign's plan."""
    query = select(plan_lines.c.subject).where(plan_lines.c.campaign == campaign)
    return set(connection.execute(query).scalars())


def branches(connection: Connection, campaign: str, start: int, size: int) -> list[int]:
    """The numbers of the joint groups, size of them after the first start."""
    query = (
        select(plan_lines.c.branch)
        .where((plan_lines.c.campaign == campaign) & plan_lines.c.branch.is_not(None) & _STANDS)
        .distinct()
        .order_by(plan_lines.c.branch)
    )
    return list(connection.execute(query.offset(start).limit(size)).scalars())


def in_branches(connection: Connection, campaign: str, numbers: list[int]) -> list[PlannedLine]:
    """The lines of these groups; who was rejected is in none."""
    columns = [plan_lines.c[name] for name in PlannedLine.__dataclass_fields__]
    meant = (plan_lines.c.campaign == campaign) & plan_lines.c.branch.in_(numbers) & _STANDS
    query = select(*columns).where(meant).order_by(plan_lines.c.branch, plan_lines.c.number)
    return [PlannedLine(**row) for row in connection.execute(query).mappings()]


_STANDS: ColumnElement[bool] = plan_lines.c.state != 'rejected'


def _meant(query: Select[Any], wanted: PlanFilter) -> Select[Any]:
    query = query.where(plan_lines.c.campaign == wanted.campaign)
    if wanted.state:
        query = query.where(plan_lines.c.state == wanted.state)
    if wanted.method:
        query = query.where(plan_lines.c.method == wanted.method)
    if wanted.branch is not None:
        query = query.where(plan_lines.c.branch == wanted.branch)
    if wanted.region or wanted.words:
        query = query.join(subjects, subjects.c.id == plan_lines.c.subject)
    if wanted.region:
        query = query.where(subjects.c.region == wanted.region)
    if wanted.words:
        query = query.where(subjects.c.name.contains(wanted.words, autoescape=True))
    return query
