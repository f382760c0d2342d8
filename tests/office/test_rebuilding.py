"""Issue writes a term into the records; no paper looks another one for it."""

import datetime as dt

import pytest

from office.correcting_issued import correct_issued
from office.dispatch_issued import served_on
from office.dispatching import dispatch
from office.instructing import import_instructors
from office.issuing import Order, issue
from office.rebuilding import rebuild
from office.sending_people import assign
from store import instructors
from store.engine import atomic, reading
from tests.office.test_select_acts import CAMPAIGN

LETTER = dt.date(2026, 3, 16)


@pytest.fixture
def letter(with_ledger, tmp_path):
    people = tmp_path / '指导员.csv'
    people.write_text('姓名,单位\n示例一,示例市民政局\n', 'utf-8')
    import_instructors(with_ledger, people)
    assign(with_ledger, '示例一', ['示例市甲一商会'])
    (sent,) = dispatch(with_ledger, CAMPAIGN).sent
    issue(with_ledger, [sent.file], Order(numbers='3', dated=LETTER, signed_by='示例甲'))
    return sent.file


def only(place):
    with reading(place.engine) as connection:
        (one,) = instructors.assignments_on(connection, LETTER)
    return one


def test_a_letter_is_the_same_after_its_own_issue(with_ledger, letter):
    assert only(with_ledger).start == LETTER
    found = rebuild(with_ledger, letter)
    assert (found.same, found.figures) == (True, ())
    assert correct_issued(with_ledger, letter).groups == ()


def test_a_term_put_right_later_is_seen(with_ledger, letter):
    one = only(with_ledger)
    with atomic(with_ledger.engine) as connection:
        instructors.set_term(connection, one.id, LETTER, dt.date(2026, 9, 15), one.doc_number)
    found = rebuild(with_ledger, letter)
    assert not found.same
    assert found.causes == ('gone',)


def test_who_is_stopped_later_was_sent_by_the_letter(with_ledger, letter):
    with atomic(with_ledger.engine) as connection:
        instructors.stop(connection, only(with_ledger).id, dt.date(2026, 6, 30))
    assert rebuild(with_ledger, letter).same


def test_a_day_before_the_letter_still_counts_whom_it_counted(with_ledger, letter):
    subject = only(with_ledger).subject
    with reading(with_ledger.engine) as connection:
        assert instructors.served_on(connection, with_ledger.today) == []
        assert served_on(connection, with_ledger.today) == [subject]
        assert served_on(connection, LETTER) == [subject]
