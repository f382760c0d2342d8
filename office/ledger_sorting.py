"""What a ledger's lines are to the ledger held: new organisations, known ones, or questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from ledger.match import NameIndex, match
from ledger.names import name_key
from model.serialise import to_plain
from model.subject import Match, Organisation
from office.config import Workplace
from office.indexing import ledger_index
from office.ledger_lines import Line
from store import subjects
from store.engine import Connection

Kind = Literal['new', 'known', 'asked']


class Sorted(NamedTuple):
    """A line with what it is: subject is the known organisation, reasons and candidates a question's."""

    line: Line
    kind: Kind
    subject: int | None = None
    reasons: tuple[str, ...] = ()
    candidates: tuple[dict[str, Any], ...] = ()


@dataclass(slots=True)
class Sorter:
    """The ledger's names, None while it is empty, and whom the lines so far spoke of, by their row.

    all_new: a name that is only like one of the ledger's is a new organisation.
    """

    index: NameIndex | None
    all_new: bool = False
    lookup: Callable[[int], Organisation] | None = None
    codes: dict[str, int] = field(default_factory=dict)
    names: dict[str, tuple[tuple[str | None, int], ...]] = field(default_factory=dict)
    subjects: dict[int, int] = field(default_factory=dict)


def open_sorter(place: Workplace, connection: Connection, *, all_new: bool = False) -> Sorter:
    """A sorter for the ledger as it stands in this transaction."""
    empty = not subjects.names_state(connection)

    def lookup(number: int) -> Organisation:
        held = subjects.get(connection, number)
        assert held is not None
        return held

    return Sorter(None if empty else ledger_index(place, connection), all_new, lookup)


def sort_line(sorter: Sorter, line: Line) -> Sorted:
    """What a line is; a line that says what an earlier one says is asked about."""
    if line.whys:
        return Sorted(line, 'asked', reasons=line.whys)
    name = line.name
    if name is None:
        return Sorted(line, 'asked', reasons=("这一行没有单位名称",))
    twin = _twin(sorter, line, name)
    if twin is not None:
        return Sorted(line, 'asked', reasons=(f"与表内另一行（第{twin}行）的名称或代码重复",))
    if sorter.index is None:
        return Sorted(line, 'new')
    found = match(name, line.certain.get('code'), line.certain.get('region'), sorter.index)
    return _by_match(sorter, line, found)


def _by_match(sorter: Sorter, line: Line, found: Match) -> Sorted:
    if found.decision == 'matched' and found.organisation is not None:
        earlier = sorter.subjects.setdefault(found.organisation, line.row)
        if earlier != line.row:
            why = f"与表内第{earlier}行对应到台账中的同一家单位"
            return Sorted(line, 'asked', reasons=(why,), candidates=_candidates(found))
        return Sorted(line, 'known', found.organisation)
    same = _same_one(sorter, line, found)
    if same is not None:
        return _by_match(sorter, line, Match('matched', same))
    if found.decision == 'candidates' and not (sorter.all_new and _only_alike(line, found)):
        return Sorted(line, 'asked', reasons=found.reasons, candidates=_candidates(found))
    return Sorted(line, 'new')


def _candidates(found: Match) -> tuple[dict[str, Any], ...]:
    return tuple(map(to_plain, found.candidates))


def _same_one(sorter: Sorter, line: Line, found: Match) -> int | None:
    """The one candidate with this very name, where county and code do not speak against it.

    It bears the line's 登记证号, or it is no more: that is then told (ledger_comparing), not chosen.
    """
    key = name_key(line.name or '')
    named = [one for one in found.candidates if name_key(one.name) == key]
    if len(named) != 1 or sorter.lookup is None or found.decision != 'candidates':
        return None
    held, number = sorter.lookup(named[0].organisation), line.certain.get('registration_no')
    regions = {region for region in (line.certain.get('region'), held.region) if region}
    codes = {code for code in (line.certain.get('code'), held.code) if code}
    known = held.state != 'active' or (number is not None and held.facts.get('registration_no') == number)
    return held.id if known and len(regions) < 2 and len(codes) < 2 else None


def _only_alike(line: Line, found: Match) -> bool:
    """Whether no candidate bears the line's name or code."""
    key, code = name_key(line.name or ''), line.certain.get('code')
    return not any(name_key(one.name) == key or (code and one.code == code) for one in found.candidates)


def _twin(sorter: Sorter, line: Line, name: str) -> int | None:
    """The row of an earlier line of the same organisation; of one name in two counties there are two."""
    code, region, row = line.certain.get('code'), line.certain.get('region'), line.row
    twin = sorter.codes.setdefault(code, row) if code else row
    key = name_key(name)
    held = sorter.names.get(key)
    if held is None:
        sorter.names[name if key == name else key] = ((region, row),)  # one text, kept once
        return None if twin == row else twin
    regions = dict(held)
    if twin == row:
        twin = regions.get(region, regions.get(None, row))
        if region is None:
            twin = next(iter(regions.values()))
    if region not in regions:
        sorter.names[key] = (*held, (region, row))
    return None if twin == row else twin
