"""Tables as a workbook: counts as numbers, all else as text that no spreadsheet runs or changes."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from outgoing.pack_zip import pack, unpack

NEVER_IN_XML = re.compile('[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]')
_LOOKS_CODED = re.compile('_(?=x[0-9A-Fa-f]{4}_)')
_WIDEST = 40

Value = str | int | None


def tables_to_workbook(tables: Sequence[tuple[str, Sequence[Sequence[Value]]]]) -> bytes:
    """A sheet for each (name, rows); the first row is the head, repeated on every page.

    The same rows give the same bytes; '=1+1' stays the text it is, and so does a code of digits.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in tables:
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None and value != '':
                    _write(sheet.cell(number, column), value, bold=number == 1)
        _lay_out(sheet, rows)
    stream = io.BytesIO()
    book.save(stream)
    return pack(unpack(stream.getvalue()))


def _write(cell: Any, value: str | int, *, bold: bool) -> None:
    from openpyxl.styles import Font

    if isinstance(value, int):
        cell.value = value
    else:
        cell.value = _LOOKS_CODED.sub('_x005F_', NEVER_IN_XML.sub('', value))
        cell.data_type = 's'
        cell.number_format = '@'
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)


def _lay_out(sheet: Any, rows: Sequence[Sequence[Value]]) -> None:
    from openpyxl.utils import get_column_letter

    for column in range(len(rows[0]) if rows else 0):
        longest = max(len(str(row[column] or '')) for row in rows)
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(2 * longest + 2, _WIDEST)
    sheet.freeze_panes = 'A2'
    sheet.print_title_rows = '1:1'
    sheet.page_setup.orientation = 'landscape'
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
