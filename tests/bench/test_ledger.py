"""The held-out names and their noise are what they say, and the figures are counted right."""

import random
import unicodedata
from collections import Counter
from itertools import islice

import pytest

from bench.held_names import held_organisations, places
from bench.held_noise import (
    KINDS,
    Question,
    hard_questions,
    life_questions,
    miswritten,
    written_oddly,
    wrong_digit,
)
from bench.ledger_score import Answer, best_share, by_kind, calibration, quality, wilson
from text.codes import has_inner_checksum, has_outer_checksum, parse_code


@pytest.fixture(scope='module')
def ledger():
    return tuple(islice(held_organisations(places(), 1), 400))


def questions(ledger, ask, count=280):
    return list(islice(ask(ledger, held_organisations(places(), 2), 3), count))


def test_codes_pass_both_checks_and_no_name_comes_twice(ledger):
    codes = [held.organisation.code for held in ledger]
    assert all(has_outer_checksum(code) and has_inner_checksum(code) for code in codes)
    assert len({held.organisation.name for held in ledger}) == len(ledger)


@pytest.mark.parametrize('ask', [hard_questions, life_questions])
def test_the_same_questions_come_each_time(ledger, ask):
    assert questions(ledger, ask) == questions(ledger, ask)


def test_the_hard_mix_has_eleven_kinds_in_equal_shares_and_three_strangers_in_fourteen(ledger):
    asked = questions(ledger, hard_questions)
    members = [one for one in asked if one.organisation is not None]
    assert Counter(one.kind for one in members) == dict.fromkeys(KINDS, 20)
    assert len(asked) - len(members) == 60
    assert {one.code for one in asked} == {None}
    assert 0.6 < sum(one.region is not None for one in asked) / len(asked) < 0.8


def test_strangers_are_not_in_the_ledger(ledger):
    held = {one.organisation.name for one in ledger}
    exact = [one for one in questions(ledger, hard_questions) if one.kind == 'exact']
    assert all(one.name not in held for one in exact if one.organisation is None)


def test_the_life_like_mix_is_mostly_clean_and_mostly_has_codes(ledger):
    asked = questions(ledger, life_questions, 1400)
    assert 0.5 < sum(one.kind in {'exact', 'width'} for one in asked) / len(asked) < 0.7
    assert 0.65 < sum(one.coding != 'none' for one in asked) / len(asked) < 0.75
    assert {one.coding for one in asked} == {'none', 'right', 'odd', 'wrong', "another's"}


def test_each_noise_changes_names(ledger):
    rng = random.Random(4)
    for kind in KINDS:
        changed = [miswritten(held, kind, rng) != held.organisation.name for held in ledger]
        assert sum(changed) > len(ledger) * 0.7 or kind == 'exact', kind


def test_blanks_and_seal_words_leave_the_name_whole(ledger):
    rng = random.Random(5)
    for held in ledger[:50]:
        told = unicodedata.normalize('NFKC', miswritten(held, 'width', rng))
        letters = ''.join(char for char in told if unicodedata.category(char).startswith('L'))
        assert letters.startswith(held.organisation.name)


def test_a_code_written_oddly_is_the_same_and_one_with_a_wrong_digit_is_none(ledger):
    rng = random.Random(6)
    for held in ledger:
        code = held.organisation.code
        odd = written_oddly(code, rng)
        assert parse_code(odd)[0] == code, odd
        assert parse_code(wrong_digit(code, rng))[0] is None


def test_wilson():
    assert wilson(0, 0) == (0.0, 1.0)
    low, high = wilson(19_990, 20_000)
    assert (round(low, 5), round(high, 5)) == (0.99908, 0.99973)


def answer(meant, proposed, automatic=False, said=0.5, kind='exact'):
    return Answer(Question('示例协会', None, None, meant, kind), proposed, automatic, said)


ANSWERS = [
    answer(1, (1,), automatic=True, said=0.99),
    answer(2, (3, 2), said=0.6),
    answer(3, (), said=0.0, kind='typo'),
    answer(None, (1,), automatic=True, said=0.95),
    answer(None, ()),
]


def test_figures_are_counted_over_members_and_decisions():
    found = quality(ANSWERS)
    assert (found['recall_at_1'], found['recall_at_5']) == (0.3333, 0.6667)
    assert (found['auto_share'], found['auto_precision'], found['auto_decisions']) == (0.4, 0.5, 2)
    assert found['auto_wrong'] == {'exact of a stranger': 1}
    assert found['strangers_none_share'] == 0.5


def test_kinds_and_bands_of_probability():
    assert by_kind(ANSWERS)[0] == ('exact', 2, 0.5, 1.0, 0.5, 0)
    assert [(row[2], row[4]) for row in calibration(ANSWERS)] == [(1, 0.0), (1, 0.0), (1, 1.0)]


def test_the_best_share_knows_the_answers_but_splits_no_tie():
    assert best_share(ANSWERS, 0.999) == 0.2
    tied = [answer(1, (1,), said=0.9), answer(2, (1,), said=0.9)]
    assert best_share(tied, 0.999) == 0.0
    assert best_share(tied, 0.5) == 1.0
