"""Random histories of the ledger: both databases read alike, and any past moment is a replay of the audit."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.fields import with_fields
from model.subject import Organisation, Provenance
from store import audit, subjects
from store.engine import open_store
from tests.store.conftest import emptied

BEGAN = dt.datetime(2026, 3, 2, 9)

fields = st.fixed_dictionaries(
    {},
    optional={
        'code': st.sampled_from([None, '51110000MJ0000001X', '']),
        'region': st.sampled_from([None, '甲县', '乙县', '县 ']),
        'org_type': st.sampled_from([None, '社会团体', '基金会']),
        'competent_authority': st.sampled_from([None, '甲县教育局', '直接登记']),
        'established': st.sampled_from([None, True, False]),
        'staff_total': st.sampled_from([None, 0, 3, 2**40]),
        'note': st.sampled_from(['', '“引号”\\\n', '🀄']),
    },
)
names = st.sampled_from(['示例市甲一商会', 'b', 'B', '甲'])
named = st.tuples(fields, names).map(lambda pair: {**pair[0], 'org_name': pair[1]})
additions = st.tuples(st.just('add'), st.lists(named, min_size=1, max_size=3))
new_values = st.tuples(st.integers(0, 9), fields | named)
changes = st.tuples(st.just('change'), st.lists(new_values, min_size=1, max_size=3))
steps = st.tuples(st.integers(0, 2), additions | changes)
histories = st.lists(steps, min_size=1, max_size=7)


def tell(connection, history):
    """The steps of a history as acts of the ledger, each with its line in the audit."""
    at = BEGAN
    known: list[int] = []
    for minutes, (act, items) in history:
        at += dt.timedelta(minutes=minutes)
        source = Provenance(None, {'row': len(known)}, '经办人', at)
        if act == 'add':
            done = [one.id for one in subjects.add_many(connection, items, source)]
            known += done
            detail = [[subject, values] for subject, values in zip(done, items, strict=True)]
        else:
            new = {known[place % len(known)]: values for place, values in items} if known else {}
            subjects.change_many(connection, [subjects.Change(*pair, source) for pair in new.items()])
            detail = [list(pair) for pair in new.items()]
        audit.note(connection, actor='经办人', act=act, about='', at=at, detail=detail)
    return known


def replay(lines, moment):
    """The organisations of a moment, from the audit alone."""
    held: dict[int, Organisation] = {}
    for line in lines:
        if line['at'] <= moment:
            for subject, values in line['detail']:
                before = held.get(subject) or Organisation(subject, '', None, None, None, None)
                held[subject] = with_fields(before, values)
    return [held[subject] for subject in sorted(held)]


def moments(lines):
    times = sorted({line['at'] for line in lines})
    second = dt.timedelta(seconds=1)
    return [BEGAN - second, *times, *(time + second for time in times)]


def read_all(engine, history):
    """Everything that can be read after a history, which is then undone; the past is as the replay has it."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin() as undone:
        known = tell(connection, history)
        lines = audit.lines(connection)
        now = subjects.list_all(connection)
        then = [subjects.list_all(connection, moment) for moment in moments(lines)]
        past = [subjects.history(connection, subject) for subject in known]
        undone.rollback()
    assert now == replay(lines, lines[-1]['at'])
    assert then == [replay(lines, moment) for moment in moments(lines)]
    return now, then, past


@pytest.fixture
def both(postgres_store, tmp_path):
    embedded = open_store(tmp_path / 'shoufa.db')
    yield embedded, emptied(postgres_store)
    embedded.dispose()


def check_histories(both, examples):
    @settings(max_examples=examples)
    @given(histories)
    def check(history):
        embedded, server = (read_all(engine, history) for engine in both)
        assert embedded == server

    check()


def test_histories_read_alike_and_as_they_were(both):
    check_histories(both, 30)


@pytest.mark.hard
def test_many_histories_read_alike_and_as_they_were(both):
    check_histories(both, 2_000)
