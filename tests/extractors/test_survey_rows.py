"""Tables of organisations: headers of several rows, totals, notes, and every line accounted for."""

import itertools
from collections.abc import Sequence
from typing import Any

import pytest

from extractors.survey import return_of
from forms.choose import choose
from forms.load import definitions
from model.document import Document
from model.returned import Named, Return, ReturnedRow
from tests.forms.build import LEFT, SURVEY, UP, Row, document, hidden, table

SURVEY_FORM = next(item for item in definitions() if item.id == 'party_building_survey')


def read(doc: Document) -> Return:
    form, _ = choose(doc, definitions())
    return return_of(doc, form)


def plain(row: ReturnedRow) -> dict[str, Any]:
    return {key: value.value for key, value in row.values.items() if value.value is not None}


HEADER = (
    '序号',
    '社会组织名称',
    '统一社会信用代码',
    '类型',
    '从业人员数',
    '党员总数',
    '是否建立党组织',
    '组建形式',
    '联系电话',
)
ONE = ('1', '甲县甲一协会', '51620000MJ000000XM', '社会团体', '12', '4', '是', '单独组建', '0000-1234567')
TWO = ('2', '甲县甲二中心', '52620000MJ000000XJ', '民非', '8', '2', '否', '', '0000-7654321')
THREE = ('3', '甲县甲三基金会', '53620000MJ000000XF', '基金会', '5', '0', '否', '', '')
FIRST = {
    'org_name': '甲县甲一协会',
    'code': '51620000MJ000000XM',
    'org_type': '社会团体',
    'staff_total': 12,
    'members_total': 4,
    'established': True,
    'establishment_form': '单独组建',
    'phone': '0000-1234567',
}


def survey(*rows: Row, header: Sequence[Row] = (HEADER,), title: str = SURVEY) -> Document:
    return document(title, table(*header, *rows))


def test_reads_one_organisation_a_row() -> None:
    returned = read(survey(ONE, TWO, THREE))
    assert (returned.form, returned.subject, returned.totals_dropped) == ('party_building_survey', 'rows', 0)
    assert [row.number for row in returned.rows] == [2, 3, 4]
    assert plain(returned.rows[0]) == FIRST
    assert plain(returned.rows[1])['org_type'] == '民办非企业单位'
    assert returned.rows[2].values['phone'].value is None
    assert returned.problems == ()


@pytest.mark.parametrize('order', list(itertools.permutations(range(len(HEADER))))[:: 362880 // 12])
def test_columns_may_stand_in_any_order(order: tuple[int, ...]) -> None:
    def shuffle(row: Sequence[str]) -> Sequence[str]:
        return tuple(row[place] for place in order)

    returned = read(survey(shuffle(ONE), shuffle(TWO), header=(shuffle(HEADER),)))
    assert plain(returned.rows[0]) == FIRST
    assert returned.organisation is None
    assert returned.rows[1].organisation.code == '52620000MJ000000XJ'


@pytest.mark.parametrize('left_out', [0, 2, 3, 4, 7, 8])
def test_a_column_left_out_costs_only_its_own_values(left_out: int) -> None:
    def cut(row: Sequence[str]) -> Sequence[str]:
        return (*row[:left_out], *row[left_out + 1 :])

    gone = {2: 'code', 3: 'org_type', 4: 'staff_total', 7: 'establishment_form', 8: 'phone'}.get(left_out)
    returned = read(survey(cut(ONE), cut(TWO), header=(cut(HEADER),)))
    assert plain(returned.rows[0]) == {key: value for key, value in FIRST.items() if key != gone}


def test_a_required_column_left_out_is_told() -> None:
    returned = read(survey(ONE[:5] + ONE[6:], header=(HEADER[:5] + HEADER[6:],)))
    assert [problem.code for problem in returned.problems] == ['field_missing']
    assert "党员总数" in returned.problems[0].message


def test_columns_of_nothing_of_ours_do_no_harm() -> None:
    def extra(row: Sequence[str], text: str) -> Sequence[str]:
        return (*row[:5], text, *row[5:], text)

    returned = read(survey(extra(ONE, '9'), header=(extra(HEADER, '会费标准'),)))
    assert plain(returned.rows[0]) == FIRST


def test_many_columns_of_a_countys_own_do_no_harm() -> None:
    own = '|'.join(f'自设栏{number}' for number in range(20))
    header = f'序号|社会组织名称|党员总数|{own}|是否建立党组织'
    row = read(survey(f'1|甲县甲一协会|4|{"|".join("9" * 20)}|是', header=(header,))).rows[0]
    assert plain(row) == {'org_name': '甲县甲一协会', 'members_total': 4, 'established': True}


def test_merged_headers_of_two_rows() -> None:
    header = (
        ('序号', '社会组织名称', '从业人员', LEFT, LEFT, '党员数', LEFT, LEFT, '党组织负责人', LEFT),
        (UP, UP, '总数', '专职', '兼职', '总数', '正式', '预备', '姓名', '联系电话'),
    )
    returned = read(
        survey(('1', '甲县甲一协会', '12', '5', '7', '4', '3', '1', '示例一', '0000-1234567'), header=header)
    )
    assert plain(returned.rows[0]) == {
        'org_name': '甲县甲一协会',
        'staff_total': 12,
        'staff_full_time': 5,
        'staff_part_time': 7,
        'members_total': 4,
        'full_members': 3,
        'probationary_members': 1,
        'party_head': '示例一',
        'party_head_phone': '0000-1234567',
    }


def test_headers_of_two_rows_that_nobody_merged() -> None:
    header = (
        ('序号', '社会组织名称', '从业人员', '', '', '党员数', '', '备注'),
        ('', '', '总数', '专职', '兼职', '正式', '预备', ''),
    )
    returned = read(survey(('1', '甲县甲一协会', '12', '5', '7', '3', '1', '无'), header=header))
    values = plain(returned.rows[0])
    assert (values['staff_total'], values['staff_full_time'], values['staff_part_time']) == (12, 5, 7)
    assert (values['full_members'], values['probationary_members']) == (3, 1)


def test_a_ledger_of_four_header_rows_with_ticks_and_column_codes() -> None:
    header = (
        '序号|基本情况|<|<|<|党组织建立情况|<|<|<|<|<|<|党员情况|<|<',
        '^|社会组织名称|组织类别|<|<|党组织设置|<|已建|<|未建|<|<|党员合计|专职|兼职',
        '^|^|社会团体|民办非企业单位|基金会|是|否|组织建制|成立时间|应建未建|不足三名党员|无党员|^|^|^',
        '甲|乙|1|2|3|4|5|6|7|8|9|10|11|12|13',
    )
    rows = (
        ('1', '甲县甲一协会', '√', '', '', '√', '', '党支部', '2015.06', '', '', '', '4', '3', '1'),
        ('2', '甲县甲二中心', '', '1', '', '', '●', '', '', '', '✓', '', '2', '2', '0'),
        ('3', '甲县甲三基金会', '', '', '√', '', '√', '', '', '', '', '是', '0', '0', '0'),
    )
    returned = read(survey(*rows, header=header))
    first, second, third = map(plain, returned.rows)
    assert first == {
        'org_name': '甲县甲一协会',
        'org_type': '社会团体',
        'established': True,
        'org_level': '党支部',
        'established_on': '2015-06',
        'members_total': 4,
        'members_full_time': 3,
        'members_part_time': 1,
    }
    assert (second['org_type'], second['established'], second['not_established_reason']) == (
        '民办非企业单位',
        False,
        '不足三名党员',
    )
    assert (third['org_type'], third['not_established_reason']) == ('基金会', '无党员')


def test_part_of_the_staff_is_not_all_of_it() -> None:
    header = (
        '序号|社会组织名称|从业人员|<|<|<|<|党员情况|<|<|<|组织关系（人数）|<',
        '^|^|合计|领导成员|<|工作人员|<|合计|领导班子|<|工作人员|社会组织|业务主管单位',
        '^|^|^|专职|兼职|专职|兼职|^|专职|兼职|兼职|^|^',
    )
    row = read(survey('1|甲县甲一协会|12|2|3|4|3|4|1|1|2|2|1', header=header)).rows[0]
    assert plain(row) == {'org_name': '甲县甲一协会', 'staff_total': 12, 'members_total': 4}


def test_both_ticks_of_yes_and_no_are_a_problem_of_the_row() -> None:
    header = (('序号', '社会组织名称', '党员总数', '是否建立党组织', LEFT), (UP, UP, UP, '是', '否'))
    returned = read(survey(('1', '甲县甲一协会', '3', '√', '√'), header=header))
    row = returned.rows[0]
    assert (row.values['established'].value, row.values['established'].score) == (None, 0)
    assert [problem.code for problem in row.problems] == ['several_ticked']


def test_totals_are_dropped_counted_and_kept_apart() -> None:
    rows = (
        ONE,
        TWO,
        ('小  计', LEFT, '', '', '20', '6', '', '', ''),
        THREE,
        ('', '甲县合计（3家）', '', '', '25', '6', '', '', ''),
    )
    returned = read(survey(*rows))
    assert [row.organisation.name for row in returned.rows] == [
        '甲县甲一协会',
        '甲县甲二中心',
        '甲县甲三基金会',
    ]
    assert returned.totals_dropped == len(returned.totals) == 2
    assert returned.totals[1].values['staff_total'].value == 25
    assert returned.problems == ()


def test_a_total_at_the_head_of_the_table_is_one_too() -> None:
    returned = read(survey(('合计', '', '', '', '20', '6', '', '', ''), ONE, TWO))
    assert (len(returned.rows), returned.totals_dropped, returned.problems) == (2, 1, ())


def test_names_that_hold_the_word_for_a_total_are_no_totals() -> None:
    rows = (
        ('1', '甲县会计学会', *ONE[2:]),
        ('2', '甲县小计量学会', *TWO[2:]),
        ('3', '共计公益协会', *THREE[2:]),
    )
    returned = read(survey(*rows))
    assert (len(returned.rows), returned.totals_dropped) == (3, 0)


def test_a_total_that_disagrees_is_told_with_both_numbers() -> None:
    returned = read(survey(ONE, TWO, ('合计', '', '', '', '20', '11', '', '', '')))
    problem = next(problem for problem in returned.problems if problem.code == 'total_disagrees')
    assert "党员总数：合计11与明细之和6不符，差5" in problem.message
    assert len(returned.problems) == 1


def test_totals_over_several_sheets() -> None:
    first = table(HEADER, ONE, ('合计', '', '', '', '12', '4', '', '', ''), sheet='城区')
    second = table(HEADER, TWO, ('总计', '', '', '', '20', '6', '', '', ''), sheet='乡镇')
    returned = read(document(SURVEY, first, second))
    assert (len(returned.rows), returned.totals_dropped, returned.problems) == (2, 2, ())
    assert [row.number for row in returned.rows] == [2, 2]


def test_a_row_without_a_name_is_held() -> None:
    returned = read(survey(ONE, ('2', '', '', '社会团体', '5', '1', '否', '', ''), THREE))
    held = [row for row in returned.rows if row.problems]
    assert [(row.number, row.organisation.name, row.problems[0].code) for row in held] == [
        (3, None, 'row_without_name')
    ]
    assert "第3行" in next(p for p in returned.problems if p.code == 'row_without_name').message


def test_empty_lines_of_the_template_are_neither_rows_nor_problems() -> None:
    returned = read(survey(ONE, ('2', *[''] * 8), ('3', *[''] * 8), ('…', *[''] * 8), ('',) * 9))
    assert (len(returned.rows), returned.problems) == (1, ())


def test_the_head_and_foot_of_a_sheet_are_read() -> None:
    sheet = table(
        (SURVEY, *(LEFT,) * 8),
        ('填报单位（盖章）：甲县民政局', *(LEFT,) * 5, '填报日期：2026年3月8日', LEFT, LEFT),
        HEADER,
        ONE,
        ('填表人：示例二', '', '', '联系电话：0000-1111111', '', '', '审核人：示例三', '', ''),
        ('填表说明：1.从业人员不含会员。2.没有的填“无”或者划“—”。', *(LEFT,) * 8),
        sheet='Sheet1',
    )
    returned = read(document(sheet))
    assert returned.unit == Named('甲县民政局')
    head = {key: value.value for key, value in returned.values.items()}
    assert head == {
        'reporting_unit': '甲县民政局',
        'filled_on': '2026-03-08',
        'filled_by': '示例二',
        'filled_by_phone': '0000-1111111',
    }
    assert (len(returned.rows), returned.rows[0].number, returned.rows[0].where.cell) == (1, 4, 'B4')


def test_the_unit_may_stand_over_the_table() -> None:
    returned = read(document(SURVEY, '填报单位：乙县民政局     填报时间：2026.3.8', table(HEADER, ONE)))
    assert returned.unit == Named('乙县民政局')
    assert returned.values['filled_on'].value == '2026-03-08'


def test_a_table_broken_over_pages_goes_on() -> None:
    with_header = document(
        SURVEY, table(HEADER, ONE), '— 1 —', table(HEADER, TWO), '— 2 —', table(HEADER, THREE)
    )
    without = document(SURVEY, table(HEADER, ONE), '— 1 —', table(TWO, THREE))
    for doc in (with_header, without):
        assert [row.organisation.name for row in read(doc).rows] == [
            '甲县甲一协会',
            '甲县甲二中心',
            '甲县甲三基金会',
        ]


def test_a_header_repeated_inside_the_table_is_no_row() -> None:
    assert len(read(survey(ONE, HEADER, TWO)).rows) == 2


def test_group_lines_say_what_their_rows_do_not() -> None:
    header = ('序号', '社会组织名称', '类型', '县区', '党员总数', '是否建立党组织')
    rows = (
        ('一、社会团体（1家）', *(LEFT,) * 5),
        ('1', '甲县甲一协会', '', '', '4', '是'),
        ('二、民办非企业单位', *(LEFT,) * 5),
        ('1', '甲县甲二中心', '', '', '2', '否'),
    )
    first, second = map(plain, read(survey(*rows, header=(header,))).rows)
    assert (first['org_type'], second['org_type']) == ('社会团体', '民办非企业单位')


def test_counts_merged_over_rows_are_not_counted_twice() -> None:
    rows = (ONE, ('2', '甲县甲二中心', '', '民非', '8', UP, '否', '', ''))
    first, second = read(survey(*rows)).rows
    assert (first.values['members_total'].value, second.values['members_total'].value) == (4, None)
    assert first.values['members_total'].score < 1


def test_rows_under_one_merged_name_are_one_organisation() -> None:
    rows = (ONE, ('2', UP, '', '', '', '', '', '', '0000-2222222'))
    returned = read(survey(*rows))
    assert len(returned.rows) == 1
    assert returned.rows[0].values['phone'].value == '0000-1234567'
    assert [problem.code for problem in returned.rows[0].problems] == ['merged_rows']


def test_a_row_that_somebody_merged_into_one_cell_is_taken_apart() -> None:
    merged = ('\n'.join(TWO), *(LEFT,) * 8)
    rows = read(survey(ONE, merged)).rows
    assert plain(rows[1])['org_name'] == '甲县甲二中心'
    assert plain(rows[1])['members_total'] == 2


def test_two_lists_side_by_side_are_both_read() -> None:
    half = '序号|社会组织名称|党员总数|是否建立党组织'
    doc = survey(
        '1|甲县甲一协会|4|是|3|甲县甲三协会|2|否', '2|甲县甲二协会|1|否||||', header=(f'{half}|{half}',)
    )
    names = [row.organisation.name for row in read(doc).rows]
    assert names == ['甲县甲一协会', '甲县甲二协会', '甲县甲三协会']


def test_hidden_rows_are_counted_as_the_reader_says() -> None:
    returned = read(document(SURVEY, table(HEADER, ONE), problems=[hidden(4), hidden(2, 'Sheet2')]))
    assert returned.hidden_rows == 6


def test_totals_only_are_the_units_own_figures() -> None:
    returned = read(
        document(
            '丑县社会组织党建情况汇总表', table(HEADER, ('合计', '86家', '', '', '900', '120', '', '', ''))
        )
    )
    assert (returned.subject, returned.rows, returned.totals_dropped) == ('reporting_unit', (), 1)
    assert returned.values['members_total'].value == 120


def test_rows_of_an_unknown_layout_stand_under_their_printed_labels() -> None:
    doc = document(
        '示例表',
        table(
            ('序号', '社会组织名称', '会费标准', '理事人数', '身份证号'),
            ('1', '甲县甲一协会', '100元', '9', '1'),
        ),
    )
    form, _ = choose(doc, definitions())
    returned = return_of(doc, form)
    assert (form, returned.form, returned.subject) == (None, None, 'rows')
    row = returned.rows[0]
    assert row.organisation.name == '甲县甲一协会'
    assert {key: value.value for key, value in row.values.items()} == {
        'org_name': '甲县甲一协会',
        '会费标准': '100元',
        '理事人数': '9',
    }
    assert 'unknown_form' in [problem.code for problem in returned.problems]
