"""A backup holds all that is the office's, of one moment, and comes back byte for byte or not at all."""

import datetime as dt
import errno
import hashlib
import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from docx import Document

from model.errors import CannotStart, Damaged, NotAnOffice, UsageFault
from office import backing_up
from office.backing_up import back_up, settings_without_password
from office.backup_file import DATABASE, LIST, check_members, open_backup
from office.config import open_workplace
from office.importing import import_ledger
from office.inbox import file_to_sha256
from office.intake import take_in
from office.restoring import _settle_heads, restore
from office.sanity import examine
from store import audit, register
from store.dialect_sqlite import path_to_engine
from store.engine import atomic, reading
from store.ledger_hash import ledger_hash
from store.schema import head, migrate
from store.snapshot import take_snapshot
from tests.office.conftest import LEDGER, NOTICE
from tests.office.drafted import put_all
from tests.outgoing import papers

NOW = dt.datetime(2026, 3, 13, 9, 30)


def paper(path, *lines):
    """A notice."""
    document = Document()
    for line in lines or NOTICE:
        document.add_paragraph(line)
    document.save(path)


@pytest.fixture(scope='module')
def template(founded, tmp_path_factory):
    """An office with a ledger, two papers in 存档/, drafts, and files of its own, to be copied."""
    root = Path(shutil.copytree(founded, tmp_path_factory.mktemp('底') / '办公室'))
    (root.parent / '台账.csv').write_text(LEDGER, 'utf-8')
    with open_workplace(root, NOW.date()) as place:
        import_ledger(place, root.parent / '台账.csv')
        paper(place.rooms.inbox / '通知.docx')
        paper(place.rooms.inbox / '另一份.docx', '关于值班的说明', '请各科室知悉。')
        list(take_in(place))
        put_all(place, {f'函{number}.docx': papers.letter(f'示例市第{number}协会') for number in (1, 2)})
        paper(place.rooms.inbox / '没收的.docx', '还没有收进来')
    (root / '放假安排.csv').write_text('日期,类型\n2026-05-01,放假\n', 'utf-8')
    (root / '通讯录').mkdir()
    (root / '通讯录' / '值班：一.txt').write_text('值班', 'utf-8')
    (root / '发文' / '.写稿.json').write_text('{}', 'utf-8')
    return root


@pytest.fixture
def office(template, tmp_path):
    root = Path(shutil.copytree(template, tmp_path / '办公室'))
    with open_workplace(root, NOW.date()) as place:
        yield place


@pytest.fixture(scope='module')
def made(template, tmp_path_factory):
    return back_up(template, tmp_path_factory.mktemp('备份') / '一.zip', NOW).file


def files_of(root):
    """Every file of an office by path and hash, but databases and what belongs to the machine."""
    paths = (path for path in Path(root).rglob('*') if path.is_file() and '收文' not in path.parts)
    held = {path.relative_to(root).as_posix(): path for path in paths}
    ours = {name for name in held if name.endswith('.写稿.json') or not name.startswith('.')}
    return {name: file_to_sha256(held[name]) for name in ours if not name.startswith(('shoufa', '操作'))}


def test_everything_comes_back_as_it_was(office, tmp_path):
    made = back_up(office.rooms.root, tmp_path / '一.zip', NOW)
    assert made.faults == ()
    assert (tmp_path / '一.zip').stat().st_mode & 0o077 == 0
    done = restore(tmp_path / '一.zip', tmp_path / '新', NOW)
    assert files_of(tmp_path / '新') == files_of(office.rooms.root)
    with open_workplace(tmp_path / '新', office.today) as place:
        with reading(place.engine) as connection:
            assert ledger_hash(connection) == made.manifest.ledger
            lines = audit.lines(connection)
        assert (lines[-1]['act'], lines[-1]['about']) == ('restored', NOW.isoformat())
        assert [one for one in examine(place) if one.severity != 'info'] == []
    assert (done.notes, done.schema) == ((), head())
    assert sorted(path.name for path in tmp_path.glob('.*')) == []


def test_the_inbox_is_left_out_and_told(office, tmp_path):
    made = back_up(office.rooms.root, tmp_path, NOW)
    assert made.file.name == '收发备份-20260313-093000.zip'
    assert made.manifest.left_out[0].startswith("收文/ 里还没有收进来的1个文件")
    assert not any('没收的' in member.path for member in made.manifest.members)


def test_nothing_of_a_stopped_file_is_in_a_backup(office, tmp_path):
    secret = office.rooms.archive / '00009_某专项.docx'
    secret.write_text('秘密')
    with atomic(office.engine) as connection:
        register.add_secrecy_stop(connection, file_to_sha256(secret), NOW)
    made = back_up(office.rooms.root, tmp_path / '一.zip', NOW)
    assert "涉密停止的文件1个" in made.manifest.left_out
    assert '某专项' not in json.dumps(made.manifest.left_out) + ''.join(m.path for m in made.manifest.members)


def test_a_backup_lies_outside_and_covers_no_other(office, tmp_path):
    root = office.rooms.root
    (tmp_path / '旧.zip').write_bytes(b'x')
    for target, told in (
        (root / '一.zip', '不能放在办公室文件夹里'),
        (root / '存档', '不能放在办公室文件夹里'),
        (tmp_path / '旧.zip', '没有覆盖'),
        (tmp_path / '没有' / '一.zip', '不存在'),
    ):
        with pytest.raises(UsageFault, match=told):
            back_up(root, target, NOW)
    with pytest.raises(NotAnOffice):
        back_up(tmp_path, tmp_path / '二.zip', NOW)


def test_an_original_that_is_not_as_registered_is_told(office, tmp_path):
    first, second = sorted(path for path in office.rooms.archive.iterdir() if path.is_file())
    first.write_bytes(b'changed')
    second.unlink()
    made = back_up(office.rooms.root, tmp_path / '一.zip', NOW)
    assert made.faults == (
        f"存档/{first.name}：和登记时的内容不一样",
        f"存档/{second.name}：登记过，文件不在了",
    )


def test_a_backup_made_while_papers_come_in_holds_together(place, tmp_path):
    for number in range(4):
        lines = ('示例省民政厅文件', f'示民函〔2026〕{number + 1}号', f'关于第{number}件事的通知')
        paper(place.rooms.inbox / f'通知{number}.docx', *lines)
    working = take_in(place)
    next(working)
    back_up(place.rooms.root, tmp_path / '一.zip', NOW)
    list(working)
    restore(tmp_path / '一.zip', tmp_path / '新', NOW)
    with open_workplace(tmp_path / '新', place.today) as again:
        assert {one.code for one in examine(again)} <= {'not_read', 'not_archived'}
        with reading(again.engine) as connection:
            assert 1 <= len(register.list_entries(connection)) <= 2


@pytest.mark.parametrize(
    ('data', 'state'), [(b'words', 'stored'), (b'\x89PNG\r\n\x1a\n' + bytes(8), 'received')]
)
def test_an_original_that_had_just_come_in_is_taken_up(data, state, place, tmp_path, monkeypatch):
    sha256 = hashlib.sha256(data).hexdigest()
    with atomic(place.engine) as connection:
        register.add(connection, file='甲', sender_hint=None, sha256=sha256, at=NOW)

    def come_in(where, to):
        take_snapshot(where, to)
        (place.rooms.archive / '00001_甲').write_bytes(data)
        (place.rooms.archive / '00002_乙').write_bytes(b'later')

    monkeypatch.setattr(backing_up, 'take_snapshot', come_in)
    made = back_up(place.rooms.root, tmp_path / '一.zip', NOW)
    assert '备份开始后才收进 存档/ 的文件1个，下次备份会有' in made.manifest.left_out
    restore(made.file, tmp_path / '新', NOW)
    with open_workplace(tmp_path / '新', NOW.date()) as again, reading(again.engine) as connection:
        (entry,) = register.list_entries(connection)
    assert (entry.state, entry.archived_as) == (state, '00001_甲' if state == 'stored' else None)


def test_a_disk_that_is_full_leaves_nothing_behind(office, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(zipfile.ZipFile, 'writestr', full)
    with pytest.raises(CannotStart, match='原来的数据没有动'):
        back_up(office.rooms.root, tmp_path / '一.zip', NOW)
    assert [path.name for path in tmp_path.iterdir() if path.suffix != '.csv'] == ['办公室']


def test_a_password_in_the_settings_does_not_leave_the_office():
    told = settings_without_password(
        '# database = "postgresql+psycopg://甲:geheim@旧/库"  # 以前的\n'
        'database = "postgresql+psycopg://乙:streng%40@主机/ku"\n'.encode()
    ).decode()
    assert 'geheim' not in told
    assert 'streng' not in told
    assert "# 以前的" in told


def rewritten(source, target, change):
    """A backup like another with what change makes of each member's name and bytes; None leaves it out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, 'w') as new:
        for name in old.namelist():
            changed = change(name, old.read(name))
            if changed:
                new.writestr(*changed)
    return target


def listed(change):
    """The same list after change has worked on it."""

    def rewrite(name, data):
        if name != LIST:
            return name, data
        told = json.loads(data)
        change(told)
        return name, json.dumps(told)

    return rewrite


def first_file(told):
    return next(one for one in told['members'] if one['path'].endswith('放假安排.csv'))


BAD = {
    '少一个': lambda name, data: None if name.endswith('.csv') else (name, data),
    '改过': lambda name, data: (name, data + b' ' if name.endswith('.csv') else data),
    '没有清单': lambda name, data: None if name == LIST else (name, data),
    '路径往外': lambda name, data: (
        name.replace('办公室/放假安排.csv', '办公室/../../放假安排.csv'),
        data.replace('办公室/放假安排.csv'.encode(), '办公室/../../放假安排.csv'.encode()),
    ),
    '数目不符': listed(lambda told: told['lines'].update(subjects=1)),
    '台账不符': listed(lambda told: told.update(ledger='0' * 64)),
    '大小不符': listed(lambda told: first_file(told).update(size=3)),
}


@pytest.mark.parametrize('how', sorted(BAD))
def test_a_backup_that_is_not_as_it_was_made_is_refused(how, made, tmp_path):
    bad = rewritten(made, tmp_path / '坏.zip', BAD[how])
    with pytest.raises(Damaged):
        restore(bad, tmp_path / '新', NOW)
    assert not (tmp_path / '新').exists()
    assert not (tmp_path.parent / '放假安排.csv').exists()


@pytest.mark.parametrize('share', [0.2, 0.9, 0.999])
def test_a_part_of_a_backup_is_refused(share, made, tmp_path):
    data = made.read_bytes()
    (tmp_path / '半.zip').write_bytes(data[: int(len(data) * share)])
    with pytest.raises(Damaged):
        restore(tmp_path / '半.zip', tmp_path / '新', NOW)
    assert not (tmp_path / '新').exists()


@pytest.mark.parametrize('member', [DATABASE, '办公室/通讯录/值班：一.txt', LIST])
def test_flipped_bits_are_found_before_anything_is_written(member, made, tmp_path):
    data = bytearray(made.read_bytes())
    with zipfile.ZipFile(made) as archive:
        info = archive.getinfo(member)
    first = info.header_offset + 30 + len(member.encode()) + info.compress_size // 2
    for place in range(first, first + min(64, info.compress_size // 2)):
        data[place] ^= 0xFF
    (tmp_path / '翻.zip').write_bytes(data)
    with pytest.raises(Damaged):
        restore(tmp_path / '翻.zip', tmp_path / '新', NOW)
    assert not (tmp_path / '新').exists()


@pytest.mark.parametrize('key', ['format', 'schema'])
def test_a_newer_programs_backup_is_refused_with_words(key, made, tmp_path):
    newer = {'format': 2, 'schema': '9999'}[key]
    bad = rewritten(made, tmp_path / '新版.zip', listed(lambda told: told.update({key: newer})))
    with pytest.raises(CannotStart, match='较新版本的程序'):
        restore(bad, tmp_path / '新', NOW)


def test_a_backup_goes_only_where_nothing_is(made, tmp_path):
    (tmp_path / '有').mkdir()
    (tmp_path / '有' / '别的.txt').write_text('')
    for folder in (tmp_path / '有', made):
        with pytest.raises(UsageFault):
            restore(made, folder, NOW)
    (tmp_path / '空' / '.恢复中' / '半截').mkdir(parents=True)
    restore(made, tmp_path / '空', NOW)
    assert not (tmp_path / '空' / '.恢复中').exists()
    with pytest.raises(UsageFault, match='找不到'):
        restore(tmp_path / '没有.zip', tmp_path / '新', NOW)


def test_a_backup_of_the_first_schema_comes_forward(rooms, tmp_path):
    rooms.database.unlink()
    engine = path_to_engine(rooms.database)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        migrate(connection, '0001')
        values = {'number': 1, 'file': '旧.docx', 'sha256': '0' * 64, 'state': 'done', 'received_at': NOW}
        held = sa.Table('register', sa.MetaData(), autoload_with=connection)
        connection.execute(sa.insert(held).values(values))
    engine.dispose()
    made = back_up(rooms.root, tmp_path / '旧.zip', NOW)
    assert made.manifest.schema == '0001'
    done = restore(made.file, tmp_path / '新', NOW)
    assert done.schema == head()
    assert [path.name for path in (tmp_path / '新').glob('*.db')] == ['shoufa.db']
    with open_workplace(tmp_path / '新', NOW.date()) as place, reading(place.engine) as connection:
        assert [one.file for one in register.list_entries(connection)] == ['旧.docx']


def test_heads_of_the_record_later_than_the_copy_do_not_tell_of_a_cut(made, tmp_path):
    later = f'2026-03-14 {10**9:012} {"0" * 64}\n'.encode()
    early = f'2026-03-12 {1:012} {"1" * 64}\n'.encode()
    with open_backup(made) as (_, manifest):
        (tmp_path / '校验.txt').write_bytes(early + later)
        _settle_heads(tmp_path / '校验.txt', manifest)
    assert (tmp_path / '校验.txt').read_bytes() == early


def test_what_is_read_back_is_every_member(made):
    with open_backup(made) as (archive, manifest):
        read = [one.path for one in check_members(archive, manifest)]
    assert sorted(read) == sorted({*archive.namelist()} - {LIST})
    assert read[0] == DATABASE
