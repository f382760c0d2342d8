"""Archives taken apart: each kind, its password, and what is wrong with it."""

import io
import tarfile
import zipfile

import pytest

from extractors.containers.kind import container_kind
from extractors.containers.opening import opened
from extractors.containers.rars import bsdtar
from model.errors import BadInput, Damaged, Encrypted, TooLarge, Unsupported
from tests import build, build_containers
from tests.tools import missing

pytestmark = pytest.mark.usefixtures('in_process')
NAME = '报表/甲县.txt'
OLD_LOCK = bytes.fromhex(
    '504b03040a00090000003995765d86a61036110000000500000005000000612e74787493b57d48ee8341f0ba1e43cc03'
    '2e91d83d504b070886a610361100000005000000504b01021e030a00090000003995765d86a610361100000005000000'
    '050000000000000001000000a48100000000612e747874504b0506000000000100010033000000440000000000'
)
"""a.txt, 'hello', locked with 'abc' by Info-ZIP."""


def contents(path, password=None, file=None):
    with opened(path, file or path.name, lambda _: password) as found:
        faults = {name: error.code for name, error in found.faults}
        return {member.name: member.path.read_bytes() for member in found.members}, faults


def zipped(path, files, packing=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, 'w', packing) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def locked(path, password):
    import pyzipper

    with pyzipper.AESZipFile(path, 'w', encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password)
        archive.writestr(NAME, b'hello')
    return path


def tarred(path, mode='w:gz'):
    with tarfile.open(path, mode) as archive:
        info = tarfile.TarInfo(NAME)
        info.size = 5
        archive.addfile(info, io.BytesIO(b'hello'))
        link = tarfile.TarInfo('链接')
        link.type, link.linkname = tarfile.SYMTYPE, '/etc/passwd'
        archive.addfile(link)
    return path


def seven(path, password=None, *, is_header_locked=False):
    import py7zr

    with py7zr.SevenZipFile(path, 'w', password=password, header_encryption=is_header_locked) as archive:
        archive.writestr('hello', NAME)
        archive.writestr('two', 'b.txt')
    return path


def test_a_zip_gives_its_files_under_names_that_are_read(tmp_path):
    names = [NAME.encode('gbk'), '目录.txt'.encode('gbk'), b'../evil.txt']
    members = {**dict.fromkeys(names, b'hello'), b'__MACOSX/._x': b'\0\x05\x16\x07'}
    path = build_containers.raw_zip(tmp_path / 'a.zip', members)
    assert contents(path) == ({NAME: b'hello', '目录.txt': b'hello'}, {'_/evil.txt': 'damaged'})


def test_what_an_archive_gave_is_gone_afterwards(tmp_path):
    with opened(zipped(tmp_path / 'a.zip', {NAME: b'1'}), 'a.zip') as found:
        (member,) = found.members
        assert member.path.name == '甲县.txt'
    assert not member.path.exists()


@pytest.mark.parametrize('encoding', ['utf-8', 'gb18030'])
def test_a_password_opens_in_either_encoding(tmp_path, encoding):
    path = locked(tmp_path / 'a.zip', '密码1'.encode(encoding))
    assert contents(path, '密码1')[0] == {NAME: b'hello'}


@pytest.mark.parametrize(('given', 'words'), [(None, "请输入密码"), ('wrong', "密码不对")])
@pytest.mark.parametrize('make', [lambda path: locked(path, b'right'), lambda path: seven(path, 'right')])
def test_without_the_password_it_is_asked_for(tmp_path, make, given, words):
    with pytest.raises(Encrypted, match=words) as told:
        contents(make(tmp_path / 'a'), given, '甲.zip')
    assert told.value.code == 'needs_password'
    assert '“甲.zip”' in told.value.message
    assert 'wrong' not in told.value.message


def test_the_old_way_to_lock_a_zip_is_known(tmp_path):
    path = tmp_path / 'a.zip'
    path.write_bytes(OLD_LOCK)
    assert contents(path, 'abc')[0] == {'a.txt': b'hello'}
    with pytest.raises(Encrypted):
        contents(path, 'abd')


@pytest.mark.parametrize('is_header_locked', [False, True])
def test_a_7z_opens_with_its_password(tmp_path, is_header_locked):
    path = seven(tmp_path / 'a.7z', '密码', is_header_locked=is_header_locked)
    assert contents(path, '密码')[0] == {NAME: b'hello', 'b.txt': b'two'}


def test_a_7z_that_is_cut_short_is_damaged(tmp_path):
    path = seven(tmp_path / 'a.7z')
    assert contents(path)[0] == {NAME: b'hello', 'b.txt': b'two'}
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(Damaged):
        contents(path)


@pytest.mark.parametrize(('mode', 'kind'), [('w', 'tar'), ('w:gz', 'gz'), ('w:xz', 'xz')])
def test_a_tar_gives_files_and_tells_of_links(tmp_path, mode, kind):
    path = tarred(tmp_path / 'a', mode)
    assert container_kind(path) == kind
    assert contents(path) == ({NAME: b'hello'}, {'链接': 'unsupported'})


def test_a_file_that_is_packed_alone_loses_the_last_part_of_its_name(tmp_path):
    import gzip

    path = tmp_path / '甲县.csv.gz'
    path.write_bytes(gzip.compress(b'a,b'))
    assert contents(path)[0] == {'甲县.csv': b'a,b'}


def test_a_rar_is_taken_apart_where_a_program_knows_it(tmp_path):
    if bsdtar() is None:
        missing('bsdtar is not installed')
    path = build_containers.rar(tmp_path / 'a.rar', {NAME: b'hello', '../x.txt': b'1'})
    assert contents(path) == ({NAME: b'hello'}, {'_/x.txt': 'damaged'})
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(Damaged):
        contents(path)


def test_an_old_rar_has_names_in_gbk(tmp_path):
    if bsdtar() is None:
        missing('bsdtar is not installed')
    path = build_containers.rar_4(tmp_path / 'a.rar', {'乙县.txt'.encode('gbk'): b'hello', b'b.txt': b'1'})
    assert contents(path)[0] == {'乙县.txt': b'hello', 'b.txt': b'1'}


@pytest.mark.parametrize(
    'make',
    [
        lambda path: build_containers.rar_4(path, {b'a': b'1'}, archive_flags=0x80),
        lambda path: build_containers.rar_4(path, {b'a': b'1'}, file_flags=4),
        lambda path: build_containers.rar(path, {'a': b'1'}, extra=b'\x02\x05\x00\x02\x01\x00'),
    ],
)
def test_a_locked_rar_is_told_before_anything_is_made_of_it(tmp_path, make):
    if bsdtar() is None:
        missing('bsdtar is not installed')
    with pytest.raises(Encrypted, match='WinRAR'):
        contents(make(tmp_path / 'a.rar'))


def test_without_that_program_a_rar_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr('extractors.containers.rars.bsdtar', lambda: None)
    with pytest.raises(Unsupported, match='libarchive-tools'):
        contents(build_containers.rar(tmp_path / 'a.rar', {NAME: b''}))


@pytest.mark.parametrize('name', ['a.zip.001', 'a.z01', 'a.part2.rar', 'a.7z.003'])
def test_a_volume_says_so_by_its_name(tmp_path, name):
    with pytest.raises(Unsupported, match='分卷'):
        contents(zipped(tmp_path / 'a', {NAME: b'1'}), file=name)


def test_a_volume_says_so_by_what_it_holds(tmp_path):
    with pytest.raises(Unsupported, match='分卷'):
        contents(build_containers.rar(tmp_path / 'a.rar', {NAME: b''}, archive_flags=1))


def test_an_archive_without_a_file_is_told(tmp_path):
    with pytest.raises(Damaged, match='空的压缩包'):
        contents(zipped(tmp_path / 'a.zip', {'空/': b''}))


def test_a_member_with_a_password_of_its_own_is_not_called_damaged(tmp_path):
    import pyzipper

    with pyzipper.AESZipFile(tmp_path / 'a.zip', 'w', encryption=pyzipper.WZ_AES) as archive:
        for name, word in (('a.txt', b'one'), ('bb.txt', b'two')):
            archive.setpassword(word)
            archive.writestr(name, name)
    assert contents(tmp_path / 'a.zip', 'one') == ({'a.txt': b'a.txt'}, {'bb.txt': 'encrypted'})


def test_files_of_one_name_in_a_7z_keep_their_endings(tmp_path):
    import py7zr

    with py7zr.SevenZipFile(tmp_path / 'a.7z', 'w') as archive:
        archive.writestr('1', NAME)
        archive.writestr('2', NAME)
    assert contents(tmp_path / 'a.7z')[0] == {NAME: b'1', '报表/甲县~2.txt': b'2'}


def test_one_broken_file_leaves_the_others(tmp_path):
    path = zipped(tmp_path / 'a.zip', {'a.txt': b'hello', 'b.txt': b'world'}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b'hello', b'hallo'))
    assert contents(path) == ({'b.txt': b'world'}, {'a.txt': 'damaged'})


def test_a_bomb_is_not_expanded(tmp_path):
    with pytest.raises(TooLarge, match='炸弹'):
        contents(zipped(tmp_path / 'a.zip', {'a.txt': bytes(30 * 2**20)}))


def test_too_many_files_are_told(tmp_path):
    with pytest.raises(TooLarge, match='2001个'):
        contents(zipped(tmp_path / 'a.zip', {f'{n}.txt': b'' for n in range(2001)}))


@pytest.mark.parametrize(
    'data', [b'PK\x03\x04' + bytes(50), b"7z\xbc\xaf'\x1c" + bytes(60), b'\x1f\x8b\x08' + bytes(40)]
)
def test_what_only_begins_as_an_archive_is_damaged(tmp_path, data):
    path = tmp_path / 'a.zip'
    path.write_bytes(data)
    with pytest.raises(BadInput) as told:
        contents(path)
    assert told.value.message.startswith('“a.zip”')


def test_a_document_that_is_a_zip_is_no_container(tmp_path):
    assert container_kind(build.docx(tmp_path / 'a.docx', build.p('甲'))) is None
    assert container_kind(zipped(tmp_path / 'a.ofd', {'OFD.xml': '<a/>'})) is None
    assert container_kind(zipped(tmp_path / 'a.docx', {'报表/a.docx': '1'})) == 'zip'
