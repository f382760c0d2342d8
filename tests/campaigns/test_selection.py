"""谁主管，谁选派 (office-life.md B2), even shares, and terms (S7, C11)."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.selection import select, share, term_of
from model.office import Contact, IssuingName, Office
from model.planning import Sending
from model.subject import Organisation

OFFICE = Office(
    name='示例市民政局',
    aliases=('市民政局',),
    level='city',
    region='示例市',
    roles=('civil_affairs_authority', 'competent_authority'),
    counties=('甲县',),
    issuing_names=(
        IssuingName('party', '中共示例市民政局党组', '标志', '示民党函', 'party', '示例市民政局办公室'),
    ),
    contact=Contact('社会组织管理科', '0000-1234502'),
    dispatch_as='party',
    circular_as='party',
    report_as='party',
)
DAY = dt.date(2026, 3, 10)


def organisation(number: int, supervisor: str | None = None, region: str | None = '甲县') -> Organisation:
    return Organisation(number, f'示例协会{number}', None, region, '社会团体', supervisor)


def test_ours_are_those_registered_directly_and_the_others_go_to_nine_units() -> None:
    units = [
        f'示例市{name}局' for name in ('教育', '体育', '卫生', '文化', '科技', '农业', '交通', '水利', '商务')
    ]
    sizes = [30, 20, 18, 15, 12, 10, 7, 5, 3]
    supervisors = [None] * 180 + [unit for unit, size in zip(units, sizes, strict=True) for _ in range(size)]
    told = select(OFFICE, [organisation(number, unit) for number, unit in enumerate(supervisors)])
    assert (len(told.ours), len(told.handovers), told.unclear) == (180, 9, ())
    assert [(one.unit, len(one.organisations)) for one in told.handovers] == list(
        zip(units, sizes, strict=True)
    )
    assert sum(len(one.organisations) for one in told.handovers) == 120


@pytest.mark.parametrize('name', ['示例市民政局', '市民政局', '中共示例市民政局党组', '示例市民政局党组'])
def test_those_we_supervise_are_ours_whatever_our_name(name: str) -> None:
    assert [one for one, _ in select(OFFICE, [organisation(1, name)]).ours] == [1]


def test_those_that_ended_need_nobody() -> None:
    over = replace(organisation(1), state='ended')
    assert select(OFFICE, [over]).ours == ()
    assert share([1], [over]).new == ()


def test_an_office_that_registers_nobody_cannot_tell_who_does() -> None:
    told = select(replace(OFFICE, roles=('organization_department',)), [organisation(1)])
    assert (told.ours, [one for one, _ in told.unclear]) == ((), [1])


def test_shares_are_even_and_regions_stay_in_one_hand() -> None:
    held = [organisation(number, region=region) for number, region in enumerate(['乙县'] * 4 + ['甲县'] * 4)]
    told = share([7, 8], held)
    regions = {(one.instructor, held[one.organisation].region) for one in told.new}
    assert regions == {(7, '乙县'), (8, '甲县')}
    assert told.left == ()


def test_standing_assignments_stay_and_count() -> None:
    held = [organisation(number) for number in range(5)]
    standing = [Sending(1, 0), Sending(1, 1), Sending(1, 2)]
    told = share([1, 2], held, standing)
    assert [(one.instructor, one.organisation) for one in told.new] == [(2, 3), (2, 4)]


def test_the_upper_number_holds_and_who_is_left_is_named() -> None:
    told = share([1, 2], [organisation(number) for number in range(5)], most=2)
    assert (len(told.new), told.left) == (4, (4,))
    assert share([], [organisation(1)]).left == (1,)


@given(
    st.lists(st.sampled_from(['甲县', '乙县', None]), max_size=20),
    st.integers(1, 4),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 25)), max_size=6),
    st.sampled_from([None, 1, 4]),
)
def test_everyone_has_one_instructor_or_is_left_and_nobody_has_too_many(
    regions: list[str | None], many: int, standing: list[tuple[int, int]], most: int | None
) -> None:
    held = [organisation(number, region=region) for number, region in enumerate(regions)]
    before = [Sending(*one) for one in standing]
    told = share(range(many), held, before, most)
    served = {one.organisation for one in before}
    given_to = [one.organisation for one in told.new]
    assert sorted([*given_to, *told.left]) == [one.id for one in held if one.id not in served]
    loads = Counter(one.instructor for one in before)
    new = Counter(one.instructor for one in told.new)
    if most is not None:
        assert all(loads[who] + count <= most for who, count in new.items())
    after = [loads[who] + new[who] for who in range(many)]
    assert all(loads[who] + count <= min(after) + 1 for who, count in new.items() if most is None)


def test_a_term_ends_the_day_before_the_same_day() -> None:
    assert term_of(DAY, 12).end == dt.date(2027, 3, 9)
    assert term_of(dt.date(2024, 2, 29), 12).end == dt.date(2025, 2, 28)
    assert term_of(dt.date(2026, 8, 31), 6).end == dt.date(2027, 2, 28)
