"""日志/: what the desk and the workers met, a file for each day, kept as long as the law and the policy ask.

A line holds the time, how grave it is, and a message; no names of papers, no persons, no text of either: who
did what stands in the record of acts (操作记录), which is kept for good.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb
from typing import Any
from zoneinfo import ZoneInfo

from model.errors import BadSetting
from office.retention import load_policy

FOLDER = '日志'
_BEIJING = ZoneInfo('Asia/Shanghai')
_FORM = '%(asctime)s %(levelname)s %(message)s'
_DATED = re.compile(r'.+-(\d{4}-\d\d-\d\d)\.log')
_LONGEST_PAUSE = dt.timedelta(31)
_LOGGERS = ('shoufa', 'uvicorn.error')


def log_name(program: str, day: dt.date) -> str:
    """The file of one program and day, as 网页台-2026-03-13.log."""
    return f'{program}-{day}.log'


class _Lines(logging.Formatter):
    """One line a message; of an error its kind and places in our code, for its words may be a paper's."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  # logging's own name
        places = (f'{Path(one.filename).name}:{one.lineno}' for one in extract_tb(ei[2]))
        return f'{ei[0].__name__} {" ".join(places)}'

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have left the whole text there
        told = super().format(record).replace('\n', ' ⏎ ')
        record.exc_text = None
        return told


class _Daily(logging.Handler):
    """Appends to the file of the day; where the disk refuses, the work goes on without a log."""

    def __init__(self, root: Path, program: str) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(_Lines(_FORM))
        self.root, self.program = root, program
        self.day: dt.date | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """One line; with the first of a day, old files go."""
        today = dt.datetime.now(_BEIJING).date()
        line = self.format(record)
        try:
            folder = self.root / FOLDER
            folder.mkdir(exist_ok=True)
            with (folder / log_name(self.program, today)).open('a', encoding='utf-8') as stream:
                stream.write(line + '\n')
            if today != self.day:
                self.day = today
                prune(self.root, today)
        except (OSError, BadSetting):  # the work goes on; doctor tells of both
            return


@contextmanager
def logging_to(root: Path, program: str) -> Iterator[None]:
    """Write the log of a program that runs long into the office's folder while the block runs."""
    handler = _Daily(root, program)
    kept = [(logging.getLogger(name), logging.getLogger(name).level) for name in _LOGGERS]
    for logger, level in kept:
        logger.addHandler(handler)
        logger.setLevel(min(level or logging.INFO, logging.INFO))
    try:
        yield
    finally:
        for logger, level in kept:
            logger.removeHandler(handler)
            logger.setLevel(level)


def prune(root: Path, today: dt.date) -> list[str]:
    """Remove logs older than the policy says, never before LOGS_DAYS are over; gives the names of those gone.

    A day is told by the file's name, not by the disk; other files are let be. A clock that jumped ahead
    has no day shortly before it, so it removes nothing that a month's pause would not.
    """
    keep = load_policy(root).logs_days
    days = ((path, _day_of(path.name)) for path in sorted((root / FOLDER).glob('*.log')))
    dated = {path: day for path, day in days if day}
    last = max((day for day in dated.values() if day < today), default=today)
    counted = min(today, last + _LONGEST_PAUSE)
    gone = [path for path, day in dated.items() if (counted - day).days > keep]
    for path in gone:
        path.unlink(missing_ok=True)
    return [path.name for path in gone]


def _day_of(name: str) -> dt.date | None:
    dated = _DATED.fullmatch(name)
    try:
        return dt.date.fromisoformat(dated[1]) if dated else None
    except ValueError:
        return None
