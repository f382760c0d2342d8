"""Files that no reader takes: each kind told apart, with what to do instead."""

import pytest

from extractors.readers import kinds
from extractors.readers.plain import reader as read_text
from model.errors import Damaged, Encrypted, Unsupported

ZIP, OLE = b'PK\x03\x04', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
OWNER = b'\x06user' + b' ' * 50 + 'user'.encode('utf-16-le') + b' \0' * 45
BY_CONTENT = {
    'word2': (b'\xdb\xa5\x2d\0', 'needs_conversion', "很旧的 Word"),
    'jpeg': (b'\xff\xd8\xff\xe0\0\x10JFIF', 'needs_ocr', "文字识别"),
    'bitmap': (b'BM\x46\0\0\0\0\0\0\0\x36\0', 'needs_ocr', "文字识别"),
    'heic': (b'\0\0\0\x18ftypheic', 'unsupported', "另存为 JPEG"),
    'rar': (b'Rar!\x1a\x07\0\0', 'unsupported', "压缩包"),
    '7z': (b"7z\xbc\xaf'\x1c\0\x04", 'unsupported', "压缩包"),
    'iso': (bytes(0x8001) + b'CD001', 'unsupported', "压缩包"),
    'program': (b'MZ\x90\0\x03\0\0\0\xff', 'unsupported', "程序文件"),
    'shortcut': (b'L\0\0\0\x01\x14\x02\0\0', 'unsupported', "快捷方式"),
    'link': (b'[InternetShortcut]\r\nURL=http://example.gov.example/', 'unsupported', "网址"),
    'mail': (b'Received: x\r\nTo: a@b\r\nMIME-Version: 1.0\r\n\r\n', 'unsupported', "是邮件"),
    'film': (b'\0\0\0\x20ftypisom', 'unsupported', "音像"),
    'sound': (b'ID3\x03\0', 'unsupported', "音像"),
    'phone sound': (b'#!AMR\n', 'unsupported', "音像"),
    'font': (b'\0\x01\0\0\0\x10', 'unsupported', "字体"),
    'drawing': (b'AC1032\0\0', 'unsupported', "图纸"),
    'journal': (b'CAJ\0\0\0', 'unsupported', "知网"),
    'old official': (b'Founder CEB 3.00', 'unsupported', "旧的版式公文"),
    'mac folder': (b'\0\0\0\x01Bud1\0', 'unsupported', "自动生成"),
    'access': (b'\0\x01\0\0Standard ACE DB', 'unsupported', "数据库"),
    'noise': (bytes(range(1, 32)) * 20, 'damaged', "不是 .docx 格式"),
}
BY_NAME = [
    ('a.gw', "旧的版式公文格式（.gw）"),
    ('a.sep', "旧的版式公文格式（.sep）"),
    ('a.kdh', "知网"),
    ('a.docx.crdownload', "没有下载完"),
    ('a.td', "没有下载完"),
    ('a.tmp', "临时文件"),
    ('Thumbs.db', "自动生成"),
    ('.DS_Store', "自动生成"),
    ('a.pptx', "演示文稿"),
    ('a.dwg', "图纸"),
    ('a.mp3', "音像"),
    ('a.xyz', "能读取的有 .docx、.doc、.wps"),
    ('无后缀', "能读取的有"),
]


@pytest.mark.parametrize(('data', 'code', 'words'), BY_CONTENT.values(), ids=BY_CONTENT)
def test_a_kind_is_told_by_its_bytes(tmp_path, data, code, words):
    error = kinds.unread_kind(tmp_path / '通知.docx', data, ())
    assert (error.code, words in error.message) == (code, True), error.message


@pytest.mark.parametrize(('name', 'words'), BY_NAME)
def test_a_kind_without_a_sign_is_told_by_its_name(tmp_path, name, words):
    error = kinds.unread_kind(tmp_path / name, b'\x05\x06\x07\x08', ())
    assert words in error.message
    assert '{' not in error.message


def test_a_word_owner_file_is_no_document_and_no_text(tmp_path):
    assert read_text.score(OWNER, '~$通知.docx') is None
    assert "名字不带“~$”" in kinds.unread_kind(tmp_path / '~$通知.docx', OWNER, ()).message


@pytest.mark.parametrize('head', [b'b\x14#e\n\0E-SafeNet', b'%TSD-Header-###%'])
def test_what_a_guarding_program_encrypted_is_told(tmp_path, head):
    error = kinds.unread_kind(tmp_path / '通知.docx', head, ())
    assert isinstance(error, Encrypted)
    assert "解密" in error.message


def test_a_damaged_file_keeps_the_name_of_its_format(tmp_path):
    assert isinstance(kinds.unread_kind(tmp_path / 'a.xlsx', b'\x01\x02', ()), Damaged)


@pytest.mark.parametrize(
    ('name', 'streams', 'kind', 'words'),
    [
        ('a.docx', ('EncryptionInfo', 'EncryptedPackage'), Encrypted, "设了打开密码"),
        ('a.ppt', ('PowerPoint Document',), Unsupported, "演示文稿"),
        ('a.dps', ('PowerPoint Document',), Unsupported, "演示文稿"),
        ('a.msg', ('__properties_version1.0',), Unsupported, "是邮件"),
        ('缩略图', ('Catalog', '1'), Unsupported, "自动生成"),
        ('a.bin', ('Other',), Unsupported, "不认识"),
    ],
)
def test_ole_containers_are_told_apart_by_their_streams(tmp_path, name, streams, kind, words):
    error = kinds.unread_kind(tmp_path / name, OLE, streams)
    assert isinstance(error, kind)
    assert words in error.message


@pytest.mark.parametrize(
    ('member', 'code', 'words'),
    [
        ('ppt/presentation.xml', 'unsupported', "演示文稿"),
        ('visio/document.xml', 'unsupported', "图纸"),
        ('META-INF/manifest.xml', 'unsupported', "OpenDocument"),
        ('报表/甲县.xlsx', 'unsupported', "压缩包"),
    ],
)
def test_zips_are_told_apart_by_their_members(tmp_path, member, code, words):
    error = kinds.unread_kind(tmp_path / 'a.docx', ZIP, (member,))
    assert (error.code, words in error.message) == (code, True)


def test_every_message_says_what_to_do():
    every = [kind.message for _, _, kind in kinds._HEADS] + [kind.message for _, kind in kinds._NAMES]
    assert [message for message in every if not {'；', '，'} & set(message)] == []
