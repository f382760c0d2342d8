"""S8: renamed, merged, and “why lower than last month?”, with the story's exact numbers."""

import csv
import dataclasses
import datetime as dt

import pytest

from ledger.match import match
from model.errors import UsageFault
from office.acting import Paper, list_acts
from office.comparing import compare, step_label
from office.correcting import correct
from office.counting import tell
from office.eventing import Event, record_event
from office.importing import import_ledger
from office.indexing import ledger_index
from office.ledger_acts import find, one_named, one_on
from office.merging import merge
from office.reviewing import waiting
from office.undoing import undo
from store.engine import reading

MARCH, APRIL = dt.date(2026, 3, 31), dt.date(2026, 4, 30)
BRIDGE, EXCHANGE = '示例市蓝桥文化促进会', '示例市甲一商会'
RENAMED_CODE = '51990100MJ100001X3'


def listed():
    """300 organisations, 167 of them with a branch; three records are doubles of others."""
    rows = [(BRIDGE, RENAMED_CODE, '是'), (EXCHANGE, '', '是'), ('示例市甲二商会', '', '否')]
    rows += [(f'示例市第{number:03}协会', '', '是' if number <= 165 else '否') for number in range(1, 295)]
    doubles = [f'示例市第{number:03}协会筹' for number in (290, 291, 292)]
    return rows + [(name, '', '否') for name in doubles]


def write(path, rows):
    with path.open('w', newline='', encoding='utf-8') as file:
        sheet = csv.writer(file)
        sheet.writerow(['name', 'code', 'region', 'type', '是否建立党组织', '组建形式', 'registered_on'])
        for name, code, told, *began in rows:
            form = '单独组建' if told == '是' else ''
            sheet.writerow([name, code, '甲县', '社会团体', told, form, *began])
    return path


def on(place, day):
    return dataclasses.replace(place, today=day)


def event(place, day, kind, name, *to, **more):
    told = Event(kind, name, Paper(day, f'示民许〔2026〕{day.day}号'), to, **more)
    return record_event(on(place, day), told)


def society(number):
    return f'示例市第{number:03}协会'


@pytest.fixture
def april(place, tmp_path):
    """The story's April in the ledger."""
    import_ledger(on(place, MARCH), write(tmp_path / '台账.csv', listed()))
    day = dt.date(2026, 4, 20)
    event(place, dt.date(2026, 4, 8), 'rename', BRIDGE, '示例市蓝桥文化发展促进会')
    event(place, dt.date(2026, 4, 11), 'absorb', EXCHANGE, '示例市甲二商会')
    new = [(f'示例市新设{number}学会', '', '否', '2026-04-15') for number in range(1, 6)]
    import_ledger(on(place, day), write(tmp_path / '新登记.csv', new))
    event(place, day, 'move_in', '示例市迁来学会', values={'region': '甲县', 'established': False})
    for number in (1, 2, 3, 201, 202, 203):
        event(place, day, 'deregister', society(number))
    for number in (4, 5):
        event(place, day, 'move_out', society(number))
    for number in (290, 291, 292):
        merge(on(place, day), society(number), f'{society(number)}筹')
    for number in (211, 212, 213, 214):
        event(place, day, 'establish', society(number))
    for number in (6, 7):
        correct(on(place, day), society(number), {'established': False}, '来函更正')
    return on(place, APRIL)


def test_both_figures_are_bridged(april):
    found = compare(april, MARCH, APRIL)
    assert found.sentence == (
        '300＋5＋1－7－2－3＝294家；167＋4－3－1－2－2＝163家；'
        '组织覆盖率由55.7%（167/300）降至55.4%（163/294），下降0.3个百分点（按公布数计算）'
    )


def test_each_step_can_be_opened_to_names(april):
    found = compare(april, MARCH, APRIL)
    steps = {step_label(step, 'established'): step.names for step in found.established.steps}
    assert steps['随合并减1家'] == (EXCHANGE,)
    assert steps['更正－2家'] == (society(6), society(7))
    (doubles,) = [step for step in found.population.steps if step.kind == 'doubles']
    assert doubles.names == tuple(f'{society(number)}筹' for number in (290, 291, 292))


def test_a_new_name_counts_nothing_and_the_old_one_still_finds_it(april):
    assert compare(april, MARCH, APRIL).renamed == ((BRIDGE, '示例市蓝桥文化发展促进会'),)
    with reading(april.engine) as connection:
        index = ledger_index(april, connection)
    found = match(BRIDGE, RENAMED_CODE, '甲县', index)
    assert (found.decision, found.organisation) == (
        'matched',
        one_named(april, '示例市蓝桥文化发展促进会').id,
    )


def test_who_was_merged_is_found_and_counts_no_more(april):
    (gone,) = find(april, EXCHANGE, ended=True)
    assert (gone.state, gone.ended_on) == ('ended', dt.date(2026, 4, 11))
    assert find(april, EXCHANGE) == []
    assert any(EXCHANGE in item.about and item.kind == 'branch' for item in waiting(april))


def test_the_day_itself_decides(april):
    assert tell(april, on=dt.date(2026, 4, 10)).figures['total'] == 297  # the doubles are known by now
    assert one_on(april, '示例市蓝桥文化发展促进会', dt.date(2026, 4, 7)).name == BRIDGE


def test_everything_of_april_taken_back_gives_march_again(april):
    for act in reversed(list_acts(april)[1:]):
        undo(april, act.number)
    assert compare(april, MARCH, APRIL).sentence.startswith('300＝300家；167＝167家')


def test_an_event_of_tomorrow_waits_for_tomorrow(april):
    with pytest.raises(UsageFault, match='请到那天再登记'):
        record_event(april, Event('deregister', society(20), Paper(dt.date(2026, 5, 1))))
