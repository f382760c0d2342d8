"""What a unit says of itself as a whole: totals, prose, its own 合计; never put into the ledger (G4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from extractors.survey.figures import UNIT_FIELDS
from extractors.survey.prose import parts_to_problems
from extractors.survey.said import label_to_figure
from model.errors import UsageFault
from model.form import FieldType, FormDefinition, FormField
from model.place import Problem, Severity, Value, Where
from model.register import Entry, ReviewItem
from model.returned import Return, ReturnedRow
from model.serialise import to_plain
from office.config import Workplace
from office.naming import label_of
from store import audit, reviews, unit_figures
from store.engine import Connection
from store.unit_figures import Basis, UnitFigure
from text.labels import fold_label
from text.numbers import cell_to_int

AS_OF = 'as_of'
"""The day that a paper's figures are of; stored beside them, told to nobody as a figure."""
TOTAL = 'total'
"""How many organisations a unit has."""

_CERTAIN = 0.8
_CORRECTED = 'figures_correct'
Types = Mapping[str, FieldType]
_ABOUT_THE_PAPER = frozenset({'field_missing', 'hidden_rows', 'row_without_name', 'unknown_form'})
"""Problems of a paper that say nothing against a figure on it."""
_COUNTED = re.compile(r'(?:合计|总计|共计|共|计)[:：]?[(（]?(\d{1,6})[家个]')
_PART = re.compile('小计|其中')
_ORDER = {one.id: position for position, one in reversed(tuple(enumerate(UNIT_FIELDS)))}


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
            state='held' if is_held(value, returned.problems) else 'accepted',
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


def is_held(value: Value, problems: Iterable[Problem]) -> bool:
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


def figures_to_lines(figures: Iterable[UnitFigure]) -> list[str]:
    """What a unit says of itself, one figure a line, with the words of the paper; not a matrix's cells."""
    return [
        f"{name_of(one.field)}：{'没有读出' if one.value is None else one.value}"
        f"　{'由人填写' if one.raw is None else f'原文“{one.raw}”'}"
        for one in sorted(figures, key=lambda one: _ORDER.get(one.field, len(_ORDER)))
        if one.basis != 'own_total' and '.' not in one.field
    ]


def name_of(field: str) -> str:
    """What a unit's figure is called: 已建党组织数."""
    if field == AS_OF:
        return "截至"
    return next((one.labels[0] for one in UNIT_FIELDS if one.id == field), None) or label_of(field)


def correct_figures(
    place: Workplace, connection: Connection, entry: Entry, values: Mapping[str, str]
) -> str | None:
    """Put a person's values in place of a unit's figures, by name or id; None where the return has none.

    What the paper says stays beside them. Its questions about parts that do not add up are closed
    when they do now; a figure counts once every question about its paper is answered.

    Raises:
        UsageFault: there is no such figure, or a value is no count.
    """
    told = _correct(place, connection, entry, values)
    if told is not None:
        audit.note(
            connection,
            actor=place.actor,
            act=_CORRECTED,
            about=str(entry.number),
            at=place.now(),
            detail=dict(values),
        )
    return told


def put_figures_first(place: Workplace, connection: Connection, entry: Entry) -> None:
    """Write again what people corrected of a unit's figures, after a new reading."""
    for line in audit.lines(connection):
        if line['act'] == _CORRECTED and line['about'] == str(entry.number):
            _correct(place, connection, entry, line['detail'])


def _correct(place: Workplace, connection: Connection, entry: Entry, values: Mapping[str, str]) -> str | None:
    held = {
        one.field: one
        for one in unit_figures.list_figures(connection, entry.number)
        if one.basis != 'own_total'
    }
    if not held:
        return None
    fields = next((one.fields for one in place.forms if one.id == entry.form), ())
    first = next(iter(held.values()))
    for key, text in values.items():
        field, count = _figure_named(key, held, fields), cell_to_int(text).value
        if count is None or count < 0:
            raise UsageFault(f"“{key}”不能填“{text}”：要填整数。")
        known = held.get(field) or replace(first, field=field, raw=None, where=None, state='held')
        held[field] = replace(known, value=count)
    own_total = [one for one in unit_figures.list_figures(connection, entry.number) if one.field not in held]
    unit_figures.replace_all(connection, entry.number, [*held.values(), *own_total])
    told = '，'.join(f"{name_of(_figure_named(key, held, fields))}改为{text}" for key, text in values.items())
    return told + _parts_again(connection, entry, held)


def _figure_named(key: str, held: Mapping[str, UnitFigure], fields: Sequence[FormField]) -> str:
    """The figure that a person calls by its id, its label, or a word that a report would use."""
    said = label_to_figure(fold_label(key))
    asked = (one for one in (*fields, *UNIT_FIELDS) if one.id in held or one in UNIT_FIELDS)
    known = next((one.id for one in asked if key in {one.id, *one.labels}), None)
    field = known or said or (key if key in held else None)
    if field in {AS_OF, 'reporting_unit'}:
        field = None
    if field is None:
        names = '、'.join(name_of(one) for one in held if one != AS_OF)
        raise UsageFault(f"没有叫“{key}”的数。这份报告里有：{names}。")
    return field


def _parts_again(connection: Connection, entry: Entry, held: Mapping[str, UnitFigure]) -> str:
    """Close the questions about parts that did not add up, or say what still does not."""
    values = {name: Value(one.raw or '', one.value) for name, one in held.items() if name != AS_OF}
    left = [problem.message for problem in parts_to_problems(values)]
    if left:
        return f"；仍有：{'；'.join(left)}"
    for item in reviews.list_items(connection, register_number=entry.number):
        if item.field == 'parts_disagree':
            reviews.supersede(connection, item.number)
    return ""
