"""Accounts of the desk and who is signed in; passwords are hashed above, tokens come in hashed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.engine import RowMapping

from model.person import Account, PersonRole
from store.tables import accounts, sessions

_SHOWN = tuple(accounts.c[name] for name in Account.__dataclass_fields__)


class Session(NamedTuple):
    """Somebody signed in: began and seen in seconds of the epoch."""

    account: Account
    began: float
    seen: float


def _row_to_account(row: RowMapping) -> Account:
    values = {name: row[name] for name in Account.__dataclass_fields__}
    return Account(**{**values, 'roles': frozenset(values['roles'])})


def count(connection: Connection) -> int:
    """How many accounts there are, closed ones too."""
    return int(connection.execute(select(func.count()).select_from(accounts)).scalar_one())


def list_accounts(connection: Connection) -> list[Account]:
    """Everybody, in order of number."""
    rows = connection.execute(select(*_SHOWN).order_by(accounts.c.id)).mappings()
    return [_row_to_account(row) for row in rows]


def get(connection: Connection, number: int) -> Account | None:
    """The account of this number."""
    row = connection.execute(select(*_SHOWN).where(accounts.c.id == number)).mappings().first()
    return _row_to_account(row) if row else None


def named(connection: Connection, name: str) -> tuple[Account, str] | None:
    """The account of this sign-in name, with the hash of its password."""
    row = connection.execute(select(accounts).where(accounts.c.name == name)).mappings().first()
    return (_row_to_account(row), row['secret']) if row else None


def add(
    connection: Connection,
    *,
    name: str,
    shown: str,
    roles: Iterable[PersonRole],
    secret: str,
    must_change: bool,
    at: dt.datetime,
) -> int:
    """A new account, open; gives its number."""
    values = {'name': name, 'shown': shown, 'roles': sorted(roles), 'secret': secret}
    more = {'must_change': must_change, 'closed': False, 'failures': 0, 'created_at': at}
    number = connection.execute(
        insert(accounts).values(**values, **more).returning(accounts.c.id)
    ).scalar_one()
    return int(number)


def change(connection: Connection, number: int, **values: Any) -> None:
    """Put these values in an account's row."""
    if 'roles' in values:
        values['roles'] = sorted(values['roles'])
    connection.execute(update(accounts).where(accounts.c.id == number).values(**values))


def begin_session(connection: Connection, token_hash: str, account: int, at: float) -> None:
    """Somebody signed in."""
    connection.execute(insert(sessions).values(token_hash=token_hash, account=account, began=at, seen=at))


def session(connection: Connection, token_hash: str) -> Session | None:
    """Who this token is of, however old it is."""
    query = select(*_SHOWN, sessions.c.began, sessions.c.seen).join_from(sessions, accounts)
    row = connection.execute(query.where(sessions.c.token_hash == token_hash)).mappings().first()
    return Session(_row_to_account(row), row['began'], row['seen']) if row else None


def touch_session(connection: Connection, token_hash: str, at: float) -> None:
    """They are still there."""
    connection.execute(update(sessions).where(sessions.c.token_hash == token_hash).values(seen=at))


def end_session(connection: Connection, token_hash: str) -> None:
    """They signed out."""
    connection.execute(delete(sessions).where(sessions.c.token_hash == token_hash))


def end_sessions(connection: Connection, account: int, keep: str | None = None) -> None:
    """Sign an account out everywhere, but for the session of this token."""
    here = sessions.c.account == account
    if keep is not None:
        here &= sessions.c.token_hash != keep
    connection.execute(delete(sessions).where(here))


def forget_before(connection: Connection, at: float) -> None:
    """Sessions last seen before this moment are gone."""
    connection.execute(delete(sessions).where(sessions.c.seen < at))
