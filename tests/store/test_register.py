import datetime as dt

from model.register import HeldRow, ReviewItem
from store import register, reviews, rows
from store.engine import atomic, reading


def test_numbers_follow_each_other_and_hashes_are_found(store, now):
    with atomic(store) as connection:
        first = register.add(connection, file='甲县/附件1.xlsx', sender_hint='甲县', sha256='a' * 64, at=now)
        second = register.add(connection, file='乙县/附件1.xlsx', sender_hint='乙县', sha256='b' * 64, at=now)
    with reading(store) as connection:
        assert (first, second) == (1, 2)
        assert register.find_hash(connection, 'b' * 64).sender_hint == '乙县'
        assert register.find_hash(connection, 'c' * 64) is None


def test_a_secrecy_stop_keeps_time_and_hash_only(store, now):
    with atomic(store) as connection:
        register.add_secrecy_stop(connection, 'd' * 64, now)
        register.add_secrecy_stop(connection, 'd' * 64, now + dt.timedelta(hours=1))
        assert register.is_secrecy_stop(connection, 'd' * 64)
        assert not register.is_secrecy_stop(connection, 'e' * 64)


def question(**more):
    return ReviewItem(
        kind='conflict', about='示例市甲一商会', reasons=('台账为3，本次报为4',), field='staff_total', **more
    )


def test_the_same_question_is_asked_once(store, now):
    with atomic(store) as connection:
        assert reviews.add(connection, question(), now) == reviews.add(connection, question(), now)
        assert reviews.add(connection, question(where={'cell': 'B4'}), now) == 2


def test_a_decided_question_is_no_longer_waiting(store, now):
    with atomic(store) as connection:
        number = reviews.add(connection, question(), now)
        reviews.decide(connection, number, 'accepted', actor='经办人', at=now, value=4)
    with reading(store) as connection:
        assert reviews.list_items(connection) == []
        assert reviews.get(connection, number).state == 'accepted'


def line(row, state):
    return HeldRow(
        register_number=1, row=row, name='示例', code=None, region=None, subject=None, state=state, values={}
    )


def test_lines_of_a_return_replace_those_read_before(store, now):
    with atomic(store) as connection:
        register.add(connection, file='a', sender_hint=None, sha256='a' * 64, at=now)
        rows.replace_all(connection, 1, [line(1, 'held'), line(2, 'held')])
        rows.replace_all(connection, 1, [line(1, 'accepted')])
        assert [row.state for row in rows.list_rows(connection)] == ['accepted']
