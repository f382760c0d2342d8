import datetime as dt
import os
import secrets
import subprocess
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from store.engine import Engine, open_store
from store.tables import metadata
from tests.store.postgres_server import running_server
from tests.tools import missing


@pytest.fixture(scope='session')
def postgres_server(testrun_uid) -> Iterator[str]:
    """The address of a PostgreSQL server with {} for the database; skipped where it is missing."""
    try:
        with running_server(testrun_uid) as address:
            yield address
    except (OSError, subprocess.SubprocessError) as error:
        missing(f'PostgreSQL does not start here: {error}')


@pytest.fixture(scope='session')
def new_database(postgres_server) -> Iterator[Callable[..., str]]:
    """new_database(how='') makes an empty database and gives its address; how is more of its SQL."""
    engine = sa.create_engine(postgres_server.format('postgres'), isolation_level='AUTOCOMMIT')

    def make(how: str = '') -> str:
        name = f't{os.getpid()}_{secrets.token_hex(4)}'
        with engine.connect() as connection:
            connection.exec_driver_sql(f'create database {name} template template0 {how}')
        return postgres_server.format(name)

    yield make
    engine.dispose()


@pytest.fixture(scope='session')
def postgres_store(new_database) -> Iterator[Engine]:
    engine = open_store(new_database())
    yield engine
    engine.dispose()


def emptied(engine: Engine) -> Engine:
    """All lines and counters gone, in one statement of a few milliseconds; triggers and keys look away."""
    tables = [f'delete from "{table.name}"' for table in metadata.sorted_tables]
    counters = "select setval(oid::regclass, 1, false) from pg_class where relkind = 'S'"
    first = 'set local session_replication_role = replica'
    with engine.begin() as connection:
        connection.exec_driver_sql('; '.join([first, *tables, counters]))
    return engine


@pytest.fixture(params=['sqlite', 'postgresql'])
def store(request, tmp_path) -> Iterator[Engine]:
    """An empty store, once on each database."""
    if request.param == 'postgresql':
        yield emptied(request.getfixturevalue('postgres_store'))
        return
    engine = open_store(tmp_path / 'shoufa.db')
    yield engine
    engine.dispose()


@pytest.fixture
def now() -> dt.datetime:
    return dt.datetime(2026, 3, 13, 9, 30)
