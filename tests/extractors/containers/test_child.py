"""The child that takes containers apart, really started: what it gives, and what it may not do."""

import gzip
import io
import zipfile

import pytest

from extractors.containers import opening, parent
from extractors.readers.process.wire import to_frame
from model.errors import ReaderFailed, TooLarge


def test_a_child_of_its_own_takes_a_container_apart(tmp_path):
    path = tmp_path / 'a.zip'
    with zipfile.ZipFile(path, 'w') as archive:
        archive.writestr('甲.txt', b'hello')
    with opening.opened(path, 'a.zip') as found:
        assert [(member.name, member.path.read_bytes()) for member in found.members] == [('甲.txt', b'hello')]


def test_a_packed_bomb_is_stopped_on_its_way(tmp_path):
    path = tmp_path / 'a.gz'
    path.write_bytes(gzip.compress(bytes(30 * 2**20)))
    with pytest.raises(TooLarge, match='炸弹'), opening.opened(path, 'a.gz'):
        pass


def test_a_child_that_ends_without_a_word_is_a_failed_reader(tmp_path, monkeypatch):
    monkeypatch.setattr(parent, '_PROGRAM', ('-c', 'pass'))
    path = tmp_path / 'a.gz'
    path.write_bytes(gzip.compress(b'1'))
    with pytest.raises(ReaderFailed, match=r'a\.gz'), opening.opened(path, 'a.gz'):
        pass


@pytest.mark.parametrize('name', ['../x', '/x', 'a/../../x', 'C:x'])
def test_a_child_that_was_taken_over_cannot_write_elsewhere(tmp_path, name):
    frames = to_frame({'member': name, 'is_body': False}) + bytes(8) + to_frame({'end': None})
    folder = tmp_path / 'in'
    folder.mkdir()
    with pytest.raises(ValueError, match='x'):
        parent._listen(io.BytesIO(frames + to_frame({'done': None})), 1, folder)
    assert list(tmp_path.rglob('x')) == []
