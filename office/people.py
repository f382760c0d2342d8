"""Signing in at the desk: accounts, passwords, lockout and sessions; every act leaves its line in the audit.

Passwords are argon2id hashes of the low-memory profile of RFC 9106; the rules for them follow GB/T 22239
in spirit: ten letters at least, no name in it, five wrong tries lock for a quarter of an hour.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from model.errors import NotSignedIn, UsageFault
from model.person import ROLES, Account, PersonRole
from office.config import Workplace
from store import accounts, audit
from store.engine import Connection, atomic, reading

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 10
LOCKED_AFTER = 5
LOCKED_FOR = 15 * 60.0
IDLE = 30 * 60.0
LONGEST = 12 * 3600.0
_TOUCH = 60.0
_WRONG = "用户名或密码不对。请检查后再试；忘了密码请找管理员重设。"
_hashing = threading.Semaphore(2)  # each takes 64 MB and two cores at most


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher
    from argon2.profiles import RFC_9106_LOW_MEMORY

    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


@cache
def _nobody() -> str:
    """A hash that no password opens: an unknown name takes as long as a wrong password."""
    return password_to_secret(secrets.token_urlsafe(16))


def password_to_secret(password: str) -> str:
    """The argon2id hash that is kept instead of a password."""
    with _hashing:
        return _hasher().hash(password)


def _opens(secret: str, password: str) -> bool:
    from argon2.exceptions import VerifyMismatchError

    with _hashing:
        try:
            return _hasher().verify(secret, password)
        except VerifyMismatchError:
            return False


def token_to_hash(token: str) -> str:
    """What is kept of a session's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def check_password(password: str, name: str) -> None:
    """Raises UsageFault where a password is too weak to be taken."""
    if len(password) < SHORTEST:
        raise UsageFault(f"密码太短：至少{SHORTEST}个字符。请换一个长一些的。")
    if len(set(password)) < 5 or name.lower() in password.lower():
        raise UsageFault("密码太好猜：不要重复同几个字符，也不要含用户名。请换一个。")


def anybody(place: Workplace) -> bool:
    """Whether the desk has an account; before the first, it shows nothing but the first-run page."""
    with reading(place.engine) as connection:
        return accounts.count(connection) > 0


def first_administrator(place: Workplace, name: str, shown: str, password: str) -> Account:
    """The first account, with every role but the auditor's: a small office begins with one person.

    Raises:
        UsageFault: there is an account already, or the name or password cannot be taken.
    """
    secret = _checked_secret(name, shown, password)
    with atomic(place.engine) as connection:
        if accounts.count(connection):
            raise UsageFault("已经有管理员账号了。请登录；忘了密码请在本机运行 shoufa desk --reset 用户名。")
        return _add(place, connection, name, shown, set(ROLES) - {'auditor'}, secret, must_change=False)


def add_account(
    place: Workplace, name: str, shown: str, roles: Iterable[PersonRole], password: str
) -> Account:
    """A new account whose first act is to change this password.

    Raises:
        UsageFault: a name or password that cannot be taken, or no role.
    """
    secret, chosen = _checked_secret(name, shown, password), frozenset(roles)
    if not chosen:
        raise UsageFault("请至少选一个岗位。")
    with atomic(place.engine) as connection:
        return _add(place, connection, name, shown, chosen, secret, must_change=True)


def _checked_secret(name: str, shown: str, password: str) -> str:
    if not name.strip() or not shown.strip() or name != name.strip() or shown != shown.strip():
        raise UsageFault("请填写用户名和姓名，前后不留空格。")
    check_password(password, name)
    return password_to_secret(password)


def _add(
    place: Workplace,
    connection: Connection,
    name: str,
    shown: str,
    roles: Iterable[PersonRole],
    secret: str,
    *,
    must_change: bool,
) -> Account:
    for one in accounts.list_accounts(connection):
        if name == one.name or shown == one.shown:
            raise UsageFault(f"已有用户名“{one.name}”（{one.shown}）。请换一个用户名或在姓名后加区别。")
    kept, now = frozenset(roles), place.now()
    number = accounts.add(
        connection, name=name, shown=shown, roles=kept, secret=secret, must_change=must_change, at=now
    )
    detail = {'roles': sorted(kept)}
    audit.note(connection, actor=place.actor, act='account_added', about=name, at=now, detail=detail)
    return Account(id=number, name=name, shown=shown, roles=kept, must_change=must_change)


def sign_in(place: Workplace, name: str, password: str, now: float) -> str:
    """Open a session; gives its token, which is kept nowhere but with the person. now: seconds of the epoch.

    Raises:
        NotSignedIn: name and password do not go together, the account is closed, or locked for a while.
    """
    with reading(place.engine) as connection:
        found = accounts.named(connection, name)
    account, secret = found or (None, _nobody())
    if account and account.locked_until and now < account.locked_until:
        minutes = int((account.locked_until - now) // 60) + 1
        raise NotSignedIn(f"密码错了{LOCKED_AFTER}次，账号已锁定。请{minutes}分钟后再试，或找管理员解锁。")
    if not _opens(secret, password) or account is None or account.closed:
        if account:
            _wrong(place, account, now)
        raise NotSignedIn(_WRONG)
    token = secrets.token_urlsafe(32)
    with atomic(place.engine) as connection:
        accounts.forget_before(connection, now - LONGEST)
        accounts.change(connection, account.id, failures=0, locked_until=None)
        accounts.begin_session(connection, token_to_hash(token), account.id, now)
        audit.note(connection, actor=account.shown, act='signed_in', about=account.name, at=place.now())
    return token


def _wrong(place: Workplace, account: Account, now: float) -> None:
    """One more wrong password; the fifth in a row locks."""
    with atomic(place.engine) as connection:
        found = accounts.get(connection, account.id)
        failures = (found.failures if found else 0) + 1
        locked = failures >= LOCKED_AFTER
        values = {'failures': 0, 'locked_until': now + LOCKED_FOR} if locked else {'failures': failures}
        accounts.change(connection, account.id, **values)
        act = 'account_locked' if locked else 'sign_in_refused'
        audit.note(connection, actor=place.actor, act=act, about=account.name, at=place.now())


def signed_in(place: Workplace, token: str, now: float, *, quiet: bool = False) -> Account | None:
    """Who this token is of, if they were there within the last half hour and signed in today.

    quiet: a script asks by itself, which is no sign of anybody.
    """
    hashed = token_to_hash(token)
    with reading(place.engine) as connection:
        found = accounts.session(connection, hashed)
    if found is None or found.account.closed:
        return None
    if now - found.seen > IDLE or now - found.began > LONGEST:
        sign_out(place, token)
        return None
    if now - found.seen > _TOUCH and not quiet:
        with atomic(place.engine) as connection:
            accounts.touch_session(connection, hashed, now)
    return found.account


def sign_out(place: Workplace, token: str) -> None:
    """The session is over."""
    with atomic(place.engine) as connection:
        accounts.end_session(connection, token_to_hash(token))


def change_password(place: Workplace, account: Account, old: str, new: str, token: str) -> None:
    """A person's own new password; they are signed out everywhere else.

    Raises:
        NotSignedIn: the old one is wrong.
        UsageFault: the new one is too weak, or the old one again.
    """
    with reading(place.engine) as connection:
        found = accounts.named(connection, account.name)
    if found is None or not _opens(found[1], old):
        raise NotSignedIn("原密码不对，没有改。")
    if old == new:
        raise UsageFault("新密码与原密码相同。请换一个。")
    secret = _checked_secret(account.name, account.shown, new)
    with atomic(place.engine) as connection:
        accounts.change(connection, account.id, secret=secret, must_change=False)
        accounts.end_sessions(connection, account.id, keep=token_to_hash(token))
        audit.note(connection, actor=place.actor, act='password_changed', about=account.name, at=place.now())
