"""A full disk under take-in and an import: the message, the exit code, and the same command again."""

import errno
import json
import os

import pytest


@pytest.fixture
def office(shoufa, tmp_path):
    assert shoufa('init', '办公室').returncode == 0
    for number in range(4):
        text = f'示例市第{number}协会工作情况说明\n\n今年一切正常。\n'
        (tmp_path / '办公室' / '收文' / f'{number}.txt').write_text(text, 'utf-8')
    return tmp_path / '办公室'


def full_after(monkeypatch, files):
    """A disk that has room for so many files more."""
    real, left = os.fsync, files

    def fsync(handle):
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, 'No space left on device')
        real(handle)

    monkeypatch.setattr(os, 'fsync', fsync)


@pytest.mark.parametrize('files', [0, 1, 3])
def test_a_full_disk_is_told_and_the_same_command_goes_on(shoufa, office, warm_children, monkeypatch, files):
    with monkeypatch.context() as patch:
        full_after(patch, files)
        stopped = shoufa('--office', office, 'take-in')
    assert stopped.returncode in {3, 4}
    assert '磁盘满了' in stopped.stdout + stopped.stderr
    assert 'Traceback' not in stopped.stderr
    assert shoufa('--office', office, 'take-in').returncode == 0
    listed = json.loads(shoufa('--office', office, 'register', 'list', '--json').stdout)
    assert sorted(one['file'] for one in listed) == ['0.txt', '1.txt', '2.txt', '3.txt']
    assert len([*(office / '存档').iterdir()]) == 4
    assert not [*(office / '收文').iterdir()]
    assert shoufa('--office', office, 'audit', 'verify').returncode == 0


def test_what_is_cut_off_the_record_shows_by_itself(shoufa, office, warm_children):
    import sqlite3
    from contextlib import closing

    shoufa('--office', office, 'take-in')
    with closing(sqlite3.connect(office / 'shoufa.db')) as connection:
        connection.execute('drop trigger audit_no_delete')
        connection.execute('delete from audit where id > 2')
        connection.commit()
    told = shoufa('--office', office, 'audit', 'verify')
    assert told.returncode == 3
    assert '末尾的记录被截掉了' in told.stdout
