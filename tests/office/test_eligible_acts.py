"""应建未建 by both definitions side by side, five-clear lists, and who answers for whom."""

import pytest
from openpyxl import load_workbook

from model.errors import UsageFault
from office.eligible_acts import clear, eligible, responsible, write_clear
from office.importing import import_ledger

LEDGER = """\
name,region,supervisor,full_members_full_time,full_members_part_time,是否建立党组织,未建党组织原因,从业人员总数
示例甲一会,甲县,示例市教育局,3,0,否,应建未建,12
示例甲二会,甲县,,1,0,否,无党员,
示例乙一会,乙县,,,0,否,,
示例乙二会,乙县,,5,0,是,,
"""


@pytest.fixture
def told(place, tmp_path):
    path = tmp_path / '台账.csv'
    path.write_text(LEDGER, 'utf-8')
    import_ledger(place, path)
    return place


def test_two_definitions_stand_side_by_side_with_names(told):
    found = eligible(told, 'ningbo_2018')
    counts = {name: states['eligible_not_established'] for name, states in found.regions[0].counts.items()}
    assert counts == {'年检口径': 1, '党建年报口径': 2}
    assert [one.name for one in found.differing] == ['示例甲二会']
    assert [one.region for one in found.regions] == ['合计', '甲县', '乙县']
    unknown = [one for ones in found.regions[2].unknown.values() for one in ones]
    assert {(one.name, one.why) for one in unknown} == {('示例乙一会', '缺：专职工作人员中正式党员数')}


def test_reasons_that_contradict_the_counts_are_asked_about(told):
    assert {one.name for one in eligible(told, 'ningbo_2018').questions} <= {'示例甲一会', '示例甲二会'}


def test_five_clear_lists_name_what_is_missing(told, tmp_path):
    found = clear(told, 'liaoning_2016')
    assert [one.name for one in found.lines] == ['示例甲一会', '示例甲二会', '示例乙一会']
    assert found.counts['职工队伍情况'] == 1
    target = tmp_path / '五个清.xlsx'
    write_clear(found, target)
    rows = list(load_workbook(target).active.values)
    assert rows[1][1:6] == ('示例甲一会', '甲县', '缺：经营运行情况', '清', '缺：党员总数')


def test_who_answers_is_one_body_or_left_to_people(told):
    found = responsible(told, 'ningbo_2018')
    assert [(one.body, len(one.organisations), len(one.doubtful)) for one in found.bodies] == [
        ('业务主管单位或行业党委', 1, 0),
        ('隶属的地方党组织', 0, 3),
        ('社会组织综合党委（兜底）', 0, 3),
    ]
    assert found.bodies[0].organisations[0].why == '示例市教育局'
    assert found.bodies[1].doubtful[0].why == '缺：党组织隶属关系'
    assert '甬组通' in found.open_rules[0]


def test_a_notice_without_such_rules_says_so(told):
    with pytest.raises(UsageFault, match='五个清'):
        clear(told, 'gansu_2016')
    with pytest.raises(UsageFault, match='责任主体'):
        responsible(told, 'gansu_2016')
    with pytest.raises(UsageFault, match='征求意见'):
        eligible(told, 'dongguan_2016')
