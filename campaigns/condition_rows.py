"""A condition as alternatives of rows that people fill in, and as a sentence; pure.

Each alternative is a list of rows that must all hold; one alternative is enough. Any condition can be
written so without changing what it says, also where facts are missing (Kleene's logic distributes).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any, NamedTuple

from model.campaign import All, AnyOf, Comparator, Compare, Condition, Is, Not
from model.errors import UsageFault

RELATIONS: dict[str, str] = {
    '>=': "不少于",
    '<=': "不超过",
    '=': "等于",
    '<': "少于",
    '>': "多于",
    'is': "是",
    'not': "不是",
}
"""How a subject stands to its value: the first five for counts, the last two for facts."""

YES, NO = "是", "否"
_OPPOSITE: dict[Comparator, tuple[Comparator, ...]] = {
    '>=': ('<',),
    '<': ('>=',),
    '<=': ('>',),
    '>': ('<=',),
    '=': ('<', '>'),
}
_MOST = 64
"""More alternatives than these nobody reads."""


class Row(NamedTuple):
    """subject is counts:a+b (a sum of counts) or fact:a; several values of a fact stand between 、."""

    subject: str
    relation: str
    value: str


Rows = tuple[tuple[Row, ...], ...]


def condition_to_rows(condition: Condition) -> Rows:
    """The alternatives of a condition; one empty alternative is everybody, none at all nobody.

    >>> condition_to_rows(Compare(('members_total',), '>=', 3))
    ((Row(subject='counts:members_total', relation='>=', value='3'),),)
    """
    rows = tuple(dict.fromkeys(tuple(dict.fromkeys(one)) for one in _alternatives(condition, told=True)))
    if len(rows) > _MOST:
        raise UsageFault("这个条件太复杂，网页上改不了。请在活动包文件里改，或改写成较短的条件。")
    return rows


def _alternatives(condition: Condition, *, told: bool) -> list[tuple[Row, ...]]:
    """The alternatives of a condition, or with told False those of its opposite."""
    match condition:
        case Not():
            return _alternatives(condition.of, told=not told)
        case Compare():
            signs = (condition.comparator,) if told else _OPPOSITE[condition.comparator]
            return [
                (Row(f'counts:{"+".join(condition.counts)}', sign, str(condition.value)),) for sign in signs
            ]
        case Is():
            values = "、".join(map(_value_to_text, condition.values))
            return [(Row(f'fact:{condition.fact}', 'is' if told else 'not', values),)]
        case All() | AnyOf():
            parts = [_alternatives(one, told=told) for one in condition.of]
            if isinstance(condition, All) == told:
                return [tuple(row for part in chosen for row in part) for chosen in product(*parts)]
            return [one for part in parts for one in part]


def _value_to_text(value: Any) -> str:
    return (YES if value else NO) if isinstance(value, bool) else str(value)


def rows_to_condition(rows: Sequence[Sequence[Row]]) -> Condition:
    """The condition that these alternatives say; one without rows is everybody.

    Raises:
        UsageFault: a row is not whole, or its relation or value does not go with its subject.
    """
    told = [tuple(map(_row_to_condition, one)) for one in rows]
    alternatives = [one[0] if len(one) == 1 else All(one) for one in told]
    return alternatives[0] if len(alternatives) == 1 else AnyOf(tuple(alternatives))


def _row_to_condition(row: Row) -> Condition:
    kind, _, name = row.subject.partition(':')
    if kind not in {'counts', 'fact'} or not name or row.relation not in RELATIONS:
        raise UsageFault("条件里有一行没有选全：要选“什么”“怎样”，再填“多少”。")
    if kind == 'counts':
        if row.relation in {'is', 'not'}:
            raise UsageFault("人数要选“不少于、不超过、等于、少于、多于”之一，不能选“是”“不是”。")
        if not row.value.isdecimal() or len(row.value) > 6:
            raise UsageFault(f"条件里的人数应是整数，现填的是“{row.value or '空'}”。")
        sign: Any = row.relation
        return Compare(tuple(name.split('+')), sign, int(row.value))
    if row.relation not in {'is', 'not'}:
        raise UsageFault(f"“{row.value}”不是人数，要选“是”或“不是”。")
    values = tuple(map(_text_to_value, filter(None, (part.strip() for part in row.value.split('、')))))
    if not values:
        raise UsageFault("条件里有一行没有填值，例如 是、否、社会团体。")
    return Is(name, values) if row.relation == 'is' else Not(Is(name, values))


def _text_to_value(text: str) -> str | bool:
    return text == YES if text in {YES, NO} else text


def condition_to_words(condition: Condition, label: Callable[[str], str]) -> str:
    """The condition as a sentence; label names a count or fact.

    >>> condition_to_words(Compare(('a', 'b'), '<', 3), {'a': "专职党员", 'b': "兼职党员"}.__getitem__)
    '专职党员与兼职党员之和少于3'
    """
    match condition:
        case Compare():
            names = "与".join(map(label, condition.counts)) + ("之和" if len(condition.counts) > 1 else "")
            return f"{names}{RELATIONS[condition.comparator]}{condition.value}"
        case Is():
            return f"{label(condition.fact)}为{'或'.join(map(_value_to_text, condition.values))}"
        case Not():
            return f"不属于（{condition_to_words(condition.of, label)}）"
        case All() if not condition.of:
            return "全部"
        case AnyOf() if not condition.of:
            return "没有"
        case All() | AnyOf():
            word = "，且" if isinstance(condition, All) else "，或"
            told = [condition_to_words(one, label) for one in condition.of]
            simple = [isinstance(one, Compare | Is | Not) for one in condition.of]
            return word.join(one if plain else f"（{one}）" for one, plain in zip(told, simple, strict=True))
