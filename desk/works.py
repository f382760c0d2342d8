"""Acts on many papers, behind the page: a quick one is waited for, a long one is looked on at."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as Late
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TypeAlias, TypeVar

from starlette.responses import Response

from desk.ours import ours_told
from desk.visit import Visit, to
from model.errors import ShoufaError, UsageFault

T = TypeVar('T')
Answer: TypeAlias = Callable[[Visit], Response]

_SOON_S = 1.0
"""As long somebody waits before the page shows how far it is."""

_KEPT = 30
_NEWS = 50
_OURS = "程序出错了，写好的文件还在。原样再办一次即可，不会重复；再出错请把时间告诉维护人员。"


@dataclass(slots=True)
class Work:
    """One act at work: what it is called, how many of how many papers are done, and the answer it came to.

    total is 0 until it is known; asked tells who asked for what, so that the same is not begun twice at once.
    """

    key: str
    about: str
    asked: tuple[object, ...]
    done: int = 0
    total: int = 0
    answer: Answer | None = None
    fault: ShoufaError | None = None
    future: Future[None] | None = None

    @property
    def over(self) -> bool:
        """Whether it has come to its end, good or bad."""
        return self.answer is not None or self.fault is not None


_works: dict[Path, OrderedDict[str, Work]] = {}
_lock = Lock()


def work_at(visit: Visit, about: str, act: Callable[[Work], Answer]) -> Response:
    """Do an act on papers; its answer if it comes at once, else the page that shows how far it is.

    The same asked for again by the same person while it is done is that one act.

    Raises:
        ShoufaError: what the act raised, where it was quick.
    """
    work = _begun(visit, about, act)
    try:
        if work.future:
            work.future.result(_SOON_S)
    except (Late, CancelledError):
        return to(f'/outgoing/progress/{work.key}')
    return work_to_answer(visit, work)


def _begun(visit: Visit, about: str, act: Callable[[Work], Answer]) -> Work:
    texts = (pair for pair in visit.form.multi_items() if pair[0] != 'csrf')
    asked = (visit.place.actor, visit.request.url.path, *((key, str(value)) for key, value in texts))
    with _lock:
        books = _works.setdefault(visit.place.rooms.root, OrderedDict())
        for one in books.values():
            if one.asked == asked and not one.over:
                return one
        key = secrets.token_urlsafe(9)
        work = books[key] = Work(key, about, asked)
        while len(books) > _KEPT:
            books.popitem(last=False)
        work.future = visit.desk.behind.hands.submit(_do, visit, work, act)
    return work


def _do(visit: Visit, work: Work, act: Callable[[Work], Answer]) -> None:
    try:
        with ours_told(_OURS):
            work.answer = act(work)
    except ShoufaError as error:
        work.fault = error
    finally:
        visit.desk.behind.tell('work', {'key': work.key, 'over': True})


def work_called(visit: Visit, key: str) -> Work:
    """The work with this key.

    Raises:
        UsageFault: it is not kept any more.
    """
    work = _works.get(visit.place.rooms.root, OrderedDict()).get(key)
    if work is None:
        raise UsageFault(
            "这一次的过程已不再显示。办成了的都在“发文”的列表里；没有办完的原样再办一次即可，不会重复。"
        )
    return work


def work_to_answer(visit: Visit, work: Work) -> Response:
    """What the act came to.

    Raises:
        ShoufaError: as the act raised it.
    """
    if work.fault:
        raise work.fault
    assert work.answer is not None
    return work.answer(visit)


def ticker(visit: Visit, work: Work) -> Callable[[int, int], None]:
    """tick(done, total), told to who looks on: fifty times at the most."""

    def tick(done: int, total: int) -> None:
        work.done, work.total = done, total
        if total <= _NEWS or done == total or done % (total // _NEWS) == 0:
            visit.desk.behind.tell('work', {'key': work.key, 'over': False, 'done': done, 'total': total})

    return tick


@contextmanager
def told_one_by_one(visit: Visit, work: Work, things: Iterable[T], total: int) -> Iterator[Iterable[T]]:
    """These things, each told as it goes by; bound to a visit and a work it is a Watch of office.writing."""
    tick = ticker(visit, work)

    def one_by_one() -> Iterator[T]:
        for done, thing in enumerate(things):
            tick(done, total)
            yield thing

    yield one_by_one()
    tick(total, total)
