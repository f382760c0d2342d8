import datetime as dt
from dataclasses import replace

import pytest

from model.register import Duty, Occurrence
from store import obligations, register
from store.engine import atomic

LEDGER = Duty(
    register_number=1,
    verbatim='请于下发之日起15天内报送台账。',
    ours='do',
    rule='点名',
    what='报送台账',
    deadline_text='下发之日起15天内',
    relative={'value': 15, 'unit': 'day', 'from': 'issue'},
)
REPORT = Duty(register_number=1, verbatim='每月报送进展。', ours='do', rule='点名', what='报送进展')


@pytest.fixture
def connection(store):
    with atomic(store) as opened:
        register.add(opened, file='甲.txt', sender_hint=None, sha256='0' * 64, at=dt.datetime(2026, 3, 2))
        yield opened


def test_new_duties_get_the_next_numbers(connection):
    assert [duty.number for duty in obligations.replace_all(connection, 1, [LEDGER, REPORT])] == [1, 2]


def test_a_duty_read_again_keeps_what_people_did(connection):
    obligations.replace_all(connection, 1, [LEDGER, REPORT])
    kept = {
        'state': 'reported',
        'evidence': '收文第1号',
        'anchor': dt.date(2026, 3, 2),
        'anchor_kind': 'issued',
        'deadline': dt.date(2026, 3, 17),
        'joined_to': 2,
    }
    obligations.change(connection, 1, **kept)
    done = Occurrence(duty=2, due=dt.date(2026, 3, 31), state='closed', evidence='佐证')
    obligations.set_round(connection, done)
    again = [REPORT, replace(LEDGER, ours='chase', rule='改了'), replace(REPORT, verbatim='新的一句。')]
    obligations.replace_all(connection, 1, again)
    one, two, three = obligations.list_duties(connection, 1)
    assert {key: getattr(one, key) for key in kept} == kept
    assert (one.number, one.ours) == (1, 'chase')
    assert (two.number, two.what, three.number) == (2, '报送进展', 3)
    assert obligations.list_rounds(connection) == {2: {done.due: done}}


def test_a_limit_that_reads_anew_is_counted_again_from_the_anchor_given(connection):
    obligations.replace_all(connection, 1, [LEDGER])
    obligations.change(connection, 1, anchor=dt.date(2026, 3, 2), deadline=dt.date(2026, 3, 17))
    relative = {'value': 15, 'unit': 'workday', 'from': 'issue'}
    (duty,) = obligations.replace_all(connection, 1, [replace(LEDGER, relative=relative)])
    assert duty.deadline == dt.date(2026, 3, 23)


def test_two_duties_of_one_wording_stay_two(connection):
    obligations.replace_all(connection, 1, [REPORT, REPORT])
    obligations.change(connection, 1, state='closed')
    again = obligations.replace_all(connection, 1, [REPORT, REPORT])
    assert [(duty.number, duty.state) for duty in again] == [(1, 'closed'), (2, 'open')]


def test_a_duty_that_is_gone_takes_its_rounds_and_the_links_to_it(connection):
    obligations.replace_all(connection, 1, [LEDGER, REPORT])
    obligations.change(connection, 1, joined_to=2)
    obligations.set_round(connection, Occurrence(duty=2, due=dt.date(2026, 3, 31), state='closed'))
    (left,) = obligations.replace_all(connection, 1, [LEDGER])
    assert left.joined_to is None
    assert obligations.list_rounds(connection) == {}


def test_the_number_of_a_duty_that_is_gone_is_not_given_again(connection):
    obligations.replace_all(connection, 1, [LEDGER, REPORT])
    obligations.replace_all(connection, 1, [])
    assert [duty.number for duty in obligations.replace_all(connection, 1, [LEDGER])] == [3]


def test_a_round_is_written_over_not_doubled(connection):
    for state in ('doing', 'reported'):
        obligations.set_round(connection, Occurrence(duty=7, due=dt.date(2026, 3, 31), state=state))
    assert [one.state for one in obligations.list_rounds(connection)[7].values()] == ['reported']
