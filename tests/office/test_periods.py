import datetime as dt
from itertools import islice

import pytest

from office.occurrences import unroll
from office.periods import Point, Rhythm, duty_to_rhythm

START = dt.date(2026, 3, 2)


def rhythm(every, unit, words, verbatim=''):
    return duty_to_rhythm({'every': every, 'unit': unit, 'times': None}, words, verbatim)


def first(count, *told):
    found = unroll(rhythm(*told), START)
    return [f'{day:%y-%m-%d}' for day in islice(found, count)]


@pytest.mark.parametrize(
    ('told', 'days'),
    [
        ((1, 'quarter', '每季度末月25日前'), ['26-03-25', '26-06-25', '26-09-25']),
        ((1, 'quarter', '季度末月20日前'), ['26-03-20', '26-06-20']),
        ((1, 'quarter', '每季度首月10日前'), ['26-04-10', '26-07-10']),
        ((1, 'quarter', '每季度第二个月10日前'), ['26-05-10', '26-08-10']),
        ((1, 'quarter', '每季度结束后5日内'), ['26-04-05', '26-07-05']),
        ((1, 'quarter', '每季度结束后5个工作日内'), ['26-04-08', '26-07-07']),
        ((1, 'quarter', '每季度次月10日前'), ['26-04-10', '26-07-10']),
        ((1, 'quarter', '按季度', '按季度报送情况。'), ['26-03-31', '26-06-30']),
        ((1, 'month', '每月5日前'), ['26-03-05', '26-04-05']),
        ((1, 'month', '每月１０日前'), ['26-03-10', '26-04-10']),
        ((1, 'month', '每月31日前'), ['26-03-31', '26-04-30']),
        ((1, 'month', '每月5日、20日前'), ['26-03-05', '26-03-20', '26-04-05']),
        ((1, 'month', '次月15日前'), ['26-03-15', '26-04-15']),
        ((1, 'month', '每月月底前'), ['26-03-31', '26-04-30']),
        ((1, 'month', '每月', '每月到会不少于2次。'), ['26-03-31', '26-04-30']),
        ((1, 'month', None, '每月的第二个星期五为活动日。'), ['26-03-13', '26-04-10']),
        ((1, 'month', None, '每月的最后一个星期三缴纳。'), ['26-03-25', '26-04-29']),
        ((1, 'month', '每月前5个工作日内'), ['26-03-06', '26-04-08']),
        ((1, 'month', '每月最后一个工作日'), ['26-03-31', '26-04-30']),
        ((6, 'month', '每半年'), ['26-06-30', '26-12-31', '27-06-30']),
        ((6, 'month', '每半年末月20日前'), ['26-06-20', '26-12-20']),
        ((2, 'month', '每两个月'), ['26-05-02', '26-07-02']),
        ((1, 'year', '每年12月底前'), ['26-12-31', '27-12-31']),
        ((1, 'year', '每年12月前'), ['26-11-30', '27-11-30']),
        ((1, 'year', '每年底'), ['26-12-31', '27-12-31']),
        ((1, 'year', '每年元月10日前'), ['27-01-10', '28-01-10']),
        ((1, 'year', '每年1月5日和7月5日前'), ['26-07-05', '27-01-05', '27-07-05']),
        ((1, 'year', '每年第一季度'), ['26-03-31', '27-03-31']),
        ((1, 'year', '每年结束后45日内'), ['27-02-14', '28-02-14']),
        ((1, 'week', '每周五前'), ['26-03-06', '26-03-13']),
        ((1, 'week', '每周'), ['26-03-08', '26-03-15']),
        ((2, 'week', '每两周'), ['26-03-16', '26-03-30']),
        ((20, 'day', '每间隔20天'), ['26-03-22', '26-04-11']),
        ((10, 'day', '每旬'), ['26-03-10', '26-03-20', '26-03-31', '26-04-10']),
        ((15, 'day', '每半月'), ['26-03-15', '26-03-31', '26-04-15']),
        ((1, 'workday', '每个工作日'), ['26-03-03', '26-03-04']),
    ],
)
def test_the_words_of_a_rhythm_give_its_true_days(told, days):
    assert first(len(days), *told) == days


def test_a_rhythm_of_terms_is_in_no_calendar():
    assert rhythm(1, 'term', '每学期初') is None


@pytest.mark.parametrize(
    ('told', 'calendar'),
    [((1, 'month', '每月'), True), ((20, 'day', '每20天'), False), ((2, 'week', '每两周'), False)],
)
def test_only_rhythms_outside_the_calendar_need_a_start(told, calendar):
    assert rhythm(*told).calendar is calendar


@pytest.mark.parametrize(
    'told',
    [(1, 'week', '每周一调度'), (1, 'quarter', '每季度末前5日'), (1, 'month', '每月', '每月于25日报送。')],
)
def test_a_day_that_is_not_understood_is_flagged(told):
    found = rhythm(*told)
    assert found.doubtful or found.points


@pytest.mark.parametrize(
    ('words', 'points', 'calendar'),
    [
        ('逢双月10日前', (Point(1, 10),), True),
        ('每单月5日前', (Point(0, 5),), True),
        ('每双月', (Point(1),), True),
        ('每两个月10日前', (Point(0, 10),), False),
        ('隔月10日前', (Point(0, 10),), False),
    ],
)
def test_every_second_month_keeps_its_day_and_even_or_odd(words, points, calendar):
    rhythm = duty_to_rhythm({'every': 2, 'unit': 'month'}, words, f'各县{words}报送信息。')
    assert rhythm == Rhythm(2, 'month', points, calendar)
