"""Files on their way into the register: gathered in memory, taken in behind the pages, told line by line."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Literal, NamedTuple

from desk.ours import ours_told
from desk.visit import Visit
from desk.words import for_page
from model.errors import ShoufaError, UsageFault
from office.outcome_words import STATUS_NAMES, outcomes_to_line
from office.taking import Outcome
from office.uploads import Upload, open_upload

_KEPT = 30
_BEGUN = 3
"""As many uploads somebody may have begun and not started: each may fill 300 MB of memory."""

_FORGOTTEN_S = 3600
_COLOURS = {
    'registered': 'green',
    'copy': 'blue',
    'duplicate': 'blue',
    'opened': 'blue',
    'misdirected': 'amber',
    'waiting': 'amber',
    'growing': 'amber',
    'locked': 'amber',
    'unreadable': 'red',
    'classified': 'red',
}

RunState = Literal['gathering', 'waiting', 'running', 'done', 'failed']
RUN_STATES: dict[RunState, str] = {
    'gathering': "待开始",
    'waiting': "排队中",
    'running': "正在收",
    'done': "已收完",
    'failed': "中断",
}


class Line(NamedTuple):
    """What became of one file, as a page tells it; of a classified one neither name nor number of its own."""

    status: str
    word: str
    colour: str
    file: str
    message: str
    number: int | None
    inside: bool


@dataclass(slots=True)
class Run:
    """One take-in: by whom, what waits in memory (None: what lies in 收文/), what became of it so far.

    total is how many files are expected, classified how many were stopped before they were taken in.
    """

    key: str
    by: str
    at: dt.datetime
    upload: Upload | None = None
    state: RunState = 'gathering'
    total: int = 0
    classified: int = 0
    refused: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    fault: str = ''
    born: float = field(default_factory=time.monotonic)

    @property
    def lines(self) -> list[Line]:
        """What became of each file so far."""
        return [outcome_to_line(one) for one in self.outcomes]

    @property
    def told(self) -> str:
        """All of it in one line."""
        return outcomes_to_line(self.outcomes)

    @property
    def stopped(self) -> int:
        """How many files were stopped for a secrecy mark."""
        return self.classified + sum(one.status == 'classified' for one in self.outcomes)

    def let_go(self) -> None:
        """Nothing of it stays in memory but what became of it."""
        if self.upload:
            self.upload.close()
            self.upload = None


_runs: dict[Path, OrderedDict[str, Run]] = {}
_lock = Lock()


def runs_of(visit: Visit) -> list[Run]:
    """The last runs of this office, the newest first."""
    return list(_books(visit).values())[::-1]


def _books(visit: Visit) -> OrderedDict[str, Run]:
    return _runs.setdefault(visit.place.rooms.root, OrderedDict())


def begun_by(visit: Visit) -> list[Run]:
    """What this person sent and did not start; what nobody started within an hour is let go first."""
    books = _books(visit)
    for one in list(books.values()):
        if one.state == 'gathering' and time.monotonic() - one.born > _FORGOTTEN_S:
            one.let_go()
            books.pop(one.key, None)
    return [one for one in books.values() if one.state == 'gathering' and one.by == visit.place.actor]


def gather(visit: Visit) -> Run:
    """A new run that files are sent to.

    Raises:
        UsageFault: this person has begun as many as may wait.
    """
    with _lock:
        begun = begun_by(visit)
        if len(begun) >= _BEGUN:
            raise UsageFault(
                f"您已有{len(begun)}批文件传来了还没有开始收，没有再收。请到“上传收文”里开始收或放弃，再传。"
            )
        return open_run(visit, open_upload())


def drop(visit: Visit, run: Run) -> None:
    """Let go of what this person sent and did not start.

    Raises:
        UsageFault: it is another one's, or is taken in already.
    """
    if run.by != visit.place.actor or run.state != 'gathering':
        raise UsageFault("这一批不是您传的，或已经开始收，不能放弃。")
    run.let_go()
    _books(visit).pop(run.key, None)


def open_run(visit: Visit, upload: Upload | None, total: int = 0) -> Run:
    """A new run; of those that have ended the last ones are kept."""
    books = _books(visit)
    run = Run(secrets.token_urlsafe(9), visit.place.actor, visit.place.now(), upload, total=total)
    books[run.key] = run
    ended = [one for one in list(books.values()) if one.state in {'done', 'failed'}]
    for one in ended[: max(0, len(books) - _KEPT)]:
        books.pop(one.key, None)
    return run


def run_called(visit: Visit, key: str) -> Run:
    """The run with this key.

    Raises:
        UsageFault: it is not kept any more.
    """
    run = _books(visit).get(key)
    if run is None:
        raise UsageFault("这一批收文的过程已不再显示。登记了的都在收文登记簿里。")
    return run


def start(visit: Visit, run: Run, act: Callable[[], Iterator[Outcome]]) -> None:
    """Take in behind the pages; each outcome is news for whoever looks on."""
    behind = visit.desk.behind
    behind.check_room()
    with _lock:
        if run.state != 'gathering':
            return
        run.state = 'waiting'

    def take_in() -> None:
        run.state = 'running'
        try:
            with ours_told("程序出错了，已登记的不受影响，没登记的请重新上传。请把时间告诉维护人员。"):
                for outcome in act():
                    run.outcomes.append(outcome)
                    line = outcome_to_line(outcome)._asdict()
                    news = {'run': run.key, 'at': len(run.outcomes), 'line': line, 'done': done_of(run)}
                    behind.tell('outcome', news)
            run.state = 'done'
        except ShoufaError as error:
            run.state, run.fault = 'failed', error.message
        finally:
            run.let_go()
            behind.tell('run', {'run': run.key, 'state': run.state, 'told': run.told, 'fault': run.fault})

    behind.start("收文", take_in)


def done_of(run: Run) -> int:
    """How many of the files are done that were given; what lay in them is not counted."""
    return sum(one.files for one in run.outcomes if one.container is None)


def outcome_to_line(outcome: Outcome) -> Line:
    """An outcome as a line of the page."""
    message = for_page(outcome.message)
    if outcome.status == 'locked':
        message = "设了密码，打不开。它留在 收文/ 里，不算未报；请在下面填密码再收一次，密码不保存。"
    return Line(
        outcome.status,
        STATUS_NAMES[outcome.status],
        _COLOURS[outcome.status],
        outcome.file or "（不显示文件名）",
        message,
        outcome.number if outcome.status != 'classified' else None,
        outcome.container is not None,
    )
