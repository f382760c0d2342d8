"""Files that could not be read (无法读取/): listed with their reasons, tried again, or put away."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from model.errors import UsageFault
from office import inbox
from office.config import Workplace
from office.taking import reason_of
from store import audit, register
from store.engine import atomic, reading

PUT_AWAY = '无法读取'
"""Where in 存档/ lies what nobody needs to read any more."""

_SHORTEST_WHY = 2


class Failed(NamedTuple):
    """A file in 无法读取/ and why; is_there: it can be tried again (else only its reason is there)."""

    file: str
    reason: str
    at: dt.datetime
    is_there: bool


def failed(place: Workplace) -> list[Failed]:
    """Every file that lies in 无法读取/, the newest first."""
    with reading(place.engine) as connection:
        listed = register.list_unreadable(connection)
    found = []
    for one in reversed(listed):
        path = place.rooms.unreadable / one.file
        if path.exists():
            lost = path.name.endswith('.原因.txt')
            found.append(Failed(one.file.removesuffix('.原因.txt'), one.reason, one.at, not lost))
    return found


def retry(place: Workplace, file: str) -> Path:
    """Put a file back into 收文/, to be taken in once more; where it lies there.

    Raises:
        UsageFault: it does not lie in 无法读取/, or 收文/ holds another one of its name.
    """
    one = _known(place, file)
    source, target = place.rooms.unreadable / file, place.rooms.inbox / file
    if not one.is_there:
        raise UsageFault(f"“{file}”没能从邮件或压缩包里取出来，无法再试。请取出后重新上传。")
    if target.exists():
        raise UsageFault(f"收文/ 里已有同名文件“{file}”。请先收文，再试这个。")
    inbox.copy_whole(source, target)
    reason_of(source).unlink(missing_ok=True)
    source.unlink()
    return target


def put_away(place: Workplace, file: str, why: str) -> None:
    """Take a file off the list: it lies in 存档/无法读取/ from now on, the reason on record.

    Raises:
        UsageFault: it does not lie in 无法读取/, or no reason is given.
    """
    if len(why.strip()) < _SHORTEST_WHY:
        raise UsageFault("请写明怎么处理的，如“已请甲县重发”。")
    one = _known(place, file)
    source = place.rooms.unreadable / file
    reason = reason_of(source)
    if one.is_there:
        inbox.copy_whole(source, inbox.free_name(place.rooms.archive / PUT_AWAY / file))
    with atomic(place.engine) as connection:
        audit.note(
            connection, actor=place.actor, act='put_away', about=file, at=place.now(), detail=why.strip()
        )
    source.unlink(missing_ok=True)
    reason.unlink(missing_ok=True)


def _known(place: Workplace, file: str) -> Failed:
    for one in failed(place):
        if one.file == file:
            return one
    raise UsageFault("无法读取/ 里已经没有这个文件。请刷新后再看。")
