"""Where the scheduler keeps its state: thrown away where it is broken, kept where it is not."""

from sqlalchemy import text

from store.engine import open_store
from store.steps import FILE, steps_store


def opened(folder):
    office = open_store(folder / 'shoufa.db')
    try:
        return steps_store(office, folder)[1]
    finally:
        office.dispose()


def test_a_broken_file_is_begun_anew(tmp_path):
    (tmp_path / FILE).write_bytes(b'not a database at all' * 100)
    engine = opened(tmp_path)
    with engine.connect() as connection:
        assert connection.execute(text('select count(*) from sqlite_master')).scalar() == 0
    engine.dispose()


def test_a_whole_one_is_kept(tmp_path):
    engine = opened(tmp_path)
    with engine.begin() as connection:
        connection.execute(text('create table kept (n integer)'))
    engine.dispose()
    again = opened(tmp_path)
    with again.connect() as connection:
        assert connection.execute(text('select count(*) from kept')).scalar() == 0
    again.dispose()
