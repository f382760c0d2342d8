"""Lines accepted, changed and rejected one by one; no agreed group breaks its limits."""

import pytest

from model.errors import UsageFault
from office.plan_acts import propose
from office.plan_decisions import accept, change, reject
from office.plan_looking import lines_of
from store import audit, subjects
from store.engine import atomic, reading
from tests.office.test_plan_acts import (  # noqa: F401  # fixtures
    SANMENXIA,
    by_name,
    load,
    numbers,
    one_source,
    planned,
)


@pytest.fixture
def proposed(planned):  # noqa: F811
    propose(planned, SANMENXIA)
    return planned


def test_all_open_lines_are_accepted_at_once(proposed):
    assert len(accept(proposed, SANMENXIA, [], every=True).told) == 5
    assert {one.state for one in lines_of(proposed, SANMENXIA)} == {'accepted'}
    assert lines_of(proposed, SANMENXIA, 'proposed') == []
    assert '早已采用' in accept(proposed, SANMENXIA, numbers(proposed, '甲四')).not_done[0]


def test_leaving_an_accepted_group_too_small_is_refused_with_the_reason(proposed):
    accept(proposed, SANMENXIA, numbers(proposed, '甲一', '甲二', '甲三'))
    with pytest.raises(UsageFault, match='第1组已有人采用，改动后余下示例甲二、示例甲三：党员共2名，不足3名'):
        reject(proposed, SANMENXIA, numbers(proposed, '甲一'), '不愿')
    with pytest.raises(UsageFault, match='第1组'):
        change(proposed, SANMENXIA, ['示例甲一'], '单独组建')
    done = reject(proposed, SANMENXIA, numbers(proposed, '甲一', '甲二', '甲三'), '不愿')
    assert len(done.told) == 3


def test_what_an_open_group_lacks_is_told(proposed):
    assert reject(proposed, SANMENXIA, numbers(proposed, '甲一'), '不愿').lacking == [
        '第1组还不够：党员共2名，不足3名'
    ]
    with pytest.raises(UsageFault, match='第1组党员共2名，不足3名'):
        accept(proposed, SANMENXIA, numbers(proposed, '甲二'))
    done = accept(proposed, SANMENXIA, [], every=True)
    assert (len(done.told), len(done.not_done)) == (2, 2)


@pytest.mark.parametrize(
    ('whom', 'reason'), [('示例甲六', '党员数未填'), ('示例乙一', '不在同一县（区）：甲县、乙县')]
)
def test_nobody_is_put_into_a_group_against_the_limits(proposed, whom, reason):
    with pytest.raises(UsageFault, match=reason):
        change(proposed, SANMENXIA, [whom], '联合组建', '1')


def test_a_group_of_ones_own_says_what_it_lacks_until_it_is_whole(proposed):
    done = change(proposed, SANMENXIA, ['示例乙一'], '联合组建', 'new')
    assert done.lacking == ['第2组还不够：只有1家，至少要2家，党员共1名，不足3名']
    assert propose(proposed, SANMENXIA).incomplete == ['第2组：只有1家，至少要2家；党员共1名，不足3名']
    assert change(proposed, SANMENXIA, ['示例甲七'], '联合组建', '3').lacking == []


def test_a_sixth_unit_is_too_many(proposed, load):  # noqa: F811
    names = ('蓝桥书画院', '青松登山队', '白石养蜂人')
    load(''.join(f'{name},甲县,社会团体,1,1,0,否,否\n' for name in names))
    with pytest.raises(UsageFault, match='共6家，超过5家'):
        change(proposed, SANMENXIA, [f'示例{name}' for name in names], '联合组建', '1')


def test_wrong_lines_methods_and_groups_are_told_with_those_there_are(proposed):
    for arguments, told in (
        ((['999'], '单独组建'), '没有第999行'),
        ((['示例甲一'], '合并'), '可用：单独组建'),
        ((['示例甲一'], '单独组建', '1'), '只用于联合组建'),
        ((['示例甲一'], '联合组建', '9'), '现有：1'),
        ((['示例无此会'], '单独组建'), '台账里没有'),
    ):
        with pytest.raises(UsageFault, match=told):
            change(proposed, SANMENXIA, *arguments)
    with pytest.raises(UsageFault, match='理由'):
        reject(proposed, SANMENXIA, [1], ' ')


def test_a_line_about_one_that_has_a_branch_by_now_is_not_accepted(proposed):
    with atomic(proposed.engine) as connection:
        one = by_name(proposed)['甲四']
        subjects.change(connection, one.organisation, {'established': True}, one_source(proposed))
    assert by_name(proposed)['甲四'].warning == '台账已是已建立党组织'
    with pytest.raises(UsageFault, match='已建立党组织'):
        accept(proposed, SANMENXIA, numbers(proposed, '甲四'))


def test_a_rejected_line_is_changed_not_accepted(proposed):
    reject(proposed, SANMENXIA, numbers(proposed, '甲四'), '拟注销')
    with pytest.raises(UsageFault, match='不采用，要用请'):
        accept(proposed, SANMENXIA, numbers(proposed, '甲四'))
    change(proposed, SANMENXIA, ['示例甲四'], '选派指导员')
    assert (by_name(proposed)['甲四'].state, by_name(proposed)['甲四'].why) == ('changed', None)


def test_each_decision_is_noted(proposed):
    accept(proposed, SANMENXIA, numbers(proposed, '甲四'))
    with reading(proposed.engine) as connection:
        line = audit.lines(connection)[-1]
    assert (line['act'], line['detail']['lines'][0]['method']) == ('plan_accept', '单独组建')
