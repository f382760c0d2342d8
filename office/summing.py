"""汇总表: the rows of all layouts of a form in one workbook, every line that came in on a sheet (G5)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from model.errors import UsageFault
from model.form import FormField
from model.register import Entry, HeldRow
from office.accepting import ANOTHER, PAPER_FIELDS
from office.collecting import collect, collection_named
from office.config import Workplace
from office.figures import AS_OF
from office.inbox import free_name, write_whole
from office.naming import value_to_text
from office.rounding import NO_ROUND
from office.unit_lines import Row, Sent, figure_label, figure_text, sent_to_units, unit_lines
from office.workbook import Value, tables_to_workbook
from store import register, reviews, rows, unit_figures
from store.engine import Connection, reading

_STATES = {'held': "待核", 'rejected': "不采用"}


def summary_sheet(place: Workplace, collection: str, path: Path) -> Path:
    """Write what came of a collection (a form, or a campaign's forms) as one workbook; gives the file.

    汇总表: the accepted rows. 分县汇总: each unit's lines and counts, its own totals beside ours.
    待核: the rows that wait or were refused, with the reasons, and single values that wait (状态 值待核).
    剔除: the total lines. Rows in are the rows of 汇总表, 待核 and 剔除 together, the values that wait
    apart. A value with an open question bears （待核） and is in no sum. Of a collection in rounds only
    the round that fell due last is told. Fields about persons are left out; a return that a later one
    corrects is, too. A file that is there stays, the new one is called 名~2.

    Raises:
        UsageFault: no such collection, or no such folder, or no .xlsx.
    """
    if path.suffix.lower() != '.xlsx' or not path.parent.is_dir():
        raise UsageFault(f"“{path}”不能写：要写到已有的文件夹里，文件名以 .xlsx 结尾。")
    asked = collection_named(place, collection)
    fields = fields_of(place, asked.asked.forms)
    collected = collect(place, asked)
    with reading(place.engine) as connection:
        listed = [sent_of(connection, entry) for entry in entries_of(connection, asked.asked.forms)]
    units = sent_to_units(collected, listed)
    sent = [one for unit in units for one in unit.sent]
    tables = (
        ("汇总表", _detail_rows(sent, fields)),
        ("分县汇总", unit_lines(units, fields)),
        ("待核", [*_held_rows(sent), *_held_values(sent, fields)]),
        ("剔除", _dropped_rows(sent, fields)),
    )
    written = free_name(path)
    write_whole(written, tables_to_workbook(tables))
    return written


def entries_of(connection: Connection, forms: frozenset[str] | None) -> list[Entry]:
    """The returns that count: read, not corrected by a later one, of these forms or in prose."""
    return [
        entry
        for entry in register.list_entries(connection, ('done',))
        if entry.kind == 'return' and entry.superseded_by is None and entry.round != NO_ROUND
        if entry.form is None or forms is None or entry.form in forms
    ]


def fields_of(place: Workplace, forms: frozenset[str] | None) -> dict[str, FormField]:
    """What the forms ask, in their order and once each; nothing about persons or about the paper itself."""
    found: dict[str, FormField] = {}
    for form in place.forms:
        if forms is None or form.id in forms:
            for field in form.fields:
                if field.personal == 'none' and field.id not in PAPER_FIELDS - {'org_name', 'remarks'}:
                    found.setdefault(field.id, field)
    return found


def sent_of(connection: Connection, entry: Entry) -> Sent:
    """A return with all that is held of it."""
    extract = register.extract_of(connection, entry.number) or {}
    return Sent(
        entry,
        tuple(rows.list_rows(connection, entry.number)),
        tuple(unit_figures.list_figures(connection, entry.number)),
        tuple(extract.get('totals') or ()),
        tuple(reviews.list_items(connection, None, register_number=entry.number)),
    )


def cell_of(one: Sent, row: HeldRow, key: str) -> Value:
    """A stored value as a cell: counts stay numbers, what waits or was refused says so behind it."""
    value = row.values.get(key)
    if value is None:
        return None
    told = value['value']
    mark = one.marks.get((row.row, key))
    if mark:
        return f"{value['raw'] if told is None else value_to_text(told)}（{mark}）"
    if told is None:
        return None
    return told if isinstance(told, int) and not isinstance(told, bool) else value_to_text(told)


def _place_of(row: HeldRow) -> str:
    sheet = (row.where or {}).get('sheet')
    return f"{sheet} 第{row.row % ANOTHER}行" if sheet else f"第{row.row % ANOTHER}行" if row.row else ""


def _detail_rows(sent: Sequence[Sent], fields: dict[str, FormField]) -> list[Row]:
    accepted = [(one, row) for one in sent for row in one.rows if row.state == 'accepted']
    filled = {
        key
        for one, row in accepted
        for key, value in row.values.items()
        if value['value'] is not None or (row.row, key) in one.marks
    }
    used = [key for key in fields if key in filled and key != 'region']
    head: Row = ("序号", "县区", *(fields[key].labels[0] for key in used), "来源文件", "行")
    return [
        head,
        *(
            (
                number,
                row.region or one.unit,
                *(cell_of(one, row, key) for key in used),
                one.entry.file,
                _place_of(row),
            )
            for number, (one, row) in enumerate(accepted, start=1)
        ),
    ]


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


def _held_values(sent: Sequence[Sent], fields: dict[str, FormField]) -> list[Row]:
    """Single values that wait: of accepted rows, and a unit's own figures."""
    lines: list[Row] = []
    for one in sent:
        named = {row.row: row for row in one.rows}
        for item in one.items:
            row = named.get(item.row) if item.row is not None else None
            if row is not None and row.state == 'accepted' and item.field in fields and item.state == 'open':
                told = "" if item.value is None else f" {value_to_text(item.value)}"
                why = f"{fields[item.field].labels[0]}{told}：{'；'.join(item.reasons)}"
                lines.append(
                    (row.region or one.unit, row.name, "值待核", why, one.entry.file, _place_of(row))
                )
        for figure in one.figures:
            if figure.basis != 'own_total' and figure.field != AS_OF and not one.is_certain(figure):
                why = f"{figure_label(figure.field, fields)} {figure_text(figure)}：没有人确认过，未计入合计"
                lines.append((one.unit, "（单位自报的数）", "值待核", why, one.entry.file, ""))
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
