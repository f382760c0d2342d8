from typing import Any

import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from forms.blanks.sheets import xlsx_to_blanks
from forms.load import definitions
from model.blank import Blank
from model.errors import BadInput
from tests import build_blank_sheets as build
from tests.build_blank_sheets import book, write
from text.labels import fields_to_index

FIELDS = {one.id: one.fields for one in definitions()}


def blanks(*makers: Any, form: str | None = None) -> dict[str, Blank]:
    index = fields_to_index(FIELDS[form]) if form else None
    return {f'{each.cell}.{each.slot}': each for each in xlsx_to_blanks(book(*makers), index)}


def labels(*makers: Any) -> dict[str, tuple[str, str]]:
    found = blanks(*makers)
    return {key.removesuffix('.0'): (each.label, each.kind) for key, each in found.items()}


def test_a_form_is_open_beside_its_labels_and_inside_printed_words():
    assert labels(build.form) == {
        'A2': ('填报单位（盖章）', 'text'),
        'D2': ('填报日期', 'date'),
        'B3': ('单位名称', 'text'),
        'E3': ('登记证号', 'text'),
        'B4': ('是否建立党组织', 'checkbox'),
        'E4': ('成立时间', 'date'),
        'C5': ('党组织负责人/姓名', 'text'),
        'E5': ('党组织负责人/联系电话', 'text'),
        'C6': ('党组织负责人/职务', 'text'),
        'E6': ('党组织负责人/从业人员数', 'number'),
        'B7': ('业务主管单位意见', 'signature'),
    }


def test_a_list_gives_its_first_blank_row_and_leaves_codes_numbers_and_sums():
    found = blanks(build.roster)
    repeating = {each.cell: each.label for each in found.values() if each.repeating}
    assert repeating == {
        'B6': '社会组织名称', 'D6': '从业人员/专职', 'E6': '从业人员/兼职',
        'F6': '党员情况/党员总数', 'G6': '备注',
    }  # fmt: skip
    assert [each.kind for each in found.values() if each.cell in ('D6', 'E6', 'F6')] == ['number'] * 3
    assert [each.label for each in found.values() if each.cell == 'A11'] == ['填表人', '审核人', '联系电话']


def test_fields_are_those_that_a_return_is_read_into():
    found = blanks(build.roster, form='party_building_survey')
    assert {each.cell: each.field for each in found.values() if each.repeating} == {
        'B6': 'org_name', 'D6': 'staff_full_time', 'E6': 'staff_part_time',
        'F6': 'members_total', 'G6': 'remarks',
    }  # fmt: skip


def test_a_matrix_has_the_line_and_the_column_in_its_label():
    assert labels(build.matrix) == {
        'D4': ('单位数/社会团体', 'number'),
        'E4': ('单位数/基金会', 'number'),
        'D5': ('已单独建立/社会团体', 'number'),
        'E5': ('已单独建立/基金会', 'number'),
        'D6': ('其中：建立党委/社会团体', 'number'),
        'E6': ('其中：建立党委/基金会', 'number'),
    }


def test_prefilled_rows_are_each_their_own_and_the_total_by_formula_is_none():
    def tasks(sheet):
        rows = [
            ["任务分解表", '', '', ''],
            ["序号", "县区", "应建数", "备注"],
            [1, "甲县", None, None],
            [2, "乙县", None, None],
            ["合计", None, '=SUM(C3:C4)', None],
        ]
        write(sheet, rows)

    found = blanks(tasks)
    assert [(each.cell, each.label, each.repeating) for each in found.values()] == [
        ('C3', '甲县/应建数', False), ('D3', '甲县/备注', False),
        ('C4', '乙县/应建数', False), ('D4', '乙县/备注', False),
    ]  # fmt: skip


def test_a_total_without_formula_wants_its_counts():
    def sections(sheet):
        rows = [
            ["序号", "单位名称", "党员数"],
            ["一、社会团体", None, None],
            [1, None, None],
            [2, None, None],
            ["二、基金会", None, None],
            [1, None, None],
            ["合计", None, None],
        ]
        write(sheet, rows, ['A2:C2', 'A5:C5'])

    found = blanks(sections)
    assert {each.cell: (each.label, each.repeating) for each in found.values()} == {
        'B3': ('一、社会团体/单位名称', True),
        'C3': ('一、社会团体/党员数', True),
        'B6': ('二、基金会/单位名称', True),
        'C6': ('二、基金会/党员数', True),
        'C7': ('合计/党员数', False),
    }


def test_a_list_inside_a_form_is_found_under_its_own_heading():
    def nested(sheet):
        rows = [
            ["登记表", '', '', ''],
            ["名称", None, None, None],
            ["班子成员", "姓名", "职务", "电话"],
            *([None] * 4 for _ in range(3)),
            ["主要事迹", None, None, None],
        ]
        write(sheet, rows, ['A1:D1', 'B2:D2', 'A3:A6', 'B7:D7'])

    found = blanks(nested)
    assert {each.cell: (each.label, each.repeating) for each in found.values()} == {
        'B2': ('名称', False),
        'B4': ('班子成员/姓名', True),
        'C4': ('班子成员/职务', True),
        'D4': ('班子成员/电话', True),
        'B7': ('主要事迹', False),
    }


def test_a_tick_column_offers_its_one_option():
    def ticks(sheet):
        rows = [
            ["序号", "社会组织名称", "是否建立党组织", None, "组建形式", None],
            [None, None, "是", "否", "单独组建", "联合组建"],
            *([None] * 6 for _ in range(2)),
        ]
        write(sheet, rows, ['A1:A2', 'B1:B2', 'C1:D1', 'E1:F1'])

    found = blanks(ticks, form='party_building_survey')
    offered = {each.cell: (each.field, each.options) for each in found.values() if each.kind == 'checkbox'}
    assert offered == {
        'C3': ('established', ('是',)),
        'D3': ('established', ('否',)),
        'E3': ('establishment_form', ('单独组建',)),
        'F3': ('establishment_form', ('联合组建',)),
    }


def test_without_lines_places_stand_right_of_labels_and_under_a_heading():
    def plain(sheet):
        sheet.append(["单位名称", None, "联系电话", None])
        sheet.append(["地址", None, "邮编", None])

    def listed(sheet):
        sheet.append(["社会组织台账"])
        sheet.append(["序号", "社会组织名称", "统一社会信用代码", "联系电话"])

    assert {cell: label for cell, (label, _) in labels(plain).items()} == {
        'B1': '单位名称', 'D1': '联系电话', 'B2': '地址', 'D2': '邮编',
    }  # fmt: skip
    found = blanks(listed)
    assert [(each.cell, each.repeating) for each in found.values()] == [(f'{col}3', True) for col in 'ABCD']


def test_of_a_protected_sheet_only_unlocked_cells_are_open():
    def locked(sheet):
        write(sheet, [["名称", None, "代码", None], ["人数", None, "合计", '=B2']], unlocked=['B1', 'B2'])

    assert set(labels(locked)) == {'B1', 'B2'}


@pytest.mark.parametrize('formula', ['"社会团体,基金会"', '选项!$A$1:$A$2', '类别'])
def test_a_list_to_choose_from_gives_its_options(formula):
    def chosen(sheet):
        write(sheet, [["名称", None], ["类别", None]])
        rule = DataValidation('list', formula1=formula)
        rule.add('B2')
        sheet.add_data_validation(rule)

    def options(sheet):
        from openpyxl.workbook.defined_name import DefinedName

        sheet.title = '选项'
        sheet['A1'], sheet['A2'] = '社会团体', '基金会'
        sheet.sheet_state = 'hidden'
        sheet.parent.defined_names['类别'] = DefinedName('类别', attr_text='选项!$A$1:$A$2')

    assert blanks(chosen, options)['B2.0'].options == ('社会团体', '基金会')


def test_what_the_receiving_organ_fills_in_is_named_and_left():
    def received(sheet):
        rows = [
            ["名称", None],
            ["以下由登记机关填写", None],
            ["受理编号", None],
            ["受理日期", "   年  月  日"],
        ]
        write(sheet, rows, ['A2:B2'])

    assert {cell: kind for cell, (_, kind) in labels(received).items()} == {
        'B1': 'text', 'B3': 'signature', 'B4': 'signature',
    }  # fmt: skip


def test_a_label_that_heads_a_row_stands_in_its_labels():
    def staff(sheet):
        rows = [
            ["从业人员", "总数", None, "其中专职", None],
            ["单位意见", None, None, "主管单位意见", "（公章）"],
        ]
        write(sheet, rows, ['B2:C2'])

    assert labels(staff) == {
        'C1': ('从业人员/总数', 'number'),
        'E1': ('从业人员/其中专职', 'text'),
        'B2': ('单位意见', 'signature'),
        'E2': ('主管单位意见', 'signature'),
    }


def test_one_blank_row_over_further_labels_is_no_list():
    def upright(sheet):
        rows = [["单位名称", "法定代表人", "联系电话"], [None] * 3, ["住所", None, None]]
        write(sheet, rows, ['B3:C3'])

    assert [each.repeating for each in blanks(upright).values()] == [False] * 4


def test_a_row_that_numbers_columns_by_letters_and_an_example_are_none():
    def coded(sheet):
        rows = [
            ["代码表", '', ''],
            ["社会组织名称", "类别", "人数"],
            ["代码", "A", "B1"],
            ["例：某协会", "社团", 3],
        ]
        write(sheet, [*rows, [None] * 3, [None] * 3])

    assert {each.cell: each.label for each in blanks(coded).values()} == {
        'A5': '社会组织名称', 'B5': '类别', 'C5': '人数',
    }  # fmt: skip


def test_gaps_in_filled_rows_are_told_by_the_rows_name():
    def partly(sheet):
        rows = [
            ["序号", "社会组织名称", "类别", "党员数"],
            [1, "甲协会", None, 3],
            [2, "乙协会", "社会团体", None],
        ]
        write(sheet, [*rows, [3, None, None, None]])

    assert {each.cell: (each.label, each.repeating) for each in blanks(partly).values()} == {
        'C2': ('甲协会/类别', False),
        'D3': ('乙协会/党员数', False),
        'B4': ('社会组织名称', True),
        'C4': ('类别', True),
        'D4': ('党员数', True),
    }


def test_what_figures_are_counted_in_is_no_place():
    def counted(sheet):
        write(
            sheet,
            [["填报单位：           单位：万元", ''], ["（单位：人）", ''], ["名称", None], ["人数", None]],
        )

    assert set(labels(counted)) == {'A1', 'B3', 'B4'}


def test_signers_right_under_a_list_are_no_entry():
    def signed(sheet):
        rows = [
            ["序号", "单位名称", "党员数"],
            [1, None, None],
            [2, None, None],
            ["填表人：", "审核人：", "电话："],
        ]
        write(sheet, rows)

    found = blanks(signed)
    assert {each.cell: each.repeating for each in found.values() if each.repeating} == {
        'B2': True,
        'C2': True,
    }
    assert {each.label for each in found.values() if not each.repeating} == {'填表人', '审核人', '电话'}


def test_notes_and_hidden_sheets_want_nothing():
    def noted(sheet):
        rows = [
            ["名称", None],
            ["填表说明：", ''],
            ["1.“成立时间”填写到    年   月。", ''],
            ["2.党员数：  按月末填。", ''],
        ]
        write(sheet, rows)

    def hidden(sheet):
        write(sheet, [["名称", None]])
        sheet.sheet_state = 'veryHidden'

    assert set(labels(noted, hidden)) == {'B1'}


@pytest.mark.parametrize('data', [b'', b'PK\x03\x04', b'not a workbook'])
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(BadInput):
        xlsx_to_blanks(data)


def test_real_workbooks_are_looked_through(shared):
    for path in sorted(shared.rglob('*.xlsx')):
        for each in xlsx_to_blanks(path.read_bytes()):
            assert each.label
