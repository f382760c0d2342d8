"""Whatever a unit sends, each thing has one round, and only a later return of it takes its place."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from office.came import Came
from office.placing import place_all
from office.rounding import Calendar

START = dt.date(2026, 2, 21)
CALENDAR = Calendar(START, tuple(START + dt.timedelta(20 * number) for number in range(1, 5)))

SENT = st.builds(
    Came,
    received=st.datetimes(dt.datetime(2026, 2, 1), dt.datetime(2026, 6, 30)),
    unit=st.just('甲县'),
    state=st.sampled_from(('accepted', 'held', 'unread')),
    why=st.just(''),
    form=st.sampled_from(('a', 'b')),
    basis=st.sampled_from(('rows', 'totals', 'prose', None)),
    told=st.one_of(st.none(), st.integers(0, 4)),
    corrects=st.booleans(),
    scope=st.frozensets(st.sampled_from('甲乙丙丁'), max_size=3),
)


@given(st.lists(SENT, max_size=8))
def test_nothing_is_lost_and_rounds_exist(items):
    items = [came_numbered(one, number) for number, one in enumerate(sorted(items, key=moment), start=1)]
    placed = place_all(items, CALENDAR)
    assert [one.came for one in placed] == items
    for one in placed:
        assert one.round in range(5)
        assert one.came.told in {None, one.round}
        if one.late:
            assert one.came.received.date() > CALENDAR.due(one.round)
        if one.superseded_by is not None:
            by = placed[one.superseded_by - 1]
            assert by.came.number > one.came.number
            assert (by.round, by.came.state) == (one.round, 'accepted')
            assert one.came.basis != 'rows' or one.came.scope <= by.came.scope


def moment(came):
    return came.received


def came_numbered(came, number):
    return replace(came, number=number)
