"""A PostgreSQL server for many desks: one writer at a time, one unchanging look for each reader."""

from __future__ import annotations

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError

from model.errors import BadSetting, CannotStart
from store.schema import create, head, migrate, revision_of
from store.waiting import GIVEN_UP_AFTER, TOLD_AFTER, Busy, patiently

LOOK = {'isolation_level': 'REPEATABLE READ', 'postgresql_readonly': True}
"""How a reader looks: every statement sees the same moment, as in SQLite."""

_DRIVER = 'postgresql+psycopg'
_TURN = "另一个操作写完数据库"
_WRITERS = 0x5348_4F55_4641
"""The advisory lock of whoever writes."""


def open_postgresql(address: str) -> Engine:
    """The database at an address, postgresql+psycopg://user@host/name, created or upgraded as one act.

    A password is taken from the address, the environment or ~/.pgpass, and is never told.

    Raises:
        BadSetting: the address is none.
        CannotStart: the database is not ours or not fit for us, or its upgrade failed and left it
            as it was.
        sqlalchemy.exc.DBAPIError: it cannot be reached.
    """
    url = _address_to_url(address)
    shown = str(url.database)
    options = f'-c lock_timeout={int(TOLD_AFTER * 1000)}'
    arguments = {'options': options, 'connect_timeout': 10, 'client_encoding': 'utf8'}
    engine = create_engine(url, pool_pre_ping=True, connect_args=arguments)
    event.listen(engine, 'begin', _begin)
    try:
        with engine.connect() as connection:
            found = revision_of(connection, shown)
        if found != head():
            with engine.connect().execution_options(writes=True) as connection, connection.begin():
                _bring_up(connection, shown)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _address_to_url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername != _DRIVER or not url.database:
        raise BadSetting(
            f"office.toml 中 database 应写成 \"{_DRIVER}://用户@主机/数据库名\" 这样。请改正后再试。"
        )
    return url


def _begin(connection: Connection) -> None:
    """A writer waits for the one before it, so that two queue instead of failing half way."""
    if not connection.get_execution_options().get('writes', False):
        return

    def once() -> None:
        from psycopg.errors import LockNotAvailable

        try:
            connection.exec_driver_sql(f'select pg_advisory_xact_lock({_WRITERS})')
        except OperationalError as error:
            if not isinstance(error.orig, LockNotAvailable):
                raise
            connection.connection.rollback()
            raise Busy from error

    patiently(once, _TURN)


def _bring_up(connection: Connection, shown: str) -> None:
    """Make or upgrade the schema; the caller's transaction undoes all of it where that fails.

    Raises:
        CannotStart: it failed, or the database sorts or spells text otherwise than we do.
    """
    found = revision_of(connection, shown)
    if found is None:
        _see_that_it_fits(connection, shown)
        create(connection)
    elif found != head():
        connection.execute(text(f"set local lock_timeout = '{GIVEN_UP_AFTER:.0f}s'"))
        try:
            migrate(connection)
        except Exception as error:
            reason = error.message if isinstance(error, CannotStart) else f"{getattr(error, 'orig', error)}。"
            raise CannotStart(
                f"数据库 {shown} 升级没有成功，原来的数据一点没有动：{reason}"
                "请继续用原来的程序，并联系维护人员。"
            ) from error


def _see_that_it_fits(connection: Connection, shown: str) -> None:
    """Text in UTF-8, sorted by code point: lists are then the same on every database."""
    query = text("select current_setting('server_encoding') = 'UTF8' and 'a' > 'B' and '_' > 'B'")
    if not connection.execute(query).scalar():
        raise CannotStart(
            f"数据库 {shown} 的编码或排序规则不合适。请用 createdb --template=template0 --encoding=UTF8 "
            "--locale=C 另建一个空数据库。"
        )
