"""Dates in form cells."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.celldates import cell_to_date, day_number_to_date, is_day_number


@pytest.mark.parametrize(
    ('raw', 'iso'),
    [
        ('2026年3月8日', '2026-03-08'),
        ('2026 年 03 月 08 日', '2026-03-08'),
        ('2026-3-8', '2026-03-08'),
        ('2026.03.08', '2026-03-08'),
        ('2026/3/8', '2026-03-08'),
        ('20260308', '2026-03-08'),
        ('2026-03-08 00:00:00', '2026-03-08'),
        ('２０２６．３．８', '2026-03-08'),
        ('二〇二六年三月八日', '2026-03-08'),
        ('二○二六年十一月二十日', '2026-11-20'),
        ('2026.04', '2026-04'),
        ('2026年4月', '2026-04'),
        ('202604', '2026-04'),
    ],
)
def test_dates_are_as_exact_as_written(raw: str, iso: str) -> None:
    assert cell_to_date(raw)[:3] == (iso, 1.0, ())


@pytest.mark.parametrize('raw', ['', '年　月　日', '  年  月', '____年__月__日', '—', '/', '无', '未定'])
def test_an_unfilled_date_is_missing(raw: str) -> None:
    assert (cell_to_date(raw).value, cell_to_date(raw).blank) == (None, True)


@pytest.mark.parametrize(
    ('raw', 'iso'), [('2026年', '2026'), ('拟于2026年4月组建', '2026-04'), ('2026年4月底', '2026-04')]
)
def test_less_than_a_date_is_doubtful(raw: str, iso: str) -> None:
    reading = cell_to_date(raw)
    assert reading.value == iso
    assert reading.reasons
    assert 0 < reading.score < 1


@pytest.mark.parametrize(
    'raw', ['2026.13', '2026年2月30日', '4月8日', '26.4.8', '明年', '2026年4月至2026年5月', '0000-0-0']
)
def test_what_is_no_date_is_none_with_its_reason(raw: str) -> None:
    reading = cell_to_date(raw)
    assert (reading.value, reading.score) == (None, 0.0)
    assert reading.reasons


@given(st.text())
def test_never_raises(raw: str) -> None:
    cell_to_date(raw)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_comes_back(day: dt.date) -> None:
    for raw in (
        f'{day.year}年{day.month}月{day.day}日',
        f'{day.year}.{day.month}.{day.day}',
        day.isoformat(),
    ):
        assert cell_to_date(raw).value == day.isoformat()


def test_a_spreadsheet_s_day_number_is_no_date_and_says_which_it_may_be() -> None:
    reading = cell_to_date('42430')
    assert (reading.value, reading.score) == (None, 0.0)
    assert "2016-03-01" in reading.reasons[0]
    assert [is_day_number(raw) for raw in ('42430.5', '2016', '20160301', '')] == [True, False, False, False]


def test_a_day_number_of_our_years_is_a_day_but_one_like_a_year_and_month_run_together_is_not() -> None:
    days = [day_number_to_date(raw) for raw in ('43525', ' 43525.0', '20193', '61000', '2019.3', '')]
    assert days == ['2019-03-01', '2019-03-01', None, None, None, None]
