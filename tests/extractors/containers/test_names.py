"""Names inside containers: as a person reads them, leading nowhere outside."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.containers.names import bytes_to_name, is_leftover, namer, safe_name, zip_name


@pytest.mark.parametrize(
    ('name', 'encoding'),
    [
        ('甲县报表.xlsx', 'utf-8'),
        ('甲县报表.xlsx', 'gb18030'),
        ('目录.docx', 'gb18030'),
        ('联通.txt', 'gb18030'),
        ('示例協會章程.doc', 'big5'),
        ('テスト.txt', 'utf-8'),
        ('return.xlsx', 'ascii'),
    ],
)
def test_the_letters_of_a_name_are_told_by_its_bytes(name, encoding):
    assert bytes_to_name(name.encode(encoding)) == name


def test_a_unicode_path_counts_only_where_it_is_of_this_name():
    raw, path = b'?.txt', '鿏.txt'.encode()
    data = b'\x01' + zlib.crc32(raw).to_bytes(4, 'little') + path
    extra = b'\x0a\0\x02\0ab' + b'\x75\x70' + len(data).to_bytes(2, 'little') + data
    assert zip_name('?.txt', extra, is_utf_8=False) == '鿏.txt'
    assert zip_name('!.txt', extra, is_utf_8=False) == '!.txt'


def test_a_gbk_name_that_was_taken_for_that_of_dos_is_mended():
    assert zip_name('乙县.doc'.encode('gbk').decode('cp437'), b'', is_utf_8=True) == '乙县.doc'
    assert zip_name('乙县.doc', b'', is_utf_8=True) == '乙县.doc'
    assert zip_name('café.doc', b'', is_utf_8=True) == 'café.doc'


@pytest.mark.parametrize(
    ('name', 'safe'),
    [
        ('报表\\甲县.xlsx', '报表/甲县.xlsx'),
        ('./a//b.docx', './a/b.docx'.removeprefix('./')),
        ('../a.docx', None),
        ('a/../../b.docx', None),
        ('/etc/a.docx', None),
        ('C:\\a.docx', None),
        ('a.docx\0.exe', None),
        ('con.docx', '_con.docx'),
        ('a\u202excod.exe', 'axcod.exe'),
        ('a?.docx ', 'a_.docx'),
        ('e\u0301.txt', 'é.txt'),
    ],
)
def test_a_name_leads_nowhere_and_hides_nothing(name, safe):
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending():
    assert safe_name('附' * 300 + '.docx') == '附' * 75 + '.docx'


@given(st.text(max_size=60))
def test_a_safe_name_is_safe_again_and_has_no_way_up(name):
    safe = safe_name(name)
    assert safe is None or (safe_name(safe) == safe and '..' not in safe.split('/') and safe[0] != '/')


@pytest.mark.parametrize(
    ('name', 'data'),
    [
        ('__MACOSX/a/._b.docx', b'\0\x05\x16\x07\0\x02'),
        ('.DS_Store', b'\0\0\0\x01Bud1'),
        ('x/Thumbs.db', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
        ('desktop.ini', b'[.ShellClassInfo]'),
        ('~$b.docx', bytes(162)),
    ],
)
def test_what_a_system_left_is_told_by_what_it_holds(tmp_path, name, data):
    path = tmp_path / 'a'
    path.write_bytes(data)
    assert is_leftover(name, path)
    path.write_bytes(b'PK\x03\x04' + bytes(2000))
    assert not is_leftover(name, path)


def test_the_second_file_of_a_name_gets_a_number():
    give = namer()
    assert [give(name) for name in ('a/b.doc', 'a/B.doc', 'b.doc', 'a/b.doc')] == [
        *('a/b.doc', 'a/B~2.doc', 'b.doc', 'a/b~3.doc')
    ]
