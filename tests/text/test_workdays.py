import datetime as dt

import pytest

from text.workdays import is_workday, last_workday_until, shift_workdays


def test_two_working_days_before_a_thursday():
    assert shift_workdays(dt.date(2026, 3, 12), -2).day == dt.date(2026, 3, 10)


def test_counting_skips_the_national_holiday():
    assert shift_workdays(dt.date(2025, 9, 30), 1).day == dt.date(2025, 10, 9)


@pytest.mark.parametrize('saturday', [dt.date(2025, 10, 11)])
def test_a_make_up_saturday_is_a_working_day(saturday):
    assert is_workday(saturday) is not None


def test_a_year_without_a_table_counts_monday_to_friday_and_says_so():
    counted = shift_workdays(dt.date(2040, 1, 2), 1)
    assert counted == (dt.date(2040, 1, 3), False)


def test_a_deadline_on_a_sunday_offers_the_friday_before():
    assert last_workday_until(dt.date(2026, 3, 15)).day == dt.date(2026, 3, 13)
