"""A unit's report in prose as its figures."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.survey import return_of
from extractors.survey.prose import document_to_prose
from model.returned import Named
from tests.forms.build import document, table

TITLE = '甲县民政局关于社会组织党建工作情况的报告'


def figures(*lines: str) -> dict[str, Any]:
    return {key: value.value for key, value in return_of(document(*lines), None).values.items()}


def test_a_report_gives_the_units_figures_with_their_places() -> None:
    returned = return_of(
        document(
            TITLE,
            '示例市民政局：',
            '截至2026年3月31日，全县登记社会组织86家，已建党组织41家，其中单独23家、联合18家。',
        ),
        None,
    )
    assert (returned.form, returned.subject, returned.unit) == (None, 'reporting_unit', Named('甲县民政局'))
    assert {key: value.value for key, value in returned.values.items()} == {
        'total': 86,
        'established': 41,
        'independent': 23,
        'joint': 18,
        'as_of': '2026-03-31',
    }
    assert returned.values['joint'].raw == (
        '截至2026年3月31日,全县登记社会组织86家,已建党组织41家,其中单独23家、联合18家。'
    )
    assert [problem.code for problem in returned.problems] == ['prose_report']


@pytest.mark.parametrize(
    'text',
    [
        '我县现有社会组织86家，已建立党组织的41家，单独建立党组织23家，联合建立党组织18家。',
        '全区共有社会组织８６个，已成立党组织41个，其中：单独组建23个，联合组建18个。',
        '目前登记在册社会组织共86家。已经组建党组织41家，单独成立的23家、联合成立的18家。',
        '全县登记的各类社会组织八十六家，建有党组织的社会组织四十一家，单独二十三家、联合十八家。',
    ],
)
def test_the_same_said_otherwise(text: str) -> None:
    assert figures(text) == {'total': 86, 'established': 41, 'independent': 23, 'joint': 18}


def test_parts_that_do_not_add_up_are_told() -> None:
    returned = return_of(document('登记社会组织86家，已建党组织41家，其中单独23家、联合17家。'), None)
    message = next(problem.message for problem in returned.problems if problem.code == 'parts_disagree')
    assert "已建党组织41与各种组建方式23、17之和40不符" in message


def test_plans_and_last_year_are_not_todays_figures() -> None:
    text = '登记社会组织86家，已建党组织41家。下一步拟单独组建5家，比上年联合组建3家有所增加。'
    assert figures(text) == {'total': 86, 'established': 41}


def test_a_second_different_figure_makes_the_first_doubtful() -> None:
    value = return_of(document('登记社会组织86家，已建党组织41家。', '已建党组织40家。'), None).values[
        'established'
    ]
    assert (value.value, value.reasons) == (41, ("文中另有“已建党组织40家”",))
    assert value.score < 0.5


def test_what_is_no_report_is_none() -> None:
    assert document_to_prose(document('今天有社会组织开会。')) is None
    assert document_to_prose(document('登记社会组织86家，已建党组织41家。', table('甲|乙'))) is None


@given(st.text())
def test_never_raises(text: str) -> None:
    document_to_prose(document(text, f'登记社会组织86家，已建党组织41家，{text}'))
