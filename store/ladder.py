"""A campaign's conditions in SQL: the same three values as campaigns.ladder gives, on either database.

SQL's own logic is Kleene's: a fact that is missing is NULL, and so is what it leaves undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import add, eq, ge, gt, le, lt
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Double,
    and_,
    case,
    false,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    true,
)

from model.campaign import All, AnyOf, Compare, Condition, Is, LadderRule, Not
from store.ladder_facts import Fact, Parts, facts_table

__all__ = ['RungCount', 'condition_to_sql', 'count_rungs', 'facts_table']

Truth = ColumnElement[bool]

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {'>=': ge, '<=': le, '=': eq, '<': lt, '>': gt}


def condition_to_sql(condition: Condition, facts: CTE) -> Truth:
    """A condition over facts_table's lines: true, false, or NULL where a missing fact decides it."""
    return _truth(condition, lambda name: Fact(*(facts.c[f'{name} {what}'] for what in Fact._fields)))


def _truth(condition: Condition, fact: Callable[[str], Fact]) -> Truth:
    match condition:
        case Compare():
            return _compare(condition, fact)
        case Is():
            held = fact(condition.fact)
            return case(
                (held.kind.is_not(None), or_(false(), *(_equals(held, one) for one in condition.values)))
            )
        case All():
            return and_(true(), *(_truth(item, fact) for item in condition.of))
        case AnyOf():
            return or_(false(), *(_truth(item, fact) for item in condition.of))
        case Not():
            # the call stands for parentheses, which SQLAlchemy leaves out of (NOT …) IS NULL
            return func.coalesce(not_(_truth(condition.of, fact)), null())


def _compare(condition: Compare, fact: Callable[[str], Fact]) -> Truth:
    held = [fact(name) for name in condition.counts]
    counts = [case((one.kind == 'integer', one.number)) for one in held]
    least = reduce(add, (func.coalesce(count, 0) for count in counts), literal(0, BigInteger))
    whole = and_(true(), *(count.is_not(None) for count in counts))
    value = literal(condition.value, BigInteger)
    stands = _COMPARE[condition.comparator](least, value)
    if condition.comparator in {'>=', '>'}:
        return case((stands, true()), (whole, false()))
    if condition.comparator == '=':
        return case((whole, stands), (least > value, false()))
    return case((not_(stands), false()), (whole, true()))


def _equals(held: Fact, value: Any) -> Truth:
    if isinstance(value, bool):
        return and_(held.kind == 'boolean', held.number == int(value))
    if isinstance(value, int | float):
        number = literal(value, BigInteger if isinstance(value, int) else Double)
        return and_(held.kind.in_(('integer', 'real')), held.number == number)
    return and_(held.kind == 'text', held.text == value) if isinstance(value, str) else false()


class RungCount(NamedTuple):
    """How many organisations of a region stand in one state of a plan, and what they are offered.

    offered gives for each rung, in order, to how many its method is offered; doubtful, to how
    many of them only as doubtful.
    """

    region: str | None
    state: str
    organisations: int
    offered: tuple[int, ...]
    doubtful: tuple[int, ...]


def count_rungs(
    connection: Connection,
    rungs: Sequence[LadderRule],
    *,
    established: Condition,
    covered: Condition,
    parts: Parts,
) -> list[RungCount]:
    """A campaign's plan by region and state in one query: what campaigns.ladder.plan has line by line.

    covered says whom the notice covers (who may be covered is counted), established who needs
    nothing any more; parts as for condition_to_sql.
    """
    readings = [reading for rule in rungs for reading in _readings(rule)]
    facts = facts_table([established, covered, *readings], connection.dialect.name, parts)
    lines = _lines(facts, rungs, established, covered)
    sums = [
        func.sum(lines.c[f'{what}_{place}']) for what in ('offer', 'doubt') for place in range(len(rungs))
    ]
    key = (lines.c.region, lines.c.state)
    query = (
        select(*key, func.count(), *sums).group_by(*key).order_by(lines.c.region.nulls_first(), lines.c.state)
    )
    half = 3 + len(rungs)
    return [
        RungCount(row[0], row[1], row[2], tuple(map(int, row[3:half])), tuple(map(int, row[half:])))
        for row in connection.execute(query)
    ]


def _readings(rule: LadderRule) -> list[Condition]:
    return [reading for reading in (rule.when, rule.doubtful_when) if reading is not None]


def _lines(facts: CTE, rungs: Sequence[LadderRule], established: Condition, covered: Condition) -> CTE:
    """The plan's line of each organisation: its state, 1 for each rung offered, and offered as doubtful."""

    def fact(name: str) -> Fact:
        return Fact(*(facts.c[f'{name} {what}'] for what in Fact._fields))

    def told(condition: Condition, *, unless: bool) -> Truth:
        return func.coalesce(_truth(condition, fact), literal(unless, Boolean))

    there = told(established, unless=False)
    known = [readings[0] for rule in rungs if (readings := _readings(rule))]
    unknown = or_(false(), *(_lacks_counts(condition, fact) for condition in (*known, covered)))
    offers = [_offer(rule, fact) for rule in rungs]
    firm = [
        told(rule.when, unless=False) if rule.when is not None and not _doubted(rule) else false()
        for rule in rungs
    ]
    some, surely = or_(false(), *offers), or_(false(), *firm)
    unread = [not _readings(rule) for rule in rungs]
    offers = [
        and_(not_(some), not_(unknown)) if one else offer for one, offer in zip(unread, offers, strict=True)
    ]
    several = reduce(add, (case((offer, 1), else_=0) for offer in offers), literal(0)) > 1
    state = case(
        (there, 'established'),
        (unknown, 'unknown'),
        (not_(some), 'doubtful' if any(unread) else 'no_rule'),
        (not_(surely), 'doubtful'),
        (several, 'candidates'),
        else_='one_method',
    )
    columns = [state.label('state')]
    for place, (offer, sure) in enumerate(zip(offers, firm, strict=True)):
        columns.append(case((and_(not_(there), offer), 1), else_=0).label(f'offer_{place}'))
        columns.append(case((and_(not_(there), offer, not_(sure)), 1), else_=0).label(f'doubt_{place}'))
    return select(facts.c.region, *columns).where(told(covered, unless=True)).cte('lines')


def _doubted(rule: LadderRule) -> bool:
    """Whether the rung's doubt is about the whole of it."""
    return rule.doubtful_when is None and rule.doubt is not None


def _offer(rule: LadderRule, fact: Callable[[str], Fact]) -> Truth:
    """Whether a reading of the rung holds, or would with an answer nobody has filled in."""
    may = (
        and_(func.coalesce(_truth(reading, fact), true()), not_(_lacks_counts(reading, fact)))
        for reading in _readings(rule)
    )
    return or_(false(), *may)


def _lacks_counts(condition: Condition, fact: Callable[[str], Fact]) -> Truth:
    """Whether a count that is missing leaves a condition undecided; never NULL."""
    match condition:
        case Compare():
            return _truth(condition, fact).is_(None)
        case Is():
            return false()
        case Not():
            return _lacks_counts(condition.of, fact)
        case All() | AnyOf():
            lacking = (_lacks_counts(item, fact) for item in condition.of)
            return and_(_truth(condition, fact).is_(None), or_(false(), *lacking))
