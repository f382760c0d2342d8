"""The inbox folder: which files are ready, who sent them, and moving them without loss."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

IGNORED_NAMES = {'thumbs.db', 'desktop.ini'}
IGNORED_SUFFIXES = ('.tmp', '.crdownload', '.part', '.download')
SETTLING_SECONDS = 0.3
FRESH_SECONDS = 2.0
_LONGEST_NAME, _LONGEST_SUFFIX = 200, 12
"""Bytes of a name, of 255 that disks take; letters of an ending."""


class Arrival(NamedTuple):
    """A file to take in: where it lies, the name users know it by, and its sender's folder.

    container is the mail or archive it lay in; further are photographs of the paper's pages after this one.
    """

    path: Path
    file: str
    sender_hint: str | None
    container: int | None = None
    further: tuple[Arrival, ...] = ()

    @property
    def pages(self) -> tuple[Arrival, ...]:
        """The files of the paper in order, this one first."""
        return (self._replace(further=()), *self.further)


def is_wanted(name: str) -> bool:
    """Whether a file is somebody's document and not a lock file, a download or a hidden one."""
    lower = name.lower()
    junk = name.startswith(('.', '~$')) or lower in IGNORED_NAMES
    return not junk and not lower.endswith(IGNORED_SUFFIXES)


def _files_below(folder: Path) -> Iterator[Path]:
    for entry in sorted(os.scandir(folder), key=lambda item: item.name):
        if not is_wanted(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(Path(entry.path))
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry.path)


def arrivals(inbox: Path, paths: Sequence[Path] = ()) -> list[Arrival]:
    """Every document below the inbox, or below the paths given, in order of name."""
    found = []
    for start in paths or (inbox,):
        for path in _files_below(start) if start.is_dir() else (start,):
            base = inbox if path.is_relative_to(inbox) else (start if start.is_dir() else start.parent)
            relative = path.relative_to(base)
            hint = relative.parts[0] if len(relative.parts) > 1 else None
            found.append(Arrival(path, relative.as_posix(), hint))
    return found


def settled(found: Sequence[Arrival]) -> tuple[list[Arrival], list[Arrival]]:
    """Arrivals that stopped growing, and those still being written (same in two looks)."""
    before = {item.path: size_and_time(item.path) for item in found}
    newest = max((stamp[1] for stamp in before.values() if stamp), default=0)
    if time.time() - newest / 1e9 < FRESH_SECONDS:
        time.sleep(SETTLING_SECONDS)
    ready: list[Arrival] = []
    growing: list[Arrival] = []
    for item in found:
        same = before[item.path] is not None and size_and_time(item.path) == before[item.path]
        (ready if same else growing).append(item)
    return ready, growing


def size_and_time(path: Path) -> tuple[int, int] | None:
    """Size in bytes and last change in nanoseconds; None for a file that is not there."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_size, status.st_mtime_ns


def file_to_sha256(path: Path) -> str:
    """The hash of a file's bytes, in hex."""
    with path.open('rb') as stream:
        return hashlib.file_digest(stream, 'sha256').hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut."""
    write_all_whole({path: data})


def write_all_whole(files: Mapping[Path, bytes]) -> None:
    """Write files as write_whole does; their folders are flushed once, at the end."""
    for path, data in files.items():
        with whole_file(path) as stream:
            stream.write(data)
    for folder in {path.parent for path in files}:
        _sync_folder(folder)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file so that the copy is there whole or not at all."""
    with source.open('rb') as reader, whole_file(target) as writer:
        shutil.copyfileobj(reader, writer)
    _sync_folder(target.parent)


@contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """A hidden file to write to, flushed and renamed at the end, gone where the disk refuses.

    Its folder is not flushed.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f'.{target.name}.tmp')
    try:
        with partial.open('wb') as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def short_name(name: str) -> str:
    """A file's name cut so that a number before it and an ending after it still fit on every disk."""
    path = PurePosixPath(name)
    suffix = path.suffix if len(path.suffix) <= _LONGEST_SUFFIX else ''
    stem = path.name.removesuffix(suffix).encode()[: _LONGEST_NAME - len(suffix.encode())]
    return stem.decode(errors='ignore') + suffix


def free_name(target: Path) -> Path:
    """The target, or the first of 名~2, 名~3, … that no file bears."""
    candidate, count = target, 1
    while candidate.exists():
        count += 1
        candidate = target.with_name(f'{target.stem}~{count}{target.suffix}')
    return candidate
