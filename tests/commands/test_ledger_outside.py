"""ledger outside: another source's figures beside ours, as a clerk lays them."""

import json

import pytest

from tests.commands.clerk import at_work, written

FIGURES = '县区,社会组织数,已建党组织数\n甲县,3,1\n乙县,约2,0\n合计,5,1\n'


@pytest.fixture
def office(shoufa, tmp_path, tmp_path_factory):
    return at_work(shoufa, tmp_path_factory, tmp_path / '办公室')


@pytest.fixture
def outside(office):
    return lambda *words, **more: office('ledger', 'outside', *words, **more)


def test_both_are_laid_side_by_side(outside, tmp_path):
    path = written(tmp_path / '党内统计.csv', FIGURES)
    told = outside('import', path, '--as-of', '2026-03-13')
    assert '已记下“党内统计”2026-03-13的5个数' in told
    assert '没有读懂：乙县社会组织“约2”不是整数' in told
    lines = outside('compare').splitlines()
    assert lines[1] == '甲县　社会组织：3／2／-1'
    assert lines[3] == '乙县　社会组织：缺／2／缺'
    assert lines[-1] == '合计　已建党组织：1／1／0'


def test_the_comparison_as_json_tells_missing_from_nought(outside, tmp_path):
    path = written(tmp_path / '年检.csv', FIGURES)
    outside('import', path, '--as-of', '2026-03-01', '--source', '年检')
    told = json.loads(outside('compare', '--source', '年检', '--as-of', '2026-03-01', '--json'))
    by = {(line['key'], line['field']): line for line in told}
    assert by['乙县', 'total']['theirs'] is None
    assert by['乙县', 'established']['theirs'] == 0


REFUSED = [
    (('compare',), '没有“党内统计”的数'),
    (('compare', '--source', '年检', '--as-of', '2026-03-01'), '没有“年检”2026-03-01的数'),
    (('import', '没有.csv', '--as-of', '2026-03-01'), '找不到文件'),
    (('import', '没有.csv'), '缺少参数 --as-of'),
]


def test_what_cannot_be_compared_is_told(outside):
    for words, told in REFUSED:
        assert told in outside(*words, fails=2)


def test_a_table_of_something_else_is_refused(outside, tmp_path):
    path = written(tmp_path / '别的.csv', '甲,乙\n1,2\n')
    assert '表头至少应有' in outside('import', path, '--as-of', '2026-03-01', fails=3)


def test_a_table_is_held_against_itself(outside, tmp_path):
    twice = '县区,社会组织数,已建党组织数\n甲县,3,4\n乙县,2,1\n乙县,2,2\n火星县,1,\n小计,8,5\n合　计,9,5\n'
    told = outside('import', written(tmp_path / '表.csv', twice), '--as-of', '2026-03-13')
    assert '乙县社会组织写了2次：2，记一次' in told
    assert '乙县已建党组织写了2次：1、2，没有取哪一个' in told
    assert '合计的社会组织9与各县区相加的6不一致' in told
    assert '合计的已建党组织5无法核对：有2个县区没有数，其余相加为4' in told
    assert '甲县：已建党组织4多于社会组织3' in told
    assert '火星县没有填已建党组织' in told
    assert '表里没有：丙县' in told
    assert '不是本单位所列的县区：火星县' in told
    assert '乙县　已建党组织：缺／0／缺' in outside('compare')
