"""What cannot be read: each kind told apart, in the user's words, and never as a foreign exception."""

import random
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.containers.opening import opened
from extractors.readers import guard, zipguard
from extractors.readers.registry import read_document
from model.errors import BadInput, Damaged, Encrypted, ReaderFailed, ShoufaError, TooLarge, Unsupported
from tests import build
from tests.build import p

HEIC_HEAD = b'\0\0\0\x18ftypheic'


def test_a_file_that_no_reader_takes_is_told_with_its_name(tmp_path):
    path = tmp_path / '通知.docx'
    path.write_bytes(HEIC_HEAD)
    with pytest.raises(Unsupported, match="HEIC") as caught:
        read_document(path, '收文/通知.docx')
    assert caught.value.code == 'unsupported'
    assert caught.value.message.startswith("“收文/通知.docx”：")


def test_an_empty_file_is_told(tmp_path):
    (tmp_path / 'a.docx').touch()
    with pytest.raises(Damaged, match="空文件"):
        read_document(tmp_path / 'a.docx')


def test_a_zip_of_other_files_is_told(tmp_path):
    with pytest.raises(Unsupported, match="压缩包"):
        read_document(build.packed(tmp_path / 'a.docx', {'报表/甲县.xlsx': 'x'}))


def test_an_encrypted_container_is_told(tmp_path):
    with pytest.raises(Encrypted, match="设了打开密码"):
        read_document(build.ole(tmp_path / 'a.docx', 'EncryptionInfo', 'EncryptedPackage'))


def test_a_folder_and_a_missing_file_are_told(tmp_path):
    with pytest.raises(Unsupported, match="文件夹"):
        read_document(tmp_path)
    with pytest.raises(BadInput, match="找不到"):
        read_document(tmp_path / 'x.docx')


@pytest.mark.parametrize('name', ['通知.pdf', '通知.txt', '通知'])
def test_content_not_suffix_chooses_the_reader(tmp_path, name):
    document = read_document(build.docx(tmp_path / name, p('甲')))
    assert (document.format, document.file) == ('docx', str(tmp_path / name))
    assert len(document.sha256) == 64


def test_a_truncated_container_is_damaged(tmp_path):
    path = build.docx(tmp_path / 'a.docx', p('甲'))
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(Damaged, match="不完整"):
        read_document(path)


def test_a_password_on_a_zip_is_told(tmp_path):
    path = build.docx(tmp_path / 'a.docx', p('甲'))
    data = bytearray(path.read_bytes())
    at = 0
    while (at := data.find(b'PK\x01\x02', at)) >= 0:
        data[at + 8] |= 1
        at += 4
    path.write_bytes(data)
    with pytest.raises(Encrypted, match="密码"):
        read_document(path)


def test_a_zip_bomb_is_too_large(tmp_path):
    path = build.docx(tmp_path / 'a.docx', p('甲'), members={'word/media/a.bin': bytes(64 * 2**20)})
    with pytest.raises(TooLarge, match="压缩炸弹"):
        read_document(path)


def test_a_member_that_lies_about_its_size_is_damaged(tmp_path):
    path = build.docx(tmp_path / 'a.docx', p('甲' * 5000))
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo('word/document.xml').file_size
    path.write_bytes(data.replace(size.to_bytes(4, 'little'), (64).to_bytes(4, 'little')))
    with pytest.raises(Damaged):
        read_document(path)


def test_too_many_members_are_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(zipguard, 'MAX_MEMBERS', 3)
    with pytest.raises(TooLarge, match="部件"):
        read_document(build.docx(tmp_path / 'a.docx', p('甲')))


@pytest.mark.parametrize('name', ['../a.xml', '/etc/a.xml', 'C:\\a.xml', 'word/../../a.xml'])
def test_a_member_outside_the_container_is_refused(tmp_path, name):
    with pytest.raises(Damaged, match="指向文件之外"):
        read_document(build.docx(tmp_path / 'a.docx', p('甲'), members={name: 'x'}))


@pytest.mark.filterwarnings('ignore:Duplicate name')
def test_members_of_one_name_are_refused(tmp_path):
    path = build.docx(tmp_path / 'a.docx', p('甲'))
    with zipfile.ZipFile(path, 'a') as archive:
        archive.writestr('word/document.xml', 'x')
    with pytest.raises(Damaged, match="重名"):
        read_document(path)


ENTITY = '<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize('encoding', ['utf-8', 'utf-16'])
def test_entities_are_blocked_before_any_parser(tmp_path, encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITY}<w:document {build.NAMESPACES}/>'.encode(
        encoding
    )
    path = build.docx(tmp_path / 'a.docx', '', members={'word/document.xml': xml})
    with pytest.raises(Damaged, match="实体声明"):
        read_document(path)
    with pytest.raises(Damaged, match="实体声明"):
        zipguard.read_members(path, lambda _: True)


def test_an_odd_encoding_cannot_hide_entities():
    with pytest.raises(Damaged):
        zipguard.check_xml('a.xml', b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE')


def test_declaration_on_the_seam_of_two_chunks_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(zipguard, '_CHUNK', 7)
    path = build.packed(tmp_path / 'a.xlsx', {'xl/a.xml': f'<?xml version="1.0"?>{ENTITY}<a/>'})
    with pytest.raises(Damaged, match="实体声明"):
        zipguard.read_members(path, lambda _: True)


def test_a_good_container_passes_whole(tmp_path):
    zipguard.read_members(build.docx(tmp_path / 'a.docx', p('甲')), lambda _: True)


def test_every_foreign_exception_listed_exists_and_is_ours_afterwards():
    for name, (ours, words) in guard.FOREIGN.items():
        module, _, attribute = name.rpartition('.')
        foreign = getattr(pytest.importorskip(module), attribute)
        assert issubclass(foreign, Exception)
        assert issubclass(ours, BadInput)
        assert "；" in words


def test_a_wrapped_exception_is_known_by_what_it_wraps():
    assert type(guard.foreign_to_ours(RuntimeError(zlib.error()))) is Damaged


def test_an_unknown_exception_is_a_failed_reader_with_its_place():
    with pytest.raises(ReaderFailed, match=r'KeyError test_guard.py:\d+'), guard.reading('a.docx'):
        raise KeyError


def reads_or_says_why(path):
    message = path.name
    try:
        read_document(path)
    except ShoufaError as error:
        message = error.message
    assert path.name in message


HEADS = [
    b'',
    b'PK\x03\x04',
    b'%PDF-1.4\n',
    b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    b'<html>',
    b'{\\rtf1',
    HEIC_HEAD,
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.sampled_from(HEADS), st.binary(max_size=400), st.sampled_from(['a.docx', 'a.xlsx', 'a.pdf', 'a.txt'])
)
def test_random_bytes_never_raise_anything_foreign(tmp_path, head, data, name):
    path = tmp_path / name
    path.write_bytes(head + data)
    reads_or_says_why(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.integers(0, 3000), st.integers(0, 2**32))
def test_a_cut_or_scratched_document_never_raises_anything_foreign(tmp_path, cut, seed):
    path = build.docx(
        tmp_path / 'a.docx', p('甲'), parts={'styles': '', 'numbering': ''}, margins={'header': p('眉')}
    )
    data = bytearray(path.read_bytes())
    dice = random.Random(seed)
    for _ in range(dice.randrange(4)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    path.write_bytes(data[: len(data) - cut] if cut < 1000 else data)
    reads_or_says_why(path)


TAGS = [
    'w:p', 'w:r', 'w:t', 'w:tbl', 'w:tr', 'w:tc', 'w:tcPr', 'w:vMerge', 'w:sdt', 'w:sdtContent',
    'w:fldChar', 'w:pPr', 'w:numPr', 'w:numId', 'w:ilvl', 'w:gridSpan', 'w:txbxContent',
    'mc:AlternateContent', 'mc:Choice', 'w:sym', 'w:ruby',
]  # fmt: skip
VALUES = [
    '',
    *(f'w:val="{text}"' for text in ('', '1', '-3', 'x', '9' * 11)),
    'w:fldCharType="end"',
    'w:char="zz"',
]


@st.composite
def odd_markup(draw, depth=4):
    tag, attribute = draw(st.sampled_from(TAGS)), draw(st.sampled_from(VALUES))
    inner = ''.join(draw(odd_markup(depth - 1)) for _ in range(draw(st.integers(0, 3)))) if depth else '甲'
    return f'<{tag} {attribute}>{inner}</{tag}>'


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(odd_markup())
def test_markup_that_no_editor_writes_is_read(tmp_path, xml):
    numbering = build.levels(('decimal', '%1.'))
    assert (
        read_document(build.docx(tmp_path / 'a.docx', xml, parts={'numbering': numbering})).format == 'docx'
    )


@pytest.mark.parametrize(
    ('name', 'kind'),
    [('a.docx', "Word 文档"), ('a.xlsx', "电子表格"), ('a.pptx', "演示文稿"), ('a.ofd', "OFD 文件")],
)
@pytest.mark.parametrize('first', ['[Content_Types].xml', 'theme/theme1.xml'])
def test_a_document_cut_off_is_no_damaged_archive(tmp_path, name, kind, first):
    whole = build.packed(tmp_path / name, {first: 'x' * 99, 'b.xml': 'y'}).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Damaged) as caught:
        read_document(tmp_path / name, name)
    assert f"{kind}已损坏或不完整" in caught.value.message
    assert "压缩" not in caught.value.message


def test_such_a_document_is_told_so_on_its_way_in_too(tmp_path):
    whole = build.packed(tmp_path / 'a.odt', {'theme/theme1.xml': 'x' * 99, 'b.xml': 'y'}).read_bytes()
    (tmp_path / 'a.odt').write_bytes(whole[: len(whole) // 2])
    told = r"“甲县/a\.odt”：Word 文档已损坏"
    with pytest.raises(Damaged, match=told), opened(tmp_path / 'a.odt', '甲县/a.odt'):
        pass
