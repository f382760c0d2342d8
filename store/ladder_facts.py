"""The facts of organisations as columns, so that conditions can be asked of them on either database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, Numeric, and_, case, cast, false, func, or_, select

from model.campaign import All, AnyOf, Compare, Condition, Is, Not
from store.tables import subjects

Parts = Mapping[str, tuple[str, ...]]

_COLUMNS = ('type', 'region', 'supervisor')
_KINDS = {'string': 'text', 'boolean': 'boolean', 'array': 'other', 'object': 'other'}


class Fact(NamedTuple):
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


def _sqlite_fact(raw: _Raw) -> Fact:
    kind = case({**_KINDS, 'true': 'boolean', 'false': 'boolean'}, value=raw.told, else_=raw.told)
    number = case((kind.in_(('boolean', 'integer', 'real')), raw.held))
    return Fact(kind, number, case((kind == 'text', raw.held)))


def _postgresql_fact(raw: _Raw) -> Fact:
    number = case((raw.held.regexp_match('^-?[0-9]+$'), 'integer'), else_='real')
    kind = case((raw.told == 'number', number), else_=case(_KINDS, value=raw.told, else_=raw.told))
    value = case(
        (raw.told == 'number', cast(raw.held, Numeric)),
        (raw.told == 'boolean', case((raw.held == 'true', 1), else_=0)),
    )
    return Fact(kind, value, case((raw.told == 'string', raw.held)))


_RAW = {'sqlite': _sqlite_raw, 'postgresql': _postgresql_raw}
_FACTS = {'sqlite': _sqlite_fact, 'postgresql': _postgresql_fact}


def facts_table(conditions: Sequence[Condition], dialect: str, parts: Parts) -> CTE:
    """The id and region of every organisation and the facts that conditions ask for, each taken out once.

    parts are the counts that a total is made of: where the total is 0, those not filled in are 0.
    """
    names = sorted(set[str]().union(*map(_names, conditions)))
    totals = [total for total, of in parts.items() if not set(of).isdisjoint(names)]
    raw = _raw_table({*names, *totals}, dialect)

    def plain(name: str) -> Fact:
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
    query = select(*own, *columns).where(subjects.c.kind == 'organisation', subjects.c.state == 'active')
    return query.cte('raw').prefix_with('MATERIALIZED')


def _named(fact: Fact, own: ColumnElement[Any] | None, nothing: ColumnElement[bool]) -> Fact:
    """A fact as the ladder takes it: its column where facts do not name it, and a part of nothing 0."""
    if own is not None:
        fact = Fact(
            case((fact.kind.is_(None), case((own.is_not(None), 'text'))), else_=fact.kind),
            fact.number,
            case((fact.kind.is_(None), own), else_=fact.text),
        )
    there = and_(fact.kind.is_not(None), fact.kind != 'null')
    return Fact(
        case((there, fact.kind), (nothing, 'integer')),
        case((there, fact.number), (nothing, 0)),
        fact.text,
    )


def _is_nothing(whole: Fact) -> ColumnElement[bool]:
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
