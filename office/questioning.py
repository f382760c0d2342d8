"""Figures of a round that raise questions (数据疑问): told to the clerk and to the sender, blocking nothing.

About figures and units only: no person is ever named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ledger.questions import Counts, Finding, identical_units, questions_of_sender, totals_moved
from model.register import HeldRow
from model.serialise import value_from_plain
from office.accepting import ANOTHER, is_doubtful
from office.collecting import Collected
from office.config import Workplace
from office.naming import label_of
from office.placing import Placed
from store import rows
from store.engine import Connection, reading

_SHOWN = 3
_TOTALS = 0
"""The row of a sender's own totals."""


class DataQuestion(NamedTuple):
    """A question to one sender about its figures; places are (收文编号, row, where) of the figures."""

    unit: str
    text: str
    places: tuple[tuple[int, int, dict[str, Any] | None], ...]


class _Sent(NamedTuple):
    """A unit's lines of a round, its own totals, and the place of each line."""

    lines: tuple[Counts, ...]
    totals: Counts | None
    wheres: dict[tuple[int, int], dict[str, Any] | None]


def data_questions(place: Workplace, collected: Collected) -> tuple[DataQuestion, ...]:
    """The questions to every sender of a round, in the order of the units."""
    with reading(place.engine) as connection:
        sent = {
            state.unit: (
                _sent(place, connection, state.placed),
                _before(place, connection, collected, state.unit),
            )
            for state in collected.states
        }
    found = [
        _question(unit, finding, now)
        for unit, (now, before) in sent.items()
        for finding in (
            *questions_of_sender(now.lines, before.lines),
            *totals_moved(now.lines, before.lines, now.totals, before.totals),
        )
    ]
    return (*found, *_alike(sent))


def _alike(sent: dict[str, tuple[_Sent, _Sent]]) -> Iterator[DataQuestion]:
    """To each of two units whose totals are the same throughout; the other is not named to it."""
    totals = {unit: now.totals for unit, (now, _) in sent.items() if now.totals}
    units = {(one.source, one.name): unit for unit, one in totals.items()}
    for finding in identical_units(totals):
        for one in finding.lines:
            unit = units[one.source, one.name]
            text = f"合计的{len(one.counts)}个数（{_values(one)}）与另一个单位报送的完全相同"
            yield DataQuestion(unit, text, ((one.source, _TOTALS, None),))


def _before(place: Workplace, connection: Connection, collected: Collected, unit: str) -> _Sent:
    """What a unit sent for the last round before this one."""
    number = collected.round
    earlier = [one for one in collected.history[unit] if number is not None and one.round < number]
    last = max((one.round for one in earlier), default=None)
    return _sent(place, connection, [one for one in earlier if one.round == last])


def _sent(place: Workplace, connection: Connection, placed: Iterable[Placed]) -> _Sent:
    lines: list[Counts] = []
    wheres: dict[tuple[int, int], dict[str, Any] | None] = {}
    totals: Counts | None = None
    for one in placed:
        number = one.came.number
        if number is None or one.superseded_by is not None or one.came.state == 'unread':
            continue
        fields = _count_fields(place, one.came.form)
        for row in rows.list_rows(connection, number):
            if row.state != 'rejected' and (counts := _row_to_counts(row, fields)):
                lines.append(Counts(number, row.row, row.name or '', counts))
                wheres[number, row.row] = row.where
        own = {one.field: one.value for one in one.came.figures if type(one.value) is int}
        totals = Counts(number, _TOTALS, one.came.unit or '', own) if own else totals
    return _Sent(tuple(lines), totals, wheres)


def _count_fields(place: Workplace, form: str | None) -> frozenset[str]:
    """The fields of a form that are counts; of all its editions."""
    return frozenset(
        field.id for one in place.forms if one.id == form for field in one.fields if field.type == 'int'
    )


def _row_to_counts(row: HeldRow, fields: frozenset[str]) -> dict[str, int]:
    read = {name: value_from_plain(one) for name, one in row.values.items() if name in fields}
    return {name: one.value for name, one in read.items() if type(one.value) is int and not is_doubtful(one)}


def _question(unit: str, finding: Finding, sent: _Sent) -> DataQuestion:
    one = finding.lines[0]
    changes = '，'.join(f"{label_of(field)}由{old}变为{new}" for field, old, new in finding.changes)
    odd, figures = finding.share or (0, 0)
    several = f"{len(finding.lines)}家单位（{_names(finding.lines)}）"
    texts = {
        'identical_rows': f"{several}各栏的数完全相同（{_values(one)}）",
        'totals_moved': f"明细与上期逐家相同，合计却有变化：{changes}",
        'only_round': f"{figures}个十以上的数中有{odd}个是整十数",
        'repeated_digits': f"{figures}个十以上的数中有{odd}个是同一数字重复（如11、222）",
        'jumped': f"“{one.name}”与上期相差十倍以上：{changes}",
    }
    places = tuple(
        (line.source, line.row, sent.wheres.get((line.source, line.row))) for line in finding.lines
    )
    whole = finding.kind in {'only_round', 'repeated_digits'}
    return DataQuestion(unit, texts[finding.kind], _sources(places) if whole else places)


def _sources(
    places: Sequence[tuple[int, int, dict[str, Any] | None]],
) -> tuple[tuple[int, int, dict[str, Any] | None], ...]:
    """The papers alone, for a question about all that stands on them."""
    return tuple((number, _TOTALS, None) for number in dict.fromkeys(number for number, _, _ in places))


def _names(lines: Sequence[Counts]) -> str:
    names = '、'.join(one.name for one in lines[:_SHOWN])
    return f"{names}等" if len(lines) > _SHOWN else names


def _values(one: Counts) -> str:
    told = [f"{label_of(field)}{value}" for field, value in one.counts.items() if value]
    return '、'.join(told[:4]) + ("等" if len(told) > 4 else "")


def question_to_line(question: DataQuestion) -> str:
    """A question as the clerk reads it: 数据疑问, where the figures stand, 请核实."""
    papers: dict[int, list[int]] = {}
    for number, row, _ in question.places:
        papers.setdefault(number, []).extend([row % ANOTHER] if row else [])
    where = '；'.join(f"第{number}号{_rows(listed)}" for number, listed in papers.items())
    return f"数据疑问　{question.unit}：{question.text}（{where}），请核实"


def _rows(listed: Sequence[int]) -> str:
    told = '、'.join(map(str, listed[:_SHOWN]))
    return f"第{told}行{'等' if len(listed) > _SHOWN else ''}" if listed else ""


def question_to_plain(question: DataQuestion) -> dict[str, Any]:
    """A question for users' scripts."""
    places = [{'entry': number, 'row': row, 'where': where} for number, row, where in question.places]
    return {'unit': question.unit, 'text': question.text, 'places': places}
