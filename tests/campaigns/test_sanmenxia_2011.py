"""The pack of 三组通〔2011〕6号 gives what its sentences say (office-life.md B3)."""

from pathlib import Path
from typing import Any

import pytest

from campaigns.ladder import plan_line
from campaigns.pack import BUILT_IN, load_pack
from campaigns.rounds import rounds
from model.campaign import PlanLine
from model.subject import Organisation

PACK = load_pack(BUILT_IN / 'sanmenxia_2011.toml')


def planned(
    full_time: int | None, part_time: int | None, large: bool | None = False, total: int | None = None
) -> PlanLine:
    given: dict[str, Any] = {
        'full_members_full_time': full_time,
        'full_members_part_time': part_time,
        'large_scale': large,
        'members_total': total,
        'established': False,
    }
    return plan_line(PACK, Organisation(1, '示例市甲一协会', None, '甲县', None, None, given))


def firm(line: PlanLine) -> list[str]:
    return [method.method for method in line.methods if not method.doubtful]


def doubtful(line: PlanLine) -> list[str]:
    return [method.method for method in line.methods if method.doubtful]


def test_two_and_one_and_large_are_two_candidates_and_a_doubt() -> None:
    line = planned(2, 1, large=True)
    assert (line.state, firm(line), doubtful(line)) == ('candidates', ['联合组建', '挂靠组建'], ['派员组建'])
    assert '是否含兼职' in (line.methods[2].reason or '')
    assert line.methods[0].verbatim.startswith('社会组织专职工作人员中正式党员不足3名的')


def test_two_without_part_timers_and_large_are_two_candidates() -> None:
    line = planned(2, 0, large=True)
    assert (line.state, firm(line), doubtful(line)) == ('candidates', ['联合组建', '派员组建'], [])


@pytest.mark.parametrize(
    ('full_time', 'part_time', 'large', 'total', 'state', 'methods', 'doubts'),
    [
        (3, 0, False, 3, 'one_method', ['单独组建'], []),
        (3, 9, True, 12, 'one_method', ['单独组建'], []),
        (5, None, None, None, 'one_method', ['单独组建'], []),
        (1, 0, True, 1, 'one_method', ['联合组建'], []),
        (2, 0, False, 2, 'one_method', ['联合组建'], []),
        (1, 2, False, 3, 'candidates', ['联合组建', '挂靠组建'], []),
        (1, 1, True, 2, 'candidates', ['联合组建'], ['派员组建']),
        (0, 2, False, 2, 'doubtful', [], ['联合组建']),
        (0, 3, False, 3, 'candidates', ['挂靠组建'], ['联合组建']),
        (0, 0, False, 1, 'doubtful', [], ['联合组建']),
        (0, 0, True, 0, 'one_method', ['壮大力量'], []),
        (None, None, None, 0, 'one_method', ['壮大力量'], []),
    ],
)
def test_each_rung_holds_where_its_sentence_does(
    full_time: int | None,
    part_time: int | None,
    large: bool | None,
    total: int | None,
    state: str,
    methods: list[str],
    doubts: list[str],
) -> None:
    line = planned(full_time, part_time, large, total)
    assert (line.state, firm(line), doubtful(line)) == (state, methods, doubts)


@pytest.mark.parametrize('part_time', [0, 1])
def test_unfilled_scale_makes_the_dispatch_doubtful(part_time: int) -> None:
    line = planned(2, part_time, large=None)
    assert doubtful(line) == ['派员组建']
    assert '未填是否规模较大' in (line.methods[-1].reason or '')


def test_missing_counts_are_named_and_nothing_is_assumed() -> None:
    assert (planned(None, 3).state, planned(None, 3).missing) == ('unknown', ('full_members_full_time',))
    assert (planned(0, 0).state, planned(0, 0).missing) == ('unknown', ('members_total',))
    assert planned(2, None, large=True).missing == ('full_members_part_time',)


def test_rounds_go_every_twenty_days_from_the_first_stage() -> None:
    assert PACK.reporting is not None
    days = [day.isoformat() for day in rounds(PACK.reporting)]
    assert days == ['2011-03-12', '2011-04-01', '2011-04-21', '2011-05-11', '2011-05-31']


def test_what_the_notice_leaves_open_is_listed() -> None:
    assert any('起算' in item for item in PACK.doubtful)
    assert PACK.forms == ('baseline_registration', 'party_building_survey')


def test_every_sentence_and_stage_stands_in_the_notice(shared: Path) -> None:
    (path,) = (shared / 'seeds').glob('002*.txt')
    text = path.read_text(encoding='utf-8')
    assert PACK.notice_number is not None
    assert PACK.notice_number in text
    joined = ''.join(text.split())
    assert ''.join(PACK.notice_title.split()) in joined
    assert all(rule.verbatim in text for rule in PACK.ladder)
    assert all(f'{stage.start.day}日' in text and stage.name in text for stage in PACK.stages)
