"""A telephone of a person shown in full, once, to somebody who asks: the asking is on record."""

from __future__ import annotations

from ledger.fields import field_of
from model.errors import UsageFault
from office.config import Workplace
from store import audit, instructors, subjects
from store.engine import Connection, atomic


def reveal(place: Workplace, kind: str, which: str) -> str:
    """The telephone in full: kind instructor with a number, or organisation with '编号:字段'.

    Raises:
        UsageFault: there is no such person, or no telephone.
    """
    with atomic(place.engine) as connection:
        about, phone = _find(connection, kind, which)
        if not phone:
            raise UsageFault("没有登记电话。")
        audit.note(connection, actor=place.actor, act='phone_shown', about=about, at=place.now())
    return phone


def _find(connection: Connection, kind: str, which: str) -> tuple[str, str | None]:
    number, _, field = which.partition(':')
    if not number.isdecimal():
        raise UsageFault("没有这个电话。")
    if kind == 'instructor':
        return f"指导员{number}", instructors.phone_of(connection, int(number))
    organisation = subjects.get(connection, int(number)) if kind == 'organisation' else None
    if organisation is None or not field.endswith('phone'):
        raise UsageFault("没有这个电话。")
    value = field_of(organisation, field)
    return f"{organisation.name}：{field}", str(value) if value else None
