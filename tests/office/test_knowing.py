"""What a person said of a name holds on every later run."""

import dataclasses
import datetime as dt

from office.importing import import_ledger
from office.ledger_acts import match_names, one_named
from office.merging import merge
from office.reviewing import correct, waiting
from office.undoing import undo

WRITTEN = '示例市甲一工商总会'


def ask(place):
    path = place.rooms.root / '名单.csv'
    path.write_text(f'id,name,region\n1,{WRITTEN},甲县\n', 'utf-8')
    (line,) = match_names(place, path)
    return line


def listed(place, name):
    path = place.rooms.root / '表.csv'
    path.write_text(f'name,region\n{name},甲县\n', 'utf-8')
    return import_ledger(place, path)


def decided(place, chosen):
    listed(place, WRITTEN)
    (item,) = [one for one in waiting(place) if one.kind == 'match']
    correct(place, item.number, {'organisation': chosen})


def test_a_name_once_chosen_is_never_asked_again(with_ledger):
    one = one_named(with_ledger, '示例市甲一商会')
    decided(with_ledger, str(one.id))
    found = ask(with_ledger)
    assert (found['decision'], found['organisation']) == ('matched', one.id)
    assert '此前已由人工确认' in found['reasons'][0]
    assert listed(with_ledger, WRITTEN).questions == 0


def test_a_new_one_is_never_again_taken_for_its_neighbours(with_ledger):
    old = one_named(with_ledger, '示例市甲一商会').id
    decided(with_ledger, 'new')
    found = ask(with_ledger)
    assert found['organisation'] not in {None, old}
    assert all(one['organisation'] != old for one in found['candidates'])


def test_what_was_said_of_a_double_holds_for_the_record_that_stands_for_it(with_ledger):
    decided(with_ledger, 'new')
    double = ask(with_ledger)['organisation']
    there = dataclasses.replace(with_ledger, today=dt.date(2026, 5, 6))
    act = merge(there, '示例市甲一商会', str(double)).act
    assert ask(with_ledger)['organisation'] == one_named(with_ledger, '示例市甲一商会').id
    undo(there, act)
    assert ask(with_ledger)['organisation'] == double
