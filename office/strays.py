"""Lines whose organisation is certain and that still cannot be taken as they come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ledger.index import NameIndex, by_id
from model.place import Problem, Severity
from office.accepting import ANOTHER, Line
from office.twins import TWICE


@dataclass(slots=True)
class Strays:
    """What is known of a return while its lines are settled one after the other.

    region is its sender's county, counties the office's, met the line that spoke of each organisation first.
    """

    region: str | None
    counties: Sequence[str]
    index: NameIndex
    met: dict[int, Line] = field(default_factory=dict)

    def problem_of(self, line: Line, organisation: int) -> Problem | None:
        """Why a line of a certain organisation waits, None where it does not; the line is remembered."""
        first = self.met.setdefault(organisation, line)
        if first is not line:
            message = (
                f"第{line.row % ANOTHER}行“{line.name or ''}”与第{first.row % ANOTHER}行“{first.name or ''}”"
                "在台账中是同一单位，一件报表里一家只计一行；请核对留哪一行"
            )
            return Problem(TWICE, Severity.REVIEW, message)
        home = self._home_of(organisation)
        if self.region is None or home is None or home == self.region:
            return None
        message = (
            f"台账中“{line.name or ''}”属{home}，这件是{self.region}报来的；"
            f"请核对是填错了单位，还是已迁到{self.region}"
        )
        return Problem('other_county', Severity.REVIEW, message)

    def _home_of(self, organisation: int) -> str | None:
        """The county of the office that an organisation of the ledger belongs to."""
        known = by_id(organisation, self.index)
        if known is None or not known.region:
            return None
        region = known.region
        return next((county for county in self.counties if county == region or county in region), None)
