import datetime as dt

import pytest

from model.errors import UsageFault
from model.register import Duty, ReviewItem
from office.due_links import join, part
from office.dues import board
from store import links, obligations, register, reviews
from store.engine import atomic, reading


@pytest.fixture
def duties(place):
    """Two notices with a duty each, 12 and 17 March, and the question whether they are one."""
    with atomic(place.engine) as connection:
        for number, day in ((1, 17), (2, 12)):
            register.add(
                connection, file=f'{number}.txt', sender_hint=None, sha256=str(number) * 64, at=place.now()
            )
            duty = Duty(
                register_number=number,
                verbatim='报',
                what='报送',
                ours='do',
                rule='r',
                deadline=dt.date(2026, 3, day),
            )
            obligations.replace_all(connection, number, [duty])
        question = ReviewItem(
            kind='reading', about='1.txt', register_number=1, field='same_duty', reasons=('？',)
        )
        reviews.add(connection, question, place.now())
    return place


def days(place):
    return {line.number: line.deadline for line in board(place)}


def test_two_duties_that_are_one_stand_in_one_line_with_the_nearer_day(duties):
    join(duties, 1, 2)
    assert days(duties) == {2: dt.date(2026, 3, 12)}
    with reading(duties.engine) as connection:
        assert reviews.list_items(connection, register_number=1) == []


def test_reading_again_leaves_what_a_person_linked(duties):
    join(duties, 1, 2)
    with atomic(duties.engine) as connection:
        links.unlink(connection, [1, 2])
    assert list(days(duties)) == [2]


def test_parted_duties_stand_alone(duties):
    join(duties, 1, 2)
    part(duties, 1)
    assert set(days(duties)) == {1, 2}


@pytest.mark.parametrize(('number', 'to'), [(1, 1), (1, 9), (9, 1)])
def test_a_link_that_makes_no_sense_is_refused(duties, number, to):
    with pytest.raises(UsageFault):
        join(duties, number, to)


def test_what_is_one_already_is_refused(duties):
    join(duties, 1, 2)
    with pytest.raises(UsageFault, match='已经是一项'):
        join(duties, 2, 1)


def test_a_duty_alone_cannot_be_parted(duties):
    with pytest.raises(UsageFault, match='没有并到'):
        part(duties, 1)
