"""The register and story S10 as a clerk types them."""

import json
import re

import pytest

from office.founding import found
from tests.office.test_forwarding import CITY, COUNTY, PROVINCE


@pytest.fixture
def inbox(tmp_path):
    """收文/ of the office of 甲县民政局."""
    root = tmp_path / '甲县'
    root.mkdir()
    (root / 'office.toml').write_text(COUNTY, 'utf-8')
    return found(root).inbox


@pytest.fixture
def county(shoufa, inbox):
    """county('take-in', ...): the program in that office on 5 March 2026."""

    def run(*arguments):
        done = shoufa('--office', inbox.parent, '--today', '2026-03-05', *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def put(inbox, name, lines):
    (inbox / name).write_text('\n'.join(lines), 'utf-8')


def due(county, *arguments):
    return json.loads(county('due', *arguments, '--json'))


def test_one_duty_of_two_notices_with_the_nearer_deadline(county, inbox):
    put(inbox, '1省厅.txt', PROVINCE)
    county('take-in')
    put(inbox, '2市局.txt', CITY)
    county('take-in')
    (line,) = due(county)
    assert (line['ours'], line['deadline'], line['internal_deadline']) == ('do', '2026-03-12', '2026-03-10')
    assert {source['doc_number'] for source in line['sources']} == {
        '示民函〔2026〕12号',
        '示市民函〔2026〕9号',
    }
    shown = county('due')
    assert '起算日待填' in shown
    assert not re.search('2026-03-17|3月17日', shown)
    (province,) = [source['duty'] for source in line['sources'] if source['doc_number'].startswith('示民函')]
    county('due', 'anchor', province, '--issued', '2026-03-02')
    (line,) = due(county)
    assert (line['deadline'], line['internal_deadline']) == ('2026-03-12', '2026-03-10')
    assert re.search('2026-03-17|3月17日', county('due'))
    visits = [line for line in due(county, '--all') if line['ours'] == 'know']
    assert [line['what'] for line in visits] == ['到所联系的社会组织不少于2次']
    asked = county('review', 'list')
    assert '社会组织党建工作台账' in asked
    assert '0000-1234567' in asked


def test_the_register_is_a_table_with_copies(county, inbox):
    put(inbox, '1.txt', CITY)
    (inbox / '2.html').write_text('<meta charset="utf-8">' + ''.join(f'<p>{x}</p>' for x in CITY), 'utf-8')
    assert '登记1件（通知1），同文副本1个' in county('take-in')
    head, line, total = county('register', 'list').splitlines()
    assert head.split() == ['编号', '收文日期', '状态', '来文单位', '来文字号', '标题']
    assert '副本1份' in line
    assert total == '共 1 件'
    (entry,) = json.loads(county('register', 'list', '--json'))
    assert {'number', 'file', 'sha256', 'kind', 'state', 'received_at', 'title', 'doc_number'} <= entry.keys()
    assert entry['copies'] == ['2.html']
    assert '副本：2.html' in county('register', 'show', 1)


def test_columns_export_slip_and_return(county, inbox, tmp_path):
    put(inbox, '1.txt', CITY)
    county('take-in')
    county('register', 'set', 1, '承办=社会组织股', '拟办=请承办', '份数=2')
    assert '承办：社会组织股' in county('register', 'show', 1)
    assert '1件' in county('register', 'export', tmp_path / '登记簿.xlsx', '--from', '2026-03-01')
    county('register', 'slip', 1, '--out', tmp_path / '笺.docx')
    assert (tmp_path / '笺.docx').is_file()
    county('register', 'return', 1, '--to', '示例市民政局', '--date', '2026-03-05', '--why', '误送')
    assert '2026-03-05 退回 示例市民政局：误送' in county('register', 'list')
    assert due(county) == []


def test_the_requests_that_wait_for_their_approval_are_listed(county, inbox):
    asks = (
        '示例市甲一商会',
        '示商〔2026〕3号',
        '关于成立中共示例市甲一商会支部委员会的请示',
        '甲县民政局：',
        '我会现有正式党员4名，拟成立中共示例市甲一商会支部委员会。妥否，请批示。',
        '示例市甲一商会',
        '2026年3月2日',
    )
    put(inbox, '请示.txt', asks)
    county('take-in')
    *_, line, total = county('register', 'list', '--waiting').splitlines()
    assert '关于成立中共示例市甲一商会支部委员会的请示' in line
    assert total == '共 1 件'
