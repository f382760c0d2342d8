import datetime as dt
from itertools import islice

import pytest

from model.campaign import Reporting
from model.register import Duty
from office.due_rounds import Paper, duty_to_rounds, follows_campaign

EVERY_20_DAYS = Duty(
    register_number=1,
    verbatim='活动启动后，每间隔20天书面汇报一次进展情况。',
    ours='do',
    rule='点名',
    deadline_text='每间隔20天',
    recurrence={'every': 20, 'unit': 'day', 'times': None},
)
RECEIVED = dt.date(2026, 2, 20)
S5 = ['03-13', '04-02', '04-22', '05-12']


def told(rounds):
    return [f'{day:%m-%d}' for day in islice(rounds.days, 6)]


def test_a_notice_date_and_its_stages_make_four_rounds():
    paper = Paper(RECEIVED, dt.date(2026, 2, 21), dt.date(2026, 5, 31))
    assert told(duty_to_rounds(EVERY_20_DAYS, paper)) == S5


def test_the_running_campaign_tells_the_rounds_of_its_notice():
    reporting = Reporting(20, dt.date(2026, 2, 21), dt.date(2026, 5, 31))
    paper = Paper(RECEIVED, reporting=reporting)
    assert follows_campaign(EVERY_20_DAYS, paper)
    assert told(duty_to_rounds(EVERY_20_DAYS, paper)) == S5


@pytest.mark.parametrize('reporting', [None, Reporting(10, RECEIVED, dt.date(2026, 5, 31)), Reporting(20)])
def test_a_campaign_of_another_rhythm_or_without_a_start_tells_nothing(reporting):
    rounds = duty_to_rounds(EVERY_20_DAYS, Paper(RECEIVED, reporting=reporting))
    assert rounds.start_missing
    assert told(rounds) == []


def test_a_period_no_calendar_knows_says_so():
    duty = Duty(
        register_number=1,
        verbatim='每学期报送。',
        ours='do',
        rule='',
        recurrence={'every': 1, 'unit': 'term'},
    )
    assert '学期' in duty_to_rounds(duty, Paper(RECEIVED)).note
