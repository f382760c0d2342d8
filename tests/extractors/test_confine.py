"""What a reading child cannot do, whatever a file makes it try."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from extractors.readers.process import confine
from model.errors import BadInput, Damaged, ReaderFailed
from tests import build
from tests.build import p
from tests.odd_children import odd_pool

FORBIDDEN = {
    'socket': 'socket.socket()',
    'name': 'socket.getaddrinfo("localhost", 80)',
    'system': 'os.system("true")',
    'popen': 'subprocess.Popen(["true"])',
    'exec': 'os.execv("/bin/true", ["true"])',
    'fork': 'os.fork()',
    'spawn': 'os.posix_spawn("/bin/true", ["true"], {})',
    'kill': 'os.kill(os.getppid(), 9)',
    'write': 'open(path.with_suffix(".new"), "w")',
    'append': 'open(path, "ab")',
    'create': 'os.open(path.with_suffix(".new"), os.O_CREAT | os.O_WRONLY)',
    'delete': 'os.remove(path)',
    'rename': 'os.rename(path, path.with_suffix(".new"))',
    'folder': 'os.mkdir(path.with_suffix(".new"))',
    'truncate': 'os.truncate(path, 0)',
    'mode': 'os.chmod(path, 0)',
    'link': 'os.symlink(path, path.with_suffix(".new"))',
}


@pytest.fixture
def paper(tmp_path):
    folder = tmp_path / 'papers'
    folder.mkdir()
    return build.docx(folder / 'a.docx', p('甲'))


def test_no_reading_connects_writes_or_starts_a_program(tmp_path, monkeypatch, paper):
    act = f"""
        for tried in {list(FORBIDDEN.values())!r}:
            try:
                exec(tried)
            except confine.Forbidden:
                continue
            raise Damaged('done: ' + tried)"""
    before = paper.read_bytes()
    with odd_pool(tmp_path, monkeypatch, act) as pool:
        assert pool.read(paper).format == 'docx'
    assert [each.read_bytes() for each in paper.parent.iterdir()] == [before]


def test_a_reading_that_tries_what_is_forbidden_is_stopped_and_told(tmp_path, monkeypatch, paper):
    with (
        odd_pool(tmp_path, monkeypatch, FORBIDDEN['socket']) as pool,
        pytest.raises(ReaderFailed, match="已拦下"),
    ):
        pool.read(paper)


def test_what_a_library_tries_and_can_do_without_costs_nothing(tmp_path, monkeypatch, paper):
    act = """
        try:
            socket.socket()
        except OSError:
            pass"""
    with odd_pool(tmp_path, monkeypatch, act) as pool:
        assert pool.read(paper).format == 'docx'


def test_a_library_may_talk_into_the_void(tmp_path, monkeypatch, paper):
    with odd_pool(tmp_path, monkeypatch, 'open(os.devnull, "w").write("noise")') as pool:
        assert pool.read(paper).format == 'docx'


def test_not_a_byte_is_written_even_past_the_hook(tmp_path, monkeypatch, paper):
    act = f"""
        libc = ctypes.CDLL(None)
        there = libc.open(b'{tmp_path}/new', os.O_CREAT | os.O_WRONLY, 0o600)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        raise Damaged(str(libc.write(there, b'xxxx', 4)))"""
    with odd_pool(tmp_path, monkeypatch, act) as pool, pytest.raises(BadInput, match="-1"):
        pool.read(paper)
    assert (tmp_path / 'new').stat().st_size == 0


def test_open_files_are_few(tmp_path, monkeypatch, paper):
    act = 'kept = [open(path, "rb") for _ in range(40)]'
    with odd_pool(tmp_path, monkeypatch, act) as pool, pytest.raises(BadInput, match="从磁盘读取时出错"):
        pool.read(paper)


def kernel_gives_namespaces() -> bool:
    words = ['-n'] if os.geteuid() == 0 else ['-Un']
    program = shutil.which('unshare')
    return program is not None and subprocess.run([program, *words, 'true'], check=False).returncode == 0


@pytest.mark.skipif(not kernel_gives_namespaces(), reason='the kernel gives no namespaces here')
def test_a_c_library_finds_no_network_either(tmp_path, monkeypatch, paper):
    act = 'raise Damaged(os.readlink("/proc/self/ns/net"))'
    with odd_pool(tmp_path, monkeypatch, act) as pool, pytest.raises(Damaged) as caught:
        pool.read(paper)
    assert 'net:[' in caught.value.message
    assert str(Path('/proc/self/ns/net').readlink()) not in caught.value.message


def test_where_the_kernel_knows_no_namespaces_the_hook_stands(monkeypatch):
    monkeypatch.setattr('ctypes.CDLL', lambda _: object())
    confine._leave_network()
