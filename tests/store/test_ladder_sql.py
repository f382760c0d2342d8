"""The ladder in SQL says what the ladder in Python says, for every organisation and condition."""

from collections import Counter
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.ladder import PARTS, covered, holds, known_facts, plan, rungs_for
from model.campaign import All, AnyOf, Compare, Is, LadderRule, Not, Pack, Population
from model.subject import Organisation
from store.engine import atomic, reading
from store.ladder import condition_to_sql, count_rungs, facts_table
from store.tables import subjects

COUNTS = ['members_total', 'full_members_full_time', 'full_members_part_time', '从业人数', 'a"b']
ANSWERS = ['established', 'type', 'region', 'supervisor', *COUNTS]
ODD = [
    True,
    False,
    0,
    1,
    2,
    3,
    2.5,
    3.0,
    -1,
    10**12,
    '',
    '3',
    'true',
    '社会团体',
    '甲县',
    None,
    [3],
    {'a': 3},
]

comparisons = st.builds(
    Compare,
    st.lists(st.sampled_from(COUNTS), min_size=1, max_size=3).map(tuple),
    st.sampled_from(['>=', '<=', '=', '<', '>']),
    st.integers(0, 5),
)
answers = st.builds(
    Is, st.sampled_from(ANSWERS), st.lists(st.sampled_from(ODD[:16]), min_size=1, max_size=3).map(tuple)
)
conditions = st.recursive(
    comparisons | answers,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(All, st.lists(inner, max_size=3).map(tuple))
        | st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=6,
)


def organisation(number: int) -> Organisation:
    """One of many, each fact of it in turn a count, missing, or of some odd kind."""

    def pick(choices: list[Any], salt: int) -> Any:
        return choices[(number * 2654435761 + salt * 40503 + number // 7 * salt) % len(choices)]

    facts = {}
    for salt, name in enumerate(['established', *COUNTS], start=1):
        kind = pick(['count', 'count', 'none', 'odd', 'zero'], salt)
        if kind != 'none':
            facts[name] = {'count': pick([0, 1, 2, 3, 4], salt + 9), 'odd': pick(ODD, salt + 5), 'zero': 0}[
                kind
            ]
    facts['established'] = pick([True, False, False, None, facts.get('established')], 31)
    if number % 5 == 0:
        facts[pick(['type', 'region', 'supervisor'], 3)] = pick(ODD, 4)
    region, kind = pick(['甲县', '乙县', None], 17), pick(['社会团体', '基金会', None], 19)
    return Organisation(number, f'示例{number}', None, region, kind, pick(['甲局', None], 23), facts)


KEPT = ('id', 'name', 'code', 'region', 'type', 'supervisor', 'facts')
ORGANISATIONS = [organisation(number) for number in range(1, 121)]


@pytest.fixture
def ledger(store):
    lines = [
        {
            **{name: getattr(one, name) for name in KEPT},
            'kind': 'organisation',
            'name_key': one.name,
            'version': 1,
        }
        for one in ORGANISATIONS
    ]
    with atomic(store) as connection:
        connection.execute(sa.insert(subjects), lines)
    with reading(store) as connection:
        yield connection


def check_conditions(connection, several):
    facts = facts_table(several, connection.dialect.name, PARTS)
    compiled = [condition_to_sql(one, facts).label(f'c{place}') for place, one in enumerate(several)]
    rows = connection.execute(sa.select(facts.c.id, *compiled).order_by(facts.c.id))
    for one, row in zip(ORGANISATIONS, rows, strict=True):
        known = known_facts(one)
        assert list(row[1:]) == [holds(condition, known) for condition in several], one


@pytest.mark.parametrize('comparator', ['>=', '<=', '=', '<', '>'])
def test_every_comparison_of_a_sum_is_the_same(ledger, comparator):
    sums = [tuple(COUNTS[:1]), tuple(COUNTS[1:3]), tuple(COUNTS[3:]), ('a"b', 'a"b')]
    check_conditions(ledger, [Compare(names, comparator, value) for names in sums for value in (0, 1, 3, 6)])


def test_every_answer_is_the_same(ledger):
    check_conditions(ledger, [Is(fact, (value,)) for fact in ANSWERS for value in ODD[:16]])


def test_nothing_to_fulfil_holds_and_nothing_to_choose_from_does_not(ledger):
    check_conditions(ledger, [All(()), AnyOf(()), Not(All(())), Not(AnyOf(()))])


def test_conditions_within_conditions_are_the_same(ledger):
    @settings(max_examples=8)
    @given(st.lists(conditions, min_size=8, max_size=12))
    def check(several):
        check_conditions(ledger, several)

    check()


@pytest.mark.hard
def test_many_conditions_within_conditions_are_the_same(ledger):
    @settings(max_examples=200)
    @given(st.lists(conditions, min_size=8, max_size=12))
    def check(several):
        check_conditions(ledger, several)

    check()


rungs = st.builds(
    LadderRule,
    method=st.just(''),
    verbatim=st.just('句'),
    when=st.none() | conditions,
    doubtful_when=st.none() | conditions,
    doubt=st.none() | st.just('疑'),
)


@st.composite
def packs(draw):
    ladder = [
        LadderRule(f'm{place}', rule.verbatim, rule.when, rule.doubtful_when, rule.doubt)
        for place, rule in enumerate(draw(st.lists(rungs, min_size=1, max_size=3)))
    ]
    return Pack(
        id='p',
        title='t',
        notice_number=None,
        notice_title='t',
        populations=(Population('organisations', draw(st.just(All(())) | conditions)),),
        established=draw(st.just(Is('established', (True,))) | conditions),
        ladder=tuple(ladder),
    )


def check_plan(connection, pack):
    states: Counter = Counter()
    offered: Counter = Counter()
    doubtful: Counter = Counter()
    for line in plan(pack, ORGANISATIONS):
        here = (line.region, line.state)
        states[here] += 1
        for method in line.methods:
            offered[*here, method.method] += 1
            doubtful[*here, method.method] += method.doubtful
    names = [rule.method for rule in rungs_for(pack)]
    counted = count_rungs(
        connection, rungs_for(pack), established=pack.established, covered=covered(pack), parts=PARTS
    )
    assert {(one.region, one.state): one.organisations for one in counted} == states
    for of_rungs, of_lines in (('offered', offered), ('doubtful', doubtful)):
        assert of_lines == Counter(
            {
                (one.region, one.state, name): lines
                for one in counted
                for name, lines in zip(names, getattr(one, of_rungs), strict=True)
            }
        )


def test_a_plan_counted_in_sql_is_the_plan_line_by_line(ledger):
    @settings(max_examples=12)
    @given(packs())
    def check(pack):
        check_plan(ledger, pack)

    check()


@pytest.mark.hard
def test_many_plans_counted_in_sql_are_the_plans_line_by_line(ledger):
    @settings(max_examples=200)
    @given(packs())
    def check(pack):
        check_plan(ledger, pack)

    check()
