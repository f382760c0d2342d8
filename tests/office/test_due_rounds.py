import datetime as dt
from dataclasses import replace
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


def test_the_start_a_person_gave_and_the_stages_make_four_rounds():
    paper = Paper(RECEIVED, dt.date(2026, 3, 2), dt.date(2026, 5, 31))
    given = replace(EVERY_20_DAYS, anchor=dt.date(2026, 2, 21))
    assert told(duty_to_rounds(given, paper)) == S5


@pytest.mark.parametrize(('every', 'unit'), [(20, 'day'), (2, 'week'), (2, 'month'), (10, 'workday')])
def test_a_notice_date_is_no_start(every, unit):
    duty = replace(EVERY_20_DAYS, deadline_text=None, recurrence={'every': every, 'unit': unit})
    rounds = duty_to_rounds(duty, Paper(RECEIVED, dt.date(2026, 2, 21)))
    assert (rounds.start_missing, told(rounds)) == (True, [])


def test_the_sentence_tells_the_start():
    duty = replace(EVERY_20_DAYS, verbatim='2026年2月22日至5月31日，每间隔20天书面汇报一次。')
    assert told(duty_to_rounds(duty, Paper(RECEIVED, dt.date(2026, 2, 1)))) == S5


def test_every_day_and_days_of_the_calendar_need_no_start():
    daily = replace(
        EVERY_20_DAYS, deadline_text='每天', verbatim='每天报送。', recurrence={'every': 1, 'unit': 'day'}
    )
    assert told(duty_to_rounds(daily, Paper(RECEIVED)))[0] == '02-20'


@pytest.mark.parametrize(
    ('words', 'first'),
    [('逢双月10日前', ['04-10', '06-10']), ('每双月底前', ['04-30', '06-30']), ('双月', ['04-30', '06-30'])],
)
def test_even_months_are_those_of_the_calendar(words, first):
    duty = replace(
        EVERY_20_DAYS,
        deadline_text=words,
        verbatim=f'各县（区）民政局{words}报送信息。',
        recurrence={'every': 2, 'unit': 'month'},
    )
    rounds = duty_to_rounds(duty, Paper(dt.date(2026, 3, 2), dt.date(2026, 3, 2)))
    assert told(rounds)[:2] == first


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
