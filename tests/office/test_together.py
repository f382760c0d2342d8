"""Values that say one thing together wait together: 组建形式 is not written beside 未建."""

from __future__ import annotations

import csv

import pytest

from office.intake import take_in
from office.reviewing import accept, correct, reject, waiting
from store import subjects
from store.engine import reading

HEAD = ("社会组织名称", "所属县区", "从业人员总数", "党员总数", "是否建立党组织", "组建形式")


@pytest.fixture
def told_twice(with_ledger, rooms):
    """The ledger holds 未建; a later return says 是 and 单独组建."""
    for number, (answer, form) in enumerate((("否", ""), ("是", "单独组建"))):
        path = rooms.inbox / '甲县' / f'报表{number}.csv'
        path.parent.mkdir(exist_ok=True)
        with path.open('w', encoding='utf-8') as stream:
            rows = (("社会组织党建情况调查表",), HEAD, ("示例市甲一商会", "甲县", "12", "3", answer, form))
            csv.writer(stream).writerows(rows)
        list(take_in(with_ledger))
        for item in waiting(with_ledger) if not number else ():
            accept(with_ledger, item.number)
    return with_ledger


def _facts(place):
    with reading(place.engine) as connection:
        (one,) = [one for one in subjects.list_all(connection) if one.name == "示例市甲一商会"]
    return one.facts


def _asked(place, field):
    return next(item for item in waiting(place) if item.field == field)


def test_a_form_of_establishing_waits_with_the_question_whether_there_is_a_party_organisation(told_twice):
    place = told_twice
    assert 'establishment_form' not in _facts(place)
    item = _asked(place, 'established')
    assert "采用时一并记入：组建形式单独组建" in item.reasons
    assert "一并记入组建形式单独组建" in accept(place, item.number)
    assert (_facts(place)['established'], _facts(place)['establishment_form']) == (True, "单独组建")


def test_what_hangs_on_a_refused_answer_is_not_written(told_twice):
    place = told_twice
    reject(place, _asked(place, 'established').number, "未见批复")
    assert (_facts(place)['established'], _facts(place).get('establishment_form')) == (False, None)


def test_what_hangs_on_a_corrected_answer_is_not_written_either(told_twice):
    place = told_twice
    correct(place, _asked(place, 'established').number, {'established': "否"})
    assert (_facts(place)['established'], _facts(place).get('establishment_form')) == (False, None)
