"""The ledger page by page: filters, words, and how many of those found have a branch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ledger.names import fold_name
from model.errors import UsageFault
from model.subject import Organisation
from office.config import Workplace
from office.ledger_acts import end_of
from store import listed, subjects
from store.engine import Connection, reading
from store.listed import BRANCHES, MISSING, STATES, Wanted

__all__ = ['BRANCHES', 'MISSING', 'STATES', 'Choices', 'Listed', 'Wanted', 'choices', 'search']


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the organisations found, how many there are, and how many by each word on a branch.

    total counts those that the page lists; by_branch tells them whatever filter on branches is set.
    """

    organisations: list[Organisation]
    total: int
    by_branch: dict[str, int]


class Choices(NamedTuple):
    """What filters can be set to; regions in the order of the office."""

    regions: list[str]
    types: list[str]
    supervisors: list[str]


class _Kept(NamedTuple):
    state: int
    told: Mapping[int, str]


_formers: dict[str, _Kept] = {}
"""Former names by database, kept while no name of the ledger changes; one office at a time."""


def search(place: Workplace, wanted: Wanted, start: int, size: int, as_of: dt.date | None = None) -> Listed:
    """The organisations of which every word is said and every filter holds, as now or as recorded on a day.

    Raises:
        UsageFault: a filter that there is not.
    """
    if wanted.state not in {'', *STATES} or wanted.branch not in {'', *BRANCHES}:
        raise UsageFault("没有这个筛选条件。请从台账页的筛选栏重新选。")
    with reading(place.engine) as connection:
        if wanted.text:
            wanted = wanted._replace(formers=_former_names(place, connection))
        found = listed.find_page(connection, wanted, start, size, end_of(as_of) if as_of else None)
    by_branch = {
        branch: sum(one.held for one in found.counts if listed.has_branch(one, branch))
        for branch in ('', *BRANCHES)
    }
    return Listed(found.organisations, by_branch[wanted.branch], by_branch)


def _former_names(place: Workplace, connection: Connection) -> Mapping[int, str]:
    """The folded former names of every organisation that has some, by id."""
    key, state = str(place.rooms.database), subjects.names_state(connection)
    kept = _formers.get(key)
    if kept is None or kept.state != state:
        told = {one.id: _folded(one) for one in listed.renamed(connection)}
        _formers.clear()
        kept = _formers[key] = _Kept(state, told)
    return kept.told


def _folded(one: Organisation) -> str:
    return '\n'.join(fold_name(name) for name in one.facts.get('former_names') or ())


def choices(place: Workplace) -> Choices:
    """What the ledger's organisations can be filtered by."""
    with reading(place.engine) as connection:
        found = listed.choices(connection)
    known = set(found['region'])
    counties = list(dict.fromkeys((*place.office.counties, *found['region'])))
    return Choices([one for one in counties if one in known], found['type'], found['supervisor'])
