"""Joint branches: limits are kept, everybody is accounted for, neighbours come first."""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.basis import joint_rule
from campaigns.joint import alternatives, propose
from campaigns.pack import BUILT_IN, load_pack
from model.campaign import JointRule, Pack, Population
from model.planning import JointBranch, JointPlan
from model.subject import Organisation

RULE = JointRule(('full_members',))
PACK = Pack(
    id='example',
    title='示例活动',
    notice_number=None,
    notice_title='示例通知',
    populations=(Population('organisations'),),
    joint=(RULE,),
)


def seconds(total: float = 20) -> Callable[[], float]:
    ends = time.monotonic() + total
    return lambda: ends - time.monotonic()


def organisation(
    number: int, members: int | None, region: str | None = '甲县', kind: str = '社会团体', **facts: Any
) -> Organisation:
    held = {'established': False, **({} if members is None else {'full_members': members}), **facts}
    return Organisation(number, f'示例协会{number}', None, region, kind, facts.pop('supervisor', None), held)


def planned(organisations: list[Organisation], rule: JointRule = RULE, *branches: JointBranch) -> JointPlan:
    return propose(PACK, rule, organisations, seconds(), branches)


def test_neighbours_of_one_kind_are_grouped_and_nobody_stays_alone() -> None:
    plan = planned([organisation(n, 1, kind='基金会' if n % 2 else '社会团体') for n in range(1, 7)])
    (region,) = plan.regions
    assert sorted(group.organisations for group in region.groups) == [(1, 3, 5), (2, 4, 6)]
    assert (region.alone, plan.distance, plan.status) == ((), 0 + plan.bound, 'optimal')
    assert region.groups[0].reasons[0] == '同在甲县，共3家、党员3名'
    assert '组织类别同为基金会' in region.groups[0].reasons


def test_who_is_in_no_proposal_is_listed_with_the_reason() -> None:
    plan = planned(
        [
            organisation(1, None),
            organisation(2, 0),
            organisation(3, 3),
            organisation(4, 1, region=None),
            organisation(5, 1, established=True),
            replace(organisation(6, 1), facts={'full_members': 1}),
            organisation(7, 2),
            replace(organisation(8, 1), state='ended'),
            replace(organisation(9, 1), kind='enterprise'),
        ]
    )
    assert plan.left_out == {
        'members_unknown': (1,),
        'no_members': (2,),
        'own_branch': (3,),
        'no_region': (4,),
        'established': (5,),
        'established_unknown': (6,),
        'ended': (8,),
        'other_kind': (9,),
    }
    assert [region.alone for region in plan.regions] == [(7,)]


def test_counties_are_not_mixed() -> None:
    plan = planned([organisation(1, 2), organisation(2, 2, region='乙县')])
    assert [(one.region, one.groups, one.alone) for one in plan.regions] == [
        ('乙县', (), (2,)),
        ('甲县', (), (1,)),
    ]


def test_a_branch_with_room_takes_one_more() -> None:
    branches = [
        JointBranch(8, '示例联合支部', '甲县', 4, ('社会团体',)),
        JointBranch(9, '已满支部', '甲县', 5),
        JointBranch(10, '家数不详支部', '甲县', None),
    ]
    plan = planned([organisation(1, 1), organisation(2, 1)], RULE, *branches)
    (group,) = plan.regions[0].groups
    assert (group.branch, group.members, len(plan.regions[0].alone)) == (8, None, 1)
    assert '示例联合支部' in group.reasons[0]


def test_three_enterprises_at_most_and_one_stays_alone_where_it_must() -> None:
    plan = planned([organisation(n, 1) for n in range(1, 5)], replace(RULE, units=3))
    (region,) = plan.regions
    assert [len(group.organisations) for group in region.groups] == [3]
    assert len(region.alone) == 1


def test_other_groups_with_room_are_ranked_by_nearness() -> None:
    held = [organisation(n, 1, kind='基金会' if n > 6 else '社会团体') for n in range(1, 10)]
    plan = planned(held)
    choices = alternatives(PACK, RULE, plan, held, 9)
    assert choices
    assert [one.added for one in choices] == sorted(one.added for one in choices)
    assert all(9 not in one.organisations for one in choices)
    assert choices[0].breaks is True
    assert alternatives(PACK, RULE, plan, held, 99) == ()


@pytest.mark.parametrize(
    ('pack', 'kind', 'units', 'below'),
    [
        ('gansu_2016', 'organisations', 5, 2),
        ('sanmenxia_2011', 'organisations', 5, 3),
        ('liaoning_2016', 'organisations', 5, 3),
        ('liaoning_2016', 'enterprises', 3, 3),
    ],
)
def test_limits_come_from_the_pack(pack: str, kind: Any, units: int, below: int) -> None:
    rule = joint_rule(load_pack(BUILT_IN / f'{pack}.toml'), kind)
    assert rule is not None
    assert (rule.units, rule.below, rule.together) == (units, below, 3)


ones = st.builds(
    lambda members, region, kind, established: (members, region, kind, established),
    st.sampled_from([None, 0, 1, 1, 2, 2, 3]),
    st.sampled_from(['甲县', '甲县', '乙县', None]),
    st.sampled_from(['社会团体', '民办非企业单位']),
    st.sampled_from([False, False, False, True, None]),
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(ones, max_size=14), st.integers(2, 4), st.integers(2, 5), st.lists(st.integers(2, 6), max_size=2)
)
def test_no_proposal_breaks_a_limit_and_everyone_is_accounted_for_once(
    held: list[Any], together: int, units: int, standing: list[int]
) -> None:
    rule = replace(RULE, together=together, units=units)
    listed = [
        organisation(number, members, region, kind, established=established)
        for number, (members, region, kind, established) in enumerate(held)
    ]
    branches = [JointBranch(number, '支部', '甲县', count) for number, count in enumerate(standing)]
    plan = planned(listed, rule, *branches)
    members = {one.id: int(one.facts.get('full_members') or 0) for one in listed}
    regions = {one.id: one.region for one in listed}
    seen = [one for left in plan.left_out.values() for one in left]
    joined = []
    for region in plan.regions:
        seen += [*region.alone, *(one for group in region.groups for one in group.organisations)]
        joined += [group.branch for group in region.groups if group.branch is not None]
        assert region.bound <= region.distance == sum(group.distance for group in region.groups)
        for group in region.groups:
            assert {regions[one] for one in group.organisations} == {region.region}
            if group.branch is None:
                assert 2 <= len(group.organisations) <= units
                assert group.members == sum(members[one] for one in group.organisations) >= together
            else:
                assert standing[group.branch] < units
    assert sorted(seen) == [one.id for one in listed]
    assert len(joined) == len(set(joined))
    assert plan == planned(listed, rule, *branches)


@pytest.mark.hard
@pytest.mark.parametrize(('counties', 'towns'), [(1, 1), (1, 15), (12, 1), (12, 10)])
def test_two_thousand_take_less_than_a_minute_and_have_a_bound(counties: int, towns: int) -> None:
    dice = random.Random(7)
    held = [
        organisation(
            number,
            dice.choice([1, 1, 1, 2, 2]),
            f'示例{dice.randrange(counties)}县',
            dice.choice(['社会团体', '民办非企业单位', '基金会']),
            supervisor=f'示例市{dice.randrange(20)}局',
            town=f'示例{dice.randrange(towns)}镇',
        )
        for number in range(2000)
    ]
    began = time.process_time()
    plan = propose(PACK, RULE, held, lambda: began + 45 - time.process_time())
    assert time.process_time() - began < 60
    assert plan.bound <= plan.distance <= 1.6 * plan.bound + 10
    grouped = [one for region in plan.regions for group in region.groups for one in group.organisations]
    assert sorted(grouped) == list(range(2000))
