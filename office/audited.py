"""The record of what was done, to be looked at: newest first, page by page, by who, what and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from office.config import Workplace
from store import audit
from store.engine import reading

ACT_NAMES = {
    'account_added': "新开账号",
    'account_closed': "停用账号",
    'account_reopened': "恢复账号",
    'account_locked': "账号锁定",
    'account_unlocked': "账号解锁",
    'roles_changed': "改岗位",
    'password_changed': "改密码",
    'password_reset': "重设密码",
    'signed_in': "登录",
    'sign_in_refused': "登录被拒",
    'settings_changed': "改设置",
    'phone_shown': "查看电话",
    'review_accepted': "认可",
    'review_corrected': "更正",
    'review_rejected': "不采用",
    'import': "导入台账",
    'receive': "收文",
    'copy': "重复件",
}
"""Acts by their words; one that is not here is shown by its own name."""


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the record."""

    number: int
    at: dt.datetime
    actor: str
    act: str
    about: str
    detail: object


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines: by whom, of which act, about what, on which days; None or '' is any."""

    actor: str = ''
    act: str = ''
    about: str = ''
    since: dt.date | None = None
    until: dt.date | None = None


def look(place: Workplace, wanted: Wanted, start: int, size: int) -> list[Noted]:
    """These lines, newest first, size of them after the first start."""
    after = dt.datetime.combine(wanted.since, dt.time.min) if wanted.since else None
    day = dt.timedelta(days=1)
    before = dt.datetime.combine(wanted.until + day, dt.time.min) if wanted.until else None
    known = {'actor': wanted.actor, 'act': wanted.act, 'about': wanted.about}
    with reading(place.engine) as connection:
        rows = audit.newest(connection, known, after=after, before=before, start=start, size=size)
    return [
        Noted(row['id'], row['at'], row['actor'], row['act'], row['about'], row['detail']) for row in rows
    ]
