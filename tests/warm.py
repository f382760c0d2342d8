"""What costs time at every take-in and is not what is tested: a child's start, a wait for files to settle."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

import pytest

from extractors.readers.process import pool
from extractors.readers.process.asking import Child, end_child, start_child
from office import inbox


@pytest.fixture(scope='session')
def kept_children() -> Iterator[list[Child]]:
    """The children that wait for the next test."""
    kept: list[Child] = []
    yield kept
    for child in kept:
        end_child(child)


@pytest.fixture(autouse=True)
def warm_children(kept_children: list[Child], monkeypatch: pytest.MonkeyPatch) -> None:
    """A pool that ends leaves its living children for the next pool."""

    def start(*, sighted: bool = False) -> Child:
        kept_children[:] = [child for child in kept_children if child.process.poll() is None]
        fitting = [child for child in kept_children if ('--sight' in child.process.args) == sighted]
        if not fitting:
            return start_child(sighted=sighted)
        kept_children.remove(fitting[0])
        return fitting[0]

    def leave(
        self: pool.ReadingPool,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for free in (*[self._free] * self.children, self._sighted):
            child = free.get()
            if child is not None and child.process.poll() is None and kind is None:
                kept_children.append(child)
            else:
                end_child(child)

    monkeypatch.setattr(pool, 'start_child', start)
    monkeypatch.setattr(pool.ReadingPool, '__exit__', leave)


@pytest.fixture(autouse=True)
def no_settling(monkeypatch: pytest.MonkeyPatch) -> None:
    """The inbox is looked at twice as always, but at once: nobody else writes here."""
    monkeypatch.setattr(inbox, 'SETTLING_SECONDS', 0.0)
