"""campaign propose, lines, accept and the rest, as users type them."""

import json

import pytest

from tests.office.conftest import SETTINGS

LEDGER = """\
name,region,supervisor,党员总数,full_members_full_time,full_members_part_time,是否建立党组织
示例甲一会,甲县,,1,1,0,否
示例甲二会,甲县,,1,1,0,否
示例甲三会,甲县,,1,1,0,否
示例甲四会,甲县,示例市教育局,4,4,0,否
示例甲五会,甲县,,2,,,否
"""
SANMENXIA = 'sanmenxia_2011'


@pytest.fixture
def campaign(shoufa, tmp_path):
    """campaign('propose', ...): shoufa campaign in an office of five organisations."""
    shoufa('init', '办公室')
    office = tmp_path / '办公室'
    (office / 'office.toml').write_text(SETTINGS, 'utf-8')
    (tmp_path / '台账.csv').write_text(LEDGER, 'utf-8')
    shoufa('ledger', 'import', '台账.csv', '--office', office)
    (tmp_path / '指导员.csv').write_text('姓名,单位\n示例一,示例市民政局\n', 'utf-8')
    shoufa('instructors', 'import', '指导员.csv', '--office', office)
    return lambda *arguments: shoufa('campaign', *arguments, '--office', office)


def test_a_plan_is_proposed_looked_at_and_decided(campaign):
    told = campaign('propose', SANMENXIA)
    assert told.returncode == 0, told.stderr
    for part in (
        '拟出4行待人决定：联合组建3家、单独组建1家。',
        '第1组　示例甲一会、示例甲二会、示例甲三会',
        '证明最优',
        '缺数，定不下办法）1家\n　示例甲五会　甲县　缺：兼职人员中正式党员数',
    ):
        assert part in told.stdout.replace('专职工作人员中正式党员数、', '')
    lines = json.loads(campaign('lines', SANMENXIA, '--json').stdout)
    number = {one['name']: str(one['number']) for one in lines}
    assert '共 3 行' in campaign('accept', SANMENXIA, *list(number.values())[:3]).stdout
    refused = campaign('reject', SANMENXIA, number['示例甲一会'], '--why', '不愿')
    assert (refused.returncode, '不足3名' in refused.stderr) == (2, True)
    assert '共 1 行' in campaign('change', SANMENXIA, '示例甲五会', '--method', '挂靠组建').stdout
    shown = campaign('lines', SANMENXIA, '--state', '已改定').stdout
    assert '示例甲五会　甲县　挂靠组建　已改定' in shown


def test_the_plan_tells_the_decision_beside_its_keys(campaign):
    campaign('propose', SANMENXIA)
    campaign('accept', SANMENXIA, '--all')
    plan = {one['organisation']: one for one in json.loads(campaign('plan', SANMENXIA, '--json').stdout)}
    assert plan['示例甲四会'].keys() >= {'organisation', 'code', 'methods', 'state', 'decision'}
    assert plan['示例甲四会']['decision']['state'] == 'accepted'
    assert plan['示例甲一会']['decision']['branch'] == 1
    assert plan['示例甲五会']['decision'] is None
    assert '联合组建　第1组　已采用' in campaign('plan', SANMENXIA).stdout


def test_the_plan_is_counted_by_county(campaign):
    told = campaign('plan', SANMENXIA, '--by', 'region').stdout
    assert '甲县　5家' in told
    assert (
        json.loads(campaign('plan', SANMENXIA, '--by', 'region', '--json').stdout)[-1]['organisations'] == 5
    )


def test_ours_are_shown_and_arranged_after_a_yes(campaign, tmp_path):
    told = campaign('select', 'gansu_2016', '--out', tmp_path / '转办.xlsx').stdout
    assert '本单位选派4家：已安排0家，拟安排4家' in told
    assert '示例市教育局　1家' in told
    assert '已写入' in told
    assert '已登记选派4家' in campaign('select', 'gansu_2016', '--apply', '--yes').stdout
    assert '已安排4家，拟安排0家' in campaign('select', 'gansu_2016').stdout
    assert campaign('select', 'gansu_2016', '--yes').returncode == 2


def test_lists_and_targets_are_told(campaign, tmp_path):
    assert '年检口径：应建未建1家' in campaign('eligible', SANMENXIA).stdout
    assert '业务主管单位党组织　1家' in campaign('responsible', SANMENXIA).stdout
    assert '党员队伍情况5/5' in campaign('clear', 'liaoning_2016', '--out', tmp_path / '清.xlsx').stdout
    told = campaign('targets', 'liaoning_2016', '--by', 'region').stdout
    assert '目标2　社会组织　党组织覆盖率不低于70%　未达到\n　台账　0/5　0.0%' in told
    assert '目标1　非公有制企业　党组织覆盖率不低于70%　需人工核对' in told
    for command in ('eligible', 'responsible', 'targets'):
        assert json.loads(campaign(command, SANMENXIA, '--json').stdout)


def test_what_cannot_be_done_says_why(campaign):
    for *arguments, told in (
        ('propose', '无此活动', '没有活动'),
        ('accept', SANMENXIA, '用 --all'),
        ('lines', SANMENXIA, '--state', '好', '可用：待定'),
        ('targets', SANMENXIA, '--by', 'day', '不认识'),
        ('targets', SANMENXIA, '--task', '服务中心', '序号=任务'),
        ('alternatives', SANMENXIA, '示例甲四会', '不在联合组建的范围'),
        ('propose', 'dongguan_2016', '征求意见'),
    ):
        ran = campaign(*arguments)
        assert (ran.returncode, told in ran.stderr) == (2, True), ran.stderr
