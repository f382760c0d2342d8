"""Every line of one database into another of the same schema, whichever kinds the two are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    URL,
    Column,
    Connection,
    Insert,
    Select,
    Text,
    bindparam,
    cast,
    func,
    insert,
    select,
    type_coerce,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from model.errors import CannotStart
from store.engine import atomic, open_store, reading
from store.ledger_hash import RECORDED, ledger_hash
from store.tables import metadata, sessions, workers

_MANY = 2_000
HERE_ONLY = (sessions, workers)
"""What belongs to the machine: who is signed in, and which processes are alive."""

POURED = tuple(table for table in metadata.sorted_tables if table not in HERE_ONLY)
"""What goes over, parents first."""


def pour(source: Connection, target: Connection) -> None:
    """Every line into an empty database, and its counters behind the last of them.

    JSON goes over as the text it is: NULL stays NULL, and null stays null.

    Raises:
        CannotStart: what arrived is not what was sent.
    """
    for table in POURED:
        lines = source.execute(_read(table, source.dialect.name).execution_options(yield_per=_MANY))
        put = _write(table, target.dialect.name)
        for some in lines.mappings().partitions():
            target.execute(put, [{f'v_{name}': value for name, value in line.items()} for line in some])
    if target.dialect.name == 'postgresql':
        _set_counters(target)
    if ledger_hash(source, RECORDED) != ledger_hash(target, RECORDED):
        raise CannotStart("抄出的数据和原来的对不上，没有保存。请再试一次；仍不行时请联系维护人员。")


def _read(table: Any, dialect: str) -> Select[Any]:
    as_text = cast if dialect == 'postgresql' else type_coerce
    return select(
        *(as_text(one, Text).label(one.name) if isinstance(one.type, JSON) else one for one in table.columns)
    )


def _write(table: Any, dialect: str) -> Insert:
    return insert(table).values({one.name: _bound(one, dialect) for one in table.columns})


def _bound(column: Column[Any], dialect: str) -> Any:
    if not isinstance(column.type, JSON):
        return bindparam(f'v_{column.name}', type_=column.type)
    text = bindparam(f'v_{column.name}', type_=Text)
    return cast(text, column.type) if dialect == 'postgresql' else text


def _set_counters(target: Connection) -> None:
    """The server gives the next number of each key after the last one poured in."""
    for table in POURED:
        column = table.autoincrement_column
        if column is None:
            continue
        name = target.execute(select(func.pg_get_serial_sequence(f'"{table.name}"', column.name))).scalar()
        last = target.execute(select(func.max(column))).scalar()
        if name and last:
            target.execute(select(func.setval(name, last)))


def pour_into_server(path: Path, address: str) -> None:
    """Everything in a file of the newest schema into an empty database of PostgreSQL, or nothing.

    Raises:
        BadSetting: the address is none.
        CannotStart: the database holds something, cannot be reached, or what arrived is not what was sent.
    """
    engine, source = open_store(address), open_store(path)
    try:
        with reading(source) as look, atomic(engine) as target:
            for table in POURED:
                if target.execute(select(table).limit(1)).first() is not None:
                    raise CannotStart("指定的数据库里已经有数据，没有改动。请另建一个空数据库再恢复。")
            pour(look, target)
    except DBAPIError as error:
        raise CannotStart(f"写不进数据库服务器：{error.orig}。没有留下任何数据，请检查后再试。") from error
    finally:
        source.dispose()
        engine.dispose()


def address_without_password(address: str) -> str:
    """An address of a database without its password, else as it was; '' for what is no address."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        return ''
    if url.password is None and not {'password', 'sslpassword'} & set(url.query):
        return address
    query = {name: value for name, value in url.query.items() if name not in {'password', 'sslpassword'}}
    bare = URL.create(url.drivername, url.username, None, url.host, url.port, url.database, query)
    return bare.render_as_string(hide_password=False)
