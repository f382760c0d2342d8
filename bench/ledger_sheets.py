"""A ledger as a workbook: cells, merged cells, hidden lines, formulas; written as xlsx, xls or csv."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from bench.ledger_cells import Cell, Column, Truth
from bench.ledger_people import Facts
from tests.build_xls import hidden_column, hidden_row, label, merges, number, xls


class Summed(NamedTuple):
    """A cell with a formula and the value that Excel keeps with it."""

    formula: str
    value: int


@dataclass(slots=True)
class Sheet:
    """Rows as written, and how they are dressed."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    freeze: str = ''
    filtered: bool = False

    def add(self, *cells: Any) -> int:
        """Append a row; its index from 0."""
        self.rows.append(list(cells))
        return len(self.rows) - 1

    def head(self, columns: Sequence[Column], depth: int) -> None:
        """The header rows of the columns: equal neighbours merged, short ones merged downwards."""
        top = len(self.rows)
        for level in range(depth):
            self.add(*(each.heads[level] if level < len(each.heads) else None for each in columns))
        for level in range(depth):
            self._merge_level(columns, top, level, depth)

    def _merge_level(self, columns: Sequence[Column], top: int, level: int, depth: int) -> None:
        start = 0
        while start < len(columns):
            heads = columns[start].heads
            if level >= len(heads):
                start += 1
                continue
            stop = start + 1
            last = level == len(heads) - 1
            while not last and stop < len(columns) and columns[stop].heads[: level + 1] == heads[: level + 1]:
                self.rows[top + level][stop] = None
                stop += 1
            down = depth - 1 if last else level
            if stop - start > 1 or down > level:
                self.merged.append((top + level, top + down, start, stop - 1))
            start = stop


@dataclass(slots=True)
class Book:
    """A ledger and its truth: rows of (facts, truth by field), how many totals it prints, how many wrong."""

    kind: str
    sheets: list[Sheet]
    suffix: str = '.xlsx'
    truths: list[tuple[Facts, Truth]] = field(default_factory=list)
    totals: int = 0
    wrong_totals: int = 0
    before: Book | None = None
    absent: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def save(self, folder: Path) -> Path:
        """Write the file; its path."""
        path = folder / f'{self.kind}{self.suffix}'
        {'.xlsx': _xlsx, '.xls': _xls, '.csv': _csv}[self.suffix](self, path)
        return path


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Summed) else value


def _xlsx(book: Book, path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.utils import get_column_letter

    made = Workbook()
    made.remove(made.active)
    for sheet in book.sheets:
        page = made.create_sheet(sheet.name)
        for row, cells in enumerate(sheet.rows, 1):
            for column, value in enumerate(cells, 1):
                written = f'={value.formula}' if isinstance(value, Summed) else value
                if written not in (None, ''):
                    page.cell(row, column, written)
        for top, bottom, left, right in sheet.merged:
            page.merge_cells(
                start_row=top + 1, end_row=bottom + 1, start_column=left + 1, end_column=right + 1
            )
        for row in sheet.hidden_rows:
            page.row_dimensions[row + 1].hidden = True
        for column in sheet.hidden_columns:
            page.column_dimensions[get_column_letter(column + 1)].hidden = True
        for (row, column), said in sheet.comments.items():
            page.cell(row + 1, column + 1).comment = Comment(said, '经办')
        page.freeze_panes = sheet.freeze or None
        if sheet.filtered:
            page.auto_filter.ref = page.dimensions
    made.save(path)
    _keep_results(path, book)


def _keep_results(path: Path, book: Book) -> None:
    """Put into the file what Excel would have stored with the formulas."""
    values = [
        str(value.value)
        for sheet in book.sheets
        for row in sheet.rows
        for value in row
        if isinstance(value, Summed)
    ]
    if not values:
        return
    results = iter(values)
    with zipfile.ZipFile(path) as source:
        parts = {item: source.read(item) for item in source.namelist()}
    for index in range(1, len(book.sheets) + 1):
        item = f'xl/worksheets/sheet{index}.xml'
        text = parts[item].decode()
        parts[item] = re.sub(
            r'</f><v ?/>|</f><v></v>', lambda _: f'</f><v>{next(results)}</v>', text
        ).encode()
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as target:
        for item, data in parts.items():
            target.writestr(item, data)


def _xls(book: Book, path: Path) -> None:
    pages = []
    for sheet in book.sheets:
        data = b''.join(hidden_row(row) for row in sheet.hidden_rows)
        data += b''.join(hidden_column(column) for column in sheet.hidden_columns)
        for row, cells in enumerate(sheet.rows):
            for column, given in enumerate(cells):
                value: Cell = _plain(given)
                if isinstance(value, int | float):
                    data += number(row, column, value)
                elif value:
                    data += label(row, column, str(value))
        pages.append(data + (merges(*sheet.merged) if sheet.merged else b''))
    xls(path, *pages)


def _csv(book: Book, path: Path) -> None:
    out = io.StringIO()
    for sheet in book.sheets:
        for cells in sheet.rows:
            csv.writer(out).writerow(_text(_plain(value)) for value in cells)
    path.write_bytes(out.getvalue().encode('gb18030'))


def _text(value: Any) -> str:
    return value.strftime('%Y/%m/%d') if isinstance(value, dt.date) else '' if value is None else str(value)
