"""Which number comes next in the series of papers that are to be numbered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from model.paper import UNNUMBERED
from office.config import Workplace
from office.issuing_names import find_issuing
from store import paper_numbers
from store.engine import reading
from store.outbox import Drafted, is_issued


class Next(NamedTuple):
    """A series, the serial after its highest this year, and how many of the papers want a number of it."""

    series: str
    first: int
    wanted: int

    @property
    def numbers(self) -> str:
        """As people write them: 21-36."""
        return str(self.first) if self.wanted == 1 else f'{self.first}-{self.first + self.wanted - 1}'


def next_numbers(place: Workplace, papers: Iterable[Drafted], year: int | None = None) -> tuple[Next, ...]:
    """For each series of papers that have no number yet: what comes next; only said, nothing is kept."""
    wanted: dict[str, int] = {}
    for paper in papers:
        if paper.doc_type not in UNNUMBERED and not is_issued(paper):
            series = series_of(place, paper)
            wanted[series] = wanted.get(series, 0) + 1
    with reading(place.engine) as connection:
        highest = {
            series: max(paper_numbers.of_series(connection, series, year or place.today.year), default=0)
            for series in wanted
        }
    return tuple(Next(series, highest[series] + 1, count) for series, count in wanted.items())


def series_of(place: Workplace, paper: Drafted) -> str:
    """The series that a paper is numbered in by its issuing name; '' where office.toml has none of it."""
    issuing = find_issuing(place, paper.issuing_name)
    return (issuing.series or issuing.organ_code) if issuing else ''
