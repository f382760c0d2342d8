"""Events told late, twice or of the wrong one: the ledger follows the days, and nothing is taken over."""

import csv
import dataclasses
import datetime as dt

import pytest

from model.errors import UsageFault
from office.acting import Paper, list_acts
from office.comparing import compare
from office.correcting import correct
from office.counting import further_figures, save_statement, saved_statements, stats, tell
from office.eventing import Event, record_event
from office.exporting import export_hash
from office.importing import import_ledger
from office.ledger_acts import one_named, one_on
from office.reviewing import accept, waiting
from office.reviewing import correct as answer
from office.undoing import undo
from store import instructors
from store.engine import atomic
from store.instructors import Assignment

CODES = {'甲': '51990100MJ0050007E', '乙': '51990100MJ00500159'}
HEAD = ('name', 'code', 'region', 'supervisor', '是否建立党组织', '组建形式', '党员总数')
ROWS = [
    ('示例市甲会', CODES['甲'], '甲县', '示例市商务局', '是', '单独组建', '3'),
    ('示例市乙会', CODES['乙'], '甲县', '示例市商务局', '否', '', '1'),
    ('示例市丙会', '', '甲县', '示例市商务局', '否', '', '2'),
    ('示例市丁会', '', '乙县', '', '否', '', ''),
]
START = dt.date(2026, 3, 1)


def march(day):
    return dt.date(2026, 3, day)


def write(path, rows):
    with path.open('w', newline='', encoding='utf-8') as file:
        csv.writer(file).writerows([HEAD, *rows])
    return path


@pytest.fixture
def city(place, tmp_path):
    import_ledger(dataclasses.replace(place, today=START), write(tmp_path / '台账.csv', ROWS))
    return dataclasses.replace(place, today=march(31))


def happens(place, kind, name, day, *to, **more):
    return record_event(place, Event(kind, name, Paper(march(day)), to, **more))


def test_an_event_told_after_a_later_one_leaves_today_alone(city):
    before = export_hash(city)
    later = happens(city, 'dissolve', '示例市甲会', 15)
    done = happens(city, 'establish', '示例市甲会', 10)
    assert any('今天的情况仍按后者' in line for line in done.told)
    told = [one_on(city, '示例市甲会', march(day)).facts['established'] for day in (9, 12, 15)]
    assert told == [True, True, False]
    assert one_named(city, '示例市甲会').facts['established'] is False
    with pytest.raises(UsageFault, match=f'先撤回第{done.act}号'):
        undo(city, later.act)
    undo(city, done.act)
    undo(city, later.act)
    assert export_hash(city) == before
    assert one_on(city, '示例市甲会', march(16)).facts['establishment_form'] == '单独组建'


def test_a_new_name_of_an_earlier_day_is_not_put_after_a_later_one(city):
    happens(city, 'rename', '示例市甲会', 15, '示例市新会')
    with pytest.raises(UsageFault, match='日期在后'):
        happens(city, 'rename', '示例市新会', 10, '示例市别会')


def test_what_was_taken_back_held_on_no_day(city):
    happens(city, 'rename', '示例市甲会', 5, '示例市二会')
    undo(city, happens(city, 'rename', '示例市二会', 15, '示例市三会').act)
    assert [one_on(city, '1', march(day)).name for day in (4, 6, 20)] == [
        '示例市甲会',
        '示例市二会',
        '示例市二会',
    ]


def test_a_former_name_is_free_for_a_new_organisation(city):
    happens(city, 'rename', '示例市甲会', 5, '示例市新会')
    done = happens(city, 'register', '示例市甲会', 10, values={'region': '甲县'})
    assert any('曾用名' in line for line in done.told)
    assert (one_named(city, '示例市甲会').id, one_named(city, '示例市新会').id) == (5, 1)
    assert one_named(city, '1').facts['established'] is True


@pytest.mark.parametrize(
    ('kind', 'to', 'more'),
    [
        ('rename', ('示例市乙会',), {}),
        ('rename', (' ',), {}),
        ('divide', ('示例市乙会',), {}),
        ('divide', ('示例市新会', '示例市 新会'), {}),
        ('consolidate', ('示例市丙会',), {'others': ('示例市乙会',)}),
        ('consolidate', ('示例市新会',), {'others': ('示例市乙会', '示例市乙会')}),
        ('establish', (), {'others': ('示例市甲会',)}),
    ],
)
def test_a_name_that_is_taken_empty_or_told_twice_is_refused(city, kind, to, more):
    before = export_hash(city)
    with pytest.raises(UsageFault):
        happens(city, kind, '示例市甲会', 10, *to, **more)
    assert export_hash(city) == before
    assert len(list_acts(city)) == 1


def test_two_may_bear_one_name_where_a_person_says_so(city):
    done = happens(city, 'rename', '示例市甲会', 10, '示例市乙会', same_name=True)
    assert any('另有“示例市乙会”' in line for line in done.told)


def test_the_code_of_another_one_is_refused(city):
    with pytest.raises(UsageFault, match='编号2'):
        correct(city, '示例市甲会', {'code': CODES['乙']}, '来函')
    assert one_named(city, CODES['甲'].lower()).id == 1


def test_a_new_one_has_what_those_agree_on_that_it_comes_of(city):
    happens(city, 'consolidate', '示例市乙会', 10, '示例市总会', others=('示例市丙会',))
    new = one_named(city, '示例市总会')
    assert (new.region, new.supervisor) == ('甲县', '示例市商务局')
    happens(city, 'consolidate', '示例市甲会', 11, '示例市大会', others=('示例市丁会',))
    assert one_named(city, '示例市大会').region is None


def test_a_day_before_the_beginning_is_refused_and_one_long_before_is_told(city):
    happens(city, 'register', '示例市新会', 10)
    with pytest.raises(UsageFault, match='早于'):
        happens(city, 'deregister', '示例市新会', 9)
    done = record_event(city, Event('deregister', '示例市丁会', Paper(dt.date(1990, 1, 1))))
    assert any('请核对' in line for line in done.told)


def test_those_that_share_a_branch_are_asked_about_when_one_leaves_it(city):
    paper = Paper(march(10), '示组复〔2026〕5号')
    record_event(city, Event('establish', '示例市乙会', paper, others=('示例市丙会', '示例市丁会')))
    happens(city, 'dissolve', '示例市丁会', 12)
    happens(city, 'dissolve', '示例市丙会', 13)
    _, second = waiting(city)
    assert '只剩1家' in second.reasons[0]
    with pytest.raises(UsageFault, match='去留='):
        accept(city, second.number)
    before = export_hash(city)
    told = answer(city, second.number, {'去留': '单独'})
    one = one_named(city, '示例市乙会')
    assert one.facts['establishment_form'] == '单独组建'
    assert 'joint_units' not in one.facts
    undo(city, list_acts(city)[-1].number)
    assert export_hash(city) == before
    assert '改为单独组建' in told
    assert [item.number for item in waiting(city)] == []


def test_the_branch_of_one_that_is_no_more_can_be_settled(city):
    happens(city, 'deregister', '示例市甲会', 10)
    (item,) = waiting(city)
    answer(city, item.number, {'去留': '撤销'})
    assert one_named(city, '示例市甲会').facts['established'] is False


def test_what_people_took_from_an_import_goes_with_it(city, tmp_path):
    before = export_hash(city)
    more = [
        ('示例市甲会', CODES['甲'], '甲县', '', '否', '', ''),
        ('示例市乙会会', '', '甲县', '', '', '', '1'),
    ]
    done = import_ledger(city, write(tmp_path / '再报.csv', more))
    for item in waiting(city):
        if item.kind == 'match':
            answer(city, item.number, {'organisation': 'new'})
        else:
            accept(city, item.number)
    assert export_hash(city) != before
    undo(city, done.act)
    assert export_hash(city) == before


def test_instructors_count_on_a_day_in_the_past_and_a_day_before_the_ledger_is_told_as_supposed(city):
    with atomic(city.engine) as connection:
        number = instructors.add_instructor(
            connection, name='示例甲', unit='示例市民政局', post=None, phone=None
        )
        instructors.assign(
            connection, Assignment(instructor=number, subject=2, start=march(5), end=march(20))
        )
    counted = [tell(city, on=march(day)).figures['instructed'] for day in (4, 5, 20, 21)]
    assert counted == [0, 1, 1, 0]
    assert tell(city, on=march(5)).caveat is None
    assert '4家没有登记日期' in tell(city, on=dt.date(2020, 1, 1)).caveat


def test_the_lines_of_a_figure_are_kept_with_it(city):
    lines = stats(city, ['region'])
    save_statement(city, tell(city), '电话', lines)
    (kept,) = saved_statements(city)
    assert {line['key']: line['numerator'] for line in kept.figures['lines']} == {'甲县': 1, '乙县': 0}
    assert further_figures(city, ['region'])['甲县']['worked'] == 1


def test_an_import_done_again_moves_nothing(city, tmp_path):
    undo(dataclasses.replace(city, today=march(5)), 1)
    import_ledger(dataclasses.replace(city, today=march(6)), write(tmp_path / '台账.csv', ROWS))
    found = compare(city, START, march(7))
    assert (found.population.steps, found.established.steps) == ((), ())


def test_the_same_event_of_a_day_and_paper_stands_once(city):
    first = happens(city, 'establish', '示例市乙会', 10)
    with pytest.raises(UsageFault, match=f'成立党组织已由{city.actor}办过（第{first.act}号办理），没有再记'):
        happens(city, 'establish', '示例市乙会', 10)
    undo(city, first.act)
    happens(city, 'establish', '示例市乙会', 11)
    happens(city, 'establish', '示例市乙会', 10)
    happens(city, 'register', '示例市戊会', 10, values={'region': '甲县'})
    with pytest.raises(UsageFault, match='新登记已由'):
        happens(city, 'register', '示例市戊会', 10, values={'region': '甲县'})
    assert len(list_acts(city, '示例市戊会')) == 1
