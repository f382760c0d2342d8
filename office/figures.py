"""What a unit says of itself as a whole: totals, prose, its own 合计; never put into the ledger (G4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from model.form import FieldType, FormDefinition
from model.place import Problem, Severity, Value, Where
from model.register import Entry, ReviewItem
from model.returned import Return, ReturnedRow
from model.serialise import to_plain
from office.config import Workplace
from store import unit_figures
from store.engine import Connection
from store.unit_figures import Basis, UnitFigure
from text.numbers import cell_to_int

AS_OF = 'as_of'
"""The day that a paper's figures are of; stored beside them, told to nobody as a figure."""
TOTAL = 'total'
"""How many organisations a unit has."""

_CERTAIN = 0.8
Types = Mapping[str, FieldType]
_ABOUT_THE_PAPER = frozenset({'field_missing', 'hidden_rows', 'row_without_name', 'unknown_form'})
"""Problems of a paper that say nothing against a figure on it."""
_COUNTED = re.compile(r'(?:合计|总计|共计|共|计)[:：]?[(（]?(\d{1,6})[家个]')
_PART = re.compile('小计|其中')


def record_unit_figures(place: Workplace, connection: Connection, entry: Entry, returned: Return) -> int:
    """Store what a return says of its unit as a whole, in place of what was stored of it; how many figures.

    Basis 'totals' for a form or a line of totals, 'prose' for a report in words, 'own_total' for the
    sender's own 合计 beside its rows. A figure that is in doubt, or of which the paper contradicts
    itself, is held. Nothing of it changes an organisation.
    """
    unit = (returned.unit.name if returned.unit else None) or entry.sender_hint or ''
    form = next((one for one in place.forms if one.id == returned.form), None)
    basis, values = _told(returned, form)
    held = [
        UnitFigure(
            register_number=entry.number,
            unit=unit,
            field=name,
            basis=basis,
            value=value.value,
            raw=value.raw,
            state='held' if _is_held(value, returned.problems) else 'accepted',
            where=to_plain(value.where),
        )
        for name, value in values.items()
    ]
    unit_figures.replace_all(connection, entry.number, held)
    return sum(one.field != AS_OF for one in held)


def _told(returned: Return, form: FormDefinition | None) -> tuple[Basis, dict[str, Value]]:
    """Which figures a return tells of its unit, and on what basis."""
    types: Types = {one.id: one.type for one in form.fields} if form else {}
    dated = {AS_OF: returned.values[AS_OF]} if AS_OF in returned.values else {}
    if returned.subject == 'reporting_unit':
        basis: Basis = 'prose' if returned.form is None else 'totals'
        named = _total_of(returned.totals[-1]) if returned.totals else {}
        return basis, named | dict(_counts(returned.values, types)) | dated
    return 'own_total', (_own_total(returned, types) if returned.subject == 'rows' else {}) | dated


def _counts(values: Mapping[str, Value], types: Types) -> Iterator[tuple[str, Value]]:
    """The values that are counts; a number under a heading that asks for 是 or 否 counts those with 是."""
    for name, value in values.items():
        kind = types.get(name, 'int')
        if name == AS_OF or not value.raw.strip():
            continue
        if kind in {'int', 'decimal'} and not isinstance(value.value, bool):
            if value.value is None or kind == 'decimal' or isinstance(value.value, int):
                yield name, value
        elif kind in {'yes_no', 'tick'}:
            yield from _number_told(name, value)


def _number_told(name: str, value: Value) -> Iterator[tuple[str, Value]]:
    reading = cell_to_int(value.raw)
    if reading.value is not None:
        yield name, Value(value.raw, reading.value, value.where, reading.score, reading.reasons)
    elif value.value is None and value.score < _CERTAIN:
        yield name, value


def _total_of(row: ReturnedRow) -> dict[str, Value]:
    """How many organisations a line of totals says it adds up: 合计86家."""
    found = _COUNTED.search(''.join((row.organisation.name or '').split()))
    return {TOTAL: Value(found[0], int(found[1]), row.where)} if found else {}


def _own_total(returned: Return, types: Types) -> dict[str, Value]:
    """The sender's grand total: the last of each sheet, summed where no sheet adds up the others."""
    last: dict[str, ReturnedRow] = {}
    for row in returned.totals:
        if not _PART.search(row.organisation.name or ''):
            last[_table_of(row.where)] = row
    found: dict[str, Value] = {}
    tables = [_total_of(row) | dict(_counts(row.values, types)) for row in last.values()]
    for name in {name: None for values in tables for name in values}:
        found[name] = _summed([values[name] for values in tables if name in values])
    return found


def _table_of(where: Where) -> str:
    return where.sheet or (where.path or '').partition('/')[0] or str(where.page or '')


def _summed(values: Sequence[Value]) -> Value:
    """One figure of several sheets' totals: the last where it adds up the others, else their sum."""
    *others, last = values
    counts = [one.value for one in values]
    if not others or not all(isinstance(count, int) for count in counts) or last.value == sum(counts[:-1]):
        return last
    raw = '＋'.join(one.raw for one in values)
    return Value(raw, sum(counts), last.where, min(one.score for one in values))


def _is_held(value: Value, problems: Iterable[Problem]) -> bool:
    """Whether a figure is in doubt, or a problem speaks of its place or of all that the paper says."""
    if value.value is None or value.score < _CERTAIN:
        return True
    return any(
        problem.severity is not Severity.INFO
        and problem.code not in _ABOUT_THE_PAPER
        and (problem.where in {value.where, Where()})
        for problem in problems
    )


def figure_state(
    figure: UnitFigure, open_items: Sequence[ReviewItem], rejected: bool
) -> Literal['accepted', 'held']:
    """Where a figure stands by now: a person who answered every question about its paper let it in.

    open_items are the open questions about its paper, rejected whether a person refused one.
    """
    if figure.value is None:
        return 'held'
    if figure.state == 'accepted':
        failing = any(item.kind == 'check' and not item.row for item in open_items)
        return 'held' if failing else 'accepted'
    return 'held' if open_items or rejected else 'accepted'


def figures_to_counts(figures: Iterable[UnitFigure]) -> dict[str, Any]:
    """The figures by field, as far as they are told."""
    return {one.field: one.value for one in figures if one.value is not None}
