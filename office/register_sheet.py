"""收文登记簿 as a workbook to print: the office's columns, text cells, heads on every page (G17)."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from model.errors import UsageFault
from model.register import Entry
from office.config import Workplace
from office.inbox import free_name, write_whole
from office.registering import Listed, entries
from outgoing.pack_zip import pack, unpack

COLUMNS = (
    ("收文编号", 6), ("收文日期", 11), ("来文单位", 20), ("来文字号", 18), ("标题", 42), ("份数", 5),
    ("密级/缓急", 9), ("承办科室(人)", 12), ("拟办", 18), ("批示", 18), ("办理结果", 18), ("归档", 12),
)  # fmt: skip
"""Head and width in characters of each column; together they fill a landscape A4 page."""

_NEVER_IN_XML = re.compile('[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]')
_HEAD_ROW = 2


def entry_to_row(listed: Listed) -> tuple[str, ...]:
    """The texts of one entry, column by column; what nobody has written is ''."""
    entry = listed.entry
    marks = '/'.join(filter(None, (entry.secrecy, entry.urgency)))
    return (
        str(entry.number),
        f'{entry.received_at:%Y-%m-%d}',
        entry.issuer or entry.sender_hint or '',
        entry.doc_number or '',
        _title(entry, len(listed.copies)),
        str(entry.quantity or ''),
        marks,
        *(text or '' for text in (entry.handler, entry.proposal, entry.instruction)),
        entry.outcome or _fate(entry),
        entry.filed_as or '',
    )


def _title(entry: Entry, copies: int) -> str:
    part = f"（第{entry.part_of}号的附件或分页）" if entry.part_of else ""
    more = f"（另有副本{copies}份）" if copies else ""
    return (entry.title or entry.file) + part + more


def _fate(entry: Entry) -> str:
    """What the register itself knows of an entry that was not worked on here."""
    return entry.note or '' if entry.state in {'withdrawn', 'returned', 'forwarded'} else ''


def export(
    place: Workplace, target: Path, first: dt.date | None = None, last: dt.date | None = None
) -> tuple[Path, int]:
    """Write the register of some days; gives the file and how many entries it holds.

    A file that is there stays, the new one is called 名~2.

    Raises:
        UsageFault: the name does not end in .xlsx, or its folder is missing.
    """
    if target.suffix.lower() != '.xlsx' or not target.parent.is_dir():
        raise UsageFault(f"“{target}”不能写：要写到已有的文件夹里，文件名以 .xlsx 结尾。")
    listed = entries(place, first, last)
    days = f"（{first or '最早'} 至 {last or place.today}）"
    data = rows_to_workbook(f"{place.office.name}收文登记簿{days}", [entry_to_row(one) for one in listed])
    written = free_name(target)
    write_whole(written, data)
    return written, len(listed)


def rows_to_workbook(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    """The workbook's bytes, the same for the same rows; a text that looks like a formula stays a text."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "收文登记簿"
    _write(sheet, 1, [title])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(COLUMNS))
    _write(sheet, _HEAD_ROW, [name for name, _ in COLUMNS], bold=True)
    for index, row in enumerate(rows, start=_HEAD_ROW + 1):
        _write(sheet, index, row)
    _lay_out(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return pack(unpack(stream.getvalue()))


def _write(sheet: Any, row: int, texts: Sequence[str], *, bold: bool = False) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    line = Side(style='thin')
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column)
        cell.value = _NEVER_IN_XML.sub('', text) or None
        if cell.value is not None:
            cell.data_type = 's'
        cell.number_format = '@'
        cell.quotePrefix = True
        cell.font = Font(bold=bold or row == 1, size=14 if row == 1 else 10)
        cell.alignment = Alignment(
            wrap_text=True, vertical='center', horizontal='center' if row <= _HEAD_ROW else None
        )
        if row >= _HEAD_ROW:
            cell.border = Border(left=line, right=line, top=line, bottom=line)


def _lay_out(sheet: Any) -> None:
    """Widths, landscape A4 one page wide, the head again on every page and in sight while scrolling."""
    from openpyxl.utils import get_column_letter

    for column, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.print_title_rows = f'1:{_HEAD_ROW}'
    sheet.freeze_panes = f'A{_HEAD_ROW + 1}'
    sheet.page_setup.orientation = 'landscape'
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
