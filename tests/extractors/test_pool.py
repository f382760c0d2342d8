"""Reading in children: what a file may do to its child, and what never reaches us."""

import subprocess
from pathlib import Path

import pytest

from extractors.readers import child as child_module
from extractors.readers.pool import ReadingPool
from extractors.readers.registry import read_document
from model.document import Document
from model.errors import BadInput, CannotStart, Damaged, Encrypted, ReaderFailed, Unsupported
from tests import build
from tests.build import p, tbl, tr


@pytest.fixture(scope='module')
def pool():
    with ReadingPool() as opened:
        yield opened


def running(pool) -> int:
    """The process id of the only child, which must be free."""
    child = pool._free.get()
    pool._free.put(child)
    return child.process.pid


def test_a_child_reads_what_we_would_read(tmp_path, pool):
    path = build.docx(tmp_path / '通知.docx', p('甲') + tbl(tr('☑是 □否', '乙')))
    assert pool.read(path, '收文/通知.docx') == read_document(path, '收文/通知.docx')
    assert pool.cpu_s > 0


def test_errors_come_back_as_they_were(tmp_path, pool):
    picture = tmp_path / '扫描.jpg'
    picture.write_bytes(b'\xff\xd8\xff\xe0')
    with pytest.raises(Unsupported, match="扫描") as caught:
        pool.read(picture, '扫描.jpg')
    assert caught.value.code == 'needs_ocr'
    with pytest.raises(Encrypted):
        pool.read(build.ole(tmp_path / 'a.docx', 'EncryptedPackage'))


def test_a_relative_path_is_found(tmp_path, pool, monkeypatch):
    monkeypatch.chdir(tmp_path)
    build.docx(tmp_path / 'a.docx', p('甲'))
    assert pool.read(Path('a.docx')).file == 'a.docx'


def test_the_same_child_reads_many_files_in_order(tmp_path, pool):
    good = build.docx(tmp_path / 'a.docx', p('甲'))
    empty = tmp_path / 'b.docx'
    empty.touch()
    pool.read(good)
    before = running(pool)
    results = list(pool.read_many([good, empty, good]))
    assert [path for path, _ in results] == [good, empty, good]
    assert [type(result) for _, result in results] == [Document, Damaged, Document]
    assert running(pool) == before


def test_several_children_keep_the_order(tmp_path):
    paths = [build.docx(tmp_path / f'{i}.docx', p(str(i))) for i in range(6)]
    with ReadingPool(children=2) as pool:
        assert [result.blocks[0].text for _, result in pool.read_many(paths)] == list('012345')


def test_a_dead_child_is_replaced(tmp_path, pool):
    path = build.docx(tmp_path / 'a.docx', p('甲'))
    pool.read(path)
    child = pool._free.get()
    child.process.kill()
    child.process.wait()
    pool._free.put(child)
    assert pool.read(path).format == 'docx'


def test_a_child_lets_go_of_what_it_has_read(tmp_path):
    # A large tree behind few Python objects: nothing but its own end makes the collector run.
    styles = build.style('a', '<w:rPr><w:b/></w:rPr>' * 10_000)
    path = build.docx(tmp_path / 'a.docx', p('甲'), parts={'styles': styles})
    with ReadingPool() as pool:
        sizes = []
        for _ in range(4):
            list(pool.read_many([path] * 25))
            sizes.append(int(Path(f'/proc/{running(pool)}/statm').read_text().split()[1]) * 4096)
    assert sizes[-1] - sizes[0] < 20 * 2**20


def test_a_child_is_replaced_after_so_many_files(tmp_path):
    path = build.docx(tmp_path / 'a.docx', p('甲'))
    with ReadingPool(recycle_after=2) as pool:
        pool.read(path)
        first = running(pool)
        pool.read(path)
        pool.read(path)
        assert running(pool) != first


ODD_CHILD = """
import os, socket, sys, time
from extractors.readers import child, guard, registry
real = registry.read_document

def read_document(path, file):
    with guard.reading(file):
        {action}
    return real(path, file)

registry.read_document = read_document
child.main()
"""


@pytest.fixture
def odd_pool(monkeypatch, tmp_path):
    """A pool whose child does something odd before it reads."""

    def open_pool(action: str, timeout_s: float = 20.0) -> ReadingPool:
        script = tmp_path / 'odd_child.py'
        script.write_text(ODD_CHILD.format(action=action))
        real = subprocess.Popen

        def popen(command, **more):
            return real([command[0], '-P', str(script)], **more)

        monkeypatch.setattr(subprocess, 'Popen', popen)
        return ReadingPool(timeout_s=timeout_s)

    return open_pool


def test_a_child_that_never_gets_ready_is_no_fault_of_the_file(tmp_path, monkeypatch):
    real = subprocess.Popen
    monkeypatch.setattr(subprocess, 'Popen', lambda command, **more: real([command[0], '-c', 'pass'], **more))
    with ReadingPool() as pool, pytest.raises(CannotStart, match="启动不了"):
        pool.read(tmp_path / 'a.docx')


@pytest.mark.parametrize('action', ['os.abort()', 'os._exit(0)', 'sys.exit(3)'])
def test_a_crash_is_a_failed_reader(tmp_path, odd_pool, action):
    with odd_pool(action) as pool, pytest.raises(ReaderFailed, match="中途退出"):
        pool.read(tmp_path / 'a.docx')


def test_a_file_that_never_ends_is_given_up(tmp_path, odd_pool):
    pool = odd_pool('time.sleep(60)', timeout_s=1.5)
    with pool, pytest.raises(ReaderFailed, match="还没有读完"):
        pool.read(tmp_path / 'a.docx')


def test_printing_does_not_disturb_the_answers(tmp_path, odd_pool):
    path = build.docx(tmp_path / 'a.docx', p('甲'))
    with odd_pool('print("noise"), os.write(1, b"noise"), sys.stdin.read()') as pool:
        assert pool.read(path).blocks[0].text == '甲'


def test_memory_is_limited(tmp_path, odd_pool):
    with odd_pool('bytearray(2 * 2**30)') as pool, pytest.raises(ReaderFailed, match="内存超过上限"):
        pool.read(tmp_path / 'a.docx')


def test_the_network_is_out_of_reach(tmp_path, odd_pool):
    with odd_pool('socket.socket()') as pool, pytest.raises(BadInput, match="没有读取权限"):
        pool.read(tmp_path / 'a.docx')


def test_a_frame_cut_short_is_no_message(tmp_path):
    path = tmp_path / 'frame'
    with path.open('wb') as stream:
        child_module.write_frame(stream, {'a': '党\udc80'})
    whole = path.read_bytes()
    for size in (len(whole), len(whole) - 1, 4, 0):
        path.write_bytes(whole[:size])
        with path.open('rb') as stream:
            assert child_module.read_frame(stream) == ({'a': '党\udc80'} if size == len(whole) else None)
