"""Twenty thousand files through one worker: no more memory, handles or temporary files late than early."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from office.config import Rooms
from tests.office.mixed_post import lay
from tests.office.test_workers import start

FILES = 20_000
AT_ONCE = 1_000
SETTLED = 10_000
"""Files after which caches have filled and children were replaced."""


def resident_kb(pid: int) -> int:
    lines = Path(f'/proc/{pid}/status').read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith('VmRSS')), 0)


def family(pid: int) -> list[int]:
    """A process and its children."""
    tasks = Path(f'/proc/{pid}/task').iterdir()
    return [pid, *(int(one) for task in tasks for one in (task / 'children').read_text().split())]


def handles(pid: int) -> int:
    return len(list(Path(f'/proc/{pid}/fd').iterdir()))


def temporary() -> set[str]:
    return {str(path) for folder in ('/dev/shm', '/tmp') for path in Path(folder).glob('shoufa*')}


@pytest.mark.hard
def test_twenty_thousand_files_leave_memory_handles_and_folders_as_they_were(tmp_path, founded):
    rooms = Rooms(Path(shutil.copytree(founded, tmp_path / '办公室')))
    post, before = tmp_path / '来件', temporary()
    lay(post, FILES)
    waiting = sorted(path for path in post.rglob('*') if path.is_file())
    worker = start(rooms, tmp_path / 'log', watching=True)
    seen: list[tuple[int, int, int, int]] = []
    done, began = 0, time.monotonic()
    while waiting:
        for path in waiting[:AT_ONCE]:
            target = rooms.inbox / path.relative_to(post)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
        done, waiting = done + len(waiting[:AT_ONCE]), waiting[AT_ONCE:]
        while sum(1 for path in rooms.inbox.rglob('*') if path.is_file()) > FILES // 40 + 50:
            assert worker.poll() is None
            time.sleep(1)
        memory = [resident_kb(one) for one in family(worker.pid)]
        seen.append((done, memory[0], max(memory[1:], default=0), handles(worker.pid)))
        print(*seen[-1], f'{time.monotonic() - began:.0f} s', flush=True)  # noqa: T201 - figures to tell
    worker.terminate()
    assert worker.wait(30) == 0
    early = [one for one in seen if one[0] <= SETTLED]
    late = [one for one in seen if one[0] > FILES - FILES // 4]
    for column in (1, 2, 3):
        assert max(one[column] for one in late) <= 1.1 * max(one[column] for one in early)
    assert temporary() <= before
