"""Building many values at once without the collector of garbage looking at each of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Build without the collector looking: a table is a million objects, and none of them garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Work on many papers with the collector looking seldom, and never at what is there already.

    Understanding a paper makes a hundred thousand short-lived values and no cycles: a fifth of its time goes
    into looking for them.
    """
    before, freezes = gc.get_threshold(), not gc.get_freeze_count()
    if freezes:
        gc.collect()
        gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if freezes:
            gc.unfreeze()
