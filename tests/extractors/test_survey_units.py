"""A unit's totals: said in prose, in one line, or in a small table without any organisation."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.survey import return_of
from extractors.survey.said import sentence_to_said
from forms.load import definitions
from model.document import Table
from model.place import NOWHERE
from model.returned import Named, Return
from tests.forms.build import LEFT, SURVEY, UP, document, table

FORM = next(item for item in definitions() if item.id == 'party_building_survey')
TITLE = '甲县民政局关于社会组织党建工作情况的报告'
WHOLE = '全县登记社会组织86家，已建党组织41家。'
FIGURES = {'total': 86, 'established': 41}


def read(*blocks: str | Table) -> Return:
    return return_of(document(*blocks), None)


def figures(*lines: str) -> dict[str, Any]:
    returned = read(TITLE, *lines)
    return {key: value.value for key, value in returned.values.items() if key != 'as_of'}


@pytest.mark.parametrize(
    'more',
    [
        '组建率47.7%，较上月增加3家。',
        '其中甲镇12家、乙镇9家。',
        '甲镇登记社会组织12家，已建6家；乙镇登记社会组织9家，已建4家。',
        '去年同期登记社会组织80家，已建35家。',
        '到6月底前应建党组织60家，力争单独组建30家。',
        '新建党组织3家，新发展党员5名，走访慰问困难党员30名。',
        '已建立41个社会组织孵化基地，对12家社会组织进行了抽查，召开座谈会3次。',
        '计划年内单独组建9家、联合组建12家。',
    ],
)
def test_what_is_not_the_unit_s_standing_total_is_left_out(more: str) -> None:
    assert figures(WHOLE + more) == FIGURES
    assert figures(more + WHOLE) == FIGURES


@pytest.mark.parametrize(
    ('text', 'found'),
    [
        ('党员1,234名。', {'members_total': 1234}),
        ('社会组织从业人员1.2万名。', {'staff_total': 12000}),
        ('选派党建指导员12名。', {'instructors': 12}),
        ('共选派12名党建工作指导员。', {'instructors': 12}),
        ('应建50家，未建45家。', {'eligible': 50, 'not_established': 45}),
        ('符合建立党组织条件的50家，不具备条件的36家。', {'eligible': 50}),
        ('其中单独建立二十三家、联合建立十八家。', {'independent': 23, 'joint': 18}),
        (
            '正式党员500名、预备党员12名，入党积极分子7名。',
            {'full_members': 500, 'probationary_members': 12, 'activists': 7},
        ),
    ],
)
def test_what_more_a_report_says(text: str, found: dict[str, int]) -> None:
    assert figures(WHOLE + text) == FIGURES | found


def test_numbers_before_what_they_count() -> None:
    text = '全县共有86家社会组织，其中41家已建立党组织，45家未建立党组织，23家单独组建，18家联合组建。'
    assert figures(text) == FIGURES | {'not_established': 45, 'independent': 23, 'joint': 18}


@pytest.mark.parametrize(
    ('written', 'value'), [('约860家', 860), ('860余家', 860), ('1.2万家', 12000), ('80-90家', None)]
)
def test_rounded_figures_are_doubtful_and_ranges_not_understood(written: str, value: int | None) -> None:
    found = read(TITLE, f'全县登记社会组织{written}，已建党组织41家，单独23家。').values['total']
    assert (found.value, found.score < 0.8) == (value, True)


def test_the_latest_of_several_dates_counts() -> None:
    returned = read(
        TITLE,
        '截至2026年2月28日，全县登记社会组织84家，已建党组织39家；截至2026年3月31日，全县登记社会组织86家，已建党组织41家。',
    )
    assert {key: value.value for key, value in returned.values.items()} == FIGURES | {'as_of': '2026-03-31'}
    assert any("截至2026年2月28日" in problem.message for problem in returned.problems)


@pytest.mark.parametrize(
    ('said', 'as_of'),
    [
        ('截至3月31日', '2026-03-31'),
        ('截止12月底', '2025-12-31'),
        ('截至2026年2月末', '2026-02-28'),
        ('截至2月31日', None),
    ],
)
def test_a_date_takes_its_year_from_the_paper(said: str, as_of: str | None) -> None:
    assert read(TITLE, f'{said}，{WHOLE}', '甲县民政局', '2026年4月2日').values['as_of'].value == as_of


def test_a_city_s_report_that_goes_through_its_counties_is_the_city_s() -> None:
    returned = read(
        '示例市民政局关于社会组织党建工作情况的报告',
        '示例市登记社会组织860家，已建党组织410家。甲县登记社会组织86家，已建41家。乙县登记社会组织50家，已建20家。',
    )
    assert {key: value.value for key, value in returned.values.items()} == {'total': 860, 'established': 410}
    assert any("是乙县的数" in problem.message for problem in returned.problems)


def test_two_places_without_a_whole_are_nobody_s_total() -> None:
    assert read('甲县登记社会组织12家，已建6家；乙县登记社会组织9家，已建4家。').subject == 'organisation'


@pytest.mark.parametrize(
    ('text', 'told'),
    [
        ('登记社会组织86家，已建党组织50家，单独23家、联合18家。', "之和41不符"),
        ('登记社会组织86家，已建党组织90家。', "已建党组织90多于社会组织总数86"),
        (WHOLE + '党员512名，其中正式党员500名、预备党员10名。', "之和510不符"),
    ],
)
def test_figures_that_cannot_all_be_right_are_told(text: str, told: str) -> None:
    problems = read(TITLE, text).problems
    assert any(problem.code == 'parts_disagree' and told in problem.message for problem in problems)


@pytest.mark.parametrize(
    'line', ['子区：86家、已建41家', '子区：共86家，已建41家。', '子区：社会组织86个，已建41个']
)
def test_one_line_is_a_unit_s_report(line: str) -> None:
    returned = read(line)
    assert (returned.subject, returned.unit) == ('reporting_unit', Named('子区'))
    assert {key: value.value for key, value in returned.values.items()} == FIGURES


@pytest.mark.parametrize(
    'made',
    [
        table('项目|数量', '登记社会组织总数（家）|86', '已建党组织数|41', '组建率|47.7'),
        table('单位|社会组织总数|已建党组织数', '子区|86|41'),
        table('县区|登记社会组织|已建立党组织', '甲镇|50|20', '乙镇|36|21', '合 计|86|41'),
        table('社会组织总数|86|已建党组织|41'),
    ],
)
def test_a_small_table_is_a_unit_s_totals(made: Table) -> None:
    returned = read('填报单位：子区民政局', made)
    assert returned.subject == 'reporting_unit'
    assert {key: value.value for key, value in returned.values.items()} == FIGURES
    assert {problem.code for problem in returned.problems} <= {'summary_report', 'figures_left_out'}


def test_a_table_of_several_units_without_a_total_is_no_unit_s() -> None:
    made = table('县区|社会组织总数|已建党组织数', '甲县|86|41', '乙县|50|20')
    assert read(made).subject != 'reporting_unit'


def test_a_workbook_with_a_total_only_counts_what_stands_under_marks() -> None:
    made = table(
        ('序号', '社会组织名称', '党员总数', '是否建立党组织', '组建形式', LEFT),
        (UP, UP, UP, UP, '单独组建', '联合组建'),
        ('', '合计86家', '512', '41', '23', '18'),
    )
    returned = return_of(document(SURVEY, made), FORM)
    assert (returned.subject, returned.rows) == ('reporting_unit', ())
    assert {key: value.value for key, value in returned.values.items()} == FIGURES | {
        'members_total': 512,
        'independent': 23,
        'joint': 18,
    }


@given(
    st.text(alphabet='截至目前全县登记社会组织已建党86家，。、：年月日0123456789-万约其中甲乙', max_size=60)
)
def test_any_sentence_is_read_without_a_fault_and_no_number_is_invented(text: str) -> None:
    for said in sentence_to_said(text, NOWHERE, None, None):
        assert said.value.raw in text
