"""Blank workbooks of our own: label-value forms, lists, matrices, as offices send them round."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.styles import Border, Protection, Side
from openpyxl.utils import get_column_letter

THIN = Side(style='thin')
RULED = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)

Rows = Sequence[Any]
"""Cells row by row; None is an empty cell; a row with '' in it has no lines."""


def write(
    sheet: Any,
    rows: Rows,
    merges: Sequence[str] = (),
    *,
    unlocked: Sequence[str] = (),
    formats: Mapping[str, str] | None = None,
) -> Any:
    """Write rows from A1 on; unlocked cells protect the sheet."""
    for r, row in enumerate(rows, start=1):
        for c, value in enumerate(row, start=1):
            cell = sheet.cell(r, c, value or None)
            if '' not in row:
                cell.border = RULED
    for merge in merges:
        sheet.merge_cells(merge)
    for ref in unlocked:
        sheet[ref].protection = Protection(locked=False)
    sheet.protection.sheet = bool(unlocked)
    for ref, number_format in (formats or {}).items():
        sheet[ref].number_format = number_format
    return sheet


def book(*makers: Callable[[Any], Any]) -> bytes:
    """A workbook; each maker is given its empty sheet."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for maker in makers:
        maker(made.create_sheet())
    return saved(made)


def saved(made: Any) -> bytes:
    """A workbook as bytes."""
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def form(sheet: Any) -> None:
    """One organisation's form: labels beside places, sections merged down, an approval at the foot."""
    rows = [
        ["社会组织党建情况登记表", '', '', '', '', ''],
        ["填报单位（盖章）：", '', '', "填报日期：    年  月  日", '', ''],
        ["单位名称", None, None, "登记证号", None, None],
        ["是否建立党组织", "□是 □否", None, "成立时间", "     年   月", None],
        ["党组织负责人", "姓名", None, "联系电话", None, None],
        [None, "职务", None, "从业人员数", "     人", None],
        ["业务主管单位意见", "（盖章）\n      年   月   日", None, None, None, None],
        ["注：本表一式两份，    日前报送。", '', '', '', '', ''],
    ]
    merges = ['A1:F1', 'B3:C3', 'E3:F3', 'B4:C4', 'E4:F4', 'A5:A6', 'E5:F5', 'E6:F6', 'B7:F7', 'A8:F8']
    write(sheet, rows, merges)
    sheet.title = '登记表'


def roster(sheet: Any) -> None:
    """A list with a heading of three rows, a row that numbers the columns, four blank rows and a total."""
    rows = [
        ["社会组织党建情况汇总表", '', '', '', '', '', ''],
        ["填报单位：", '', '', '', '', '', ''],
        ["序号", "社会组织名称", "内部编码", "从业人员", None, "党员情况", "备注"],
        [None, None, None, "专职", "兼职", "党员总数", None],
        [1, 2, 3, 4, 5, 6, 7],
        *([number, None, None, None, None, None, None] for number in range(1, 5)),
        ["合计", None, None, '=SUM(D6:D9)', '=SUM(E6:E9)', '=SUM(F6:F9)', None],
        ["填表人：          审核人：          联系电话：", '', '', '', '', '', ''],
    ]
    merges = ['A1:G1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:E3', 'G3:G4', 'A11:G11']
    write(sheet, rows, merges)
    sheet.column_dimensions['C'].hidden = True
    sheet.title = '汇总表'


def matrix(sheet: Any) -> None:
    """Counts by line and column, sums by formula."""
    rows = [
        ["社会组织党组织情况统计表", '', '', '', ''],
        ["项目", "代码", "总数", "社会团体", "基金会"],
        ["甲", "乙", 1, 2, 3],
        ["单位数", "01", '=D4+E4', None, None],
        ["已单独建立", "02", '=D5+E5', None, None],
        ["其中：建立党委", "03", '=D6+E6', None, None],
        ["合计", "04", '=SUM(C4:C6)', '=SUM(D4:D6)', '=SUM(E4:E6)'],
    ]
    write(sheet, rows, ['A1:E1'])
    sheet.title = '统计表'


def letters(count: int) -> list[str]:
    """The first columns' letters."""
    return [get_column_letter(number) for number in range(1, count + 1)]
