"""A copy of the database is of one moment, whoever writes meanwhile, and alike on every kind of database."""

import datetime as dt
import sqlite3
import threading
from contextlib import closing

import pytest
import sqlalchemy as sa

from model.errors import CannotStart
from store import audit
from store.engine import atomic, open_store, reading
from store.ledger_hash import RECORDED, ledger_hash
from store.pouring import address_without_password, pour_into_server
from store.schema import head
from store.snapshot import clean, take_snapshot, tell
from store.tables import accounts, cells, metadata, register, sessions, subjects, workers
from tests.store.test_migrations import line_of

AT = dt.datetime(2026, 3, 13, 9, 30)


def filled(engine):
    """A line with something in every column of every table."""
    with atomic(engine) as connection:
        for table in metadata.sorted_tables:
            if table.name != 'audit':
                connection.execute(sa.insert(table).values(line_of(table)))
        audit.note(connection, actor='示例', act='import', about='一', at=AT, detail={'数': [1, None]})
    return engine


def hash_of(engine):
    with reading(engine) as connection:
        return ledger_hash(connection, RECORDED)


def where_of(engine, tmp_path):
    if engine.dialect.name == 'sqlite':
        return tmp_path / 'shoufa.db'
    return engine.url.render_as_string(hide_password=False)


def test_a_copy_holds_all_that_the_office_holds(store, tmp_path):
    filled(store)
    take_snapshot(where_of(store, tmp_path), tmp_path / 'copy.db')
    told = tell(tmp_path / 'copy.db')
    with reading(store) as connection:
        assert told.ledger == ledger_hash(connection)
        assert told.record == tuple(audit.head(connection))
    assert told.schema == head()
    assert {name: count for name, count in told.lines.items() if not count} in (
        {},
        {'sessions': 0, 'workers': 0},
    )


def test_a_copy_goes_to_a_server_and_back_unchanged(new_database, tmp_path):
    filled(open_store(tmp_path / 'shoufa.db')).dispose()
    with closing(sqlite3.connect(tmp_path / 'shoufa.db')) as raw:
        raw.execute("update register set extract = null, tally = 'null'")
        raw.commit()
    address = new_database()
    pour_into_server(tmp_path / 'shoufa.db', address)
    take_snapshot(address, tmp_path / 'copy.db')
    one, other = open_store(tmp_path / 'shoufa.db'), open_store(tmp_path / 'copy.db')
    assert hash_of(one) == hash_of(other)
    with closing(sqlite3.connect(tmp_path / 'copy.db')) as raw:
        assert raw.execute('select extract, tally from register').fetchone() == (None, 'null')
    engine = open_store(address)
    further = {name: value for name, value in line_of(cells).items() if name != 'id'}
    with atomic(engine) as connection:
        assert connection.execute(sa.insert(cells).values({**further, 'key': '二'}))
    with reading(engine) as connection:
        assert list(connection.execute(sa.select(cells.c.id).order_by(cells.c.id)).scalars()) == [1, 2]
    with pytest.raises(CannotStart, match='已经有数据'):
        pour_into_server(tmp_path / 'shoufa.db', address)
    for each in (one, other, engine):
        each.dispose()


def test_a_copy_made_while_others_write_is_of_one_moment(tmp_path):
    engine = open_store(tmp_path / 'shoufa.db')
    ended = threading.Event()

    def write():
        for number in range(1, 2000):
            if ended.is_set():
                break
            with atomic(engine) as connection:
                for table in (register, subjects):
                    line = {**line_of(table), table.primary_key.columns[0].name: number}
                    line |= {'sha256': f'{number}'} if table is register else {}
                    line |= dict.fromkeys(('part_of', 'container', 'superseded_by'))
                    values = {key: value for key, value in line.items() if key in table.c}
                    connection.execute(sa.insert(table).values(values))

    writer = threading.Thread(target=write)
    writer.start()
    copies = []
    for number in range(4):
        take_snapshot(tmp_path / 'shoufa.db', tmp_path / f'{number}.db')
        copies.append(tell(tmp_path / f'{number}.db').lines)
    ended.set()
    writer.join()
    engine.dispose()
    assert all(lines['register'] == lines['subjects'] for lines in copies)
    assert copies[0]['register'] < copies[-1]['register']


def test_nobody_is_signed_in_and_no_process_alive_in_a_cleaned_copy(tmp_path):
    engine = filled(open_store(tmp_path / 'shoufa.db'))
    with atomic(engine) as connection:
        connection.exec_driver_sql('create table workflow_status (id text)')
    engine.dispose()
    take_snapshot(tmp_path / 'shoufa.db', tmp_path / 'copy.db')
    clean(tmp_path / 'copy.db')
    lines = tell(tmp_path / 'copy.db').lines
    assert (lines[sessions.name], lines[workers.name], lines[accounts.name]) == (0, 0, 1)
    assert not list(tmp_path.glob('copy.db-*'))
    with closing(sqlite3.connect(tmp_path / 'copy.db')) as raw:
        assert raw.execute("select 1 from sqlite_master where name = 'workflow_status'").fetchone() is None


def test_a_damaged_database_is_not_taken_for_a_copy(tmp_path):
    filled(open_store(tmp_path / 'shoufa.db')).dispose()
    data = bytearray((tmp_path / 'shoufa.db').read_bytes())
    for page in range(8, len(data) // 4096, 3):
        data[page * 4096 : page * 4096 + 64] = b'\xff' * 64
    (tmp_path / 'shoufa.db').write_bytes(data)
    with pytest.raises(CannotStart, match=r'损坏|没有抄成'):
        take_snapshot(tmp_path / 'shoufa.db', tmp_path / 'copy.db')


def test_a_database_that_is_gone_is_told_and_not_made(tmp_path):
    with pytest.raises(CannotStart, match='不在'):
        take_snapshot(tmp_path / 'shoufa.db', tmp_path / 'copy.db')
    assert not (tmp_path / 'shoufa.db').exists()


def test_the_hash_changes_with_any_value_and_may_leave_out_the_times(tmp_path):
    engine = filled(open_store(tmp_path / 'shoufa.db'))
    with reading(engine) as connection:
        whole, timeless = ledger_hash(connection), ledger_hash(connection, moments=False)
    with atomic(engine) as connection:
        connection.execute(sa.text("update versions set recorded_from = '2026-03-14 00:00:00.000000'"))
    with reading(engine) as connection:
        assert ledger_hash(connection) != whole
        assert ledger_hash(connection, moments=False) == timeless
    with atomic(engine) as connection:
        connection.execute(subjects.update().values(region='乙县'))
    with reading(engine) as connection:
        assert ledger_hash(connection, moments=False) != timeless
    engine.dispose()


@pytest.mark.parametrize(
    ('address', 'bare'),
    [
        ('postgresql+psycopg://甲:p%40ss@主机/库', 'postgresql+psycopg://%E7%94%B2@主机/%E5%BA%93'),
        (
            'postgresql+psycopg://a@h/d?password=geheim&sslmode=require',
            'postgresql+psycopg://a@h/d?sslmode=require',
        ),
        ('postgresql+psycopg://a@h/库', 'postgresql+psycopg://a@h/库'),
        ('什么都不是', ''),
    ],
)
def test_an_address_loses_its_password_and_nothing_else(address, bare):
    assert address_without_password(address) == bare
