"""Whether a form's values agree with each other (domain rules C01-C12), each failure with its figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model.form import FormCheck, FormDefinition
from model.place import NOWHERE, Problem, Severity, Value

_YES_NO = {True: 'true', False: 'false'}


def _operand(name: str, values: Mapping[str, Value]) -> Any:
    """A number written in the check, or a field's value; None when missing."""
    if name.isdecimal():
        return int(name)
    value = values.get(name)
    return value.value if value is not None else None


def _total(names: tuple[str, ...], values: Mapping[str, Value]) -> int | str | None:
    """The sum of counts, or a lone date; None when an operand is missing or of the wrong kind."""
    operands = [_operand(name, values) for name in names]
    if len(operands) == 1 and isinstance(operands[0], str):
        return str(operands[0])
    counts = [operand for operand in operands if isinstance(operand, int) and not isinstance(operand, bool)]
    return sum(counts) if len(counts) == len(operands) else None


def _applies(check: FormCheck, values: Mapping[str, Value]) -> bool:
    if check.when is None:
        return True
    name, equals, wanted = check.when.partition('=')
    held = _operand(name, values)
    if held is None or not equals:
        return held is not None
    return _YES_NO[held] == wanted if isinstance(held, bool) else str(held) == wanted


def _holds(left: int | str, comparator: str, right: int | str) -> bool:
    """Counts by size; ISO dates as far as both are told, so that 2011-04 is not after 2011-04-08."""
    if isinstance(left, str) and isinstance(right, str):
        length = min(len(left), len(right))
        left, right = left[:length], right[:length]
        return left == right or (left < right) == (comparator == '<=')
    if isinstance(left, str) or isinstance(right, str):
        return True
    return {'=': left == right, '<=': left <= right, '>=': left >= right}[comparator]


def _label(name: str, definition: FormDefinition) -> str:
    return next((field.labels[0] for field in definition.fields if field.id == name), name)


def _presence(check: FormCheck, values: Mapping[str, Value], definition: FormDefinition) -> Problem | None:
    """For present a blank fails, for absent a filled one; what the paper does not ask is not tried."""
    asked = [name for name in check.left if name in values]
    blank = [name for name in asked if values[name].value is None and values[name].score > 0]
    filled = [name for name in asked if values[name].value is not None]
    failing = blank if check.comparator == 'present' else filled
    if not failing:
        return None
    names = '、'.join(_label(name, definition) for name in failing)
    message = check.message.format_map({'missing': names, 'present': names})
    return Problem(check.id, Severity(check.severity), message, values[failing[0]].where)


def _comparison(check: FormCheck, values: Mapping[str, Value]) -> Problem | None:
    left, right = _total(check.left, values), _total(check.right, values)
    if left is None or right is None or _holds(left, check.comparator, right):
        return None
    figures: dict[str, Any] = {name: _operand(name, values) for name in (*check.left, *check.right)}
    figures |= {'left': left, 'right': right}
    if isinstance(left, int) and isinstance(right, int):
        figures['difference'] = abs(left - right)
    where = values[check.left[0]].where if check.left[0] in values else NOWHERE
    return Problem(check.id, Severity(check.severity), check.message.format_map(figures), where)


def check_values(values: Mapping[str, Value], definition: FormDefinition) -> tuple[Problem, ...]:
    """The checks of a form that its values fail, for one organisation or one row; pure.

    A check with a missing operand is not tried. The code is the check's id ('C01'), the place
    that of its first operand.

    Example: "从业人员总数42与专职18、兼职20之和38不符"
    """
    problems: list[Problem] = []
    for check in definition.checks:
        if not _applies(check, values):
            continue
        if check.comparator in ('present', 'absent'):
            problem = _presence(check, values, definition)
        else:
            problem = _comparison(check, values)
        if problem is not None:
            problems.append(problem)
    return tuple(problems)
