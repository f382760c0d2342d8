import json

import pytest
from docx import Document as Docx

NOTICE = (
    '示例市民政局文件',
    '示民函〔2026〕3号',
    '关于报送情况的通知',
    '各县民政局：',
    '请于2026年4月1日前报送。',
)


def write(path, *lines):
    document = Docx()
    for line in lines or NOTICE:
        document.add_paragraph(line)
    document.save(path)
    return path


def test_one_file_gives_one_object(shoufa, tmp_path):
    done = shoufa('notice', write(tmp_path / '通知.docx'), '--json')
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)['doc_number'] == '示民函〔2026〕3号'


def test_two_files_of_one_stem_give_two_results_and_an_index(shoufa, tmp_path):
    for county in ('甲县', '乙县'):
        (tmp_path / county).mkdir()
        write(tmp_path / county / '附件1.docx')
    files = [tmp_path / '甲县' / '附件1.docx', tmp_path / '乙县' / '附件1.docx']
    assert shoufa('read', *files, '--json-dir', tmp_path / 'out').returncode == 0
    index = json.loads((tmp_path / 'out' / 'index.json').read_text('utf-8'))
    assert index == {str(files[0]): '附件1.json', str(files[1]): '附件1~2.json'}
    assert (tmp_path / 'out' / '附件1~2.json').is_file()


def test_an_unusable_file_does_not_stop_the_others(shoufa, tmp_path):
    (tmp_path / '空.docx').write_bytes(b'')
    done = shoufa('read', tmp_path / '空.docx', write(tmp_path / '好.docx'), '--json-dir', tmp_path / 'out')
    assert done.returncode == 3
    assert '空.docx' in done.stderr
    assert json.loads((tmp_path / 'out' / '空.json').read_text('utf-8'))['problems'][0]['severity'] == 'block'
    assert json.loads((tmp_path / 'out' / '好.json').read_text('utf-8'))['blocks']


@pytest.mark.parametrize('command', ['read', 'notice', 'return'])
def test_of_a_classified_file_nothing_is_told(shoufa, tmp_path, command):
    path = write(
        tmp_path / '某项工作.docx', '机密★10年', '示例市某局文件', '关于某项工作的通知', '各单位：', '正文'
    )
    done = shoufa(command, path, '--json')
    assert done.returncode == 5
    told = json.loads(done.stdout)
    assert set(told) == {'problems', 'blocks'}
    assert [problem['code'] for problem in told['problems']] == ['secrecy_mark']
    assert '某项工作' not in done.stdout + done.stderr


def test_a_classified_file_wins_over_an_unusable_one_and_leaves_no_result(shoufa, tmp_path):
    secret = write(tmp_path / '某项工作.docx', '秘密★5年', '关于某项工作的通知', '正文')
    (tmp_path / '空.docx').write_bytes(b'')
    assert shoufa('read', tmp_path / '空.docx', secret, '--json-dir', tmp_path / 'out').returncode == 5
    written = {path.name: path.read_text('utf-8') for path in (tmp_path / 'out').iterdir()}
    assert set(written) == {'空.json', 'index.json'}
    assert not any('某项工作' in text for text in written.values())


def test_json_takes_one_file(shoufa, tmp_path):
    path = write(tmp_path / '通知.docx')
    done = shoufa('read', path, path, '--json')
    assert done.returncode == 2
    assert '--json-dir' in done.stderr


def test_a_missing_file_is_told_in_chinese(shoufa, tmp_path):
    done = shoufa('read', tmp_path / '没有.docx')
    assert done.returncode != 0
    assert '找不到' in done.stderr
