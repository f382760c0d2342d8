"""An organisation told twice in one return counts once, whatever a person answers."""

import pytest

from model.errors import UsageFault
from office.intake import take_in
from office.review_files import accept_file, reject_file, row_lines
from office.reviewing import accept, correct, waiting
from store import register, reviews, rows
from store.engine import atomic, reading

ONE = (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, '否')
AGAIN = (2, '示例市甲一商会', 15, 8, 7, 4, 4, 0, '否')


def states(place):
    with reading(place.engine) as connection:
        return [row.state for row in rows.list_rows(connection)]


def twice(place):
    return next(item for item in waiting(place) if item.field == 'organisation_twice')


@pytest.fixture
def told_twice(with_ledger, survey):
    survey('甲县/附件1.xlsx', ONE, AGAIN)
    list(take_in(with_ledger))
    assert states(with_ledger) == ['accepted', 'held']
    return with_ledger


def test_the_line_that_is_accepted_takes_the_place_of_the_other(told_twice):
    done = accept(told_twice, twice(told_twice).number)
    assert '第3行改为不采用' in done
    assert states(told_twice) == ['rejected', 'accepted']
    with reading(told_twice.engine) as connection:
        assert (register.get(connection, 1).tally or {}).get('rejected') == 1
        (item,) = reviews.list_items(connection, 'rejected')
    assert '留工作表“Sheet”第4行' in item.reasons[0]


def test_the_other_line_can_be_kept(told_twice):
    number = twice(told_twice).number
    with pytest.raises(UsageFault, match='行号'):
        correct(told_twice, number, {'keep': '9'})
    assert '第4行不采用' in correct(told_twice, number, {'keep': '3'})
    assert states(told_twice) == ['accepted', 'rejected']


def test_the_line_itself_can_be_kept_by_its_number(told_twice):
    correct(told_twice, twice(told_twice).number, {'keep': '4'})
    assert states(told_twice) == ['rejected', 'accepted']


def test_a_line_whose_organisation_a_person_chooses_is_compared_again(with_ledger, survey):
    survey('甲县/附件1.xlsx', ONE, (2, '示例市甲一总商会', 15, 8, 7, 4, 4, 0, '否'))
    list(take_in(with_ledger))
    (item,) = waiting(with_ledger)
    assert '是同一单位' in accept(with_ledger, item.number)
    assert states(with_ledger) == ['accepted', 'held']
    accept(with_ledger, twice(with_ledger).number)
    assert states(with_ledger) == ['rejected', 'accepted']


def test_nothing_is_taken_from_a_paper_that_was_corrected(told_twice):
    number = twice(told_twice).number
    with atomic(told_twice.engine) as connection:
        register.change(connection, 1, superseded_by=2)
    with pytest.raises(UsageFault, match='已由收文第2号更正'):
        accept(told_twice, number)
    with atomic(told_twice.engine) as connection:
        assert reviews.supersede_all(connection, 1) == 1
    assert waiting(told_twice) == []


def test_a_whole_paper_is_accepted_but_for_what_needs_a_choice(with_ledger, survey):
    wrong = [
        (2, '示例市乙二协会', 8, 2, 5, 2, 2, 0, '否'),
        (3, '示例市从没听说过的单位', 5, 2, 3, 1, 1, 0, '否'),
    ]
    survey('甲县/附件1.xlsx', ONE, AGAIN, *wrong)
    list(take_in(with_ledger))
    *_, told = accept_file(with_ledger, 1)
    assert '还有1项待核' in told
    assert twice(with_ledger).state == 'open'


def test_a_whole_paper_is_refused(told_twice):
    *_, told = reject_file(told_twice, 1, '两栏填反')
    assert '入账1、待核0、不采用1；还有0项待核' in told
    with pytest.raises(UsageFault, match='没有待核'):
        reject_file(told_twice, 1, '两栏填反')


def test_a_question_shows_its_line(told_twice):
    line, how = row_lines(told_twice, twice(told_twice))
    assert '甲县/附件1.xlsx 工作表“Sheet”第4行' in line
    assert '党员总数 4〔F4〕' in line
    assert 'keep=行号' in how
