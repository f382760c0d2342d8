"""Due days of a campaign's reports (office-life.md S5)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.rounds import reporting_to_text, rounds
from model.campaign import Reporting

SPRING = Reporting(20, dt.date(2026, 2, 21), dt.date(2026, 5, 31))


def test_every_twenty_days_until_the_end_gives_four_rounds() -> None:
    assert [day.isoformat() for day in rounds(SPRING)] == [
        '2026-03-13',
        '2026-04-02',
        '2026-04-22',
        '2026-05-12',
    ]


def test_last_day_itself_is_a_due_day() -> None:
    assert rounds(Reporting(20, dt.date(2011, 2, 20), dt.date(2011, 5, 31)))[-1] == dt.date(2011, 5, 31)


def test_campaign_shorter_than_a_round_has_none() -> None:
    assert rounds(Reporting(20, dt.date(2026, 3, 1), dt.date(2026, 3, 20))) == ()


@given(st.integers(1, 60), st.dates(dt.date(2000, 1, 1), dt.date(2050, 1, 1)), st.integers(0, 400))
def test_rounds_are_evenly_spaced_and_not_after_the_end(every: int, start: dt.date, length: int) -> None:
    end = start + dt.timedelta(days=length)
    days = rounds(Reporting(every, start, end))
    assert len(days) == length // every
    assert all((day - start).days == every * number for number, day in enumerate(days, start=1))


QUARTERS = ['2026-03-25', '2026-06-25', '2026-09-25', '2026-12-25']
APRIL, JUNE = dt.date(2026, 4, 1), dt.date(2026, 6, 1)
YEAR = (dt.date(2026, 1, 31), dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ('reporting', 'text', 'days'),
    [
        (Reporting(None, *YEAR, every_months=6), '每半年', ['2026-07-31']),
        (Reporting(None, *YEAR, every_months=1, day=30), '每月30日前', None),
        (
            Reporting(None, *YEAR, every_months=3, day=25),
            '每季度末月25日前',
            QUARTERS,
        ),
        (Reporting(None, *YEAR, every_months=12, day=31), '每年末月31日前', ['2026-12-31']),
        (
            Reporting(days=(dt.date(2026, 6, 1), dt.date(2026, 4, 1))),
            '2026-04-01、2026-06-01',
            ['2026-04-01', '2026-06-01'],
        ),
        (Reporting(every_months=6), '每半年', []),
        (Reporting(20, dt.date(2026, 3, 1)), '每间隔20天', []),
    ],
)
def test_rounds_by_months_and_by_days(reporting: Reporting, text: str, days: list[str] | None) -> None:
    assert reporting_to_text(reporting) == text
    if days is not None:
        assert [day.isoformat() for day in rounds(reporting)] == days


def test_a_day_that_a_month_lacks_is_its_last() -> None:
    days = rounds(Reporting(None, *YEAR, every_months=1, day=30))
    assert (days[0], len(days)) == (dt.date(2026, 2, 28), 11)
