"""Which files in an office's folder are the office's own, and which are the machine's or nobody's yet."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from office.config import Rooms
from office.inbox import arrivals

_KEPT_HIDDEN = {'.写稿.json'}
"""Of a run that broke off while it wrote drafts: by it the next one knows its own files."""

_DATABASES = ('.db', '.db-wal', '.db-shm', '.db-journal')


class Own(NamedTuple):
    """The office's files by path below its folder (posix), and how many others lie there, by kind."""

    files: dict[str, Path]
    others: Counter[str]


def own_files(rooms: Rooms) -> Own:
    """Every file in the folder but the inbox, databases, hidden files, and links that lead elsewhere."""
    found = Own({}, Counter())
    for path in _walk(rooms.root, rooms.inbox, found.others):
        found.files[path.relative_to(rooms.root).as_posix()] = path
    try:
        found.others['inbox'] = len(arrivals(rooms.inbox))
    except OSError:
        found.others['inbox_shut'] = 1
    return found


def _walk(folder: Path, inbox: Path, others: Counter[str]) -> Iterator[Path]:
    top = folder == inbox.parent
    for entry in sorted(os.scandir(folder), key=lambda one: one.name):
        path = Path(entry.path)
        if path == inbox or (entry.name.startswith('.') and entry.name not in _KEPT_HIDDEN):
            continue
        if entry.is_symlink():
            others['links'] += 1
        elif entry.is_dir():
            yield from _walk(path, inbox, others)
        elif not entry.is_file():
            others['special'] += 1
        elif top and entry.name.endswith(_DATABASES):
            others['databases'] += entry.name.startswith('shoufa-') and entry.name.endswith('.db')
        else:
            yield path
