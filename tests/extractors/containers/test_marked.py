"""Secrecy marks on the outside of containers: no name, subject or comment in one may bear any (G16)."""

import gzip
import io
import zipfile

import pytest

from extractors.containers.opening import opened
from model.errors import SecrecyMark
from tests.build_containers import rar, rar_4
from tests.office.packed import locked_zip, mail, zipped

pytestmark = pytest.mark.usefixtures('in_process')
BIG = (
    '附件请下载。\n\n从QQ邮箱发来的超大附件\n\n秘密★5年方案.zip (1.20G, 2026年4月10日 09:12 到期)\n'
    '进入下载页面：https://mail.qq.com/cgi-bin/ftnExs_download?k=1&code=2\n'
)
QUOTED = '请阅。\n' * 20 + '-----原始邮件-----\n发件人：某某\n主题：机密★5年方案\n'


def commented(comment):
    data = io.BytesIO()
    with zipfile.ZipFile(data, 'w') as archive:
        archive.writestr('a.txt', b'1')
        archive.comment = comment
    return data.getvalue()


def named_gz(name):
    data = io.BytesIO()
    with gzip.GzipFile(filename='x', fileobj=data, mode='wb', mtime=0) as archive:
        archive.write(b'1')
    return data.getvalue().replace(b'x\0', name + b'\0', 1)


@pytest.mark.parametrize(
    'data',
    [
        zipped({'秘密★5年/通知.txt': b'1'}),
        zipped({'机密/': b''}),
        locked_zip({'机密★10年方案.txt': b'1'}, 'key'),
        commented('秘密★5年'.encode('gbk')),
        named_gz('绝密★方案.txt'.encode()),
        mail('见附件', {}, subject='转发：机密'),
        mail(BIG, {}),
        mail(QUOTED, {}),
    ],
    ids=['folder', 'empty folder', 'locked', 'comment', 'gzip', 'subject', 'linked', 'quoted'],
)
def test_a_mark_on_a_container_stops_it(tmp_path, data):
    path = tmp_path / 'a'
    path.write_bytes(data)
    with pytest.raises(SecrecyMark), opened(path, 'a'):
        pass


@pytest.mark.parametrize(
    'make',
    [
        lambda path: rar_4(path, {b'a': b'1', '机密★5年.txt'.encode('gbk'): b'1'}, file_flags=4),
        lambda path: rar(path, {'a': b'1', '机密★5年.txt': b'1'}, extra=b'\x02\x05\x00\x02\x01\x00'),
        lambda path: rar(path, {'机密★5年/a.txt': b'1'}),
    ],
)
def test_a_marked_name_in_a_rar_stops_it_without_its_password(tmp_path, make):
    with pytest.raises(SecrecyMark), opened(make(tmp_path / 'a'), 'a'):
        pass


@pytest.mark.parametrize(
    'data', [commented('保密承诺书'.encode()), named_gz(b'a.txt'), mail('主题：机密文件管理培训', {})]
)
def test_words_about_secrecy_are_no_mark(tmp_path, data):
    path = tmp_path / 'a'
    path.write_bytes(data)
    with opened(path, 'a') as found:
        assert len(found.members) == 1
