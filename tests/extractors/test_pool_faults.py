"""What a file may do to its child, and that it costs no more than this one file."""

import contextlib
import os
import threading
import time
from pathlib import Path

import pytest

from extractors.readers import limits
from extractors.readers.process import asking, wire
from extractors.readers.process.pool import ReadingPool
from model.document import Document
from model.errors import CannotStart, ReaderFailed
from tests import build
from tests.build import p, texts
from tests.odd_children import odd_pool

CRASHES = {
    'abort': 'os.abort()',
    'exit': 'os._exit(0)',
    'sys.exit': 'sys.exit(3)',
    'segfault': 'ctypes.string_at(0)',
    'killed': 'signal.raise_signal(signal.SIGKILL)',
}
GARBAGE = {
    'noise': b'noise' * 100,
    'no message': (4).to_bytes(8, 'big') + b'[1]x',
    'a list': (3).to_bytes(8, 'big') + b'[1]',
    'endless': (2**40).to_bytes(8, 'big'),
    'no outcome': wire.to_frame({'cpu_s': 0, 'peak_kb': 0}),
    'an odd class': wire.to_frame(
        {'cpu_s': 0, 'peak_kb': 0, 'error': {'kind': 'UsageFault', 'code': '', 'message': ''}}
    ),
    'no class': wire.to_frame({'cpu_s': 0, 'peak_kb': 0, 'error': {'kind': 'annotations'}}),
    'odd costs': wire.to_frame({'cpu_s': [], 'peak_kb': 0, 'document': {}}),
    'odd blocks': wire.to_frame({'blocks': [{'type': 'table'}]}),
    'a table without a beginning': wire.to_frame(
        {
            'blocks': [{'type': 'table', 'rows': 1, 'cols': 1, 'cells': [], 'where': {}}],
            'continues': True,
        }
    ),
    'an odd wish': wire.to_frame({'cpu_s': 0, 'peak_kb': 0, 'convert': {'target': 'docx'}}),
}


@pytest.fixture
def pool_that(tmp_path, monkeypatch):
    return lambda act, **more: odd_pool(tmp_path, monkeypatch, act, **more)


@pytest.fixture
def paper(tmp_path):
    return build.docx(tmp_path / 'a.docx', p('甲'))


def test_a_child_that_never_gets_ready_is_no_fault_of_the_file(tmp_path, monkeypatch, paper):
    for program in ('pass', 'print("noise" * 9)', 'import sys; sys.exit(1)'):
        monkeypatch.setattr(asking, 'PROGRAM', ('-c', program))
        with ReadingPool() as pool, pytest.raises(CannotStart, match="启动不了"):
            pool.read(paper)


@pytest.mark.parametrize('act', CRASHES.values(), ids=CRASHES)
def test_a_crash_is_a_failed_reader(pool_that, paper, act):
    with pool_that(act) as pool, pytest.raises(ReaderFailed, match=r"“旧\.doc”：读取程序中途退出"):
        pool.read(paper, '旧.doc')


FAST = """
import os
os.write(1, (7).to_bytes(8, 'big') + b'{"a":1}')
os.read(0, 1)
"""
"""A child that is ready at once and ends when it is asked: what is tested is what its parent does."""


@pytest.mark.parametrize('frame', GARBAGE.values(), ids=GARBAGE)
def test_garbage_from_a_child_is_a_failed_reader(monkeypatch, paper, frame):
    monkeypatch.setattr(asking, 'PROGRAM', ('-S', '-c', f'{FAST}os.write(1, {frame!r})'))
    with ReadingPool() as pool, pytest.raises(ReaderFailed, match="中途退出"):
        pool.read(paper)


def test_a_file_that_never_ends_is_given_up(pool_that, paper):
    with (
        pool_that('time.sleep(60)', wall_s=1) as pool,
        pytest.raises(ReaderFailed, match="读了1秒还没有读完"),
    ):
        pool.read(paper)


def test_a_file_that_computes_without_end_is_given_up(pool_that, paper):
    pool = pool_that('while True: pass', cpu_s=1)
    with pool, pytest.raises(ReaderFailed, match="计算时间超过上限1秒"):
        pool.read(paper)


def test_the_time_to_compute_is_counted_anew_for_every_file(pool_that, tmp_path):
    paper = tmp_path / 'a.txt'
    paper.write_text('甲', 'utf-8')
    act = """
        end = time.process_time() + 0.5
        while time.process_time() < end: pass"""
    with pool_that(act, cpu_s=1) as pool:
        for _ in range(5):
            pool.read(paper)


def test_a_child_whose_parent_was_killed_ends_itself(pool_that, paper):
    act = """
        confine.limits.GRACE_S = -8
        confine.begin_file(9, 9)
        time.sleep(60)"""
    began = time.monotonic()
    with pool_that(act) as pool, pytest.raises(ReaderFailed, match="中途退出"):
        pool.read(paper)
    assert time.monotonic() - began < 20


FILL = """
    kept = []
    while True:
        kept.append([None])"""


@pytest.mark.parametrize('act', ['bytearray(2**30)', '[bytes(1000) for _ in range(10**6)]', FILL])
def test_memory_is_limited(pool_that, paper, act):
    with pool_that(act) as pool, pytest.raises(ReaderFailed, match=r"“a\.docx”：读取时内存超过上限"):
        pool.read(paper, 'a.docx')
    assert pool.peak_kb * 1024 < limits.MEMORY_BYTES


def test_a_failure_counts_only_from_a_child_that_has_read_no_other_file(pool_that, paper):
    act = """
        instead.files = getattr(instead, 'files', 0) + 1
        if instead.files > 1: os.abort()"""
    with pool_that(act) as pool:
        assert [type(pool.read(paper)) for _ in range(4)] == [Document] * 4


def test_printing_does_not_disturb_the_answers(pool_that, paper):
    with pool_that('print("noise"), os.write(1, b"noise"), sys.stdin.read()') as pool:
        assert texts(pool.read(paper).blocks) == ['甲']


def descriptors() -> int:
    return len(list(Path('/proc/self/fd').iterdir()))


def children() -> list[str]:
    listed = Path(f'/proc/self/task/{os.getpid()}/children')
    return listed.read_text().split() if listed.exists() else []


FAULTS = 'os.abort() if "crash" in str(path) else time.sleep(9) if "hang" in str(path) else None'


def test_a_hundred_faults_leave_nothing_behind(paper, monkeypatch):
    monkeypatch.setattr(asking, 'PROGRAM', ('-S', '-c', FAST))
    before = descriptors(), children(), threading.active_count()
    with ReadingPool(children=2) as pool:
        results = [type(result) for _, result in pool.read_many([paper] * 100)]
    assert results == [ReaderFailed] * 100
    assert (descriptors(), children(), threading.active_count()) == before


def test_a_batch_goes_on_after_every_kind_of_fault(tmp_path, pool_that):
    names = ['1', '2crash', '3', '4hang', '5', '6crash', '7']
    paths = [build.docx(tmp_path / f'{name}.docx', p('甲')) for name in names]
    before = descriptors(), children()
    with pool_that(FAULTS, wall_s=2) as pool:
        kinds = [type(result) for _, result in pool.read_many(paths)]
    failed = [issubclass(kind, ReaderFailed) for kind in kinds]
    assert failed == ['crash' in name or 'hang' in name for name in names]
    assert (descriptors(), children()) == before


def running(words: bytes) -> bool:
    """Whether any process was started with these words; one that is just ending has none left."""
    for each in Path('/proc').glob('[0-9]*/cmdline'):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            if words in each.read_bytes():
                return True
    return False


def test_what_a_child_started_ends_with_it(pool_that, paper):
    nap = f'61.{os.getpid()}'  # no other run's
    act = f"""
        ctypes.CDLL(None).system(b'sleep {nap} &')  # what the audit hook cannot see
        os.abort()"""
    with pool_that(act) as pool, pytest.raises(ReaderFailed):
        pool.read(paper)
    # A killed process ends when the kernel next lets it run: soon, but not at once on a busy machine.
    end = time.monotonic() + 20
    while running(nap.encode()) and time.monotonic() < end:
        time.sleep(0.01)
    assert not running(nap.encode())
