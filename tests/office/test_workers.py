"""Workers killed with -9, again and again: every file once in register and archive, none lost or doubled."""

from __future__ import annotations

import datetime as dt
import random
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from office.config import Rooms, open_workplace
from office.importing import import_ledger
from office.intake import take_in
from tests.conftest import ROOT
from tests.office.conftest import LEDGER
from tests.office.mixed_post import facts, lay
from tests.store.conftest import new_database, postgres_server  # noqa: F401  # fixtures

TODAY = dt.date(2026, 3, 13)
PROGRAM = (sys.executable, str(ROOT / 'cli.py'))


@pytest.fixture(scope='module')
def office(tmp_path_factory, founded) -> Callable[..., Rooms]:
    """office(size, database=''): an office with a ledger and a full inbox, always of the same bytes."""
    folder = tmp_path_factory.mktemp('收文进程')
    ledger = folder / '台账.csv'
    ledger.write_text(LEDGER, 'utf-8')

    def make(size: int, database: str = '') -> Rooms:
        rooms = Rooms(Path(shutil.copytree(founded, folder / secrets.token_hex(4))))
        if database:
            settings = rooms.root / 'office.toml'
            settings.write_text(f'database = "{database}"\n{settings.read_text()}')
        with open_workplace(rooms.root, TODAY) as place:
            import_ledger(place, ledger)
        if not (post := folder / f'来件{size}').exists():
            lay(post, size)
        shutil.copytree(post, rooms.inbox, dirs_exist_ok=True)
        return rooms

    return make


@pytest.fixture(scope='module')
def undisturbed(office) -> Callable[[int], dict]:
    """undisturbed(size): what must be true of the office after one run that nobody disturbs."""

    @cache
    def run(size: int) -> dict:
        with open_workplace(office(size).root, TODAY) as place:
            for _ in take_in(place):
                pass
            return facts(place)

    return run


def start(rooms: Rooms, log: Path, *, watching: bool = False) -> subprocess.Popen[bytes]:
    how = ('take-in', '--watch') if watching else ('worker', '--until-idle')
    with log.open('ab') as told:
        return subprocess.Popen(
            [
                *PROGRAM,
                '--office',
                str(rooms.root),
                '--today',
                str(TODAY),
                '--quiet',
                *how,
            ],
            stdout=told,
            stderr=told,
        )


def is_left(rooms: Rooms) -> bool:
    """Whether a file waits that may leave 收文/: a marked one never does."""
    return any(path.is_file() and '标记' not in path.name for path in rooms.inbox.rglob('*'))


def lines(log: Path) -> int:
    return log.read_bytes().count(b'\n') if log.exists() else 0


def kill_until_done(
    rooms: Rooms, log: Path, *, workers: int, pause: float, kills: int = 1_000_000, lost: int = 0
) -> int:
    """Kill a random worker each pause and start it again, until all is done; how many were killed.

    lost of them are not started again. Nobody is killed before some worker did something since the last one
    was, or no worker would ever come to work.
    """
    chance = random.Random(1)
    running = {number: start(rooms, log) for number in range(workers)}
    killed, seen, deadline = 0, 0, time.monotonic() + 1800
    while running:
        assert time.monotonic() < deadline, log.read_text()[-3000:]
        time.sleep(pause)
        for number in [number for number, one in running.items() if one.poll() is not None]:
            assert running.pop(number).returncode == 0, log.read_text()[-3000:]
        if not running or killed == kills or not is_left(rooms) or (told := lines(log)) == seen:
            continue
        seen = told
        number = chance.choice(sorted(running))
        running[number].kill()
        running.pop(number).wait()
        killed += 1
        if killed > lost:
            running[number] = start(rooms, log)
    return killed


def survived(rooms: Rooms) -> dict:
    with open_workplace(rooms.root, TODAY) as place:
        return facts(place)


class Harm(NamedTuple):
    """Database, files, workers, seconds between kills, how many at most, workers not started again."""

    database: Callable[[pytest.FixtureRequest], str]
    size: int
    workers: int
    pause: float
    kills: int = 1_000_000
    lost: int = 0


def on_sqlite(_: pytest.FixtureRequest) -> str:
    return ''


def on_postgresql(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue('new_database')()


@pytest.mark.parametrize(
    'harm',
    [
        Harm(on_sqlite, 14, 2, 0.3, kills=2),
        Harm(on_postgresql, 14, 2, 0.3, kills=1, lost=1),
        pytest.param(Harm(on_sqlite, 1000, 1, 1.0), marks=pytest.mark.hard),
        pytest.param(Harm(on_sqlite, 1000, 3, 1.0), marks=pytest.mark.hard),
        pytest.param(Harm(on_postgresql, 1000, 4, 1.0, lost=1), marks=pytest.mark.hard),
    ],
)
def test_killed_again_and_again_they_lose_and_double_nothing(office, undisturbed, tmp_path, request, harm):
    rooms = office(harm.size, harm.database(request))
    began = time.monotonic()
    killed = kill_until_done(
        rooms, tmp_path / 'log', workers=harm.workers, pause=harm.pause, kills=harm.kills, lost=harm.lost
    )
    print(f'{harm.workers} workers, {killed} kills, {time.monotonic() - began:.0f} s')  # noqa: T201 - a figure to tell
    assert survived(rooms) == undisturbed(harm.size)
    assert killed > 0


def test_asked_to_stop_it_ends_the_paper_in_hand_and_leaves_the_rest(office, undisturbed, tmp_path):
    rooms = office(14)
    worker = start(rooms, tmp_path / 'log', watching=True)
    while not lines(tmp_path / 'log'):
        assert worker.poll() is None
        time.sleep(0.02)
    worker.terminate()
    assert worker.wait(30) == 0
    assert not list((rooms.running / '在手').iterdir())
    kill_until_done(rooms, tmp_path / 'log', workers=1, pause=0.3, kills=0)
    assert survived(rooms) == undisturbed(14)
