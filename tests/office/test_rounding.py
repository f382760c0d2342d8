"""Rounds by what a paper says and by when it came; deadlines with a clock."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.rounding import (
    BASELINE,
    Calendar,
    Hours,
    deadline_moment,
    is_late,
    owed_round,
    round_told,
    says_correction,
)

DUES = tuple(map(dt.date.fromisoformat, ('2026-03-13', '2026-04-02', '2026-04-22', '2026-05-12')))
CALENDAR = Calendar(dt.date(2026, 2, 21), DUES)


def day(text):
    return dt.date.fromisoformat(f'2026-{text}')


@pytest.mark.parametrize(
    ('received', 'done', 'number'),
    [
        ('02-20', (), BASELINE),
        ('02-21', (), BASELINE),
        ('02-22', (), 1),
        ('03-13', (), 1),
        ('03-14', (), 1),
        ('03-14', (1,), 2),
        ('04-23', (1,), 3),
        ('04-23', (1, 3), 4),
        ('05-20', (1, 2, 3), 4),
        ('05-20', (1, 2, 3, 4), 4),
    ],
)
def test_a_return_is_of_its_time_or_of_the_round_that_is_owed(received, done, number):
    assert owed_round(CALENDAR, day(received), set(done)) == number


def test_a_correction_is_of_the_round_last_reported():
    assert owed_round(CALENDAR, day('03-17'), {1}, corrects=True) == 1
    assert owed_round(CALENDAR, day('03-17'), {1, 2}, corrects=True) == 2


@pytest.mark.parametrize(
    ('text', 'number'),
    [
        ('甲县第2期报表', 2),
        ('第二期', 2),
        ('截至3月13日情况', 1),
        ('截止2026年4月2日', 2),
        ('截至3月底', 2),
        ('2026-02-21', 0),
        ('启动摸底表', 0),
        ('摸底登记表', None),
        ('第9期', None),
        ('附件1', None),
    ],
)
def test_a_paper_tells_its_round(text, number):
    assert round_told([None, text], CALENDAR, day('04-10')) == number


def test_without_rounds_no_paper_tells_one():
    assert round_told(['第2期'], Calendar(None, ()), day('04-10')) is None
    assert owed_round(Calendar(None, ()), day('04-10'), set()) == 0


@given(st.dates(dt.date(2025, 1, 1), dt.date(2027, 1, 1)), st.sets(st.integers(0, 4)), st.booleans())
def test_every_return_has_a_round_that_exists(received, done, corrects):
    number = owed_round(CALENDAR, received, done, corrects=corrects)
    assert 0 <= number <= len(DUES)
    assert (number == BASELINE) <= (received <= CALENDAR.start)


@pytest.mark.parametrize(
    ('told', 'clock'),
    [
        ('上午下班', '12:00'),
        ('中午12点', '12:00'),
        ('下班', '18:00'),
        ('12:00', '12:00'),
        ('下午3时', '15:00'),
        ('15:30', '15:30'),
    ],
)
def test_a_deadline_has_its_clock(told, clock):
    assert f'{deadline_moment(day("03-13"), told):%H:%M}' == clock


def test_the_office_says_when_its_day_is_over():
    hours = Hours(noon=dt.time(11, 30))
    deadline = deadline_moment(day('03-13'), '上午下班', hours)
    assert not is_late(dt.datetime(2026, 3, 13, 11, 30, 59), deadline)
    assert is_late(dt.datetime(2026, 3, 13, 11, 31), deadline)


def test_without_a_clock_the_whole_day_is_in_time():
    deadline = deadline_moment(day('03-13'))
    assert not is_late(dt.datetime(2026, 3, 13, 23, 59, 59), deadline)
    assert is_late(dt.datetime(2026, 3, 14), deadline)
    assert not is_late(dt.datetime(2026, 3, 14), None)


def test_a_correction_calls_itself_one():
    assert says_correction(['甲县', '附件1（更正）'])
    assert not says_correction(['正在修', None])
