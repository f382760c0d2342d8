"""Values as pictures give them: ticks between options, dashes, half a bracket."""

import pytest

from extractors.survey.values import read_value
from model.form import FormField

GROUPS = FormField('mass_orgs', ('群团组织',), 'choices', options=('工会', '共青团', '妇联', '其他'))
YES_NO = FormField('established', ('是否建立党组织',), 'yes_no')


@pytest.mark.parametrize(
    ('text', 'want'),
    [
        ('工会√ 共青团 妇联√ 其他', ('工会', '妇联')),
        ('√工会 共青团 √妇联 其他', ('工会', '妇联')),
        ('工会共青团√妇联其他√', ('共青团', '其他')),
        ('√工会共青团√妇联其他', ('工会', '妇联')),
        ('工会妇联', ('工会', '妇联')),
        ('共青\n团妇联', ('共青团', '妇联')),
        ('□工会 ☑妇联', ('妇联',)),
    ],
)
def test_a_tick_belongs_to_the_option_that_it_touches(text, want):
    value = read_value(GROUPS, text)
    assert (value.value, value.score) == (want, 1.0)


@pytest.mark.parametrize('text', ['工会√共青团妇联√其他', '√工会√共青团√'])
def test_between_two_options_nobody_can_say(text):
    value = read_value(GROUPS, text)
    assert value.value in {None, ()}
    assert value.score == 0.0


def test_yes_and_no_are_options_too():
    assert read_value(YES_NO, '是√ 否').value is True
    assert read_value(YES_NO, '是 否√').value is False
    assert read_value(YES_NO, '是√否').score == 0.0


@pytest.mark.parametrize(('kind', 'blank'), [('text', True), ('date', True), ('int', False)])
def test_a_lone_dash_read_as_the_han_one_is_a_count_only_where_counts_stand(kind, blank):
    value = read_value(FormField('x', ('某栏',), kind), '一')
    assert (value.value is None) is blank
    assert value.score == 1.0


def test_a_single_sign_is_no_name():
    assert read_value(FormField('approved_by', ('批准单位',), 'text'), '1').score < 0.8


@pytest.mark.parametrize(
    ('text', 'want'),
    [
        ('示社党2023〕1号', '示社党〔2023〕1号'),
        ('示社党(2017〕5号', '示社党〔2017〕5号'),
        ('示社党（2017）5号', '示社党（2017）5号'),
        ('党员大会通过1号', '党员大会通过1号'),
    ],
)
def test_a_number_with_half_its_brackets_is_made_whole_and_others_stay_as_printed(text, want):
    assert read_value(FormField('approval_number', ('批文号',), 'text'), text).value == want
