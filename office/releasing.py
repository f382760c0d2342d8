"""A file stopped for a secrecy mark that is none, let in by a named person with a reason (G16)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from model.errors import UsageFault
from model.register import Entry
from office.config import Workplace
from office.sheets import must_exist
from store import audit, register, secrecy
from store.engine import Connection, atomic, reading
from store.secrecy import Stop

_SHORTEST_WHY = 4
_NUMBER = 6
"""Letters of 00012_ before a name in 存档/."""


def stops(place: Workplace) -> list[Stop]:
    """Every stop, the newest first; nothing of any file but its hash and the time."""
    with reading(place.engine) as connection:
        return secrecy.list_stops(connection)


def release(place: Workplace, sha256: str, why: str) -> str:
    """误报放行: from now on the mark on these bytes stops nothing; gives a line for the person.

    What was registered already is worked out at the next take-in; what was not comes in as any other file.

    Raises:
        UsageFault: no such stop, it is released already, or there is no reason.
    """
    if len(why.strip()) < _SHORTEST_WHY:
        raise UsageFault("放行涉密停止的文件要写明理由（为什么确认不涉密），会记入操作记录。")
    with atomic(place.engine) as connection:
        if not register.is_secrecy_stop(connection, sha256):
            raise UsageFault("没有这条涉密停止记录。请刷新后再试。")
        if secrecy.is_released(connection, sha256):
            raise UsageFault("这条涉密停止已经放行过，不用再放。")
        detail = why.strip()
        now = place.now()
        audit.note(connection, actor=place.actor, act=secrecy.RELEASED, about=sha256, at=now, detail=detail)
        entry = register.find_hash(connection, sha256)
        if entry is None or entry.state != 'classified':
            return "已放行。文件如还在 收文/ 里，下次收文时登记；如是上传的，请重新上传。"
        _restore(connection, entry)
    return f"已放行。第{entry.number}号下次收文时重新读出。"


def release_file(place: Workplace, path: Path, why: str) -> str:
    """误报放行 of the file that lies here, by place.actor, before or after it was stopped.

    Raises:
        UsageFault: there is no such file, nobody is named, or what release raises.
    """
    if not place.actor:
        raise UsageFault("放行要写明是谁确认的（--by 姓名）。")
    must_exist(path)
    with path.open('rb') as file:
        sha256 = hashlib.file_digest(file, 'sha256').hexdigest()
    with reading(place.engine) as connection:
        stopped = register.is_secrecy_stop(connection, sha256)
    if not stopped and len(why.strip()) >= _SHORTEST_WHY:
        with atomic(place.engine) as connection:
            register.add_secrecy_stop(connection, sha256, place.now())
    return release(place, sha256, why)


def _restore(connection: Connection, entry: Entry) -> None:
    """An entry as it was before anybody read it."""
    assert entry.archived_as
    name = entry.archived_as[_NUMBER:]
    register.change(connection, entry.number, state='stored', file=name, note=None)
