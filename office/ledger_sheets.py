"""What became of a ledger's sheets and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.survey.lines import is_filled
from model.place import Problem, Severity
from office.ledger_columns import Headed
from office.ledger_form import is_kept
from office.ledger_totals import row_number
from text.codes import hide_id_numbers
from text.numbers import is_dash
from text.phones import mask_phone, mask_phones_in

SAMPLES = 3
_LONG = 24


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column by its printed path and the field it goes into, None: not taken; a mark may mean an option.

    samples are the first different texts that stand in it, identity numbers hidden, telephones masked.
    """

    sheet: str | None
    label: str
    field: str | None
    option: str | bool | None = None
    samples: tuple[str, ...] = ()


@dataclass(slots=True)
class SheetRead:
    """What became of a sheet: its rows and dropped totals, or why it was skipped."""

    name: str | None
    rows: int = 0
    totals: int = 0
    skipped: str | None = None


def columns_read(tables: Sequence[Headed]) -> list[ColumnRead]:
    """Every headed column with what it holds."""
    found: list[ColumnRead] = []
    for headed in tables:
        sheet, samples = headed.table.where.sheet, _samples(headed)
        for column in headed.columns:
            if headed.header.paths[column.place] and not column.serial:
                kept = column.field if column.field is not None and is_kept(column.field) else None
                option = column.option if kept else None
                told = () if column.never else tuple(samples.get(column.place, ()))
                found.append(ColumnRead(sheet, headed.label(column), kept.id if kept else None, option, told))
    return found


def _samples(headed: Headed) -> dict[int, list[str]]:
    """The first different texts under each column's heading."""
    found: dict[int, list[str]] = {}
    phones = {one.place for one in headed.columns if one.field is not None and one.field.id.endswith('phone')}
    for cell in headed.table.cells:
        told = found.setdefault(cell.col, [])
        if cell.row >= headed.header.bottom and len(told) < SAMPLES and is_filled(cell.text):
            text = _shown(' '.join(cell.text.split()))
            text = mask_phone(text) if cell.col in phones else text
            if text not in told:
                told.append(text)
    return found


def _shown(text: str) -> str:
    """A cell for the screen: an identity number hidden, a telephone masked, what is long cut short."""
    told = mask_phones_in(hide_id_numbers(text)[0])
    return told if len(told) <= _LONG else f'{told[:_LONG]}…'


def notes_on_columns(columns: Sequence[ColumnRead]) -> list[Problem]:
    """What a list does not ask and what is taken in its place, sheet by sheet."""
    held: dict[str | None, set[str | None]] = {}
    for one in columns:
        held.setdefault(one.sheet, set()).add(one.field)
    where = [sheet for sheet, fields in held.items() if 'establishment_form' in fields]
    return [_taken_by_form(sheet) for sheet in where if 'established' not in held[sheet]]


def _taken_by_form(sheet: str | None) -> Problem:
    place = f"工作表“{sheet}”" if sheet else ""
    message = f"{place}没有“是否建立党组织”一栏：填了组建形式的按已建立党组织记，没填的不知是否建立，请核对"
    return Problem('branch_by_form', Severity.INFO, message)


def not_taken(headed: Headed, rows: set[int]) -> list[str]:
    """The columns whose contents go nowhere: forbidden ones, and filled ones that nobody knows."""
    loose = [column for column in headed.columns if column.field is None or not is_kept(column.field)]
    filled = _filled(headed, {column.place for column in loose}, rows)
    return [
        headed.label(column)
        for column in loose
        if (column.never and headed.header.paths[column.place])
        or (column.place in filled and not column.serial)
    ]


def _filled(headed: Headed, places: set[int], rows: set[int]) -> set[int]:
    """Those of the columns in which a row says anything."""
    return {
        cell.col
        for cell in headed.table.cells
        if cell.col in places and cell.text.strip() and row_number(cell) in rows and not is_dash(cell.text)
    }
