"""Which schema a database has, and how it becomes the newest one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, table, text

from model.errors import CannotStart

MIGRATIONS = Path(__file__).parent / 'migrations'

_STAMP = 'alembic_version'

_REFUSAL = 'the audit is append-only'

AUDIT_GUARD = {
    'sqlite': tuple(
        f'create trigger audit_no_{act} before {act} on audit begin select raise(abort, \'{_REFUSAL}\'); end'
        for act in ('update', 'delete')
    ),
    'postgresql': (
        (
            'create function audit_refuses() returns trigger language plpgsql as '
            f"$$ begin raise exception '{_REFUSAL}' using errcode = 'integrity_constraint_violation'; end $$"
        ),
        *(
            f'create trigger audit_no_{act} before {act} on audit '
            f'for each {each} execute function audit_refuses()'
            for act, each in (('update', 'row'), ('delete', 'row'), ('truncate', 'statement'))
        ),
    ),
}
"""What keeps the audit from being rewritten, on each kind of database."""


def revisions() -> list[str]:
    """Every migration there is, oldest first."""
    return sorted(file.name.partition('_')[0] for file in (MIGRATIONS / 'versions').glob('[0-9]*.py'))


def head() -> str:
    """The newest migration; a database that stands elsewhere is upgraded when it is opened."""
    return revisions()[-1]


def revision_of(connection: Connection, shown: str) -> str | None:
    """The migration a database stands at; None for an empty one. shown names it in messages.

    Raises:
        CannotStart: its tables are another program's, or a newer program's than this one.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    stamp = text(f'select version_num from {_STAMP}')  # noqa: S608 - our own constant
    found = connection.execute(stamp).scalar() if _STAMP in tables else None
    if found is None:
        raise CannotStart(f"数据库 {shown} 里是别的程序的数据，没有改动。请核对位置，或换一个空的数据库。")
    if found not in revisions():
        raise CannotStart(
            f"数据库 {shown} 是较新版本的程序建的（{found}，本程序只到 {head()}），没有改动。"
            "请改用较新的程序，或用升级前的备份。"
        )
    return str(found)


def create(connection: Connection) -> None:
    """Make the newest schema in an empty database, as the migrations would have made it."""
    from store.tables import metadata

    metadata.create_all(connection)
    for statement in AUDIT_GUARD[connection.dialect.name]:
        connection.exec_driver_sql(statement)
    connection.execute(
        text(
            f'create table {_STAMP} '
            '(version_num varchar(32) not null, constraint alembic_version_pkc primary key (version_num))'
        )
    )
    connection.execute(text(f'insert into {_STAMP} values (:head)'), {'head': head()})  # noqa: S608


def migrate(connection: Connection, to: str = 'head') -> None:
    """Run the migrations a database has not had, all in the caller's transaction.

    Raises:
        CannotStart: a table would have fewer lines than before.
    """
    from alembic import command
    from alembic.config import Config

    before = _lines(connection)
    config = Config()
    config.set_main_option('script_location', str(MIGRATIONS).replace('%', '%%'))
    config.attributes['connection'] = connection
    command.upgrade(config, to)
    after = _lines(connection)
    fewer = [name for name, lines in before.items() if after.get(name, 0) < lines]
    if fewer:
        raise CannotStart(f"升级后 {'、'.join(fewer)} 的行数少了。")


def _lines(connection: Connection) -> dict[str, int]:
    """How many lines each table has."""
    names = set(inspect(connection).get_table_names()) - {_STAMP}
    return {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
        for name in sorted(names)
    }
