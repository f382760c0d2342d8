"""What an administrator does about accounts: roles, passwords, closing; the last administrator stays one."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from model.errors import UsageFault
from model.person import Account, PersonRole
from office.config import Workplace
from office.people import password_to_secret
from store import accounts, audit
from store.engine import Connection, atomic, reading

_READABLE = 'abcdefghjkmnpqrstuvwxyz23456789'


def everybody(place: Workplace) -> list[Account]:
    """All accounts, closed ones too."""
    with reading(place.engine) as connection:
        return accounts.list_accounts(connection)


def set_roles(place: Workplace, number: int, roles: Iterable[PersonRole]) -> Account:
    """Give an account these roles and no others.

    Raises:
        UsageFault: no role, no such account, or nobody would be administrator any more.
    """
    chosen = frozenset(roles)
    if not chosen:
        raise UsageFault("请至少选一个岗位；不再使用的账号请停用。")
    return _change(place, number, 'roles_changed', {'roles': sorted(chosen)}, roles=chosen)


def close(place: Workplace, number: int) -> Account:
    """Nobody signs in with this account any more; what it did stays under its name."""
    return _change(place, number, 'account_closed', None, closed=True)


def reopen(place: Workplace, number: int) -> Account:
    """The account may be used again."""
    return _change(place, number, 'account_reopened', None, closed=False)


def unlock(place: Workplace, number: int) -> Account:
    """Let somebody try again before the quarter of an hour is over."""
    return _change(place, number, 'account_unlocked', None, failures=0, locked_until=None)


def reset_password(place: Workplace, number: int) -> tuple[Account, str]:
    """A password for one sign-in, to be told to the person; every session of the account ends."""
    word = '-'.join(''.join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(3))
    secret = password_to_secret(word)
    more: dict[str, Any] = {'failures': 0, 'locked_until': None}
    return _change(place, number, 'password_reset', None, secret=secret, must_change=True, **more), word


def reset_named(place: Workplace, name: str) -> str:
    """As reset_password, from the machine itself: the way back in for a lost administrator.

    Raises:
        UsageFault: nobody signs in by this name.
    """
    with reading(place.engine) as connection:
        found = accounts.named(connection, name)
    if found is None:
        raise UsageFault(f"没有用户名“{name}”。请检查后再试。")
    return reset_password(place, found[0].id)[1]


def _change(place: Workplace, number: int, act: str, detail: Any, **values: Any) -> Account:
    with atomic(place.engine) as connection:
        if accounts.get(connection, number) is None:
            raise UsageFault(f"没有第{number}号账号。")
        accounts.change(connection, number, **values)
        _must_have_administrator(connection)
        if values.keys() & {'closed', 'secret', 'roles'}:
            accounts.end_sessions(connection, number)
        changed = accounts.get(connection, number)
        assert changed is not None
        audit.note(connection, actor=place.actor, act=act, about=changed.name, at=place.now(), detail=detail)
    return changed


def _must_have_administrator(connection: Connection) -> None:
    """Raises UsageFault, and so takes the change back, where nobody could keep the accounts any more."""
    held = accounts.list_accounts(connection)
    if not any('administrator' in one.roles and not one.closed for one in held):
        raise UsageFault("这样就没有管理员了，没有改。请先让另一个账号担任管理员。")
