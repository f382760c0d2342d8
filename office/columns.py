"""The office's own columns of the incoming register, as people write them (office-life.md G17)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from model.errors import UsageFault
from model.register import Entry
from office.config import Workplace
from office.noticing import NOT_OURS, OURS, settle_notice
from office.relating import held_notice
from office.rounding import NO_ROUND
from store import audit, register
from store.engine import Connection, atomic
from text.docnumbers import number_to_text, whole_number

ACT = 'register_set'
MEANT = 'meant'
"""Not a column of its own: whether the paper is ours, kept in the note."""

COLUMNS = {
    'quantity': ("份数",),
    'secrecy': ("密级",),
    'urgency': ("缓急", "紧急程度"),
    'handler': ("承办", "承办科室", "承办人", "承办科室(人)", "承办科室（人）"),
    'proposal': ("拟办", "拟办意见"),
    'instruction': ("批示", "领导批示"),
    'outcome': ("办理结果", "结果"),
    'filed_as': ("归档", "归档号"),
    'title': ("标题",),
    'doc_number': ("来文字号", "文号"),
    'issuer': ("来文单位",),
    'round': ("期次",),
    'received_at': ("收文时间", "收文日期"),
    MEANT: ("误送",),
}
"""What may be set, with the words people use for it; the first is shown."""

_READ = ('title', 'doc_number', 'issuer')
_CLASSIFIED = ("秘密", "机密", "绝密")


def set_columns(place: Workplace, number: int, values: Mapping[str, str]) -> None:
    """Write columns of one entry as a person gives them; '' empties one.

    Raises:
        UsageFault: no such number or column, or a value that cannot be.
    """
    wanted = {_column(key): value.strip() for key, value in values.items()}
    with atomic(place.engine) as connection:
        entry = register.get(connection, number)
        if entry is None:
            raise UsageFault(f"收文登记簿里没有第{number}号。用 shoufa register list 查看编号。")
        typed = {name: _typed(name, value) for name, value in wanted.items()}
        _check_moment(place, typed.get('received_at'))
        _write(place, connection, entry, typed)
        detail = {
            name: {'from': _plain(_held(entry, name)), 'to': _plain(value)} for name, value in typed.items()
        }
        audit.note(connection, actor=place.actor, act=ACT, about=str(number), at=place.now(), detail=detail)


def put_people_first(place: Workplace, connection: Connection, number: int) -> None:
    """Write again what people set, after a new reading."""
    typed: dict[str, Any] = {}
    for line in audit.lines(connection):
        if line['act'] == ACT and line['about'] == str(number):
            typed |= {name: _typed_again(name, change['to']) for name, change in line['detail'].items()}
    entry = register.get(connection, number)
    if typed and entry:
        _write(place, connection, entry, typed)


def _column(key: str) -> str:
    for name, words in COLUMNS.items():
        if key == name or key in words:
            return name
    shown = '、'.join(words[0] for words in COLUMNS.values())
    raise UsageFault(f"收文登记簿没有“{key}”这一栏。可填：{shown}。")


def _typed(name: str, value: str) -> Any:
    """A value as the column keeps it; None for an emptied one."""
    if name == MEANT:
        if value not in {"是", "否"}:
            raise UsageFault("误送一栏只能填“是”或“否”。")
        return value
    if not value and name != 'received_at':
        return None
    if name in {'round', 'received_at'}:
        return _round(value) if name == 'round' else _moment(value)
    if name == 'quantity':
        if not (value.isascii() and value.isdigit() and int(value) > 0):
            raise UsageFault(f"份数要填正整数，“{value}”不是。")
        return int(value)
    if name == 'secrecy' and value.startswith(_CLASSIFIED):
        raise UsageFault(f"“{value}”是国家秘密的密级：涉密文件不得在本系统登记，请按保密规定办理。")
    if name == 'doc_number':
        found = whole_number(value)
        return number_to_text(found) if found else value
    return value


def _moment(value: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        raise UsageFault(f"收文时间要写成 2026-03-13 或 2026-03-13 11:50 这样，“{value}”不是。") from None


def _check_moment(place: Workplace, moment: dt.datetime | None) -> None:
    if moment and moment > place.now():
        raise UsageFault(f"收文时间 {moment:%Y-%m-%d %H:%M} 还没有到。请核对后再填。")


def _round(value: str) -> int:
    """A round's number, 0 for 启动摸底; 无 for a paper that is no return of any round."""
    if value == "无":
        return NO_ROUND
    if not (value.isascii() and value.isdigit() and len(value) <= 3):
        raise UsageFault(f"期次要填 0（启动摸底）、1、2……或“无”，“{value}”不是。")
    return int(value)


def _plain(value: Any) -> Any:
    """A value as the audit keeps it."""
    return value.isoformat(sep=' ') if isinstance(value, dt.datetime) else value


def _typed_again(name: str, value: Any) -> Any:
    """The inverse of _plain for a column."""
    return _moment(value) if name == 'received_at' else value


def _held(entry: Entry, name: str) -> Any:
    return entry.note if name == MEANT else getattr(entry, name)


def _write(place: Workplace, connection: Connection, entry: Entry, typed: Mapping[str, Any]) -> None:
    """The columns; where they bear on whose or which paper it is, its duties and links are drawn anew."""
    values = dict(typed)
    if MEANT in values:
        values['note'] = OURS if values.pop(MEANT) == "否" else NOT_OURS
    register.change(connection, entry.number, **values)
    kin = held_notice(connection, entry.number)
    if kin is None or entry.state != 'done' or not {'note', *_READ} & values.keys():
        return
    read: dict[str, Any] = {name: values[name] for name in ('title', 'doc_number') if name in values}
    if 'issuer' in values:
        read['issuing_authorities'] = tuple(values['issuer'].split('、')) if values['issuer'] else ()
    settle_notice(place, connection, kin.entry, replace(kin.notice, **read))
