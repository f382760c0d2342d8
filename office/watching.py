"""What lies in 收文/ and is whole: looked for again and again, never before it has stopped growing."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from office import inbox
from office.config import Workplace
from office.in_hand import token_of
from office.inbox import Arrival
from office.photographs import papers_of

LOOKS_AGAIN_AFTER_S = 600.0
"""A file that could not be taken in (locked, marked) is tried again after this, or once it changes."""

_ENDS_AFTER_S = 60.0
"""A zip package without its end is still being written, unless nothing was for so long."""

Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


class Tried(NamedTuple):
    """When a file was sent on its way (seconds of a clock that only runs forward), and its stamp then."""

    at: float
    stamp: Stamp


@dataclass(slots=True)
class Watch:
    """What was seen at the last look, and what was sent on its way."""

    seen: dict[Path, Stamp] = field(default_factory=dict)
    tried: dict[Path, Tried] = field(default_factory=dict)


def look(place: Workplace, watch: Watch, under_way: Collection[str]) -> list[tuple[Arrival, ...]]:
    """Papers that stand in 收文/ as they stood at the last look, whole, not under way (tokens) and not tried.

    Raises:
        OSError: the folder cannot be looked into.
    """
    found = inbox.arrivals(place.rooms.inbox)
    before = watch.seen
    watch.seen = {one.path: stamp for one in found if (stamp := inbox.size_and_time(one.path))}
    watch.tried = {path: tried for path, tried in watch.tried.items() if path in watch.seen}
    now = time.monotonic()
    ready = [
        one
        for one in found
        if token_of(one.file) not in under_way
        and before.get(one.path) == watch.seen.get(one.path) is not None
        and not _is_tried(watch, one.path, now)
        and _is_whole(one.path, watch.seen[one.path])
    ]
    for one in ready:
        watch.tried[one.path] = Tried(now, watch.seen[one.path])
    return papers_of(ready, lambda _: False)


def are_growing(watch: Watch) -> bool:
    """Whether a file was seen that was not sent on its way."""
    return bool(watch.seen.keys() - watch.tried.keys())


def _is_tried(watch: Watch, path: Path, now: float) -> bool:
    tried = watch.tried.get(path)
    return tried is not None and tried.stamp == watch.seen[path] and now - tried.at < LOOKS_AGAIN_AFTER_S


def _is_whole(path: Path, stamp: Stamp) -> bool:
    """Whether a file opens, and a zip package (.docx, .xlsx, .ofd) has its end."""
    try:
        with path.open('rb') as stream:
            if stream.read(4) != b'PK\x03\x04':
                return True
            return zipfile.is_zipfile(stream) or time.time() - stamp[1] / 1e9 > _ENDS_AFTER_S
    except OSError:
        return False


def papers_to_tokens(papers: Sequence[Sequence[Arrival]]) -> list[list[str]]:
    """Papers as names that tell nothing: a name may be that of a classified file."""
    return [[token_of(one.file) for one in paper] for paper in papers]


def tokens_to_papers(place: Workplace, tokens: Sequence[Sequence[str]]) -> list[tuple[Arrival, ...]]:
    """The papers in 收文/ that these stand for, in this order; () for what lies there no more."""
    found = {token_of(one.file): one for one in inbox.arrivals(place.rooms.inbox)}
    return [tuple(found[token] for token in paper if token in found) for paper in tokens]
