"""The record at the terminal: listed, exported, checked, and each way of checking with its exit code."""

import json
import sqlite3
from contextlib import closing

import pytest


@pytest.fixture
def office(shoufa, tmp_path):
    """An office with something on record."""
    assert shoufa('init', '办公室').returncode == 0
    path = tmp_path / '台账.csv'
    path.write_text('社会组织名称,所属县区\n示例市甲一商会,甲县\n', 'utf-8')
    assert shoufa('--office', '办公室', 'ledger', 'import', '台账.csv').returncode == 0
    return '办公室'


def change_a_line(tmp_path):
    with closing(sqlite3.connect(tmp_path / '办公室' / 'shoufa.db')) as connection:
        connection.execute('drop trigger audit_no_update')
        connection.execute("update audit set actor = '乙' where id = 1")
        connection.commit()


def test_the_record_is_listed_by_act_in_either_words(shoufa, office):
    listed = shoufa('--office', office, 'audit', 'list', '--act', '导入台账', '--json')
    lines = json.loads(listed.stdout)
    assert [line['act'] for line in lines] == ['ledger_import']
    told = shoufa('--office', office, 'audit', 'list', '--act', 'ledger_import')
    assert '导入台账' in told.stdout
    assert '列出1条' in told.stderr


def test_a_record_that_holds_and_one_that_does_not(shoufa, office, tmp_path):
    held = shoufa('--office', office, 'audit', 'verify')
    assert held.returncode == 0
    assert '核对相符' in held.stdout
    assert '这里查不出来' in held.stdout
    assert shoufa('--office', office, 'audit', 'export', '记录.jsonl').returncode == 0
    change_a_line(tmp_path)
    broken = shoufa('--office', office, 'audit', 'verify')
    assert broken.returncode == 3
    assert '※ 第1条对不上' in broken.stdout
    told = json.loads(shoufa('--office', office, 'audit', 'verify', '--json').stdout)
    assert told['holds'] is False
    assert told['breaks'][0]['code'] == 'line_changed'
    assert (
        shoufa('audit', 'verify', '记录.jsonl').returncode == 0
    )  # what was exported before, without an office
    assert shoufa('--office', office, 'audit', 'verify', '--against', '记录.jsonl').returncode == 3


def test_a_head_noted_on_paper_is_held_against_the_record(shoufa, office):
    head = json.loads(shoufa('--office', office, 'audit', 'verify', '--json').stdout)['head']
    noted = f'{head["number"]}:{head["hash"]}'
    assert shoufa('--office', office, 'audit', 'verify', '--head', noted).returncode == 0
    later = f'{head["number"] + 1}:{"0" * 64}'
    cut = shoufa('--office', office, 'audit', 'verify', '--head', later)
    assert cut.returncode == 3
    assert '末尾的记录被截掉了' in cut.stdout
    assert shoufa('--office', office, 'audit', 'verify', '--head', '12').returncode == 2


def test_an_exported_file_is_not_written_over_and_one_that_is_none_is_refused(shoufa, office, tmp_path):
    (tmp_path / '记录.jsonl').write_text('我的', 'utf-8')
    refused = shoufa('--office', office, 'audit', 'export', '记录.jsonl')
    assert (refused.returncode, '没有覆盖' in refused.stderr) == (2, True)
    assert shoufa('audit', 'verify', '记录.jsonl').returncode == 3
    assert shoufa('audit', 'verify', '没有.jsonl').returncode == 2
    assert shoufa('--office', office, 'audit', 'export', '记录.jsonl', '--force').returncode == 0
    assert shoufa('audit', 'verify', '记录.jsonl').returncode == 0
