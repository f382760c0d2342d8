"""Acts on the incoming register: look, read again, take back, pass on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from extractors.readers.process.pool import ReadingPool
from model.errors import UsageFault
from model.register import Entry
from office.config import Workplace
from office.understanding import record, understand
from store import audit, obligations, register, reviews, rows
from store.engine import atomic, reading


def entries(place: Workplace) -> list[Entry]:
    """The register in order of number."""
    with reading(place.engine) as connection:
        return register.list_entries(connection)


def show(place: Workplace, number: int) -> dict[str, Any]:
    """An entry with what was extracted from it and what of it waits.

    Raises:
        UsageFault: there is no such number.
    """
    with reading(place.engine) as connection:
        entry = _get(connection, number)
        return {
            'entry': entry,
            'extract': register.extract_of(connection, number),
            'review': reviews.list_items(connection, register_number=number),
        }


def _get(connection: Any, number: int) -> Entry:
    entry = register.get(connection, number)
    if entry is None:
        raise UsageFault(f"收文登记簿里没有第{number}号。用 shoufa register list 查看编号。")
    return entry


def reread(place: Workplace, number: int) -> str:
    """Work a document out again from its copy in 存档/; what people decided stays decided.

    Raises:
        UsageFault: there is no such number.
        BadInput: the copy cannot be read.
    """
    with reading(place.engine) as connection:
        entry = _get(connection, number)
    with ReadingPool() as pool:
        understood = understand(pool.read(place.rooms.archive / str(entry.archived_as), entry.file))
    with atomic(place.engine) as connection:
        _drop_open_questions(connection, number)
        message = record(place, connection, entry, understood)
        audit.note(connection, actor=place.actor, act='reread', about=str(number), at=place.now())
    return message


def _drop_open_questions(connection: Any, number: int) -> None:
    for item in reviews.list_items(connection, register_number=number):
        reviews.supersede(connection, item.number)


def withdraw(place: Workplace, number: int, why: str) -> None:
    """退回: the entry stays in the register, with its reason; its duties and questions end.

    Raises:
        UsageFault: there is no such number.
    """
    with atomic(place.engine) as connection:
        _get(connection, number)
        register.change(connection, number, state='withdrawn', note=why)
        obligations.replace_all(connection, number, ())
        _drop_open_questions(connection, number)
        for row in rows.list_rows(connection, number):
            if row.state == 'held':
                rows.settle(connection, number, row.row, state='rejected', subject=row.subject)
        audit.note(
            connection, actor=place.actor, act='withdraw', about=str(number), at=place.now(), detail=why
        )


def forward(place: Workplace, number: int, to: str, day: dt.date) -> None:
    """转送: sent on to another unit on a day; no duties of ours remain (office-life.md G17).

    Raises:
        UsageFault: there is no such number.
    """
    with atomic(place.engine) as connection:
        _get(connection, number)
        register.change(connection, number, state='forwarded', note=f"{day.isoformat()} 转送 {to}")
        obligations.replace_all(connection, number, ())
        _drop_open_questions(connection, number)
        detail = {'to': to, 'day': day.isoformat()}
        audit.note(
            connection, actor=place.actor, act='forward', about=str(number), at=place.now(), detail=detail
        )
