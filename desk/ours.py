"""Faults of our own behind the pages: their trace for the maintainers, plain words for the page."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from model.errors import ShoufaError


@contextmanager
def ours_told(words: str) -> Iterator[None]:
    """What goes wrong in the block and is no ShoufaError becomes one with these words.

    Raises:
        ShoufaError: as raised in the block, or with the words.
    """
    try:
        yield
    except ShoufaError:
        raise
    except Exception as fault:
        traceback.print_exc(file=sys.stderr)
        raise ShoufaError(words) from fault
