"""Random histories of the ledger: both databases read alike, and any past moment is a replay of the audit."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.coverage import organisations_to_cells
from ledger.fields import with_fields
from ledger.undo import undo_values
from model.subject import Act, Organisation, Provenance
from store import acts, audit, cells, subjects
from store.engine import open_store
from tests.store.conftest import emptied

BEGAN, ENDED = dt.datetime(2026, 3, 2, 9), dt.date(2026, 3, 1)
DIMENSIONS = ('region', 'type', 'supervisor')

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
ending = st.sampled_from([{'@state': 'ended', '@ended_on': ENDED}, {'@state': 'merged', '@merged_into': 1}])
new_values = st.tuples(st.integers(0, 9), fields | named | ending)
changes = st.tuples(st.just('change'), st.lists(new_values, min_size=1, max_size=3))
undoings = st.tuples(st.just('undo'), st.integers(0, 9))
steps = st.tuples(st.integers(0, 2), additions | changes | undoings)
histories = st.lists(steps, min_size=1, max_size=7)


def tell(connection, history):
    """The steps of a history as acts of the ledger, each with its line in the audit."""
    at = BEGAN
    known: list[int] = []
    done: list[int] = []
    for minutes, (kind, items) in history:
        at += dt.timedelta(minutes=minutes)
        number = acts.begin(connection, Act(kind='correct', about=kind, actor='经办人', at=at))
        source = Provenance(None, {'row': len(known)}, '经办人', at, number)
        if kind == 'add':
            told = {
                one.id: values
                for one, values in zip(subjects.add_many(connection, items, source), items, strict=True)
            }
            known += told
        elif kind == 'change':
            told = {known[place % len(known)]: values for place, values in items} if known else {}
        else:
            told = taken_back(connection, done[items % len(done)]) if done else {}
        if kind != 'add':
            subjects.change_many(connection, [subjects.Change(*pair, source) for pair in told.items()])
        done.append(number)
        detail = [[subject, plain(values)] for subject, values in told.items()]
        audit.note(connection, actor='经办人', act=kind, about='', at=at, detail=detail)
    return known


def taken_back(connection, number):
    """What undoes an act, as office.undoing writes it."""
    found = subjects.histories(connection, acts.subjects_of(connection, number))
    undone = {versions[0].organisation.id: undo_values(versions, number).values for versions in found}
    return {subject: values for subject, values in undone.items() if values}


def plain(values):
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()
    }


def from_plain(values):
    told = values.get('@ended_on')
    return {**values, '@ended_on': dt.date.fromisoformat(told)} if told else values


def replay(lines, moment):
    """The organisations of a moment, from the audit alone."""
    held: dict[int, Organisation] = {}
    for line in lines:
        if line['at'] <= moment:
            for subject, values in line['detail']:
                before = held.get(subject) or Organisation(subject, '', None, None, None, None)
                held[subject] = with_fields(before, from_plain(values))
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
        now = subjects.list_all(connection, every=True)
        then = [subjects.list_all(connection, moment, every=True) for moment in moments(lines)]
        assert cells.counts_now(connection, by=DIMENSIONS) == counted(now)
        assert [cells.counts_at(connection, moment) for moment in moments(lines)] == [*map(counted, then)]
        past = [subjects.history(connection, subject) for subject in known]
        undone.rollback()
    assert now == replay(lines, lines[-1]['at'])
    assert then == [replay(lines, moment) for moment in moments(lines)]
    return now, then, past


def counted(organisations):
    return organisations_to_cells(one for one in organisations if one.state == 'active')


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
