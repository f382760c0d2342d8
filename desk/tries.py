"""How often somebody may try: counts over the last minute, kept in memory and forgotten."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from threading import Lock

from model.errors import TooOften

_WINDOW = 60.0
_MOST_KEYS = 10_000


@dataclass(slots=True)
class Tries:
    """Moments of tries by whoever makes them."""

    moments: dict[str, deque[float]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def count(self, who: str, most: int, now: float) -> None:
        """One more try at this moment (seconds).

        Raises:
            TooOften: there were as many as most within the last minute.
        """
        with self.lock:
            if len(self.moments) > _MOST_KEYS:
                self._forget(now)
            held = self.moments.setdefault(who, deque())
            while held and held[0] <= now - _WINDOW:
                held.popleft()
            if len(held) >= most:
                raise TooOften("操作太频繁，暂时不办。请过一分钟再试。")
            held.append(now)

    def _forget(self, now: float) -> None:
        """Whoever was not here within the last minute."""
        self.moments = {who: held for who, held in self.moments.items() if held and held[-1] > now - _WINDOW}
