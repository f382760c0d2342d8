"""Lists for the units that send instructors themselves: 转办清单 (谁主管，谁选派)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from campaigns.selection import is_sending, select
from model.campaign import Pack
from model.errors import UsageFault
from model.office import IssuingName
from office.citing import ground_notes, pack_basis
from office.config import Workplace
from office.issuing_names import issuing_named
from office.planning import pack_for
from office.select_acts import Listed, selection
from office.subordination import standing_of
from office.writing import Sent, write_drafts
from outgoing.dispatch import Desk, Kind
from outgoing.draft import Draft, Recipe
from outgoing.transfer import Handed, transfer_paper
from store import subjects
from store.engine import reading


@dataclass(frozen=True, slots=True)
class Transferred:
    """The lists drafted: units with how many organisations each, and what nobody can tell yet."""

    sent: tuple[Sent, ...]
    units: tuple[tuple[str, int], ...]
    unclear: tuple[str, ...]
    unknown: tuple[str, ...]
    notes: tuple[str, ...] = ()


def transfer(
    place: Workplace,
    wanted: str,
    out: Path | None = None,
    *,
    issuing_id: str | None = None,
    kind: Kind | None = None,
) -> Transferred:
    """A 转办清单 for each other unit that sends instructors: 函, or 通知 to a unit under us.

    Raises:
        UsageFault: there is no such campaign or issuing name, or it does not say to whom one is sent.
        BadTemplate: the template cannot be used.
    """
    pack = pack_for(place, wanted, 'dispatch')
    told = selection(place, wanted)
    units = [(one.unit, [each.id for each in one.organisations]) for one in told.handovers]
    drafts = _transfers(
        place, pack, units, issuing_named(place, issuing_id or place.office.dispatch_as), kind
    )
    return Transferred(
        write_drafts(place, drafts, pack.id, out),
        tuple((unit, len(ids)) for unit, ids in units),
        tuple(one.name for one in told.unclear),
        _of_others(place, told.unknown),
        ground_notes(place, pack),
    )


def _of_others(place: Workplace, unknown: Sequence[Listed]) -> tuple[str, ...]:
    """Those of them that other units would send to: a list for others says nothing of ours."""
    with reading(place.engine) as connection:
        known = subjects.get_many(connection, [one.id for one in unknown])
    ours = {number for number, _ in select(place.office, known.values()).ours}
    return tuple(one.name for one in unknown if one.id not in ours)


def transfer_again(place: Workplace, recipe: Recipe) -> Draft:
    """The one list of a recipe as it would be drafted now.

    Raises:
        UsageFault: the unit has nobody to send to any more.
    """
    pack, unit = pack_for(place, recipe.campaign or '', 'dispatch'), recipe.options['unit']
    found = [one for one in selection(place, pack.id).handovers if one.unit == unit]
    if not found:
        raise UsageFault(f"“{unit}”现在没有需要选派指导员的社会组织，不能按原样重新起草。")
    units = [(unit, [one.id for one in found[0].organisations])]
    issuing = issuing_named(place, recipe.options['as'])
    return _transfers(place, pack, units, issuing, recipe.options['kind'])[0]


def _transfers(
    place: Workplace,
    pack: Pack,
    units: Iterable[tuple[str, list[int]]],
    issuing: IssuingName,
    kind: Kind | None,
) -> list[Draft]:
    listed = list(units)
    with reading(place.engine) as connection:
        known = subjects.get_many(connection, [one for _, ids in listed for one in ids])
        basis = pack_basis(connection, pack)
    desk = Desk(place.office, issuing, place.today.year)
    principle = _principle(pack)
    return [
        replace(
            transfer_paper(
                desk,
                Handed(unit, [known[one] for one in ids], place.today, principle),
                basis,
                kind or ('notice' if standing_of(place.office, unit) == 'below' else 'letter'),
            ),
            recipe=Recipe(
                'dispatch --transfer', pack.id, {'unit': unit, 'kind': kind, 'as': issuing.id}, place.today
            ),
        )
        for unit, ids in listed
    ]


def _principle(pack: Pack) -> str | None:
    """The notice's own sentence about what a 业务主管单位 has to do, if it has one."""
    told = (
        one.verbatim
        for one in pack.tasks
        if one.verbatim and "业务主管" in (one.who or '') and is_sending(one.what[:3])
    )
    return next(told, None)
