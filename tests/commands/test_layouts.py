"""Layouts as a clerk types them: what waits, the question, the answer, taking it back."""

import json

import pytest
from openpyxl import Workbook

from office.founding import found
from tests.office.conftest import LEDGER, SETTINGS

HEAD = ('序号', '社会组织名称', '从业人员总数', '党员总数', '是否建立党组织', '值班室')


@pytest.fixture
def office(shoufa, tmp_path):
    """office('take-in', ...): the program in an office with a ledger, on 13 March 2026."""
    root = tmp_path / '办公室'
    root.mkdir()
    (root / 'office.toml').write_text(SETTINGS, 'utf-8')
    found(root)
    (tmp_path / '台账.csv').write_text(LEDGER, 'utf-8')

    def run(*arguments, fails=0):
        done = shoufa('--office', root, '--today', '2026-03-13', *arguments)
        assert done.returncode == fails, done.stderr
        return done.stderr if fails else done.stdout

    run('ledger', 'import', tmp_path / '台账.csv')
    return run


@pytest.fixture
def sent(tmp_path):
    def write(name, *lines, head=HEAD):
        book = Workbook()
        for line in (('社会组织党建情况调查表',), head, *lines):
            book.active.append(line)
        path = tmp_path / '办公室' / '收文' / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
        return path

    return write


def test_a_layout_from_question_to_revocation(office, sent):
    sent('甲县/附件1.xlsx', (1, '示例市甲一商会', 12, 3, '否', '有'))
    assert '待对应' in office('take-in')
    assert '待对应' in office('register', 'list')
    assert '状态：待对应' in office('register', 'show', 1)
    assert 'shoufa review show 1' in office('review', 'list')
    shown = office('review', 'show', 1)
    assert '“党员总数”→党员总数（members_total）' in shown
    assert '“值班室”→不收　※' in shown
    assert '在等的：第1号 甲县/附件1.xlsx' in shown
    for told in ('review accept 1', 'review correct 1 form=', 'review reject 1 --why'):
        assert told in shown
    (item,) = json.loads(office('review', 'list', '--json'))
    assert (item['kind'], item['value']['form']) == ('layout', 'party_building_survey')
    assert '1家：入账1' in office('review', 'accept', 1)
    (layout,) = json.loads(office('layouts', 'list', '--json'))
    assert (layout['senders'], layout['state']) == (['甲县'], 'confirmed')
    short = layout['fingerprint'][:12]
    assert f'{short}　已确认　party_building_survey　6栏收4栏　甲县' in office('layouts', 'list')
    assert '第1号　甲县/附件1.xlsx' in office('layouts', 'show', short)
    told = office('layouts', 'revoke', short, '--why', '认错了')
    assert '第1号' in told
    assert '已撤回' in office('layouts', 'list')
    assert json.loads(office('layouts', 'show', short, '--json'))['entries'] == [1]


def test_columns_are_put_right_in_one_line(office, sent):
    head = (*HEAD[:3], '同志数', *HEAD[4:])
    sent('甲县/附件1.xlsx', (1, '示例市甲一商会', 12, 3, '否', '有'), head=head)
    office('take-in')
    assert '没有字段“同志”' in office('review', 'correct', 1, '同志数=同志', fails=2)
    office('review', 'correct', 1, '同志数=members_total', '值班室=')
    assert json.loads(office('register', 'list', '--json'))[0]['tally']['accepted'] == 1


def test_a_layout_nobody_confirmed_is_told_from_one_that_is_not_there(office):
    assert '没有版式' in office('layouts', 'show', 'ffff', fails=2)
    assert '共 0 个版式' in office('layouts', 'list')


def test_return_tells_the_fingerprint_of_what_it_read(shoufa, sent):
    path = sent('甲县/附件1.xlsx', (1, '示例市甲一商会', 12, 3, '否', '有'))
    read = json.loads(shoufa('return', path, '--json').stdout)
    assert (read['form'], len(read['layout'])) == ('party_building_survey', 64)
