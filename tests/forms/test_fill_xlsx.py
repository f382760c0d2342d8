import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.datavalidation import DataValidation

from forms.blanks.sheets import xlsx_to_blanks
from forms.filling.xlsx_fill import fill_xlsx
from model.blank import Blank, Filling, Left
from tests import build_blank_sheets as build
from tests.build_blank_sheets import book, saved, write

CELL = re.compile(rb'<c [^>]*?r="([A-Z]+\d+)"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)


def filled(data: bytes, values: dict[str, Any]) -> tuple[bytes, tuple[Left, ...]]:
    """Values by cell ('B3'), or by cell and slot ('A11.2')."""
    wanted = {key if '.' in key else f'{key}.0': value for key, value in values.items()}
    blanks = {f'{each.cell}.{each.slot}': each for each in reversed(xlsx_to_blanks(data))}
    return fill_xlsx(data, [Filling(blanks[key], value) for key, value in wanted.items()])


def cells(data: bytes) -> dict[str, Any]:
    return {
        cell.coordinate: cell.value for row in openpyxl.load_workbook(io.BytesIO(data)).active for cell in row
    }


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def raw(data: bytes, place: str) -> bytes:
    sheet = parts(data)['xl/worksheets/sheet1.xml']
    return next(match[0] for match in re.finditer(rb'<c r="%b"[^>]*?(?:/>|>.*?</c>)' % place.encode(), sheet))


def test_only_the_target_cells_change():
    data = book(build.form, build.roster)
    made, left = filled(data, {'B3': '示例市蓝桥文化促进会', 'C5': '张某某', 'E6': '12'})
    assert not left
    before, after = parts(data), parts(made)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ['xl/worksheets/sheet1.xml']
    old, new = before['xl/worksheets/sheet1.xml'], after['xl/worksheets/sheet1.xml']
    assert CELL.sub(b'', old) == CELL.sub(b'', new)
    changed = {one[1] for one in CELL.finditer(new)} - {
        one[1] for one in CELL.finditer(new) if one[0] in {each[0] for each in CELL.finditer(old)}
    }
    assert changed == {b'B3', b'C5', b'E6'}


def test_values_go_between_the_words_of_a_cell():
    made, left = filled(
        book(build.form),
        {'A2': '甲县民政局', 'D2': '2026-03-08', 'B4': ('否',), 'E4': '2019年4月1日', 'E6': '12人'},
    )
    assert not left
    found = cells(made)
    assert found['A2'] == '填报单位（盖章）：甲县民政局'
    assert found['D2'] == '填报日期：2026年3月8日'
    assert found['B4'] == '□是 ☑否'
    assert found['E4'] == '2019年4月'
    assert found['E6'] == '12人'


def test_several_places_of_one_cell_are_filled_apart():
    made, _ = filled(book(build.roster), {'A11.0': '张某某', 'A11.2': '0000-1234567'})
    assert re.fullmatch(r'填表人：张某某 {2,}审核人： {10}联系电话：0000-1234567', cells(made)['A11'])


def test_numbers_are_numbers_and_codes_stay_words():
    def sheet(made):
        rows = [
            ["党员数", None],
            ["登记证号", None],
            ["联系电话", None],
            ["经费金额", None],
            ["占比率", None],
        ]
        write(made, rows, formats={'B2': '@', 'B4': '#,##0.00', 'B5': '0.0%'})

    made, _ = filled(
        book(sheet), {'B1': '12', 'B2': '00036', 'B3': '13800000000', 'B4': '1200.50', 'B5': '12.5%'}
    )
    assert cells(made) | {'B1': 12, 'B2': '00036', 'B3': '13800000000', 'B4': 1200.5, 'B5': 0.125} == cells(
        made
    )


@pytest.mark.parametrize(
    'value', ['012', '12人', '约30', '无', '1e5', '1234567890123456', '5.1E+17', '１２', '-']
)
def test_what_is_not_plainly_a_number_is_written_as_it_is(value):
    def sheet(made):
        write(made, [["党员数", None], ["人数", None]])

    assert cells(filled(book(sheet), {'B1': value})[0])['B1'] == value


@pytest.mark.parametrize(
    ('number_format', 'value', 'stored'),
    [
        ('yyyy/m/d', '2026-03-08', b'46089'),
        ('yyyy"年"m"月"d"日"', '2026年3月8日', b'46089'),
        ('yyyy\\年m\\月', '2026-03', b'46082'),
    ],
)
def test_a_date_is_one_where_the_format_shows_it(number_format, value, stored):
    def sheet(made):
        write(made, [["成立时间", None], ["名称", None]], formats={'B1': number_format})

    assert b'<v>' + stored + b'</v>' in raw(filled(book(sheet), {'B1': value})[0], 'B1')


@pytest.mark.parametrize(
    ('number_format', 'value'), [('General', '2026-03-08'), ('yyyy/m/d', '2026-03'), ('yyyy/m/d', '长期')]
)
def test_a_date_that_a_cell_cannot_show_stays_words(number_format, value):
    def sheet(made):
        write(made, [["成立时间", None], ["名称", None]], formats={'B1': number_format})

    assert cells(filled(book(sheet), {'B1': value})[0])['B1'] == value


def test_the_1904_date_system_is_minded():
    def sheet(made):
        write(made, [["成立时间", None], ["名称", None]], formats={'B1': 'yyyy/m/d'})
        made.parent.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    made, _ = filled(book(sheet), {'B1': '2026-03-08'})
    assert cells(made)['B1'].strftime('%Y-%m-%d') == '2026-03-08'


def test_a_value_outside_the_list_is_refused():
    def sheet(made):
        write(made, [["名称", None], ["类别", None], ["人数", None], ["代码", None]])
        for ref, kind, formulas in (
            ('B2', 'list', ('"社会团体,基金会"', None)),
            ('B3', 'whole', ('0', '500')),
            ('B4', 'textLength', ('18', '18')),
        ):
            rule = DataValidation(kind, formula1=formulas[0], formula2=formulas[1])
            rule.add(ref)
            made.add_data_validation(rule)

    data = book(sheet)
    made, left = filled(data, {'B2': '民非', 'B3': '600', 'B4': '123'})
    assert made == data
    assert [each.blank.cell for each in left] == ['B2', 'B3', 'B4']
    assert left[0].reason == "“民非”不在该格的下拉选项中（社会团体、基金会）"
    _, left = filled(data, {'B2': '基金会', 'B3': '500', 'B4': '5' * 18})
    assert not left


def test_signatures_formulas_hidden_locked_and_filled_cells_are_left():
    def sheet(made):
        write(made, [["名称", "示例协会"], ["合计", '=1+1'], ["代码", None]], unlocked=['B1'])
        made.column_dimensions['D'].hidden = True

    data = book(sheet)
    blanks = [
        Blank(label='意见', kind='signature', sheet='Sheet', cell='B1'),
        *(Blank(label='x', sheet='Sheet', cell=cell) for cell in ('B1', 'B2', 'B3', 'D1')),
        Blank(label='x', sheet='没有', cell='B1'),
    ]
    made, left = fill_xlsx(data, [Filling(each, 'x') for each in blanks])
    assert made == data
    assert {each.reason for each in left} == {
        "签字、盖章处留空", "此格已有内容", "此格是公式，不能填", "工作表设了保护，此格已锁定",
        "此格在隐藏的行列里，保持原样", "文件里没有“没有”的B1格",
    }  # fmt: skip


def test_two_values_for_one_cell_are_not_chosen_between():
    data = book(build.form)
    blank = next(each for each in xlsx_to_blanks(data) if each.cell == 'B3')
    made, left = fill_xlsx(data, [Filling(blank, '甲'), Filling(blank, '乙'), Filling(blank, '甲')])
    assert made == data
    assert {each.reason for each in left} == {"同一格有两个不同的值，都没有填"}


def test_fonts_of_the_words_around_a_value_are_kept():
    made = openpyxl.Workbook()
    words = CellRichText(
        TextBlock(InlineFont(b=True), '填报单位：'), TextBlock(InlineFont(u='single'), '        ')
    )
    write(made.active, [["名称", None], [words, '']])
    content = raw(filled(saved(made), {'A2': '甲县民政局'})[0], 'A2')
    assert b'<b val="1"' in content
    assert re.search(rb'<u[ /].*?</rPr><t xml:space="preserve">\xe7\x94\xb2\xe5\x8e\xbf', content)


def test_no_total_from_before_is_left_beside_new_figures():
    def sheet(made):
        write(made, [["甲", None], ["合计", '=SUM(B1:B1)'], ["占比", '=B2/100'], ["别的", '=5*2']])

    def other(made):
        made.title = '汇总'
        made['A1'] = '=Sheet!B3'

    data = with_results(book(sheet, other))
    made, _ = filled(data, {'B1': '12'})
    assert b'<v>' not in raw(made, 'B2')
    assert b'<v>' not in raw(made, 'B3')
    assert b'<v>0</v>' in raw(made, 'B4')
    assert b'<v>0</v>' not in parts(made)['xl/worksheets/sheet2.xml']


def with_results(data: bytes) -> bytes:
    """The workbook as a program that calculates saves it: each formula with a result, here 0."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, 'w') as package:
        for name, content in parts(data).items():
            package.writestr(name, re.sub(rb'</f><v ?/?>(?:</v>)?', b'</f><v>0</v>', content))
    return stream.getvalue()


def test_a_workbook_with_prefixed_names_is_filled():
    data = book(build.form)
    members = parts(data)
    named = re.sub(rb'<(/?)(?=[a-z])', rb'<\1x:', members['xl/worksheets/sheet1.xml'])
    members['xl/worksheets/sheet1.xml'] = named.replace(b' xmlns="', b' xmlns:x="', 1)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, 'w') as package:
        for name, content in members.items():
            package.writestr(name, content)
    made, left = filled(stream.getvalue(), {'B3': '示例协会', 'A2': '甲县'})
    assert not left
    assert cells(made)['B3'] == '示例协会'
    assert cells(made)['A2'] == '填报单位（盖章）：甲县'
