"""Figures that raise questions, and honest ones that raise none."""

import random

from hypothesis import given
from hypothesis import strategies as st

from ledger.questions import Counts, fewest_alike, identical_units, questions_of_sender, totals_moved

FIELDS = ('staff_total', 'staff_full_time', 'staff_part_time', 'members_total', 'members_full_time')


def line(row, *values, name=None, source=1):
    return Counts(source, row, name or f'示例{row}协会', dict(zip(FIELDS, values, strict=False)))


def kinds(lines, before=()):
    return [one.kind for one in questions_of_sender(lines, before)]


def honest(chance, row):
    """An organisation's counts as they are: sizes far apart, sums that agree, some of them rounded."""

    def about(middle, spread):
        value = int(chance.lognormvariate(middle, spread))
        return round(value, -1) if value >= 15 and chance.random() < 0.25 else value

    full, part, members = about(2, 1), about(1.5, 1.2), about(1, 1)
    members = min(members, full + part)
    inside = chance.randint(0, members)
    return line(row, full + part, full, part, members, inside)


def test_equal_lines_of_some_size_raise_a_question():
    same = [line(row, 42, 18, 24, 11, 3) for row in range(3)]
    other = [line(9, 30, 12, 18, 4, 4)]
    assert kinds([*same, *other]) == ['identical_rows']
    assert kinds([*same[:2], *other]) == []


def test_small_equal_lines_raise_one_only_where_all_are_alike():
    small = [line(row, 5, 3, 2, 1, 1) for row in range(5)]
    assert kinds(small) == ['identical_rows']
    assert kinds([*small, line(9, 6, 3, 3, 1, 1)]) == []
    assert kinds([line(row, 0, 0, 0, 0, 0) for row in range(9)]) == []


def test_how_many_equal_lines_are_more_than_chance():
    assert [fewest_alike(lines) for lines in (3, 30, 1000)] == [3, 3, 6]


def test_counts_that_only_round():
    rounded = [line(row, 30 * row, 20 * row, 10 * row, 30 if row > 3 else 20) for row in range(2, 8)]
    assert 'only_round' in kinds(rounded)
    (found,) = (one for one in questions_of_sender(rounded) if one.kind == 'only_round')
    assert found.share is not None
    assert found.share[0] == found.share[1]
    assert kinds([line(1, 100, 60, 40, 20, 10)]) == []


def test_counts_of_one_digit_repeated():
    repeated = [line(1, 11, 22), line(2, 33, 44), line(3, 55, 66), line(4, 77, 111)]
    assert kinds(repeated) == ['repeated_digits']


def test_a_count_ten_times_what_it_was():
    before = [line(1, 12, 5, 7, 3, 3, source=1)]
    (found,) = questions_of_sender([line(1, 120, 5, 7, 3, 3, source=2)], before)
    assert (found.kind, found.changes) == ('jumped', (('staff_total', 12, 120),))
    assert kinds([line(1, 40, 5, 35, 3, 3)], before) == []


def test_totals_that_changed_while_no_line_did():
    lines, again = [line(1, 12, 5), line(2, 8, 8)], [line(1, 12, 5), line(2, 8, 8)]
    was, now = (
        Counts(1, 0, '甲县', {'total': 86, 'established': 41}),
        Counts(2, 0, '甲县', {'established': 45}),
    )
    (found,) = totals_moved(again, lines, now, was)
    assert found.changes == (('established', 41, 45),)
    assert totals_moved([line(1, 13, 5), line(2, 8, 8)], lines, now, was) == []
    assert totals_moved(again, lines, was, was) == []
    assert totals_moved([], [], now, was) == []


def test_two_senders_with_the_same_totals():
    totals = {'total': 86, 'established': 41, 'independent': 23, 'joint': 18}
    units = {name: Counts(number, 0, name, totals) for number, name in enumerate(('甲县', '乙县'))}
    (found,) = identical_units(units)
    assert {one.name for one in found.lines} == {'甲县', '乙县'}
    assert identical_units(units | {'乙县': Counts(1, 0, '乙县', totals | {'joint': 17})}) == []
    few = {name: Counts(1, 0, name, {'total': 6, 'established': 3}) for name in ('甲县', '乙县')}
    assert identical_units(few) == []


@given(st.integers(0, 2**32))
def test_honest_figures_raise_next_to_none(seed):
    chance = random.Random(seed)
    asked = 0
    for _ in range(5):
        lines = [honest(chance, row) for row in range(chance.choice((1, 2, 3, 5, 8, 13, 40)))]
        asked += bool(questions_of_sender(lines))
    assert asked == 0


def test_of_many_honest_senders_fewer_than_one_in_a_hundred_is_asked():
    chance = random.Random(2026)
    senders = 400
    asked = 0
    for _ in range(senders):
        lines = [honest(chance, row) for row in range(chance.choice((1, 3, 6, 12, 30, 90)))]
        before = [
            Counts(
                1,
                one.row,
                one.name,
                {name: max(0, value + chance.choice((-1, 0, 0, 0, 2))) for name, value in one.counts.items()},
            )
            for one in lines
        ]
        asked += bool(questions_of_sender(lines, before))
    assert asked <= senders / 100
