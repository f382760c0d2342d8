"""What no longer belongs together is told with a remedy; nothing is changed, nothing marked is named."""

import datetime as dt

import pytest

from office.config import Rooms
from office.inbox import file_to_sha256
from office.intake import take_in
from office.sanity import examine
from store import containers, outbox, register
from store.containers import Container
from store.engine import atomic
from tests.office.drafted import put
from tests.outgoing import papers

NOW = dt.datetime(2026, 3, 13, 9, 30)


@pytest.fixture
def office(place, notice):
    notice('通知.docx')
    list(take_in(place))
    return place


def codes(place):
    return {one.code: one for one in examine(place)}


def original(place):
    return next(path for path in place.rooms.archive.iterdir() if path.is_file())


def test_a_sound_office_has_nothing_to_tell(office):
    assert codes(office) == {}


def test_an_original_that_changed_or_went_is_told_with_its_number(office):
    path = original(office)
    path.write_bytes(b'x')
    found = codes(office)['original_changed']
    assert (found.severity, found.where) == ('block', f'存档/{path.name}')
    assert '收文第1号' in found.message
    assert '备份' in found.remedy
    path.unlink()
    assert set(codes(office)) == {'original_missing'}


def test_a_file_nobody_registered_is_only_a_hint(office):
    (office.rooms.archive / '00077_多的.docx').write_bytes(b'x')
    found = codes(office)
    assert {code: one.severity for code, one in found.items()} == {'stranger': 'info'}


def test_nothing_of_a_stopped_file_is_told(office):
    path = original(office)
    with atomic(office.engine) as connection:
        register.add_secrecy_stop(connection, file_to_sha256(path), NOW)
    path.unlink()
    assert codes(office) == {}


def test_a_file_kept_by_its_hash_must_have_it(office):
    folder = office.rooms.archive / '发文'
    folder.mkdir(exist_ok=True)
    (folder / f'{"0" * 64}.docx').write_bytes(b'x')
    assert codes(office)['kept_changed'].where == f'存档/发文/{"0" * 64}.docx'


def test_an_issued_paper_that_changed_is_told_and_a_draft_is_not(office):
    paper = put(office, '函.docx', papers.letter('示例市甲一商会'))
    draft = put(office, '稿.docx', papers.letter('示例市乙二协会'))
    draft.write_bytes(b'edited')
    with atomic(office.engine) as connection:
        sha256 = file_to_sha256(paper)
        outbox.change(
            connection, '函.docx', issued_at=NOW, issued_sha256=sha256, doc_number='示民党函〔2026〕1号'
        )
    assert set(codes(office)) == {'kept_missing'}
    paper.write_bytes(b'edited')
    assert '示民党函〔2026〕1号 编号后被改动过' in codes(office)['issued_changed'].message
    paper.unlink()
    assert codes(office)['issued_missing'].severity == 'review'


def test_numbers_and_work_left_half_way_are_told(office):
    with atomic(office.engine) as connection:
        for sha256 in ('a', 'b'):
            register.add(connection, file='甲', sender_hint=None, sha256=sha256 * 64, at=NOW)
        register.change(connection, 2, state='stored')
    found = codes(office)
    assert '第2号存好了' in found['not_read'].message
    assert '第3号登了号' in found['not_archived'].message
    assert '收文/' in found['not_archived'].remedy


def test_an_archive_that_was_not_taken_in_whole_is_told(place):
    box = Container(file='甲.zip', sha256='0' * 64, kind='zip', received_at=NOW, state='open')
    with atomic(place.engine) as connection:
        containers.add(connection, box)
    assert 'shoufa take-in' in codes(place)['container_open'].remedy


def test_nothing_is_changed_by_looking(office):
    before = {path: path.stat().st_mtime_ns for path in Rooms(office.rooms.root).root.rglob('*')}
    (office.rooms.archive / '多的').write_bytes(b'')
    codes(office)
    after = {path: path.stat().st_mtime_ns for path in before if path.suffix != '.db-shm'}
    assert {path for path, stamp in after.items() if before[path] != stamp} <= {office.rooms.archive}
