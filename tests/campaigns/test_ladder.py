"""Conditions in three values, and rungs that offer methods without choosing."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.ladder import holds, plan, plan_line, undecided
from model.campaign import (
    All,
    AnyOf,
    Compare,
    Condition,
    Dispatching,
    Is,
    LadderRule,
    Not,
    Pack,
    PlannedMethod,
    Population,
)
from model.subject import Organisation

COUNTS = ('a', 'b')
EVERYONE = All(())


def at_least(value: int, *names: str) -> Compare:
    return Compare(names, '>=', value)


def pack(*rules: LadderRule, population: Condition = EVERYONE) -> Pack:
    return Pack(
        id='example',
        title='示例活动',
        notice_number=None,
        notice_title='示例通知',
        populations=(Population('organisations', population),),
        ladder=rules,
        count_basis='正式党员',
    )


def organisation(number: int = 1, kind: str | None = None, **facts: Any) -> Organisation:
    return Organisation(number, '示例市甲一协会', None, '甲县', kind, None, facts)


@pytest.mark.parametrize(
    ('comparator', 'value', 'whole', 'short'),
    [
        ('>=', 3, True, True),
        ('>', 3, True, None),
        ('=', 5, True, None),
        ('<', 3, False, False),
        ('<=', 4, False, None),
    ],
)
def test_sum_of_counts_is_compared_and_a_part_may_suffice(
    comparator: Any, value: int, whole: bool, short: bool | None
) -> None:
    condition = Compare(COUNTS, comparator, value)
    assert holds(condition, {'a': 3, 'b': 2}) is whole
    assert holds(condition, {'a': 3}) is short


@pytest.mark.parametrize('value', [None, True, '3', 3.0])
def test_count_of_another_kind_is_missing(value: Any) -> None:
    assert holds(at_least(1, 'a'), {'a': value}) is None


def test_true_is_not_one() -> None:
    assert holds(Is('large', (True,)), {'large': 1}) is False
    assert holds(Is('large', (1,)), {'large': True}) is False
    assert holds(Is('large', (True,)), {'large': None}) is None


def test_undecided_comparisons_are_named() -> None:
    condition = All((at_least(1, 'a'), Is('large', (True,)), AnyOf((at_least(9, 'b'), at_least(1, 'c')))))
    assert list(undecided(condition, {'a': 1, 'c': 2})) == [Is('large', (True,))]
    assert list(undecided(condition, {'a': 0})) == []


leaves = st.one_of(
    st.builds(
        Compare,
        st.lists(st.sampled_from(COUNTS), min_size=1, max_size=2, unique=True).map(tuple),
        st.sampled_from(['>=', '<=', '=', '<', '>']),
        st.integers(0, 4),
    ),
    st.builds(Is, st.just('large'), st.sampled_from([(True,), (False,), (True, False)])),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: All(tuple(items))),
        st.lists(inner, max_size=3).map(lambda items: AnyOf(tuple(items))),
        inner.map(Not),
    ),
    max_leaves=6,
)
facts = st.fixed_dictionaries(
    {}, optional={'a': st.integers(0, 4), 'b': st.integers(0, 4), 'large': st.booleans()}
)


def brute(condition: Condition, held: dict[str, Any]) -> bool:
    match condition:
        case Compare():
            total = sum(held[name] for name in condition.counts)
            python = '==' if condition.comparator == '=' else condition.comparator
            return bool(eval(f'{total} {python} {condition.value}'))
        case Is():
            return held[condition.fact] in condition.values
        case All():
            return all(brute(item, held) for item in condition.of)
        case AnyOf():
            return any(brute(item, held) for item in condition.of)
        case Not():
            return not brute(condition.of, held)


def completions(held: dict[str, Any]) -> list[dict[str, Any]]:
    choices = {'a': range(6), 'b': range(6), 'large': (True, False)}
    missing = [name for name in choices if name not in held]
    return [
        held | dict(zip(missing, values, strict=True))
        for values in product(*(choices[name] for name in missing))
    ]


@given(conditions, facts)
def test_what_is_decided_stays_so_whatever_the_missing_facts_are(
    condition: Condition, held: dict[str, Any]
) -> None:
    told = holds(condition, held)
    outcomes = {brute(condition, whole) for whole in completions(held)}
    assert outcomes == {told} if told is not None else len(held) < 3


@given(conditions, conditions, conditions, facts)
def test_kleene_laws(one: Condition, two: Condition, three: Condition, held: dict[str, Any]) -> None:
    def same(left: Condition, right: Condition) -> bool:
        return holds(left, held) is holds(right, held)

    assert same(Not(Not(one)), one)
    assert same(Not(All((one, two))), AnyOf((Not(one), Not(two))))
    assert same(All((one, two)), All((two, one)))
    assert same(All((one, All((two, three)))), All((one, two, three)))
    assert same(AnyOf((one, All((one, two)))), one)
    assert same(All((one, AnyOf((two, three)))), AnyOf((All((one, two)), All((one, three)))))


@given(conditions, facts)
def test_comparisons_are_undecided_just_where_the_condition_is(
    condition: Condition, held: dict[str, Any]
) -> None:
    assert bool(list(undecided(condition, held))) == (holds(condition, held) is None)


FEW = LadderRule('联合组建', '不足3名的，联合组建。', Compare(('a',), '<', 3))
LARGE = LadderRule(
    '派员组建', '规模较大的，派员组建。', All((Is('large_scale', (True,)), Compare(('a',), '=', 2)))
)
SECOND = LadderRule(
    '挂靠组建', '有3名的，挂靠组建。', at_least(3, 'a'), at_least(3, 'a', 'b'), '未写明是否含兼职'
)


def test_two_rules_that_hold_are_two_candidates_in_the_order_of_the_notice() -> None:
    line = plan_line(pack(FEW, LARGE), organisation(a=2, large_scale=True, established=False))
    assert (line.state, line.missing) == ('candidates', ())
    assert line.methods == (
        PlannedMethod('联合组建', '不足3名的，联合组建。', doubtful=False),
        PlannedMethod('派员组建', '规模较大的，派员组建。', doubtful=False),
    )


def test_one_rule_that_holds_is_the_method() -> None:
    assert plan_line(pack(FEW, LARGE), organisation(a=1, large_scale=True)).state == 'one_method'


def test_second_reading_alone_is_doubtful_with_its_reason() -> None:
    line = plan_line(pack(SECOND), organisation(a=2, b=1))
    assert line.state == 'doubtful'
    assert line.methods == (
        PlannedMethod('挂靠组建', '有3名的，挂靠组建。', doubtful=True, reason='未写明是否含兼职'),
    )
    assert plan_line(pack(SECOND), organisation(a=3, b=1)).methods[0].doubtful is False


def test_unfilled_answer_makes_a_method_doubtful_and_is_named() -> None:
    line = plan_line(pack(LARGE), organisation(a=2, established=False))
    assert (line.state, line.missing) == ('doubtful', ('large_scale',))
    assert line.methods[0].reason == '未填是否规模较大'


def test_answer_that_cannot_matter_is_not_asked_for() -> None:
    assert plan_line(pack(LARGE), organisation(a=5, established=False)).missing == ()


def test_missing_count_leaves_the_line_unknown_with_what_holds_anyway() -> None:
    line = plan_line(pack(FEW, SECOND), organisation(b=1, established=False))
    assert (line.state, line.methods, line.missing) == ('unknown', (), ('a',))
    partly = plan_line(
        pack(FEW, LadderRule('甲', '甲。', at_least(3, 'b'))), organisation(a=1, established=False)
    )
    assert (partly.state, [method.method for method in partly.methods], partly.missing) == (
        'unknown',
        ['联合组建'],
        ('b',),
    )


def test_established_needs_no_method() -> None:
    line = plan_line(pack(FEW), organisation(established=True))
    assert (line.state, line.methods, line.missing) == ('established', (), ())


def test_unknown_whether_established_is_said_beside_the_methods() -> None:
    line = plan_line(pack(FEW), organisation(a=1))
    assert (line.state, line.missing) == ('one_method', ('established',))


def test_no_rule_is_said() -> None:
    assert plan_line(pack(FEW), organisation(a=9, established=False)).state == 'no_rule'


def test_plan_leaves_out_only_those_surely_not_covered() -> None:
    foundations = pack(FEW, population=Is('type', ('基金会',)))
    lines = plan(
        foundations, [organisation(1, '基金会', a=1), organisation(2, '社会团体', a=1), organisation(3, a=1)]
    )
    assert [line.organisation for line in lines] == [1, 3]
    assert 'type' in lines[1].missing


def test_parts_of_a_total_of_nothing_are_nothing() -> None:
    rule = LadderRule('壮大力量', '没有党员的。', Compare(('full_members_full_time',), '=', 0))
    assert plan_line(pack(rule), organisation(members_total=0)).state == 'one_method'
    assert plan_line(pack(rule), organisation(members_total=1)).state == 'unknown'


def offered(rule: LadderRule, *more: LadderRule, **facts: Any) -> tuple[str, list[tuple[str, bool]]]:
    line = plan_line(pack(rule, *more), organisation(established=False, **facts))
    return line.state, [(one.method, one.doubtful) for one in line.methods]


def test_a_rung_whose_whole_reading_is_doubtful_is_offered_as_such() -> None:
    rule = LadderRule('联合组建', '原句', at_least(1, 'a'), doubt='是否含兼职未写明')
    assert offered(rule, a=2) == ('doubtful', [('联合组建', True)])
    assert offered(rule, a=0) == ('no_rule', [])
    second = LadderRule('联合组建', '原句', doubtful_when=at_least(1, 'a'), doubt='是否含兼职未写明')
    assert offered(second, a=2) == ('doubtful', [('联合组建', True)])
    assert offered(second) == ('unknown', [])


def test_a_rung_without_a_condition_stands_in_only_where_no_other_holds() -> None:
    firm = LadderRule('单独组建', '原句', at_least(3, 'a'))
    unread = LadderRule('选派指导员', '另一句', doubt='条件没有看懂')
    assert offered(firm, unread, a=3) == ('one_method', [('单独组建', False)])
    assert offered(firm, unread, a=1) == ('doubtful', [('选派指导员', True)])


def test_a_rung_about_enterprises_is_not_for_organisations() -> None:
    rule = LadderRule('单独组建', '原句', at_least(3, 'a'), applies_to=('enterprises',))
    assert offered(rule, a=5) == ('no_rule', [])


def test_instructors_are_sent_where_the_pack_says() -> None:
    sending = replace(pack(), instructors=Dispatching(Is('established', (False,)), 12))
    known = {
        value: plan_line(sending, organisation(established=value)).instructor for value in (True, False, None)
    }
    assert known == {True: False, False: True, None: None}


def test_a_campaign_about_other_bodies_plans_for_no_organisation() -> None:
    towns = replace(pack(LadderRule('单独组建', '原句', EVERYONE)), populations=(Population('towns'),))
    assert plan(towns, [organisation()]) == ()
