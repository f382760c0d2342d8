"""Whether a form's values agree with each other (domain rules C01-C13), each failure with its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from model.form import FormCheck, FormDefinition, FormMatrix
from model.place import NOWHERE, Problem, Severity, Value

_YES_NO = {True: 'true', False: 'false'}
_DECIMAL = re.compile(r'-?\d+(?:\.\d+)?')

Amount = int | Decimal


class _Trial(NamedTuple):
    """A check at one place: its operands, in the words of the check and as ids of values or as numbers.

    place is the printed label of the line or column of a matrix, '' elsewhere.
    """

    check: FormCheck
    left: tuple[tuple[str, str | int], ...]
    right: tuple[tuple[str, str | int], ...]
    place: str = ''


def _operands(names: tuple[str, ...], pattern: str) -> tuple[tuple[str, str | int], ...]:
    return tuple((name, int(name) if name.isdecimal() else pattern.format(name)) for name in names)


def _places(check: FormCheck, matrix: FormMatrix | None) -> Iterator[tuple[str, str]]:
    """Where a check is tried: how a value's id is made of an operand, and what the place is called."""
    if check.along is None or matrix is None:
        yield '{}', ''
        return
    across = matrix.columns if check.along == 'lines' else matrix.lines
    for axis in across:
        yield (f'{{}}.{axis.id}' if check.along == 'lines' else f'{axis.id}.{{}}'), axis.labels[0]


@lru_cache(maxsize=64)
def _checks_to_trials(checks: tuple[FormCheck, ...], matrix: FormMatrix | None) -> tuple[_Trial, ...]:
    return tuple(
        _Trial(check, _operands(check.left, pattern), _operands(check.right, pattern), place)
        for check in checks
        for pattern, place in _places(check, matrix)
    )


def _held(operand: str | int, values: Mapping[str, Value]) -> Any:
    """A number written in the check, or a field's value; None when missing."""
    if isinstance(operand, int):
        return operand
    value = values.get(operand)
    return value.value if value is not None else None


def _amount(held: Any) -> Amount | None:
    """A count, or an exact decimal from its digits; None for anything else."""
    if isinstance(held, int) and not isinstance(held, bool):
        return held
    return Decimal(held) if isinstance(held, str) and _DECIMAL.fullmatch(held) else None


def _total(operands: tuple[tuple[str, str | int], ...], values: Mapping[str, Value]) -> Amount | str | None:
    """The sum of counts or decimals, or a lone date; None when one is missing or of the wrong kind."""
    total: Amount = 0
    for _, operand in operands:
        held = _held(operand, values)
        amount = _amount(held)
        if amount is None:
            return held if len(operands) == 1 and isinstance(held, str) and held else None
        total += amount
    return total


def _applies(check: FormCheck, values: Mapping[str, Value]) -> bool:
    if check.when is None:
        return True
    name, equals, wanted = check.when.partition('=')
    held = _held(name, values)
    if held is None or not equals:
        return held is not None
    return _YES_NO[held] == wanted if isinstance(held, bool) else str(held) == wanted


def _holds(left: Amount | str, comparator: str, right: Amount | str) -> bool:
    """Numbers by size; ISO dates as far as both are told, so that 2011-04 is not after 2011-04-08."""
    if isinstance(left, str) or isinstance(right, str):
        first, second = str(left), str(right)
        if not ('-' in first or '-' in second) or not (first[:4].isdecimal() and second[:4].isdecimal()):
            return True
        length = min(len(first), len(second))
        first, second = first[:length], second[:length]
        return first == second or (comparator != '=' and (first < second) == (comparator == '<='))
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


def _comparison(trial: _Trial, values: Mapping[str, Value]) -> Problem | None:
    check = trial.check
    left = _total(trial.left, values)
    right = None if left is None else _total(trial.right, values)
    if left is None or right is None or _holds(left, check.comparator, right):
        return None
    figures: dict[str, Any] = {name: _held(operand, values) for name, operand in (*trial.left, *trial.right)}
    figures |= {'left': left, 'right': right, 'place': trial.place}
    if not isinstance(left, str) and not isinstance(right, str):
        figures['difference'] = abs(left - right)
    first = trial.left[0][1]
    where = values[first].where if isinstance(first, str) and first in values else NOWHERE
    return Problem(check.id, Severity(check.severity), check.message.format_map(figures), where)


def check_values(values: Mapping[str, Value], definition: FormDefinition) -> tuple[Problem, ...]:
    """The checks of a form that its values fail, for one organisation, one row or one matrix; pure.

    A check with a missing operand is not tried. The code is the check's id ('C01'), the place
    that of its first operand; a check along a matrix is tried, and told, at every line or column.

    Example: "从业人员总数42与专职18、兼职20之和38不符"
    """
    problems: list[Problem] = []
    for trial in _checks_to_trials(definition.checks, definition.matrix):
        if not _applies(trial.check, values):
            continue
        if trial.check.comparator in ('present', 'absent'):
            problem = _presence(trial.check, values, definition)
        else:
            problem = _comparison(trial, values)
        if problem is not None:
            problems.append(problem)
    return tuple(problems)
