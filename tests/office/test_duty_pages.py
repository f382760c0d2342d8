"""Duties as pages read them: the same lines from few rows as from all, and what shows that one was done."""

import datetime as dt

import pytest

from model.errors import UsageFault
from model.register import Duty
from office.due_links import join
from office.dues import board, lines_of, other_lines
from office.duty_pages import duty_shown, evidence_told, near_duties
from store import obligations, register
from store.engine import atomic


def told(verbatim, **more):
    return Duty(**{'register_number': 0, 'rule': 'r', 'ours': 'do', 'verbatim': verbatim} | more)


@pytest.fixture
def duties(place):
    """Two notices: 1 open, 2 closed, 3 to be known; 4 is joined to 1, 5 recurs."""
    day = dt.date(2026, 3, 20)
    monthly = {'every': 1, 'unit': 'month', 'times': None}
    with atomic(place.engine) as connection:
        for name in '甲乙丙':
            number = register.add(
                connection, file=f'{name}.txt', sender_hint=None, sha256=name * 64, at=place.now()
            )
            register.change(connection, number, title=f'关于{name}的通知', state='done')
        obligations.replace_all(
            connection,
            1,
            [told('甲', deadline=day), told('乙', state='closed', evidence='佐证'), told('丙', ours='know')],
        )
        obligations.replace_all(
            connection,
            2,
            [told('丁', deadline=day), told('戊', deadline_text='每月5日前', recurrence=monthly)],
        )
    return place


def test_the_board_from_live_duties_is_the_whole_board_without_what_is_past(duties):
    join(duties, 4, 1)
    past = {'closed', 'superseded'}
    whole = [
        line for line in board(duties, everything=True) if line.ours != 'know' and line.state not in past
    ]
    assert board(duties) == whole
    assert {line.number for line in whole} == {1, 5}


def test_a_joined_duty_is_shown_with_all_its_sources_by_either_number(duties):
    join(duties, 4, 1)
    for number in (1, 4):
        shown = duty_shown(duties, number)
        assert (shown.number, [one['duty'] for one in shown.chief.sources]) == (1, [1, 4])
    assert shown.happened[0].act == "并成一项"
    with pytest.raises(UsageFault):
        duty_shown(duties, 9)


def test_a_recurring_duty_has_a_line_for_each_round(duties):
    assert [line.round for line in lines_of(duties, 5)] == [dt.date(2026, 4, 5)]


def test_what_is_past_or_only_known_is_listed_by_itself(duties):
    known, count = other_lines(duties, 'know', '', 0, 10)
    assert ([line.number for line in known], count) == ([3], 1)
    closed, count = other_lines(duties, 'closed', '', 0, 10)
    assert ([line.number for line in closed], count) == ([2], 1)
    assert other_lines(duties, 'closed', '没有这句', 0, 10) == ([], 0)


def test_duties_of_other_papers_near_in_time_are_offered_as_the_same(duties):
    assert [one.number for one in near_duties(duties, duty_shown(duties, 1))] == [4, 5]


@pytest.mark.parametrize('words', ['3', 'r3', '关于丙的通知'])
def test_evidence_is_a_paper_of_the_register_by_number_or_words(duties, words):
    assert evidence_told(duties, words) == '3'


@pytest.mark.parametrize('words', ['r9', 'p../office.toml', '/etc/hostname', '关于', 'p'])
def test_evidence_is_nothing_else(duties, words):
    with pytest.raises(UsageFault):
        evidence_told(duties, words)
