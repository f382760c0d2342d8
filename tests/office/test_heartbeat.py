"""Whether somebody watches the folder, as the desk tells it: by who lives, not by the clock."""

import datetime as dt

from office import day, turn_taking
from store import workers
from store.engine import atomic
from store.workers import Worker

BEAT = dt.datetime(2026, 3, 13, 9, 30)


def beat(place, name, note=None):
    with atomic(place.engine) as connection:
        workers.tell(connection, Worker(name, BEAT, BEAT, True, 3, note))


def test_a_folder_that_nobody_watches_is_told_so(place):
    assert '没有进程在看守' in day.pulse(place).watched


def test_one_that_lives_is_counted_and_tells_what_it_waits_for(place):
    beat(place, '甲机-1', note="磁盘满了")
    held = turn_taking.try_being(place, '甲机-1')
    found = day.pulse(place)
    assert '有1个进程在看守' in found.watched
    assert '看守进程 甲机-1：磁盘满了' in found.warnings
    held.release()


def test_one_that_died_is_told_with_the_time_it_was_last_seen(place):
    beat(place, '甲机-1')
    found = day.pulse(place)
    assert '没有进程在看守' in found.watched
    assert any('甲机-1 从 03月13日 09:30 起没有动静' in one for one in found.warnings)
