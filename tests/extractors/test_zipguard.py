"""The door of every zip: what is refused before anything of it is parsed, and that good ones pass."""

import struct
import zipfile

import pytest

from extractors.readers import guard, limits, zipguard
from model.errors import Damaged, Encrypted, TooLarge, Unsupported
from tests import build

LOCAL, CENTRAL = b'PK\x03\x04', b'PK\x01\x02'


@pytest.fixture
def good(tmp_path):
    return build.packed(tmp_path / 'a.zip', {'a.xml': '<a/>', '甲/b.xml': '<b/>', 'c.bin': bytes(99)})


def everything(_: str) -> bool:
    return True


def patched(path, mark: bytes, offset: int, new: bytes, which: int = 0):
    """The file with bytes changed at an offset behind the which-th mark."""
    data = bytearray(path.read_bytes())
    at = -1
    for _ in range(which + 1):
        at = data.index(mark, at + 1)
    data[at + offset : at + offset + len(new)] = new
    path.write_bytes(data)
    return path


def test_a_good_zip_passes_and_only_what_is_wanted_is_expanded(good):
    assert zipguard.list_members(good) == ('a.xml', '甲/b.xml', 'c.bin')
    assert zipguard.read_members(good, lambda name: name == '甲/b.xml') == {'甲/b.xml': b'<b/>'}
    zipguard.read_members(good, lambda _: True)


def test_sizes_told_behind_the_data_are_as_good(tmp_path):
    with (tmp_path / 'a.zip').open('wb') as raw, zipfile.ZipFile(raw, 'w', zipfile.ZIP_DEFLATED) as archive:
        raw.seekable = lambda: False
        with archive.open('a.xml', 'w') as member:
            member.write(b'<a/>')
    assert zipguard.read_members(tmp_path / 'a.zip', everything) == {'a.xml': b'<a/>'}


def test_a_zip_in_a_zip_is_bytes_like_any_other(tmp_path, good):
    outer = build.packed(tmp_path / 'b.zip', {'a.zip': good.read_bytes()})
    assert zipguard.list_members(outer) == ('a.zip',)


def test_members_that_share_bytes_are_refused(good):
    longer = struct.pack('<I', 60)  # in both headers, so that the directory and the member agree
    with pytest.raises(Damaged, match="互相重叠"):
        zipguard.list_members(patched(patched(good, CENTRAL, 20, longer), LOCAL, 18, longer))


def test_a_member_that_reaches_into_the_directory_is_refused(good):
    longer = patched(good, CENTRAL, 20, struct.pack('<I', 5000), which=2)
    with pytest.raises(Damaged):
        zipguard.list_members(patched(longer, LOCAL, 18, struct.pack('<I', 5000), which=2))


def test_something_before_the_first_member_is_refused(tmp_path, good):
    first = build.packed(tmp_path / 'b.zip', {'other.xml': '<other/>'})
    good.write_bytes(first.read_bytes() + good.read_bytes())
    with pytest.raises(Damaged, match="开头夹带"):
        zipguard.list_members(good)


@pytest.mark.parametrize(
    ('offset', 'new'), [(8, b'\0\0'), (18, b'\x01\0\0\0'), (30, b'b')], ids=['packing', 'size', 'name']
)
def test_a_header_that_differs_from_the_directory_is_refused(good, offset, new):
    with pytest.raises(Damaged, match="对不上"):
        zipguard.list_members(patched(good, LOCAL, offset, new))


@pytest.mark.parametrize(('offset', 'kind'), [(20, Damaged), (24, TooLarge), (42, Damaged)])
def test_a_directory_that_points_to_zip64_sizes_and_has_none_is_refused(good, offset, kind):
    with pytest.raises(kind), guard.reading('a.zip'):
        zipguard.list_members(patched(good, CENTRAL, offset, b'\xff' * 4))


@pytest.mark.parametrize('bit', [0, 6, 13], ids=['classic', 'strong', 'masked'])
def test_every_mark_of_a_password_is_known(good, bit):
    with pytest.raises(Encrypted, match="密码"):
        zipguard.list_members(patched(good, CENTRAL, 8, struct.pack('<H', 1 << bit)))


@pytest.mark.parametrize('packing', [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 9])
def test_rare_packings_are_listed_but_not_expanded(tmp_path, packing):
    path = tmp_path / 'a.zip'
    with zipfile.ZipFile(path, 'w', packing if packing != 9 else zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('a.xml', '<a/>')
    if packing == 9:
        patched(patched(path, LOCAL, 8, b'\x09'), CENTRAL, 10, b'\x09')
    assert zipguard.list_members(path) == ('a.xml',)
    with pytest.raises(Unsupported, match="少见的压缩方法"):
        zipguard.read_members(path, everything)


@pytest.mark.parametrize(
    'name', ['../a', '/a', 'C:\\a', 'a/../../b', 'a/..', '..', '..\\a', 'a\nword/document.xml']
)
def test_names_that_lead_outside_or_into_the_next_line_are_refused(tmp_path, name):
    with pytest.raises(Damaged, match="指向文件之外"):
        zipguard.list_members(build.packed(tmp_path / 'a.zip', {name: b''}))


@pytest.mark.parametrize('name', ['a..b', '...', 'a/...b', '甲：乙', 'word/d..xml'])
def test_names_with_dots_of_their_own_are_fine(tmp_path, name):
    assert zipguard.list_members(build.packed(tmp_path / 'a.zip', {name: b''})) == (name,)


def test_a_name_cut_by_a_zero_is_refused(tmp_path):
    path = build.packed(tmp_path / 'a.zip', {'a.xml?b': b''})
    path.write_bytes(path.read_bytes().replace(b'a.xml?b', b'a.xml\0b'))
    with pytest.raises(Damaged, match="指向文件之外"):
        zipguard.list_members(path)


def test_names_that_differ_in_case_only_are_one_part_to_office(tmp_path):
    path = build.packed(tmp_path / 'a.zip', {'word/document.xml': '<a/>', 'Word/Document.xml': '<b/>'})
    with pytest.raises(Damaged, match="重名"):
        zipguard.list_members(path)


def test_what_expands_beyond_all_measure_is_refused_before_and_while_it_does(tmp_path, monkeypatch):
    zeros = build.packed(tmp_path / 'a.zip', {'a.bin': bytes(11 * 2**20)})
    with pytest.raises(TooLarge, match="压缩炸弹"):
        zipguard.list_members(zeros)
    monkeypatch.setattr(zipguard, 'MAX_MEMBER_BYTES', 90)
    path = build.packed(tmp_path / 'b.zip', {'c.bin': bytes(99)})
    with pytest.raises(TooLarge, match="压缩炸弹"):
        zipguard.read_members(path, everything)


def test_a_large_sheet_of_real_rows_is_no_bomb(tmp_path):
    rows = ''.join(f'<row r="{row}"><c r="A{row}"><v>{row * 7919}</v></c></row>' for row in range(300_000))
    path = build.packed(tmp_path / 'a.zip', {'a.xml': f'<sheetData>{rows}</sheetData>'})
    assert len(zipguard.read_members(path, everything)['a.xml']) > limits.RATIO_FLOOR_BYTES


ENTITIES = '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'


@pytest.mark.parametrize(
    'data',
    [
        ENTITIES.encode(),
        b'\xef\xbb\xbf' + ENTITIES.encode(),
        b'\n ' + ENTITIES.encode(),
        ENTITIES.encode('utf-16'),
        ENTITIES.encode('utf-16-le'),
        ENTITIES.encode('utf-16-be'),
        ENTITIES.encode('utf-32'),
        ENTITIES.encode('utf-32-le'),
        ENTITIES.encode('utf-32-be'),
        ENTITIES.encode('cp037'),
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AFsAXQ-+AD4-<a/>',
        b'<?xml version="1.0" encoding="hz"?><a/>',
    ],
    ids=['plain', 'mark', 'late', '16', '16le', '16be', '32', '32le', '32be', 'ebcdic', '7', 'odd'],
)
def test_no_encoding_hides_a_declaration(data):
    with pytest.raises(Damaged, match=r"生僻编码|实体声明"):
        zipguard.check_xml('a.xml', data)


def test_a_declaration_is_seen_whatever_the_part_is_called(tmp_path):
    path = build.packed(tmp_path / 'a.zip', {'word/document.dat': ENTITIES})
    with pytest.raises(Damaged, match="实体声明"):
        zipguard.read_members(path, everything)


@pytest.mark.parametrize('encoding', ['utf-8', 'utf-8-sig', 'utf-16', 'gb18030'])
def test_plain_encodings_pass(encoding):
    said = encoding.removesuffix('-sig')
    data = f'<?xml version="1.0" encoding="{said}"?><a>党建</a>'.encode(encoding)
    zipguard.check_xml('a.xml', data)
    assert zipguard.parse_xml(data).text == '党建'


def test_pictures_are_no_xml():
    zipguard.check_xml('a.png', b'\x89PNG<!DOCTYPE')
    zipguard.check_xml('a.xml', b'')


def test_nothing_outside_is_included():
    tree = zipguard.parse_xml(
        b'<a xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="/etc/hostname" parse="text"/></a>'
    )
    assert [child.tag for child in tree] == ['{http://www.w3.org/2001/XInclude}include']


@pytest.mark.parametrize(
    'data',
    [
        b'<a>' * 300 + b'</a>' * 300,
        b'<a b="' + b'x' * 11_000_000 + b'"/>',
        b'<a>' + b'x' * 11_000_000 + b'</a>',
    ],
    ids=['levels', 'value', 'text'],
)
def test_xml_beyond_measure_is_told_as_such(data):
    with pytest.raises(Damaged, match="嵌套过深"):
        zipguard.parse_xml(data)


def test_xml_of_too_many_tags_is_too_large(monkeypatch):
    monkeypatch.setattr(zipguard, 'MAX_XML_TAGS', 4)
    assert len(zipguard.parse_xml(b'<a><b/><b/></a>')) == 2
    with pytest.raises(TooLarge, match="标记超过4个"):
        zipguard.parse_xml(b'<a><b/><b/><b/></a>')
