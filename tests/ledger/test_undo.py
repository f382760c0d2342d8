"""Acts taken back in any order: what counts is what the acts that still stand gave."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.fields import field_of, with_fields
from ledger.undo import held_on, undo_values
from model.subject import Organisation, Version

FIRST = Organisation(1, '甲', None, None, None, None, {'established': True, 'org_level': '党支部'})
MOMENT = dt.datetime(2026, 3, 1, 9)
FIELDS = ('region', 'established', 'org_level', 'approval_number', 'staff_total')

values = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from([None, '一', '二', '三']), min_size=1)
histories = st.lists(values, min_size=1, max_size=6)


BROUGHT = 99


def version(before, values, act, valid_from=None):
    held = with_fields(before[-1].organisation, values) if before else FIRST
    changed = tuple(values) if before else None
    return Version(held, len(before) + 1, valid_from, MOMENT, None, '经办人', {}, changed, act)


def told(history, brought=None):
    versions = [version([], {}, brought)]
    for act, given_values in enumerate(history, 1):
        versions.append(version(versions, given_values, act))
    return versions


def take_back(versions, act, gone):
    """As office.undoing does; False where it refuses."""
    back = undo_values(versions, act, gone)
    if back.kept and not back.values:
        assert back.later
        return False
    number = 100 + act
    versions.append(version(versions, back.values, number))
    gone |= {act, number}
    return True


@settings(max_examples=60)
@given(histories, st.randoms(use_true_random=False))
def test_whatever_the_order_the_beginning_comes_back_once_all_are_taken_back(history, chance):
    versions = told(history)
    gone: set[int] = set()
    left = list(range(1, len(history) + 1))
    chance.shuffle(left)
    left = [act for act in left if not take_back(versions, act, gone)]
    for act in sorted(left, reverse=True):
        assert take_back(versions, act, gone)
    assert versions[-1].organisation == FIRST


@settings(max_examples=60)
@given(histories, st.randoms(use_true_random=False))
def test_who_came_by_an_act_goes_with_the_last_that_rests_on_it(history, chance):
    versions = told(history, BROUGHT)
    gone: set[int] = set()
    left = [BROUGHT, *range(1, len(history) + 1)]
    chance.shuffle(left)
    left = [act for act in left if not take_back(versions, act, gone)]
    for act in sorted(left, key=lambda act: -act if act != BROUGHT else 0):
        assert take_back(versions, act, gone)
    assert versions[-1].organisation == replace(FIRST, state='withdrawn')


@settings(max_examples=60)
@given(histories, st.integers(0, 5))
def test_what_a_later_act_gave_is_never_touched(history, place):
    act = place % len(history) + 1
    versions = told(history)
    later = {field for one in versions[act + 1 :] for field in one.changed}
    now = versions[-1].organisation
    changed = with_fields(now, undo_values(versions, act).values)
    assert all(field_of(changed, field) == field_of(now, field) for field in later)


def test_on_a_day_the_latest_day_counts_not_the_latest_record():
    versions = [version([], {}, None)]
    for act, day, region in ((1, 20, '二'), (2, 10, '一'), (3, 15, '三')):
        versions.append(version(versions, {'region': region}, act, dt.date(2026, 3, day)))
    days = [dt.date(2026, 3, day) for day in (9, 10, 15, 19)]
    assert [held_on(versions, day).region for day in days] == [None, '一', '三', '三']
    assert held_on(versions, dt.date(2026, 3, 16), {3}).region == '一'
