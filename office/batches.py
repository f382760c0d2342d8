"""Many drafts in one run: what is about to be written, what is there, and the lists of a finished batch.

A run that was killed is simply run again. Before a file is written its hash stands in 发文/.写稿.json; each
file is written under a hidden name, flushed to the disk (fsync) and renamed, the folder flushed once a
chunk, and only then the database told. Whatever a killed run left is therefore known as ours and never taken
for a person's edit; hidden halves are swept away by the next run.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.errors import CannotStart
from office.config import Workplace
from office.inbox import whole_file, write_all_whole, write_whole
from store import batches, outbox
from store.engine import reading

LISTS = '清单'
"""The folder beside the drafts that holds a batch's manifest and trace file."""

_INTENDED = '.写稿.json'
_LOCK = '.shoufa-drafts.lock'
_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a manifest: state is as in writing.Sent, or 'failed' (then why tells the reason)."""

    file: str
    sha256: str | None
    organisation: int | None
    recipient: str
    state: str
    why: str | None = None


@contextmanager
def one_writer(place: Workplace) -> Iterator[None]:
    """Two runs that draft at once are one after the other; what a killed one left half-written is swept."""
    with (place.rooms.root / _LOCK).open('w') as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def sweep(folder: Path) -> None:
    """Remove files of ours that were never finished: hidden, .tmp, of a run that is gone."""
    for where in (folder, folder / LISTS):
        for left in where.glob('.*.tmp'):
            left.unlink(missing_ok=True)


def intended(place: Workplace) -> dict[str, list[str]]:
    """Hashes by the name of the file that a run which broke off was about to write."""
    path = place.rooms.outbox / _INTENDED
    try:
        told: dict[str, list[str]] = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    return told


def intend(place: Workplace, hashes: Mapping[str, Sequence[str]]) -> None:
    """Remember what is about to be written, before it is; nothing more when all of it is in the database."""
    path = place.rooms.outbox / _INTENDED
    if hashes:
        write_whole(path, json.dumps(hashes, ensure_ascii=False).encode())
    else:
        path.unlink(missing_ok=True)


def put_files(files: Mapping[Path, bytes]) -> None:
    """Write files, each there whole or not at all; CannotStart where the disk does not take them."""
    try:
        write_all_whole(files)
    except OSError as error:
        raise CannotStart(
            f"写不进“{error.filename}”：{error.strerror}。已写完的不受影响；"
            "请确认磁盘有空间、文件没有被占用，再运行一次即从这里接着写。"
        ) from error


def finish(place: Workplace, number: int, folder: Path, listed: Sequence[Listed]) -> None:
    """The manifest 清单/批次-N.json and the trace file 清单/批次-N.溯源.json, each written once, whole.

    The manifest has the batch's own keys (number, act, campaign, template, template_sha256, actor, at) and
    files, one Listed each. The trace file has batch and files: file, sha256, figures, printed (places).
    """
    with reading(place.engine) as connection:
        batch = batches.get(connection, number)
        others = set(batches.files_of(connection, number)) - {one.file for one in listed}
        known = outbox.get_all(connection, sorted(others))
    assert batch is not None
    before = [
        Listed(one.file, one.sha256, one.organisation, one.recipients, 'written') for one in known.values()
    ]
    head = {
        'number': batch.number,
        'act': batch.act,
        'campaign': batch.campaign,
        'template': batch.template,
        'template_sha256': batch.template_sha256,
        'actor': batch.actor,
        'at': batch.at.isoformat(),
    }
    files = [*listed, *before]
    lines = [{key: getattr(one, key) for key in Listed.__slots__} for one in files]
    _write_list(folder / LISTS / f'批次-{number}.json', head, lines)
    _write_list(folder / LISTS / f'批次-{number}.溯源.json', {'batch': number}, _traces(place, files))


def _traces(place: Workplace, listed: Sequence[Listed]) -> Iterator[dict[str, Any]]:
    """Figures and places of each file, a chunk of them at a time in memory."""
    for start in range(0, len(listed), _CHUNK):
        names = [one.file for one in listed[start : start + _CHUNK]]
        with reading(place.engine) as connection:
            known = outbox.get_all(connection, names)
        for name in names:
            if name in known:
                one = known[name]
                yield {
                    'file': one.file,
                    'sha256': one.sha256,
                    'figures': one.figures,
                    'printed': one.printed,
                }


def _write_list(path: Path, head: Mapping[str, Any], lines: Iterable[Mapping[str, Any]]) -> None:
    """A JSON object of head and 'files', a line a file; whole or not at all."""
    with whole_file(path) as stream:
        for text in _list_pieces(head, lines):
            stream.write(text.encode())


def _list_pieces(head: Mapping[str, Any], lines: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "files": ['
    for number, line in enumerate(lines):
        yield (',\n' if number else '\n') + json.dumps(line, ensure_ascii=False)
    yield '\n]}\n'
