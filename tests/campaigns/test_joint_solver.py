"""The solver against every partition there is, for few units, and its bound."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.joint_solver import Limits, Parted, Traits, Unit, apart, part, profiles


def calm() -> float:
    return 20.0


def partitions(places: Sequence[int]) -> Iterator[list[list[int]]]:
    if not places:
        yield []
        return
    first, rest = places[0], places[1:]
    for held in partitions(rest):
        yield [[first], *held]
        for at in range(len(held)):
            yield [*held[:at], [first, *held[at]], *held[at + 1 :]]


def best(units: Sequence[Unit], limits: Limits) -> tuple[int, int]:
    """Fewest alone and least distance over every partition."""
    centres = {one.traits for one in units}

    def worth(parts: list[list[int]]) -> tuple[int, int] | None:
        alone, distance = 0, 0
        for places in parts:
            if len(places) == 1:
                alone += 1
            elif len(places) > limits.units or sum(units[one].members for one in places) < limits.together:
                return None
            else:
                away = (sum(apart(units[one].traits, c, limits.weights) for one in places) for c in centres)
                distance += min(away)
        return alone, distance

    return min(told for parts in partitions(range(len(units))) if (told := worth(parts)) is not None)


units_of = st.builds(
    Unit, st.integers(1, 2), st.tuples(st.sampled_from(['甲', '乙', None]), st.sampled_from(['子', '丑']))
)


@settings(max_examples=30, deadline=None)
@given(st.lists(units_of, min_size=1, max_size=7), st.integers(2, 4), st.integers(2, 5))
def test_as_good_as_every_partition_tells_and_never_under_the_bound(
    units: list[Unit], together: int, most: int
) -> None:
    limits = Limits(together, most, (2, 1))
    parted = part(units, [], limits, calm)
    alone, distance = best(units, limits)
    assert len(parted.alone) == alone
    assert parted.bound <= distance <= parted.distance
    if parted.status == 'optimal':
        assert parted.distance == distance


def alike(many: int, *traits: str) -> list[Unit]:
    return [Unit(1 + place % 2, traits) for place in range(many)]


def test_many_of_few_kinds_are_grouped_with_their_own() -> None:
    units = [one for kind in '甲乙丙丁' for unit in '子丑寅' for one in alike(12, kind, unit)]
    parted = part(units, [], Limits(3, 5, (2, 1)), calm)
    assert (parted.distance, parted.status, parted.alone) == (0, 'optimal', ())
    assert all(len({units[one].traits for one in group}) == 1 for group in parted.groups)


def test_the_clock_is_heeded_and_said_and_nobody_is_lost() -> None:
    units = [Unit(1 + place % 2, (str(place % 7), str(place % 11))) for place in range(60)]
    parted = part(units, [], Limits(3, 4, (2, 1)), lambda: -1.0)
    assert (parted.status, parted.alone) == ('time_limit', ())
    assert sorted(one for group in parted.groups for one in group) == list(range(60))
    assert parted.bound <= parted.distance


def test_a_branch_takes_one_unit_and_the_nearest() -> None:
    units = [Unit(1, ('甲',)), Unit(1, ('乙',))]
    parted = part(units, [('乙',)], Limits(3, 5, (1,)), calm)
    assert parted == Parted((), (), ((1, 0),), (0,), 0, 0, 'optimal')


@pytest.mark.parametrize(('most', 'alone'), [(3, 1), (4, 0)])
def test_four_with_one_member_each_need_room_for_four(most: int, alone: int) -> None:
    traits: Traits = ('甲',)
    parted = part([Unit(1, traits)] * 4, [], Limits(3, most, (1,)), calm)
    assert len(parted.alone) == alone


def test_profiles_keep_both_limits() -> None:
    assert profiles((1, 2), Limits(3, 3, ())) == ((0, 2), (0, 3), (1, 1), (1, 2), (2, 1), (3, 0))
