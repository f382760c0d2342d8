"""A campaign's conditions in SQL: the same three values as campaigns.ladder gives, on either database.

SQL's own logic is Kleene's: a fact that is missing is NULL, and so is what it leaves undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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
    Numeric,
    and_,
    case,
    cast,
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
from store.tables import subjects

Truth = ColumnElement[bool]
Parts = Mapping[str, tuple[str, ...]]

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {'>=': ge, '<=': le, '=': eq, '<': lt, '>': gt}
_COLUMNS = ('type', 'region', 'supervisor')
_KINDS = {'string': 'text', 'boolean': 'boolean', 'array': 'other', 'object': 'other'}


class _Fact(NamedTuple):
    """One fact of an organisation; kind NULL: missing, else text, boolean, integer, real or other.

    number is a count or other number, or 0 and 1 for a yes-or-no; text the text.
    """

    kind: ColumnElement[str]
    number: ColumnElement[Any]
    text: ColumnElement[str]


class _Raw(NamedTuple):
    """What stands in facts under a name: its kind in JSON's words, NULL where the name is not there."""

    told: ColumnElement[Any]
    held: ColumnElement[Any]


def _sqlite_raw(name: str) -> _Raw:
    if name.isascii() and name.isidentifier():
        path = f'$."{name}"'
        return _Raw(func.json_type(subjects.c.facts, path), func.json_extract(subjects.c.facts, path))
    # a path finds no key that is written with escapes
    every = func.json_each(subjects.c.facts).table_valued('key', 'value', 'type')
    told, held = (
        select(column).where(every.c.key == name).scalar_subquery()
        for column in (every.c.type, every.c.value)
    )
    return _Raw(told, held)


def _postgresql_raw(name: str) -> _Raw:
    return _Raw(func.json_typeof(subjects.c.facts[name]), subjects.c.facts[name].as_string())


def _sqlite_fact(raw: _Raw) -> _Fact:
    kind = case({**_KINDS, 'true': 'boolean', 'false': 'boolean'}, value=raw.told, else_=raw.told)
    number = case((kind.in_(('boolean', 'integer', 'real')), raw.held))
    return _Fact(kind, number, case((kind == 'text', raw.held)))


def _postgresql_fact(raw: _Raw) -> _Fact:
    number = case((raw.held.regexp_match('^-?[0-9]+$'), 'integer'), else_='real')
    kind = case((raw.told == 'number', number), else_=case(_KINDS, value=raw.told, else_=raw.told))
    value = case(
        (raw.told == 'number', cast(raw.held, Numeric)),
        (raw.told == 'boolean', case((raw.held == 'true', 1), else_=0)),
    )
    return _Fact(kind, value, case((raw.told == 'string', raw.held)))


_RAW = {'sqlite': _sqlite_raw, 'postgresql': _postgresql_raw}
_FACTS = {'sqlite': _sqlite_fact, 'postgresql': _postgresql_fact}


def facts_table(conditions: Sequence[Condition], dialect: str, parts: Parts) -> CTE:
    """The id and region of every organisation and the facts that conditions ask for, each taken out once.

    parts are the counts that a total is made of: where the total is 0, those not filled in are 0.
    """
    names = sorted(set[str]().union(*map(_names, conditions)))
    totals = [total for total, of in parts.items() if not set(of).isdisjoint(names)]
    raw = _raw_table({*names, *totals}, dialect)

    def plain(name: str) -> _Fact:
        return _FACTS[dialect](_Raw(raw.c[f'{name} told'], raw.c[f'{name} held']))

    columns = []
    for name in names:
        nothing = [_is_nothing(plain(total)) for total, of in parts.items() if name in of]
        fact = _named(plain(name), raw.c[name] if name in _COLUMNS else None, or_(false(), *nothing))
        columns += [column.label(f'{name} {what}') for what, column in fact._asdict().items()]
    return select(raw.c.id, raw.c.region, *columns).cte('facts').prefix_with('MATERIALIZED')


def _raw_table(names: Iterable[str], dialect: str) -> CTE:
    columns = [
        column.label(f'{name} {what}')
        for name in sorted(names)
        for what, column in _RAW[dialect](name)._asdict().items()
    ]
    own = (subjects.c[name] for name in ('id', *_COLUMNS))
    query = select(*own, *columns).where(subjects.c.kind == 'organisation')
    return query.cte('raw').prefix_with('MATERIALIZED')


def _named(fact: _Fact, own: ColumnElement[Any] | None, nothing: Truth) -> _Fact:
    """A fact as the ladder takes it: the column of its own where facts do not name it, a part of nothing 0."""
    if own is not None:
        fact = _Fact(
            case((fact.kind.is_(None), case((own.is_not(None), 'text'))), else_=fact.kind),
            fact.number,
            case((fact.kind.is_(None), own), else_=fact.text),
        )
    there = and_(fact.kind.is_not(None), fact.kind != 'null')
    return _Fact(
        case((there, fact.kind), (nothing, 'integer')),
        case((there, fact.number), (nothing, 0)),
        fact.text,
    )


def _is_nothing(whole: _Fact) -> Truth:
    return func.coalesce(and_(whole.kind == 'integer', whole.number == 0), false())


def _names(condition: Condition) -> set[str]:
    match condition:
        case Compare():
            return set(condition.counts)
        case Is():
            return {condition.fact}
        case Not():
            return _names(condition.of)
        case All() | AnyOf():
            return set[str]().union(*map(_names, condition.of))


def condition_to_sql(condition: Condition, facts: CTE) -> Truth:
    """A condition over facts_table's lines: true, false, or NULL where a missing fact decides it."""
    return _truth(condition, lambda name: _Fact(*(facts.c[f'{name} {what}'] for what in _Fact._fields)))


def _truth(condition: Condition, fact: Callable[[str], _Fact]) -> Truth:
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


def _compare(condition: Compare, fact: Callable[[str], _Fact]) -> Truth:
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


def _equals(held: _Fact, value: Any) -> Truth:
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

    def fact(name: str) -> _Fact:
        return _Fact(*(facts.c[f'{name} {what}'] for what in _Fact._fields))

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


def _offer(rule: LadderRule, fact: Callable[[str], _Fact]) -> Truth:
    """Whether a reading of the rung holds, or would with an answer nobody has filled in."""
    may = (
        and_(func.coalesce(_truth(reading, fact), true()), not_(_lacks_counts(reading, fact)))
        for reading in _readings(rule)
    )
    return or_(false(), *may)


def _lacks_counts(condition: Condition, fact: Callable[[str], _Fact]) -> Truth:
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
