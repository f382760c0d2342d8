"""Answers to a draft that was sent out: who, in time or late, with comments or none, and on what (B1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.survey.comment_places import UNPLACED, places_counted
from office.collecting import Collected, UnitState
from office.config import Workplace
from office.placing import Placed
from office.senders import unit_named
from store import comments
from store.comments import Answer, HeldComment
from store.engine import reading
from store.expected import ExpectedUnit

Answered = Literal['on_time', 'late', 'waiting', 'no_answer']


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """How one unit answered; its last answer tells whether it has comments, papers are all it sent.

    dropped are its comments that do not count: a later paper corrects them, or says that there are none.
    """

    unit: str
    answered: Answered
    comments: tuple[HeldComment, ...] = ()
    papers: tuple[int, ...] = ()
    dropped: int = 0

    @property
    def received(self) -> bool:
        """Whether its answer is here and read."""
        return self.answered in {'on_time', 'late'}


@dataclass(frozen=True, slots=True)
class Consulted:
    """A consultation as it stands: every unit asked, in order, and its draft's places with their comments."""

    units: tuple[UnitAnswer, ...]
    places: tuple[tuple[str, int], ...]

    def named(self, answered: Answered) -> tuple[str, ...]:
        """The units that answered so."""
        return tuple(one.unit for one in self.units if one.answered == answered)

    @property
    def received(self) -> tuple[UnitAnswer, ...]:
        """The units whose answer is here."""
        return tuple(one for one in self.units if one.received)

    @property
    def comments(self) -> int:
        """How many comments count."""
        return sum(len(one.comments) for one in self.units)

    @property
    def named_places(self) -> tuple[str, ...]:
        """The draft's places that comments name, in its order: what every command and paper counts."""
        return tuple(name for name, _ in self.places if name != UNPLACED)

    @property
    def unplaced(self) -> int:
        """How many comments name no place."""
        return dict(self.places).get(UNPLACED, 0)


def consult(place: Workplace, collected: Collected) -> Consulted:
    """The answers of each unit; two papers of one unit both count unless the later corrects the first."""
    with reading(place.engine) as connection:
        held = comments.list_comments(connection, collection=collected.collection.id)
        said = comments.answers(connection)
    by_paper: dict[int, list[HeldComment]] = {}
    for one in held:
        by_paper.setdefault(one.register_number, []).append(one)
    asked = collected.collection.asked.units
    units = tuple(_answer(state, by_paper, said, asked) for state in collected.states)
    return Consulted(units, tuple(places_counted(one.article for unit in units for one in unit.comments)))


def _answer(
    state: UnitState,
    by_paper: dict[int, list[HeldComment]],
    said: dict[int, Answer],
    asked: Sequence[ExpectedUnit],
) -> UnitAnswer:
    placed = [one for one in state.placed if one.came.number is not None]
    papers = tuple(one.came.number for one in placed if one.came.number is not None)
    if state.state != 'returned':
        return UnitAnswer(state.unit, 'no_answer' if state.state == 'missing' else 'waiting', papers=papers)
    stands = _standing(placed, by_paper)
    several = {number for number in papers if number in said and len(said[number].units) > 1}
    found = [
        one
        for number in papers
        for one in by_paper.get(number, ())
        if number not in several or unit_named([one.unit], asked) == state.unit
    ]
    counted = tuple(one for one in found if one.register_number in stands)
    answered: Answered = 'late' if state.late else 'on_time'
    return UnitAnswer(state.unit, answered, counted, papers, len(found) - len(counted))


def _standing(placed: Sequence[Placed], by_paper: dict[int, list[HeldComment]]) -> set[int]:
    """The papers that count: from the last that corrects on; none with comments where the last says none."""
    read = [one.came for one in placed if one.came.state == 'accepted']
    start = max((position for position, came in enumerate(read) if came.corrects), default=0)
    numbers = [came.number for came in read[start:] if came.number is not None]
    return set(numbers) if numbers and by_paper.get(numbers[-1]) else set()
