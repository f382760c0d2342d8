"""汇总表: the rows of all layouts of a form in one workbook, every line that came in on a sheet (G5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.errors import UsageFault
from model.form import FormField
from model.register import Entry, HeldRow, ReviewItem
from office.accepting import ANOTHER, PAPER_FIELDS
from office.collecting import collection_named
from office.config import Workplace
from office.figures import AS_OF, TOTAL
from office.inbox import free_name, write_whole
from office.naming import value_to_text
from office.rounding import NO_ROUND
from office.workbook import Value, tables_to_workbook
from store import register, reviews, rows, unit_figures
from store.engine import Connection, reading
from store.unit_figures import UnitFigure

ESTABLISHED = 'established'
_NAMED = {TOTAL: "社会组织数", ESTABLISHED: "已建党组织数"}
_STATES = {'held': "待核", 'rejected': "不采用"}

Row = Sequence[Value]


@dataclass(frozen=True, slots=True)
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


def summary_sheet(place: Workplace, collection: str, path: Path) -> Path:
    """Write what came of a collection (a form, or a campaign's forms) as one workbook; gives the file.

    汇总表: the accepted rows. 分县汇总: each unit's lines and counts, its own totals beside ours.
    待核: the rows that wait or were refused, with the reasons. 剔除: the total lines. Rows in are
    the rows of 汇总表, 待核 and 剔除 together. Fields about persons are left out; a return that a
    later one corrects is, too. A file that is there stays, the new one is called 名~2.

    Raises:
        UsageFault: no such collection, or no such folder, or no .xlsx.
    """
    if path.suffix.lower() != '.xlsx' or not path.parent.is_dir():
        raise UsageFault(f"“{path}”不能写：要写到已有的文件夹里，文件名以 .xlsx 结尾。")
    forms = collection_named(place, collection).asked.forms
    fields = _fields(place, forms)
    with reading(place.engine) as connection:
        sent = [_sent(connection, entry) for entry in _entries(connection, forms)]
    tables = (
        ("汇总表", _detail_rows(sent, fields)),
        ("分县汇总", _unit_rows(sent, fields)),
        ("待核", _held_rows(sent)),
        ("剔除", _dropped_rows(sent, fields)),
    )
    written = free_name(path)
    write_whole(written, tables_to_workbook(tables))
    return written


def _entries(connection: Connection, forms: frozenset[str] | None) -> list[Entry]:
    """The returns that count: read, not corrected by a later one, of these forms or in prose."""
    return [
        entry
        for entry in register.list_entries(connection, ('done',))
        if entry.kind == 'return' and entry.superseded_by is None and entry.round != NO_ROUND
        if entry.form is None or forms is None or entry.form in forms
    ]


def _fields(place: Workplace, forms: frozenset[str] | None) -> dict[str, FormField]:
    """What the forms ask, in their order and once each; nothing about persons or about the paper itself."""
    found: dict[str, FormField] = {}
    for form in place.forms:
        if forms is None or form.id in forms:
            for field in form.fields:
                if field.personal == 'none' and field.id not in PAPER_FIELDS - {'org_name', 'remarks'}:
                    found.setdefault(field.id, field)
    return found


def _sent(connection: Connection, entry: Entry) -> Sent:
    extract = register.extract_of(connection, entry.number) or {}
    return Sent(
        entry,
        tuple(rows.list_rows(connection, entry.number)),
        tuple(unit_figures.list_figures(connection, entry.number)),
        tuple(extract.get('totals') or ()),
        tuple(reviews.list_items(connection, None, register_number=entry.number)),
    )


def _text(value: Any) -> Value:
    """A stored value as a cell: counts stay numbers."""
    told = value['value']
    if told is None:
        return None
    return told if isinstance(told, int) and not isinstance(told, bool) else value_to_text(told)


def _place_of(row: HeldRow) -> str:
    sheet = (row.where or {}).get('sheet')
    return f"{sheet} 第{row.row % ANOTHER}行" if sheet else f"第{row.row % ANOTHER}行" if row.row else ""


def _detail_rows(sent: Sequence[Sent], fields: dict[str, FormField]) -> list[Row]:
    accepted = [(one, row) for one in sent for row in one.rows if row.state == 'accepted']
    filled = {key for _, row in accepted for key, value in row.values.items() if value['value'] is not None}
    used = [key for key in fields if key in filled and key != 'region']
    head: Row = ("序号", "县区", *(fields[key].labels[0] for key in used), "来源文件", "行")
    return [
        head,
        *(
            (
                number,
                row.region or one.unit,
                *(_text(row.values[key]) if key in row.values else None for key in used),
                one.entry.file,
                _place_of(row),
            )
            for number, (one, row) in enumerate(accepted, start=1)
        ),
    ]


def _unit_rows(sent: Sequence[Sent], fields: dict[str, FormField]) -> list[Row]:
    """A line a return: its lines, our counts, and the unit's own beside them where it gave any."""
    ours = [_our_counts(one, fields) for one in sent]
    own = [_own_counts(one) for one in sent]
    keys = [key for key in (TOTAL, ESTABLISHED, *fields) if any(key in counts for counts in (*ours, *own))]
    keys = list(dict.fromkeys(keys))
    told = [
        key for key in keys if any(key in counts for one, counts in zip(sent, own, strict=True) if one.rows)
    ]
    head: list[Value] = ["县区", "明细行数", "入账", "待核", "不采用", "剔除合计行", "隐藏行（已计入）"]
    for key in keys:
        label = _NAMED.get(key) or fields[key].labels[0]
        head += [label, f"{label}（自报合计）", f"{label}（差）"] if key in told else [label]
    lines: list[Row] = [(*head, "备注", "来源文件")]
    for one, counted, printed in zip(sent, ours, own, strict=True):
        line: list[Value] = [one.unit, *_tally(one)]
        for key in keys:
            line += _compared(one, counted.get(key), printed.get(key), beside=key in told)
        lines.append((*line, _remark(one), one.entry.file))
    return [*lines, _sum_line(lines)] if sent else lines


def _sum_line(lines: Sequence[Row]) -> Row:
    """The sums of the counts of all units; a column in which one unit says nothing is not summed."""
    sums: list[Value] = []
    for column in zip(*(line[1:-2] for line in lines[1:]), strict=True):
        counts = [value for value in column if isinstance(value, int)]
        sums.append(sum(counts) if len(counts) == len(column) else None)
    return ("合计", *sums, None, None)


def _tally(one: Sent) -> Iterator[Value]:
    states = [row.state for row in one.rows]
    dropped = one.entry.tally or {}
    yield len(states)
    yield from (states.count(state) for state in ('accepted', 'held', 'rejected'))
    yield dropped.get('totals_dropped', 0)
    yield dropped.get('hidden_rows', 0)


def _compared(one: Sent, ours: int | None, own: int | None, *, beside: bool) -> list[Value]:
    if not one.rows:
        return [own, None, None] if beside else [own]
    difference = own - ours if own is not None and ours is not None else None
    return [ours, own, difference] if beside else [ours]


def _our_counts(one: Sent, fields: dict[str, FormField]) -> dict[str, int]:
    """The sums over the accepted rows; a count that no row tells is not there."""
    accepted = [row.values for row in one.rows if row.state == 'accepted']
    sums = {TOTAL: len(accepted)} if one.rows else {}
    for key, field in fields.items():
        values = [value for row in accepted if key in row and (value := row[key]['value']) is not None]
        if values and field.type == 'int':
            sums[key] = sum(values)
        elif values and key == ESTABLISHED:
            sums[key] = values.count(True)
    return sums


def _own_counts(one: Sent) -> dict[str, int]:
    """What the unit says of itself as a whole, as far as it is a number."""
    return {
        figure.field: figure.value
        for figure in one.figures
        if figure.field != AS_OF and isinstance(figure.value, int) and not isinstance(figure.value, bool)
    }


def _remark(one: Sent) -> str:
    bases = {figure.basis for figure in one.figures}
    notes = ["仅报汇总数"] if 'totals' in bases else ["文字汇报"] if 'prose' in bases else []
    notes += [item.reasons[0] for item in one.items if item.field == 'total_disagrees']
    return '；'.join((*notes, *([one.entry.note] if one.entry.note else [])))


def _held_rows(sent: Sequence[Sent]) -> list[Row]:
    lines: list[Row] = [("县区", "单位名称", "状态", "原因", "来源文件", "行")]
    for one in sent:
        for row in one.rows:
            if row.state != 'accepted':
                about = [item for item in one.items if item.row == row.row]
                why = '；'.join(dict.fromkeys(reason for item in about for reason in item.reasons))
                place = _place_of(row)
                lines.append(
                    (row.region or one.unit, row.name, _STATES[row.state], why, one.entry.file, place)
                )
    return lines


def _dropped_rows(sent: Sequence[Sent], fields: dict[str, FormField]) -> list[Row]:
    lines: list[Row] = [("县区", "行首", "所印的数", "来源文件", "行")]
    for one in sent:
        for total in one.totals:
            printed = '，'.join(
                f"{fields[key].labels[0]}{value['raw']}"
                for key, value in total['values'].items()
                if key in fields and value['raw']
            )
            where = total['where'].get('sheet')
            place = f"{where} 第{total['number']}行" if where else f"第{total['number']}行"
            lines.append((one.unit, total['organisation']['name'], printed, one.entry.file, place))
    return lines
