"""tasks and population, as a clerk types them."""

import json

import pytest

from tests.commands.clerk import at_work, written

PACK = 'ningbo_2018'
TOWNS = '名称,所属县区,颜色\n示例1镇,甲县,红\n示例2镇,甲县,\n示例3镇,乙县,\n'
TABLE = '责任单位,任务,状态,期限,完成日期,颜色\n示例1镇,服务中心,建成,2018-12-31,2018-10-01,红\n'
MORE = '示例2镇,服务中心,在建,2018-12-31,,\n外乡镇,服务中心,大概,,,\n'


@pytest.fixture
def office(shoufa, tmp_path, tmp_path_factory):
    return at_work(shoufa, tmp_path_factory, tmp_path / '办公室')


@pytest.fixture
def towns(office, tmp_path):
    return office('population', 'import', PACK, written(tmp_path / '乡镇.csv', TOWNS), '--kind', '乡镇')


@pytest.fixture
def told(office, towns, tmp_path):
    return office('tasks', 'import', PACK, written(tmp_path / '任务.csv', TABLE + MORE))


def test_a_population_is_loaded_listed_and_taken_back(office, towns, tmp_path):
    assert '乡镇（街道）：新增3，更新0，不变0。' in towns
    assert '这些列没有导入：颜色' in towns
    again = office('population', 'import', PACK, tmp_path / '乡镇.csv', '--kind', 'town', '--json')
    assert json.loads(again)['unchanged'] == 3
    assert office('population', 'list', PACK).endswith('乙县　乡镇（街道）\n共 3 个\n')
    assert office('population', 'list', PACK, '--kind', '园区') == '共 0 个\n'
    assert json.loads(office('population', 'list', PACK, '--json'))[0]['kind'] == 'town'
    assert '3家随之退出台账' in office('ledger', 'rollback', 2)
    assert office('population', 'list', PACK) == '共 0 个\n'


def test_what_was_not_understood_of_a_table_is_told(office, told, tmp_path):
    assert told.startswith('新增3项，更新0项，不变0项。')
    assert '没有读懂，按待明确或空：外乡镇　服务中心：状态“大概”' in told
    assert '这些列没有导入：颜色' in told
    again = json.loads(office('tasks', 'import', PACK, tmp_path / '任务.csv', '--json'))
    assert (again['added'], again['unchanged']) == (0, 3)


def test_each_unit_and_task_is_listed(office, told):
    lines = office('tasks', 'list', PACK, '--task', '中心').splitlines()
    assert lines[0] == '示例1镇　服务中心　已完成　2018-10-01　期限2018-12-31'
    assert lines[-1] == '共 3 项：进行中1，已完成1，待明确1'
    (first, *_) = json.loads(office('tasks', 'list', PACK, '--json'))
    assert (first['unit'], first['state'], first['done_on']) == ('示例1镇', 'done', '2018-10-01')


def test_silent_units_count_and_are_named_when_others_are_chased(office, told):
    assert office('tasks', 'rate', PACK) == '服务中心：1/4　25.0%（其中1个未报，1个不在名单里）\n'
    (rate,) = json.loads(office('tasks', 'rate', PACK, '--task', '服务', '--json'))
    assert (rate['done'], rate['units'], rate['text']) == (1, 4, '25.0%')
    (text,) = json.loads(office('tasks', 'chase', PACK, '--json'))
    assert office('tasks', 'chase', PACK) == text['text'] + '\n'
    assert '没有写到1个单位，没有给它们的短信：示例3镇' in office('tasks', 'chase', PACK, hint=True)
    early = office('tasks', 'chase', PACK, '--task', '服务', today='2018-11-01')
    assert '逾期' in text['text']
    assert '逾期' not in early


def test_the_last_table_is_taken_back(office, told):
    assert 'shoufa tasks undo ningbo_2018' in told
    assert '撤下3项' in office('tasks', 'undo', PACK)
    assert office('tasks', 'list', PACK) == '共 0 项\n'
    assert '没有可以撤回的' in office('tasks', 'undo', PACK, fails=2)


def test_an_office_without_tasks_says_so(office):
    assert office('tasks', 'list', PACK) == '共 0 项\n'


REFUSED = [
    (('tasks', 'list', '没有'), '没有活动“没有”。现有：', 2),
    (('tasks', 'rate', PACK, '--task', '修路'), '现有：服务中心', 2),
    (('tasks', 'chase', PACK, '--task', '修路'), '现有：服务中心', 2),
    (('tasks', 'import', PACK, '没有.csv'), '找不到文件', 2),
    (('tasks', 'import', '没有', '任务.csv'), '没有活动“没有”', 2),
    (('tasks', 'import', PACK, '别的.csv'), '找不到责任单位一列', 3),
    (('population', 'import', PACK, '别的.csv', '--kind', '乡镇'), '找不到名称一列', 3),
    (('population', 'import', PACK, '乡镇.csv', '--kind', '星球'), '不认识种类“星球”', 2),
    (('population', 'import', PACK, '乡镇.csv'), '缺少参数 --kind', 2),
    (('population', 'list', PACK, '--kind', '星球'), '可用：县（区）、乡镇（街道）', 2),
]


def test_what_cannot_be_done_is_told(office, told, tmp_path):
    written(tmp_path / '别的.csv', '甲,乙\n1,2\n')
    for words, said, code in REFUSED:
        assert said in office(*words, fails=code)
