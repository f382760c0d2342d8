"""Which papers a process has in hand: a mark in .运行/ that outlives a process killed with one.

A paper that was in hand when its process died may be the reason. It is tried again, then in a process of
its own (office/alone.py), and set aside when that dies too; no other paper waits for it.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from office.config import Workplace

SUSPECT = 2
"""Deaths with the same paper in hand after which it is tried by itself."""


def token_of(file: str) -> str:
    """A name that tells nothing, for a file's name in 收文/: 16 hex digits."""
    return hashlib.sha256(file.encode()).hexdigest()[:16]


def pick_up(place: Workplace, name: str) -> int:
    """Mark a paper as in hand; how often a process died with it in hand before. name is any name of it."""
    path = _mark(place, name)
    deaths = 0
    with suppress(FileNotFoundError, ValueError):
        deaths = int(path.read_text())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(str(deaths + 1))
    return deaths


def put_down(place: Workplace, name: str) -> None:
    """It is done, or set aside."""
    _mark(place, name).unlink(missing_ok=True)


def _mark(place: Workplace, name: str) -> Path:
    return place.rooms.running / '在手' / token_of(name)
