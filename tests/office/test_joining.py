"""One duty told by two notices: the forwarded one and the one that forwards it."""

import pytest

from model.register import Duty
from office.joining import duty_to_gist, same_duties


def duty(number, what, **more):
    return Duty(register_number=1, number=number, verbatim=f'{what}。', what=what, ours='do', rule='', **more)


REPORT = duty(
    11,
    '将社会组织党建工作台账（见附件1）报送省民政厅',
    who='各市民政局',
    deadline_text='自本通知下发之日起15天内',
    report_to='省民政厅',
)
VISITS = duty(12, '到所联系的社会组织不少于2次', recurrence={'every': 1, 'unit': 'month', 'times': 2})
TRAINING = duty(13, '完成党建工作指导员岗前培训', deadline_text='5月底前')
SUMMARY = duty(14, '将年度工作总结报送省民政厅', deadline_text='12月10日前')


@pytest.mark.parametrize(
    ('what', 'farther'),
    [
        ('将台账报市局', 11),
        ('台账请报市局', 11),
        ('将社会组织党建台账报送至市民政局社会组织管理科', 11),
        ('报市局汇总', 11),
        ('将有关材料报送市民政局', 11),
        ('将台帐一式两份报市局', 11),
        ('向市局报送党建工作台账', 11),
        ('完成岗前培训', 13),
        ('开展指导员岗前培训', 13),
        ('将职工花名册报市局', None),
        ('组织召开动员会', None),
    ],
)
def test_a_forwarded_duty_is_found_again_in_other_words(what, farther):
    pairs = same_duties([duty(1, what)], [REPORT, VISITS, TRAINING])
    assert pairs.same == (((1, farther),) if farther else ())


def test_a_report_that_names_no_thing_is_a_doubt_among_several():
    pairs = same_duties([duty(1, '报市局汇总')], [REPORT, SUMMARY])
    assert pairs == ((), ((1, (11, 14)),))


def test_each_duty_is_in_one_pair_the_likest_first():
    nearer = [duty(1, '将党建工作台账报市局'), duty(2, '将工作总结报市局')]
    assert same_duties(nearer, [SUMMARY, REPORT]).same == ((1, 11), (2, 14))


def test_what_recurs_is_not_what_is_done_once():
    monthly = duty(1, '将台账报市局', recurrence={'every': 1, 'unit': 'month', 'times': None})
    assert same_duties([monthly], [REPORT]).same == ()


def test_a_notice_without_duties_pairs_nothing():
    assert same_duties([], [REPORT]) == same_duties([duty(1, '报市局')], []) == ((), ())


def test_the_gist_is_the_thing_alone():
    assert duty_to_gist(REPORT) == (True, None, '社会组织党建工作台账')
    assert duty_to_gist(duty(1, '于2026年3月12日前报市局汇总')).thing == ''
