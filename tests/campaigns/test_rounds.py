"""Due days of a campaign's reports (office-life.md S5) and the stage of a day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.rounds import Round, last_round, round_at, rounds, stage_at
from model.campaign import CampaignStage, Reporting

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


@pytest.mark.parametrize(
    ('day', 'number'),
    [
        ('2026-02-20', None),
        ('2026-02-21', 1),
        ('2026-03-13', 1),
        ('2026-03-14', 2),
        ('2026-05-12', 4),
        ('2026-05-13', None),
    ],
)
def test_round_being_reported_is_the_next_one_due(day: str, number: int | None) -> None:
    found = round_at(SPRING, dt.date.fromisoformat(day))
    assert (found.number if found else None) == number


@pytest.mark.parametrize(('day', 'number'), [('2026-03-12', None), ('2026-03-13', 1), ('2026-06-30', 4)])
def test_last_round_is_the_latest_due(day: str, number: int | None) -> None:
    found = last_round(SPRING, dt.date.fromisoformat(day))
    assert (found.number if found else None) == number


def test_round_bears_its_number_and_day() -> None:
    assert round_at(SPRING, dt.date(2026, 3, 1)) == Round(1, dt.date(2026, 3, 13))


def test_stage_holds_both_its_ends() -> None:
    stages = (
        CampaignStage('动员摸底阶段', dt.date(2026, 2, 21), dt.date(2026, 3, 10)),
        CampaignStage('集中组建阶段', dt.date(2026, 3, 11), dt.date(2026, 5, 10)),
    )
    assert stage_at(stages, dt.date(2026, 2, 20)) is None
    assert stage_at(stages, dt.date(2026, 3, 10)) == stages[0]
    assert stage_at(stages, dt.date(2026, 3, 11)) == stages[1]
    assert stage_at(stages, dt.date(2026, 5, 11)) is None


@given(st.integers(1, 60), st.dates(dt.date(2000, 1, 1), dt.date(2050, 1, 1)), st.integers(0, 400))
def test_rounds_are_evenly_spaced_and_not_after_the_end(every: int, start: dt.date, length: int) -> None:
    end = start + dt.timedelta(days=length)
    days = rounds(Reporting(every, start, end))
    assert len(days) == length // every
    assert all((day - start).days == every * number for number, day in enumerate(days, start=1))
