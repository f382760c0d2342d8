"""Uploads stay in memory until the register has them; a classified one leaves nothing but time and hash."""

import hashlib
import io

import pytest
from docx import Document

from model.errors import SecrecyMark, TooLarge, UsageFault
from office import uploads
from office.registering import entries
from office.releasing import release, stops
from store import register
from store.engine import reading
from tests.office.conftest import NOTICE
from tests.office.packed import locked_zip


def paper(*lines):
    data = io.BytesIO()
    document = Document()
    for line in lines or NOTICE:
        document.add_paragraph(line)
    document.save(data)
    return data.getvalue()


@pytest.fixture
def upload():
    made = uploads.open_upload()
    yield made
    made.close()


def taken(place, upload, groups=(), passwords=()):
    return [one.status for one in uploads.take_in_upload(place, upload, groups, passwords)]


def test_an_upload_lies_in_memory_and_in_the_archive_but_never_in_the_inbox(place, upload):
    assert uploads.put(place, upload, '通知.docx', paper(), '甲县') == '甲县/通知.docx'
    assert taken(place, upload) == ['registered']
    (listed,) = entries(place)
    assert (listed.entry.file, listed.entry.sender_hint) == ('甲县/通知.docx', '甲县')
    assert list(place.rooms.inbox.rglob('*.docx')) == []
    assert len(list(place.rooms.archive.iterdir())) == 1


def test_a_classified_upload_leaves_time_and_hash_alone(place, upload):
    data = paper('秘密★5年', '关于某某事项的通知')
    uploads.put(place, upload, '某某事项.docx', data)
    assert taken(place, upload) == ['classified']
    assert [one.sha256 for one in stops(place)] == [hashlib.sha256(data).hexdigest()]
    upload.close()
    told = place.rooms.database.read_bytes()
    assert '某某事项'.encode() not in told
    assert not any(place.rooms.archive.iterdir())


def test_a_name_that_bears_a_mark_is_stopped_before_anything_is_kept(place, upload):
    with pytest.raises(SecrecyMark):
        uploads.put(place, upload, '秘密★5年 某事.docx', paper())
    assert upload.files == []
    assert len(stops(place)) == 1


@pytest.mark.parametrize(
    ('name', 'kept'),
    [
        ('../../外面.docx', '外面.docx'),
        ('C:\\我的\\表.xlsx', 'C/我的/表.xlsx'),
        ('甲县/附件1.xlsx', '甲县/附件1.xlsx'),
        ('~$表.docx', None),
        ('Thumbs.db', None),
    ],
)
def test_names_lead_nowhere_else(place, upload, name, kept):
    assert uploads.put(place, upload, name, b'x') == kept


def test_two_files_of_one_name_are_both_kept(place, upload):
    names = [uploads.put(place, upload, '附件1.xlsx', data) for data in (b'1', b'2')]
    assert names == ['附件1.xlsx', '附件1~2.xlsx']


def test_too_much_is_refused_with_a_limit(place, upload, monkeypatch):
    monkeypatch.setattr(uploads, 'MOST_BYTES', 10)
    with pytest.raises(TooLarge, match='0MB'):
        uploads.put(place, upload, '大.docx', b'x' * 11)
    with pytest.raises(UsageFault, match='空文件'):
        uploads.put(place, upload, '空.docx', b'')


def test_a_locked_archive_waits_in_the_inbox_for_its_password(place, upload):
    uploads.put(place, upload, '报表.zip', locked_zip({'通知.docx': paper()}, '开门'))
    assert taken(place, upload) == ['locked']
    assert [one.file for one in uploads.waiting(place)] == ['报表.zip']


def test_the_password_opens_it(place, upload):
    uploads.put(place, upload, '报表.zip', locked_zip({'通知.docx': paper()}, '开门'))
    assert taken(place, upload, passwords=['开门']) == ['opened', 'registered']


def test_a_false_alarm_is_let_in_by_a_named_person_with_a_reason(place, upload):
    data = paper('秘密★5年', '保密承诺书样本')
    uploads.put(place, upload, '样本.docx', data)
    assert taken(place, upload) == ['classified']
    sha256 = hashlib.sha256(data).hexdigest()
    with pytest.raises(UsageFault, match='理由'):
        release(place, sha256, '')
    release(place, sha256, '是承诺书样本，不涉密')
    assert [(one.released_by, one.why) for one in stops(place)] == [(place.actor, '是承诺书样本，不涉密')]
    with pytest.raises(UsageFault, match='已经放行'):
        release(place, sha256, '再放一次')
    assert taken(place, upload) == ['registered']


def test_only_what_was_stopped_can_be_released(place):
    with pytest.raises(UsageFault, match='没有这条'):
        release(place, '0' * 64, '没有这回事')


def test_a_paper_stopped_after_it_was_registered_is_read_again_when_released(place, upload):
    from office.intake import take_in
    from office.makes import stop_registered
    from office.registering import entry_named

    uploads.put(place, upload, '通知.docx', paper())
    taken(place, upload)
    with reading(place.engine) as connection:
        entry = entry_named(connection, 1)
    stop_registered(place, entry)
    release(place, entry.sha256, '人工核对不涉密')
    assert [one.status for one in take_in(place)] == ['registered']
    with reading(place.engine) as connection:
        again = register.get(connection, 1)
    assert (again.state, again.file, again.doc_number) == ('done', '通知.docx', '示民函〔2026〕12号')
