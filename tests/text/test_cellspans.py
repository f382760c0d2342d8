"""Days as tables of tasks and terms write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.cellspans import cell_to_days


@pytest.mark.parametrize(
    ('raw', 'first', 'last', 'doubts'),
    [
        ('2026年6月底前', '2026-06-30', '2026-06-30', 0),
        ('2026-03-10至2027-03-09', '2026-03-10', '2027-03-09', 0),
        ('2026.3-2027.3', '2026-03-01', '2027-03-31', 1),
        ('2026年3-6月', '2026-03-01', '2026-06-30', 0),
        ('2026.6', '2026-06-01', '2026-06-30', 1),
        ('6月30日', '2026-06-30', '2026-06-30', 1),
        ('6月底前', '2026-06-30', '2026-06-30', 1),
        ('已于4月20日完成', '2026-04-20', '2026-04-20', 1),
        ('2026-02-30', None, None, 1),
        ('2月30日', None, None, 1),
        ('长期坚持', None, None, 1),
        ('/', None, None, 0),
        ('', None, None, 0),
    ],
)
def test_days_of_a_cell(raw, first, last, doubts):
    days = cell_to_days(raw, 2026)
    assert [day and day.isoformat() for day in days[:2]] == [first, last]
    assert len(days.reasons) == doubts


@pytest.mark.parametrize('raw', ['6月30日', '6月底前', '6/30', '年底前'])
def test_without_a_year_there_is_no_day(raw):
    days = cell_to_days(raw)
    assert (days.first, days.last) == (None, None)
    assert '缺年份' in days.reasons[0]


@given(st.text(alphabet='2026年3月1日-至.前底完成0 /', max_size=30))
def test_any_cell_has_its_days_in_order(raw):
    days = cell_to_days(raw, 2026)
    assert (days.first is None) == (days.last is None)
    assert days.first is None or isinstance(days.first, dt.date)
