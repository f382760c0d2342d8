"""What the strategies of tests/campaigns/conditions.py give can be evaluated, whatever is missing or odd."""

from typing import Any

from hypothesis import given

from campaigns.ladder import holds, undecided
from model.campaign import Condition, Not
from tests.campaigns.conditions import conditions, facts


@given(conditions(), facts())
def test_a_condition_and_its_opposite_are_never_both_true(condition: Condition, held: dict[str, Any]) -> None:
    told = holds(condition, held)
    assert holds(Not(condition), held) is (None if told is None else not told)
    assert bool(list(undecided(condition, held))) is (told is None)
