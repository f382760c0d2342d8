"""Workers killed with -9, again and again: every file once in register and archive, none lost or doubled."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
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


@pytest.fixture
def office(tmp_path, founded) -> Callable[..., Rooms]:
    """office(name, size, database=''): an office with a ledger and a full inbox."""

    def make(name: str, size: int, database: str = '') -> Rooms:
        rooms = Rooms(Path(shutil.copytree(founded, tmp_path / name)))
        if database:
            settings = rooms.root / 'office.toml'
            settings.write_text(f'database = "{database}"\n{settings.read_text()}')
        ledger = tmp_path / '台账.csv'
        ledger.write_text(LEDGER, 'utf-8')
        with open_workplace(rooms.root, TODAY) as place:
            import_ledger(place, ledger)
        if not (post := tmp_path / f'来件{size}').exists():
            lay(post, size)
        shutil.copytree(post, rooms.inbox, dirs_exist_ok=True)
        return rooms

    return make


def undisturbed(rooms: Rooms) -> dict:
    with open_workplace(rooms.root, TODAY) as place:
        for _ in take_in(place):
            pass
        return facts(place)


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


def lines(log: Path) -> int:
    return log.read_bytes().count(b'\n') if log.exists() else 0


def kill_until_done(rooms: Rooms, log: Path, *, workers: int, pause: float, lost: int) -> int:
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
        if not running or (told := lines(log)) == seen:
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
    """An office's database, how many files and workers, seconds between kills, workers not started again."""

    database: Callable[[pytest.FixtureRequest], str]
    size: int
    workers: int
    pause: float
    lost: int = 0


def on_sqlite(_: pytest.FixtureRequest) -> str:
    return ''


def on_postgresql(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue('new_database')()


@pytest.mark.parametrize(
    'harm',
    [
        Harm(on_sqlite, 30, 2, 0.3),
        Harm(on_postgresql, 30, 2, 0.3, lost=1),
        pytest.param(Harm(on_sqlite, 1000, 1, 1.0), marks=pytest.mark.hard),
        pytest.param(Harm(on_sqlite, 1000, 3, 1.0), marks=pytest.mark.hard),
        pytest.param(Harm(on_postgresql, 1000, 4, 1.0, lost=1), marks=pytest.mark.hard),
    ],
)
def test_killed_again_and_again_they_lose_and_double_nothing(office, tmp_path, request, harm):
    database, size, workers, pause, lost = harm
    expected = undisturbed(office('一', size))
    rooms = office('二', size, database(request))
    began = time.monotonic()
    killed = kill_until_done(rooms, tmp_path / 'log', workers=workers, pause=pause, lost=lost)
    print(f'{workers} workers, {killed} kills, {time.monotonic() - began:.0f} s')  # noqa: T201 - a figure to tell
    assert survived(rooms) == expected
    assert killed > lost
