"""Conditions as rows that people fill in: nothing changes what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.condition_rows import Row, condition_to_rows, condition_to_words, rows_to_condition
from campaigns.ladder import holds
from model.campaign import All, AnyOf, Compare, Is, Not
from model.errors import UsageFault

COUNTS = ('a', 'b')
LEAVES = st.one_of(
    st.builds(
        Compare,
        st.sampled_from([('a',), ('b',), ('a', 'b')]),
        st.sampled_from(['>=', '<=', '=', '<', '>']),
        st.integers(0, 4),
    ),
    st.builds(Is, st.just('c'), st.sampled_from([(True,), (False,), ("甲", "乙")])),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(All, st.lists(inner, min_size=1, max_size=2).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=2).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=4,
)
FACTS = st.fixed_dictionaries(
    {
        **{name: st.none() | st.integers(0, 4) for name in COUNTS},
        'c': st.sampled_from([None, True, False, "甲", "丙"]),
    }
)


@given(CONDITIONS, FACTS)
def test_rows_say_what_the_condition_said_also_where_facts_are_missing(condition, facts):
    assert holds(rows_to_condition(condition_to_rows(condition)), facts) == holds(condition, facts)


def test_everybody_is_one_alternative_without_rows():
    assert condition_to_rows(All(())) == ((),)


@pytest.mark.parametrize(
    'row',
    [
        Row('', '>=', '3'),
        Row('counts:a', 'is', '3'),
        Row('counts:a', '>=', '三'),
        Row('fact:c', '>=', '是'),
        Row('fact:c', 'is', ''),
    ],
)
def test_a_row_that_is_not_whole_is_told(row):
    with pytest.raises(UsageFault):
        rows_to_condition([[row]])


def test_a_condition_reads_as_a_sentence():
    told = All((Compare(('a', 'b'), '>=', 3), AnyOf((Is('c', (True,)), Not(Compare(('a',), '=', 0))))))
    assert condition_to_words(told, str) == 'a与b之和不少于3，且（c为是，或不属于（a等于0））'
