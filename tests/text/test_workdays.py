import datetime as dt

import pytest

from text.workdays import YearDays, is_workday, last_workday_until, shift_workdays


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


GIVEN = {2040: YearDays(off=frozenset({dt.date(2040, 1, 2)}), on=frozenset({dt.date(2040, 1, 7)}))}


def test_a_table_that_is_given_makes_its_year_known():
    assert is_workday(dt.date(2040, 1, 2), GIVEN) is None
    assert is_workday(dt.date(2040, 1, 7), GIVEN) == (dt.date(2040, 1, 7), True)
    assert is_workday(dt.date(2040, 1, 4), GIVEN) == (dt.date(2040, 1, 4), True)
    assert is_workday(dt.date(2040, 1, 8), GIVEN) is None
    assert shift_workdays(dt.date(2040, 1, 1), 4, GIVEN) == (dt.date(2040, 1, 6), True)


def test_a_given_table_speaks_of_its_own_year_only():
    assert is_workday(dt.date(2041, 1, 2), GIVEN) == (dt.date(2041, 1, 2), False)
    assert is_workday(dt.date(2025, 10, 1), GIVEN) is None


def test_next_years_table_may_move_a_day_of_december():
    table = {2041: YearDays(off=frozenset({dt.date(2040, 12, 31)}), on=frozenset())}
    assert is_workday(dt.date(2040, 12, 31), table) is None
    assert last_workday_until(dt.date(2040, 12, 31), table).day == dt.date(2040, 12, 28)


def test_a_given_table_goes_before_the_vendored_one():
    table = {2025: YearDays(off=frozenset({dt.date(2025, 3, 5)}), on=frozenset())}
    assert is_workday(dt.date(2025, 3, 5), table) is None
