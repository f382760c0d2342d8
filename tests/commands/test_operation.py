"""backup, restore, sanity, handover and the file of doctor, as people type them."""

import json
import re
import shutil
from pathlib import Path

import pytest
from docx import Document

from office.config import open_workplace
from office.importing import import_ledger
from office.intake import take_in
from store import register, subjects
from store.engine import reading
from tests.office.conftest import NOTICE, founded  # noqa: F401  # fixture


@pytest.fixture(scope='module')
def template(founded, tmp_path_factory):  # noqa: F811  # the fixture
    """An office that took in a notice and a file it cannot read, to be copied."""
    root = Path(shutil.copytree(founded, tmp_path_factory.mktemp('底') / '办公室'))
    document = Document()
    for line in (*NOTICE, '联系人：示例一，电话：0000-7654321。'):
        document.add_paragraph(line)
    document.save(str(root / '收文' / '机密不是.docx'))
    (root / '收文' / '坏的报表.xlsx').write_bytes(b'PK\x03\x04broken')
    (root / '台账.csv').write_text('社会组织名称,所属县区\n示例市甲一商会,甲县\n', 'utf-8')
    with open_workplace(root) as place:
        import_ledger(place, root / '台账.csv')
        list(take_in(place))
    return root


@pytest.fixture
def office(template, tmp_path):
    return Path(shutil.copytree(template, tmp_path / '办公室'))


def test_an_office_is_backed_up_restored_and_found_sound(office, shoufa, tmp_path):
    made = shoufa('--office', office, 'backup', tmp_path / '备份.zip')
    assert (made.returncode, made.stderr) == (0, '')
    assert '已逐个核对校验值' in made.stdout
    assert '不在备份里' in made.stdout
    back = shoufa('restore', tmp_path / '备份.zip', tmp_path / '新')
    assert back.returncode == 0
    assert '校验值全部相符' in back.stdout
    assert 'sanity' in back.stderr
    sound = shoufa('--office', tmp_path / '新', 'sanity')
    assert (sound.returncode, sound.stdout[:5]) == (0, "都对得上：")
    again = shoufa('--office', tmp_path / '新', 'backup', tmp_path / '再.zip', '--json')
    told = json.loads(again.stdout)
    assert re.findall(r'台账校验值 (\w+)', made.stdout) == [told['ledger'][:16]]
    assert told['faults'] == []


def test_what_does_not_hold_together_ends_with_three(office, shoufa, tmp_path):
    next(path for path in (office / '存档').iterdir() if path.is_file()).write_bytes(b'x')
    found = shoufa('--office', office, 'sanity')
    assert found.returncode == 3
    assert found.stdout.startswith("严重　收文第1号的原件和登记时不一样")
    told = json.loads(shoufa('--office', office, 'sanity', '--json').stdout)
    assert [one['code'] for one in told] == ['original_changed']
    made = shoufa('--office', office, 'backup', tmp_path)
    assert made.returncode == 3
    assert '和登记时的内容不一样' in made.stderr
    assert len(list(tmp_path.glob('收发备份-*.zip'))) == 1


def test_what_cannot_be_is_refused_with_its_exit_code(office, shoufa, tmp_path):
    (tmp_path / '不是.zip').write_bytes(b'PK')
    for code, told, *arguments in (
        (2, '不能放在办公室文件夹里', '--office', office, 'backup', office / '一.zip'),
        (4, '没有办公室', '--office', tmp_path, 'backup', tmp_path / '一.zip'),
        (2, '已经有东西', 'restore', tmp_path / '不是.zip', office),
        (3, '不是收发的备份', 'restore', tmp_path / '不是.zip', tmp_path / '新'),
        (2, '.docx', '--office', office, 'handover', '--out', tmp_path / '一.txt'),
        (2, '不能写', '--office', office, 'doctor', '--out', tmp_path / '不是.zip'),
    ):
        done = shoufa(*arguments)
        assert (done.returncode, told in done.stderr) == (code, True), done.stderr


def test_the_handover_sheet_is_written(office, shoufa, tmp_path):
    done = shoufa('--office', office, '--today', '2026-03-13', 'handover', '--out', tmp_path / '交接.docx')
    assert done.returncode == 0
    text = '\n'.join(
        cell.text for table in Document(str(tmp_path / '交接.docx')).tables for cell in table._cells
    )
    assert '2026-04-10' in text


def test_the_file_for_a_helper_says_how_it_stands_and_names_nobody(office, shoufa, tmp_path):
    (office / '日志').mkdir()
    (office / '日志' / '网页台-2026-03-13.log').write_text(
        '2026-03-13 09:30:00,123 ERROR 示例一的文件 ⏎ KeyError pages.py:12 rows.py:7\n'
        '2026-03-13 09:31:00,123 WARNING 坏的报表\n2026-03-13 09:31:00,123 INFO 好\n',
        'utf-8',
    )
    done = shoufa('--office', office, 'doctor', '--out', tmp_path / '体检.txt')
    assert done.returncode == 0
    told = (tmp_path / '体检.txt').read_text('utf-8')
    for said in (
        'Python 3.',
        '结构 0',
        '收文状态　done 1',
        '无法读取　damaged 1',
        '剩 ',
        '没有在运行',
        'subjects 1',
    ):
        assert said in told
    with open_workplace(office) as place, reading(place.engine) as connection:
        entries, named = register.list_entries(connection), subjects.list_all(connection)
    ours = place.office
    personal = {
        *(ours.name, *ours.aliases, ours.contact.phone, ours.contact.office, *ours.counties),
        *(value for one in ours.issuing_names for value in (one.name, one.mark, one.organ_code)),
        *(value for one in entries for value in (one.file, one.title, one.doc_number, one.issuer)),
        *(one.name for one in named),
        *('坏的报表', '机密不是', '示例一', '7654321', '台账.csv', '示例', str(office), str(tmp_path)),
    }
    assert [one for one in personal if one and one in told] == []


def test_a_helper_is_told_the_code_where_settings_or_database_are_wrong(office, shoufa, tmp_path):
    settings = (office / 'office.toml').read_text('utf-8')
    (office / 'office.toml').write_text(
        settings.replace('dispatch_as = "party"', 'dispatch_as = "示例市"'), 'utf-8'
    )
    done = shoufa('--office', office, 'doctor', '--out', tmp_path / '一.txt')
    assert (done.returncode, '设置' in done.stdout, 'bad_setting' in done.stdout) == (4, True, True)
    (office / 'office.toml').write_text(settings, 'utf-8')
    (office / 'shoufa.db').write_bytes(b'nothing of ours' * 500)
    done = shoufa('--office', office, 'doctor', '--out', tmp_path / '二.txt')
    assert (done.returncode, 'cannot_start' in done.stdout) == (4, True)
    (office / 'shoufa.db').unlink()
    assert shoufa('--office', office, 'doctor').returncode == 4
    assert not (office / 'shoufa.db').exists()
    assert '示例市' not in (tmp_path / '一.txt').read_text('utf-8') + (tmp_path / '二.txt').read_text('utf-8')
