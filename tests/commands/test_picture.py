import json

import pytest
from docx import Document as Docx
from PIL import Image

from tests import build_ofd
from tests.build_pdf import pdf, say


def notice(path, *lines):
    document = Docx()
    for line in lines:
        document.add_paragraph(line)
    document.save(path)
    return path


def paper(folder):
    return pdf(folder / '通知.pdf', say('示例市民政局关于报送情况的通知', 80, 100))


def test_a_place_as_read_gives_it_becomes_a_picture(shoufa, tmp_path):
    path = paper(tmp_path)
    (block, *_) = json.loads(shoufa('read', path, '--json').stdout)['blocks']
    done = shoufa('read', path, '--picture', json.dumps(block['where']), '--out', tmp_path / '图.png')
    assert done.returncode == 0, done.stderr
    assert '已画好' in done.stderr
    with Image.open(tmp_path / '图.png') as image:
        assert image.format == 'PNG'
        assert (214, 0, 0) in {colour for _, colour in image.getcolors(2**24)}


def test_dots_and_the_whole_page_can_be_chosen(shoufa, tmp_path):
    place = 'page=1,box=80/84/120/104'
    more = ('--picture', place, '--out', tmp_path / '图.png', '--dpi', 72, '--whole-page')
    assert shoufa('read', paper(tmp_path), *more).returncode == 0
    with Image.open(tmp_path / '图.png') as image:
        assert image.size == (595, 842)


def test_a_scan_that_nobody_can_read_yet_is_shown(shoufa, tmp_path):
    Image.new('RGB', (90, 60), 'blue').save(tmp_path / '照.png')
    done = shoufa('read', tmp_path / '照.png', '--picture', '1', '--out', tmp_path / '图.png')
    assert done.returncode == 0, done.stderr


def test_the_paper_itself_is_never_written_over(shoufa, tmp_path):
    Image.new('RGB', (9, 9)).save(tmp_path / '照.png')
    before = (tmp_path / '照.png').read_bytes()
    assert shoufa('read', tmp_path / '照.png', '--picture', '1', '--out', '照.png').returncode == 2
    assert (tmp_path / '照.png').read_bytes() == before


def test_a_place_in_a_word_document(soffice, shoufa, tmp_path):
    path = notice(tmp_path / '通知.docx', '关于报送情况的通知', '各县民政局：')
    done = shoufa('read', path, '--picture', 'body/p[2]', '--out', tmp_path / '图.png')
    assert done.returncode == 0, done.stderr
    assert 'LibreOffice' in done.stderr


@pytest.mark.parametrize(
    ('options', 'told'),
    [
        (('--picture', '第几页', '--out', '图.png'), 'page=2,box='),
        (('--picture', '9', '--out', '图.png'), '只有1页'),
        (('--picture', '1'), '--out'),
        (('--picture', '1', '--out', '图.jpg'), 'PNG'),
        (('--picture', '1', '--out', '没有/图.png'), '不存在'),
        (('--picture', '1', '--out', '图.png', '--dpi', '9000'), '600'),
        (('--picture', '1', '--out', '图.png', '--json'), '--json'),
        (('--out', '图.png'), '--picture'),
    ],
)
def test_what_cannot_be_drawn_as_asked_is_a_wrong_call(shoufa, tmp_path, options, told):
    done = shoufa('read', paper(tmp_path), *options)
    assert done.returncode == 2
    assert told in done.stderr
    assert not (tmp_path / '图.png').exists()


def test_a_classified_file_is_never_drawn(shoufa, tmp_path):
    secret = notice(tmp_path / '某项工作.docx', '机密★10年', '关于某项工作的通知')
    package = build_ofd.ofd(tmp_path / '另一项工作.ofd', build_ofd.page(build_ofd.words('秘密★5年', 30, 30)))
    (tmp_path / '绝密.png').write_bytes(b'\x89PNG\r\n\x1a\n')
    for path in (secret, package, tmp_path / '绝密.png'):
        done = shoufa('read', path, '--picture', '1', '--out', tmp_path / '图.png')
        assert done.returncode == 5, done.stderr
        assert '工作' not in done.stdout + done.stderr.replace('停止处理', '')
        assert not (tmp_path / '图.png').exists()


def test_a_damaged_file_is_told_as_in_reading(shoufa, tmp_path):
    (tmp_path / '坏.pdf').write_bytes(b'%PDF-1.4\n')
    done = shoufa('read', tmp_path / '坏.pdf', '--picture', '1', '--out', tmp_path / '图.png')
    assert done.returncode == 3
    assert '坏.pdf' in done.stderr
