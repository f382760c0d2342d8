"""Rows and tables that are not what they seem: each fault is told, and the row that has it waits."""

import dataclasses

import pytest

from extractors.survey import return_of
from forms.load import definitions
from model.document import Cell, Document, Table
from model.place import Problem, Severity, Where
from model.returned import Return, ReturnedRow
from tests.forms.build import SURVEY, document, hidden, table

FORM = next(item for item in definitions() if item.id == 'party_building_survey')
HEADER = '序号|社会组织名称|统一社会信用代码|从业人员数|党员总数|是否建立党组织|党组织成立时间|备注'
CODE, OTHER = '51620000MJ000000XM', '52620000MJ000000XJ'
GOOD = f'1|甲县甲一协会|{CODE}|12|4|是|2016年3月|'


def read(*rows: str, header: str = HEADER) -> Return:
    return return_of(document(SURVEY, table(header, *rows, sheet='Sheet1')), FORM)


def codes(item: Return | ReturnedRow) -> list[str]:
    return [problem.code for problem in item.problems]


def held(item: ReturnedRow) -> bool:
    return any(problem.severity is Severity.REVIEW for problem in item.problems)


@pytest.mark.parametrize(
    'row',
    [
        f'2|{OTHER}|12|4|是|2016年3月||',
        f'2||甲县甲二中心|{OTHER}|12|4|是|2016年3月',
        f'甲县甲二中心|{OTHER}|12|4|是|2016年3月||',
        f'2|甲县甲二中心|12|4|是|2016年3月||{OTHER}',
        f'2|甲县甲二中心||{OTHER}|12|4|是|2016年3月',
        f'2|甲县甲二中心|{OTHER}|4|是|2016年3月||',
    ],
)
def test_a_row_whose_values_stand_one_column_off_waits(row: str) -> None:
    returned = read(GOOD, row)
    assert [held(one) for one in returned.rows] == [False, True]
    assert {'row_shifted', 'row_without_name'} & set(codes(returned.rows[1]))


def test_a_shifted_row_says_what_stands_where() -> None:
    problem = read(GOOD, f'2|{OTHER}|12|4|是|2016年3月||').rows[1].problems[0]
    assert problem.message.startswith("第3行的内容可能错列：“社会组织名称”栏里是代码")
    assert problem.where.cell == 'B3'


def test_odd_values_in_their_own_columns_are_no_shift() -> None:
    returned = read('1|甲县甲一协会|00036|约12|无|拟建|待定|2人请假')
    assert codes(returned.rows[0]) == []


def test_what_the_file_s_reader_told_of_a_row_is_not_told_again() -> None:
    doc = document(SURVEY, table(HEADER, GOOD, f'2|{OTHER}|12|4|是|2016年3月||', sheet='Sheet1'))
    told = Problem('row_shifted', Severity.REVIEW, "第3行", Where(sheet='Sheet1', cell='C3'))
    returned = return_of(dataclasses.replace(doc, problems=(told,)), FORM)
    assert codes(returned.rows[1]) == []


@pytest.mark.parametrize('written', ['5.1E+17', '5.16200E+17', '516200000000000000'])
def test_a_code_that_a_spreadsheet_spoilt_is_no_code(written: str) -> None:
    row = read(f'1|甲县甲一协会|{written}|12|4|是|2016年3月|').rows[0]
    assert codes(row) == ['code_destroyed']
    assert (row.organisation.code, row.values['code'].value) == (None, None)


def test_a_spoilt_number_is_no_value_under_any_label() -> None:
    header = '社会组织名称|登记证号|联系电话|党员总数'
    row = read('甲县甲一协会|5.1E+17|1.39E+10|4', header=header).rows[0]
    assert (row.values['registration_no'].value, row.values['phone'].value) == (None, None)
    assert codes(row) == ['code_destroyed', 'code_destroyed']


@pytest.mark.parametrize('written', ['1O', 'l2', '50%', '12.5', '3-5', '十几'])
def test_a_count_that_cannot_be_read_is_never_guessed(written: str) -> None:
    row = read(f'1|甲县甲一协会|{CODE}|{written}|4|是|2016年3月|').rows[0]
    assert row.values['staff_total'].value is None
    assert codes(row) == ['count_unreadable']
    assert f"“从业人员数”栏填的“{written}”不能读成数" in row.problems[0].message


def test_a_date_that_became_a_number_is_no_date() -> None:
    row = read(f'1|甲县甲一协会|{CODE}|12|4|是|42430|').rows[0]
    assert (row.values['established_on'].value, codes(row)) == (None, ['date_serial'])


def test_a_formula_without_a_result_is_never_0() -> None:
    doc = document(SURVEY, table(HEADER, GOOD, sheet='Sheet1'))
    made = doc.blocks[1]
    assert isinstance(made, Table)
    cells = tuple(
        dataclasses.replace(cell, text='', formula='=SUM(X1:X9)') if cell.text == '12' else cell
        for cell in made.cells
    )
    returned = return_of(dataclasses.replace(doc, blocks=(dataclasses.replace(made, cells=cells),)), FORM)
    value = returned.rows[0].values['staff_total']
    assert (value.value, value.score, value.raw) == (None, 0.0, '=SUM(X1:X9)')
    assert returned.rows[0].values['members_total'].value == 4


def test_the_same_organisation_twice_waits_the_second_time() -> None:
    returned = read(
        GOOD,
        f'2|甲县甲一协会|{OTHER}|12|4|是||',
        f'3|甲县甲三中心|{CODE}|12|4|是||',
        '4|甲县甲四中心||1|1|否||',
    )
    assert [codes(row) for row in returned.rows] == [[], ['organisation_twice'], ['organisation_twice'], []]
    assert "与第2行名称相同" in returned.rows[1].problems[0].message
    assert "与第2行代码相同" in returned.rows[2].problems[0].message


def test_one_name_in_two_regions_is_two_organisations() -> None:
    header = '县区|社会组织名称|党员总数'
    returned = read('甲县|老年协会|4', '乙县|老年协会|5', header=header)
    assert [codes(row) for row in returned.rows] == [[], []]


def test_an_inserted_column_is_named_and_the_others_stay_right() -> None:
    header = '序号|社会组织名称|年度预算|从业人员数|党员总数|是否建立党组织'
    returned = read('1|甲县甲一协会|3000|12|4|是', '2|甲县甲二中心||8|2|否', header=header)
    problem = next(problem for problem in returned.problems if problem.code == 'columns_not_read')
    assert (problem.severity, "：“年度预算”；" in problem.message) == (Severity.REVIEW, True)
    values = [(row.values['staff_total'].value, row.values['members_total'].value) for row in returned.rows]
    assert values == [(12, 4), (8, 2)]


def test_a_column_without_a_label_is_named_by_its_place_where_it_holds_something() -> None:
    header = '序号|社会组织名称|从业人员数|党员总数|'
    returned = read('1|甲县甲一协会|12|4|丙', header=header)
    assert any("第5列（没有栏目名）" in problem.message for problem in returned.problems)
    assert 'columns_not_read' not in codes(read('1|甲县甲一协会|12|4|', header=header))


def test_a_column_that_comes_twice_is_read_once_and_told() -> None:
    header = '社会组织名称|党员总数|从业人员数|党员总数'
    returned = read('甲县甲一协会|4|12|5', header=header)
    problem = next(problem for problem in returned.problems if problem.code == 'column_twice')
    assert "“党员总数”栏出现了两次（第2列和第4列）" in problem.message
    assert returned.rows[0].values['members_total'].value == 4


def test_two_labels_for_one_thing_are_told_too() -> None:
    returned = read('甲县甲一协会|4|0000-1234567|0000-7654321', header='社会组织名称|党员总数|联系电话|手机')
    assert 'column_alike' in codes(returned)


def two_sheets(first: str, second: str, *, title: str = '{}社会组织党建情况调查表') -> Return:
    def sheet(name: str, county: str) -> Table:
        rows = [f'{place}|{county}{word}协会|4' for place, word in enumerate('一二三四', 1)]
        return table([title.format(county), *['<'] * 2], '序号|社会组织名称|党员总数', *rows, sheet=name)

    return return_of(document(sheet('甲县', first), sheet('乙县', second)), FORM)


def test_sheets_with_each_other_s_rows_are_told_and_all_their_rows_wait() -> None:
    returned = two_sheets('乙县', '甲县')
    assert codes(returned).count('sheet_contradicts') == 2
    assert all(codes(row) == ['sheet_contradicts'] for row in returned.rows)
    assert len(returned.rows) == 8


def test_the_names_alone_tell_swapped_sheets() -> None:
    returned = two_sheets('乙县', '甲县', title='社会组织党建情况调查表')
    assert codes(returned).count('sheet_contradicts') == 2


def test_sheets_in_their_places_are_not_doubted() -> None:
    returned = two_sheets('甲县', '乙县')
    assert 'sheet_contradicts' not in codes(returned)
    assert not any(map(held, returned.rows))


def test_a_region_column_against_the_sheet_s_name() -> None:
    rows = [f'{place}|乙县|甲{word}协会|4' for place, word in enumerate('一二', 1)]
    made = table('序号|县区|社会组织名称|党员总数', *rows, sheet='甲县')
    assert 'sheet_contradicts' in codes(return_of(document(SURVEY, made), FORM))


def test_hidden_rows_are_read_and_counted_whatever_the_sheet_is_called() -> None:
    doc = document(SURVEY, table(HEADER, GOOD), problems=[hidden(4, '3行业协会')])
    returned = return_of(doc, FORM)
    assert (len(returned.rows), returned.hidden_rows) == (1, 4)


def test_a_total_that_disagrees_prints_both_and_the_difference() -> None:
    returned = read('1|甲县甲一协会||500|500|||', '2|甲县甲二中心||7|7|||', '|合计||507|512|||')
    [problem] = [problem for problem in returned.problems if problem.code == 'total_disagrees']
    assert "合计512与明细之和507不符，差5" in problem.message


def test_a_total_that_counts_rows_and_marks_is_checked_too() -> None:
    header = '序号|社会组织名称|党员总数|是否建立党组织'
    rows = ('1|甲县甲一协会|5|是', '2|甲县甲二中心|5|否')
    assert codes(read(*rows, '合计|2家|10|1', header=header)) == []
    returned = read(*rows, '合计|3家|10|2', header=header)
    messages = [problem.message for problem in returned.problems]
    assert [message.partition('。')[0] for message in messages] == [
        "社会组织：合计3与明细之和2不符，差1",
        "已建党组织：合计2与明细之和1不符，差1",
    ]


def test_a_merged_cell_where_a_table_is_cut_is_no_cell_of_another_row() -> None:
    """Cells that overlap or stand outside must not bring a row another row's values."""
    cells = (Cell(0, 0, '社会组织名称'), Cell(0, 1, '党员总数'), Cell(1, 0, '甲县甲一协会'), Cell(9, 1, '4'))
    returned = return_of(Document('a', 'b', 'xlsx', None, (Table(2, 2, cells),)), FORM)
    assert [row.values['members_total'].value for row in returned.rows] == [None]
