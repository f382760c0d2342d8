"""分县汇总: a line a unit in the office's order, ours beside its own; the sums of what is certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from extractors.survey.figures import UNIT_FIELDS
from model.form import FormField
from model.register import Entry, HeldRow, ReviewItem
from office.collecting import Collected, UnitState
from office.figures import AS_OF, TOTAL, figure_state
from office.workbook import Value
from store.unit_figures import UnitFigure

ESTABLISHED = 'established'
_NAMED = {TOTAL: "社会组织数", ESTABLISHED: "已建党组织数"}
_FIGURES = {field.id: field.labels[0] for field in reversed(UNIT_FIELDS)}
_STATES = {'returned': "已报", 'doubtful': "已报，待核", 'unread': "已收未读", 'missing': "未报"}
_COUNTS = ("明细行数", "入账", "待核", "不采用", "剔除合计行", "隐藏行（已计入）")
_MARKS = {'open': "待核", 'rejected': "不采用"}

Row = Sequence[Value]
Fields = Mapping[str, FormField]


@dataclass(frozen=True)
class Sent:
    """One return with all that is stored of it."""

    entry: Entry
    rows: tuple[HeldRow, ...]
    figures: tuple[UnitFigure, ...]
    totals: tuple[dict[str, Any], ...]
    items: tuple[ReviewItem, ...]

    @property
    def unit(self) -> str:
        """Who sent it, as far as the register knows."""
        regions = {row.region for row in self.rows}
        region = regions.pop() if len(regions) == 1 else None
        return region or self.entry.issuer or self.entry.sender_hint or "（未写单位）"

    @cached_property
    def marks(self) -> dict[tuple[int, str], str]:
        """By row and field, the values that nobody stands for: asked about still, or refused."""
        found: dict[tuple[int, str], str] = {}
        for item in sorted(self.items, key=lambda one: one.state == 'open'):
            if item.kind in {'conflict', 'reading'} and item.row is not None and item.field:
                if item.state in _MARKS:
                    found[item.row, item.field] = _MARKS[item.state]
                else:
                    found.pop((item.row, item.field), None)
        return found

    def is_certain(self, figure: UnitFigure) -> bool:
        """Whether one of the unit's own figures was told for certain, or confirmed by a person."""
        opened = [item for item in self.items if item.state == 'open']
        rejected = any(item.state == 'rejected' and not item.row for item in self.items)
        return figure_state(figure, opened, rejected) == 'accepted'


class Unit(NamedTuple):
    """A unit, how it stands, and what of it counts; why says why something of it is unread."""

    name: str
    state: str
    sent: tuple[Sent, ...]
    why: str = ''


def sent_to_units(collected: Collected, listed: Sequence[Sent]) -> list[Unit]:
    """Who sent what, one for each unit in the order they are expected, then those that nobody expected."""
    placed = {
        one.came.number: state.unit
        for state in collected.states
        for one in state.placed
        if one.superseded_by is None
    }
    gone = {one.came.number for history in collected.history.values() for one in history if one.superseded_by}
    strays = {one.number for one in (*collected.unattributed, *collected.direct)}
    groups: dict[str, list[Sent]] = {state.unit: [] for state in collected.states}
    for one in listed:
        number = one.entry.number
        if number in placed:
            groups[placed[number]].append(one)
        elif number not in gone and (collected.round is None or number in strays):
            groups.setdefault(one.unit, []).append(one)
    states = {state.unit: state for state in collected.states}
    return [_to_unit(name, states.get(name), sent) for name, sent in groups.items()]


def _to_unit(name: str, state: UnitState | None, sent: Sequence[Sent]) -> Unit:
    if state is None:
        return Unit(name, "已报", tuple(sent))
    why = '；'.join(dict.fromkeys(one.why for one in state.waiting))
    told = "已报" if sent and state.state in {'missing', 'unread'} else _STATES[state.state]
    return Unit(name, told, tuple(sent), why)


def figure_label(key: str, fields: Fields) -> str:
    """What a count is called in the sheet."""
    return _NAMED.get(key) or (fields[key].labels[0] if key in fields else _FIGURES.get(key, key))


def figure_text(figure: UnitFigure) -> str:
    """A figure that waits, as far as it was understood; else as it is written."""
    return str(figure.raw or '') if figure.value is None else str(figure.value)


class _Counted(NamedTuple):
    """A unit's counts: ours of its rows, its own, and by field how many values of rows wait or lack."""

    ours: dict[str, Value]
    own: dict[str, Value]
    doubts: dict[str, int]
    blanks: dict[str, int]


def unit_lines(units: Sequence[Unit], fields: Fields) -> list[Row]:
    """A line a unit: its lines, our counts, its own beside them where it gave any; then the sums."""
    counted = [_count(one, fields) for one in units]
    keys = [
        key
        for key in dict.fromkeys((TOTAL, ESTABLISHED, *fields))
        if any(key in one.ours or key in one.own for one in counted)
    ]
    pairs = list(zip(units, counted, strict=True))
    told = [key for key in keys if any(key in one.own and _has_rows(unit) for unit, one in pairs)]
    lines: list[Row] = []
    for unit, one in pairs:
        line: list[Value] = [unit.name, unit.state, *_tally(unit)]
        for key in keys:
            line += _compared(unit, one, key, beside=key in told)
        files = '、'.join(sent.entry.file for sent in unit.sent)
        lines.append((*line, _remark(unit, one, fields), files))
    return [_head(keys, told, fields), *lines, _sum_line(units, lines, keys, told, fields)]


def _head(keys: Sequence[str], told: Sequence[str], fields: Fields) -> Row:
    head: list[Value] = ["县区", "状态", *_COUNTS]
    for key in keys:
        label = figure_label(key, fields)
        head += [label, f"{label}（自报合计）", f"{label}（差）"] if key in told else [label]
    return (*head, "备注", "来源文件")


def _has_rows(unit: Unit) -> bool:
    return any(one.rows for one in unit.sent)


def _count(unit: Unit, fields: Fields) -> _Counted:
    accepted = [(one, row) for one in unit.sent for row in one.rows if row.state == 'accepted']
    ours: dict[str, Value] = {TOTAL: len(accepted)} if _has_rows(unit) else {}
    doubts: dict[str, int] = {}
    blanks: dict[str, int] = {}
    for key, field in fields.items():
        if field.type != 'int' and key != ESTABLISHED:
            continue
        certain = [
            row.values[key]['value']
            for one, row in accepted
            if key in row.values and (row.row, key) not in one.marks
        ]
        doubts[key] = sum((row.row, key) in one.marks for one, row in accepted)
        values = [value for value in certain if value is not None]
        blanks[key] = len(accepted) - doubts[key] - len(values)
        if doubts[key] and not values:
            ours[key] = "（待核）"
        elif values:
            ours[key] = sum(values) if field.type == 'int' else values.count(True)
    return _Counted(ours, _own_counts(unit), doubts, blanks)


def _own_counts(unit: Unit) -> dict[str, Value]:
    """What the unit says of itself as a whole; a figure that nobody confirmed is words, in no sum.

    The totals of several lists add up, of several reports the last one counts.
    """
    found: dict[str, Value] = {}
    totals: dict[str, Value] = {}
    for one in unit.sent:
        for figure in one.figures:
            if figure.field == AS_OF or isinstance(figure.value, bool):
                continue
            key = figure.field
            if figure.basis == 'own_total' and isinstance(figure.value, int):
                held = totals.get(key, 0)
                totals[key] = held + figure.value if isinstance(held, int) else held
            elif figure.basis == 'own_total':
                totals[key] = f"{figure.raw}（看不清）"
            else:
                certain = isinstance(figure.value, int) and one.is_certain(figure)
                found[key] = figure.value if certain else f"{figure_text(figure)}（待核）"
    return found | totals


def _tally(unit: Unit) -> Iterator[Value]:
    if not unit.sent:
        yield from (None for _ in _COUNTS)
        return
    states = [row.state for one in unit.sent for row in one.rows]
    yield len(states)
    yield from (states.count(state) for state in ('accepted', 'held', 'rejected'))
    for key in ('totals_dropped', 'hidden_rows'):
        yield sum((one.entry.tally or {}).get(key, 0) for one in unit.sent)


def _held(unit: Unit) -> int:
    return sum(row.state == 'held' for one in unit.sent for row in one.rows)


def _compared(unit: Unit, one: _Counted, key: str, *, beside: bool) -> list[Value]:
    """Our count, and beside it the unit's own and the difference, where all of its rows are settled."""
    ours, own = one.ours.get(key), one.own.get(key)
    if not _has_rows(unit):
        return [own, None, None] if beside else [own]
    if not beside:
        return [ours]
    difference: Value = own - ours if isinstance(own, int) and isinstance(ours, int) else None
    if difference is not None and (waits := _held(unit)):
        difference = f"另有{waits}家待核，暂不可比"
    elif difference is not None and (waits := one.doubts.get(key, 0)):
        difference = f"另有{waits}处待核，暂不可比"
    return [ours, own, difference]


def _sum_line(
    units: Sequence[Unit], lines: Sequence[Row], keys: Sequence[str], told: Sequence[str], fields: Fields
) -> Row:
    """The sums of what is certain; a column that a unit which reported does not have is not summed."""
    came = [(unit, line) for unit, line in zip(units, lines, strict=True) if unit.sent]
    notes = _absent(units)
    held = sum(map(_held, units))
    notes += [f"未含待核的{held}家"] if held else []
    first = 2 + len(_COUNTS)
    sums: list[Value] = [_whole([line[place] for _, line in came]) for place in range(2, first)]
    place = first
    for key in keys:
        column = [(unit.name, line[place]) for unit, line in came]
        lacking = [name for name, value in column if value is None]
        waiting = [name for name, value in column if isinstance(value, str)]
        label = figure_label(key, fields)
        if lacking:
            notes.append(f"“{label}”未合计：{'、'.join(lacking)}没有这一栏的数")
        elif waiting:
            notes.append(f"“{label}”未含{'、'.join(waiting)}（待核）")
        counts = [value for _, value in column if isinstance(value, int)]
        sums.append(None if lacking or not counts else sum(counts))
        place += 1
        if key in told:
            sums += [_whole([line[at] for _, line in came]) for at in (place, place + 1)]
            place += 2
    return ("合计", None, *sums, '；'.join(notes), None)


def _whole(values: Sequence[Value]) -> int | None:
    """The sum where every unit has a number."""
    counts = [value for value in values if isinstance(value, int)]
    return sum(counts) if counts and len(counts) == len(values) else None


def _absent(units: Sequence[Unit]) -> list[str]:
    """Which units the sums know nothing of."""
    notes = []
    for state in dict.fromkeys(unit.state for unit in units if not unit.sent):
        names = '、'.join(unit.name for unit in units if not unit.sent and unit.state == state)
        notes.append(f"未含{names}（{state}）")
    return notes


def _remark(unit: Unit, one: _Counted, fields: Fields) -> str:
    bases = {figure.basis for sent in unit.sent for figure in sent.figures}
    notes = ["仅报汇总数"] if 'totals' in bases else ["文字汇报"] if 'prose' in bases else []
    notes += [f"另有{_held(unit)}家待核，未计入"] if _held(unit) else []
    for key in one.ours:
        label = figure_label(key, fields)
        notes += [f"“{label}”{one.doubts[key]}处待核，未计入"] if one.doubts.get(key) else []
        notes += [f"“{label}”{one.blanks[key]}家没有数"] if one.blanks.get(key) else []
    notes += [item.reasons[0] for sent in unit.sent for item in sent.items if item.field == 'total_disagrees']
    notes += [sent.entry.note for sent in unit.sent if sent.entry.note]
    return '；'.join((*notes, unit.why) if unit.why else notes)
