"""Who works at the desk: accounts and the roles they act in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

PersonRole = Literal['registrar', 'reviewer', 'approver', 'administrator', 'auditor']

ROLES: tuple[PersonRole, ...] = get_args(PersonRole)

ROLE_NAMES: dict[PersonRole, str] = {
    'registrar': "收发",
    'reviewer': "核对",
    'approver': "审签",
    'administrator': "管理员",
    'auditor': "审计",
}
"""What each role is called on the desk."""

ROLE_DUTIES: dict[PersonRole, str] = {
    'registrar': "收文、登记、起草和发文",
    'reviewer': "核对待核事项、维护台账和活动",
    'approver': "审核、签发、确认计划",
    'administrator': "管理账号和办公室设置",
    'auditor': "只看不改，查操作记录",
}
"""What each role does, in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person's way in: name is typed at sign-in, shown is written into records.

    failures counts wrong passwords in a row, locked_until is in seconds of the epoch; must_change: the
    password was given by an administrator and opens nothing but the page where it is changed.
    """

    id: int
    name: str
    shown: str
    roles: frozenset[PersonRole]
    closed: bool = False
    must_change: bool = False
    failures: int = 0
    locked_until: float | None = None
