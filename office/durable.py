"""The walk of 收文/ on DBOS: batches of papers queued once, done by any worker, resumed where one died.

The register's own state is the checkpoint: it changes in the transaction of what it tells of, so a step
that is run again finds what it did before, and whoever takes papers in (desk, take-in, worker) may share the
walk. DBOS keeps which batches are left and who has them; its file or schema holds no name of a file, and
may be thrown away: what lies in 收文/ is then queued anew.
"""

from __future__ import annotations

import datetime as dt
import logging
import math
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer

from extractors.readers.process.pool import ReadingPool
from model.errors import CannotStart
from office import in_hand, turn_taking, watching
from office.config import Workplace, beijing_now, beijing_today, reread
from office.indexing import ledger_index
from office.intake import Hand, Outcome, finish, into_hand, is_left_unfinished, take_in_hand
from office.looking import Ahead
from office.watching import Watch
from store import workers
from store.engine import atomic, reading
from store.place_faults import place_fault
from store.turns import Held
from store.workers import Worker
from text.building import collecting_seldom

__all__ = ['work']

T = TypeVar('T')

QUEUE = 'intake'
VERSION = '1'
"""Of what steps take and give: raised by hand when that changes."""

LOOKS_AFTER_S = 1.0
BEATS_AFTER_S = 10.0
TRIES_AGAIN_AFTER_S = 5.0
KEEPS_S = 600.0
"""How long a batch that is done is remembered."""

_LARGEST_BATCH = 16
_ENDS_WITHIN_S = 3.0
"""A child that still reads when its worker is to stop ends by itself once its pipe is closed."""
_MOST_WORKERS = 64
_WITHOUT_END = 1_000_000
"""Deaths in the middle of a batch are counted by paper (office/in_hand.py), not by batch."""
_ACTIVE = ['ENQUEUED', 'PENDING', 'DELAYED']
_log = logging.getLogger('shoufa')


@dataclass(slots=True)
class _Every:
    """Something that is due at once and then after so many seconds again."""

    seconds: float
    last: float = -math.inf

    def is_due(self) -> bool:
        now = time.monotonic()
        if now - self.last < self.seconds:
            return False
        self.last = now
        return True


@dataclass(slots=True)
class _Shop:
    """What the steps of this process work with; today is None where each day is its own."""

    place: Workplace
    pool: ReadingPool
    told: Callable[[Outcome], None]
    name: str
    watches: bool
    today: dt.date | None
    stopping: threading.Event
    began: dt.datetime = field(default_factory=beijing_now)
    busy: threading.Lock = field(default_factory=threading.Lock)
    batches: dict[str, Ahead[Hand]] = field(default_factory=dict)
    read_settings: _Every = field(default_factory=lambda: _Every(5.0))
    done: int = 0
    note: str | None = None

    def place_now(self) -> Workplace:
        """The office with its settings as they stand, on the day that it is."""
        if self.read_settings.is_due():
            self.place = reread(self.place)
        self.place = replace(self.place, today=self.today or beijing_today())
        return self.place


_shop: _Shop | None = None


def _own_shop() -> _Shop:
    assert _shop is not None, 'steps run in a worker only'
    return _shop


@DBOS.workflow(name='take_in_batch', max_recovery_attempts=_WITHOUT_END)
def _take_in_batch(tokens: list[list[str]]) -> int:
    """Papers of 收文/ one after the other, the next ones looked at meanwhile; how many files there were."""
    shop = _own_shop()
    key = str(DBOS.workflow_id)
    papers = _patiently(shop, lambda: watching.tokens_to_papers(shop.place, tokens))
    with Ahead(lambda paper: into_hand(shop.place_now(), shop.pool, paper), papers) as ahead:
        shop.batches[key] = ahead
        try:
            return sum(_take_in_paper(at) for at in range(len(tokens)))
        finally:
            del shop.batches[key]


@DBOS.step(name='take_in_paper')
def _take_in_paper(at: int) -> int:
    """The paper at this place of the batch; how many files of it this process took in."""
    shop = _own_shop()
    ahead = shop.batches[str(DBOS.workflow_id)]
    return _tell(
        shop, _patiently(shop, lambda: list(take_in_hand(shop.place_now(), shop.pool, ahead.at(at))))
    )


@DBOS.workflow(name='finish', max_recovery_attempts=_WITHOUT_END)
def _finish() -> int:
    """What stopped runs left, pictures and forms that waited; how many files."""
    return _finish_all()


@DBOS.step(name='finish')
def _finish_all() -> int:
    shop = _own_shop()

    def act() -> list[Outcome]:
        place = shop.place_now()
        with turn_taking.taking_in(place):
            return list(finish(place, shop.pool))

    return _tell(shop, _patiently(shop, act))


def _tell(shop: _Shop, outcomes: list[Outcome]) -> int:
    files = sum(outcome.files for outcome in outcomes)
    shop.done += files
    for outcome in outcomes:
        shop.told(outcome)
    return files


def _patiently(shop: _Shop, act: Callable[[], T]) -> T:
    """What an act gives, tried again for as long as disk or database fail, which the heartbeat tells.

    A worker that is to stop begins nothing more: its batch stays in its hands for the next one of its name.
    """
    while True:
        with shop.busy:
            if shop.stopping.is_set():
                break
            try:
                given = act()
            except Exception as error:
                fault = place_fault(error)
                if fault is None:
                    raise
                shop.note = fault.message
                _log.warning("%s", shop.note)
            else:
                shop.note = None
                return given
        shop.stopping.wait(TRIES_AGAIN_AFTER_S)
    threading.Event().wait()  # the process ends meanwhile
    raise AssertionError


def work(
    place: Workplace,
    *,
    watches: bool,
    told: Callable[[Outcome], None],
    stopping: threading.Event,
    today: dt.date | None = None,
    until_idle: bool = False,
) -> None:
    """Take in papers of 收文/ until told to stop, with as many other workers as there are.

    watches: this worker also looks for new files when nobody else does; a further worker does so too, once
    the one that did is gone. told is called with what became of each file. until_idle ends it when nothing is
    left. After it the process must end: what DBOS began cannot be ended otherwise.

    Raises:
        CannotStart: the database, or that of the scheduler, cannot be used.
    """
    global _shop  # noqa: PLW0603 - steps are functions of the module, called by DBOS
    with ExitStack() as stack:
        name = stack.enter_context(_named(place))
        _shop = shop = _Shop(place, ReadingPool(), told, name, watches, today, stopping)
        with turn_taking.begin(place):
            _launch(place, name)
        stack.callback(_leave, shop)
        stack.enter_context(collecting_seldom())
        with reading(place.engine) as connection:
            ledger_index(place, connection)  # made once, and not while others wait to write
        _watch(shop, until_idle)
        shop.busy.acquire()  # the paper in hand is done
        for paper in (one for ahead in shop.batches.values() for one in ahead.ready if one):
            in_hand.put_down(place, paper[0].file)
        ending = threading.Thread(target=shop.pool.__exit__, args=(None, None, None), daemon=True)
        ending.start()
        ending.join(_ENDS_WITHIN_S)


@contextmanager
def _named(place: Workplace) -> Iterator[str]:
    """A name that this machine's workers bear one at a time: the same one again after a restart."""
    host = re.sub('[^a-z0-9-]', '-', socket.gethostname().lower()) or 'machine'
    for slot in range(1, _MOST_WORKERS + 1):
        held = turn_taking.try_being(place, f'{host}-{slot}')
        if held:
            try:
                yield f'{host}-{slot}'
            finally:
                held.release()
            return
    raise CannotStart(f"本机已有{_MOST_WORKERS}个收文进程，不用再开。")


def _launch(place: Workplace, name: str) -> None:
    """DBOS in a file of its own, or in a schema of the office's server; nothing of it phones home."""
    from store.steps import steps_store

    address, engine = steps_store(place.engine, place.rooms.running)
    config: DBOSConfig = {
        'name': 'shoufa',
        'system_database_url': address,
        'system_database_engine': engine,
        'executor_id': name,
        'application_version': VERSION,
        'serializer': DBOSPortableJSONSerializer(),
        'log_level': 'ERROR',
        'use_listen_notify': False,
    }
    DBOS(config=config)
    DBOS.listen_queues([QUEUE])
    DBOS.launch()
    DBOS.register_queue(QUEUE, worker_concurrency=1, polling_interval_sec=0.1, on_conflict='always_update')


def _leave(shop: _Shop) -> None:
    with suppress(Exception), atomic(shop.place.engine) as connection:
        workers.forget(connection, shop.name)


def _watch(shop: _Shop, until_idle: bool) -> None:
    """Heartbeat, new files, workers that died and batches that are done, each in its time."""
    watch = Watch()
    beats = _Every(BEATS_AFTER_S)
    reaps, finishes, prunes = _Every(5.0), _Every(60.0), _Every(60.0)
    watching_turn: Held | None = None
    while not shop.stopping.is_set():
        try:
            if beats.is_due():
                _beat(shop)
            watching_turn = watching_turn or turn_taking.try_watching(shop.place)
            if watching_turn:
                idle = _queue_what_came(shop, watch, finishes)
                if reaps.is_due():
                    _resume_of_the_dead(shop)
                if prunes.is_due():
                    _forget_done()
                if until_idle and idle:
                    return
        except Exception as error:
            fault = place_fault(error)
            if fault is None:
                raise
            shop.note = fault.message
            watching_turn = watching_turn if watching_turn and watching_turn.is_held() else None
        shop.stopping.wait(LOOKS_AFTER_S)


def _beat(shop: _Shop) -> None:
    worker = Worker(shop.name, shop.began, beijing_now(), shop.watches, shop.done, shop.note)
    with atomic(shop.place.engine) as connection:
        workers.tell(connection, worker)


def _queue_what_came(shop: _Shop, watch: Watch, finishes: _Every) -> bool:
    """Queue what lies whole in 收文/ and is not under way; whether nothing at all is left to do."""
    active = DBOS.list_workflows(status=_ACTIVE, load_output=False)
    under_way = {token for one in active for paper in _tokens_of(one) for token in paper}
    papers = watching.look(shop.place, watch, under_way)
    tokens = watching.papers_to_tokens(papers)
    size = min(_LARGEST_BATCH, max(1, len(tokens) // 8))
    for start in range(0, len(tokens), size):
        DBOS.enqueue_workflow(QUEUE, _take_in_batch, tokens[start : start + size])
    if active or papers:
        return False
    if finishes.is_due() and is_left_unfinished(shop.place):
        DBOS.enqueue_workflow(QUEUE, _finish)
        return False
    return not watching.are_growing(watch)


def _tokens_of(status: Any) -> list[list[str]]:
    """The papers of a batch; none for other work."""
    given = status.input['args'] if status.input else ()
    return list(given[0]) if given else []


def _resume_of_the_dead(shop: _Shop) -> None:
    """Batches in the hands of workers that died, and will maybe never start again, are queued anew.

    Only who can take a worker's turn knows that it is dead: no time that passes tells.
    """
    pending = DBOS.list_workflows(status='PENDING', load_input=False, load_output=False)
    for name in {one.executor_id for one in pending if one.executor_id} - {shop.name}:
        held = turn_taking.try_being(shop.place, name)
        if held is None:
            continue
        try:
            left = DBOS.list_workflows(
                status='PENDING', executor_id=name, load_input=False, load_output=False
            )
            for one in left:
                DBOS.resume_workflow(one.workflow_id, queue_name=QUEUE)
            with atomic(shop.place.engine) as connection:
                workers.forget(connection, name)
        finally:
            held.release()


def _forget_done() -> None:
    """Delete, with all that DBOS kept of them, batches that were done some time ago."""
    before = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=KEEPS_S)
    done = DBOS.list_workflows(
        status=['SUCCESS', 'ERROR', 'CANCELLED'],
        completed_before=before.isoformat(),
        limit=1000,
        load_input=False,
        load_output=False,
    )
    if done:
        DBOS.delete_workflows([one.workflow_id for one in done])
