import pytest

from bench.mutations import agreement, make_trials, shared_texts

pytestmark = [pytest.mark.hard, pytest.mark.usefixtures('shared')]


def test_a_bad_copy_of_a_notice_says_what_a_good_one_says():
    rates = agreement(list(make_trials(shared_texts(), 500, 20260313)))
    assert rates['in all']['agreement'] >= 0.97
