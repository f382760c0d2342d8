"""Every line of the record carries a hash over itself and all before it."""

import datetime as dt
import multiprocessing

import pytest
import sqlalchemy as sa

from model.chain import BEGINNING, line_to_hash
from store import audit
from store.dialect_sqlite import path_to_engine
from store.engine import atomic, open_store, reading
from store.schema import migrate
from store.tables import audit as table

AT = dt.datetime(2026, 3, 13, 9, 30, 0, 123456)
DETAILS: tuple = (
    None,
    {'份数': 30, 3: [0.1, 1e-7]},
    [],
    '一行\n两行\u2028"',
    {'z': 1, 'a': {'丙': None}},
    7,
    True,
)


def note_each(connection, details=DETAILS):
    for number, detail in enumerate(details):
        audit.note(connection, actor='甲', act='试', about=f'{number}', at=AT, detail=detail)


def computed(lines):
    """The hashes as they should be, from what the database gives back."""
    before = BEGINNING
    for line in lines:
        before = line_to_hash(
            before, *[line[name] for name in ('id', 'at', 'actor', 'act', 'about', 'detail')]
        )
        yield before


def holds(store):
    with reading(store) as connection:
        lines = audit.lines(connection)
    return [line['hash'] for line in lines] == [*computed(lines)]


def test_each_line_is_chained_as_it_comes_back_from_the_database(store):
    with atomic(store) as connection:
        note_each(connection)
    with atomic(store) as connection:
        note_each(connection)
        assert audit.head(connection).number == 2 * len(DETAILS)
    assert holds(store)


def note_often(where, count):
    store = open_store(where)
    for _ in range(count):
        with atomic(store) as connection:
            note_each(connection, [None, 1])
    store.dispose()


@pytest.mark.parametrize('kind', ['sqlite', 'postgresql'])
def test_processes_that_write_at_once_never_fork_the_chain(request, kind, tmp_path):
    where = tmp_path / 'a.db' if kind == 'sqlite' else request.getfixturevalue('new_database')()
    store = open_store(where)
    fork = multiprocessing.get_context('fork')
    writers = [fork.Process(target=note_often, args=(where, 10)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with reading(store) as connection:
        assert audit.head(connection).number == 60
    assert holds(store)
    store.dispose()


@pytest.mark.parametrize('kind', ['sqlite', 'postgresql'])
def test_lines_of_an_earlier_program_are_chained_by_the_upgrade(request, kind, tmp_path):
    where = tmp_path / 'a.db' if kind == 'sqlite' else request.getfixturevalue('new_database')()
    old = path_to_engine(where) if kind == 'sqlite' else sa.create_engine(where)
    earlier = sa.table(
        'audit', *[sa.column(column.name, column.type) for column in table.c if column.name != 'hash']
    )
    with old.connect().execution_options(writes=True) as connection, connection.begin():
        migrate(connection, '0007')
        for number, detail in enumerate(DETAILS):
            values = {'at': AT, 'actor': '甲', 'act': '试', 'about': 'x', 'detail': detail}
            connection.execute(sa.insert(earlier).values(id=number * 3 + 1, **values))
    old.dispose()
    store = open_store(where)
    with atomic(store) as connection:
        note_each(connection)
        assert audit.head(connection).number == 26
    assert holds(store)
    with pytest.raises(sa.exc.IntegrityError, match='append-only'), atomic(store) as connection:
        connection.execute(sa.text("update audit set hash = ''"))
    store.dispose()
