"""The last line of the record of each day, kept in a file beside the database.

A chain shows what was changed in it, but not that its end was cut off: that shows only where its last line is
known from elsewhere. Whoever may write in the office's folder may write this file too; a copy of it on paper,
with the backup or with another office is what holds against such a person.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import re
from pathlib import Path
from zoneinfo import ZoneInfo

from model.chain import Head
from model.errors import CannotStart
from store import audit
from store.engine import Engine

NAME = '操作记录校验.txt'
"""The file, in the office's folder: a line for each day, with the number and the hash of its last line."""

_BEIJING = ZoneInfo('Asia/Shanghai')
_LINE = re.compile(rb'(\d{4}-\d\d-\d\d) (\d{12}) ([0-9a-f]{64})\n')
_LENGTH = 10 + 1 + 12 + 1 + 64 + 1


def must_be_there(root: Path, database: Path, archive: Path) -> None:
    """See that an office that has worked still has its database: a new empty one would say that nothing came.

    Raises:
        CannotStart: it is gone.
    """
    if not database.exists() and (kept(root) or (archive.is_dir() and any(archive.iterdir()))):
        raise CannotStart(
            f"数据库 {database.name} 不见了，而这个办公室已经办过事（存档/ 或 {NAME} 里有内容），"
            "没有新建空的。"
            "请找回原来的文件；找不到的用备份恢复：shoufa restore 备份 新文件夹。"
        )


def follow(engine: Engine, root: Path) -> None:
    """Keep the last line from now on, after each act that puts one on record."""

    def keep_now(head: Head) -> None:
        try:
            keep(root / NAME, head, dt.datetime.now(_BEIJING).date())
        except OSError as error:  # the act is done and on record; only its second witness is missing
            logging.getLogger('shoufa').warning(
                "“%s”写不进（%s），操作记录仍在库里；请检查磁盘空间和写权限。", NAME, error.strerror
            )

    audit.follow(engine, keep_now)


def keep(path: Path, head: Head, day: dt.date) -> None:
    """Put down the last line of a day in the place of an earlier one of that day.

    A line with a higher number stays: were it wrong, it would tell of a cut.
    """
    line = f'{day} {head.number:012} {head.hash}\n'.encode('ascii')
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        end = os.fstat(handle).st_size
        last = os.pread(handle, _LENGTH, max(end - _LENGTH, 0))
        same = len(last) == _LENGTH and last[:10] == line[:10] and last[:23] <= line[:23]
        os.pwrite(handle, line, end - _LENGTH if same else end)
    finally:
        os.close(handle)


def kept(root: Path) -> list[Head]:
    """Every kept line; a torn one, as a power cut leaves it, is none."""
    path = root / NAME
    data = path.read_bytes() if path.is_file() else b''
    return [Head(int(number), hash_.decode()) for _, number, hash_ in _LINE.findall(data)]
