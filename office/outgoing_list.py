"""The papers that go out as people look through them: a page of the list, how many at each step, lots."""

from __future__ import annotations

from dataclasses import dataclass

from office.config import Workplace
from store import outgoing_list, paper_numbers
from store.engine import reading
from store.outgoing_list import Asked, Line, Lot

__all__ = ['Asked', 'Line', 'Listed', 'Lot', 'count_papers', 'list_files', 'list_papers']

_LOTS = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the list; counts by step are of all papers asked for; void are those whose number is."""

    lines: tuple[Line, ...]
    counts: dict[str, int]
    void: frozenset[str]
    lots: tuple[Lot, ...]

    @property
    def total(self) -> int:
        """How many papers there are, whatever their step."""
        return sum(self.counts.values())


def list_papers(place: Workplace, asked: Asked, start: int, size: int) -> Listed:
    """The papers asked for, newest first, of a lot by name."""
    with reading(place.engine) as connection:
        return Listed(
            tuple(outgoing_list.lines(connection, asked, start, size)),
            outgoing_list.counts(connection, asked),
            frozenset(paper_numbers.void_of_files(connection)),
            tuple(outgoing_list.lots(connection, _LOTS)),
        )


def count_papers(place: Workplace) -> dict[str, int]:
    """How many papers there are at each step."""
    with reading(place.engine) as connection:
        return outgoing_list.counts(connection, Asked())


def list_files(place: Workplace, asked: Asked) -> list[str]:
    """The names of every paper asked for."""
    with reading(place.engine) as connection:
        return outgoing_list.files(connection, asked)
