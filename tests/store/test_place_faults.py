"""Faults of the disk, the file and the server as they really come: what is told, left, and the way back."""

import datetime as dt
import errno
import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa

from model.chain import check
from model.errors import CannotStart
from store import audit
from store.dialect_sqlite import path_to_engine
from store.engine import atomic, open_store, reading
from store.place_faults import faults_told, place_fault, watch_file

DAY = dt.datetime(2026, 3, 13, 9, 30)


@pytest.fixture
def path(tmp_path):
    """A database in a file with one line on record."""
    path = tmp_path / 'shoufa.db'
    store = open_store(path)
    note(store)
    store.dispose()
    return path


def note(store, about='x'):
    with atomic(store) as connection:
        audit.note(connection, actor='甲', act='试', about=about, at=DAY)


def noted(store):
    """How many lines there are, all of them chained."""
    with reading(store) as connection:
        found = check(audit.walk(connection))
    assert found.breaks == ()
    return found.lines


def fill_up(store):
    with atomic(store) as connection:
        pages = connection.exec_driver_sql('pragma page_count').scalar()
        connection.exec_driver_sql(f'pragma max_page_count = {pages}')
    note(store, '大' * 100_000)


def test_a_database_that_finds_no_room_leaves_nothing_of_the_act_and_goes_on_later(path):
    store = open_store(path)
    with pytest.raises(CannotStart, match='磁盘满了'), faults_told():
        fill_up(store)
    assert noted(store) == 1
    store.dispose()
    again = open_store(path)
    note(again, '大' * 100_000)
    assert noted(again) == 2
    again.dispose()


def test_a_damaged_database_is_told_with_the_way_to_its_backup(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute('pragma wal_checkpoint(truncate)')
        (page,) = connection.execute("select rootpage from sqlite_master where name = 'audit'").fetchone()
        (size,) = connection.execute('pragma page_size').fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b'\xee' * size
    path.write_bytes(data)
    store = open_store(path)
    with pytest.raises(CannotStart, match=r'数据库文件损坏.*restore'), faults_told():
        note(store)
    store.dispose()


def move(path, to):
    """A database with what it has beside it."""
    for end in ('', '-wal', '-shm'):
        file = path.with_name(path.name + end)
        if file.exists():
            file.rename(to.with_name(to.name + end))


@pytest.mark.parametrize('another', [False, True], ids=['removed', 'another in its place'])
def test_a_database_that_was_taken_away_is_not_written_any_more(path, another):
    store = path_to_engine(path)
    watch_file(store, path)
    note(store)
    move(path, path.with_name('kept.db'))
    if another:
        open_store(path).dispose()
    with pytest.raises(CannotStart, match=r'shoufa\.db 在运行中被删除或换掉'):
        note(store)
    path.unlink(missing_ok=True)
    move(path.with_name('kept.db'), path)
    note(store)
    assert noted(store) == 3
    store.dispose()


def cut_off_within(store, other):
    with atomic(store) as connection:
        pid = connection.exec_driver_sql('select pg_backend_pid()').scalar()
        audit.note(connection, actor='甲', act='试', about='x', at=DAY)
        with other.connect() as killer:
            killer.exec_driver_sql(f'select pg_terminate_backend({pid})')
        audit.note(connection, actor='甲', act='试', about='y', at=DAY)


def test_a_server_that_goes_away_in_the_midst_leaves_nothing_of_the_act(new_database):
    where = new_database()
    store, other = open_store(where), sa.create_engine(where, isolation_level='AUTOCOMMIT')
    note(store)
    with pytest.raises(CannotStart, match='数据库服务器断开了'), faults_told():
        cut_off_within(store, other)
    assert noted(store) == 1
    note(store)
    assert noted(store) == 2
    other.dispose()
    store.dispose()


@pytest.mark.parametrize(
    ('number', 'told'),
    [
        (errno.ENOSPC, '磁盘满了'),
        (errno.EDQUOT, '磁盘满了'),
        (errno.EROFS, '不能写'),
        (errno.EACCES, '不能写'),
        (errno.EIO, '磁盘读写出错'),
        (errno.EMFILE, '打开的文件太多'),
    ],
)
def test_each_fault_of_the_disk_is_told_with_what_to_do(number, told):
    fault = place_fault(OSError(number, ''))
    assert fault.exit_code == 4
    assert told in fault.message
    assert '再运行一次' in fault.message


@pytest.mark.parametrize(
    'error',
    [
        ValueError(),
        FileNotFoundError(errno.ENOENT, ''),
        sa.exc.IntegrityError('', {}, sqlite3.IntegrityError()),
        sa.exc.ProgrammingError('', {}, sqlite3.OperationalError('no such table')),
    ],
)
def test_a_fault_of_ours_is_not_laid_at_the_door_of_the_disk(error):
    assert place_fault(error) is None
    with pytest.raises(type(error)), faults_told():
        raise error
