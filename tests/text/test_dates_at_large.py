import datetime as dt

import pytest

from text.dates import expressions, whole_date

ISSUED = dt.date(2024, 4, 28)


@pytest.mark.parametrize('text', ['3月31日（含）前', '3月31日（含当日）前', '3月31日（含31日）之前'])
def test_a_bracket_between_the_day_and_its_limit(text):
    (found,) = expressions(text, ISSUED)
    assert (found.kind, found.last, found.text) == ('deadline', '2024-03-31', text)


def test_days_joined_to_a_limit_share_it():
    found = expressions('5月10日、5月15日和11月15日前', ISSUED)
    assert [(one.kind, one.last) for one in found] == [
        ('deadline', '2024-05-10'),
        ('deadline', '2024-05-15'),
        ('deadline', '2024-11-15'),
    ]


@pytest.mark.parametrize(
    ('text', 'unit', 'times'),
    [
        ('每年2月8日和8月8日前', 'year', 2),
        ('每年6月底、12月底前', 'year', 2),
        ('每月5日、15日和25日前', 'month', 3),
        ('每月月底前', 'month', None),
        ('每学期期末', 'term', None),
    ],
)
def test_several_days_of_one_recurrence(text, unit, times):
    (found,) = expressions(text, ISSUED)
    assert (found.recurrence.unit, found.recurrence.times, found.text) == (unit, times, text)


@pytest.mark.parametrize(
    ('text', 'value', 'unit', 'from_'),
    [
        ('提前7天', -7, 'day', None),
        ('提前10个工作日', -10, 'workday', None),
        ('活动结束后10日内', 10, 'day', '活动结束'),
        ('在学习日之后的三个工作日内', 3, 'workday', '学习日'),
        ('今后三年内', 3, 'year', None),
    ],
)
def test_limits_before_and_after_an_event(text, value, unit, from_):
    (found,) = expressions(text, ISSUED)
    assert (found.relative.value, found.relative.unit, found.relative.from_) == (value, unit, from_)


@pytest.mark.parametrize('zero', '〇○零OΟОοо0')
def test_every_letter_that_stands_for_a_zero(zero):
    found = whole_date(f'二{zero}一四年六月十九日')
    assert found is not None
    assert found[0] == dt.date(2014, 6, 19)


@pytest.mark.parametrize(
    ('text', 'ends'),
    [
        ('分别于5、7、10月底前', ['05-31', '07-31', '10-31']),
        ('分别于5、7、10月', ['05-31', '07-31', '10-31']),
        ('5月、7月、10月的20日前', ['05-20', '07-20', '10-20']),
        ('分别于5月、7月、10月20日前', ['05-20', '07-20', '10-20']),
        ('在5月和10月各开展一次', ['05-31', '10-31']),
        ('2、5月底前', ['05-31']),
        ('五一、国庆节前', ['04-30', '09-30']),
        ('中秋国庆节前', ['09-16', '09-30']),
        ('国庆、中秋两节前', ['09-30', '09-16']),
        ('中秋节、国庆节来临前', ['09-16', '09-30']),
    ],
)
def test_several_months_or_festivals_share_what_follows_the_last(text, ends):
    assert [one.last for one in expressions(text, ISSUED)] == [f'2024-{end}' for end in ends]
