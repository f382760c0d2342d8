"""read, notice and return of archives and mails."""

import json
import zipfile

import pytest
from docx import Document as Docx

from tests.build_containers import mail, part

NOTICE = (
    '示例市民政局文件',
    '示民函〔2026〕3号',
    '关于报送情况的通知',
    '各县民政局：',
    '请于2026年4月1日前报送。',
)
HEAD = 'From: a@x.example\nTo: b@x.example\nSubject: s'
LINK = '请查收。\n超大附件\n汇总.zip (35M, 2026年5月2日 10:30 到期)'


def docx(path, *lines):
    document = Docx()
    for line in lines or NOTICE:
        document.add_paragraph(line)
    document.save(path)
    return path.read_bytes()


def zipped(path, files):
    with zipfile.ZipFile(path, 'w') as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


@pytest.fixture
def letter(tmp_path):
    """A mail with a zip with a notice, a text and an attachment that is only a link."""
    inner = zipped(
        tmp_path / 'in.zip', {'报表/通知.docx': docx(tmp_path / 'n.docx'), '说明.txt': '说明'.encode()}
    )
    text = part('text/plain; charset=utf-8', LINK.encode())
    return mail(tmp_path / 'a.eml', HEAD, text, part('application/zip', inner.read_bytes(), '附件.zip'))


def test_a_mail_is_its_text_with_its_members(shoufa, letter):
    done = shoufa('read', letter, '--json')
    told = json.loads(done.stdout)
    assert (told['format'], told['file'], told['message']['subject']) == ('eml', str(letter), 's')
    assert [block['text'] for block in told['blocks']] == LINK.split('\n')
    members = {one['file'].removeprefix(f'{letter}/'): one['document'] for one in told['members']}
    assert list(members) == ['附件.zip/报表/通知.docx', '附件.zip/说明.txt', '汇总.zip']
    assert members['附件.zip/报表/通知.docx']['blocks'][1]['text'] == NOTICE[1]
    assert [problem['code'] for problem in told['problems']] == ['attachment_not_downloaded']
    assert '2026-05-02' in done.stderr
    assert done.returncode == 3


def test_each_member_gives_one_result_and_a_line_of_the_index(shoufa, letter, tmp_path):
    shoufa('notice', letter, '--json-dir', tmp_path / 'out')
    index = json.loads((tmp_path / 'out' / 'index.json').read_text('utf-8'))
    assert index[f'{letter}/附件.zip/报表/通知.docx'] == '通知.json'
    assert len(index) == 4
    assert (
        json.loads((tmp_path / 'out' / '通知.json').read_text('utf-8'))['doc_number'] == '示民函〔2026〕3号'
    )


def test_the_one_notice_in_a_mail_is_read_and_named(shoufa, letter):
    done = shoufa('notice', letter, '--json')
    assert json.loads(done.stdout)['doc_number'] == '示民函〔2026〕3号'
    assert '附件.zip/报表/通知.docx' in done.stderr


def test_of_several_papers_none_is_chosen(shoufa, tmp_path):
    data = docx(tmp_path / 'n.docx')
    done = shoufa('notice', zipped(tmp_path / 'a.zip', {'甲.docx': data, '乙.docx': data}), '--json')
    assert done.returncode == 2
    assert '--json-dir' in done.stderr


def test_one_marked_member_stops_the_whole(shoufa, tmp_path):
    files = {
        '好.docx': docx(tmp_path / 'n.docx'),
        '某项工作.docx': docx(tmp_path / 's.docx', '机密★10年', '某局文件'),
    }
    done = shoufa('read', zipped(tmp_path / 'a.zip', files), '--json-dir', tmp_path / 'out')
    assert done.returncode == 5
    assert '某项工作' not in done.stdout + done.stderr
    assert [path.name for path in (tmp_path / 'out').iterdir()] == ['index.json']
    assert json.loads((tmp_path / 'out' / 'index.json').read_text('utf-8')) == {}


@pytest.mark.parametrize('name', ['秘密★1年/a.txt', '通知（机密）.txt'])
def test_a_marked_name_stops_the_whole(shoufa, tmp_path, name):
    done = shoufa('read', zipped(tmp_path / 'a.zip', {'b.txt': b'1', name: b'2'}), '--json')
    assert (done.returncode, '密' in done.stdout.replace('涉密', '').replace('保密', '')) == (5, False)


def test_a_password_is_taken_from_the_option_and_never_told(shoufa, tmp_path):
    import pyzipper

    with pyzipper.AESZipFile(tmp_path / 'a.zip', 'w', encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword('密码1'.encode())
        archive.writestr('说明.txt', '说明'.encode())
    done = shoufa('read', tmp_path / 'a.zip', '--json')
    assert (done.returncode, json.loads(done.stdout)['problems'][0]['code']) == (3, 'needs_password')
    done = shoufa('read', tmp_path / 'a.zip', '--json', '--password', '密码1')
    assert json.loads(done.stdout)['members'][0]['document']['blocks'][0]['text'] == '说明'
    assert '密码1' not in done.stdout + done.stderr


def test_what_is_packed_too_deep_is_told(shoufa, tmp_path):
    path = zipped(tmp_path / 'a0.zip', {'a.txt': b'1'})
    for depth in range(1, 6):
        path = zipped(tmp_path / f'a{depth}.zip', {path.name: path.read_bytes()})
    done = shoufa('read', path, '--json')
    assert json.loads(done.stdout)['problems'][0]['code'] == 'too_large'
