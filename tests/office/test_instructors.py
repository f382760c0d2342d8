"""S7, the ledger's part: an instructor leaves mid-term and another takes over."""

import dataclasses
import datetime as dt

import pytest

from model.errors import UsageFault
from office.acting import Paper
from office.eventing import Event, record_event
from office.importing import import_ledger
from office.instructing import ended_assignments, import_instructors, instructors
from office.sending_people import assign, expiring, replace, served

MARCH, BEFORE, CHANGE = dt.date(2026, 3, 10), dt.date(2026, 9, 14), dt.date(2026, 9, 15)
ONES = ['示例市甲一协会', '示例市甲二协会', '示例市甲三协会']
OTHERS = [f'示例市乙{number:02}协会' for number in range(98)]


@pytest.fixture
def september(place, tmp_path):
    ledger, people = tmp_path / '台账.csv', tmp_path / '指导员.csv'
    ledger.write_text('name,region\n' + ''.join(f'{name},甲县\n' for name in (*ONES, *OTHERS)), 'utf-8')
    people.write_text('姓名,单位\n示例一,示例市民政局\n示例二,示例市民政局\n示例三,示例市民政局\n', 'utf-8')
    there = dataclasses.replace(place, today=MARCH)
    import_ledger(there, ledger)
    import_instructors(there, people)
    assign(there, '示例一', ONES, MARCH)
    assign(there, '示例三', OTHERS, dt.date(2026, 4, 1))
    return dataclasses.replace(place, today=dt.date(2026, 9, 10))


def test_one_hundred_and_one_become_one_hundred(september):
    sent = replace(september, '示例一', '示例二', CHANGE, organisations=ONES[:2], stop=ONES[2:])
    assert (served(september, BEFORE), served(september, CHANGE)) == (101, 100)
    assert [told for _, told in sent.letters] == ['调整指导员', '调整指导员', '结束选派']


def test_the_new_one_serves_the_rest_of_the_term(september):
    replace(september, '示例一', '示例二', CHANGE, organisations=ONES[:2], stop=ONES[2:])
    march = dataclasses.replace(september, today=dt.date(2027, 3, 1))
    lines = [one for one in expiring(march, 10) if one.organisation in ONES]
    assert [(one.instructor, one.end) for one in lines] == [('示例二', dt.date(2027, 3, 9))] * 2


def test_the_list_of_a_day_shows_who_served_on_it(september):
    replace(september, '示例一', '示例二', CHANGE, organisations=ONES[:2], stop=ONES[2:])
    counts = {
        day: {one.name: len(one.organisations) for one in instructors(september, day)}
        for day in (BEFORE, CHANGE)
    }
    assert counts[BEFORE] == {'示例一': 3, '示例二': 0, '示例三': 98}
    assert counts[CHANGE] == {'示例一': 0, '示例二': 2, '示例三': 98}


def test_somebody_who_serves_nobody_cannot_be_replaced(september):
    with pytest.raises(UsageFault, match='没有联系'):
        replace(september, '示例二', '示例一', CHANGE)


def test_the_same_sending_twice_is_one(september):
    before = served(september, CHANGE)
    assert '未重复' in assign(september, '示例一', ONES[:1], MARCH).told[0]
    assert served(september, CHANGE) == before


def test_a_unit_that_has_ended_leaves_the_list_from_its_day_on(with_ledger, tmp_path):
    path, ended = tmp_path / '指导员.csv', dt.date(2026, 3, 12)
    path.write_text('姓名,单位\n示例一,示例市民政局\n示例二,示例市民政局\n', 'utf-8')
    import_instructors(with_ledger, path)
    assign(with_ledger, '示例一', ['示例市甲一商会', '示例市乙二协会'], MARCH)
    record_event(with_ledger, Event('deregister', '示例市甲一商会', Paper(ended)))
    first, _ = instructors(with_ledger, ended)
    assert [len(first.organisations), served(with_ledger, ended)] == [1, 1]
    assert served(with_ledger, ended - dt.timedelta(days=1)) == 2
    assert ended_assignments(with_ledger) == ['示例一→示例市甲一商会']
    told = replace(with_ledger, '示例一', '示例二', dt.date(2026, 3, 20)).told
    assert [one for one in told if '不再计数，不再选派' in one]


def test_two_spellings_of_one_organisation_are_not_taken_for_it(place, tmp_path):
    ledger, people = tmp_path / '台账.csv', tmp_path / '指导员.csv'
    ledger.write_text('name,region\n甲县ABC协会,甲县\n', 'utf-8')
    import_ledger(place, ledger)
    people.write_text(
        '姓名,单位,联系单位\n示例一,示例局,甲县ABC协会\n示例二,示例局,甲县ＡＢＣ协会\n', 'utf-8'
    )
    done = import_instructors(place, people)
    assert done.assigned == 1
    assert '写法不同' in done.unknown[0]
