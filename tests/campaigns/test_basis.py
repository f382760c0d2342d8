"""Count bases in a notice's words, and what the ladder makes of them (office-life.md B3)."""

from dataclasses import replace
from typing import Any

import pytest

from campaigns.basis import basis_to_counts, joint_rule
from campaigns.ladder import plan_line
from campaigns.pack import BUILT_IN, load_pack
from model.campaign import Compare, LadderRule, Pack, Population
from model.subject import Organisation

SANMENXIA = load_pack(BUILT_IN / 'sanmenxia_2011.toml')


@pytest.mark.parametrize(
    ('words', 'counts'),
    [
        ('党员', ('members_total',)),
        ('党员（通知不分正式与预备、不分专职与兼职）', ('members_total',)),
        ('正式党员', ('full_members',)),
        ('专职工作人员中的正式党员', ('full_members_full_time',)),
        ('专职人员中的党员', ('members_full_time',)),
        ('兼、专职人员中的正式党员', ('full_members_full_time', 'full_members_part_time')),
        ('单独组建按正式党员，其余按党员', None),
        ('会员单位', None),
        (None, None),
    ],
)
def test_a_basis_is_the_counts_of_the_ledger_or_left_to_a_person(
    words: str | None, counts: tuple[str, ...] | None
) -> None:
    assert basis_to_counts(words) == counts


@pytest.mark.parametrize(
    ('words', 'facts'),
    [
        ('党员', {'members_total': 3}),
        ('正式党员', {'full_members': 3}),
        ('专职工作人员中的正式党员', {'full_members_full_time': 3}),
        ('兼、专职人员中的正式党员', {'full_members_full_time': 2, 'full_members_part_time': 1}),
    ],
)
def test_the_ladder_counts_by_any_basis_and_nothing_stands_in_for_it(
    words: str, facts: dict[str, Any]
) -> None:
    counts = basis_to_counts(words)
    assert counts is not None
    pack = Pack(
        id='example',
        title='示例活动',
        notice_number=None,
        notice_title='示例通知',
        populations=(Population('organisations'),),
        ladder=(LadderRule('单独组建', '3名以上的，单独组建。', Compare(counts, '>=', 3)),),
    )

    def state(**held: Any) -> str:
        held = {'established': False, **held}
        return plan_line(pack, Organisation(1, '示例协会', None, '甲县', None, None, held)).state

    assert state(**facts) == 'one_method'
    assert state() == 'unknown'


@pytest.mark.parametrize(
    ('part_time', 'firm', 'doubtful'),
    [(1, ['联合组建', '挂靠组建'], ['派员组建']), (0, ['联合组建', '派员组建'], [])],
)
def test_two_full_time_and_one_part_time_are_two_candidates_and_one_doubt(
    part_time: int, firm: list[str], doubtful: list[str]
) -> None:
    facts = {
        'full_members_full_time': 2,
        'full_members_part_time': part_time,
        'large_scale': True,
        'established': False,
    }
    line = plan_line(SANMENXIA, Organisation(1, '示例协会', None, '甲县', None, None, facts))
    assert line.state == 'candidates'
    assert [one.method for one in line.methods if not one.doubtful] == firm
    assert [one.method for one in line.methods if one.doubtful] == doubtful
    assert all(one.verbatim for one in line.methods)
    if doubtful:
        assert '未写明是否含兼职' in str(line.methods[2].reason)


@pytest.mark.parametrize('name', ['gansu_2016', 'sanmenxia_2011', 'liaoning_2016'])
def test_a_drafted_pack_has_the_limits_of_its_rung_to_be_confirmed(name: str) -> None:
    pack = load_pack(BUILT_IN / f'{name}.toml')
    written = joint_rule(pack)
    derived = joint_rule(replace(pack, joint=()))
    assert written is not None
    assert derived is not None
    told = [(one.counts, one.least, one.below, one.together, one.units) for one in (written, derived)]
    assert told[0] == told[1]
    assert '请确认' in str(derived.doubt)


def test_a_notice_without_joint_branches_has_no_limits() -> None:
    assert joint_rule(load_pack(BUILT_IN / 'ningbo_2018.toml')) is None
    assert joint_rule(SANMENXIA, 'enterprises') is None
