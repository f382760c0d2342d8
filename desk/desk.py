"""What all visits share: the open office, read anew when its settings change, and what runs behind."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

from desk.behind import Behind
from desk.once import Once
from desk.tries import Tries
from office.config import Rooms, Workplace, beijing_today, open_workplace, reread

Stamp = tuple[int, ...]


@dataclass(slots=True)
class Desk:
    """The office of this desk; today is None but where it is held at a day; clock in seconds of the epoch.

    told holds lines for the next page of a session, by its form token.
    """

    opened: Workplace
    today: dt.date | None = None
    hosts: frozenset[str] = frozenset()
    secure: bool = False
    clock: Callable[[], float] = time.time
    behind: Behind = field(default_factory=Behind)
    told: dict[str, list[str]] = field(default_factory=dict)
    tries: Tries = field(default_factory=Tries)
    once: Once = field(default_factory=Once)
    stamp: Stamp = ()
    lock: Lock = field(default_factory=Lock)

    def place(self, actor: str) -> Workplace:
        """The office as somebody works in it today, with its settings as they stand now."""
        stamp = _stamp_of(self.opened.rooms)
        if stamp != self.stamp:
            with self.lock:
                self.opened, self.stamp = reread(self.opened), stamp
        return replace(self.opened, actor=actor, today=self.today or beijing_today())


def _stamp_of(rooms: Rooms) -> Stamp:
    """When the settings, the holidays and the office's own forms were last written."""
    watched = (rooms.root / 'office.toml', rooms.holidays, rooms.forms, *sorted(rooms.forms.glob('*')))
    return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in watched)


@contextmanager
def open_desk(root: Path, today: dt.date | None = None, *, secure: bool = False) -> Iterator[Desk]:
    """The desk of the office in this folder, while the block runs.

    Raises what open_workplace raises.
    """
    with open_workplace(root, today) as place:
        desk = Desk(place, today, secure=secure, stamp=_stamp_of(place.rooms))
        try:
            yield desk
        finally:
            desk.behind.stop()
