"""What can be drafted for a campaign, as a page offers it: kinds of paper, lists, rounds, last papers."""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.rounds import rounds
from campaigns.services import Act, refusal
from model.errors import UsageFault
from office.config import Workplace
from office.papers import KINDS, kinds_of
from office.planning import list_packs, pack_named
from store import outgoing_list
from store.engine import reading
from store.outgoing_list import Asked, Line

_ACTS: tuple[Act, ...] = ('dispatch', 'circular', 'report')


@dataclass(frozen=True, slots=True)
class Choices:
    """A campaign's papers: why a kind makes no sense, by kind; its lists, rounds and earlier papers."""

    id: str
    title: str
    refused: dict[str, str]
    lists: tuple[tuple[str, str], ...]
    rounds: int
    last: tuple[Line, ...]
    consultation: bool


def choices(place: Workplace, wanted: str) -> Choices:
    """What may be drafted for this campaign.

    Raises:
        UsageFault: there is no such campaign.
    """
    pack = pack_named(place, wanted)
    told = {act: refusal(pack, act) for act in _ACTS}
    with reading(place.engine) as connection:
        papers = outgoing_list.lines(connection, Asked(campaign=pack.id), 0, 200)
    return Choices(
        pack.id,
        pack.title,
        {act: text.partition("用 shoufa")[0] for act, text in told.items() if text},
        tuple((key, KINDS[key].name) for key in _lists(place, wanted)),
        len(rounds(pack.reporting)) if pack.reporting else 0,
        tuple(line for line in papers if line.doc_type in {'circular', 'report'}),
        bool(pack.consultation),
    )


def _lists(place: Workplace, wanted: str) -> list[str]:
    try:
        return kinds_of(place, wanted)
    except UsageFault:
        return []


def running(place: Workplace) -> list[tuple[str, str]]:
    """Id and title of the campaigns that run here."""
    return [(pack.id, pack.title) for pack, started in list_packs(place) if started]


def names_to_issue(place: Workplace) -> list[tuple[str, str]]:
    """The issuing names papers may go out under, with what each is for."""
    return [
        (one.id, f"{one.name}（{one.organ_code}）") for one in place.office.issuing_names if not one.inner
    ]
