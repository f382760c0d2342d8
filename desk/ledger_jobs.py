"""Long acts on the ledger behind the pages: a list looked at and brought in, the ledger written out."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desk.ours import ours_told
from desk.visit import Visit
from model.errors import SecrecyMark, ShoufaError, UsageFault
from office.uploads import Upload

_KEPT = 20
_WAITING = 3
"""As many lists of one person wait in memory, to be brought in or given up."""

_OURS = "程序出错了，已保存的不受影响。请把时间告诉维护人员。"


@dataclass(slots=True)
class Job:
    """One list or file at work; upload holds a list in memory until it is brought in or given up.

    state: working, ready (looked at, waits for a person), done, failed. preview is what was seen of a list,
    result what came of it.
    """

    key: str
    about: str
    state: str = 'working'
    upload: Upload | None = None
    path: Path | None = None
    options: dict[str, Any] = field(default_factory=dict)
    preview: Any = None
    result: Any = None
    fault: str = ''
    by: str = ''

    def let_go(self) -> None:
        """Nothing of the list stays in memory."""
        if self.upload:
            self.upload.close()
        self.upload = self.path = None


_jobs: dict[Path, OrderedDict[str, Job]] = {}
"""By office; the last ones."""


def open_job(visit: Visit, about: str, upload: Upload | None = None, path: Path | None = None) -> Job:
    """A new job; the oldest that rest are forgotten, and let go of where one person left several waiting."""
    books = _jobs.setdefault(visit.place.rooms.root, OrderedDict())
    job = Job(secrets.token_urlsafe(9), about, upload=upload, path=path, by=visit.place.actor)
    books[job.key] = job
    resting = [one for one in list(books.values()) if one.state != 'working']
    waiting = [one for one in resting if one.upload and one.by == job.by]
    for one in waiting[: -_WAITING + 1]:
        one.let_go()
        one.state, one.fault, one.preview = 'failed', "又选了别的名单，这一份没有导入，请重新选文件。", None
    for one in resting[: max(0, len(books) - _KEPT)]:
        books.pop(one.key, job).let_go()
    return job


def job_called(visit: Visit, key: str) -> Job:
    """The job with this key.

    Raises:
        UsageFault: it is not kept any more.
    """
    job = _jobs.get(visit.place.rooms.root, OrderedDict()).get(key)
    if job is None:
        raise UsageFault("这一次的过程已不再显示。办成了的在“办理记录”里；没有办的请重新选文件。")
    return job


def start(visit: Visit, job: Job, act: Callable[[], None]) -> None:
    """Do it behind the pages; act sets what came of it, and an error becomes the job's fault."""
    visit.desk.behind.check_room()
    job.state, job.fault = 'working', ''

    def run() -> None:
        try:
            with ours_told(_OURS):
                act()
        except SecrecyMark as error:
            job.let_go()
            job.about, job.state, job.fault = "（已停止）", 'failed', error.message
        except ShoufaError as error:
            job.state, job.fault = 'failed', error.message
        finally:
            visit.desk.behind.tell('ledger_job', job.key)

    visit.desk.behind.start("台账", run)
