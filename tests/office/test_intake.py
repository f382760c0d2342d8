import hashlib
import io
import time
import zipfile
from types import SimpleNamespace

import pytest

from model.errors import UsageFault
from office import inbox, registering
from office.intake import take_in
from store import register
from store.engine import reading


def run(place, *paths):
    return list(take_in(place, paths))


def statuses(place):
    return sorted(outcome.status for outcome in run(place))


def left_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob('*') if path.is_file())


GOOD = (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, '否')


def test_a_return_goes_from_the_inbox_to_the_archive_and_the_register(with_ledger, survey):
    survey('甲县/附件1.xlsx', GOOD)
    (outcome,) = run(with_ledger)
    assert (outcome.status, outcome.kind, outcome.file) == ('registered', 'return', '甲县/附件1.xlsx')
    assert left_in(with_ledger.rooms.inbox) == []
    assert left_in(with_ledger.rooms.archive) == ['00001_附件1.xlsx']


def test_two_counties_may_send_files_of_one_name(with_ledger, survey):
    survey('甲县/附件1.xlsx', GOOD)
    survey('乙县/附件1.xlsx', (1, '示例市乙二协会', 8, 4, 4, 2, 2, 0, '否'))
    assert statuses(with_ledger) == ['registered', 'registered']
    with reading(with_ledger.engine) as connection:
        assert [entry.sender_hint for entry in register.list_entries(connection)] == ['乙县', '甲县']


def test_the_same_bytes_are_registered_once(with_ledger, survey):
    path = survey('甲县/附件1.xlsx', GOOD)
    (with_ledger.rooms.inbox / '又一份.xlsx').write_bytes(path.read_bytes())
    assert statuses(with_ledger) == ['duplicate', 'registered']
    assert left_in(with_ledger.rooms.inbox) == []


def test_a_paper_that_was_struck_off_and_comes_again_says_so(with_ledger, survey):
    path = survey('附件1.xlsx', GOOD)
    data = path.read_bytes()
    run(with_ledger)
    registering.withdraw(with_ledger, 1, '登记有误')
    path.write_bytes(data)
    (outcome,) = run(with_ledger)
    assert '已撤下（登记有误），没有待办' in outcome.message
    assert 'register reread 1' in outcome.message
    assert '原已撤下（登记有误），现在重新有效' in registering.reread(with_ledger, 1)


def test_a_second_run_registers_nothing(with_ledger, survey):
    survey('甲县/附件1.xlsx', GOOD)
    run(with_ledger)
    assert run(with_ledger) == []


def test_a_file_that_grows_between_two_looks_waits_for_the_next_run(with_ledger, survey, monkeypatch):
    path = survey('甲县/附件1.xlsx', GOOD)
    data = path.read_bytes()
    path.write_bytes(data[:-9])
    clock = SimpleNamespace(time=time.time, sleep=lambda _: path.write_bytes(data))
    monkeypatch.setattr(inbox, 'time', clock)
    assert statuses(with_ledger) == ['growing']
    assert left_in(with_ledger.rooms.inbox) == ['甲县/附件1.xlsx']
    clock.sleep = lambda _: None
    assert statuses(with_ledger) == ['registered']


def bomb():
    data = io.BytesIO()
    with zipfile.ZipFile(data, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('[Content_Types].xml', '<Types/>')
        archive.writestr('word/document.xml', b'0' * 300_000_000)
    return data.getvalue()


@pytest.mark.parametrize(
    ('name', 'make'),
    [
        ('空白.docx', bytes),
        ('断了.docx', lambda: b'PK\x03\x04' + b'\x00' * 40),
        ('炸弹.docx', bomb),
        ('乱码.pdf', lambda: bytes(range(256)) * 40),
        ('旧.doc', lambda: bytes.fromhex('d0cf11e0a1b11ae1') + b'\x00' * 600),
    ],
)
def test_an_unusable_file_is_set_aside_with_its_reason(place, survey, name, make):
    data = make()
    (place.rooms.inbox / '甲县').mkdir()
    (place.rooms.inbox / '甲县' / name).write_bytes(data)
    survey('好的.xlsx', GOOD)
    assert statuses(place) == ['registered', 'unreadable']
    assert left_in(place.rooms.unreadable) == sorted([f'甲县/{name}', f'甲县/{name}.原因.txt'])
    reason = (place.rooms.unreadable / f'甲县/{name}.原因.txt').read_text('utf-8')
    assert name in reason
    assert (place.rooms.unreadable / '甲县' / name).read_bytes() == data


def test_a_classified_file_stays_where_it_is_and_leaves_no_trace(place, notice, survey):
    path = notice(
        '某某事项通知.docx', '秘密★5年', '示例市某某局文件', '关于某某事项的通知', '各单位：', '正文。'
    )
    before = path.read_bytes()
    survey('好的.xlsx', GOOD)
    outcomes = run(place)
    assert sorted(outcome.status for outcome in outcomes) == ['classified', 'registered']
    assert path.read_bytes() == before
    assert all('某某' not in outcome.message and outcome.file != '某某事项通知.docx' for outcome in outcomes)
    for file in place.rooms.root.rglob('*'):
        if file.is_file() and file != path:
            data = file.read_bytes()
            assert '某某事项'.encode() not in data
            assert b'\\u67d0\\u67d0\\u4e8b\\u9879' not in data
    with reading(place.engine) as connection:
        assert register.is_secrecy_stop(connection, hashlib.sha256(before).hexdigest())


def test_a_file_from_elsewhere_is_taken_in_and_left_there(place, survey, tmp_path):
    path = survey('a.xlsx', GOOD).rename(tmp_path / '别处.xlsx')
    (outcome,) = run(place, path)
    assert outcome.status == 'registered'
    assert path.exists()


def test_a_path_that_does_not_exist_is_refused(place, tmp_path):
    with pytest.raises(UsageFault, match='找不到'):
        run(place, tmp_path / '没有.docx')


def test_lock_files_and_downloads_are_not_documents(place):
    for name in ('~$表.docx', '.隐藏.docx', '表.docx.crdownload', 'Thumbs.db'):
        (place.rooms.inbox / name).write_bytes(b'x')
    assert run(place) == []


def test_one_odd_paper_does_not_stop_the_others(place, survey, notice, monkeypatch):
    def fault(_):
        raise LookupError

    monkeypatch.setattr('office.understanding.notice_of', fault)
    notice('怪.docx')
    survey('好的.xlsx', GOOD)
    assert statuses(place) == ['registered', 'unreadable']
    assert 'LookupError' in (place.rooms.unreadable / '怪.docx.原因.txt').read_text('utf-8')


def test_a_file_that_cannot_be_opened_stays_and_the_rest_goes_on(place, survey, monkeypatch):
    locked = survey('锁住.xlsx', GOOD)
    survey('好的.xlsx', (1, '示例市乙二协会', 8, 4, 4, 2, 2, 0, '否'))
    real = inbox.file_to_sha256

    def refuse(path):
        if path == locked:
            raise PermissionError
        return real(path)

    monkeypatch.setattr(inbox, 'file_to_sha256', refuse)
    assert statuses(place) == ['registered', 'unreadable']
    assert locked.exists()
