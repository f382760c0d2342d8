"""Conditions as a pack writes them, in TOML.

{ counts = ["full_members_full_time"], at_least = 3 }   also at_most, equals, more_than, less_than
{ fact = "large_scale", is = true }                     or is = ["社会团体", "基金会"]
{ all = [ ... ] }   { any = [ ... ] }   { not = { ... } }   "all" (everyone)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from model.campaign import All, AnyOf, Comparator, Compare, Condition, Is, Not
from model.errors import BadSetting

_COMPARATORS: dict[str, Comparator] = {
    'at_least': '>=',
    'at_most': '<=',
    'equals': '=',
    'less_than': '<',
    'more_than': '>',
}


def table_to_condition(table: Any, spot: str) -> Condition:
    """A condition from its TOML value; spot is the file and key, for the BadSetting of a wrong one."""
    if table == 'all':
        return All(())
    if not isinstance(table, dict) or not table:
        raise BadSetting(f"{spot} 应为条件，例如 {{ fact = \"large_scale\", is = true }}。")
    for key, build in _BUILDERS.items():
        if key in table:
            return build(table, spot)
    raise BadSetting(
        f"{spot} 不是条件：应含有 {'、'.join(_BUILDERS)} 之一，现有 {'、'.join(map(str, table))}。"
    )


def condition_to_table(condition: Condition) -> Any:
    """The TOML value that table_to_condition reads back as this condition.

    >>> condition_to_table(Compare(('members_total',), '>=', 3))
    {'counts': ['members_total'], 'at_least': 3}
    """
    match condition:
        case Compare():
            word = next(word for word, sign in _COMPARATORS.items() if sign == condition.comparator)
            return {'counts': list(condition.counts), word: condition.value}
        case Is():
            several = len(condition.values) > 1
            return {'fact': condition.fact, 'is': list(condition.values) if several else condition.values[0]}
        case All():
            return {'all': [condition_to_table(one) for one in condition.of]} if condition.of else 'all'
        case AnyOf():
            return {'any': [condition_to_table(one) for one in condition.of]}
        case Not():
            return {'not': condition_to_table(condition.of)}


def _only(table: dict[str, Any], keys: set[str], spot: str) -> None:
    extra = [key for key in table if key not in keys]
    if extra:
        raise BadSetting(f"{spot} 中不应有 {'、'.join(extra)}，请删去或改正拼写。")


def _counts(table: dict[str, Any], spot: str) -> Condition:
    _only(table, {'counts', *_COMPARATORS}, spot)
    given = [key for key in table if key in _COMPARATORS]
    if len(given) != 1:
        raise BadSetting(f"{spot} 应有且只有一个比较：{'、'.join(_COMPARATORS)}。")
    names, value = table['counts'], table[given[0]]
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise BadSetting(f"{spot}.counts 应为字段名的列表，例如 [\"members_total\"]。")
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadSetting(f"{spot}.{given[0]} 应为不小于0的整数，现为 {value!r}。")
    return Compare(tuple(names), _COMPARATORS[given[0]], value)


def _fact(table: dict[str, Any], spot: str) -> Condition:
    _only(table, {'fact', 'is'}, spot)
    fact, values = table['fact'], table.get('is')
    values = values if isinstance(values, list) else [values]
    if not isinstance(fact, str) or not fact:
        raise BadSetting(f"{spot}.fact 应为字段名，现为 {fact!r}。")
    if not values or not all(isinstance(value, str | int) for value in values):
        raise BadSetting(f"{spot}.is 应为 true、false、文字、整数，或它们的列表。")
    return Is(fact, tuple(values))


def _list(table: dict[str, Any], spot: str, key: str) -> tuple[Condition, ...]:
    _only(table, {key}, spot)
    if not isinstance(table[key], list) or not table[key]:
        raise BadSetting(f"{spot}.{key} 应为至少一个条件的列表。")
    return tuple(
        table_to_condition(item, f'{spot}.{key}[{place}]') for place, item in enumerate(table[key], 1)
    )


def _not(table: dict[str, Any], spot: str) -> Condition:
    _only(table, {'not'}, spot)
    return Not(table_to_condition(table['not'], f'{spot}.not'))


_BUILDERS: dict[str, Callable[[dict[str, Any], str], Condition]] = {
    'counts': _counts,
    'fact': _fact,
    'all': lambda table, spot: All(_list(table, spot, 'all')),
    'any': lambda table, spot: AnyOf(_list(table, spot, 'any')),
    'not': _not,
}
