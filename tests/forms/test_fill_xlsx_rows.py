import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from forms.blanks.sheets import xlsx_to_blanks
from forms.filling.xlsx_fill import fill_xlsx
from model.blank import Filling, Left
from tests import build_blank_sheets as build
from tests.build_blank_sheets import book, write


def entries(data: bytes, count: int, sheet: str | None = None) -> tuple[Any, tuple[Left, ...], bytes]:
    """The workbook with `count` entries in every list (of one sheet), as openpyxl loads it."""
    fillings = [
        Filling(each, str(100 + entry) if each.kind == 'number' else f'甲{entry}', entry)
        for each in xlsx_to_blanks(data)
        if each.repeating and sheet in (None, each.sheet)
        for entry in range(count)
    ]
    made, left = fill_xlsx(data, fillings)
    return openpyxl.load_workbook(io.BytesIO(made)), left, made


def column(sheet: Any, letter: str) -> list[Any]:
    return [cell.value for cell in sheet[letter]]


def test_fewer_entries_than_rows_leave_the_rest_blank():
    loaded, left, _ = entries(book(build.roster), 2)
    assert not left
    assert column(loaded.active, 'B')[5:10] == ['甲0', '甲1', None, None, None]
    assert loaded.active['D10'].value == '=SUM(D6:D9)'


def test_more_entries_get_rows_and_the_sums_over_them_grow():
    loaded, left, _ = entries(book(build.roster), 7)
    sheet = loaded.active
    assert not left
    assert column(sheet, 'B')[5:12] == [f'甲{entry}' for entry in range(7)]
    assert column(sheet, 'A')[5:13] == [1, 2, 3, 4, 5, 6, 7, '合计']
    assert [sheet[f'{letter}13'].value for letter in 'DEF'] == [
        f'=SUM({letter}6:{letter}12)' for letter in 'DEF'
    ]
    assert 'A14:G14' in {str(each) for each in sheet.merged_cells.ranges}
    assert sheet['B12'].border.left.style == sheet['B9'].border.left.style == 'thin'
    assert sheet.column_dimensions['C'].hidden


def test_every_list_of_a_sheet_gets_its_own_rows():
    def sections(sheet):
        rows = [
            ["序号", "单位名称", "党员数"],
            ["一、社会团体", None, None],
            [1, None, None],
            [2, None, None],
            ["二、基金会", None, None],
            [1, None, None],
            ["合计", None, '=SUM(C3:C4)+SUM(C6:C6)'],
        ]
        write(sheet, rows, ['A2:C2', 'A5:C5'])

    loaded, left, _ = entries(book(sections), 4)
    sheet = loaded.active
    assert not left
    assert column(sheet, 'B') == [
        '单位名称', None, '甲0', '甲1', '甲2', '甲3', None, '甲0', '甲1', '甲2', '甲3', None,
    ]  # fmt: skip
    assert sheet['C12'].value == '=SUM(C3:C6)+SUM(C8:C11)'
    assert {str(each) for each in sheet.merged_cells.ranges} == {'A2:C2', 'A7:C7'}


def test_what_names_the_rows_elsewhere_follows():
    def listed(sheet):
        build.roster(sheet)
        sheet.print_area = 'A1:G11'
        rule = DataValidation('list', formula1='"是,否"')
        rule.add('G6:G9')
        sheet.add_data_validation(rule)
        sheet.conditional_formatting.add('D6:F9', CellIsRule(operator='lessThan', formula=['$D$10']))
        sheet['H6'] = '=D6+E6'
        sheet['H9'] = '=D9+E9'

    def summary(sheet):
        sheet.title = '封面'
        sheet['A1'], sheet['A2'], sheet['A3'] = '=汇总表!D10', '=SUM(汇总表!D6:D9)', "=汇总表!D9"

    data = book(listed, summary)
    fillings = [
        Filling(each, '是' if each.options else '7' if each.kind == 'number' else '甲', entry)
        for each in xlsx_to_blanks(data)
        if each.repeating
        for entry in range(6)
    ]
    made, left = fill_xlsx(data, fillings)
    loaded = openpyxl.load_workbook(io.BytesIO(made))
    sheet, cover = loaded['汇总表'], loaded['封面']
    assert not left
    assert [cover[f'A{row}'].value for row in (1, 2, 3)] == [
        '=汇总表!D12',
        '=SUM(汇总表!D6:D11)',
        '=汇总表!D9',
    ]
    assert sheet.print_area == "'汇总表'!$A$1:$G$13"
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ['G6:G11']
    rules = sheet.conditional_formatting
    assert [(str(each.sqref), each.rules[0].formula) for each in rules] == [('D6:F11', ['$D$12'])]
    assert [sheet[f'H{row}'].value for row in (6, 9, 10, 11)] == ['=D6+E6', '=D9+E9', '=D10+E10', '=D11+E11']


def test_formulas_that_share_one_are_written_out():
    def listed(sheet):
        build.roster(sheet)
        for row in range(6, 10):
            sheet[f'H{row}'] = f'=SUM(D{row}:E{row})'

    data = with_shared(book(listed))
    loaded, left, _ = entries(data, 5)
    assert not left
    assert column(loaded.active, 'H')[5:10] == [f'=SUM(D{row}:E{row})' for row in range(6, 11)]


def with_shared(data: bytes) -> bytes:
    """The workbook with the formulas of H6:H9 written as one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, 'w') as package:
        for name in source.namelist():
            content = source.read(name)
            if name == 'xl/worksheets/sheet1.xml':
                content = content.replace(b'<f>SUM(D6:E6)', b'<f t="shared" ref="H6:H9" si="0">SUM(D6:E6)')
                content = re.sub(rb'<f>SUM\(D[789]:E[789]\)</f>', b'<f t="shared" si="0"/>', content)
            package.writestr(name, content)
    return stream.getvalue()


def test_the_chain_of_formulas_follows():
    data = book(build.roster)
    stream = io.BytesIO(data)
    chain = b'<calcChain xmlns="x"><c r="D10" i="1"/><c r="E10"/><c r="A2"/><c r="D10" i="2"/></calcChain>'
    with zipfile.ZipFile(stream, 'a') as package:
        package.writestr('xl/calcChain.xml', chain)
    _, left, made = entries(stream.getvalue(), 5)
    assert not left
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        written = package.read('xl/calcChain.xml')
    assert written == chain.replace(b'<c r="D10" i="1"/><c r="E10"/>', b'<c r="D11" i="1"/><c r="E11"/>')


def protect(sheet: Any) -> None:
    for row in range(6, 10):
        for letter in 'BDEFG':
            sheet[f'{letter}{row}'].protection = openpyxl.styles.Protection(locked=False)
    sheet.protection.sheet = True


def comment_below(sheet: Any) -> None:
    sheet['A10'].comment = Comment('合计由公式算出', '表')


def enumerate_total(sheet: Any) -> None:
    sheet['D10'] = '=D6+D7+D8+D9'


def table_object(sheet: Any) -> None:
    sheet['A5'], sheet['B5'] = '甲', '乙'
    sheet.add_table(Table(displayName='名单', ref='A5:B9'))


@pytest.mark.parametrize(
    ('spoil', 'words'),
    [
        (protect, '不许加行'),
        (comment_below, '批注'),
        (enumerate_total, 'D10格的公式没有算到最后一行'),
        (table_object, '表格对象'),
    ],
)
def test_where_rows_cannot_be_put_in_safely_the_rest_is_listed(spoil, words):
    def listed(sheet):
        build.roster(sheet)
        spoil(sheet)

    loaded, left, _ = entries(book(listed), 6)
    assert column(loaded.active, 'B')[5:10] == ['甲0', '甲1', '甲2', '甲3', None]
    assert {each.reason.partition('：')[0] for each in left} == {'第5条没有填', '第6条没有填'}
    assert all(words in each.reason for each in left)
    assert column(loaded.active, 'A')[9] == '合计'


def test_comments_above_do_not_stand_in_the_way():
    def listed(sheet):
        build.roster(sheet)
        sheet['B3'].comment = Comment('请填全称', '表')

    loaded, left, _ = entries(book(listed), 6)
    assert not left
    assert loaded.active['A12'].value == '合计'


def test_a_list_without_lines_goes_on_downwards():
    def listed(sheet):
        sheet.append(["社会组织台账"])
        sheet.append(["序号", "社会组织名称", "联系电话"])

    loaded, left, _ = entries(book(listed), 40)
    assert not left
    assert column(loaded.active, 'B')[2:] == [f'甲{entry}' for entry in range(40)]


def test_entries_of_two_rows_each_keep_their_merges():
    def doubled(sheet):
        rows = [
            ["序号", "姓名", "学习经历"],
            [1, None, None],
            [None, None, None],
            [2, None, None],
            [None] * 3,
        ]
        write(sheet, rows, ['A2:A3', 'B2:B3', 'A4:A5', 'B4:B5'])

    data = book(doubled)
    fillings = [
        Filling(each, f'{each.cell}-{entry}', entry)
        for each in xlsx_to_blanks(data)
        if each.repeating
        for entry in range(3)
    ]
    made, left = fill_xlsx(data, fillings)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert not left
    assert [sheet[f'B{row}'].value for row in (2, 4, 6)] == ['B2-0', 'B2-1', 'B2-2']
    assert [sheet[f'C{row}'].value for row in range(2, 8)] == ['C2-0', 'C3-0', 'C2-1', 'C3-1', 'C2-2', 'C3-2']
    assert {'A6:A7', 'B6:B7'} <= {str(each) for each in sheet.merged_cells.ranges}
