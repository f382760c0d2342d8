"""Databases of earlier programs come forward with all that is in them, or stay exactly as they were."""

import datetime as dt
import itertools
import multiprocessing
import os
import shutil
import signal
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from model.errors import CannotStart
from store import schema, waiting
from store.dialect_sqlite import path_to_engine
from store.engine import open_store, reading
from store.schema import head, migrate, revisions
from store.tables import metadata

KINDS = ('sqlite', 'postgresql')
EARLIER = revisions()[:-1]
LATEST_EARLIER = EARLIER[-1]
AT = dt.datetime(2026, 3, 13, 9, 30)
BY_TYPE = {
    sa.Boolean: True,
    sa.Integer: 1,
    sa.Float: 0.5,
    sa.JSON: {'甲': [1, None], 'established': True},
    sa.Date: AT.date(),
    sa.DateTime: AT,
    sa.String: '示例',
}


@pytest.fixture(params=KINDS)
def where(request, tmp_path):
    """Where an empty database may be, on each kind."""
    if request.param == 'postgresql':
        return request.getfixturevalue('new_database')()
    return tmp_path / 'shoufa.db'


def plain_engine(where):
    return sa.create_engine(where) if isinstance(where, str) else path_to_engine(where)


def line_of(table):
    """A line with something in every column."""
    return {
        column.name: next(value for kind, value in BY_TYPE.items() if isinstance(column.type, kind))
        for column in table.columns
    }


def contents(connection):
    """Every line of every table, as the driver gives it, by table."""
    names = sa.inspect(connection).get_table_names()
    return {
        name: [dict(line) for line in connection.execute(sa.text(f'select * from "{name}"')).mappings()]
        for name in names
        if name != 'alembic_version'
    }


def fill(engine, revision):
    """Make what the program of that revision made, with a line in each table."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        migrate(connection, revision)
        held = sa.MetaData()
        held.reflect(connection)
        for table in held.sorted_tables:
            if table.name != 'alembic_version':
                connection.execute(sa.insert(table).values(line_of(table)))


@cache
def made_file(revision):
    """The bytes of such a database; made once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / 'a.db'
        engine = path_to_engine(path)
        fill(engine, revision)
        engine.dispose()
        return path.read_bytes()


def made_at(where, revision):
    """A database as the program of that revision left it, a line in each table; gives its contents."""
    engine = plain_engine(where)
    if isinstance(where, str):
        fill(engine, revision)
    else:
        where.write_bytes(made_file(revision))
    with engine.connect() as connection:
        found = contents(connection)
    engine.dispose()
    return found


def held_now(where, before):
    """Its revision and, of what was there before, the same columns."""
    engine = plain_engine(where)
    with engine.connect() as connection:
        revision = connection.execute(sa.text('select version_num from alembic_version')).scalar()
        found = contents(connection)
    engine.dispose()
    return revision, {
        name: [{column: line[column] for column in lines[0]} for line in found[name]]
        for name, lines in before.items()
    }


def test_the_files_of_the_migrations_are_named_in_their_order():
    scripts = ScriptDirectory(str(schema.MIGRATIONS))
    assert [script.revision for script in scripts.walk_revisions()][::-1] == revisions()


def old_databases():
    """Each revision on each kind; those in the midst will not change again, and run on PostgreSQL by hard."""
    for kind, revision in itertools.product(KINDS, EARLIER):
        seldom = kind == 'postgresql' and revision not in {EARLIER[0], LATEST_EARLIER}
        yield pytest.param(kind, revision, marks=[pytest.mark.hard] * seldom)


@pytest.mark.parametrize(('where', 'revision'), [*old_databases()], indirect=['where'])
def test_every_earlier_database_comes_forward_with_all_that_is_in_it(where, revision):
    before = made_at(where, revision)
    assert all(len(lines) == 1 for lines in before.values())
    open_store(where).dispose()
    assert held_now(where, before) == (head(), before)


def triggers(connection):
    sqlite = connection.dialect.name == 'sqlite'
    query = 'select name from sqlite_master' if sqlite else 'select tgname from pg_trigger'
    return sorted(name for name in connection.exec_driver_sql(query).scalars() if name.startswith('audit_no'))


def test_migrating_and_making_anew_give_the_same_schema(where, store):
    engine = plain_engine(where)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        migrate(connection)
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        migrated = triggers(connection)
    engine.dispose()
    if store.dialect.name == engine.dialect.name:
        with reading(store) as connection:
            assert triggers(connection) == migrated != []


BODIES = {
    'fails': "op.execute('create table half (a integer)')\n    raise KeyError('一半')",
    'loses': "op.execute('delete from copies')",
}


@pytest.fixture(params=sorted(BODIES))
def bad_migration(request, tmp_path, monkeypatch):
    """A program with one more migration, which fails half way or loses a line."""
    folder = tmp_path / 'program' / 'migrations'
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns('__pycache__'))
    lines = (
        'from alembic import op',
        "revision = '9000'",
        f"down_revision = '{head()}'",
        'def upgrade():',
        f'    {BODIES[request.param]}',
    )
    (folder / 'versions' / '9000_bad.py').write_text('\n'.join(lines))
    monkeypatch.setattr(schema, 'MIGRATIONS', folder)


def test_a_migration_that_goes_wrong_leaves_the_database_as_it_was(where, bad_migration):
    before = made_at(where, LATEST_EARLIER)
    with pytest.raises(CannotStart, match='升级没有成功，原来的数据一点没有动'):
        open_store(where)
    assert held_now(where, before) == (LATEST_EARLIER, before)
    if not isinstance(where, str):
        assert [file.name for file in where.parent.glob('shoufa*db')] == ['shoufa.db']


def test_a_database_of_a_newer_program_is_refused(where):
    engine = open_store(where)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(sa.text("update alembic_version set version_num = '9999'"))
    engine.dispose()
    with pytest.raises(CannotStart, match='较新版本的程序'):
        open_store(where)


def test_a_database_of_another_program_is_refused(where):
    engine = plain_engine(where)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(sa.text('create table theirs (a integer)'))
    engine.dispose()
    with pytest.raises(CannotStart, match='别的程序的数据'):
        open_store(where)


def backups(path):
    return [file for file in path.parent.glob('shoufa-*.db') if file.suffix == '.db']


def test_the_database_as_it_was_is_kept_beside_the_upgraded_one(tmp_path):
    path = tmp_path / 'shoufa.db'
    before = made_at(path, LATEST_EARLIER)
    open_store(path).dispose()
    (backup,) = backups(path)
    assert backup.name.startswith(f'shoufa-{LATEST_EARLIER}-')
    assert held_now(backup, before) == (LATEST_EARLIER, before)


def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def open_once(path):
    open_store(path).dispose()


def test_a_kill_before_the_copy_is_in_place_leaves_the_old_database(tmp_path, monkeypatch):
    path = tmp_path / 'shoufa.db'
    before = made_at(path, LATEST_EARLIER)
    monkeypatch.setattr(Path, 'replace', die)
    child = multiprocessing.get_context('fork').Process(target=open_once, args=(path,))
    child.start()
    child.join()
    monkeypatch.undo()
    assert child.exitcode == -signal.SIGKILL
    assert held_now(path, before) == (LATEST_EARLIER, before)
    open_store(path).dispose()
    assert held_now(path, before) == (head(), before)
    assert not (tmp_path / 'shoufa.upgrading.db').exists()


def test_two_programs_that_upgrade_at_once_upgrade_once(tmp_path):
    path = tmp_path / 'shoufa.db'
    before = made_at(path, LATEST_EARLIER)
    fork = multiprocessing.get_context('fork')
    children = [fork.Process(target=open_once, args=(path,)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0]
    assert held_now(path, before) == (head(), before)
    assert len(backups(path)) == 1


def test_a_database_that_is_open_elsewhere_is_not_upgraded(tmp_path, monkeypatch):
    path = tmp_path / 'shoufa.db'
    before = made_at(path, LATEST_EARLIER)
    monkeypatch.setattr(waiting, 'GIVEN_UP_AFTER', 0.3)
    old_program = path_to_engine(path)
    with reading(old_program) as connection:
        connection.execute(sa.text('select 1 from audit'))
        with closing(connection), pytest.raises(CannotStart, match='等待别的收发程序关闭'):
            open_store(path)
    old_program.dispose()
    assert held_now(path, before) == (LATEST_EARLIER, before)
