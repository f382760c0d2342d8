"""take-in at the command line: photographs, passwords, and what is told of mails and archives."""

import io
import json

import pytest
from docx import Document

from tests.office.conftest import NOTICE, SETTINGS
from tests.office.packed import locked_zip, mail, zipped


@pytest.fixture
def office(shoufa, tmp_path):
    """office('take-in', ...): the program in an office founded here; its exit code and what it said."""
    root = tmp_path / '办公室'
    root.mkdir()
    (root / 'office.toml').write_text(SETTINGS, 'utf-8')
    shoufa('init', root)

    def run(*arguments):
        done = shoufa('--office', root, '--today', '2026-03-13', *arguments)
        return done.returncode, done.stdout + done.stderr

    return run


@pytest.fixture
def inbox(tmp_path, office):
    return tmp_path / '办公室' / '收文'


def paper(*lines):
    data = io.BytesIO()
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(data)
    return data.getvalue()


def test_a_paper_in_a_zip_in_a_mail_is_shown_with_its_parents(office, inbox):
    inner = zipped({'通知.docx': paper(*NOTICE)})
    (inbox / '来信.eml').write_bytes(mail('请查收。', {'附件.zip': inner}, subject='转发文件'))
    code, said = office('take-in')
    assert code == 0
    assert '收到1个文件（邮件内1个）：登记1件（通知1）' in said
    _, said = office('register', 'show', '1')
    assert '文件：来信.eml/附件.zip/通知.docx' in said
    assert '来自邮件：来信.eml　主题“转发文件”，发件人甲县民政局' in said
    assert '2026-03-13 09:12发出' in said
    assert '邮件正文：请查收。' in said
    assert '来自压缩包：来信.eml/附件.zip' in said
    _, said = office('register', 'list', '--json')
    assert json.loads(said)[0]['file'] == '来信.eml/附件.zip/通知.docx'


def test_a_locked_archive_is_told_and_opened_with_its_password(office, inbox):
    (inbox / '一批.zip').write_bytes(locked_zip({'通知.docx': paper(*NOTICE)}, '一二三'))
    code, said = office('take-in')
    assert code == 3
    assert '待密码 一批.zip' in said
    assert 'take-in --password' in said
    assert '收到1个文件：待密码1个' in said
    code, said = office('take-in', '--password', '一二三')
    assert (code, '登记1件（通知1）' in said) == (0, True)


def test_photographs_are_said_to_be_one_paper_beforehand(office, inbox, blind):
    from PIL import Image

    for number, colour in enumerate(('white', 'grey', 'black'), start=1):
        Image.new('RGB', (60, 80), colour).save(inbox / f'照片{number}.png')
    code, said = office('take-in', '--photos', 'yes')
    assert code == 0
    assert '收到3个文件：登记1件（待识别1）' in said
    _, said = office('register', 'show', '1')
    assert '照片3页：照片1.png、照片2.png、照片3.png' in said
    assert office('take-in', '--photos', 'maybe')[0] == 2
