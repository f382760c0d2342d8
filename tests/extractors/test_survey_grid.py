"""One organisation's form: labels beside, over and before their values, however they are printed."""

from collections.abc import Callable
from typing import Any

import pytest

from extractors.survey import return_of
from forms.choose import choose
from forms.load import definitions
from model.document import Document
from model.returned import Named, Return
from tests.forms.build import FOOT_LINE, FORM_ROWS, HEAD_LINE, LEFT, TITLE, UP, document, registration, table

EXPECTED = {
    'org_name': '示例市蓝桥文化促进会',
    'registration_no': '示社证字第0036号',
    'org_type': '社会团体',
    'legal_rep': '示例一',
    'address': '示例路1号',
    'phone': '0000-1234567',
    'staff_total': 42,
    'staff_full_time': 18,
    'staff_part_time': 24,
    'members_total': 11,
    'established': False,
    'planned_on': '2026-04',
    'planned_form': '联合组建',
    'not_established_reason': '应建未建',
    'reporting_unit': '示例市蓝桥文化促进会',
    'filled_on': '2026-03-08',
    'filled_by': '示例二',
}


def read(doc: Document) -> Return:
    form, _ = choose(doc, definitions())
    return return_of(doc, form)


def clean(returned: Return) -> dict[str, Any]:
    return {key: value.value for key, value in returned.values.items() if value.value is not None}


def spaced(text: str) -> str:
    return '  '.join(text) if 2 <= len(text) <= 3 else text


def broken(text: str) -> str:
    return ' \n '.join(text) if 2 <= len(text) <= 4 else text


VALUES = (
    '示例市蓝桥文化促进会 示社证字第0036号 示例一 男 1970.05 示例路1号 0000-1234567 42 18 24 11 3 2026年4月'
)
LABELS = {text for row in FORM_ROWS for text in row} - {LEFT, UP, '', *VALUES.split()}


def relabelled(change: Callable[[str], str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(change(text) if text in LABELS else text for text in row) for row in FORM_ROWS)


def test_reads_the_registration_form() -> None:
    returned = read(registration())
    assert (returned.form, returned.edition, returned.subject) == (
        'baseline_registration',
        '内部拟制',
        'organisation',
    )
    assert clean(returned) == EXPECTED
    assert returned.organisation == Named('示例市蓝桥文化促进会')
    assert returned.unit == Named('示例市蓝桥文化促进会')
    assert returned.problems == ()


@pytest.mark.parametrize('change', [spaced, broken, lambda text: f'{text}：', lambda text: f'  {text} '])
def test_labels_may_be_spaced_broken_or_end_in_a_colon(change: Callable[[str], str]) -> None:
    assert clean(read(registration(relabelled(change)))) == EXPECTED


@pytest.mark.parametrize('kept', range(1, len(FORM_ROWS) - 1))
def test_a_row_left_out_costs_no_other_value(kept: int) -> None:
    """Rows that belong together (5, 6 and 7 to 9) are left out together."""
    group = next(g for g in ((0,), (1,), (2,), (3,), (4, 5), (6, 7, 8), (9,), (10,)) if kept in g)
    rows = tuple(row for number, row in enumerate(FORM_ROWS) if number not in group)
    values = clean(read(registration(rows)))
    if values:
        assert values.items() <= (EXPECTED | {'establishment_form': '联合组建'}).items()
        assert len(values) >= len(EXPECTED) - 5


def test_without_a_title_the_labels_tell_the_form() -> None:
    doc = document(HEAD_LINE, table(*FORM_ROWS), FOOT_LINE)
    form, problems = choose(doc, definitions())
    assert form is not None
    assert form.id == 'baseline_registration'
    assert [problem.code for problem in problems] == ['form_by_labels']


def test_full_width_figures_units_and_numerals() -> None:
    rows = (*FORM_ROWS[:5], (UP, '４２名', '十八', '24人。', '１１', '3'), *FORM_ROWS[6:])
    assert clean(read(registration(rows))) == EXPECTED


def test_a_missing_count_is_not_zero_and_none_written_is() -> None:
    rows = (*FORM_ROWS[:5], (UP, '—', '', '无', '约11', '3'), *FORM_ROWS[6:])
    values = read(registration(rows)).values
    assert (values['staff_total'].value, values['staff_total'].raw) == (None, '—')
    assert (values['staff_full_time'].value, values['staff_full_time'].raw) == (None, '')
    assert (values['staff_part_time'].value, values['staff_part_time'].reasons) == (0, ("填写为“无”，按0计",))
    assert values['members_total'].value == 11
    assert values['members_total'].score < 1


def test_labels_beside_their_counts_read_like_labels_over_them() -> None:
    rows = (
        *FORM_ROWS[:4],
        ('从业人员总数', '42', '其中：专职', '18', '兼职', '24'),
        ('党员总数', '11', '其中：正式党员', '9', '预备党员', '2'),
        *FORM_ROWS[6:],
    )
    expected = EXPECTED | {'full_members': 9, 'probationary_members': 2}
    assert clean(read(registration(rows))) == expected


def test_equal_labels_go_by_their_section() -> None:
    rows = (
        *FORM_ROWS[:6],
        ('党组织建立情况', '是否建立党组织', '☑是 □否', LEFT, '成立时间', '2020年5月6日'),
        (UP, '党组织负责人', '姓名', '示例四', '联系电话', '0000-7654321'),
        (UP, '党建工作指导员', '姓名', '示例五', '电话', '0000-1111111'),
        (UP, UP, '工作单位', '示例市民政局', '备注', ''),
    )
    values = clean(read(registration(rows)))
    assert values['phone'] == '0000-1234567'
    assert (values['party_head'], values['party_head_phone']) == ('示例四', '0000-7654321')
    assert (values['instructor'], values['instructor_phone']) == ('示例五', '0000-1111111')
    assert values['instructor_unit'] == '示例市民政局'
    assert (values['established'], values['established_on']) == (True, '2020-05-06')


def test_a_telephone_belongs_to_the_person_before_it() -> None:
    rows = (*FORM_ROWS, ('党组织书记', '示例四', '联系电话', '0000-7654321', '性别', '女'))
    values = clean(read(registration(rows)))
    assert values['party_head_phone'] == '0000-7654321'
    assert values['phone'] == '0000-1234567'


def test_values_inside_their_cells() -> None:
    doc = document(
        TITLE,
        table(
            ('社会组织名称：示例市蓝桥文化促进会', '登记证号：00036'),
            ('从业人员总数：42  其中：专职人数：18  兼职人数：24', '党员总数：11人'),
            ('是否建立党组织：□是 ☑否', '拟建时间：2026年4月'),
            ('填表人：', '示例二'),
        ),
    )
    values = clean(read(doc))
    assert values['org_name'] == '示例市蓝桥文化促进会'
    assert values['registration_no'] == '00036'
    assert [values[key] for key in ('staff_total', 'staff_full_time', 'staff_part_time')] == [42, 18, 24]
    assert (values['members_total'], values['established'], values['planned_on']) == (11, False, '2026-04')
    assert values['filled_by'] == '示例二'


def test_a_form_typed_in_lines() -> None:
    doc = document(
        TITLE,
        '社会组织名称：示例市蓝桥文化促进会',
        '统一社会信用代码：51620000MJ000000XM',
        '从业人员总数：42   专职人数：18   兼职人数：24',
        '党员总数：____11____人',
        '是否建立党组织：□是  ☑否',
        '填表说明：',
        '1.党员总数：指从业人员中的全部党员。',
    )
    returned = read(doc)
    assert returned.form == 'baseline_registration'
    assert clean(returned) == {
        'org_name': '示例市蓝桥文化促进会',
        'code': '51620000MJ000000XM',
        'staff_total': 42,
        'staff_full_time': 18,
        'staff_part_time': 24,
        'members_total': 11,
        'established': False,
    }


def test_a_form_in_several_tables() -> None:
    doc = document(
        TITLE, table(*FORM_ROWS[:4]), '二、党员情况', table(*FORM_ROWS[4:6]), table(*FORM_ROWS[6:]), FOOT_LINE
    )
    expected = {key: value for key, value in EXPECTED.items() if key not in ('reporting_unit', 'filled_on')}
    assert clean(read(doc)) == expected


def test_a_second_sheet_of_other_things_is_not_mixed_in() -> None:
    noise = table(
        ('日期', '2011-03-08'), ('编号', '0136'), ('电话', '13800000000'), ('合计', '9'), sheet='汇总'
    )
    doc = document(table((TITLE, *(LEFT,) * 5), *FORM_ROWS, sheet='登记表'), noise)
    assert clean(read(doc))['phone'] == '0000-1234567'
    assert 'filled_on' not in read(doc).values


def test_several_ticks_for_one_choice_are_no_choice() -> None:
    rows = (
        FORM_ROWS[0],
        ('类别', '☑社会团体  ☑民办非企业单位  □基金会', LEFT, LEFT, LEFT, LEFT),
        *FORM_ROWS[2:],
    )
    value = read(registration(rows)).values['org_type']
    assert (value.value, value.score) == (None, 0)
    assert "社会团体、民办非企业单位" in value.reasons[0]


def test_a_code_in_the_place_of_the_old_number_is_the_code() -> None:
    rows = (
        ('单位名称', '示例市蓝桥文化促进会', LEFT, LEFT, '登记证号', '51620000mj000000xm'),
        *FORM_ROWS[1:],
    )
    returned = read(registration(rows))
    assert returned.organisation == Named('示例市蓝桥文化促进会', '51620000MJ000000XM')
    assert returned.values['registration_no'].value is None


def test_an_old_number_in_the_place_of_the_code_stays_whole() -> None:
    rows = (('单位名称', '示例市蓝桥文化促进会', LEFT, LEFT, '统一社会信用代码', '00036'), *FORM_ROWS[1:])
    values = read(registration(rows)).values
    assert (values['code'].value, values['registration_no'].value) == (None, '00036')


def test_what_is_filled_in_twice_and_differs_is_told() -> None:
    rows = (*FORM_ROWS[:4], ('党员总数', '12', '', '', '', ''), *FORM_ROWS[4:])
    returned = read(registration(rows))
    assert returned.values['members_total'].value == 12
    assert [problem.code for problem in returned.problems] == ['filled_twice']
    assert "“12”和“11”" in returned.problems[0].message


def test_a_blank_form_has_its_fields_and_no_values() -> None:
    rows = (
        ('社会组织名称', '', LEFT, LEFT, '登记证号', ''),
        ('类别', '□社会团体  □民办非企业单位  □基金会', LEFT, LEFT, LEFT, LEFT),
        ('从业人员情况', '总人数', '专职', '兼职', '党员数', ''),
        (UP, '', '', '', '', ''),
        ('是否建立党组织', '□是  □否', LEFT, LEFT, '拟建时间', '年　月'),
    )
    returned = read(
        registration(rows, head='填报单位（盖章）：        填报日期：   年  月  日', foot='填表人：')
    )
    assert clean(returned) == {}
    assert {'org_name', 'org_type', 'staff_total', 'members_total', 'established', 'planned_on'} <= set(
        returned.values
    )
    assert {problem.code for problem in returned.problems} == {'value_missing'}


def test_an_unknown_form_is_read_by_its_labels_and_said_to_be_unknown() -> None:
    doc = document(
        '示例会馆换届备案表',
        table(
            ('会馆名称', '示例会馆', '登记证号', '00136'),
            ('会议名称', '第二次大会', '应到人数', '40'),
            ('负责人姓名', '示例一', '身份证号', '110101197001011234'),
        ),
    )
    form, _ = choose(doc, definitions())
    returned = return_of(doc, form)
    assert (form, returned.form, returned.edition, returned.subject) == (None, None, None, 'organisation')
    assert 'unknown_form' in [problem.code for problem in returned.problems]
    assert returned.values['会馆名称'].value == '示例会馆'
    assert returned.values['应到人数'].raw == '40'
    assert '110101' not in repr(returned)


def test_places_are_those_of_the_value_cells() -> None:
    doc = document(table((TITLE, *(LEFT,) * 5), *FORM_ROWS, sheet='登记表'))
    values = read(doc).values
    assert (values['org_name'].where.sheet, values['org_name'].where.cell) == ('登记表', 'B2')
    assert values['members_total'].where.cell == 'E7'


def test_a_value_that_is_a_label_elsewhere_is_still_a_value() -> None:
    rows = (*FORM_ROWS, '党组织负责人|示例四|隶属关系|业务主管单位|未建原因|情况不明')
    values = clean(read(registration(rows)))
    assert values['affiliation'] == '业务主管单位'
    assert values['party_head'] == '示例四'
    assert 'competent_authority' not in values


def test_of_several_forms_in_one_file_the_first_is_read_and_the_others_are_told() -> None:
    second = (('社会组织名称', '示例市乙协会', LEFT, LEFT, '登记证号', '00037'), *FORM_ROWS[1:])
    doc = document(TITLE, HEAD_LINE, table(*FORM_ROWS), FOOT_LINE, TITLE, table(*second), '填表人：示例五')
    returned = read(doc)
    assert clean(returned) == EXPECTED
    assert [problem.code for problem in returned.problems] == ['several_forms']
    assert "示例市乙协会" in returned.problems[0].message


def test_a_label_nobody_knows_is_not_taken_for_the_value_of_a_blank() -> None:
    rows = (
        ('社会组织名称', '', LEFT, LEFT, '住所或活动地点', ''),
        *FORM_ROWS[1:3],
        '联系电话|||邮寄方式',
        *FORM_ROWS[4:],
    )
    values = clean(read(registration(rows)))
    assert 'org_name' not in values
    assert 'phone' not in values


def test_rows_of_labels_over_rows_of_values() -> None:
    doc = document(
        TITLE,
        table(
            '社会组织名称|统一社会信用代码|所属地区',
            '示例市蓝桥文化促进会|51620000MJ000000XM|甲县',
            '从业人员总数|专职工作人员|兼职工作人员',
            '４２|１８|',
            '党员总数|正式党员|是否建立党组织',
            '11|9|□是 ■否',
        ),
    )
    returned = read(doc)
    assert returned.form == 'baseline_registration'
    assert clean(returned) == {
        'org_name': '示例市蓝桥文化促进会',
        'code': '51620000MJ000000XM',
        'region': '甲县',
        'staff_total': 42,
        'staff_full_time': 18,
        'members_total': 11,
        'full_members': 9,
        'established': False,
    }
