"""Due days of a campaign's reports (office-life.md S5)."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from campaigns.rounds import rounds
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
