"""应建未建 by both definitions, and the five things that have to be clear."""

from typing import Any

from campaigns.eligible import DEFINITIONS, clear_lines, definitions, eligible_lines
from campaigns.pack import BUILT_IN, load_pack
from model.planning import ClearLine
from model.subject import Organisation

LIAONING = load_pack(BUILT_IN / 'liaoning_2016.toml')


def organisation(**facts: Any) -> Organisation:
    return Organisation(1, '示例协会', None, '甲县', '社会团体', None, facts)


def states(**facts: Any) -> list[str]:
    return [line.state for line in eligible_lines(DEFINITIONS, [organisation(**facts)])]


def counts(full_time: int | None, part_time: int | None, **facts: Any) -> dict[str, Any]:
    return {'full_members_full_time': full_time, 'full_members_part_time': part_time, **facts}


def test_the_two_definitions_differ_where_members_are_few_or_part_time() -> None:
    assert states(**counts(3, 0, established=False)) == ['eligible_not_established'] * 2
    assert states(**counts(1, 0, established=False)) == ['not_eligible', 'eligible_not_established']
    assert states(**counts(0, 4, established=False)) == ['not_eligible', 'eligible_not_established']
    assert states(**counts(0, 0, established=False)) == ['not_eligible'] * 2
    assert states(**counts(9, 9, established=True)) == ['established'] * 2


def test_what_is_missing_is_named_and_never_a_no() -> None:
    first, second = eligible_lines(DEFINITIONS, [organisation(**counts(None, 1, established=False))])
    assert (first.state, first.missing) == ('unknown', ('full_members_full_time',))
    assert second.state == 'eligible_not_established'
    assert states(**counts(3, 0)) == ['unknown', 'unknown']
    assert states() == ['unknown', 'unknown']


def test_too_few_members_tell_without_the_answer_whether_there_is_a_branch() -> None:
    assert states(**counts(0, 0)) == ['not_eligible', 'not_eligible']


def test_a_reason_that_the_counts_contradict_is_a_question() -> None:
    said = {'established': False, 'not_established_reason': '应建未建'}
    first, second = eligible_lines(DEFINITIONS, [organisation(**counts(1, 0, **said))])
    assert '请核实' in str(first.question)
    assert second.question is None
    other = {'established': False, 'not_established_reason': '无党员'}
    assert all(line.question for line in eligible_lines(DEFINITIONS, [organisation(**counts(3, 0, **other))]))


def test_a_pack_adds_its_own_definition_and_none_twice() -> None:
    assert [rule.name for rule in definitions(LIAONING)] == ['3名以上正式党员', '年检口径', '党建年报口径']
    assert len(definitions(load_pack(BUILT_IN / 'sanmenxia_2011.toml'))) == 2


def test_five_things_are_clear_or_what_they_lack_is_named() -> None:
    assert [item.name for item in LIAONING.clear] == [
        '经营运行情况',
        '职工队伍情况',
        '党员队伍情况',
        '出资人（负责人）情况',
        '未建党组织原因',
    ]
    held = {'established': False, 'staff_total': 0, 'members_total': 0, 'legal_rep': '示例甲'}
    (line,) = clear_lines(LIAONING.clear, [organisation(**held)])
    assert line.clear == ('职工队伍情况', '党员队伍情况', '出资人（负责人）情况')
    assert line.missing == {'经营运行情况': ('经营运行情况',), '未建党组织原因': ('未建党组织原因',)}


def test_those_with_a_branch_need_not_be_clear_and_those_of_whom_nobody_knows_do() -> None:
    assert clear_lines(LIAONING.clear, [organisation(established=True)]) == ()
    (line,) = clear_lines(LIAONING.clear, [organisation()])
    assert isinstance(line, ClearLine)
    assert len(line.missing) == 5
