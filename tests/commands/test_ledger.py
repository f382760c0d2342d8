"""ledger import, export, find, show, history, acts and match, as a clerk types them."""

import json
import subprocess
import sys

import pytest
from openpyxl import load_workbook

from tests.commands.clerk import (
    HAN,
    ONE,
    SAME,
    THREE,
    TWO,
    at_work,
    commands_below,
    options_without_help,
    written,
)
from tests.commands.conftest import ROOT

GROUPS = ('ledger', 'match', 'instructors', 'tasks', 'population')
HEAVY = ('numpy', 'sqlalchemy', 'highspy', 'openpyxl', 'docx', 'jieba', 'psycopg')


@pytest.fixture
def office(shoufa, tmp_path, tmp_path_factory):
    return at_work(shoufa, tmp_path_factory, tmp_path / '办公室')


@pytest.mark.parametrize(
    'words', [words for group in GROUPS for words in commands_below(group)], ids=' '.join
)
def test_help_is_in_chinese(shoufa, words):
    told = shoufa(*words, '--help')
    assert told.returncode == 0
    assert '用法：' in told.stdout
    assert HAN.search(told.stdout.splitlines()[2])
    assert options_without_help(words) == []


def test_no_help_loads_what_is_heavy():
    """All commands in one interpreter: what one of them imports, --help of it would wait for."""
    script = (
        'import sys\nfrom click import Context\nfrom cli import program\n'
        'def walk(command):\n'
        '    for name in getattr(command, "list_commands", lambda _: ())(Context(command)):\n'
        '        walk(command.get_command(Context(command), name))\n'
        f'for group in {GROUPS!r}:\n'
        '    walk(program.get_command(Context(program), group))\n'
        'print(*{name.partition(".")[0] for name in sys.modules})\n'
    )
    done = subprocess.run(
        [sys.executable, '-c', script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert set(HEAVY) & set(done.stdout.split()) == set()


def test_an_import_says_in_a_sentence_what_it_did(office, tmp_path):
    path = written(
        tmp_path / '新.csv',
        f'社会组织名称,所属县区,党员总数\n{THREE},丙县,4\n示例市丁四学会,丙县,约5\n合计,,9\n',
    )
    told = office('ledger', 'import', path)
    assert told.startswith('新增1家，补充1家，不变0家；合计1行不算单位，待核')
    assert '请看 shoufa review list' in told
    assert told.endswith('撤回用 shoufa ledger rollback 2\n')


def test_a_preview_writes_nothing(office, tmp_path):
    path = written(tmp_path / '新.csv', '社会组织名称,所属县区\n示例市丁四学会,丙县\n')
    assert '新增1家' in office('ledger', 'import', path, '--preview')
    assert json.loads(office('ledger', 'import', path, '--preview', '--json'))['new'] == 1
    assert office('ledger', 'acts').endswith('共 1 件\n')


def test_a_complete_list_of_the_registrar_names_who_is_missing(office, tmp_path):
    path = written(tmp_path / '全.csv', f'社会组织名称,所属县区\n{TWO}（筹）,乙县\n')
    options = ('--complete', '--registration', '--all-new', '--on', '2026-03-01')
    assert '名单里没有台账中的5家（未删除）' in office('ledger', 'import', path, *options)
    again = json.loads(office('ledger', 'import', path, '--json'))
    assert (again['act'], again['unchanged'], len(again['added'])) == (3, 1, 0)


def test_what_cannot_be_imported_is_told_in_chinese(office, tmp_path):
    (tmp_path / '坏.xlsx').write_bytes(b'PK\x03\x04junk')
    assert '已损坏' in office('ledger', 'import', tmp_path / '坏.xlsx', fails=3)
    for command in (('ledger', 'import'), ('ledger', 'import', '--preview'), ('match',)):
        assert office(*command, written(tmp_path / '别的.csv', '甲,乙\n1,2\n'), fails=3)
        assert office(*command, written(tmp_path / '空.csv', ''), fails=3)
        assert '找不到文件' in office(*command, tmp_path / '没有.csv', fails=2)
        assert '找不到文件' in office(*command, tmp_path, fails=2)


def test_three_hundred_are_taken_back_in_one_step(office, tmp_path):
    lines = ''.join(f'示例市第{number:03}研究会,甲县,{number}\n' for number in range(300))
    path = written(tmp_path / '三百.csv', '社会组织名称,所属县区,党员总数\n' + lines)
    assert '新增300家' in office('ledger', 'import', path)
    told = office('ledger', 'rollback', 2)
    assert '已撤回第2号办理（三百.csv），300家随之退出台账' in told
    assert '登记社会组织5家' in office('ledger', 'stats')


def test_the_export_is_a_workbook_of_those_that_count(office, tmp_path):
    path = tmp_path / '出' / '台账.xlsx'
    assert '已导出5家' in office('ledger', 'export', path)
    assert load_workbook(path).active.max_row == 6


def test_an_export_wants_the_name_of_a_workbook(office, tmp_path):
    for name in ('台账.csv', '台账', '.'):
        assert '.xlsx' in office('ledger', 'export', tmp_path / name, fails=2)


def test_find_tells_who_and_how_many(office):
    told = office('ledger', 'find', '教育局')
    assert told == f'2　{TWO}　无代码　乙县　社会团体　示例市教育局\n共 1 家\n'
    assert office('ledger', 'find', '外星') == '共 0 家\n'
    (found,) = json.loads(office('ledger', 'find', '丙县 学校', '--json'))
    assert (found['id'], found['name'], found['state']) == (3, THREE, 'active')


def test_who_has_ended_is_found_when_asked_for(office):
    office('ledger', 'event', TWO, '注销', '--date', '2026-03-12')
    told = office('ledger', 'find', TWO)
    assert told == '共 0 家\n另有1家已注销、迁出或合并，加 --ended 列出。\n'
    assert '已不再计数（2026-03-12起）' in office('ledger', 'find', TWO, '--ended')
    assert '共 0 家' in office('ledger', 'find', TWO, '--as-of', '2026-03-01', '--ended')


def test_an_organisation_is_shown_with_sources_and_without_its_telephone(office):
    for told in (office('ledger', 'show', ONE), office('ledger', 'history', 1)):
        assert '13800000001' not in told
        assert '13*******01' in told
    shown = json.loads(office('ledger', 'show', 1, '--as-of', '2026-03-13', '--json'))
    assert shown['sources']['members_total']['at'].startswith('2026-03-13')
    (version,) = json.loads(office('ledger', 'history', ONE, '--json'))
    assert version['organisation']['name'] == ONE


def test_a_day_shows_what_held_on_it(office):
    rename = ('--to', '示例市甲一总商会', '--date', '2026-03-10', '--doc', '示民许〔2026〕1号')
    office('ledger', 'event', ONE, '更名', *rename)
    assert ONE in office('ledger', 'show', 1, '--on', '2026-03-09').splitlines()[0]
    assert '示例市甲一总商会' in office('ledger', 'show', ONE, '--on', '2026-03-10').splitlines()[0]
    assert '示民许〔2026〕1号' in office('ledger', 'show', 1)


def test_nobody_is_shown_on_a_day_before_its_beginning(office):
    office('ledger', 'event', '示例市新学会', '新登记', '--date', '2026-03-10')
    assert '还没有登记' in office('ledger', 'show', '示例市新学会', '--on', '2026-03-09', fails=2)
    both = ('--on', '2026-03-10', '--as-of', '2026-03-10')
    assert '不能与' in office('ledger', 'show', 1, *both, fails=2)


def test_who_is_meant_must_be_clear(office):
    for command in ('show', 'history', 'acts'):
        assert '没有“外星人协会”' in office('ledger', command, '外星人协会', fails=2)
        assert '请改用编号' in office('ledger', command, SAME, fails=2)
    assert '不是日期' in office('ledger', 'show', 1, '--as-of', '2026-13-01', fails=2)


def test_acts_are_listed_with_their_numbers(office):
    assert office('ledger', 'acts') == '第1号　2026-03-13　导入　台账.csv\n共 1 件\n'
    assert office('ledger', 'acts', ONE, today='2026-04-01').endswith('共 0 件\n')
    (act,) = json.loads(office('ledger', 'acts', '--json'))
    assert (act['number'], act['kind']) == (1, 'import')


def test_names_are_matched_line_by_line(office, tmp_path):
    names = f'id,name,code,region\nA1,{ONE},,甲县\nA2,示例市乙二协,,乙县\nA3,外星人协会,,\nA4,,,\n'
    path = written(tmp_path / '名单.csv', names)
    lines = [json.loads(line) for line in office('match', path, '--json').splitlines()]
    assert [line['decision'] for line in lines] == ['matched', 'candidates', 'none', 'not_tried']
    keys = {'id', 'decision', 'organisation', 'code', 'score', 'reasons', 'candidates'}
    assert all(set(line) == keys for line in lines)
    told = office('match', path).splitlines()
    assert told[0].startswith('A1　对上　编号1　')
    assert f'可能是：2 {TWO}' in told[1]
    assert told[2].startswith('A3　台账没有　')


def test_a_list_without_names_is_not_taken_for_an_empty_answer(office, tmp_path):
    assert '表头' in office('match', written(tmp_path / '名单.csv', f'序,单\n1,{ONE}\n'), fails=3)
