import datetime as dt

import pytest

from model.subject import Provenance
from store import register, subjects
from store.engine import atomic, reading

MARCH, APRIL = dt.datetime(2026, 3, 10, 9), dt.datetime(2026, 4, 2, 15)
FIELDS = {'org_name': '示例市蓝桥文化促进会', 'code': None, 'region': '甲县', 'staff_total': 12}


@pytest.fixture(autouse=True)
def entry_seven(store):
    with atomic(store) as connection:
        for number in range(7):
            register.add(connection, file='a', sender_hint=None, sha256=f'{number:064}', at=MARCH)


def founded(store, **more):
    with atomic(store) as connection:
        (one,) = subjects.add_many(connection, [FIELDS | more], Provenance(None, None, '导入', MARCH))
    return one.id


def changed(store, subject, **values):
    with atomic(store) as connection:
        return subjects.change(connection, subject, values, Provenance(7, {'cell': 'B3'}, '自动入账', APRIL))


def test_a_field_outside_the_identity_becomes_a_fact(store):
    subject = founded(store)
    with reading(store) as connection:
        one = subjects.get(connection, subject)
    assert (one.name, one.region, one.facts) == ('示例市蓝桥文化促进会', '甲县', {'staff_total': 12})


def test_a_change_is_a_new_version_and_the_old_one_stays_readable(store):
    subject = founded(store)
    changed(store, subject, staff_total=15)
    with reading(store) as connection:
        before = subjects.list_all(connection, dt.datetime(2026, 4, 1))
        after = subjects.list_all(connection, dt.datetime(2026, 4, 3))
        now = subjects.list_all(connection)
    assert [one.facts['staff_total'] for one in (*before, *after, *now)] == [12, 15, 15]


def test_before_it_was_recorded_an_organisation_is_not_there(store):
    founded(store)
    with reading(store) as connection:
        assert subjects.list_all(connection, dt.datetime(2026, 3, 9)) == []


def test_each_value_keeps_the_source_it_came_from(store):
    subject = founded(store)
    changed(store, subject, members_total=3)
    with reading(store) as connection:
        sources = subjects.latest(connection, subject).sources
    assert sources['staff_total']['actor'] == '导入'
    assert (sources['members_total']['register'], sources['members_total']['where']['cell']) == (7, 'B3')


def test_numbers_go_on_after_the_last(store):
    first, second = founded(store), founded(store, org_name='示例市甲一商会')
    assert second == first + 1
