"""Who is covered by a party organisation and by party work, counted over organisations.

A fact that is missing is never a no: such organisations stay in the denominator and are
counted as unknown beside the numerator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from model.subject import Organisation

Dimension = Literal['region', 'type', 'supervisor', 'method']
Way = Literal['organisation', 'instructor', 'liaison', 'mass_orgs']

WAYS: tuple[Way, ...] = ('organisation', 'instructor', 'liaison')
"""What counts as party work unless a pack says otherwise (office-life: each can be switched)."""

TOTAL = '合计'
UNFILLED = '未填'


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A share of organisations: numerator of denominator, and how many cannot be told.

    key joins the values of the dimensions with '/', or is 合计.
    """

    key: str
    numerator: int
    denominator: int
    unknown: int = 0


def is_established(organisation: Organisation) -> bool | None:
    """Whether it has a party organisation, its own or a joint one; None where the ledger does not say."""
    held = organisation.facts.get('established')
    return held if isinstance(held, bool) else None


def work_ways(organisation: Organisation) -> tuple[Way, ...]:
    """Every way party work reaches an organisation, the strongest first.

    The facts instructor, liaison and mass_orgs hold a name, names or True.
    """
    by_fact: tuple[Way, ...] = ('instructor', 'liaison', 'mass_orgs')
    first: tuple[Way, ...] = ('organisation',) if is_established(organisation) else ()
    return first + tuple(way for way in by_fact if organisation.facts.get(way))


def is_worked(organisation: Organisation, ways: Collection[Way] = WAYS) -> bool | None:
    """Whether party work covers it in one of these ways; None where only `established` could tell."""
    if any(way in ways for way in work_ways(organisation)):
        return True
    return None if 'organisation' in ways and is_established(organisation) is None else False


def coverage(
    organisations: Iterable[Organisation],
    by: Sequence[Dimension] = (),
    covered: Callable[[Organisation], bool | None] = is_established,
) -> list[CoverageLine]:
    """Covered organisations of all, by the values of these dimensions; each organisation counts once.

    Lines go in the order in which their keys first appear. With 'method' a line's numerator
    is what was organised that way and its denominator all organisations of the same group:
    单独组建 119/300. Without organisations the total is 0 of 0.

    >>> coverage(organisations, ['region'])
    [CoverageLine(key='甲县', numerator=23, denominator=41, unknown=0), ...]
    """
    once = list({organisation.id: organisation for organisation in organisations}.values())
    if 'method' in by:
        return _by_method(once, by, covered)
    groups: dict[str, list[bool | None]] = {} if by else {TOTAL: []}
    for organisation in once:
        groups.setdefault(_key(organisation, by), []).append(covered(organisation))
    return [CoverageLine(key, told.count(True), len(told), told.count(None)) for key, told in groups.items()]


def _by_method(
    organisations: list[Organisation], by: Sequence[Dimension], covered: Callable[[Organisation], bool | None]
) -> list[CoverageLine]:
    others = [dimension for dimension in by if dimension != 'method']
    totals = Counter(_key(organisation, others) for organisation in organisations)
    unknown = Counter(_key(item, others) for item in organisations if covered(item) is None)
    reached = [organisation for organisation in organisations if covered(organisation)]
    counts = Counter((_key(item, by), _key(item, others)) for item in reached)
    return [CoverageLine(key, count, totals[group], unknown[group]) for (key, group), count in counts.items()]


def _key(organisation: Organisation, by: Sequence[Dimension]) -> str:
    return '/'.join(_value(organisation, dimension) or UNFILLED for dimension in by) if by else TOTAL


def _value(organisation: Organisation, dimension: Dimension) -> str | None:
    match dimension:
        case 'region':
            return organisation.region
        case 'type':
            return organisation.type
        case 'supervisor':
            return organisation.supervisor
        case 'method':
            return organisation.facts.get('establishment_form')


@dataclass(frozen=True, slots=True)
class Standing:
    """Each organisation once, by the strongest way it is reached; the parts add up to total.

    untouched are reached in none of the ways asked for; unknown are those of whom the ledger does not
    say whether they have a party organisation and whom nothing else reaches.
    """

    total: int
    established: int
    instructed: int
    liaised: int
    mass_only: int
    untouched: int
    unknown: int


def standing(organisations: Iterable[Organisation], ways: Collection[Way] = WAYS) -> Standing:
    """How far the work has come, for the sentence that is read out over the telephone."""
    once = {organisation.id: organisation for organisation in organisations}.values()
    counts = Counter(_strongest(organisation, ways) for organisation in once)
    return Standing(
        total=len(once),
        established=counts['organisation'],
        instructed=counts['instructor'],
        liaised=counts['liaison'],
        mass_only=counts['mass_orgs'],
        untouched=counts['none'],
        unknown=counts['unknown'],
    )


def _strongest(organisation: Organisation, ways: Collection[Way]) -> str:
    for way in work_ways(organisation):
        if way == 'organisation' or way in ways:
            return way
    return 'unknown' if is_established(organisation) is None else 'none'
