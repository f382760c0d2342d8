"""A question of one value: what it offers, and what makes it another question."""

from dataclasses import replace

import pytest

from model.errors import StaleEdit
from model.register import ReviewItem
from office.intake import take_in
from office.ledger_acts import one_named
from office.review_asking import ask
from office.reviewing import accept, correct, waiting
from store import reviews, rows
from store.engine import atomic, reading

LINE = (1, '示例市甲一商会', 15, 8, 7, 4, 4, 0, '否')


@pytest.fixture
def asked(with_ledger, survey):
    """asked(field, value, kind): a question about a value of a line that was taken in, as it is put."""
    survey('甲县/附件1.xlsx', LINE)
    list(take_in(with_ledger))
    subject = one_named(with_ledger, '示例市甲一商会').id
    with reading(with_ledger.engine) as connection:
        (line,) = rows.list_rows(connection, 1)

    def put(field, value, kind='reading', **more):
        item = ReviewItem(
            kind=kind,
            about='甲一',
            field=field,
            value=value,
            reasons=('看不清',),
            register_number=1,
            row=line.row,
            subject=subject,
            **more,
        )
        with atomic(with_ledger.engine) as connection:
            number = reviews.add(connection, item, with_ledger.now())
        (one,) = ask(with_ledger, [replace(item, number=number)])
        return one

    return put


def keys(asked):
    return [one.key for one in asked.choices]


def test_a_tick_that_cannot_be_read_is_answered_with_a_number(with_ledger, asked):
    one = asked('established', None)
    assert keys(one) == ['accept', 'established=是', 'established=否']
    field, _, word = one.choices[1].key.partition('=')
    correct(with_ledger, one.item.number, {field: word}, one.seen)
    assert one_named(with_ledger, '示例市甲一商会').facts['established'] is True


@pytest.mark.parametrize(
    ('field', 'value', 'kind', 'more', 'offered'),
    [
        ('established', True, 'reading', {}, ['accept', 'established=否']),
        ('established', True, 'conflict', {'held': False}, ['accept', 'keep']),
        ('members_total', None, 'reading', {}, ['accept']),
    ],
)
def test_only_what_is_not_offered_yet_is(asked, field, value, kind, more, offered):
    assert keys(asked(field, value, kind, **more)) == offered


def test_another_value_of_the_line_put_right_does_not_refuse_an_answer(with_ledger, asked):
    mine = asked('established', None)
    other = next(one for one in waiting(with_ledger) if one.field == 'staff_total')
    correct(with_ledger, other.number, {'staff_total': '16'})
    correct(with_ledger, mine.item.number, {'established': '否'}, mine.seen)
    again = asked('staff_full_time', 9)
    correct(with_ledger, asked('staff_full_time', 8).item.number, {'staff_full_time': '7'})
    with pytest.raises(StaleEdit):
        accept(with_ledger, again.item.number, again.seen)
