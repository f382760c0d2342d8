import datetime as dt
import json
import string
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Border, Side

from extractors.readers.sheets import xlsx_reader as read_xlsx
from extractors.readers.sheets import xlsx_sheet
from extractors.readers.sheets.xlsx_formats import value_to_text
from extractors.readers.sheets.xlsx_parts import column_number
from extractors.readers.sheets.xlsx_sheet import column_name
from model.document import CheckBox, Table
from model.errors import Damaged, TooLarge
from model.place import Problem, Severity, Where


def read(path: Path) -> tuple[list[Table], list[Problem]]:
    blocks, pages, problems = read_xlsx.read(path)
    assert pages is None
    return [block for block in blocks if isinstance(block, Table)], list(problems)


def book(path: Path, *rows: list[Any]) -> tuple[openpyxl.Workbook, Any, Path]:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in rows:
        sheet.append(row)
    return workbook, sheet, path / 'a.xlsx'


def shown(table: Table) -> dict[str | None, str]:
    return {cell.where.cell: cell.text for cell in table.cells if cell.text}


def test_score_goes_by_the_members() -> None:
    assert read_xlsx.score(b'PK\x03\x04...\nxl/workbook.xml', 'a.docx') == 100
    assert read_xlsx.score(b'PK\x03\x04...\nword/document.xml', 'a.xlsx') is None
    assert read_xlsx.score(b'xl/workbook.xml', 'a.xlsx') is None


@pytest.mark.parametrize(
    ('value', 'number_format', 'text'),
    [
        (None, 'General', ''),
        ('00036', '@', '00036'),
        (36, '00000', '00036'),
        (12, 'General', '12'),
        (12.0, 'General', '12'),
        (0, 'General', '0'),
        (0.1 + 0.2, 'General', '0.3'),
        (1e-7, 'General', '0.0000001'),
        (13800138000, 'General', '13800138000'),
        (0.256, '0.0%', '25.6%'),
        (0.5555, '0%', '56%'),
        (1234.5, '#,##0.00', '1,234.50'),
        (1234567, '#,##0', '1,234,567'),
        (2.5, '0', '3'),
        (-3, '0_);(0)', '(3)'),
        (-3, '0_);[Red]\\-0', '-3'),
        (-3.14, '0.0', '-3.1'),
        (4, '0"人"', '4人'),
        (5, '"第"0"号"', '第5号'),
        (3, 'General"家"', '3家'),
        (3985551, '000\\-0000', '398-5551'),
        (1234, '0000.00', '1234.00'),
        (0.5, '# ?/?', '0.5'),
        (0.75, '0.##', '0.75'),
        (5.16e17, 'General', '5.16E+17'),
        (5.16e17, '0.00E+00', '5.16E+17'),
        (5.16e17, '0', '516000000000000000'),
        (12000, '0.0,', '12.0'),
        (True, 'General', 'TRUE'),
        (dt.datetime(2026, 3, 10), 'yyyy/m/d', '2026-03-10'),
        (dt.datetime(2026, 3, 10, 9, 30), 'yyyy-mm-dd hh:mm', '2026-03-10 09:30'),
        (dt.datetime(1968, 5, 1), 'yyyy"."mm', '1968-05'),
        (dt.datetime(1968, 5, 1), '[$-804]yyyy"年"m"月"', '1968-05'),
        (dt.datetime(1968, 1, 1), 'yyyy', '1968'),
        (dt.datetime(2026, 3, 10), 'm"月"d"日"', '2026-03-10'),
        (dt.time(9, 30), 'h:mm', '09:30'),
    ],
)
def test_values_are_shown_as_the_sheet_shows_them(value: Any, number_format: str, text: str) -> None:
    assert value_to_text(value, number_format) == text


@given(
    st.one_of(st.integers(-(10**20), 10**20), st.floats(allow_nan=False, allow_infinity=False)),
    st.text('0#?.,%-+E"人年;[]@_ *\\\\yd', max_size=12),
)
@settings(max_examples=300)
def test_no_format_is_too_odd(value: float, number_format: str) -> None:
    assert isinstance(value_to_text(value, number_format), str)


def test_places_merges_and_boxes(tmp_path: Path) -> None:
    workbook, sheet, path = book(tmp_path, ['登记表'], ['单位', '示例市餐饮协会'], ['是否', '☑是 □否'])
    sheet.title = '甲县'
    sheet.merge_cells('A1:C1')
    sheet.merge_cells('B2:C2')
    sheet['C3'].border = Border(right=Side('thin'))
    workbook.save(path)
    (table,), problems = read(path)
    assert (table.rows, table.cols, table.where) == (3, 3, Where(sheet='甲县'))
    assert [(cell.row, cell.col, cell.rowspan, cell.colspan, cell.text) for cell in table.cells] == [
        (0, 0, 1, 3, '登记表'),
        (1, 0, 1, 1, '单位'),
        (1, 1, 1, 2, '示例市餐饮协会'),
        (2, 0, 1, 1, '是否'),
        (2, 1, 1, 1, '☑是 □否'),
        (2, 2, 1, 1, ''),
    ]
    assert table.cells[4].boxes == (CheckBox('是', checked=True), CheckBox('否', checked=False))
    assert table.cells[2].where == Where(sheet='甲县', cell='B2')
    assert problems == []


def test_trailing_blanks_are_cut_and_leading_ones_kept(tmp_path: Path) -> None:
    workbook, sheet, path = book(tmp_path)
    sheet['B3'] = '甲'
    sheet['H40'].border = Border(left=Side('thin'))
    sheet['A41'] = ''
    workbook.create_sheet('空')
    workbook.save(path)
    (table,), _ = read(path)
    assert (table.rows, table.cols, shown(table)) == (3, 2, {'B3': '甲'})


def test_a_merge_over_whole_rows_does_not_widen_the_table(tmp_path: Path) -> None:
    workbook, sheet, path = book(tmp_path, ['题', None], ['甲', '乙'])
    sheet.merge_cells('A1:XFD1')
    workbook.save(path)
    (table,), _ = read(path)
    assert (table.cols, table.cells[0].colspan) == (2, 2)


def test_hidden_parts_are_read_and_told(tmp_path: Path) -> None:
    workbook, sheet, path = book(tmp_path, ['a', 'b', 'c'], *([n, n, n] for n in range(8)))
    sheet.title = '甲县'
    for row in (3, 5, 6, 7, 90):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions['B'].hidden = True
    other = workbook.create_sheet('乙县')
    other['A1'] = '暗'
    other.sheet_state = 'veryHidden'
    workbook.save(path)
    tables, problems = read(path)
    assert [table.rows for table in tables] == [9, 1]
    assert [problem.code for problem in problems] == ['hidden_rows', 'hidden_columns', 'hidden_sheet']
    assert '4个隐藏行（第3、5-7行）' in problems[0].message
    assert '1个隐藏列（B列）' in problems[1].message


def test_a_formula_without_a_stored_result_is_told_and_is_no_zero(tmp_path: Path) -> None:
    workbook, sheet, path = book(tmp_path, ['合计', '=1+1'], ['空', '=IF(1=1,"","x")'])
    sheet['C5'] = '=SUM(B1:B2)'
    workbook.save(path)
    (table,), problems = read(path)
    assert [(each.code, each.severity, each.where.cell) for each in problems] == [
        ('formula_without_value', Severity.REVIEW, cell) for cell in ('B1', 'B2', 'C5')
    ]
    assert shown(table) == {'A1': '合计', 'A2': '空'}
    assert (table.rows, table.cols) == (5, 3)


def test_a_formula_whose_result_is_an_empty_text_is_none(tmp_path: Path) -> None:
    workbook, _, path = book(tmp_path, ['空', '=IF(1=1,"","x")'])
    workbook.save(path)
    patched = tmp_path / 'b.xlsx'
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(patched, 'w') as new:
        for name in old.namelist():
            part = old.read(name).replace(b'<c r="B1">', b'<c r="B1" t="str">').replace(b'<v/>', b'<v></v>')
            new.writestr(name, part)
    (table,), problems = read(patched)
    assert (problems, shown(table)) == ([], {'A1': '空'})


def test_destroyed_codes_and_errors_are_told(tmp_path: Path) -> None:
    workbook, _, path = book(tmp_path, ['代码', 5.1990100e17, '5.16E+17'], ['率', '#DIV/0!'])
    workbook.save(path)
    (table,), problems = read(path)
    assert [(each.code, each.where.cell) for each in problems] == [
        ('code_destroyed', 'B1'),
        ('code_destroyed', 'C1'),
        ('cell_error', 'B2'),
    ]
    assert shown(table)['B1'] == '5.19901E+17'
    assert shown(table)['B2'] == '#DIV/0!'


def test_a_tick_that_cannot_be_told_is_a_problem(tmp_path: Path) -> None:
    workbook, _, path = book(tmp_path, ['□√□是 □否'])
    workbook.save(path)
    assert [problem.code for problem in read(path)[1]] == ['checkbox_unclear']


def test_too_large_a_sheet_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_sheet, 'MAX_PLACES', 100)
    workbook, sheet, path = book(tmp_path, ['a'])
    sheet['Z5'] = 'b'
    workbook.save(path)
    with pytest.raises(TooLarge):
        read(path)


def test_a_broken_workbook_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / 'a.xlsx'
    with zipfile.ZipFile(path, 'w') as package:
        package.writestr('xl/workbook.xml', '<workbook/>')
    with pytest.raises(Damaged):
        read(path)


TEXTS = st.text(
    st.sampled_from(string.ascii_letters + string.digits + '示例市〔〕（）-.'), min_size=1, max_size=12
)
VALUES = st.one_of(st.none(), TEXTS, st.integers(-(10**14), 10**14))


@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_what_is_written_is_read(tmp_path: Path, rows: list[list[Any]]) -> None:
    workbook, sheet, path = book(tmp_path)
    wanted = {}
    for row, values in enumerate(rows, start=1):
        for col, value in enumerate(values, start=1):
            if value is not None:
                cell = sheet.cell(row, col, value)
                cell.data_type = 's' if isinstance(value, str) else 'n'
                wanted[cell.coordinate] = str(value)
    workbook.save(path)
    tables, _ = read(path)
    assert (shown(tables[0]) if tables else {}) == wanted


@given(st.integers(0, 16_383))
def test_column_names_go_both_ways(col: int) -> None:
    assert column_number(column_name(col)) == col + 1


def test_the_real_form(shared: Path) -> None:
    folder = shared / 'corpus' / 'readers'
    truth = json.loads((folder / 'form.truth.json').read_text(encoding='utf-8'))
    (form, totals), problems = read(folder / 'form.xlsx')
    assert [
        [cell.row - 1, cell.col, cell.rowspan, cell.colspan, cell.text] for cell in form.cells[1:]
    ] == truth
    assert shown(totals)['B6'] == '00036'
    assert shown(totals)['B4'] == '25.6%'
    assert [problem.code for problem in problems] == ['formula_without_value']
