import datetime as dt
from itertools import islice, pairwise

from hypothesis import given
from hypothesis import strategies as st

from office.occurrences import unroll
from office.periods import Point, Rhythm
from text.workdays import YearDays

DAYS = st.dates(dt.date(2005, 1, 1), dt.date(2026, 6, 1))
POINTS = st.tuples(st.integers(0, 2), st.integers(1, 31)).map(lambda pair: Point(*pair))
MONTHLY = st.builds(
    lambda every, points, calendar: Rhythm(every, 'month', tuple(points), calendar),
    st.sampled_from([1, 2, 3, 6, 12]),
    st.lists(POINTS, max_size=2),
    st.booleans(),
)
COUNTED = st.builds(Rhythm, st.integers(1, 40), st.sampled_from(['day', 'week', 'workday']))
WEEKLY = st.builds(
    lambda weekday: Rhythm(1, 'week', (Point(0, weekday=weekday),), calendar=True), st.integers(1, 7)
)
RHYTHMS = st.one_of(MONTHLY, COUNTED, WEEKLY)


@given(RHYTHMS, DAYS, st.integers(0, 400))
def test_rounds_are_in_order_after_the_start_and_never_past_the_end(rhythm, start, length):
    end = start + dt.timedelta(days=length)
    days = list(unroll(rhythm, start, end))
    assert all(start < day <= end for day in days)
    assert all(one < two for one, two in pairwise(days))


@given(RHYTHMS, DAYS, st.integers(0, 400))
def test_an_end_only_cuts_the_rounds_off(rhythm, start, length):
    end = start + dt.timedelta(days=length)
    days = list(unroll(rhythm, start, end))
    endless = list(islice(unroll(rhythm, start), len(days) + 1))
    assert endless[:-1] == days
    assert endless[-1] > end


@given(RHYTHMS, DAYS)
def test_no_round_is_left_out(rhythm, start):
    longest = {'month': 31 * (rhythm.every + 3), 'week': 7 * rhythm.every, 'workday': 12 * rhythm.every + 12}
    days = [start, *islice(unroll(rhythm, start), 6)]
    gap = longest.get(rhythm.unit, rhythm.every)
    assert all((two - one).days <= gap for one, two in pairwise(days[1:]))


@given(st.sampled_from([1, 3, 6, 12]), DAYS, DAYS)
def test_rounds_of_the_calendar_do_not_depend_on_their_start(every, one, two):
    rhythm = Rhythm(every, 'month', calendar=True)
    later = max(one, two)
    from_one = [day for day in islice(unroll(rhythm, one, dt.date(2027, 12, 31)), 400) if day > later]
    from_two = [day for day in islice(unroll(rhythm, two, dt.date(2027, 12, 31)), 400) if day > later]
    assert from_one == from_two


def test_rounds_stop_quietly_at_the_last_year():
    assert list(unroll(Rhythm(12, 'month', calendar=True), dt.date(9998, 12, 31))) == [dt.date(9999, 12, 31)]


def test_working_days_count_the_holidays_the_office_was_told():
    told = {2027: YearDays(off=frozenset({dt.date(2027, 1, 1), dt.date(2027, 1, 4)}), on=frozenset())}
    assert next(unroll(Rhythm(1, 'workday'), dt.date(2026, 12, 31), given=told)) == dt.date(2027, 1, 5)
