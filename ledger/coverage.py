"""Who is covered by a party organisation and by party work, counted over organisations.

Counting goes over cells: all that coverage asks of an organisation, with how many are alike. The
store keeps the same counts up to date, so that a province is not read organisation by organisation.
A fact that is missing is never a no: such organisations stay in the denominator and are counted as
unknown beside the numerator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from model.approval import is_approved
from model.subject import Organisation

Dimension = Literal['region', 'type', 'supervisor', 'method']
Way = Literal['organisation', 'instructor', 'liaison', 'mass_orgs']

WAYS: tuple[Way, ...] = ('organisation', 'instructor', 'liaison')
"""What counts as party work unless a pack says otherwise (office-life: each can be switched)."""

TOTAL = '合计'
UNFILLED = '未填'

_FACTS: tuple[Way, ...] = ('instructor', 'liaison', 'mass_orgs')
_TOLD = {way: f'has_{way}' for way in _FACTS}


class Cell(NamedTuple):
    """What coverage asks of an organisation.

    established is None where the ledger does not say; approved tells whether number and day of the
    paper that approved the branch are held; ways are instructor, liaison and mass_orgs, in this order.
    """

    kind: str
    state: str
    region: str | None
    type: str | None
    supervisor: str | None
    established: bool | None
    approved: bool
    method: str | None
    ways: tuple[Way, ...]


def organisation_to_cell(organisation: Organisation) -> Cell:
    """The cell an organisation counts in.

    instructor, liaison and mass_orgs hold a name, names or True; has_instructor and has_liaison tell the
    same without a name: either reaches it.
    """
    facts = organisation.facts
    held = facts.get('established')
    established = held if isinstance(held, bool) else None
    return Cell(
        organisation.kind,
        organisation.state,
        organisation.region,
        organisation.type,
        organisation.supervisor,
        established,
        is_approved(organisation),
        facts.get('establishment_form'),
        tuple([way for way in _FACTS if facts.get(way) or facts.get(_TOLD[way]) is True]),
    )


def is_instructed(organisation: Organisation, served: Collection[int]) -> bool:
    """Whether somebody is sent there: by our own list (served, by id), or as the ledger says."""
    return organisation.id in served or 'instructor' in organisation_to_cell(organisation).ways


def organisations_to_cells(organisations: Iterable[Organisation]) -> Counter[Cell]:
    """How many organisations are alike; each counts once, however often it is given."""
    once = {organisation.id: organisation for organisation in organisations}
    return Counter(map(organisation_to_cell, once.values()))


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A share of organisations: numerator of denominator, and how many cannot be told.

    key joins the values of the dimensions with '/', or is 合计.
    """

    key: str
    numerator: int
    denominator: int
    unknown: int = 0


def is_established(cell: Cell) -> bool | None:
    """Whether it has a party organisation, its own or a joint one; None where the ledger does not say."""
    return cell.established


def work_ways(cell: Cell) -> tuple[Way, ...]:
    """Every way party work reaches an organisation, the strongest first."""
    return ('organisation', *cell.ways) if cell.established else cell.ways


def is_worked(cell: Cell, ways: Collection[Way] = WAYS) -> bool | None:
    """Whether party work covers it in one of these ways; None where only `established` could tell."""
    if any(way in ways for way in work_ways(cell)):
        return True
    return None if 'organisation' in ways and cell.established is None else False


def coverage(
    cells: Mapping[Cell, int],
    by: Sequence[Dimension] = (),
    covered: Callable[[Cell], bool | None] = is_established,
) -> list[CoverageLine]:
    """Covered organisations of all, by the values of these dimensions.

    Lines go in the order in which their keys first appear. With 'method' a line's numerator
    is what was organised that way and its denominator all organisations of the same group:
    单独组建 119/300. Without organisations the total is 0 of 0.

    >>> coverage(cells, ['region'])
    [CoverageLine(key='甲县', numerator=23, denominator=41, unknown=0), ...]
    """
    if 'method' in by:
        return _by_method(cells, by, covered)
    groups: dict[str, Counter[bool | None]] = {} if by else {TOTAL: Counter()}
    key = _keyer(by)
    for cell, count in cells.items():
        groups.setdefault(key(cell), Counter())[covered(cell)] += count
    return [CoverageLine(key, told[True], told.total(), told[None]) for key, told in groups.items()]


def _by_method(
    cells: Mapping[Cell, int], by: Sequence[Dimension], covered: Callable[[Cell], bool | None]
) -> list[CoverageLine]:
    group_of, key_of = _keyer([one for one in by if one != 'method']), _keyer(by)
    groups: dict[str, list[int]] = {}
    counts: dict[tuple[str, str], int] = {}
    for cell, count in cells.items():
        group, reached = group_of(cell), covered(cell)
        sums = groups.get(group) or groups.setdefault(group, [0, 0])
        sums[0] += count
        if reached:
            line = key_of(cell), group
            counts[line] = counts.get(line, 0) + count
        elif reached is None:
            sums[1] += count
    return [CoverageLine(key, count, *groups[group]) for (key, group), count in counts.items()]


def _keyer(by: Sequence[Dimension]) -> Callable[[Cell], str]:
    """What tells a cell's line; values that come together again are joined once."""
    if not by:
        return lambda _: TOTAL
    known: dict[Any, str] = {}
    values_of = itemgetter(*map(Cell._fields.index, by))

    def key(cell: Cell) -> str:
        values = values_of(cell)
        found = known.get(values)
        if found is None:
            parts = values if len(by) > 1 else (values,)
            found = known[values] = '/'.join([value or UNFILLED for value in parts])
        return found

    return key


@dataclass(frozen=True, slots=True)
class Standing:
    """Each organisation once, by the strongest way it is reached; the parts add up to total.

    approved are those of established whose approving paper is held; the rest of them is 自报（缺批复）.
    untouched are reached in none of the ways asked for; unknown are those of whom the ledger does not
    say whether they have a party organisation, unknown_reached those of them whom another way reaches.
    """

    total: int
    established: int
    instructed: int
    liaised: int
    mass_only: int
    untouched: int
    unknown: int
    approved: int = 0
    unknown_reached: int = 0


def standing(cells: Mapping[Cell, int], ways: Collection[Way] = WAYS) -> Standing:
    """How far the work has come, for the sentence that is read out over the telephone."""
    counts: Counter[str] = Counter()
    for cell, count in cells.items():
        counts[_strongest(cell, ways)] += count
    return Standing(
        total=counts.total(),
        established=counts['organisation'],
        instructed=counts['instructor'],
        liaised=counts['liaison'],
        mass_only=counts['mass_orgs'],
        untouched=counts['none'],
        unknown=counts['unknown'],
        approved=sum(count for cell, count in cells.items() if cell.approved),
        unknown_reached=sum(
            count for cell, count in cells.items() if cell.established is None and is_worked(cell, ways)
        ),
    )


def _strongest(cell: Cell, ways: Collection[Way]) -> str:
    if cell.established is None:
        return 'unknown'
    return next((way for way in work_ways(cell) if way == 'organisation' or way in ways), 'none')
