"""Options chosen by a mark in a column, by a printed letter, by brackets, or by striking out the others."""

import dataclasses
from typing import Any

import pytest

from extractors.survey import return_of
from extractors.survey.printed import printed_options
from extractors.survey.values import read_value
from forms.load import definitions
from model.form import FormDefinition, FormField
from tests.forms.build import LEFT, SURVEY, UP, document, table

FORM = next(item for item in definitions() if item.id == 'party_building_survey')
YES_NO = FormField('established', ('是否建立党组织',), 'yes_no')
WAYS = ('单独组建', '联合组建', '挂靠组建', '派员组建')
CHOICE = FormField('form', ('组建形式',), 'choice', options=WAYS)


@pytest.mark.parametrize(
    ('text', 'value'),
    [
        ('A', True),
        ('B', False),
        ('b', False),
        ('（B）', False),
        ('A.是', True),
        ('2.否', False),
        ('A.是 B.否（B）', False),
        ('A.是  B.否   A', True),
        ('①是 ②否 （②）', False),
        ('是【否】', False),
        ('【是】 否', True),
        ('A.是 B.否', None),
        ('是/否', None),
        ('是 否', None),
        ('是否', None),
        ('有/无', None),
        ('C', None),
    ],
)
def test_yes_and_no_by_letter_or_bracket(text: str, value: object) -> None:
    assert read_value(YES_NO, text, label='是否建立党组织（A.是 B.否）').value is value


@pytest.mark.parametrize(
    ('text', 'value'),
    [
        ('1', '单独组建'),
        ('③', '挂靠组建'),
        ('①单独组建', '单独组建'),
        ('1.单独组建 2.联合组建（2）', '联合组建'),
        ('单独组建 【联合组建】', '联合组建'),
        ('单独组建/联合组建/挂靠组建/派员组建', None),
        ('单独 联合', None),
        ('5', None),
    ],
)
def test_an_option_by_number_or_bracket(text: str, value: object) -> None:
    label = '组建形式（1.单独组建 2.联合组建 3.挂靠组建 4.派员组建）'
    assert read_value(CHOICE, text, label=label).value == value


def test_all_options_standing_is_not_filled_in_and_two_of_them_are_not_understood() -> None:
    whole, two = (read_value(CHOICE, text) for text in ('/'.join(WAYS), '单独组建、联合组建'))
    assert (whole.value, whole.score, two.value, two.score) == (None, 1.0, None, 0.0)


def test_a_reason_in_points_is_not_taken_for_a_list_of_options() -> None:
    reasons = FormField('reason', ('未建原因',), 'choice', options=('应建未建', '不足三名党员', '无党员'))
    value = read_value(reasons, '1.没有党员 2.人员流动大')
    assert (value.value, value.score < 0.8) == ('无党员', True)


def test_printed_options_are_those_in_turn() -> None:
    assert printed_options('（A、是；B、否）') == {'A': '是', 'B': '否'}
    assert printed_options('12.5 A座 3号') == {}


def read(*rows: Any, form: FormDefinition = FORM) -> list[dict[str, Any]]:
    returned = return_of(document(SURVEY, table(*rows)), form)
    return [
        {key: (value.value, value.score) for key, value in row.values.items() if key != 'org_name'}
        for row in returned.rows
    ]


TICKED = (
    ('社会组织名称', '隶属关系', LEFT, LEFT, '组建形式', LEFT),
    (UP, '业务主管', '属地', '其他', '单独', '联合'),
)


def test_tick_columns_under_a_label_that_asks_for_words_give_the_column_s_word() -> None:
    values = read(*TICKED, '甲一协会||√||●|', '甲二协会|1||||√', '甲三协会|||甲街道党工委||')
    assert [one['affiliation'] for one in values] == [('属地', 1.0), ('业务主管', 1.0), ('甲街道党工委', 0.5)]
    assert [one['establishment_form'][0] for one in values] == ['单独组建', '联合组建', None]


def test_tick_columns_of_a_choice_take_the_beginning_of_an_option() -> None:
    options = ('业务主管单位党组织', '属地党组织', '其他党组织')
    fields = tuple(
        dataclasses.replace(field, type='choice', options=options) if field.id == 'affiliation' else field
        for field in FORM.fields
    )
    values = read(*TICKED, '甲一协会||√|||', form=dataclasses.replace(FORM, fields=fields))
    assert values[0]['affiliation'] == ('属地党组织', 1.0)


def test_something_else_than_a_mark_in_a_tick_column_is_doubtful() -> None:
    assert read(*TICKED, '甲一协会|||||12')[0]['establishment_form'] == ('联合组建', 0.5)


def test_two_marks_are_no_choice() -> None:
    assert read(*TICKED, '甲一协会||||√|√')[0]['establishment_form'] == (None, 0.0)
