"""What was done as one is taken back as one: the exported ledger is the earlier one, byte for byte."""

import dataclasses
import datetime as dt

import pytest

from model.errors import UsageFault
from office.acting import Paper, list_acts
from office.correcting import correct
from office.eventing import Event, record_event
from office.exporting import export_hash
from office.importing import import_ledger
from office.ledger_acts import one_named
from office.merging import merge
from office.reviewing import waiting
from office.undoing import undo

HEAD = 'name,code,region,supervisor,是否建立党组织,组建形式,党员总数,曾用名\n'
ROWS = """\
示例市甲一商会,51990100MJ10000011,甲县,,是,联合组建,3,
示例市甲二商会,,甲县,示例市商务局,是,联合组建,2,
示例市甲三协会,,甲县,,否,,1,示例市甲参协会
示例市甲三协会（筹）,,乙县,,否,,2,
"""
DAY = dt.date(2026, 4, 20)
PAPER = Paper(DAY, '示民许〔2026〕7号')


@pytest.fixture
def kept(place, tmp_path):
    path = tmp_path / '台账.csv'
    path.write_text(HEAD + ROWS, 'utf-8')
    there = dataclasses.replace(place, today=DAY)
    import_ledger(there, path)
    return there


def event(kind, name, *to, **more):
    return lambda place: record_event(place, Event(kind, name, PAPER, to, **more))


def import_more(place):
    path = place.rooms.root / '五月.csv'
    path.write_text(HEAD + '示例市甲二商会,,甲县,,,,,\n示例市丁一学会,,丁县,,否,,0,\n', 'utf-8')
    return import_ledger(place, path)


ACTS = {
    '更名': event('rename', '示例市甲三协会', '示例市甲三联合会'),
    '变更主管': event('change_supervisor', '示例市甲二商会', '直接登记'),
    '迁入': event('move_in', '示例市迁来学会', values={'region': '甲县'}),
    '迁出': event('move_out', '示例市甲一商会'),
    '吸收合并': event('absorb', '示例市甲一商会', '示例市甲二商会'),
    '新设合并': event('consolidate', '示例市甲一商会', '示例市甲总商会', others=('示例市甲二商会',)),
    '分立': event('divide', '示例市甲一商会', '示例市甲四商会', '示例市甲五商会', ends=True),
    '注销': event('deregister', '示例市甲一商会'),
    '撤销': event('revoke', '示例市甲一商会'),
    '成立党组织': event('establish', '示例市甲三协会', others=('示例市甲三协会（筹）',)),
    '撤销党组织': event('dissolve', '示例市甲一商会'),
    '查重合并': lambda place: merge(place, '示例市甲三协会', '示例市甲三协会（筹）'),
    '更正': lambda place: correct(place, '示例市甲一商会', {'members_total': 5}, '来函'),
    '导入': import_more,
}


@pytest.mark.parametrize('name', ACTS)
def test_taking_an_act_back_gives_the_earlier_ledger(kept, name):
    before, open_before = export_hash(kept), len(waiting(kept))
    done = ACTS[name](kept)
    assert export_hash(kept) != before
    undo(kept, done.act)
    assert export_hash(kept) == before
    assert len(waiting(kept)) == open_before


def test_what_a_later_act_rests_on_is_not_taken_back_before_it(kept):
    before = export_hash(kept)
    first = ACTS['更名'](kept).act
    second = event('rename', '示例市甲三联合会', '示例市甲三促进会')(kept).act
    with pytest.raises(UsageFault, match=f'什么都没有改.*先撤回第{second}号'):
        undo(kept, first)
    assert one_named(kept, '示例市甲三促进会').name == '示例市甲三促进会'
    assert [act.undone_by for act in list_acts(kept)[-2:]] == [None, None]
    undo(kept, second)
    undo(kept, first)
    assert export_hash(kept) == before


def test_what_was_changed_since_of_some_stays_and_is_named(kept):
    before = export_hash(kept)
    first = ACTS['成立党组织'](kept).act
    second = correct(kept, '示例市甲三协会', {'approval_number': '示组复〔2026〕8号'}, '来函').act
    told = undo(kept, first).told
    assert any(
        '“示例市甲三协会”' in line and f'之后又改过（第{second}号办理），未撤回' in line for line in told
    )
    assert one_named(kept, '示例市甲三协会').facts['established'] is True
    assert one_named(kept, '示例市甲三协会（筹）').facts['established'] is False
    undo(kept, second)
    assert export_hash(kept) == before


def test_an_act_is_taken_back_once(kept):
    done = ACTS['注销'](kept)
    undo(kept, done.act)
    with pytest.raises(UsageFault, match='已由'):
        undo(kept, done.act)


def test_split_takes_back_merges_only(kept):
    done = ACTS['注销'](kept)
    with pytest.raises(UsageFault, match='核对编号'):
        undo(kept, done.act, 'merge')


def test_who_has_ended_has_no_further_events(kept):
    ACTS['注销'](kept)
    with pytest.raises(UsageFault, match='不再计数'):
        event('rename', '示例市甲一商会', '示例市新商会')(kept)
