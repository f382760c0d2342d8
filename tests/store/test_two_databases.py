"""What both databases have to do alike: one writer at a time, an unchanging look, and equal values."""

import datetime as dt
import multiprocessing
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from model.errors import BadSetting, CannotStart
from office.config import open_workplace
from office.founding import found
from store import audit, counters, waiting
from store.engine import atomic, open_store, reading
from store.tables import obligations, register

AT = dt.datetime(2026, 3, 13, 9, 30, 0, 123456)


def count_up(store, times=5):
    for _ in range(times):
        with atomic(store) as connection:
            last = counters.last_given(connection, 'n')
            time.sleep(0.002)
            counters.remember(connection, 'n', last + 1)


def open_and_count_up(where):
    store = open_store(where)
    count_up(store)
    store.dispose()


def last(store):
    with reading(store) as connection:
        return counters.last_given(connection, 'n')


def test_writers_in_threads_go_one_after_the_other(store):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: count_up(store), range(4)))
    assert last(store) == 20


@pytest.mark.parametrize('kind', ['sqlite', 'postgresql'])
def test_processes_that_meet_at_a_new_database_go_one_after_the_other(request, kind, tmp_path):
    where = tmp_path / 'a.db' if kind == 'sqlite' else request.getfixturevalue('new_database')()
    fork = multiprocessing.get_context('fork')
    workers = [fork.Process(target=open_and_count_up, args=(where,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    store = open_store(where)
    assert last(store) == 15
    store.dispose()


def test_a_reader_waits_for_nobody_and_sees_one_moment(store):
    count_up(store, 1)
    with reading(store) as reader:
        assert counters.last_given(reader, 'n') == 1
        with atomic(store) as writer:
            counters.remember(writer, 'n', 2)
            assert last(store) == 1
        assert counters.last_given(reader, 'n') == 1
    assert last(store) == 2


def test_a_look_is_no_way_to_write(store):
    with reading(store) as connection, pytest.raises(sa.exc.DBAPIError, match=r'read-?only'):
        counters.remember(connection, 'n', 1)
    count_up(store, 1)
    assert last(store) == 1


@pytest.fixture
def hurried(store, monkeypatch):
    """A store where one is told after 20 ms that one waits."""
    monkeypatch.setattr(waiting, 'TOLD_AFTER', 0.02)
    store.dispose()
    pragma = 'pragma busy_timeout=20' if store.dialect.name == 'sqlite' else 'set lock_timeout=20'
    for connection in [store.raw_connection() for _ in range(2)]:
        connection.cursor().execute(pragma)
        connection.commit()
        connection.close()
    yield store
    store.dispose()


def test_who_waits_is_told_and_gets_the_turn(hurried, caplog):
    inside = threading.Event()

    def write_long():
        with atomic(hurried) as connection:
            inside.set()
            time.sleep(0.25)
            counters.remember(connection, 'n', 7)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(write_long)
        inside.wait()
        count_up(hurried, 1)
    assert last(hurried) == 8
    assert caplog.messages == ['正在等待另一个操作写完数据库……']


def test_who_waits_too_long_is_told_what_to_do(hurried, monkeypatch):
    monkeypatch.setattr(waiting, 'GIVEN_UP_AFTER', 0.1)
    with atomic(hurried), pytest.raises(CannotStart, match='请等它做完再试'):
        count_up(hurried, 1)
    count_up(hurried, 1)
    assert last(hurried) == 1


VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    -(2**62),
    1.5,
    '',
    'null',
    '示例 ',
    '🀄\u3000',
    [],
    {'甲': [None, {}]},
]


def test_plain_values_come_back_as_they_were(store):
    with atomic(store) as connection:
        for value in VALUES:
            audit.note(connection, actor=' 甲 ', act='', about='🀄' * 300, at=AT, detail=value)
    with reading(store) as connection:
        lines = audit.lines(connection)
    assert [line['detail'] for line in lines] == VALUES
    assert [type(line['detail']) for line in lines] == [type(value) for value in VALUES]
    assert {(line['actor'], line['about'], line['at']) for line in lines} == {(' 甲 ', '🀄' * 300, AT)}


def test_a_json_null_is_no_missing_value(store):
    with atomic(store) as connection:
        audit.note(connection, actor='甲', act='a', about='1', at=AT, detail=None)
        held = connection.execute(sa.text('select detail is null, cast(detail as text) from audit')).one()
    assert (bool(held[0]), held[1]) == (False, 'null')


WORDS = ['b', 'B', 'a', '_', '10', '9', '', ' ', '示例', '乙县', '甲县', 'Ａ', 'é', '🀄', '\uffee']


def test_text_is_ordered_by_code_point_and_told_apart_by_case(store):
    with atomic(store) as connection:
        for number, word in enumerate(WORDS):
            audit.note(connection, actor=word, act='a', about=str(number), at=AT)
        ordered = connection.execute(sa.text('select actor from audit order by actor')).scalars().all()
        alike = connection.execute(sa.text("select count(*) from audit where actor = 'b'")).scalar()
    assert ordered == sorted(WORDS)
    assert alike == 1


def test_what_is_left_out_has_the_same_default(store):
    with atomic(store) as connection:
        entry = {'number': 1, 'file': 'a', 'sha256': '0' * 64, 'state': 'done', 'received_at': AT}
        connection.execute(sa.insert(register).values(entry))
        duty = {'number': 1, 'register_number': 1, 'verbatim': '', 'ours': 'do', 'rule': '', 'state': 'open'}
        connection.execute(sa.insert(obligations).values(duty))
        held = connection.execute(sa.select(obligations.c.rules, obligations.c.score)).one()
    assert tuple(held) == ([], 1.0)


SECRET = 'geheim'


@pytest.mark.parametrize(
    ('address', 'error'),
    [
        (f'postgresql+psycopg://u:{SECRET}@/d?host=/nowhere', CannotStart),
        (f'postgresql://u:{SECRET}@h/d', BadSetting),
        (f'postgresql+psycopg://u:{SECRET}@h', BadSetting),
        (f'postgresql+psycopg://u:{SECRET}@h:port/d', BadSetting),
        (f'{SECRET}', BadSetting),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(address, error):
    with pytest.raises(error, match='database') as caught:
        open_store(address)
    assert SECRET not in caught.value.message


def test_a_database_that_spells_text_otherwise_is_refused(new_database):
    with pytest.raises(CannotStart, match='--encoding=UTF8'):
        open_store(new_database("encoding 'SQL_ASCII'"))


def test_an_office_keeps_its_books_on_the_server_that_its_settings_name(tmp_path, new_database):
    address = new_database()
    rooms = found(tmp_path / '办公室')
    rooms.database.unlink()
    settings = tmp_path / '办公室' / 'office.toml'
    settings.write_text(f'database = "{address}"\n{settings.read_text("utf-8")}', 'utf-8')
    with open_workplace(tmp_path / '办公室') as place:
        count_up(place.engine, 1)
        assert address not in repr(place.office)
    assert not rooms.database.exists()
    with open_workplace(tmp_path / '办公室') as place:
        assert last(place.engine) == 1
