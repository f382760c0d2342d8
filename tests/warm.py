"""What costs time again and again and is not what is tested.

A child's start, a wait for files to settle, the national regions understood anew. Each lasts a
module, so that its own fixtures profit too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

import pytest

from extractors.readers.process import pool
from extractors.readers.process.asking import Child, end_child, start_child
from ledger import blocks
from office import inbox
from text.regions import Regions


@pytest.fixture(scope='session')
def kept_children() -> Iterator[list[Child]]:
    """The children that wait for the next test."""
    kept: list[Child] = []
    yield kept
    for child in kept:
        end_child(child)


@pytest.fixture(scope='module', autouse=True)
def warm_children(kept_children: list[Child]) -> Iterator[None]:
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

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, 'start_child', start)
        patch.setattr(pool.ReadingPool, '__exit__', leave)
        yield


@pytest.fixture(scope='module', autouse=True)
def no_settling() -> Iterator[None]:
    """The inbox is looked at twice as always, but at once: nobody else writes here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inbox, 'SETTLING_SECONDS', 0.0)
        yield


_block_mark = blocks.block_mark
_marks: dict[int, tuple[Regions, str]] = {}


@contextmanager
def remembering() -> Iterator[None]:
    """The regions of one office are understood once a run."""

    def block_mark(regions: Regions) -> str:
        if id(regions) not in _marks:
            _marks[id(regions)] = regions, _block_mark(regions)
        return _marks[id(regions)][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, 'block_mark', block_mark)
        yield


@pytest.fixture(scope='module', autouse=True)
def understood_once() -> Iterator[None]:
    """The same for a module."""
    with remembering():
        yield
