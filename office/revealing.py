"""A telephone of a person shown in full, once, to somebody who asks: the asking is on record."""

from __future__ import annotations

from ledger.fields import field_of
from model.errors import UsageFault
from office.config import Workplace
from office.review_seen import is_of_value, row_now
from store import audit, instructors, register, reviews, subjects
from store.engine import Connection, atomic


def reveal(place: Workplace, kind: str, which: str) -> str:
    """The telephone in full: kind instructor with a number, organisation with '编号:字段'.

    kind paper with '收文号:第几个联系人' (from 0), question with '待核号:字段' as it is read from the paper.

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
    if kind == 'paper':
        return f"收文第{number}号的联系人", _of_paper(connection, int(number), field)
    if kind == 'question':
        return f"待核第{number}项：{field}", _of_question(connection, int(number), field)
    organisation = subjects.get(connection, int(number)) if kind == 'organisation' else None
    if organisation is None or not field.endswith('phone'):
        raise UsageFault("没有这个电话。")
    value = field_of(organisation, field)
    return f"{organisation.name}：{field}", str(value) if value else None


def _of_paper(connection: Connection, number: int, place: str) -> str | None:
    extract = register.extract_of(connection, number)
    contacts = extract.get('contacts', ()) if isinstance(extract, dict) else ()
    return contacts[int(place)].get('phone') if place.isdecimal() and int(place) < len(contacts) else None


def _of_question(connection: Connection, number: int, field: str) -> str | None:
    item = reviews.get(connection, number)
    if item is None or not field.endswith('phone'):
        return None
    row = row_now(connection, item)
    held = row.values.get(field) if row else None
    if held is None:
        return str(item.value) if item.field == field and is_of_value(item) and item.value else None
    return ' '.join(str(held.get('value') or held.get('raw') or '').split()) or None
