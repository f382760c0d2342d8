import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.notice import Relative
from text.limits import limit_to_day, months_after
from text.workdays import YearDays


@pytest.mark.parametrize(
    ('value', 'unit', 'start', 'end'),
    [
        (15, 'day', dt.date(2016, 10, 8), dt.date(2016, 10, 23)),
        (0, 'day', dt.date(2016, 10, 8), dt.date(2016, 10, 8)),
        (-7, 'day', dt.date(2026, 3, 13), dt.date(2026, 3, 6)),
        (2, 'week', dt.date(2026, 3, 13), dt.date(2026, 3, 27)),
        (5, 'workday', dt.date(2026, 3, 13), dt.date(2026, 3, 20)),
        (1, 'workday', dt.date(2025, 9, 30), dt.date(2025, 10, 9)),
        (-1, 'month', dt.date(2026, 3, 31), dt.date(2026, 2, 28)),
        (1, 'month', dt.date(2026, 1, 31), dt.date(2026, 2, 28)),
        (2, 'quarter', dt.date(2025, 8, 31), dt.date(2026, 2, 28)),
        (1, 'year', dt.date(2024, 2, 29), dt.date(2025, 2, 28)),
        (5, 'next_month_day', dt.date(2026, 12, 3), dt.date(2027, 1, 5)),
        (31, 'next_month_day', dt.date(2026, 1, 31), dt.date(2026, 2, 28)),
        (24, 'hour', dt.date(2026, 3, 13), dt.date(2026, 3, 14)),
        (12, 'hour', dt.date(2026, 3, 13), dt.date(2026, 3, 13)),
    ],
)
def test_limits_are_counted_from_the_day_after(value, unit, start, end):
    assert limit_to_day({'value': value, 'unit': unit}, start) == (end, True)
    assert limit_to_day(Relative(value, unit, None), start) == (end, True)


def test_a_year_without_holidays_is_said():
    assert limit_to_day({'value': 1, 'unit': 'workday'}, dt.date(2040, 1, 2)) == (dt.date(2040, 1, 3), False)


def test_a_table_that_is_given_moves_the_working_days():
    table = YearDays(off=frozenset({dt.date(2040, 1, 3)}), on=frozenset({dt.date(2040, 1, 7)}))
    limit = {'value': 4, 'unit': 'workday'}
    assert limit_to_day(limit, dt.date(2040, 1, 2), {2040: table}) == (dt.date(2040, 1, 7), True)


@pytest.mark.parametrize(
    ('value', 'unit', 'start'),
    [
        (1, 'term', dt.date(2026, 1, 1)),
        (1, 'day', dt.date.max),
        (1, 'workday', dt.date.max),
        (1, 'year', dt.date.max),
        (-1, 'month', dt.date.min),
        (1, 'next_month_day', dt.date.max),
    ],
)
def test_what_no_calendar_can_count_is_an_error(value, unit, start):
    with pytest.raises(ValueError, match='no day'):
        limit_to_day({'value': value, 'unit': unit}, start)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 60))
def test_a_longer_limit_never_ends_earlier(day, value):
    for unit in ('day', 'week', 'workday', 'month', 'quarter', 'year', 'hour'):
        one = limit_to_day({'value': value, 'unit': unit}, day).day
        assert day <= one <= limit_to_day({'value': value + 1, 'unit': unit}, day).day


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(-600, 600))
def test_months_land_in_the_right_month(day, months):
    found = months_after(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day <= day.day
