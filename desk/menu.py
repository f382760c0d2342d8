"""The menu of every page: what the person's roles open, in the order of a working day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.person import PersonRole

if TYPE_CHECKING:
    from desk.visit import Visit

_STAFF: tuple[PersonRole, ...] = ('registrar', 'reviewer', 'approver', 'auditor')
_ALL: tuple[PersonRole, ...] = (*_STAFF, 'administrator')

ITEMS: tuple[tuple[str, str, str, tuple[PersonRole, ...]], ...] = (
    ('today', "今天", '/', _ALL),
    ('register', "收文", '/register', _STAFF),
    ('review', "待核", '/review', _STAFF),
    ('ledger', "台账", '/ledger', _STAFF),
    ('campaigns', "活动", '/campaigns', _STAFF),
    ('due', "期限", '/due', _STAFF),
    ('outgoing', "发文", '/outgoing', _STAFF),
    ('settings', "设置", '/settings', ('administrator', 'auditor')),
    ('people', "人员", '/people', ('administrator', 'auditor')),
)
"""Key (a page says which it is by here=), label, address, and who sees it."""


def visit_to_menu(visit: Visit) -> list[tuple[str, str, str]]:
    """Key, label and address of what this person may open."""
    return [(key, label, address) for key, label, address, may in ITEMS if visit.may(*may)]
