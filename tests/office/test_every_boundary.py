"""A stop before every commit and every file put in its place or taken away: the same office after."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import event

from office.config import Rooms, open_workplace
from office.importing import import_ledger
from office.intake import take_in
from store.engine import reading
from store.ledger_hash import LEDGER, ledger_hash
from store.tables import copies, obligations, register, reviews, rows, unreadable
from tests.office.conftest import LEDGER as ORGANISATIONS
from tests.office.mixed_post import facts, form, notice
from tests.office.packed import zipped

TODAY = dt.date(2026, 3, 13)
TABLES = (*LEDGER, register, rows, copies, obligations, reviews, unreadable)


class Killed(BaseException):
    """The process is no more; nothing of it does anything after."""


class Stops:
    """Counts what changes something durable, and ends the process before the nth."""

    def __init__(self, root: Path, at: int) -> None:
        self.root, self.at, self.passed = root, at, 0

    def __call__(self, *_: object) -> None:
        if self.passed == self.at:
            raise Killed
        self.passed += 1

    def before(self, act: Callable[..., object]) -> Callable[..., object]:
        """The same act of a path, after this look."""

        def stopped(path: Path, *arguments: object, **named: object) -> object:
            if path.is_relative_to(self.root) and path.exists():
                self()
            return act(path, *arguments, **named)

        return stopped


@pytest.fixture
def full(tmp_path, founded) -> Callable[[], Rooms]:
    """full(): an office with a ledger and one file of each kind in its inbox, always the same bytes."""
    post = {
        '甲县/表1.xlsx': form('一'),
        '乙县/表1.xlsx': form('二'),
        '甲县/通知.txt': notice(7).encode(),
        '乙县/打包.zip': zipped({'表2.xlsx': form('三')}),
        '丙县/标记.txt': f'秘密★一年\n{notice(8)}'.encode(),
        '丙县/残件.docx': b'PK\x03\x04' + bytes(300),
    }
    post['丙县/再报.xlsx'] = post['甲县/表1.xlsx']
    post['丙县/通知.html'] = ''.join(
        ['<meta charset="utf-8">', *(f'<p>{line}</p>' for line in notice(7).split('\n'))]
    ).encode()
    template = Path(shutil.copytree(founded, tmp_path / '样板'))
    with open_workplace(template, TODAY) as place:
        (tmp_path / '台账.csv').write_text(ORGANISATIONS, 'utf-8')
        import_ledger(place, tmp_path / '台账.csv')
    for name, data in post.items():
        path = template / '收文' / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def make() -> Rooms:
        shutil.rmtree(tmp_path / '办公室', ignore_errors=True)
        return Rooms(Path(shutil.copytree(template, tmp_path / '办公室')))

    return make


def run(rooms: Rooms) -> tuple[str, object]:
    with open_workplace(rooms.root, TODAY) as place:
        for _ in take_in(place):
            pass
        with reading(place.engine) as connection:
            return ledger_hash(connection, TABLES, moments=False), facts(place)


def run_until(rooms: Rooms, at: int) -> int:
    """How many boundaries were passed: `at`, or fewer where the run came to its end."""
    stops = Stops(rooms.root, at)
    with pytest.MonkeyPatch.context() as patch, open_workplace(rooms.root, TODAY) as place:
        event.listen(place.engine, 'commit', stops)
        for name in ('unlink', 'replace'):
            patch.setattr(Path, name, stops.before(getattr(Path, name)))
        with suppress(Killed):
            for _ in take_in(place):
                pass
    return stops.passed


@pytest.mark.parametrize('step', [9, pytest.param(1, marks=pytest.mark.hard)])
def test_a_stop_at_any_boundary_gives_the_office_of_an_undisturbed_run(full, step):
    expected = run(full())
    at = 0
    while run_until(rooms := full(), at) == at:
        assert run(rooms) == expected, f'stopped before boundary {at}'
        at += step
    assert at > 30
