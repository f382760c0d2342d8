"""What of a document's way costs what: reading, taking over, understanding, matching, writing down."""

from __future__ import annotations

import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extractors.readers.process.pool import ReadingPool
from model.errors import ShoufaError
from office import inbox, returns
from office.config import Workplace, open_workplace
from office.indexing import ledger_index
from office.looking import known_bytes
from office.understanding import Understood, record, understand
from store import register
from store.engine import atomic

Spent = defaultdict[str, float]


def stages(root: Path, files: Path) -> dict[str, dict[str, float]]:
    """CPU milliseconds a document and share of each stage, one document after the other in one process.

    'reading' is the child's, its start included; 'matching' is part of writing down, told apart; the index of
    names is built before. What the walk itself costs beside (locks, marks, threads) is not in it.
    """
    spent: Spent = defaultdict(float)
    paths = sorted(files.iterdir())
    with open_workplace(root) as place, ReadingPool() as pool, _matching_timed(spent):
        with atomic(place.engine) as connection:
            ledger_index(place, connection)
        for path in paths:
            _one(place, pool, path, spent)
        reading = pool.cpu_s
    spent['reading'] = reading
    spent['recording'] -= spent['matching']
    whole = sum(spent.values())
    names = ('arriving', 'reading', 'taking over', 'understanding', 'matching', 'recording')
    return {
        name: {'cpu_ms': round(spent[name] / len(paths) * 1000, 1), 'share': round(spent[name] / whole, 3)}
        for name in names
    }


def _one(place: Workplace, pool: ReadingPool, path: Path, spent: Spent) -> None:
    with _timed(spent, 'arriving'):
        sha256 = inbox.file_to_sha256(path)
        known = known_bytes(place, sha256)
    try:
        with _timed(spent, 'taking over'):
            document = pool.read(path, path.name)
    except ShoufaError:
        return
    with _timed(spent, 'understanding'):
        understood = understand(document, place.forms)
    if not known.closed:
        with _timed(spent, 'recording'):
            _record(place, path, sha256, understood)


def _record(place: Workplace, path: Path, sha256: str, understood: Understood) -> None:
    inbox.copy_whole(path, place.rooms.archive / path.name)
    with atomic(place.engine) as connection:
        number = register.add(connection, file=path.name, sender_hint=None, sha256=sha256, at=place.now())
        entry = register.get(connection, number)
        assert entry is not None
        record(place, connection, entry, understood)


@contextmanager
def _matching_timed(spent: Spent) -> Iterator[None]:
    """Matching of rows told apart from what writes them down."""
    held: dict[str, Callable[..., Any]] = {name: vars(returns)[name] for name in ('match', 'ledger_index')}
    for name, act in held.items():
        setattr(returns, name, _counted(act, spent))
    try:
        yield
    finally:
        for name, act in held.items():
            setattr(returns, name, act)


def _counted(act: Callable[..., Any], spent: Spent) -> Callable[..., Any]:
    def counted(*given: Any, **named: Any) -> Any:
        with _timed(spent, 'matching'):
            return act(*given, **named)

    return counted


@contextmanager
def _timed(spent: Spent, name: str) -> Iterator[None]:
    began = time.process_time()
    try:
        yield
    finally:
        spent[name] += time.process_time() - began


def children_cpu_s() -> float:
    """CPU seconds of the children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
