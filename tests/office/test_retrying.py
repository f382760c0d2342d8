"""Files that could not be read: told with their reasons, tried again, put away with a reason."""

import pytest

from model.errors import UsageFault
from office.intake import take_in
from office.retrying import failed, put_away, retry


@pytest.fixture
def broken(place):
    path = place.rooms.inbox / '甲县' / '坏.docx'
    path.parent.mkdir()
    path.write_bytes(b'PK\x03\x04 not a package')
    assert [one.status for one in take_in(place)] == ['unreadable']
    return place


def test_what_failed_is_listed_with_its_reason(broken):
    (one,) = failed(broken)
    assert (one.file, one.is_there) == ('甲县/坏.docx', True)
    assert one.reason


def test_a_retry_takes_it_in_again_and_leaves_no_old_reason(broken):
    path = retry(broken, '甲县/坏.docx')
    assert failed(broken) == []
    assert list(broken.rooms.unreadable.rglob('*.txt')) == []
    assert [one.status for one in take_in(broken, (path,))] == ['unreadable']
    assert [one.file for one in failed(broken)] == ['甲县/坏.docx']


def test_put_away_it_lies_in_the_archive(broken):
    with pytest.raises(UsageFault, match='怎么处理'):
        put_away(broken, '甲县/坏.docx', '')
    put_away(broken, '甲县/坏.docx', '已请甲县重发')
    assert failed(broken) == []
    assert (broken.rooms.archive / '无法读取' / '甲县' / '坏.docx').is_file()


@pytest.mark.parametrize('file', ['没有.docx', '../office.toml'])
def test_nothing_else_can_be_moved(broken, file):
    with pytest.raises(UsageFault):
        retry(broken, file)
