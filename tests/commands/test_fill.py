import json

import pytest

from tests.build import docx, p, tbl, tr
from tests.office.conftest import LEDGER, SETTINGS


@pytest.fixture
def office(shoufa, tmp_path):
    root = tmp_path / '办公室'
    shoufa('init', root)
    (root / 'office.toml').write_text(SETTINGS, 'utf-8')
    (tmp_path / '台账.csv').write_text(LEDGER, 'utf-8')
    assert shoufa('--office', root, 'ledger', 'import', tmp_path / '台账.csv').returncode == 0
    return root


@pytest.fixture
def blank(tmp_path):
    table = tbl(tr('社会组织名称', ''), tr('从业人员总数', '   人'), tr('身份证号', ''), tr('宗旨', ''))
    return docx(tmp_path / '登记卡.docx', p('社会组织登记卡') + table + p('负责人（签字）：'))


def test_fill_one_organisation_and_say_what_is_left(shoufa, office, blank, tmp_path):
    done = shoufa('--office', office, 'fill', blank, '--org', '1', '--out', tmp_path / 'out')
    assert (done.returncode, done.stderr) == (0, '')
    assert '已填' in done.stdout
    assert '登记卡_示例市甲一商会.docx' in done.stdout
    assert '台账没有这一项：宗旨' in done.stdout
    assert '身份证号由本人手写：身份证号' in done.stdout
    assert '签名盖章留空：' in done.stdout


def test_fill_to_a_file_and_as_json(shoufa, office, blank, tmp_path):
    target = tmp_path / '填好.docx'
    done = shoufa('--office', office, 'fill', blank, '--org', '示例市乙二协会', '--out', target, '--json')
    told = json.loads(done.stdout)
    assert target.is_file()
    assert told['files'][0]['file'] == str(target)
    values = {each['field']: each['value'] for each in told['files'][0]['values']}
    assert values == {'org_name': '示例市乙二协会', 'staff_total': '8'}
    assert {'blank', 'reason', 'organisation'} <= told['files'][0]['left'][0].keys()


def test_fill_all(shoufa, office, blank, tmp_path):
    done = shoufa('--office', office, 'fill', blank, '--all', '--out', tmp_path / 'out')
    assert done.returncode == 0
    assert len(list((tmp_path / 'out').glob('*.docx'))) == 3
    assert '宗旨（3处）' in done.stdout


@pytest.mark.parametrize('arguments', [(), ('--all', '--org', '1')])
def test_fill_wants_one_or_all(shoufa, office, blank, tmp_path, arguments):
    done = shoufa('--office', office, 'fill', blank, *arguments, '--out', tmp_path / 'out')
    assert done.returncode == 2
    assert '--org 单位' in done.stderr


def test_fill_without_such_an_organisation(shoufa, office, blank, tmp_path):
    done = shoufa('--office', office, 'fill', blank, '--org', '没有的单位', '--out', tmp_path / 'out')
    assert done.returncode == 2
    assert '台账里没有' in done.stderr


def test_entries_without_a_row_are_told_together(shoufa, office, tmp_path):
    from openpyxl import Workbook
    from openpyxl.styles import Border, Protection, Side

    book, thin = Workbook(), Side(style='thin')
    for row in (('社会组织统计表',), ('序号', '社会组织名称', '从业人员总数'), (1,)):
        book.active.append(row)
    for cell in (cell for row in book.active['A2:C3'] for cell in row):
        cell.border = Border(thin, thin, thin, thin)
        cell.protection = Protection(locked=cell.row == 2)
    book.active.append(('合计',))
    book.active.protection.sheet = True
    book.save(tmp_path / '表.xlsx')
    done = shoufa('--office', office, 'fill', tmp_path / '表.xlsx', '--all', '--out', tmp_path / 'out')
    (line,) = [line for line in done.stdout.splitlines() if '条没有填' in line]
    assert '第2—3条没有填' in line
    assert '不许加行' in line
