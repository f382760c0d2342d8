"""Whom a target counts, as cells of coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from campaigns.ladder import covered, holds, known_facts
from ledger.coverage import Cell, Dimension, is_established, organisation_to_cell
from model.campaign import All, AnyOf, Condition, Pack
from model.subject import Organisation, SubjectKind
from office.config import Workplace
from office.counting import counts
from store import instructors, populations, subjects
from store.engine import Connection

established = is_established
_ALL = All(())


class Counted(NamedTuple):
    """Bodies by cell, and of how many it cannot be told whether the target means them."""

    cells: Counter[Cell]
    unclear: int


def cells_of(
    place: Workplace,
    connection: Connection,
    pack: Pack,
    kind: SubjectKind,
    scope: Condition | None,
    by: Sequence[Dimension],
) -> Counted:
    """Organisations of the ledger, or the bodies loaded for the campaign, of a scope (None: all)."""
    whom = covered(pack)
    if kind == 'organisation' and scope in {None, _ALL} and whom == AnyOf((_ALL,)):
        return Counted(counts(connection, place.today, by=by), 0)
    listed = (
        subjects.list_all(connection)
        if kind == 'organisation'
        else populations.members(connection, pack.id, kind)
    )
    wanted = All((*((whom,) if kind == 'organisation' else ()), scope or _ALL))
    told = [(one, holds(wanted, known_facts(one))) for one in listed]
    meant = [one for one, held in told if held]
    return Counted(_reached(connection, place, meant), sum(held is None for _, held in told))


def _reached(connection: Connection, place: Workplace, listed: Iterable[Organisation]) -> Counter[Cell]:
    """Their cells; one to which an instructor is sent today is reached."""
    served = set(instructors.served_on(connection, place.today))
    found: Counter[Cell] = Counter()
    for one in listed:
        cell = organisation_to_cell(one)
        sent = one.id in served and 'instructor' not in cell.ways
        found[cell._replace(ways=('instructor', *cell.ways)) if sent else cell] += 1
    return found


def alone(cell: Cell) -> bool | None:
    """Whether it has a Party organisation of its own; None where the ledger does not say."""
    if not cell.established:
        return cell.established
    return None if cell.method is None else '单独' in cell.method
