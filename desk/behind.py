"""Work that goes on behind the pages, one piece after the other, and what it tells to whoever looks on."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from model.errors import TooOften

KEPT = 500
WAITING = 50
"""As many acts may wait for their turn; a page that asks for more is told so."""

_PULSE = 10.0
_LOOK = 0.2


@dataclass(slots=True)
class Behind:
    """One thread for long acts (taking in, drafting); news are numbered, the last five hundred are kept.

    names are those of what runs and of what waits.
    """

    news: deque[tuple[int, str, Any]] = field(default_factory=lambda: deque(maxlen=KEPT))
    numbers: count[int] = field(default_factory=lambda: count(1))
    running: str | None = None
    names: list[str] = field(default_factory=list)
    stopped: bool = False
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, 'behind'))
    hands: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(2, 'hands'))

    def tell(self, kind: str, value: Any) -> None:
        """News for everybody who looks on: a kind, and what a script makes a line of."""
        self.news.append((next(self.numbers), kind, value))

    def last(self) -> int:
        """The number of the newest news; 0 before any."""
        return self.news[-1][0] if self.news else 0

    def check_room(self) -> None:
        """Raises TooOften where as much waits as may."""
        if len(self.names) >= WAITING:
            raise TooOften(f"后面排队的事已有{len(self.names)}件，这一件没有排上。请等一会儿再办。")

    def start(self, name: str, act: Callable[[], None]) -> Future[None]:
        """Do this when what was started before is done; its beginning and end are told.

        Raises:
            TooOften: as much waits as may.
        """
        self.check_room()

        def run() -> None:
            self.running = name
            self.tell('began', name)
            try:
                act()
            finally:
                self.running = None
                self.names.remove(name)
                self.tell('ended', name)

        self.names.append(name)
        return self.thread.submit(run)

    def stop(self) -> None:
        """Let what runs end, start nothing more, and let everybody go who looks on."""
        self.stopped = True
        for pool in (self.thread, self.hands):
            pool.shutdown(wait=True, cancel_futures=True)

    async def stream(self, after: int, may: Callable[[], Awaitable[bool]]) -> AsyncIterator[str]:
        """News as an event stream (text/event-stream), those after this number first; a pulse in silence.

        may is asked before news and pulses whether the listener may still hear them. A number that was not
        given out yet is of a desk that ran before: all that is kept is new then.
        """
        silent, after = 0.0, after if after <= self.last() else 0
        yield 'retry: 2000\n\n'
        while not self.stopped:
            new = [one for one in list(self.news) if one[0] > after]
            if (new or silent + _LOOK >= _PULSE) and not await may():
                return
            for number, kind, value in new:
                after = number
                yield f'id: {number}\nevent: {kind}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n'
            silent = 0.0 if new else silent + _LOOK
            if silent >= _PULSE:
                silent = 0.0
                yield ': \n\n'
            await asyncio.sleep(_LOOK)
